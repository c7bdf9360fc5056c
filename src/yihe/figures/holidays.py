"""Know the days off of the holidays that notes tell of: 春节长假 of 2019 is 4 to 10 February.

The days are those of the State Council's yearly notices, as the `chinesecalendar` library keeps them from 2004 on.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import chinese_calendar

_NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}
# The first days of the lunar years, from which the travel rush is reckoned: 15 days before to 24 days after.
_NEW_YEARS = [
    "2000-02-05",
    "2001-01-24",
    "2002-02-12",
    "2003-02-01",
    "2004-01-22",
    "2005-02-09",
    "2006-01-29",
    "2007-02-18",
    "2008-02-07",
    "2009-01-26",
    "2010-02-14",
    "2011-02-03",
    "2012-01-23",
    "2013-02-10",
    "2014-01-31",
    "2015-02-19",
    "2016-02-08",
    "2017-01-28",
    "2018-02-16",
    "2019-02-05",
    "2020-01-25",
    "2021-02-12",
    "2022-02-01",
    "2023-01-22",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
    "2027-02-06",
    "2028-01-26",
    "2029-02-13",
    "2030-02-03",
]
_BEFORE, _AFTER = timedelta(days=15), timedelta(days=24)
# 黄金周 and 长假 alone mean one of these.
_LONG = ("春节", "五一", "国庆")
# 假日 and 假期 alone mean the holiday just over, whichever it is.
_ANY = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def travel_rush(year: int) -> tuple[date, date] | None:
    """Return the 40 days of 春运 of a year; None where its lunar new year is not known."""
    day = next((date.fromisoformat(told) for told in _NEW_YEARS if told.startswith(str(year))), None)
    return (day - _BEFORE, day + _AFTER) if day else None


@cache
def days_off(holiday: str, year: int) -> tuple[date, date] | None:
    """Return the first and the last day off of a holiday; None for a year without a notice.

    Parameters
    ----------
    holiday
        Its name in Chinese: 春节, 国庆 ….
    year
        The year its own day falls in.
    """
    name, turn = _NAMES.get(holiday), date(year, 1, 1)
    # The days off for New Year may begin in the December before.
    near = (turn - _WEEK, turn + _WEEK) if holiday == "元旦" else (turn, date(year, 12, 31))
    holidays = chinese_calendar.constants.holidays.items()
    days = [day for day, told in holidays if told == name and near[0] <= day <= near[1]]
    if not days:
        return None
    first, last = min(days), max(days)
    while _is_off(first - _DAY):
        first -= _DAY
    while _is_off(last + _DAY):
        last += _DAY
    return first, last


def _is_off(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_holiday(day))
    except NotImplementedError:
        # The library's answer for a year without a notice, which may lie next to one that has its own.
        return False


def last_long(day: date, *, of_any: bool = False) -> tuple[date, date] | None:
    """Return the days off of the last long holiday that began before a day, of any one where asked; else None."""
    runs = [days_off(name, year) for year in (day.year - 1, day.year) for name in (_ANY if of_any else _LONG)]
    return max((run for run in runs if run and run[0] < day), default=None)
