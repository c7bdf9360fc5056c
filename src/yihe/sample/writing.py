"""Write workbooks as clerks have them: titles, merged headers, mixed dates, short names, totals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter
from shapely.geometry import mapping
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yihe.ledger.labels import as_label
from yihe.units import convert

from .ground import communities, name_of, subdistricts
from .sheets import Book, Column, Row, Sheet

NOTICE = "样例数据（合成），非真实台账"
_CREATED = datetime(2022, 9, 7, 9, 30, tzinfo=UTC)  # a fixed moment: the same seed gives the same bytes
_FIRST_HEADER = 2
_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}
_SHORT_COMMUNITY = {c.code: (c.short, c.bare, c.short + "居委会") for c in communities()}


def write_book(folder: Path, book: Book, chance: Random) -> Path:
    """Write a workbook or a layer into the folder of its office and return its path."""
    path = folder / book.office / book.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if book.layer:
        return _write_layer(path, book.sheets[0])
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": book.name, "comments": NOTICE, "created": _CREATED})
        for sheet in book.sheets:
            _SheetWriter(workbook, sheet, chance).write()
    return path


def _write_layer(path: Path, sheet: Sheet) -> Path:
    features = [
        {"type": "Feature", "properties": _properties(sheet, row), "geometry": mapping(row["shape"])}
        for row in sheet.rows
    ]
    collection = {"type": "FeatureCollection", "name": sheet.tab, "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _properties(sheet: Sheet, row: Row) -> dict[str, Any]:
    said = {sheet.heading(c): _plain(c, row, sheet) for c in sheet.columns() if c.key}
    return {**said, "备注": NOTICE}


def _plain(column: Column, row: Row, sheet: Sheet) -> Any:
    """A value as a layer has it: full names, ISO days, numbers in the written unit."""
    if column.group:
        day = row["days"].get(column.key.removeprefix("days."))
        return day and day.isoformat()
    if column.key in ("subdistrict", "community"):
        return name_of(row[column.key])
    value = _labelled(column, row, sheet)
    return float(value) if isinstance(value, Decimal) else value


def _labelled(column: Column, row: Row, sheet: Sheet) -> Any:
    value = row.get(column.key)
    if column.key == "nature":
        return "样例"
    if column.key == "stage":
        return sheet.kind.stages[value].label.zh  # type: ignore[attr-defined]
    if value is not None and column.field is not None and column.field.choices:
        return as_label(dict(column.field.flatchoices)[value]).zh
    return in_unit(column, value)


class _SheetWriter:
    """Writes one sheet; which of the usual spellings a cell gets is drawn by chance."""

    def __init__(self, workbook: Any, sheet: Sheet, chance: Random) -> None:
        self._sheet = sheet
        self._columns = sheet.columns()
        self._chance = chance
        self._page: Worksheet = workbook.add_worksheet(sheet.tab)
        self._title: Format = workbook.add_format({"bold": True, "font_size": 14, "align": "center"})
        self._head: Format = workbook.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        self._day: Format = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._grouped = any(c.group for c in self._columns)

    def write(self) -> None:
        self._write_titles()
        self._write_headers()
        first = _FIRST_HEADER + (2 if self._grouped else 1)
        for number, row in enumerate(self._sheet.rows):
            self._write_row(first + number, number + 1, row)
        self._write_foot(first + len(self._sheet.rows))
        self._page.freeze_panes(first, 3)
        self._page.set_column(0, len(self._columns) - 1, 14)

    def _write_titles(self) -> None:
        last = max(len(self._columns) - 1, 1)
        self._page.merge_range(0, 0, 0, last, self._sheet.title, self._title)
        self._page.merge_range(1, 0, 1, last, NOTICE, self._title)

    def _write_headers(self) -> None:
        for index, column in enumerate(self._columns):
            if not self._grouped:
                self._page.write_string(_FIRST_HEADER, index, self._sheet.heading(column), self._head)
            elif column.group:
                self._page.write_string(_FIRST_HEADER + 1, index, self._sheet.heading(column), self._head)
            else:
                self._page.merge_range(
                    _FIRST_HEADER, index, _FIRST_HEADER + 1, index, self._sheet.heading(column), self._head
                )
        self._write_group()

    def _write_group(self) -> None:
        members = [n for n, column in enumerate(self._columns) if column.group]
        if len(members) > 1:
            group = self._columns[members[0]].group
            self._page.merge_range(_FIRST_HEADER, members[0], _FIRST_HEADER, members[-1], group, self._head)
        elif members:
            self._page.write_string(_FIRST_HEADER, members[0], self._columns[members[0]].group, self._head)

    def _write_row(self, line: int, number: int, row: Row) -> None:
        for index, column in enumerate(self._columns):
            value = number if column.key == "" else self._value(column, row)
            self._write_cell(line, index, value)

    def _write_cell(self, line: int, index: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, date):
            self._page.write_datetime(line, index, value, self._day)
        elif isinstance(value, int | float | Decimal):
            self._page.write_number(line, index, float(value))
        else:
            self._page.write_string(line, index, str(value))

    def _value(self, column: Column, row: Row) -> Any:
        if column.group:
            return self._written_day(row.get("days", {}).get(column.key.removeprefix("days.")))
        value = row.get(column.key)
        if column.field is None:
            return self._written_place(column.key, value)
        if column.key == "code":
            return self._written_code(str(value))
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, date):
            return self._written_day(value)
        return _labelled(column, row, self._sheet)

    def _written_code(self, code: str) -> str:
        return code.translate(_FULL_WIDTH) if self._chance.random() < 0.01 else code

    def _written_place(self, key: str, code: Any) -> Any:
        if key == "subdistrict" and code:
            return self._one_of(_subdistrict_names(code), 0.7)
        if key == "community" and code:
            return self._one_of(_SHORT_COMMUNITY[code], 0.7)
        return code

    def _one_of(self, names: tuple[str, ...], first: float) -> str:
        return names[0] if self._chance.random() < first else self._chance.choice(names[1:])

    def _written_day(self, day: date | None) -> Any:
        """A real date, or one of the texts people type for it."""
        if day is None:
            return None
        habit = self._chance.random()
        if habit < 0.6:
            return day
        if habit < 0.8:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.year}.{day.month}.{day.day}" if habit < 0.93 else f"{day:%Y/%m/%d}"

    def _write_foot(self, line: int) -> None:
        if self._sheet.total:
            self._page.write_string(line, 0, "合计", self._head)
            for index, column in enumerate(self._columns):
                if column.key in self._sheet.total:
                    self._write_cell(line, index, self._total(column))
            line += 1
        self._page.write_string(line, 0, f"注：{NOTICE}；合计数与公开发布的数据一致。")

    def _total(self, column: Column) -> Any:
        values: Iterable[Any] = (row.get(column.key) for row in self._sheet.rows)
        return sum((in_unit(column, v) for v in values if v is not None), Decimal(0))


def _subdistrict_names(code: str) -> tuple[str, ...]:
    name = subdistricts()[code].name
    short = name.removesuffix("街道")
    return (name, short, f"{name}办事处", f"{short}街道办")


def in_unit(column: Column, value: Any) -> Any:
    """A quantity in the column's written unit; anything else unchanged."""
    canonical = getattr(column.field, "unit", "") or ""
    if not isinstance(value, int | Decimal) or not column.unit or column.unit == canonical:
        return value
    return convert(Decimal(value), canonical, column.unit)
