"""Spans of business time: the period an indicator is asked for."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_YEAR = re.compile(r"^(\d{4})年?$")
_HALF = re.compile(r"^(\d{4})(?:年|-)?(?:H([12])|([上下])半年)$", re.I)
_QUARTER = re.compile(r"^(\d{4})(?:年|-)?(?:Q([1-4])|第?([一二三四1-4])季度)$", re.I)
_MONTH = re.compile(r"^(\d{4})(?:年|-)(\d{1,2})月?$")
_RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})?\s*(?:\.\.|/|至|~)\s*(\d{4}-\d{2}-\d{2})?$")
_QUARTER_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4}

ACCEPTED = "2022, 2022H1, 2022Q3, 2022-09, 2022-01-01..2022-06-30, ..2022-09-08"


class UnreadableSpan(ValueError):
    """The text names no period; the message lists the accepted forms."""


@dataclass(frozen=True, order=True)
class Span:
    """Business dates from `start` to `end`, both included; no start means from the beginning (累计)."""

    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"

    @property
    def year(self) -> int | None:
        """The calendar year the span ends in."""
        return self.end.year if self.end else None

    def year_before(self) -> Span:
        """The same days of the year before (上年同期)."""
        return Span(_a_year_earlier(self.start), _a_year_earlier(self.end))

    def until_end(self) -> Span:
        """Everything up to the end of this span: what stands at that day."""
        return Span(None, self.end)


def _a_year_earlier(day: date | None) -> date | None:
    if day is None:
        return None
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


def months(year: int, first: int, last: int) -> Span:
    """The span of whole months `first` to `last` of a year."""
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def parse_span(text: str) -> Span:
    """Read a period as people type it.

    Examples
    --------
    >>> str(parse_span("2022H1")), str(parse_span("2022年9月")), str(parse_span("..2022-09-08"))
    ('2022-01-01..2022-06-30', '2022-09-01..2022-09-30', '..2022-09-08')
    """
    text = text.strip()
    try:
        if found := _parse(text):
            return found
    except ValueError:
        pass
    raise UnreadableSpan(f"{text!r} is no period (不是时段); accepted (可用写法): {ACCEPTED}")


def _parse(text: str) -> Span | None:
    if m := _YEAR.match(text):
        return months(int(m[1]), 1, 12)
    if m := _HALF.match(text):
        first = 1 if (m[2] == "1" or m[3] == "上") else 7
        return months(int(m[1]), first, first + 5)
    if m := _QUARTER.match(text):
        quarter = int(m[2]) if m[2] else _QUARTER_NUMBER.get(m[3]) or int(m[3])
        return months(int(m[1]), 3 * quarter - 2, 3 * quarter)
    if m := _MONTH.match(text):
        return months(int(m[1]), int(m[2]), int(m[2]))
    if m := _RANGE.match(text):
        return Span(*(date.fromisoformat(g) if g else None for g in m.groups()))
    return None
