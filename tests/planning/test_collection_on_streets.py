"""A day of collecting from bins, trucks and stations on streets, and what is refused by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from yihe.geo.streets import StreetGraph, StreetVehicle
from yihe.planning import BadInput
from yihe.planning.routing.checking import check
from yihe.planning.routing.collection import Bin, Collection, Station, Truck
from yihe.planning.routing.problem import FOREVER
from yihe.planning.routing.streets import on_streets

from .street_day import HOUR, TOWN, plan_by_hand, ring


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory) -> StreetGraph:
    return ring(tmp_path_factory.mktemp("town"))


def test_bins_become_stops_and_shifts_periods(streets: StreetGraph) -> None:
    problem = on_streets(TOWN, streets).problem
    assert problem.stops.names == ("桶一", "=桶二", "桶三")
    assert problem.stops.load.tolist() == [[120, 300], [80, 240], [60, 200]]
    assert problem.stops.visits.tolist() == [2, 2, 1]
    assert problem.stops.least_gap.tolist() == [4 * HOUR, 4 * HOUR, 0]
    assert problem.periods == 2
    assert [kind.name for kind in problem.vehicles] == ["压缩车 早班", "压缩车 夜班"]
    assert [kind.period for kind in problem.vehicles] == [0, 1]
    assert problem.vehicles[0].breaks[0].duration == 1800
    assert all(kind.comes_home_empty for kind in problem.vehicles)


def test_one_way_streets_make_the_way_back_longer(streets: StreetGraph) -> None:
    town = on_streets(TOWN, streets)
    first, second = town.problem.stops.location[:2]
    there, back = town.problem.networks[0].distance[first, second], town.problem.networks[0].distance[second, first]
    # The ring is 2 x 1,113 m and 2 x 1,106 m long.
    assert there + back == pytest.approx(2 * 1113.2 + 2 * 1105.7, abs=3)
    assert there < back


def test_the_objective_is_yuan(streets: StreetGraph) -> None:
    town = on_streets(TOWN, streets)
    plan = plan_by_hand(town)
    assert [broken.rule for broken in check(town.problem, plan)] == []
    network = town.problem.networks[0]
    metres = hours = 0.0
    for route in plan.routes:
        road = [0, *(int(town.problem.stops.location[stop]) for stop in route.stops), 1, 0]
        metres += sum(float(network.distance[a, b]) for a, b in pairwise(road))
        hours += (route.calls[-1].arrival - route.calls[0].end) / HOUR
    assert plan.objective == pytest.approx(2 * 50 + 3.0 * metres / 1000 + 60.0 * hours)


def test_the_line_of_a_drive_follows_the_ring(streets: StreetGraph) -> None:
    town = on_streets(TOWN, streets)
    line = town.line(0, int(town.problem.stops.location[0]), int(town.problem.stops.location[1]))
    np.testing.assert_allclose(line, [(0.005, 0.0), (0.01, 0.0), (0.01, 0.005)], atol=1e-6)


def test_a_street_too_low_for_one_truck_is_left_to_the_other(streets: StreetGraph) -> None:
    low = replace(streets, max_height_m=np.where(streets.way == 2, 2.8, math.inf))
    tall = replace(TOWN.trucks[0], name="高车", vehicle=StreetVehicle(height_m=3.2))
    town = on_streets(replace(TOWN, trucks=(*TOWN.trucks, tall)), low)
    assert len(town.problem.networks) == 2
    lane = int(town.problem.stops.location[2])
    assert town.problem.networks[0].duration[0, lane] < FOREVER
    assert town.problem.networks[1].duration[0, lane] == FOREVER
    with pytest.raises(BadInput, match="桶三: no truck can drive there from its yard, on to a station and home again"):
        on_streets(replace(TOWN, trucks=(tall,)), low)


def with_bin(**changes: Any) -> Callable[[Collection], Collection]:
    return lambda town: replace(town, bins=(*town.bins[:2], replace(town.bins[2], **changes)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (with_bin(lon=0.02), r"no street within 200 m of: 桶三 \(1[0-9]{3} m\)"),
        (with_bin(kg=5001), "桶三: 5001 kg and 200 l fit into no truck; trucks hold 5000 kg and 9000 l"),
        (
            with_bin(windows=((14 * HOUR, 15 * HOUR),)),
            r"桶三: its windows .* lie outside every shift: 早班 \(18000, 46800\)",
        ),
        (with_bin(rounds=2, windows=((5 * HOUR, 6 * HOUR),)), "桶三: rounds is 2; from 1 to 1, the shifts in which"),
        (with_bin(rounds=0), "桶三: rounds is 0"),
        (with_bin(seconds=-1), "桶三: seconds is -1; a number of at least 0 is needed"),
        (with_bin(kg=math.nan), "桶三: kg is nan"),
        (with_bin(lat=math.nan), r"桶三: \(0.004, nan\) is no longitude and latitude"),
        (lambda town: replace(town, stations=()), "小城收运: there are no stations; at least one is needed"),
        (lambda town: replace(town, trucks=(replace(town.trucks[0], yard=1),)), "压缩车: yard is 1; a row from 0 to 0"),
        (lambda town: replace(town, least_gap=-1), "least_gap is -1"),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(
    streets: StreetGraph, change: Callable[[Collection], Collection], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        on_streets(change(TOWN), streets)


def test_a_station_behind_a_closed_street_cannot_empty_anybody(streets: StreetGraph) -> None:
    closed = Truck("压缩车", 1, 5000, 9000, vehicle=StreetVehicle(closed_ways=frozenset({2})))
    dump = Station("巷内转运站", 0.004, 0.0041)
    town = replace(TOWN, bins=TOWN.bins[:2], stations=(dump,), trucks=(closed,))
    with pytest.raises(BadInput, match=r"桶一: no truck can drive there .*; =桶二: no truck"):
        on_streets(town, streets)


def test_many_complaints_are_counted_not_all_told(streets: StreetGraph) -> None:
    bad = tuple(Bin(f"坏桶{at}", 0.0, 0.0, -1, 1, 1) for at in range(9))
    with pytest.raises(BadInput, match="坏桶4: kg is -1; a number of at least 0 is needed; and 4 more"):
        on_streets(replace(TOWN, bins=bad), streets)
