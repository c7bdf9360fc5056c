"""What all tests share: a throw-away data folder, both databases, a small district.

Set ``YIHE_DATABASE_URL`` to run the ledger's tests on PostgreSQL; ``./yihe test`` does it after the
run on SQLite.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

# A loaded machine is no fault of the code: no example fails for being slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

PLACES = [
    ("370600", "烟台市"),
    ("370602", "芝罘区"),
    ("370611", "福山区"),
    ("370602001", "向阳街道"),
    ("370602002", "东山街道"),
    ("370602001001", "友谊街社区居民委员会"),
]


@pytest.fixture(autouse=True)
def _no_columns_of_other_tests() -> None:
    """Rolled-back tests hand out the same history numbers again, which the column store goes by."""
    from yihe.indicators.engine import store

    store.cache_clear()


@pytest.fixture
def clerk(db: None) -> Any:
    """A user who may do everything."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser("clerk-of-tests", password="irrelevant-9x")


@pytest.fixture
def district(clerk: Any) -> dict[str, Any]:
    """A small district: places by code."""
    from yihe.ledger import actions
    from yihe.ledger.models import Place

    return {code: actions.create(Place, {"code": code, "name": name}, actor=clerk) for code, name in PLACES}


@pytest.fixture
def add_market(district: dict[str, Any], clerk: Any) -> Callable[..., Any]:
    """Adds a farmers' market: ``add_market("M1", stage="upgraded", day=date(2022, 3, 1))``."""
    from yihe.ledger import actions
    from yihe.programmes.markets import Market

    def add(
        code: str, *, stage: str = "registered", day: date = date(2022, 1, 10), place: str = "370602001", **values: Any
    ) -> Any:
        fields = {"code": code, "name": f"{code}市场", "place": district[place], "tier": "district", "stage": stage}
        return actions.create(Market, fields | values, actor=clerk, business_date=day)

    return add
