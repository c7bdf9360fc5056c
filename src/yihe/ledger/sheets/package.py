"""Find in an .xlsx package what the sheet reader drops: error cells, bare formulas, percent formats."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from .limits import Limits, too_large
from .marks import BUILT_IN_PERCENT, BookMarks, Marks
from .sniffing import UNREADABLE, damaged
from .table import CellError, column_index

_CHUNK = 1 << 20
# A cell may straddle two chunks; from its start on it is kept for the next.
_CELL_START = b"<c "
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>(.+?)</v>", re.DOTALL)
_STYLE = re.compile(rb'\bs="(\d+)"')
_ROW_NUMBER = re.compile(rb'<row [^>]*?\br="(\d+)"')
_CELL_ROW = re.compile(rb'<c r="[A-Z]+(\d+)"')
_PREFIX = re.compile(rb"<(\w+:)worksheet")
_WIDE_COLUMN = re.compile(rb'<c r="([A-Z]{2,3})\d')


@dataclass(slots=True)
class _Scan:
    """What one pass over a sheet's XML gathers."""

    percent_styles: frozenset[bytes]
    marks: Marks = field(default_factory=Marks)
    size: int = 0
    rows: int = 0
    columns: int = 26

    def take(self, xml: bytes) -> None:
        """Look through a piece that ends between two cells."""
        self._measure(xml)
        styled = any(b's="' + style + b'"' in xml for style in self.percent_styles)
        # Most sheets have none of these: short searches are far cheaper than the pattern.
        if b't="e"' in xml or b"<f" in xml or styled:
            for match in _CELL.finditer(xml):
                self._mark(match)

    def _measure(self, xml: bytes) -> None:
        numbers = _ROW_NUMBER.findall(xml)
        if len(numbers) < xml.count(b"<row"):
            # A row may leave its number to its cells, or to counting.
            numbers += _CELL_ROW.findall(xml)
            self.rows += xml.count(b"<row")
        self.rows = max([self.rows, *map(int, numbers)])
        wide = {column_index(letters.decode()) + 1 for letters in set(_WIDE_COLUMN.findall(xml))}
        self.columns = max(wide | {self.columns})

    def _mark(self, match: re.Match[bytes]) -> None:
        attributes, content = match[3], match[4]
        position = int(match[2]) - 1, column_index(match[1].decode())
        value = _VALUE.search(content)
        style = _STYLE.search(attributes)
        if attributes.endswith(b"/"):
            return
        if b't="e"' in attributes:
            self.marks.errors[position] = CellError(value[1].decode() if value else "#ERROR!")
        elif value is None and b"<f" in content and b't="str"' not in attributes:
            # An empty text result is typed as a string; no type and no value is a formula never calculated.
            self.marks.errors[position] = CellError("=")
        elif style and style[1] in self.percent_styles and b"t=" not in attributes:
            self.marks.percents.add(position)


def inspect_package(path: Path, limits: Limits) -> BookMarks:
    """Unpack the whole package once, in small pieces, and collect the marks of its sheets.

    Sizes stated in an archive can lie; here bytes are counted as they come out, and cells as they
    are placed, before any parser makes room for them.

    Raises
    ------
    UnreadableFile
        The package is damaged, or holds more than the limits allow.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, path, limits)
    except UNREADABLE as error:
        raise damaged(path.name, str(error)) from error


def _inspect(archive: zipfile.ZipFile, path: Path, limits: Limits) -> BookMarks:
    sheets, date_1904 = _workbook(archive)
    percent = _percent_styles(archive)
    book = BookMarks(date_1904=date_1904)
    counted = 0
    for entry in archive.infolist():
        with archive.open(entry) as file:
            scan = _scan(file, percent) if entry.filename in sheets else _measure(file)
        counted += scan.size
        if counted > limits.unpacked_bytes:
            raise too_large(path.name, counted, limits.unpacked_bytes)
        if name := sheets.get(entry.filename):
            limits.require_cells(path.name, name, scan.rows, scan.columns)
            book.sheets[name] = scan.marks
    return book


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _measure(file: IO[bytes]) -> _Scan:
    return _Scan(frozenset(), size=sum(len(chunk) for chunk in _chunks(file)))


def _scan(file: IO[bytes], percent: frozenset[bytes]) -> _Scan:
    scan, rest, prefix = _Scan(percent), b"", b""
    for chunk in _chunks(file):
        if not scan.size and (found := _PREFIX.search(chunk)):
            # Some programs write every tag as <x:c>.
            prefix = found[1]
        scan.size += len(chunk)
        text = _plain(rest + chunk, prefix)
        cut = max(text.rfind(_CELL_START), 0)
        scan.take(text[:cut])
        rest = text[cut:]
    scan.take(rest)
    return scan


def _plain(xml: bytes, prefix: bytes) -> bytes:
    """The text with tags in one form: no prefix, attributes in double quotes."""
    if prefix:
        xml = xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    return xml.replace(b"='", b'="').replace(b"' ", b'" ').replace(b"'>", b'">') if b"='" in xml else xml


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
    own = {int(f.get("numFmtId", 0)) for f in styles.iter(f"{_MAIN}numFmt") if "%" in f.get("formatCode", "")}
    cells = styles.find(f"{_MAIN}cellXfs")
    used = enumerate(cells if cells is not None else ())
    percent = own | BUILT_IN_PERCENT
    return frozenset(str(n).encode() for n, style in used if int(style.get("numFmtId", 0)) in percent)
