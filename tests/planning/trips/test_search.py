"""The search over trips against exhaustive answers, the checker and itself."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from yihe.planning.outcome import BadInput, Infeasible
from yihe.planning.routing.checking import check
from yihe.planning.routing.plan import RoutingPlan
from yihe.planning.routing.problem import Break, Facility, RoutingProblem
from yihe.planning.routing.trips import improve
from yihe.planning.stopping import Budget

from .districts import small_problem
from .exhausting import least_cost


def search(problem: RoutingProblem, steps: int, seed: int = 1, islands: int = 1) -> RoutingPlan:
    return improve(problem, None, Budget(None, iterations=steps).start(), seed, islands)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("home_empty", [False, True])
def test_five_stops_are_collected_at_the_least_cost_of_all_plans(seed: int, home_empty: bool) -> None:
    problem = small_problem(seed, 5, comes_home_empty=home_empty, trips=3)
    least = least_cost(problem)
    if least is None:
        with pytest.raises(Infeasible):
            search(problem, 2000)
    else:
        plan = search(problem, 2000)
        assert check(problem, plan) == []
        assert plan.objective == least


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_with_fleets_costs_and_limits_of_every_kind_breaks_no_rule(seed: int) -> None:
    problem = small_problem(seed, 30, count=5, comes_home_empty=True, cost_per_duration=1, longest=900, day_stops=12)
    small = dataclasses.replace(problem.vehicles[0], name="van", capacity=(7, 22), facilities=(1,), fixed_cost=200)
    short = dataclasses.replace(small, name="car", day_load=(20, 60), trips=2, comes_home_empty=False, shift=(50, 1200))
    problem = dataclasses.replace(problem, vehicles=(problem.vehicles[0], small, short))
    assert check(problem, search(problem, 1500)) == []


def test_a_released_trip_that_waits_longer_than_its_dump_is_open_is_not_planned() -> None:
    problem = small_problem(3, 30, count=3)
    narrow = (Facility("north", 1, 5, (0, 140)), Facility("south", 2, 10, (100, 160)))
    stops = dataclasses.replace(problem.stops, required=np.zeros(30, np.bool_), prize=np.full(30, 400))
    problem = dataclasses.replace(problem, facilities=narrow, stops=stops)
    assert check(problem, search(problem, 1000)) == []


def test_the_same_seed_and_steps_give_the_same_routes_on_two_islands() -> None:
    problem = small_problem(5, 40, count=6)
    first, second = (search(problem, 4000, seed=7, islands=2) for _ in range(2))
    assert first.routes == second.routes
    assert first.iterations == second.iterations


def test_a_warm_start_never_gets_worse() -> None:
    problem = small_problem(8, 40, count=6, comes_home_empty=True)
    good = search(problem, 3000)
    again = improve(problem, good, Budget(None, iterations=20).start(), 2, 1)
    assert check(problem, again) == []
    assert again.objective <= good.objective


def test_a_stop_whose_prize_is_below_its_detour_is_left_out() -> None:
    problem = small_problem(2, 12, count=4)
    stops = dataclasses.replace(problem.stops, required=np.arange(12) > 0, prize=np.full(12, 1))
    plan = search(dataclasses.replace(problem, stops=stops), 1000)
    assert 0 in plan.left_out
    assert check(dataclasses.replace(problem, stops=stops), plan) == []


def test_two_visits_of_a_bin_fall_into_two_shifts() -> None:
    problem = small_problem(4, 12, count=4)
    stops = dataclasses.replace(problem.stops, visits=np.where(np.arange(12) < 6, 2, 1), windows=((),) * 12)
    late = dataclasses.replace(problem.vehicles[0], period=1, shift=(1500, 3000))
    open_always = tuple(dataclasses.replace(each, window=(0, 3000)) for each in problem.facilities)
    problem = dataclasses.replace(
        problem, stops=stops, periods=2, vehicles=(problem.vehicles[0], late), facilities=open_always
    )
    assert check(problem, search(problem, 1000)) == []


def test_a_bin_too_heavy_for_every_truck_is_named() -> None:
    problem = small_problem(1, 5)
    heavy = problem.stops.load.copy()
    heavy[2] = 11
    problem = dataclasses.replace(problem, stops=dataclasses.replace(problem.stops, load=heavy))
    with pytest.raises(Infeasible, match="bin 2"):
        search(problem, 200)


def test_rules_the_search_does_not_know_are_refused() -> None:
    problem = small_problem(1, 5, breaks=(Break((400, 500), 30),))
    with pytest.raises(BadInput, match="breaks"):
        search(problem, 10)
