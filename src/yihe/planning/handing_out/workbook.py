"""Pages of text and numbers as an Excel workbook that prints well and in which no text can become a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# What makes Excel, WPS or LibreOffice take a text for a formula once the sheet is saved as CSV (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_TABS = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TAB = 31
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A fixed moment: the same plan gives the same bytes.
_CREATED = datetime(2022, 9, 8, tzinfo=UTC)
_A4 = 9
_HEADING_ROW = 3


@dataclass(frozen=True)
class Shaded:
    """A text on a coloured ground: ``"facility"`` for unloading, ``"break"`` for rest."""

    text: str
    ground: str


Cell = str | int | float | Shaded


@dataclass(frozen=True)
class Page:
    """One sheet.

    Attributes
    ----------
    tab
        Wanted name of the sheet; shortened and numbered where Excel needs it.
    title, line
        Above the table.
    headings, widths
        Of the columns, widths in characters.
    links
        Column whose cells lead to the pages that follow, the first row to the next page.
    """

    tab: str
    title: str
    line: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    links: int | None = None


def write_workbook(path: Path, name: str, notice: str, pages: Sequence[Page]) -> None:
    """Write the pages; every page says the notice, and every printed sheet has it below."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"title": name, "comments": notice, "created": _CREATED})
        formats = _formats(book)
        tabs = _tabs([page.tab for page in pages])
        for number, page in enumerate(pages):
            sheet = book.add_worksheet(tabs[number])
            _set_up(sheet, page, notice, formats)
            _fill(sheet, page, formats)
            _link(sheet, page, tabs[number + 1 :], formats)


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    edge = {"border": 1, "border_color": "#9aa5b1", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 15}),
        "notice": book.add_format({"font_color": "#b42318", "bold": True}),
        "heading": book.add_format({**edge, "bold": True, "bg_color": "#e4ecf4", "text_wrap": True, "align": "center"}),
        "text": book.add_format(edge),
        "count": book.add_format({**edge, "num_format": "#,##0"}),
        "measure": book.add_format({**edge, "num_format": "#,##0.0"}),
        "facility": book.add_format({**edge, "bg_color": "#fdf0d5"}),
        "break": book.add_format({**edge, "bg_color": "#e7f5e9"}),
    }


def _tabs(names: Sequence[str]) -> list[str]:
    """Sheet names as Excel allows them: short, each once, without certain signs."""
    taken: set[str] = set()
    tabs = []
    for name in names:
        plain = _FORBIDDEN_IN_TABS.sub(" ", name).strip() or "-"
        tab, number = plain[:_LONGEST_TAB], 1
        while tab.lower() in taken:
            number += 1
            tail = f" ({number})"
            tab = plain[: _LONGEST_TAB - len(tail)] + tail
        taken.add(tab.lower())
        tabs.append(tab)
    return tabs


def harmless(text: str) -> str:
    """The text, guarded by an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _set_up(sheet: Worksheet, page: Page, notice: str, formats: dict[str, Format]) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{notice.replace('&', '&&')}&R&P / &N")
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, harmless(page.title), formats["title"])
    sheet.write_string(1, 0, harmless(notice), formats["notice"])
    sheet.write_string(2, 0, harmless(page.line))
    sheet.repeat_rows(0, _HEADING_ROW)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)


def _fill(sheet: Worksheet, page: Page, formats: dict[str, Format]) -> None:
    for column, heading in enumerate(page.headings):
        sheet.write_string(_HEADING_ROW, column, harmless(heading), formats["heading"])
    for row, cells in enumerate(page.rows, start=_HEADING_ROW + 1):
        for column, cell in enumerate(cells):
            _write(sheet, row, column, cell, formats)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    if isinstance(cell, Shaded):
        sheet.write_string(row, column, harmless(cell.text), formats.get(cell.ground, formats["text"]))
    elif isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell), formats["text"])
    else:
        sheet.write_number(row, column, cell, formats["measure" if isinstance(cell, float) else "count"])


def _link(sheet: Worksheet, page: Page, tabs: Sequence[str], formats: dict[str, Format]) -> None:
    if page.links is None:
        return
    for row, (cells, tab) in enumerate(zip(page.rows, tabs, strict=False), start=_HEADING_ROW + 1):
        text = harmless(str(cells[page.links]))
        sheet.write_url(row, page.links, f"internal:'{tab}'!A1", formats["text"], text)
