"""Read delimited text (CSV, TSV) of whatever encoding and delimiter into a grid of raw cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from .limits import Limits
from .problems import Bilingual, UnreadableFile
from .sniffing import damaged
from .table import Grid

_DELIMITERS = (",", "\t", ";", "，", "|")
_SAMPLE_LINES = 60
# Excel's way to keep a code as text: ="00123".
_FORMULA_TEXT = re.compile(r'="(.*)"')
# Text with fewer broken places than this share of its non-ASCII characters was meant as UTF-8.
_DAMAGED_SHARE = 0.02
_SAVE_AS_UTF8 = Bilingual(
    "请另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再导入。", "Save it as “CSV UTF-8” or .xlsx and import that."
)


def read_delimited(path: Path, limits: Limits) -> Grid:
    """Read a text table.

    UTF-8 (with or without mark), UTF-16 with mark and GB 18030 are recognised, and the delimiters
    comma, tab, semicolon, full-width comma and bar.

    Raises
    ------
    UnreadableFile
        The encoding is none of these, a quotation is not closed, or there are too many rows.
    """
    text = decode(path.read_bytes(), path.name)
    delimiter = sniff_delimiter(text)
    try:
        rows, numbers = _rows(text, delimiter)
    except csv.Error as error:
        raise damaged(path.name, f"CSV: {error}") from error
    limits.require_rows(path.name, path.stem, len(rows))
    return Grid(path.stem, rows, numbers=numbers)


def decode(data: bytes, file: str) -> str:
    """Decode a text file; see `read_delimited`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16", file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, file)
    text = _strictly(data, "gb18030", file)
    if re.search(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff]", text):
        raise _unknown_encoding(file)
    return text


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown_encoding(file) from error


def _unknown_encoding(file: str) -> UnreadableFile:
    message = Bilingual(
        "认不出文字编码（可读 UTF-8、UTF-16、GB 18030）。",
        "The text encoding is not recognised (UTF-8, UTF-16 and GB 18030 are read).",
    )
    return UnreadableFile(file, "encoding", message, _SAVE_AS_UTF8)


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> None:
    """Refuse UTF-8 with a few broken bytes, which would pass as GB 18030 and turn into nonsense."""
    lenient = data.decode("utf-8-sig", errors="replace")
    foreign = len(re.findall(r"[^\x00-\x7f]", lenient))
    if lenient.count("\ufffd") > max(1, foreign * _DAMAGED_SHARE) or foreign < 10:
        return
    line = data.count(b"\n", 0, error.start) + 1
    message = Bilingual(f"第 {line} 行有损坏的 UTF-8 字节。", f"Line {line} holds damaged UTF-8 bytes.")
    raise UnreadableFile(file, "encoding", message, _SAVE_AS_UTF8)


def sniff_delimiter(text: str) -> str:
    """The delimiter that splits the first lines into the most even table; a comma if none does."""
    lines = [line for line in text[:200_000].splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0.0, 0
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (often / max(1, widths.total()), width) if width > 1 else (0.0, 0)


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Rows, and for each the line it starts in, as a text editor counts."""
    rows, numbers = [], []
    line = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    wrapped = '="' in text
    for row in reader:
        rows.append([_unwrap(cell) for cell in row] if wrapped else row)
        numbers.append(line)
        line = reader.line_num + 1
    return rows, numbers


def _unwrap(cell: str) -> str:
    match = _FORMULA_TEXT.fullmatch(cell)
    return match[1] if match else cell
