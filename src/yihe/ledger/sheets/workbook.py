"""Read the sheets of .xlsx, .xls and .ods workbooks into grids of raw cells."""

from __future__ import annotations

from pathlib import Path

import python_calamine as calamine

from .legacy import inspect_legacy
from .limits import Limits
from .marks import BookMarks, Marks
from .opendocument import inspect_opendocument
from .package import inspect_package
from .problems import Bilingual
from .reserved import NOT_TABLES
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
    marks = _inspect(path, kind, limits)
    try:
        with path.open("rb") as file, calamine.load_workbook(file) as book:
            return _read(book, path.name, marks, limits)
    except calamine.PasswordError as error:
        raise password(path.name) from error
    except calamine.CalamineError as error:
        raise damaged(path.name, str(error)) from error
    except BaseException as error:
        # The Rust reader panics on some damage; its exception derives from BaseException and has no public name.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path.name, "unexpected content") from error


def _inspect(path: Path, kind: Kind, limits: Limits) -> BookMarks:
    if kind == "xlsx":
        return inspect_package(path, limits)
    return inspect_legacy(path) if kind == "xls" else inspect_opendocument(path, limits)


def _read(
    book: calamine.CalamineWorkbook, file: str, marks: BookMarks, limits: Limits
) -> tuple[list[Grid], list[Note], bool]:
    grids, notes = [], []
    for sheet in book.sheets_metadata:
        if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.name.strip() in NOT_TABLES:
            notes.append(Note("rules_sheet", "", sheet.name, Bilingual("说明页，未导入", "explanations, not loaded")))
            continue
        if sheet.visible is not calamine.SheetVisibleEnum.Visible:
            notes.append(_hidden(sheet.name))
            continue
        grids.append(_grid(book.get_sheet_by_name(sheet.name), file, marks, limits))
    return grids, notes, marks.date_1904


def _hidden(name: str) -> Note:
    message = Bilingual("隐藏的工作表，未导入", "hidden sheet, not loaded")
    return Note("hidden_sheet", "", name, message)


def _grid(sheet: calamine.CalamineSheet, file: str, marks: BookMarks, limits: Limits) -> Grid:
    limits.require_rows(file, sheet.name, sheet.end[0] + 1 if sheet.end else 0)
    rows = sheet.to_python(skip_empty_area=False)
    marks.sheets.get(sheet.name, Marks()).put_into(rows)
    merged = sheet.merged_cell_ranges
    return Grid(sheet.name, rows, None if merged is None else [(*start, *end) for start, end in merged])
