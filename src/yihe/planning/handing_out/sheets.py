"""Crew sheets (作业单) as an Excel workbook: a summary, and one sheet for each vehicle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..routing.plan import RoutingPlan
from ..routing.problem import RoutingProblem
from .timetable import Row, Totals, timetable, totals
from .words import Language, notice, say, time_of

# What makes Excel, WPS or LibreOffice take a text for a formula once the sheet is saved as CSV (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_TABS = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TAB = 31
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A fixed moment: the same plan gives the same bytes.
_CREATED = datetime(2022, 9, 8, tzinfo=UTC)
_WIDTHS = {"name": 34, "kind": 8, "order": 6, "vehicle": 24}
_WIDTH = 11
_LANDSCAPE_A4 = 9


@dataclass(frozen=True)
class _Book:
    """The workbook being written, with what every sheet needs."""

    book: xlsxwriter.Workbook
    problem: RoutingProblem
    language: Language
    formats: dict[str, Format]

    def say(self, word: str) -> str:
        """A word in the reader's language."""
        return say(word, self.language)

    def time(self, time: int) -> str:
        """A time as people say it."""
        return time_of(self.problem, time, self.language)


def write_sheets(path: Path, problem: RoutingProblem, plan: RoutingPlan, language: Language = "zh") -> None:
    """Write crew sheets.

    The first sheet sums up every vehicle; each further one is a vehicle's own list: place, time, what it collects and
    carries, where it unloads and rests, and kilometres. No text can become a formula.

    Parameters
    ----------
    path
        An .xlsx file, replaced if there.
    language
        Of headings and words; names stay as the problem has them.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"title": problem.name, "comments": notice(problem), "created": _CREATED})
        writer = _Book(book, problem, language, _formats(book))
        sums = totals(problem, plan)
        tabs = _tabs([writer.say("summary"), *(total.vehicle for total in sums)])
        _summary(writer, tabs, sums, plan)
        for tab, rows, total in zip(tabs[1:], timetable(problem, plan), sums, strict=True):
            _crew_sheet(writer, tab, rows, total)


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    edge = {"border": 1, "border_color": "#9aa5b1", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 15}),
        "notice": book.add_format({"font_color": "#b42318", "bold": True}),
        "heading": book.add_format({**edge, "bold": True, "bg_color": "#e4ecf4", "text_wrap": True, "align": "center"}),
        "text": book.add_format(edge),
        "count": book.add_format({**edge, "num_format": "#,##0"}),
        "km": book.add_format({**edge, "num_format": "#,##0.0"}),
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


def _write_rows(sheet: Worksheet, writer: _Book, first: int, columns: Sequence[str], rows: Sequence[list[Any]]) -> None:
    for column, heading in enumerate(columns):
        sheet.write_string(first, column, heading, writer.formats["heading"])
    for at, cells in enumerate(rows, start=first + 1):
        for column, cell in enumerate(cells):
            _write_cell(sheet, writer, at, column, cell)


def _write_cell(sheet: Worksheet, writer: _Book, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, tuple):
        text, kind = cell
        sheet.write_string(row, column, harmless(text), writer.formats.get(kind, writer.formats["text"]))
    elif isinstance(cell, str):
        sheet.write_string(row, column, harmless(cell), writer.formats["text"])
    else:
        sheet.write_number(row, column, cell, writer.formats["km" if isinstance(cell, float) else "count"])


def _begin(writer: _Book, tab: str, title: str, widths: Sequence[int]) -> tuple[Worksheet, int]:
    """A sheet with its title and notice, ready to print; return it and the row of its table's heading."""
    sheet = writer.book.add_worksheet(tab)
    sheet.set_landscape()
    sheet.set_paper(_LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{notice(writer.problem)}&R&P / &N")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, harmless(title), writer.formats["title"])
    sheet.write_string(1, 0, harmless(notice(writer.problem)), writer.formats["notice"])
    sheet.repeat_rows(0, 3)
    sheet.freeze_panes(4, 0)
    return sheet, 3


def _summary(writer: _Book, tabs: list[str], sums: list[Totals], plan: RoutingPlan) -> None:
    units = [writer.say(unit) for unit in writer.problem.load_units]
    columns = [writer.say(word) for word in ("order", "vehicle", "stops", "unloads")]
    columns += [*units, *(writer.say(word) for word in ("km", "hours", "out", "home"))]
    widths = [_WIDTHS["order"], _WIDTHS["vehicle"], *[_WIDTH] * (len(columns) - 2)]
    sheet, first = _begin(writer, tabs[0], f"{writer.problem.name} {writer.say('summary')}", widths)
    said = f"{writer.say('vehicles')} {len(sums)}  {writer.say('cost')} {plan.objective:,.2f}"
    sheet.write_string(2, 0, f"{said}  {writer.say('left out')} {len(plan.left_out)}")
    _write_rows(sheet, writer, first, columns, [_line(writer, at, total) for at, total in enumerate(sums, start=1)])
    for at, tab in enumerate(tabs[1:], start=first + 1):
        sheet.write_url(at, 1, f"internal:'{tab}'!A1", writer.formats["text"], harmless(sums[at - first - 1].vehicle))
    _write_rows(sheet, writer, first + len(sums) + 1, [], [])
    for column, cell in enumerate(_sum_line(writer, sums)):
        _write_cell(sheet, writer, first + len(sums) + 1, column, cell)


def _line(writer: _Book, at: int, total: Totals) -> list[Any]:
    loads: list[Any] = [int(amount) for amount in total.collected]
    times = [_hours(writer, total.time), writer.time(total.begin), writer.time(total.end)]
    return [at, total.vehicle, total.stops, total.unloads, *loads, total.metres / 1000, *times]


def _sum_line(writer: _Book, sums: list[Totals]) -> list[Any]:
    units = range(len(writer.problem.load_units))
    loads = [sum(int(total.collected[unit]) for total in sums) for unit in units]
    visits, unloads = sum(total.stops for total in sums), sum(total.unloads for total in sums)
    km, hours = sum(total.metres for total in sums) / 1000, _hours(writer, sum(total.time for total in sums))
    return ["", writer.say("total"), visits, unloads, *loads, km, hours, "", ""]


def _hours(writer: _Book, time: int) -> float:
    """Hours where the problem's time is a clock, else its own unit."""
    return time / 3600 if "clock" in writer.problem.remarks else float(time)


def _crew_sheet(writer: _Book, tab: str, rows: list[Row], total: Totals) -> None:
    units = [writer.say(unit) for unit in writer.problem.load_units]
    columns = [writer.say(word) for word in ("order", "kind", "name", "arrival", "begin", "end")]
    columns += [f"{writer.say(word)} {unit}" for word in ("collected", "on board") for unit in units]
    columns += [writer.say("leg"), writer.say("driven")]
    widths = [_WIDTHS["order"], _WIDTHS["kind"], _WIDTHS["name"], *[_WIDTH] * (len(columns) - 3)]
    sheet, first = _begin(writer, tab, f"{writer.say('crew sheet')} {total.vehicle}", widths)
    km = f"{writer.say('km')} {total.metres / 1000:,.1f}"
    sheet.write_string(2, 0, f"{writer.say('stops')} {total.stops}  {writer.say('unloads')} {total.unloads}  {km}")
    _write_rows(sheet, writer, first, columns, [_call(writer, row) for row in rows])


def _call(writer: _Book, row: Row) -> list[Any]:
    collected: list[Any] = [int(amount) if row.kind == "stop" else "" for amount in row.collected]
    on_board = [int(amount) for amount in row.on_board]
    times = [writer.time(time) for time in (row.arrival, row.begin, row.end)]
    words = [(writer.say(row.kind), row.kind), (row.name, row.kind)]
    return [row.order, *words, *times, *collected, *on_board, row.metres / 1000, row.metres_so_far / 1000]
