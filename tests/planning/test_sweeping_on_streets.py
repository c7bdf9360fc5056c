"""Sweeping problems from streets: sides, directions, times, and the lines on the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from yihe.planning import BadInput
from yihe.planning.sweeping.problem import Site
from yihe.planning.sweeping.streets import Base, Broom, StreetSweep, on_streets
from yihe.sample.brooms import sweeping_shift

from .street_day import ring

YARD = Base("停车场", 0.0, 0.0)
DUMP = (Base("倾倒点", 0.005, 0.005), Site("倾倒点", 0, time=300))


@pytest.fixture
def town(tmp_path: Path) -> StreetSweep:
    return on_streets(ring(tmp_path), "小城", YARD, [DUMP], broom=Broom(10.8, load_per_km=2))


def test_a_one_way_ring_is_swept_once_and_a_lane_too(town: StreetSweep) -> None:
    problem = town.problem
    assert sorted((street.service, street.one_way) for street in problem.streets) == [("once", False), ("once", True)]
    one_way = next(street for street in problem.streets if street.one_way)
    # 2 x 1,113.2 m and 2 x 1,105.7 m at 3 m/s.
    assert one_way.sweep_cost == pytest.approx(4438, abs=1)
    assert one_way.sweep_time == pytest.approx(4438 / 3, abs=1)
    assert one_way.load == pytest.approx(2 * 4.438, abs=0.01)


def test_wide_two_way_streets_are_swept_on_both_sides(tmp_path: Path) -> None:
    town = on_streets(ring(tmp_path), "小城", YARD, both_sides=frozenset({"residential"}))
    assert {street.one_way: street.service for street in town.problem.streets} == {True: "once", False: "both sides"}


def test_depot_and_sites_stand_at_the_nearest_crossing(town: StreetSweep) -> None:
    names = [town.problem.node_name(node) for node in (town.problem.depot, town.problem.sites[0].node)]
    assert names == ["1", "5"]
    assert town.problem.comes_home_empty


def test_a_base_far_from_every_crossing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"远处: the nearest crossing is [0-9]+ m off; 200 m is the limit"):
        on_streets(ring(tmp_path), "小城", Base("远处", 0.1, 0.1))


def test_lines_follow_the_street_in_the_direction_driven(town: StreetSweep) -> None:
    lane = next(row for row, street in enumerate(town.problem.streets) if not street.one_way)
    forward, backward = town.street_line(lane, True), town.street_line(lane, False)
    assert forward == backward[::-1]
    street = town.problem.streets[lane]
    assert town.way_line([street.tail, street.head, street.tail]) == forward + backward[1:]


def test_the_sample_sweeps_every_main_road_of_the_district() -> None:
    shift = sweeping_shift()
    assert "样例" in shift.problem.name
    assert shift.problem.nodes == 423
    assert {street.service for street in shift.problem.streets} == {"once", "both sides"}
    # Every directed drive of the corridors is a pass.
    assert len(shift.problem.passes()) == len(shift.graph)
    assert all("—" in street.name for street in shift.problem.streets)
