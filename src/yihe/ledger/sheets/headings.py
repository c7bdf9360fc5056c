"""Find a sheet's header among title lines, and join header rows that are stacked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from .blanks import visible
from .labels import units_of_note
from .table import Grid, Header, column_letter

# A header further down than this is not looked for; a sheet of prose is no table.
_SEARCH_ROWS = 60
_SAMPLE_ROWS = 40
_MAX_LABEL = 60
_UNIT_LINE = re.compile(r"[(（]?\s*(?:计量|金额|数据)?单位\s*[:：]\s*(?P<unit>[^\s)）;；]{1,24})\s*[)）]?")
_META = re.compile(
    r"(?:填报|制表|编制|统计|报送|填表|汇总|审核|联系|截止|截至|日期|时间|单位|部门|报告期|表号|制定机关|批准|有效期)"
    r"[^:：]{0,8}[:：].*",
    re.DOTALL,
)
_FULL_ENOUGH = 0.5


class Headings(NamedTuple):
    """Where the header was found: its last row (0-based position), its columns, the lines above it."""

    bottom: int
    header: list[Header]
    title_lines: list[str]


def find_headings(grid: Grid) -> Headings | None:
    """Find the header of a sheet, or None if no row can be one."""
    sheet = _Sheet(grid)
    top = sheet.top_of_header()
    if top is None:
        return None
    bottom = sheet.bottom_of_header(top)
    header = sheet.join(top, bottom)
    return Headings(bottom, header, [line for row in range(top) if (line := sheet.line(row))])


def unit_of_lines(lines: Sequence[str]) -> str | None:
    """Text of a sheet-wide unit line such as “单位：万元”.

    “单位：芝罘区住建局” speaks of an office; only what names units of measure counts.
    """
    found = (match["unit"] for line in lines for match in _UNIT_LINE.finditer(line))
    return next((unit for unit in found if units_of_note(unit)), None)


class _Sheet:
    """A sheet's rows with merged header cells filled, and its columns that hold anything."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        head = grid.rows[: _SEARCH_ROWS + _SAMPLE_ROWS]
        self._filled = [[i for i, cell in enumerate(row) if not _blank(cell)] for row in head]
        self._covered = self._cover()
        self._width = self._typical_width()

    def _cover(self) -> list[dict[int, Any]]:
        """Cells by column for each row, a merged value standing in all its columns."""
        cells = [{i: self._grid.rows[n][i] for i in filled} for n, filled in enumerate(self._filled)]
        for top, left, bottom, right in self._grid.merged or ():
            if top < len(cells) and left in cells[top]:
                for row in range(top, min(bottom + 1, len(cells))):
                    cells[row].update(dict.fromkeys(range(left, right + 1), cells[top][left]))
        return cells

    def _typical_width(self) -> int:
        """Number of filled cells that four rows in five do not exceed."""
        widths = sorted(len(filled) for filled in self._filled if filled)
        return widths[int(len(widths) * 0.8)] if widths else 0

    def top_of_header(self) -> int | None:
        """First row that is full enough, consists of labels and is no title."""
        for row in range(min(len(self._filled), _SEARCH_ROWS)):
            if self._can_be_header(row):
                return self._climb(row)
        return None

    def _can_be_header(self, row: int) -> bool:
        cells = self._covered[row]
        if not cells or self._is_title(row):
            return False
        labels = [value for value in cells.values() if _is_label(value)]
        full = len(cells) >= max(1, self._width * _FULL_ENOUGH)
        mostly_labels = len(labels) * 4 >= len(cells) * 3
        several = len(set(map(str, labels))) >= min(2, self._width)
        return full and mostly_labels and several

    def _is_title(self, row: int) -> bool:
        texts = [visible(str(self._grid.rows[row][i])) for i in self._filled[row]]
        if self._width > 1 and len(texts) == 1 and not self._merged_down(row):
            return True
        if any(_UNIT_LINE.fullmatch(text) for text in texts) or self._has_wide_merge(row):
            return True
        return bool(texts) and all(_META.fullmatch(text) for text in texts)

    def _merged_down(self, row: int) -> bool:
        return any(top < row <= bottom for top, _, bottom, _ in self._grid.merged or ())

    def _has_wide_merge(self, row: int) -> bool:
        """Whether a cell at the left edge is merged over more than half of the table: a title."""
        left_edge = min((filled[0] for filled in self._filled if filled), default=0)
        return any(
            top == row and left <= left_edge and (right - left + 1) * 2 > max(self._width, 2) and top == bottom
            for top, left, bottom, right in self._grid.merged or ()
        )

    def _climb(self, row: int) -> int:
        """Take in the rows above that label columns this row leaves empty (groups without merged cells)."""
        while row > 0 and self._is_group_row(row - 1, row):
            row -= 1
        return row

    def _is_group_row(self, upper: int, lower: int) -> bool:
        above = self._filled[upper]
        if len(above) < 2 or self._is_title(upper):
            return False
        if not all(_is_label(self._grid.rows[upper][i]) for i in above):
            return False
        return bool(set(above) - set(self._filled[lower]))

    def bottom_of_header(self, top: int) -> int:
        """Last header row: as far down as merged cells reach, and one below every group."""
        bottom = top
        while bottom + 1 < len(self._filled) and self._continues(top, bottom):
            bottom += 1
        return bottom

    def _continues(self, top: int, bottom: int) -> bool:
        if self._grid.merged:
            merged = [m for m in self._grid.merged if top <= m[0] <= bottom]
            if any(m[2] > bottom for m in merged):
                return True
            if any(m[2] == bottom and m[3] > m[1] for m in merged):
                return self._all_labels(bottom + 1)
        return self._splits_groups(bottom)

    def _all_labels(self, row: int) -> bool:
        cells = [self._grid.rows[row][i] for i in self._filled[row]]
        return bool(cells) and all(_is_label(cell) for cell in cells)

    def _splits_groups(self, row: int) -> bool:
        """Whether the next row labels the columns this row leaves empty, and none that stands alone.

        This is how a stacked header looks in files that do not tell of merged cells.
        """
        above, below = self._filled[row], self._filled[row + 1]
        if not above or not self._all_labels(row + 1):
            return False
        first, last = above[0], max(above[-1], below[-1])
        gaps = set(range(first, last + 1)) - set(above)
        starts = {column - 1 for column in gaps} & set(above)
        fuller_below = row + 2 < len(self._filled) and len(self._filled[row + 2]) > len(below)
        return bool(gaps & set(below)) and set(below) <= gaps | starts and fuller_below

    def join(self, top: int, bottom: int) -> list[Header]:
        """One heading per column that has a label or data, labels of stacked rows joined by "/"."""
        last = self._last_column(bottom)
        first = min(filled[0] for filled in self._filled if filled)
        headers = [self._heading(column, top, bottom) for column in range(first, last + 1)]
        return [h for h in headers if h.label or self._has_data(h.index, bottom)]

    def _last_column(self, bottom: int) -> int:
        labelled = max((max(cells) for cells in self._covered[: bottom + 1] if cells), default=0)
        return max(labelled, max((filled[-1] for filled in self._filled[bottom:] if filled), default=0))

    def _has_data(self, column: int, bottom: int) -> bool:
        return any(column < len(row) and not _blank(row[column]) for row in self._grid.rows[bottom + 1 :])

    def _heading(self, column: int, top: int, bottom: int) -> Header:
        path: list[str] = []
        lowest = top
        for row in range(top, bottom + 1):
            label = self._label(row, column, bottom)
            if label and label not in path[-1:]:
                path.append(label)
                lowest = row
        return Header("/".join(path), column_letter(column), column, tuple(path), self._grid.number(lowest))

    def _label(self, row: int, column: int, bottom: int) -> str:
        value = self._covered[row].get(column, "")
        if _blank(value) and row < bottom and not self._grid.merged:
            value = self._group_to_the_left(row, column)
        return re.sub(r"\s*\n\s*", "", visible(_label_text(value)))

    def _group_to_the_left(self, row: int, column: int) -> Any:
        """Without merged ranges, a label stands for the empty columns after it that have one below."""
        while column >= 0 and _blank(self._covered[row].get(column, "")):
            if column not in self._filled[row + 1]:
                return ""
            column -= 1
        return self._covered[row].get(column, "") if column in self._filled[row + 1] else ""

    def line(self, row: int) -> str:
        """All text of a row above the header."""
        return "  ".join(visible(_label_text(self._grid.rows[row][i])) for i in self._filled[row])


def _blank(value: Any) -> bool:
    return value == "" or (isinstance(value, str) and not value.strip())


def _label_text(value: Any) -> str:
    return format(value, "g") if isinstance(value, float) else str(value)


def _is_label(value: Any) -> bool:
    """Whether a cell can be a heading: short text that is no number, or a year."""
    if isinstance(value, bool | date | time | timedelta):
        return False
    if isinstance(value, int | float):
        return 1990 <= value <= 2100 and value == int(value)
    text = visible(value)
    return bool(text) and len(text) <= _MAX_LABEL and not re.fullmatch(r"[-+]?[\d,.]+%?", text)
