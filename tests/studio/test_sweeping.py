"""A shift of sweeping is made of the lanes in service, along their lines or along the streets they follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from yihe.planning import BadInput, Budget
from yihe.planning.sweeping import check, solve
from yihe.programmes.operations import WorkVehicle
from yihe.programmes.streets import Lane
from yihe.studio.drafts import sweeping_draft
from yihe.studio.lane_streets import lane_of_each_arc
from yihe.studio.lanes import Crossings, links
from yihe.studio.sweeping import sweeping_shift

from .conftest import SWEEPER, along, at
from .crossroads import crossroads

DISTRICT = "370602"


@pytest.mark.django_db
def test_every_lane_in_service_is_swept_once_along_each_side_that_wants_it(
    quarter: Any, add: Callable[..., Any]
) -> None:
    add(Lane, "L9", stage="surveyed", level="third", length=100, geometry=at(121.37, 37.55))
    shift = sweeping_shift(DISTRICT)
    plan = solve(shift.problem, Budget(seconds=None, iterations=200), workers=1)
    assert check(shift.problem, plan) == []
    swept = sorted(shift.lanes[street].code for route in plan.routes for street, _ in route.streets)
    # A narrow lane once, a wide one along both sides, one known by a point there and back.
    assert swept == ["L1", "L2", "L2", "L3", "L3"]


@pytest.mark.django_db
def test_lanes_that_meet_share_a_crossing_and_keep_their_own_line(quarter: Any) -> None:
    shift = sweeping_shift(DISTRICT)
    rows = {lane.code: row for row, lane in enumerate(shift.lanes) if lane is not None}
    first, second = (shift.problem.streets[rows[code]] for code in ("L1", "L2"))
    assert first.head == second.tail
    assert shift.lines.street_line(rows["L1"], False) == [(121.3695, 37.53), (121.365, 37.53)]
    assert first.sweep_cost == pytest.approx(0.4 * 2.4 + 0.4 / 8 * 60, abs=0.01)


@pytest.mark.django_db
def test_sweepers_at_several_places_are_planned_from_the_one_that_is_named(
    quarter: Any, add: Callable[..., Any]
) -> None:
    add(WorkVehicle, "W9", stage="in_service", station=quarter["S2"], **SWEEPER | {"tank": 2, "cost_per_km": 9})
    with pytest.raises(BadInput, match=r"several places .*S1 .*S2 .*--station"):
        sweeping_shift(DISTRICT)
    shift = sweeping_shift(DISTRICT, standing_at="S2")
    assert [each.code for each in shift.vehicles] == ["W9"]
    assert (shift.problem.fleet.crews, shift.problem.fleet.water) == (1, 2.0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"geometry": None}, r"L9 背街小巷L9 \(背街小巷\): geometry \(位置\) is empty"),
        ({"length": 0}, r"L9 .*length \(长度\) is 0"),
    ],
)
def test_a_lane_that_cannot_be_swept_is_named_with_its_field(
    quarter: Any, add: Callable[..., Any], values: dict[str, Any], said: str
) -> None:
    usual = {"stage": "serviced", "level": "first", "length": 300, "geometry": at(121.37, 37.54)}
    add(Lane, "L9", **usual | values)
    with pytest.raises(BadInput, match=said):
        sweeping_shift(DISTRICT)


def lane(code: str, geometry: bytes) -> Any:
    return SimpleNamespace(code=code, name="巷", geometry=geometry)


def test_a_lane_is_the_stretches_of_street_its_line_follows(tmp_path: Path) -> None:
    graph = crossroads(tmp_path)
    arcs = list(graph.streets())
    lanes = [
        # From the western end over the middle, a little north of the street; and a point beside the southern arm.
        lane("east-west", along((121.3702, 37.5301), (121.3798, 37.5301))),
        lane("south", at(121.3801, 37.5250)),
    ]
    whose = lane_of_each_arc(graph, arcs, lanes)
    found = {str(graph.name[arc]): each and each.code for arc, each in zip(arcs, whose, strict=True)}
    assert found == {"west": "east-west", "east": None, "north": None, "south": "south"}


def test_a_lane_far_from_every_street_is_named(tmp_path: Path) -> None:
    graph = crossroads(tmp_path)
    with pytest.raises(BadInput, match="lost 巷"):
        lane_of_each_arc(graph, list(graph.streets()), [lane("lost", at(121.40, 37.60))])


@pytest.mark.django_db
def test_on_streets_only_the_stretches_of_lanes_are_swept(quarter: Any, clerk: Any, tmp_path: Path) -> None:
    from yihe.ledger import actions

    graph = crossroads(tmp_path)
    arcs = list(graph.streets())
    for code, geometry in (("L1", along((121.370, 37.53), (121.380, 37.53))), ("L2", None), ("L3", at(121.38, 37.525))):
        if geometry is None:
            actions.delete(quarter[code], version=1, actor=clerk, reason="并入")
        else:
            actions.edit(quarter[code], {"geometry": geometry}, version=1, actor=clerk)
    for code, lon in (("S1", 121.370), ("S2", 121.390)):
        actions.edit(quarter[code], {"geometry": at(lon, 37.53)}, version=1, actor=clerk)
    shift = sweeping_shift(DISTRICT, graph=graph)
    names = [[str(graph.name[arcs[street]]) for street, _ in turn] for turn in shift.problem.banned]
    assert names == [["west", "east"]]
    plan = solve(shift.problem, Budget(seconds=None, iterations=100), workers=1)
    swept = sorted({shift.lanes[street].code for route in plan.routes for street, _ in route.streets})
    assert (swept, check(shift.problem, plan)) == (["L1", "L3"], [])


@pytest.mark.django_db
def test_a_lane_on_the_street_of_a_longer_one_is_told_to_be_swept_with_it(
    quarter: Any, add: Callable[..., Any], clerk: Any, tmp_path: Path
) -> None:
    from yihe.ledger import actions

    lines = {"L1": along((121.370, 37.53), (121.380, 37.53)), "L2": along((121.374, 37.53), (121.376, 37.53))}
    moved = {"L3": at(121.38, 37.525), "S1": at(121.370, 37.53), "S2": at(121.390, 37.53)}
    for code, geometry in (lines | moved).items():
        actions.edit(quarter[code], {"geometry": geometry}, version=1, actor=clerk)
    shift = sweeping_shift(DISTRICT, graph=crossroads(tmp_path), standing_at="S1")
    assert [lane.code for lane in shift.shared] == ["L2"]
    plan = solve(shift.problem, Budget(seconds=None, iterations=50), workers=1)
    assert sweeping_draft(shift, plan).assumed.endswith("; swept_with_others L2")


def test_ends_within_fifteen_metres_are_one_crossing_also_across_cells() -> None:
    crossings = Crossings()
    first = crossings.at(121.37, 37.53)
    assert crossings.at(121.37 + 12 / 88_000, 37.53) == first
    assert crossings.at(121.37 - 12 / 88_000, 37.53) == first
    assert crossings.at(121.37, 37.53 + 20 / 111_000) != first
    assert crossings.new(121.37, 37.53) != first


@pytest.mark.parametrize("count", [3, 20, 400])
def test_every_crossing_is_linked_to_every_other_even_on_one_line(count: int) -> None:
    lonlat = [(121.3 + 0.001 * (number % 40), 37.5) for number in range(count)]
    reached, ways = {0}, list(links(lonlat))
    for _ in range(count):
        reached |= {b for a, b in ways if a in reached} | {a for a, b in ways if b in reached}
    assert len(reached) == count
