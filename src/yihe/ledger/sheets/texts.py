"""Read a cell as text, and write text so that no spreadsheet runs it and reading gives it back exactly."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from .blanks import is_empty, require_no_error, visible
from .problems import BadCell

_HALF_WIDTH = {ord("\u3000"): " "} | {
    full: full - 0xFEE0
    for start, end in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for full in range(ord(start), ord(end) + 1)
}
# From here on a number stored as a float has lost its last digits (identity cards, credit codes).
_EXACT_BELOW = 1e15
# What makes Excel, WPS or LibreOffice take a text for a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def parse_text(value: Any) -> str | None:
    """Read text: full-width digits and letters made half-width, Chinese punctuation kept.

    Numbers come out as the sheet shows them ("370602", not "370602.0"), dates in ISO form. Text that
    was written behind a guarding apostrophe comes out as it was.

    Raises
    ------
    BadCell
        The cell shows an error, or a code was stored as a number so long that digits are lost.
    """
    if isinstance(value, str):
        return value[1:] if _is_guarded(value) else _plain(value)
    if is_empty(value):
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_as_text(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    raise BadCell("not_text", "不是文字", "not text", "文字", "text")


def _plain(value: str) -> str | None:
    require_no_error(value)
    if is_empty(value):
        return None
    return visible(value.translate(_HALF_WIDTH)).replace("\r\n", "\n")


def _number_as_text(value: int | float) -> str:
    if isinstance(value, float) and abs(value) >= _EXACT_BELOW:
        raise BadCell(
            "digits_lost",
            f"“{value:.0f}”以数值存储，超过15位的尾数已丢失",
            f"“{value:.0f}” is stored as a number and has lost digits past the 15th",
            "把该列设为“文本”格式后重新填写",
            "the column formatted as text and filled in again",
        )
    return format(value, ".15g") if isinstance(value, float) and value % 1 else str(int(value))


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would run a text, were it typed into a cell."""
    return text.startswith(_FORMULA_STARTS)


def reads_back(text: str) -> bool:
    """Whether a text comes back as it is when its cell is read."""
    return not _is_guarded(text) and _is_plain(text)


def _is_plain(text: str) -> bool:
    try:
        return (_plain(text) or "") == text.replace("\r\n", "\n")
    except BadCell:
        return False


def guarded(text: str, *, formulas: bool = True) -> str:
    """A text behind an apostrophe where it needs one.

    Parameters
    ----------
    text
        “-5℃”, “=SUM(A1)”, “无”: the first two would be run, the last would read as an empty cell.
    formulas
        False for cells that cannot be run (text cells of a workbook, map layers).
    """
    return _GUARD + text if not reads_back(text) or (formulas and is_formula_like(text)) else text


def _is_guarded(text: str) -> bool:
    """Whether an apostrophe stands there to guard what follows, rather than being part of it."""
    bare = text.lstrip(_GUARD)
    return len(bare) not in (0, len(text)) and (is_formula_like(bare) or not _is_plain(bare))
