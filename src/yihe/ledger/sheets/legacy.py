"""Find in an old .xls workbook what the sheet reader drops: error cells and percent formats.

Just enough of two published formats: the OLE2 container [MS-CFB] and BIFF8 records [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .marks import BUILT_IN_PERCENT, BookMarks, Marks
from .sniffing import damaged
from .table import CellError

_END_OF_CHAIN = 0xFFFFFFFA
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _BOUNDSHEET, _DATE_MODE, _FORMAT, _XF = 0x809, 0x0A, 0x85, 0x22, 0x41E, 0xE0
_FORMULA, _BOOLERR, _NUMBER, _RK, _MULTIPLE_RK = 0x06, 0x205, 0x203, 0x27E, 0xBD
# Every record that places cells: the above, and text, blanks and booleans of all versions.
_CELLS = frozenset((_FORMULA, _BOOLERR, _NUMBER, _RK, _MULTIPLE_RK, 0x201, 0x204, 0x206, 0x406, 0xD6, 0xFD, 0xBE))
_DIMENSIONS = 0x200
_BIFF8 = 0x600
# No sheet of this format is larger.
_ROWS, _COLUMNS = 65_536, 256


def inspect_legacy(path: Path) -> BookMarks:
    """Collect the marks of an .xls workbook; of one older than Excel 97 only its extent is checked.

    Raises
    ------
    UnreadableFile
        The container is broken, or a cell lies where no sheet reaches: the sheet reader would make
        room for all the cells up to it.
    """
    try:
        return _Book(_workbook_stream(path.read_bytes())).marks()
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(path.name, str(error)) from error


def _version(stream: bytes) -> int:
    kind, _, version = struct.unpack_from("<HHH", stream)
    return int(version) if kind == _BOF else 0


@dataclass(slots=True)
class _Container:
    """An OLE2 file: sectors, and the table that chains them."""

    data: bytes
    size: int
    fat: list[int] = field(default_factory=list)

    def sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def integers(self, number: int) -> list[int]:
        sector = self.sector(number)
        return list(struct.unpack(f"<{len(sector) // 4}I", sector))

    def chain(self, start: int) -> bytes:
        parts = []
        # A chain longer than the table is a loop.
        for _ in range(len(self.fat)):
            if start >= _END_OF_CHAIN:
                break
            parts.append(self.sector(start))
            start = self.fat[start]
        return b"".join(parts)


def _workbook_stream(data: bytes) -> bytes:
    """Contents of the stream "Workbook"; real ones never fit the mini stream, which is not read."""
    container = _Container(data, 1 << struct.unpack_from("<H", data, 30)[0])
    for sector in _fat_sectors(container):
        container.fat += container.integers(sector)
    directory = container.chain(struct.unpack_from("<I", data, 48)[0])
    cutoff = struct.unpack_from("<I", data, 56)[0]
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        if name in ("Workbook", "Book") and size >= cutoff:
            return container.chain(start)[:size]
    raise ValueError("no workbook stream")


def _fat_sectors(container: _Container) -> list[int]:
    sectors = list(struct.unpack_from("<109I", container.data, 76))
    further, count = struct.unpack_from("<II", container.data, 68)
    # A file cannot have more such sectors than sectors; a greater count is damage.
    for _ in range(min(count, len(container.data) // container.size)):
        *more, further = container.integers(further)
        sectors += more
    return [sector for sector in sectors if sector < _END_OF_CHAIN]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records of one substream, up to its end."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


class _Book:
    """The globals of a workbook, and the marks of its sheets."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._offsets: dict[str, int] = {}
        self._date_1904 = False
        self._percent_formats = set(BUILT_IN_PERCENT)
        self._styles: list[int] = []
        self._is_biff8 = _version(stream) == _BIFF8
        for kind, data in _records(stream, 0):
            self._take(kind, data)

    def _take(self, kind: int, data: bytes) -> None:
        if kind == _BOUNDSHEET:
            # Older books write names in a code page; only their offset matters.
            name = _text(data, 6, 1) if self._is_biff8 else f"#{len(self._offsets)}"
            self._offsets[name] = struct.unpack_from("<I", data)[0]
        elif kind == _DATE_MODE:
            self._date_1904 = data[0] == 1
        elif kind == _FORMAT and self._is_biff8 and "%" in _text(data, 2, 2):
            self._percent_formats.add(struct.unpack_from("<H", data)[0])
        elif kind == _XF:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])

    def marks(self) -> BookMarks:
        sheets = {name: self._sheet(offset) for name, offset in self._offsets.items()}
        return BookMarks(sheets, self._date_1904)

    def _sheet(self, offset: int) -> Marks:
        marks = Marks()
        for kind, data in _records(self._stream, offset):
            if kind in _CELLS:
                _require_on_sheet(data)
            elif kind == _DIMENSIONS and self._is_biff8:
                _require_extent(data)
            if kind in (_FORMULA, _BOOLERR):
                self._error(kind, data, marks)
            if kind in (_FORMULA, _NUMBER, _RK):
                row, column, style = struct.unpack_from("<HHH", data)
                self._percent(row, column, style, marks)
            elif kind == _MULTIPLE_RK:
                row, first = struct.unpack_from("<HH", data)
                for number in range((len(data) - 6) // 6):
                    style = struct.unpack_from("<H", data, 4 + 6 * number)[0]
                    self._percent(row, first + number, style, marks)
        return marks

    def _error(self, kind: int, data: bytes, marks: Marks) -> None:
        position = struct.unpack_from("<HH", data)
        if kind == _BOOLERR and data[7]:
            marks.errors[position] = CellError(_ERRORS.get(data[6], "#ERROR!"))
        elif kind == _FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff":
            marks.errors[position] = CellError(_ERRORS.get(data[8], "#ERROR!"))

    def _percent(self, row: int, column: int, style: int, marks: Marks) -> None:
        if style < len(self._styles) and self._styles[style] in self._percent_formats:
            marks.percents.add((row, column))


def _require_on_sheet(data: bytes) -> None:
    column = struct.unpack_from("<H", data, 2)[0]
    if column >= _COLUMNS:
        raise ValueError(f"a cell in column {column}")


def _require_extent(data: bytes) -> None:
    rows, columns = struct.unpack_from("<4xI2xH", data)
    if rows > _ROWS or columns > _COLUMNS:
        raise ValueError(f"an extent of {rows} rows and {columns} columns")


def _text(data: bytes, at: int, length_bytes: int) -> str:
    """A BIFF8 string whose length takes one or two bytes, then a flag for two-byte signs."""
    count = int.from_bytes(data[at : at + length_bytes], "little")
    start = at + length_bytes + 1
    wide = data[at + length_bytes] & 1
    raw = data[start : start + count * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")
