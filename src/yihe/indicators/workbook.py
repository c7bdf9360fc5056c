"""Values of indicators as a workbook: one row a value, numbers as numbers, with the question asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from .engine import Value

_HEADER = ["指标编号", "指标", "Indicator", "分组", "地区代码", "时段", "当时所知", "数值", "单位", "记录数", "定义"]
_WIDTHS = [30, 36, 36, 18, 14, 24, 20, 18, 8, 10, 60]
# A fixed date keeps the bytes the same for the same values.
_CREATED = datetime(2022, 9, 8, tzinfo=UTC).replace(tzinfo=None)


def write_values(rows: Sequence[tuple[str, Value]], path: Path) -> None:
    """Write (key, value) pairs; the key names the part of a breakdown, empty for a whole.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": _CREATED})
        sheet = workbook.add_worksheet("指标")
        bold = workbook.add_format({"bold": True, "bottom": 1})
        for column, (label, width) in enumerate(zip(_HEADER, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, label, bold)
        for number, (key, value) in enumerate(rows, 1):
            sheet.write_row(number, 0, _cells(key, value))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(_HEADER) - 1)


def _cells(key: str, value: Value) -> list[str | float | int]:
    indicator = value.indicator
    return [
        indicator.id,
        indicator.zh,
        indicator.en,
        key,
        value.place,
        str(value.span),
        value.as_of.isoformat(timespec="seconds") if value.as_of else "",
        "" if value.value is None else float(value.value),
        indicator.unit,
        value.records,
        indicator.definition(),
    ]
