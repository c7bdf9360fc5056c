"""Write a kind's table into a workbook that a clerk can fill: units, drop-downs, checks, frozen headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from .naming import Naming
from .outgoing import Cell, OutColumn
from .reserved import CHOICES_SHEET, EXAMPLE
from .texts import guarded, is_formula_like

_CREATED = datetime(2022, 1, 1)  # noqa: DTZ001 - a fixed moment: the same ledger gives the same bytes
_TITLE_ROW, _HEADER_ROW = 0, 1
_VALIDATED_ROWS = 10_000
_EXACT_DIGITS = 15
_WIDTHS = {"name": 26, "address": 26, "remark": 24, "code": 16}
_NARROW, _USUAL = 12, 15
_EARLIEST = date(1949, 10, 1)


class OutBook:
    """A workbook on its way out.

    Parameters
    ----------
    path
        Where it goes.
    naming
        For the places offered in drop-downs.
    """

    def __init__(self, path: Path, naming: Naming) -> None:
        self.book = xlsxwriter.Workbook(
            str(path),
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.book.set_properties({"created": _CREATED})
        self.book.set_size(1800, 1200)
        self.naming = naming
        self._formats: dict[str, Any] = {}
        self._lists: list[tuple[str, ...]] = []

    def format(self, **properties: Any) -> Any:
        """A cell format, made once."""
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def range_of(self, choices: tuple[str, ...]) -> str:
        """Where the drop-down with these choices finds them."""
        if choices not in self._lists:
            self._lists.append(choices)
        column = xl_col_to_name(self._lists.index(choices), col_abs=True)
        return f"='{CHOICES_SHEET}'!{column}$1:{column}${len(choices)}"

    def close(self) -> None:
        """Write the lists behind the drop-downs, and the file."""
        if self._lists:
            sheet = self.book.add_worksheet(CHOICES_SHEET)
            for row in range(max(map(len, self._lists))):
                for column, choices in enumerate(self._lists):
                    if row < len(choices):
                        sheet.write_string(row, column, choices[row])
            sheet.hide()
        self.book.close()


class OutSheet:
    """One table of an `OutBook`: title, headings, checks, rows."""

    def __init__(self, out: OutBook, name: str, title: str, columns: Sequence[OutColumn], *, numbered: bool) -> None:
        self._out = out
        self._columns = columns
        self._first = 1 if numbered else 0
        self._row = _HEADER_ROW + 1
        self._sheet = out.book.add_worksheet(name[:31])
        self._head(title)

    def _head(self, title: str) -> None:
        sheet = self._sheet
        self._set_columns()
        self._check_columns()
        bold = self._out.format(bold=True, font_size=14, align="left")
        sheet.write_string(_TITLE_ROW, 0, title, bold)
        if self._first:
            sheet.write_string(_HEADER_ROW, 0, "序号", self._head_format(required=False))
        for place, column in enumerate(self._columns, self._first):
            sheet.write_string(_HEADER_ROW, place, column.marked_heading, self._head_format(required=column.required))
        sheet.freeze_panes(_HEADER_ROW + 1, self._first + 2)
        sheet.set_row(_HEADER_ROW, 32)

    def _head_format(self, *, required: bool) -> Any:
        colour = "#FBE3D6" if required else "#E8EEF4"
        return self._out.format(bold=True, bg_color=colour, border=1, text_wrap=True, align="center", valign="vcenter")

    def _set_columns(self) -> None:
        for place, column in enumerate(self._columns, self._first):
            usual = _NARROW if column.spec.kind in ("date", "integer", "decimal", "lon", "lat") else _USUAL
            width = _WIDTHS.get(column.spec.name, usual)
            self._sheet.set_column(place, place, width, self._body_format(column))

    def _body_format(self, column: OutColumn) -> Any:
        if column.spec.kind == "date":
            return self._out.format(num_format="yyyy-mm-dd")
        if column.spec.kind == "text":
            # Codes keep their leading zeros when typed in.
            return self._out.format(num_format="@")
        return self._out.format(num_format="General")

    def _check_columns(self) -> None:
        for place, column in enumerate(self._columns, self._first):
            rule = self._rule(column)
            if rule:
                self._sheet.data_validation(_HEADER_ROW + 1, place, _HEADER_ROW + _VALIDATED_ROWS, place, rule)

    def _rule(self, column: OutColumn) -> dict[str, Any] | None:
        kind = column.spec.kind
        if column.spec.name == "place":
            offered = tuple(self._out.naming.place_names("subdistrict"))
            rule = self._list_rule(offered) if offered else None
            # A community or a code may be typed as well.
            return rule and rule | {"error_type": "warning"}
        if column.choices:
            return self._list_rule(column.choices)
        if kind == "date":
            return {
                "validate": "date",
                "criteria": ">=",
                "value": _EARLIEST,
                "error_type": "warning",
                "error_title": "日期 / date",
                "error_message": "请填日期，如 2022-09-08。\nA date, such as 2022-09-08.",
            }
        return self._number_rule(column) if kind in ("integer", "decimal") else None

    def _list_rule(self, choices: tuple[str, ...]) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": self._out.range_of(choices),
            "error_title": "可选项 / choices",
            "error_message": "请从下拉列表中选择。\nPlease choose from the list.",
        }

    def _number_rule(self, column: OutColumn) -> dict[str, Any]:
        limits = {"criteria": "between", "minimum": -1e15, "maximum": 1e15}
        if column.least is not None:
            limits = {"criteria": ">=", "value": plain(column.least)}
        return {
            "validate": "integer" if column.spec.kind == "integer" and column.whole_in_cells else "decimal",
            "error_title": "数字 / number",
            "error_message": f"请填数字{f'，不小于 {column.least}' if column.least is not None else ''}。\nA number.",
            **limits,
        }

    def write(self, rows: Iterable[Sequence[Cell]]) -> int:
        """Write rows; how many there were."""
        before = self._row
        for row in rows:
            for place, (column, value) in enumerate(zip(self._columns, row, strict=True), self._first):
                self._write(self._row, place, value, self._body_format(column))
            if self._first:
                self._sheet.write_number(self._row, 0, self._row - _HEADER_ROW)
            self._row += 1
        return self._row - before

    def write_example(self, row: Sequence[Cell]) -> None:
        """Write the example row, which loading passes over."""
        grey = {"italic": True, "font_color": "#808080", "bg_color": "#F2F2F2"}
        self._sheet.write_string(self._row, 0, EXAMPLE, self._out.format(**grey))
        for place, (column, value) in enumerate(zip(self._columns, row, strict=True), self._first):
            dated = {"num_format": "yyyy-mm-dd"} if column.spec.kind == "date" else {}
            self._write(self._row, place, value, self._out.format(**grey, **dated))
        self._row += 1

    def _write(self, row: int, place: int, value: Cell, style: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, date):
            self._sheet.write_datetime(row, place, value, style)
        elif isinstance(value, str):
            self._write_text(row, place, value, style)
        elif isinstance(value, Decimal) and not is_exact(value):
            self._sheet.write_string(row, place, plain(value), style)
        else:
            self._sheet.write_number(row, place, float(value), style)

    def _write_text(self, row: int, place: int, text: str, style: Any) -> None:
        if is_formula_like(text):
            # Excel's own leading apostrophe: shown in the formula bar only, and never run.
            style = self._out.format(num_format="@", quote_prefix=True)
        self._sheet.write_string(row, place, guarded(text, formulas=False), style)


def is_exact(number: Decimal) -> bool:
    """Whether a spreadsheet's number holds all its digits."""
    return len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS


def plain(number: Decimal) -> str:
    """A number in digits, without trailing zeros or a power of ten."""
    return f"{number.normalize():f}"
