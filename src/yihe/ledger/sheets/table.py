"""A table as read from a file: title lines, header, data rows, and what was passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .problems import Bilingual


class CellError(str):
    """An error a spreadsheet shows in a cell ("#DIV/0!"), or a formula it never calculated ("=")."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Header:
    """One column's heading.

    Attributes
    ----------
    label
        The text; labels of stacked header rows are joined by "/".
    column_letter, index
        The column in the sheet, "A" and 0 for the first.
    path
        The labels of the stacked header rows, top to bottom.
    row
        Sheet row (1-based) of the lowest label.
    """

    label: str
    column_letter: str
    index: int
    path: tuple[str, ...] = ()
    row: int = 1

    @property
    def address(self) -> str:
        """The heading's own cell, such as "C3"."""
        return f"{self.column_letter}{self.row}"


class Row(NamedTuple):
    """One data row: its 1-based number in the sheet, and its cells from column A on ("" if empty)."""

    number: int
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen in the sheet and not loaded: a total row, a remark, a hidden sheet.

    ``kind`` is "total", "remark", "section", "column_numbers", "merged_number", "example",
    "hidden_sheet", "rules_sheet" or "no_table".
    """

    kind: str
    cell: str
    text: str
    message: Bilingual


@dataclass(slots=True)
class Table:
    """A table found in one sheet or one map layer.

    Attributes
    ----------
    file, sheet
        File name without folder, and the name of the sheet or layer.
    title_lines
        Text above the header, line by line.
    header, rows
        Columns and data rows; ``row.cells[header.index]`` is the cell under a heading.
    unit_note
        Text of a sheet-wide unit line ("万元" of “单位：万元”), or None.
    notes
        What was passed over, so that nothing disappears silently.
    date_1904
        Whether bare date serials count from 1904 (old Macintosh workbooks).
    system
        Coordinate system that geometry was converted from, or that the file name speaks of.
    features
        True for map layers: rows are features, the column "geometry" holds WKB in WGS 84.
    """

    file: str
    sheet: str
    title_lines: list[str]
    header: list[Header]
    rows: list[Row]
    unit_note: str | None = None
    notes: list[Note] = field(default_factory=list)
    date_1904: bool = False
    system: str | None = None
    features: bool = False

    def address(self, row: Row, index: int) -> str:
        """Where a cell stands: "C7" in a sheet, "#7 name" for the seventh feature of a layer."""
        if self.features:
            return f"#{row.number} {self.header[index].label}"
        return f"{column_letter(index)}{row.number}"


def column_letter(index: int) -> str:
    """Letters of a column by its 0-based index: 0 is "A", 26 is "AA"."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """0-based index of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@dataclass(slots=True)
class Grid:
    """The raw cells of one sheet, from A1 on, before anything is understood.

    ``merged`` lists merged ranges as (top, left, bottom, right), 0-based and inclusive; None if the
    format does not tell.
    """

    name: str
    rows: Sequence[list[Any]]
    merged: list[tuple[int, int, int, int]] | None = None
    first_number: int = 1
    numbers: list[int] | None = None

    def number(self, position: int) -> int:
        """1-based number, as the user sees it, of the row at a position."""
        return self.numbers[position] if self.numbers else position + self.first_number
