"""Find in an .xlsx package what the sheet reader drops: error cells, bare formulas, percent formats."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from .limits import Limits, too_large
from .sniffing import damaged
from .table import CellError, column_index

_CHUNK = 1 << 20
# A cell with a long formula may straddle chunks; the search keeps this much of the last one.
_OVERLAP_MARK = b"<c "
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TROUBLED = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>(.*?)</v>", re.DOTALL)
_BUILT_IN_PERCENT = frozenset((9, 10))

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Package:
    """What the reader needs to know beyond the cell values.

    Attributes
    ----------
    marks
        By sheet name: replacement values by (row, column), 0-based.
    date_1904
        Whether the workbook counts dates from 1904.
    """

    marks: dict[str, dict[Position, str]]
    date_1904: bool


def inspect(path: Path, limits: Limits) -> Package:
    """Unpack the whole package once, in small pieces, and collect the marks of its sheets.

    Sizes stated in an archive can lie; here the bytes are counted as they come out, before any
    parser sees them.

    Raises
    ------
    UnreadableFile
        The package is damaged or unpacks to more than the limit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, path, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        EOFError,
        KeyError,
        RuntimeError,
    ) as error:
        raise damaged(path.name, str(error)) from error


def _inspect(archive: zipfile.ZipFile, path: Path, limits: Limits) -> Package:
    sheets, date_1904 = _workbook(archive)
    percent = _percent_styles(archive)
    marks: dict[str, dict[Position, str]] = {}
    counted = 0
    for entry in archive.infolist():
        with archive.open(entry) as file:
            if entry.filename in sheets:
                found, size = _scan(file, percent)
                marks[sheets[entry.filename]] = found
            else:
                size = sum(len(chunk) for chunk in _chunks(file))
        counted += size
        if counted > limits.unpacked_bytes:
            raise too_large(path.name, counted, limits.unpacked_bytes)
    return Package(marks, date_1904)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _workbook(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet names by the path of their part, and the date system."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    paths = {_part(targets.get(s.get(_RELATION), "")): s.get("name", "") for s in book.iter(f"{_MAIN}sheet")}
    properties = book.find(f"{_MAIN}workbookPr")
    return paths, properties is not None and properties.get("date1904") in ("1", "true")


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Indexes of cell styles that show a number as a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {
        int(f.get("numFmtId", 0)) for f in styles.iter(f"{_MAIN}numFmt") if "%" in f.get("formatCode", "")
    }
    cells = styles.find(f"{_MAIN}cellXfs")
    percent = formats | _BUILT_IN_PERCENT
    used = enumerate(cells if cells is not None else ())
    return frozenset(str(n).encode() for n, style in used if int(style.get("numFmtId", 0)) in percent)


def _scan(file: IO[bytes], percent: frozenset[bytes]) -> tuple[dict[Position, str], int]:
    marks: dict[Position, str] = {}
    size, rest = 0, b""
    for chunk in _chunks(file):
        size += len(chunk)
        text = rest + chunk
        cut = text.rfind(_OVERLAP_MARK)
        whole, rest = (text[:cut], text[cut:]) if cut > 0 else (b"", text)
        _collect(whole, percent, marks)
    _collect(rest, percent, marks)
    return marks, size


def _collect(xml: bytes, percent: frozenset[bytes], marks: dict[Position, str]) -> None:
    # Most sheets have none of these; three searches for short strings are far cheaper than the pattern.
    styled = any(b's="' + style + b'"' in xml for style in percent)
    if not (b't="e"' in xml or b"<f" in xml or styled):
        return
    for match in _TROUBLED.finditer(xml):
        mark = _mark(match[3], match[4], percent)
        if mark is not None:
            marks[int(match[2]) - 1, column_index(match[1].decode())] = mark


def _mark(attributes: bytes, content: bytes, percent: frozenset[bytes]) -> str | None:
    if attributes.endswith(b"/"):
        return None
    found = _VALUE.search(content)
    value = found[1].decode("utf-8", "replace") if found else ""
    if b't="e"' in attributes:
        return CellError(value or "#ERROR!")
    if not value:
        # An empty text result is typed as a string; no type and no value is a formula never calculated.
        return CellError("=") if b"<f" in content and b't="str"' not in attributes else None
    style = re.search(rb'\bs="(\d+)"', attributes)
    return _percentage(value) if style and style[1] in percent and b"t=" not in attributes else None


def _percentage(value: str) -> str | None:
    """The number as the sheet shows it: 0.7 in a percent format is “70%”."""
    try:
        shown = Decimal(format(float(value), ".15g")) * 100
    except (ValueError, InvalidOperation):
        return None
    return f"{shown.normalize():f}%"
