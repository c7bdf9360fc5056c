"""People with roles, a district with shapes and markets, for tests of the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from shapely.geometry import Point, box

from yihe import geo

SHAPES = {"370602001": box(121.36, 37.53, 121.40, 37.56), "370602002": box(121.40, 37.53, 121.44, 37.56)}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _nothing_kept(settings: Any, tmp_path: Any) -> Iterator[None]:
    """Each test begins with empty caches: the numbers of rolled-back rows come again."""
    from yihe.indicators.engine import store

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    store.cache_clear()
    yield
    cache.clear()


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Makes a user with a role, confined to a place if one is given."""
    from django.contrib.auth import get_user_model

    from yihe.ledger.models import Officer, Place

    def make(role: str, place: str = "") -> Any:
        user = get_user_model().objects.create_user(f"{role}-{place or 'all'}", password="a-long-Password-7")
        if role != "stranger":
            at = Place.objects.get(code=place) if place else None
            Officer.objects.create(user=user, role=role, place=at)
        return user

    return make


@pytest.fixture
def signed_in(person: Callable[..., Any]) -> Callable[..., Client]:
    """A browser without a screen in which a person of that role has signed in."""

    def make(role: str = "clerk", place: str = "", language: str = "zh-hans") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(person(role, place), backend=BACKEND)
        return client

    return make


@pytest.fixture
def town(district: dict[str, Any], add_market: Callable[..., Any], clerk: Any) -> dict[str, Any]:
    """Two subdistricts with shapes, three markets at points in them."""
    from yihe.ledger import actions

    for code, shape in SHAPES.items():
        place = district[code]
        district[code] = actions.edit(place, {"geometry": geo.to_wkb(shape)}, version=place.version, actor=clerk)
    at = geo.to_wkb(Point(121.38, 37.54))
    return {
        "M1": add_market("M1", stage="upgraded", day=date(2022, 3, 1), geometry=at, stalls=120, floor_area=3200),
        "M2": add_market("M2", stage="upgraded", day=date(2022, 5, 9), place="370602002", stalls=80),
        "M3": add_market("M3", day=date(2022, 6, 1), stalls=None, remark="待搬迁"),
    }
