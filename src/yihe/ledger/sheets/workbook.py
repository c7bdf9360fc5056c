"""Read the sheets of .xlsx, .xls and .ods workbooks into grids of raw cells."""

from __future__ import annotations

from pathlib import Path

import python_calamine as calamine

from .limits import Limits
from .package import Package, inspect
from .problems import Bilingual
from .sniffing import Kind, damaged, password
from .table import Grid, Note


def read_workbook(path: Path, kind: Kind, limits: Limits) -> tuple[list[Grid], list[Note], bool]:
    """Read all visible sheets.

    Returns
    -------
    grids, notes, date_1904
        The sheets from A1 on; notes of hidden sheets, which are not read; the date system.

    Raises
    ------
    UnreadableFile
        The workbook is protected or damaged, or a sheet has too many rows.
    """
    package = inspect(path, limits) if kind == "xlsx" else Package({}, False)
    try:
        with path.open("rb") as file, calamine.load_workbook(file) as book:
            return _read(book, path.name, package, limits)
    except calamine.PasswordError as error:
        raise password(path.name) from error
    except calamine.CalamineError as error:
        raise damaged(path.name, str(error)) from error


def _read(
    book: calamine.CalamineWorkbook, file: str, package: Package, limits: Limits
) -> tuple[list[Grid], list[Note], bool]:
    grids, notes = [], []
    for sheet in book.sheets_metadata:
        if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not calamine.SheetVisibleEnum.Visible:
            notes.append(_hidden(sheet.name))
            continue
        grids.append(_grid(book.get_sheet_by_name(sheet.name), file, package, limits))
    return grids, notes, package.date_1904


def _hidden(name: str) -> Note:
    message = Bilingual("隐藏的工作表，未导入", "hidden sheet, not loaded")
    return Note("hidden_sheet", "", name, message)


def _grid(sheet: calamine.CalamineSheet, file: str, package: Package, limits: Limits) -> Grid:
    limits.require_rows(file, sheet.name, sheet.total_height)
    rows = sheet.to_python(skip_empty_area=False)
    for (row, column), mark in package.marks.get(sheet.name, {}).items():
        if row < len(rows):
            rows[row].extend([""] * (column + 1 - len(rows[row])))
            rows[row][column] = mark
    merged = sheet.merged_cell_ranges
    return Grid(sheet.name, rows, None if merged is None else [(*start, *end) for start, end in merged])
