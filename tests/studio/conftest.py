"""A quarter with bins, lanes, stations and vehicles in a ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from shapely.geometry import LineString, Point

from yihe import geo
from yihe.ledger import actions
from yihe.programmes.operations import WorkVehicle
from yihe.programmes.sanitation import TransferStation, WasteBin
from yihe.programmes.streets import Lane

HOME = "370602001"
DAY = date(2022, 3, 1)
TRUCK = {"payload": 3, "volume": 18, "cost_per_km": 2.4, "cost_per_hour": 60, "cost_per_shift": 40}
SWEEPER = TRUCK | {"work": "sweeping", "volume": 5, "tank": 4}


def at(lon: float, lat: float) -> bytes:
    """A point as the ledger keeps it."""
    return geo.to_wkb(Point(lon, lat))


def along(*points: tuple[float, float]) -> bytes:
    """A line as the ledger keeps it."""
    return geo.to_wkb(LineString(points))


@pytest.fixture
def add(district: dict[str, Any], clerk: Any) -> Callable[..., Any]:
    """Adds a record: ``add(WasteBin, "B1", stage="assigned", volume=240)``; numbers become decimals."""

    def make(kind: Any, code: str, *, place: str = HOME, **values: Any) -> Any:
        exact = {k: Decimal(str(v)) if isinstance(v, float) else v for k, v in values.items()}
        made = {"code": code, "name": f"{kind.label().zh}{code}", "place": district[place], **exact}
        return actions.create(kind, made, actor=clerk, business_date=DAY)

    return make


@pytest.fixture
def add_bin(add: Callable[..., Any]) -> Callable[..., Any]:
    """Adds a bin in place: ``add_bin("B1", 121.37, 37.53)``."""

    def make(code: str, lon: float = 121.37, lat: float = 37.53, **values: Any) -> Any:
        usual = {"stage": "assigned", "waste": "residual", "volume": 240, "rounds": 1, "geometry": at(lon, lat)}
        return add(WasteBin, code, **usual | values)

    return make


@pytest.fixture
def quarter(add: Callable[..., Any], add_bin: Callable[..., Any]) -> dict[str, Any]:
    """Two stations, two equal trucks and a larger one, two sweepers, eight bins, three lanes."""
    made: dict[str, Any] = {}
    for number, lon in enumerate((121.360, 121.400), start=1):
        made[f"S{number}"] = add(TransferStation, f"S{number}", stage="running", capacity=40, geometry=at(lon, 37.53))
    home = {"stage": "in_service", "station": made["S1"]}
    for code in ("T1", "T2"):
        made[code] = add(WorkVehicle, code, work="collecting", **home, **TRUCK)
    made["T3"] = add(WorkVehicle, "T3", work="collecting", **home, **TRUCK | {"payload": 8, "volume": 45})
    for code in ("W1", "W2"):
        made[code] = add(WorkVehicle, code, **home, **SWEEPER)
    for number in range(8):
        made[f"B{number}"] = add_bin(f"B{number}", 121.362 + 0.004 * number, 37.532, rounds=1 + number % 2)
    lane = {"stage": "serviced", "level": "second", "length": 400, "width": 5}
    made["L1"] = add(Lane, "L1", **lane, geometry=along((121.365, 37.53), (121.3695, 37.53)))
    made["L2"] = add(Lane, "L2", **lane | {"width": 9}, geometry=along((121.3695, 37.53), (121.374, 37.53)))
    made["L3"] = add(Lane, "L3", **lane, geometry=at(121.38, 37.54))
    return made
