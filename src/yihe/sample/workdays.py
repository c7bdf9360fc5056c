"""Working days in China in 2021 and 2022, by the State Council's holiday notices."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

# 国办发明电〔2020〕27号 and 〔2021〕11号: first and last day off of each holiday.
_HOLIDAYS = [
    ("2021-01-01", "2021-01-03"),
    ("2021-02-11", "2021-02-17"),
    ("2021-04-03", "2021-04-05"),
    ("2021-05-01", "2021-05-05"),
    ("2021-06-12", "2021-06-14"),
    ("2021-09-19", "2021-09-21"),
    ("2021-10-01", "2021-10-07"),
    ("2022-01-01", "2022-01-03"),
    ("2022-01-31", "2022-02-06"),
    ("2022-04-03", "2022-04-05"),
    ("2022-04-30", "2022-05-04"),
    ("2022-06-03", "2022-06-05"),
    ("2022-09-10", "2022-09-12"),
    ("2022-10-01", "2022-10-07"),
]
_WORKED_WEEKENDS = frozenset(
    map(
        date.fromisoformat,
        [
            *("2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26"),
            *("2021-10-09", "2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07"),
            *("2022-10-08", "2022-10-09"),
        ],
    )
)
_WEEKEND = (5, 6)


@cache
def _days_off() -> frozenset[date]:
    spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in _HOLIDAYS]
    return frozenset(first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1))


def is_workday(day: date) -> bool:
    """Whether offices work on this day.

    >>> is_workday(date(2021, 10, 9)), is_workday(date(2022, 6, 3)), is_workday(date(2022, 9, 8))
    (True, False, True)
    """
    if day in _WORKED_WEEKENDS:
        return True
    return day.weekday() not in _WEEKEND and day not in _days_off()


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
