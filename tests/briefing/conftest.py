"""A small district's ledger for verification: markets, observed statistics, and a clerk who confirms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

HOME, CITY, OTHER = "370602", "370600", "370611"
RELEASED = date(2022, 9, 8)


@pytest.fixture
def observe(district: dict[str, Any], clerk: Any) -> Callable[..., Any]:
    """Adds an observed statistic: ``observe("retail_sales", "34438000000", growth="3.1")``."""
    from yihe.indicators.observations import Observation
    from yihe.ledger import actions

    def add(series: str, value: str, *, place: str = HOME, year: int = 2022, unit: str = "CNY", **more: str) -> Any:
        fields = {
            "code": f"{series}-{place}-{year}",
            "name": f"{series} {year}",
            "series": series,
            "place": district[place],
            "period_start": date(year, 1, 1),
            "period_end": date(year, 6, 30),
            "value": Decimal(value),
            "unit": unit,
            **{name: Decimal(number) for name, number in more.items()},
        }
        return actions.create(Observation, fields, actor=clerk)

    return add


@pytest.fixture
def statistics(observe: Callable[..., Any]) -> None:
    """Half a year of statistics for the district, another district, and the city."""
    observe("retail_sales", "34438000000", growth="3.1")
    observe("retail_sales", "31250000000", year=2021)
    observe("retail_sales", "21100000000", place=OTHER, growth="1.5")
    observe("retail_sales", "210500000000", place=CITY, growth="1.9")
    observe("foreign_trade", "11482000000", growth="32.1")
    observe("foreign_trade", "9000000000", place=OTHER, growth="12.0")
    observe("foreign_trade", "83000000000", place=CITY, growth="11.6")


@pytest.fixture
def markets(add_market: Callable[..., Any]) -> None:
    """Three markets rebuilt in 2022, one still being rebuilt."""
    for number, day in enumerate([date(2022, 2, 1), date(2022, 5, 9), date(2022, 8, 30)], 1):
        add_market(f"M{number}", stage="upgraded", day=day)
    add_market("M9", stage="upgrading", day=date(2022, 6, 1))
