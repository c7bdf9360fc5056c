"""Days without emptying on the way, searched by PyVRP in parts."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from yihe.planning import Budget, Infeasible
from yihe.planning.routing import RoutingProblem, VehicleType
from yihe.planning.routing.checking import check
from yihe.planning.routing.plain import improve, is_large, suits
from yihe.planning.routing.plain.parting import counts_left, neighbouring

from . import made

TRUCKS = VehicleType("truck", 40, (1000,), shift=(0, 60_000), longest=30_000)


def day(stops: int, seed: int = 1, trucks: VehicleType = TRUCKS) -> RoutingProblem:
    """Bins of a district, half of them with hours, collected by trucks that come home full."""
    chance = random.Random(seed)
    places = [(5000, 5000)] + [(chance.randrange(10_000), chance.randrange(10_000)) for _ in range(stops)]
    hours = tuple(((start := chance.randrange(30_000), start + 15_000),) if row % 2 else () for row in range(stops))
    bins = made.stops(stops, 1, windows=hours)
    return made.problem(places, trucks, facilities=(), stops=bins)


def by_steps(steps: int) -> Budget:
    return Budget(seconds=None, iterations=steps)


def test_a_large_day_is_searched_in_parts_and_keeps_all_rules() -> None:
    problem = day(520)
    assert suits(problem) and is_large(problem)
    first = improve(problem, None, by_steps(40).start(), 1)
    later = improve(problem, first, by_steps(400).start(), 1)
    assert check(problem, first) == check(problem, later) == []
    assert later.objective < first.objective


def test_a_seed_and_a_number_of_steps_repeat_a_plan() -> None:
    problem = day(60)
    assert (
        improve(problem, None, by_steps(200).start(), 3).routes
        == improve(problem, None, by_steps(200).start(), 3).routes
    )


def test_a_fleet_that_is_too_small_names_bins_that_stay_full() -> None:
    with pytest.raises(Infeasible, match="bin"):
        improve(day(60, trucks=replace(TRUCKS, count=1)), None, by_steps(100).start(), 1)


def test_a_bin_not_worth_its_way_is_left_out() -> None:
    problem = day(30)
    choice = made.with_stops(problem, prize=np.full(30, 1), required=np.zeros(30, dtype=np.bool_))
    plan = improve(choice, None, by_steps(200).start(), 1)
    assert plan.left_out and check(choice, plan) == []


@pytest.mark.parametrize("parts", [2, 3, 5])
def test_parts_hold_every_tour_once_and_about_as_many_stops(parts: int) -> None:
    problem = day(200)
    tours = [(0, tuple(range(at, at + 10))) for at in range(0, 200, 10)]
    groups = neighbouring(problem, tours, parts, random.Random(parts))
    assert sorted(tour for group in groups for tour in group) == tours
    sizes = [sum(len(stops) for _, stops in group) for group in groups]
    assert max(sizes) - min(sizes) <= 20


def test_idle_vehicles_are_shared_out_among_the_parts() -> None:
    assert counts_left([7], [(0, (1,)), (0, (2,))], 3) == [[2], [2], [1]]


def test_emptying_on_the_way_or_rests_are_not_plain() -> None:
    assert not suits(made.problem([(0, 0), (1, 1), (2, 2)]))
    assert not suits(day(5, trucks=replace(TRUCKS, day_stops=3)))
