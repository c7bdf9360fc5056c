"""Tables out of pages: CSV that Excel opens, XLSX with units in the headings, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

Rows = Iterable[Sequence[Any]]
MAX_XLSX_ROWS = 1_048_575
"""Rows of a worksheet below its heading (Excel specifications and limits)."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_response(form: str, name: str, heading: Sequence[str], rows: Rows) -> HttpResponseBase:
    """A table as a download; `form` is ``csv``, ``xlsx`` or ``json``."""
    return {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](name, heading, rows)


def disposition(name: str) -> dict[str, str]:
    """The header that makes a browser save an answer under a name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(name: str, heading: Sequence[str], rows: Rows) -> HttpResponseBase:
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(heading)  # the mark makes Excel read UTF-8
        for row in rows:
            yield writer.writerow([_plain(_harmless(v)) for v in row])

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=disposition(f"{name}.csv"))


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is written as text (CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else value
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


def _xlsx(name: str, heading: Sequence[str], rows: Rows) -> HttpResponseBase:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    sheet = book.add_worksheet(_NOT_IN_SHEET_NAMES.sub(" ", name)[:31].strip("'"))
    sheet.write_row(0, 0, heading, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        if number > MAX_XLSX_ROWS:
            break
        _write_row(sheet, number, row)
    book.close()
    out.seek(0)
    return FileResponse(
        out,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers=disposition(f"{name}.xlsx"),
    )


def _write_row(sheet: Any, number: int, row: Sequence[Any]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(number, column, value)
        elif value is not None:
            sheet.write(number, column, value)


def _json(name: str, heading: Sequence[str], rows: Rows) -> HttpResponseBase:
    found = [dict(zip(heading, [_plain(v) for v in row], strict=True)) for row in rows]
    text = json.dumps(found, ensure_ascii=False, default=str)
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=disposition(f"{name}.json"))
