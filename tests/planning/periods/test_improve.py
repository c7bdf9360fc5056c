"""The search over all days, against plans found by trying everything and against the checker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from yihe.planning.outcome import BadInput, Infeasible
from yihe.planning.routing import Break, RoutingPlan, RoutingProblem, VehicleType
from yihe.planning.routing.checking import check
from yihe.planning.routing.periods import improve, workload
from yihe.planning.stopping import Budget

from .enumeration import best_cost
from .instances import random_problem, with_stops


def solve(problem: RoutingProblem, iterations: int = 400, seed: int = 1, **options: float) -> RoutingPlan:
    plan = improve(problem, None, Budget(seconds=None, iterations=iterations).start(), seed, **options)
    assert check(problem, plan) == []
    return plan


@pytest.mark.parametrize("seed", range(12))
def test_tiny_problems_are_solved_to_the_optimum(seed: int) -> None:
    days, vehicles = 2 + seed % 2, 1 + seed % 2
    problem = random_problem(seed, stops=4, days=days, vehicles=vehicles, facilities=1 + seed % 3, longest=260)
    best = best_cost(problem)
    if np.isinf(best):
        with pytest.raises(Infeasible):
            solve(problem)
    else:
        assert solve(problem).objective == best


@pytest.mark.parametrize("seed", range(20, 28))
def test_different_vehicles_and_two_kinds_of_load_are_solved_to_the_optimum(seed: int) -> None:
    problem = random_problem(seed, stops=4, days=2, capacity=(9, 8))
    fleet = tuple(
        kind
        for day in range(2)
        for kind in (
            VehicleType("big", 1, (14, 16), longest=300, comes_home_empty=True, fixed_cost=40, period=day),
            VehicleType("small", 1, (7, 7), longest=300, comes_home_empty=True, cost_per_duration=1, period=day),
        )
    )
    problem = replace(problem, vehicles=fleet)
    assert solve(problem).objective == best_cost(problem)


def test_a_run_is_repeated_by_its_seed_and_iterations() -> None:
    problem = random_problem(3, stops=12, days=4, vehicles=2, longest=250)
    first, second, other = solve(problem, seed=5), solve(problem, seed=5), solve(problem, 60, seed=6)
    assert first.routes == second.routes
    assert first.iterations == second.iterations
    assert other.seed == 6


def test_a_start_plan_is_never_made_worse() -> None:
    problem = random_problem(4, stops=15, days=4, vehicles=2, longest=250)
    start = solve(problem, 30)
    better = improve(problem, start, Budget(seconds=None, iterations=600).start(), 9)
    assert check(problem, better) == []
    assert better.objective <= start.objective


def test_a_start_that_breaks_rules_is_mended() -> None:
    problem = random_problem(4, stops=15, days=4, vehicles=2, longest=400)
    start = solve(problem, 30)
    strict = replace(problem, vehicles=tuple(replace(kind, longest=200) for kind in problem.vehicles))
    assert check(strict, start) != []
    mended = improve(strict, start, Budget(seconds=None, iterations=300).start(), 9)
    assert check(strict, mended) == []


def test_progress_is_told_in_the_published_unit() -> None:
    problem = replace(random_problem(4, stops=8, days=2, vehicles=2), objective_scale=0.1)
    told: list[float | None] = []
    budget = Budget(seconds=None, iterations=300)
    plan = improve(problem, None, budget.start(lambda progress: told.append(progress.objective)), 1)
    assert told[-1] == pytest.approx(plan.objective)
    assert check(problem, plan) == []


def test_a_larger_fleet_and_many_stops_keep_all_rules() -> None:
    problem = random_problem(5, stops=60, days=3, vehicles=12, longest=130)
    assert {stop for route in solve(problem, 200).routes for stop in route.stops} == set(range(60))


@pytest.mark.parametrize("seed", range(6))
def test_windows_of_stops_and_hours_of_facilities_are_kept(seed: int) -> None:
    problem = random_problem(seed, stops=10, days=2, vehicles=4, longest=600)
    chance = np.random.default_rng(seed)
    opening = chance.integers(0, 300, 10)
    windows = tuple(((int(each), int(each) + 60), (int(each) + 120, int(each) + 200)) for each in opening)
    facilities = tuple(replace(each, window=(100, 900)) for each in problem.facilities)
    solve(replace(with_stops(problem, windows=windows), facilities=facilities))


@pytest.mark.parametrize("seed", range(4))
def test_two_rounds_a_day_keep_their_least_gap(seed: int) -> None:
    problem = random_problem(seed, stops=8, days=2, vehicles=2)
    shifts = ((0, 480), (480, 960))
    fleet = tuple(replace(kind, shift=shift) for kind, shift in zip(problem.vehicles, shifts, strict=True))
    problem = with_stops(
        replace(problem, vehicles=fleet, patterns=None), visits=np.full(8, 2), least_gap=np.full(8, 420)
    )
    plan = solve(problem)
    begins = {
        stop: sorted(c.begin for r in plan.routes for c in r.calls if (c.kind, c.index) == ("stop", stop))
        for stop in range(8)
    }
    assert all(len(times) == 2 and times[1] - times[0] >= 420 for times in begins.values())


def test_limits_of_a_day_survive_an_emptying() -> None:
    problem = random_problem(6, stops=8, days=2, vehicles=4)
    fleet = tuple(replace(kind, day_stops=3, day_load=(14,), trips=2) for kind in problem.vehicles)
    plan = solve(replace(problem, vehicles=fleet))
    assert max(len(route.stops) for route in plan.routes) <= 3


def test_a_stop_that_need_not_be_served_is_left_out_where_it_costs_more_than_its_prize() -> None:
    problem = with_stops(random_problem(7), required=np.array([True, True, True, False]), prize=np.array([0, 0, 0, 1]))
    assert solve(problem).left_out == (3,)
    dear = with_stops(problem, prize=np.array([0, 0, 0, 10_000]))
    assert solve(dear).left_out == ()


def test_even_work_can_be_bought() -> None:
    problem = random_problem(8, stops=14, days=2, vehicles=2, longest=500)
    cheap, even = solve(problem, 800), solve(problem, 800, balance=2_000.0)
    assert workload(problem, even).greatest <= workload(problem, cheap).greatest
    assert workload(problem, even).deviation < workload(problem, cheap).deviation
    assert even.objective >= cheap.objective


def test_a_stop_without_a_vehicle_for_it_is_named() -> None:
    problem = random_problem(9)
    problem.stops.load[2] = 99
    with pytest.raises(Infeasible, match="bin 2"):
        solve(problem, 40)


def test_breaks_are_refused_by_name() -> None:
    problem = random_problem(10)
    resting = tuple(replace(kind, breaks=(Break((100, 200), 30),)) for kind in problem.vehicles)
    with pytest.raises(BadInput, match="breaks"):
        solve(replace(problem, vehicles=resting))
