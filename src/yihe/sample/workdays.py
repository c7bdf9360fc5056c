"""Working days in China, by the State Council's holiday notices as the `chinesecalendar` library keeps them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import chinese_calendar


def is_workday(day: date) -> bool:
    """Whether offices work on this day.

    >>> is_workday(date(2021, 10, 9)), is_workday(date(2022, 6, 3)), is_workday(date(2022, 9, 8))
    (True, False, True)
    """
    return bool(chinese_calendar.is_workday(day))


def workday_up_to(day: date) -> date:
    """This day, or the last working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def workday_from(day: date) -> date:
    """This day, or the next working day after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def any_workday(chance: Random, first: date, last: date) -> date:
    """A working day between two days, both included."""
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if is_workday(day):
            return day
