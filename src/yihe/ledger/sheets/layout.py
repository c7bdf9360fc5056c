"""Find the table in a sheet: title lines, stacked headers, data rows, totals and remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .blanks import visible
from .headings import find_headings, unit_of_lines
from .problems import Bilingual
from .reserved import EXAMPLE
from .table import Grid, Header, Note, Row, Table, column_letter

_TOTAL = re.compile(r".{0,8}(合计|总计|小计|共计|累计)(\(.*\)|（.*）)?[:：]?|(grand |sub)?total[:：]?", re.IGNORECASE)
_REMARK = re.compile(
    r"(注|备注|说明|附注|填表说明|填报说明|制表人?|填表人?|填报人?|审核人?|复核人?|审批人?|负责人|单位负责人|经办人|联系人|联系电话"
    r"|填表日期|填报日期|制表日期|数据来源|资料来源|来源|note|notes|remark|remarks|source)\s*\d*\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_SUSPICIOUS = re.compile(rf"[计:：]|total|^{EXAMPLE}$", re.IGNORECASE)
_SECTION = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．].*|第[一二三四五六七八九十]+[章节部分类].*", re.DOTALL
)
_SEQUENCE_SIGNS = ("甲", "乙", "丙", "丁", "戊")
_MIN_NUMBERED_COLUMNS = 4


def lay_out(grid: Grid, file: str) -> Table | None:
    """Understand a sheet.

    Returns
    -------
    Table or None
        None if the sheet is blank or holds no row that can be a header.
    """
    found = find_headings(grid)
    if found is None:
        return None
    rows, notes = _data(grid, found.bottom + 1, found.header)
    return Table(file, grid.name, found.title_lines, found.header, rows, unit_of_lines(found.title_lines), notes)


def _data(grid: Grid, start: int, header: Sequence[Header]) -> tuple[list[Row], list[Note]]:
    reader = _Reader(grid, header)
    reader.note_merged_numbers(_spread(grid, start))
    for position in range(start, len(grid.rows)):
        reader.take(position, grid.rows[position])
    return reader.rows, reader.notes


def _spread(grid: Grid, start: int) -> list[tuple[int, int]]:
    """Copy merged text down its rows; return the cells of merged numbers, which are not copied.

    A number over several rows belongs to them together: copying it would count it twice.
    """
    numbers = []
    for top, left, bottom, right in grid.merged or ():
        if top < start or bottom == top or left != right or bottom >= len(grid.rows):
            continue
        value = grid.rows[top][left] if left < len(grid.rows[top]) else ""
        if not isinstance(value, str):
            numbers.append((top, left))
            continue
        for position in range(top + 1, bottom + 1):
            grid.rows[position][left] = value
    return numbers


class _Reader:
    """Sorts rows into data and things to note."""

    def __init__(self, grid: Grid, header: Sequence[Header]) -> None:
        self.rows: list[Row] = []
        self.notes: list[Note] = []
        self._grid = grid
        self._labelled = sum(bool(heading.label) for heading in header)
        self._width = max(heading.index for heading in header) + 1
        self._wide = {(top, left) for top, left, _, right in grid.merged or () if (right - left + 1) * 2 > len(header)}
        self._in_remarks = False

    def take(self, position: int, cells: list[Any]) -> None:
        filled = len(cells) - cells.count("")
        head = _head(cells)
        if filled == 0 or (not head and _only_spaces(cells)):
            return
        # Nearly all rows are data: one cheap look decides for them.
        plain = filled > 1 and self.rows and not _SUSPICIOUS.search(head)
        if not plain and self._special(position, cells, filled, head):
            return
        self._in_remarks = False
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        self.rows.append(Row(self._grid.number(position), cells))

    def _special(self, position: int, cells: list[Any], count: int, head: str) -> bool:
        if not self.rows and self._is_numbering(cells):
            return self._note("column_numbers", position, cells, "列号行，未导入", "row of column numbers, not loaded")
        if head == EXAMPLE and self._leads(cells, head):
            return self._note("example", position, cells, "示例行，未导入", "example row, not loaded")
        if _TOTAL.fullmatch(head.replace(" ", "").replace("\u3000", "")) and self._leads(cells, head):
            return self._note("total", position, cells, "合计行，未导入", "total row, not loaded")
        if _REMARK.fullmatch(head) and self._leads(cells, head) and (count == 1 or self._all_remarks(cells)):
            self._in_remarks = True
            return self._note("remark", position, cells, "表下说明，未导入", "remark, not loaded")
        return count == 1 and self._lonely(position, cells, head)

    def _leads(self, cells: list[Any], head: str) -> bool:
        """Whether the text stands at the start of the row, before anything but a running number."""
        filled = [c for c in cells if c != "" and not (isinstance(c, str) and not c.strip())][:2]
        return any(isinstance(c, str) and c.strip() == head for c in filled)

    def _all_remarks(self, cells: list[Any]) -> bool:
        """Whether a line such as 填表人：张三 | 审核人：李四 holds nothing but such pairs."""
        texts = [c.strip() for c in cells if isinstance(c, str) and c.strip()]
        marked = sum(bool(_REMARK.fullmatch(text)) for text in texts)
        return len(texts) == sum(c != "" for c in cells) and marked * 2 >= len(texts)

    def _lonely(self, position: int, cells: list[Any], head: str) -> bool:
        """A row with a single filled cell: a section heading, the next line of a remark, or poor data."""
        if self._labelled < 2 or not head:
            return False
        if self._in_remarks:
            return self._note("remark", position, cells, "表下说明，未导入", "remark, not loaded")
        column = next(i for i, c in enumerate(cells) if c != "")
        if (position, column) in self._wide or _SECTION.fullmatch(head):
            return self._note("section", position, cells, "分节标题，未导入", "section heading, not loaded")
        return False

    def _is_numbering(self, cells: list[Any]) -> bool:
        filled = [visible(c).strip("()（）") if isinstance(c, str) else c for c in cells if c != ""]
        if len(filled) < max(_MIN_NUMBERED_COLUMNS, self._labelled - 1):
            return False
        signs = 0
        while signs < len(_SEQUENCE_SIGNS) and signs < len(filled) and filled[signs] == _SEQUENCE_SIGNS[signs]:
            signs += 1
        return [_whole(value) for value in filled[signs:]] == list(range(1, len(filled) - signs + 1))

    def note_merged_numbers(self, cells: list[tuple[int, int]]) -> None:
        for position, column in cells:
            address = f"{column_letter(column)}{self._grid.number(position)}"
            message = Bilingual(
                "跨行合并的数值只记在第一行", "a number merged over several rows is kept in the first only"
            )
            self.notes.append(Note("merged_number", address, str(self._grid.rows[position][column]), message))

    def _note(self, kind: str, position: int, cells: list[Any], zh: str, en: str) -> bool:
        column = next(i for i, c in enumerate(cells) if c != "")
        text = " ".join(str(c).strip() for c in cells if c != "")
        address = f"{column_letter(column)}{self._grid.number(position)}"
        self.notes.append(Note(kind, address, text[:200], Bilingual(zh, en)))
        return True


def _head(cells: list[Any]) -> str:
    """The first text of a row that is more than spaces."""
    for cell in cells:
        if isinstance(cell, str) and (text := cell.strip()):
            return text
    return ""


def _only_spaces(cells: list[Any]) -> bool:
    return all(isinstance(cell, str) for cell in cells)


def _whole(value: Any) -> int | None:
    if isinstance(value, str):
        return int(value) if value.isdecimal() else None
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return int(value) if whole else None
