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
# 黄金周 and 长假 alone mean one of these.
_LONG = ("春节", "五一", "国庆")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


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
        return False


def last_long(day: date) -> tuple[date, date] | None:
    """Return the days off of the last long holiday that began before a day; None where none is known."""
    runs = [days_off(name, year) for year in (day.year - 1, day.year) for name in _LONG]
    return max((run for run in runs if run and run[0] < day), default=None)
