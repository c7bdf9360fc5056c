"""Compare spans of time: how long they are, which lies in which, the same one a year before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from yihe.figures.model import Period

_YEARS = re.compile("(?:过去|近|最近|这)?(?:的)?(?:[三四五六七八九十]|\\d{1,2})年(?:多)?(?:来|间|以来)?$")

# 七年来, and 工程实施三年来.
YEARS_ON = re.compile("[一两三四五六七八九十]年(?:多)?来")


def whole_year(period: Period | None) -> Period | None:
    """Return the year a time ends in."""
    if period is None or period.to is None:
        return period
    return Period(f"{period.to.year}年", date(period.to.year, 1, 1), date(period.to.year, 12, 31))


# The first years of the state's plans.
PLAN_YEARS = {
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
_PLAN_END = re.compile("“?十[一二三四五]?五”?期?末")


def ends_plan(period: Period | None) -> bool:
    """Say whether a time is the end of one of the state's plans: “十二五”末, to which an aim has its last year."""
    return period is not None and bool(_PLAN_END.fullmatch(period.text or ""))


def plan_of(period: Period | None) -> Period | None:
    """Return all the years of the plan that a time is of: of “十二五”期末 2011 to 2015; None of any other time."""
    found = _PLAN_NAMED.match(period.text or "") if period else None
    first = PLAN_YEARS.get(found["plan"]) if found else None
    return Period(found["plan"] + "时期", date(first, 1, 1), date(first + 4, 12, 31)) if found and first else None


_PLAN_NAMED = re.compile("“?(?P<plan>(?:十[一二三四五]?|九)五)")
_YEAR_END = re.compile("到?[今明]?年[底末]前?")


def by_year_end(period: Period | None) -> bool:
    """Say whether a time is the end of the running year or the next, by which something is to be done."""
    return period is not None and bool(_YEAR_END.fullmatch(period.text or ""))


def years_ahead(words: str, count: int, running: int | None, release: date | None) -> Period:
    """Return the years to come that a text speaks of: in its first half-year they begin with the running one."""
    if running is None:
        return Period(words, None, None)
    first = running + bool(release and release.month > 6)
    return Period(words, date(first, 1, 1), date(first + count - 1, 12, 31))


def within(inner: Period, outer: Period | None) -> bool:
    """A day, a month or a year of a longer time (9月份 of 前三季度) holds no further than its paragraph."""
    return inside(inner, outer) and any(length(inner) <= days < length(outer) for days in (0, 31, 366))


def inside(inner: Period, outer: Period | None) -> bool:
    if outer is None or not (inner.from_ and inner.to and outer.from_ and outer.to):
        return False
    return outer.from_ <= inner.from_ and inner.to <= outer.to and length(inner) < length(outer)


def length(period: Period | None) -> int:
    """Return the days from the first to the last; 0 where one is not known."""
    return (period.to - period.from_).days if period and period.to and period.from_ else 0


def is_year(period: Period | None) -> bool:
    return length(period) in (364, 365)


# 前三季度, 上半年.
_PART_NAMED = re.compile("前.{1,2}(?:季度|个?月)|[上下]半年$|第?[一二三四]季度$")


def is_part(period: Period | None) -> bool:
    """Say whether a time is named as a part of a year: 前三季度."""
    return period is not None and bool(_PART_NAMED.match(period.text or ""))


def years_long(period: Period | None) -> bool:
    """Say whether a time is longer than a year."""
    if period is None:
        return False
    return length(period) > 366 or bool(period.text and _is_run(period.text))


# Few times are told in a text, and each is asked for many figures.
@lru_cache(maxsize=1024)
def _is_run(words: str) -> bool:
    return bool(_YEARS.match(words))


def nth_year(period: Period | None, index: int, total: int) -> Period | None:
    """Return the year of one of a list with a number for each year of a run; None of any other time or list."""
    if period is None or period.from_ is None or period.to is None or not years_long(period):
        return None
    first, last = period.from_, period.to
    whole = first.month == first.day == 1 and (last.month, last.day) == (12, 31)
    if not whole or last.year - first.year + 1 != total:
        return None
    return Period(period.text, date(first.year + index, 1, 1), date(first.year + index, 12, 31))


def year_before(spoken: Period | None, year: str | None) -> Period | None:
    """Return the same time of an earlier year: 2020年同期 of 2021年1—2月; of the year before where none is named."""
    if spoken is None or not (spoken.from_ and spoken.to) or spoken.from_.year != spoken.to.year:
        return None
    told = int(year) if year else spoken.to.year - 1
    words = f"{year}年同期" if year else "去年同期"
    return Period(words, in_year(spoken.from_, told), in_year(spoken.to, told))


def last_month_of(spoken: Period | None) -> Period | None:
    """Return the last month of a part of a year: 当月 after 前三季度 is September; None of any other time."""
    if spoken is None or spoken.to is None or not 0 < length(spoken) < _PART:
        return None
    return Period("当月", spoken.to.replace(day=1), spoken.to)


_PART = 360


def in_year(day: date, year: int) -> date:
    """Return the same day of another year; the last of a month stays the last, of whatever length February is."""
    last = monthrange(year, day.month)[1]
    closes = (day + timedelta(days=1)).day == 1
    return date(year, day.month, last if closes else day.day)
