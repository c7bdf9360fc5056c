"""Workbooks as clerks make them, for the loader's tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

MARKET_HEADER = [
    "序号",
    "编号",
    "名称",
    "所属街道",
    "市场层级",
    "阶段",
    "完成改造日期",
    "建筑面积（万平方米）",
    "经度",
    "纬度",
]
MARKET_ROWS: list[list[Any]] = [
    [1, "M1", "友谊市场", "向阳", "社区市场", "完成改造", "2022年3月5日", 1.25, 121.392, 37.535],
    [2, "M2", "东山市场", "芝罘区东山街道", "二级", "完成改造", "2022.4.5", 1.5, 121.412, 37.531],
]


def market_book(
    path: Path,
    rows: Sequence[Sequence[Any]] = MARKET_ROWS,
    header: Sequence[str] = MARKET_HEADER,
    name: str = "农贸市场",
) -> Path:
    """A workbook of farmers' markets with a title row above the header."""
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet(name)
    sheet.merge_range(0, 0, 0, len(header) - 1, f"{name}台账")
    for number, row in enumerate([header, *rows], 1):
        sheet.write_row(number, 0, row)
    workbook.close()
    return path


def changed(row: int, column: str, value: Any) -> list[list[Any]]:
    """The two markets with one cell changed."""
    rows = [list(r) for r in MARKET_ROWS]
    rows[row][MARKET_HEADER.index(column)] = value
    return rows
