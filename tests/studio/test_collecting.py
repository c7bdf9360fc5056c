"""A day of collecting is made of what the ledger holds, as known then; what is missing is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from yihe import geo
from yihe.ledger import actions
from yihe.planning import BadInput, Budget
from yihe.planning.routing import check, solve
from yihe.planning.routing.straight import straight_network
from yihe.programmes.operations import WorkVehicle
from yihe.programmes.sanitation import TransferStation, WasteBin
from yihe.studio.assuming import Assumptions, in_order, shift
from yihe.studio.collecting import collecting_day

from .conftest import TRUCK, at

pytestmark = pytest.mark.django_db
DISTRICT = "370602"


def codes(day: Any) -> list[str]:
    return [each.code for each in day.bins]


def test_bins_in_place_are_planned_and_no_others(quarter: Any, add_bin: Callable[..., Any]) -> None:
    add_bin("X1", waste="hazardous")
    add_bin("X2", stage="broken")
    add_bin("X3", place="370611")
    day = collecting_day(DISTRICT)
    assert codes(day) == [f"B{number}" for number in range(8)]
    assert [each.code for each in day.stations] == ["S1", "S2"]
    assert day.problem.stops.visits.tolist() == [1, 2] * 4


def test_loads_follow_volume_fill_and_kind_of_waste(quarter: Any, add_bin: Callable[..., Any]) -> None:
    add_bin("F1", waste="food", volume=120)
    day = collecting_day(DISTRICT, assumed=Assumptions(fill=0.5))
    assert day.problem.stops.load[codes(day).index("B0")].tolist() == [17, 120]
    assert day.problem.stops.load[codes(day).index("F1")].tolist() == [27, 60]


def test_equal_vehicles_are_one_kind_and_each_route_has_one_of_its_own(quarter: Any) -> None:
    day = collecting_day(DISTRICT)
    assert [[each.code for each in group.members] for group in day.fleet.groups] == [["T1", "T2"], ["T3"]]
    plan = solve(day.problem, Budget(seconds=None, iterations=300))
    assert check(day.problem, plan) == []
    driven = [(day.vehicle(route).code, day.problem.vehicles[route.vehicle_type].period) for route in plan.routes]
    assert len(set(driven)) == len(driven)
    assert {code for code, _ in driven} <= {"T1", "T2", "T3"}


def test_a_problem_is_made_of_what_the_ledger_knew_then(quarter: Any, add_bin: Callable[..., Any], clerk: Any) -> None:
    before = timezone.now()
    actions.edit(quarter["B0"], {"volume": 660}, version=1, actor=clerk)
    actions.delete(quarter["B1"], version=1, actor=clerk, reason="撤桶")
    actions.move(quarter["B2"], "broken", business_date=timezone.localdate(), version=1, actor=clerk)
    add_bin("B9")
    then, now = collecting_day(DISTRICT, as_of=before), collecting_day(DISTRICT)
    assert codes(then) == [f"B{number}" for number in range(8)]
    assert codes(now) == ["B0", *(f"B{number}" for number in range(3, 8)), "B9"]
    assert then.problem.stops.load[0, 1] < now.problem.stops.load[0, 1]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"geometry": None}, r"X1 垃圾桶X1 \(垃圾桶\): geometry \(位置\) is empty .*a point is needed"),
        ({"rounds": None}, r"X1 .*rounds per day \(日清运次数\) is empty"),
        ({"volume": 0}, r"X1 .*volume \(容积\) is 0; a number above 0 is needed"),
    ],
)
def test_a_bin_that_cannot_be_planned_is_named_with_its_field(
    quarter: Any, add_bin: Callable[..., Any], values: dict[str, Any], said: str
) -> None:
    add_bin("X1", **values)
    with pytest.raises(BadInput, match=said):
        collecting_day(DISTRICT)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"payload": None}, r"T9 .*payload \(核定载质量\) is empty"),
        ({"volume": 0}, r"T9 .*volume before pressing \(压缩前容积\) is 0"),
        ({"cost_per_km": None}, r"T9 .*cost per kilometre \(每公里费用\) is empty"),
        ({"station": None}, r"T9 .*home station \(驻车转运站\) is empty .*; a station that works"),
    ],
)
def test_a_vehicle_that_cannot_be_planned_is_named_with_its_field(
    quarter: Any, add: Callable[..., Any], values: dict[str, Any], said: str
) -> None:
    usual = {"work": "collecting", "stage": "in_service", "station": quarter["S1"], **TRUCK}
    add(WorkVehicle, "T9", **usual | values)
    with pytest.raises(BadInput, match=said):
        collecting_day(DISTRICT)


def test_a_vehicle_whose_station_is_closed_is_named_with_it(quarter: Any, clerk: Any, add: Callable[..., Any]) -> None:
    add(WorkVehicle, "T9", work="collecting", stage="in_service", station=quarter["S2"], **TRUCK)
    actions.move(quarter["S2"], "closed", business_date=timezone.localdate(), version=1, actor=clerk)
    with pytest.raises(BadInput, match=r"T9 .*home station \(驻车转运站\) is 垃圾转运站S2; a station that works"):
        collecting_day(DISTRICT)


def test_a_vehicle_stands_where_it_says_before_its_station(quarter: Any, add: Callable[..., Any]) -> None:
    add(WorkVehicle, "T9", work="collecting", stage="in_service", geometry=at(121.39, 37.54), **TRUCK)
    yards = collecting_day(DISTRICT).fleet.yards
    assert [(yard.lon, yard.lat) for yard in yards] == [(121.36, 37.53), (121.39, 37.54)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (WasteBin, "holds no waste bin at 370602"),
        (TransferStation, "holds no transfer station at 370602"),
        (WorkVehicle, r"holds no collecting waste \(垃圾收运\) work vehicle at 370602"),
    ],
)
def test_a_ledger_without_a_kind_says_which_and_in_which_stages(quarter: Any, clerk: Any, kind: Any, said: str) -> None:
    for record in kind.objects.all():
        actions.delete(record, version=record.version, actor=clerk, reason="试")
    with pytest.raises(BadInput, match=said):
        collecting_day(DISTRICT)


def test_many_complaints_are_counted_not_listed(quarter: Any, add_bin: Callable[..., Any]) -> None:
    for number in range(9):
        add_bin(f"X{number}", geometry=None)
    with pytest.raises(BadInput, match=r"X4 .*; and 4 more") as told:
        collecting_day(DISTRICT)
    assert "X5" not in str(told.value)


def test_shifts_of_one_vehicle_may_not_overlap() -> None:
    with pytest.raises(BadInput, match="夜班 begins before 中班 has ended"):
        in_order([shift("中班", 12 * 3600, 20 * 3600), shift("夜班", 19 * 3600, 27 * 3600)])
    with pytest.raises(BadInput, match="早班: the shift ends before it begins"):
        in_order([shift("早班", 12 * 3600, 4 * 3600)])


def test_straight_drives_are_as_long_as_the_ellipsoid_has_them_and_never_too_short_in_time() -> None:
    lonlat = np.column_stack((np.linspace(121.3, 121.5, 40), np.linspace(37.4, 37.6, 40)[::-1] ** 1.001))
    network = straight_network(lonlat, detour=1.4, kmh=20)
    there = geo.distance_m(*lonlat[0], lonlat[:, 0], lonlat[:, 1]) * 1.4
    assert np.allclose(network.distance[0], there, rtol=0.005, atol=1)
    assert (network.duration * (20 / 3.6) >= network.distance - 0.5).all()
    assert (network.distance == network.distance.T).all() and (np.diag(network.distance) == 0).all()
