"""Whole trips change trucks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from yihe.planning import Budget
from yihe.planning.routing import Break, RoutingProblem, VehicleType, check
from yihe.planning.routing.solving import solve

from . import made

# A rest keeps the problem with the search over whole days.
TRUCK = VehicleType(
    "truck",
    4,
    (400,),
    shift=(0, 40_000),
    breaks=(Break((10_000, 30_000), 600),),
    comes_home_empty=True,
    fixed_cost=9_000,
)


def far_hamlets(truck: VehicleType) -> RoutingProblem:
    """Three hamlets of ten bins, each of which fills a truck, in three directions from yard and station."""
    corners = [(6_000, 0), (-6_000, 0), (0, 6_000)]
    bins = [(x + 10 * at, y + 10 * (at % 3)) for x, y in corners for at in range(10)]
    return made.problem([(0, 0), (100, 0), *bins], truck)


def test_trips_of_far_places_share_one_truck_where_the_shift_is_long_enough() -> None:
    problem = far_hamlets(TRUCK)
    plan = solve(problem, Budget(seconds=None, iterations=4_000))
    assert check(problem, plan) == []
    assert len(plan.routes) == 1


def test_trips_stay_apart_where_the_shift_is_too_short_for_two() -> None:
    short = replace(TRUCK, shift=(0, 18_000), breaks=(Break((1_000, 17_000), 600),))
    problem = far_hamlets(short)
    plan = solve(problem, Budget(seconds=None, iterations=4_000))
    assert check(problem, plan) == []
    assert len(plan.routes) == 3
    assert sorted(np.concatenate([route.stops for route in plan.routes])) == list(range(30))
