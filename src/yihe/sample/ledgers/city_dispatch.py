"""Dispatch of twelve indicators month by month, and the growth the city guides the district to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.city_dispatch import DispatchReport, GuidedTarget

from ..chance import LATEST, Journey
from ..sheets import Book, Row, Sheet
from ..workdays import workday_from
from .economy import FIGURES

_MONTHS = (date(2022, 3, 1), date(2022, 6, 1), date(2022, 7, 1))
# Only what does not rank among the first three is asked to explain itself and mend.
_LEADING = Journey(("ordered", "reported", "checked", "confirmed", "ranked"), (1, 4))
_BEHIND = Journey(("ordered", "reported", "checked", "confirmed", "ranked", "discussed", "mended"), (1, 4))
_FIRST = 3
_HANDED_DOWN = date(2022, 2, 25)


def books(chance: Random) -> list[Book]:
    """Two sheets of the statistics bureau."""
    reports, targets = list(_reports(chance)), list(_targets(chance))
    return [Book("区统计局", "指标调度台账", [Sheet(DispatchReport, reports), Sheet(GuidedTarget, targets)])]


def _reports(chance: Random) -> Iterator[Row]:
    for month in _MONTHS:
        for number, figure in enumerate(FIGURES, start=1):
            if month.month == 7 and not figure.monthly:
                continue
            ordered = workday_from(date(month.year, month.month + 1, 8))
            way = _LEADING if (figure.rank or figure.growth_rank or 99) <= _FIRST else _BEHIND
            days = way.around(chance, "ordered", ordered)
            yield {
                "code": f"DD-{month:%Y%m}-{number:02}",
                "name": f"{figure.series.zh}{month.month}月调度",
                "place": "芝罘区",
                "series": figure.series.slug,
                "month": month,
                "rank": (figure.rank or figure.growth_rank) if month.month == 6 else None,
                "due": ordered + timedelta(days=4),
                "responsible": "区统计局",
                "stage": list(days)[-1],
                "days": days,
            }


def _targets(chance: Random) -> Iterator[Row]:
    for number, figure in enumerate(FIGURES, start=1):
        days = Journey(("handed_down", "split", "reviewed"), (12, 150)).around(
            chance, "handed_down", _HANDED_DOWN, LATEST
        )
        yield {
            "code": f"MBZ-2022-{number:02}",
            "name": f"2022年{figure.series.zh}引导性目标",
            "place": "芝罘区",
            "series": figure.series.slug,
            "year": 2022,
            "growth": Decimal(figure.target),
            "responsible": "区发展和改革局",
            "stage": list(days)[-1],
            "days": days,
        }
