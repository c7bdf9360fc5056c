"""Strings of stops taken out and put back: the best plan of few stops, and figures that stay true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from yihe.planning import Budget
from yihe.planning.routing import RoutingProblem
from yihe.planning.routing.checking import check, cost_of
from yihe.planning.routing.plain import improve, strings, suits_strings
from yihe.planning.routing.plain.strings.searching import Search, most_vehicles
from yihe.planning.routing.plain.strings.state import NEXT, fill
from yihe.planning.routing.plain.timing import routes_of
from yihe.planning.routing.plan import RoutingPlan

from . import made
from .test_exact import exhausting, six, without_station
from .test_plain import TRUCKS, by_steps, day
from .trying_all import least_cost

FREE = replace(TRUCKS, longest=2**40)
SMALL_AND_DEAR = replace(FREE, name="small", capacity=(400,), fixed_cost=3_000, count=60)


def found(problem: RoutingProblem, steps: int, seed: int = 1, threads: int = 2) -> RoutingPlan:
    """What the search finds, checked against the problem's own cost."""
    best = strings.improve(problem, by_steps(steps).start(), seed, threads)
    routes = routes_of(problem, best.tours)
    served = {stop for _, tour in best.tours for stop in tour}
    left_out = tuple(stop for stop in range(len(problem.stops)) if stop not in served)
    assert best.feasible
    assert best.cost == cost_of(problem, routes, left_out)
    return RoutingPlan(best.cost, None, 0.0, seed, best.steps, routes, left_out)


@exhausting
@given(six())
def test_six_stops_are_served_at_the_least_cost_or_not_at_all(drawn: RoutingProblem) -> None:
    problem = without_station(drawn)
    wanted = least_cost(problem)
    best = strings.improve(problem, by_steps(3000).start(), 1, 1)
    assert best.feasible == (wanted is not None)
    assert wanted is None or best.cost == wanted


def test_trucks_of_two_kinds_keep_all_rules_and_more_steps_cost_less() -> None:
    problem = replace(day(150), vehicles=(FREE, SMALL_AND_DEAR))
    few, many = found(problem, 20), found(problem, 6000)
    assert check(problem, few) == check(problem, many) == []
    assert many.objective < few.objective


def test_loads_of_two_measures_are_both_kept() -> None:
    problem = day(80, trucks=replace(FREE, capacity=(1000, 300)))
    loads = np.stack([problem.stops.load[:, 0], np.arange(80) % 7 * 10], axis=1)
    problem = replace(made.with_stops(problem, load=loads), load_units=("kg", "litre"))
    assert check(problem, found(problem, 3000)) == []


def test_a_bin_not_worth_its_way_is_left_out() -> None:
    choice = made.with_stops(day(30, trucks=FREE), prize=np.full(30, 1), required=np.zeros(30, dtype=np.bool_))
    assert found(choice, 300).routes == ()


def test_a_seed_and_a_number_of_steps_repeat_a_plan_on_two_cores() -> None:
    problem = day(120, trucks=FREE)
    assert found(problem, 4000, seed=5).routes == found(problem, 4000, seed=5).routes


def test_hours_that_call_for_more_trucks_than_loads_do_get_them() -> None:
    hours = tuple(((20_000, 20_001),) for _ in range(60))
    problem = day(60, trucks=replace(FREE, count=60, capacity=(100_000,)))
    narrow = made.with_stops(problem, windows=hours)
    assert len(found(narrow, 200).routes) > most_vehicles(narrow)


def test_a_fleet_that_is_too_small_is_told() -> None:
    best = strings.improve(day(60, trucks=replace(FREE, count=1)), by_steps(200).start(), 1, 2)
    assert not best.feasible


@pytest.mark.parametrize("threads", [1, 2])
def test_steps_taken_back_leave_the_figures_of_every_route_true(threads: int) -> None:
    problem = replace(day(90), vehicles=(FREE, SMALL_AND_DEAR))
    search = Search(problem, 1, threads, 40)
    search.improve(by_steps(3000).start())
    before = search.state.node.copy()
    for route in range(len(search.tables.room)):
        stops, at = [], int(before[search.state.starts + route, NEXT])
        while at < search.state.starts:
            stops.append(at)
            at = int(before[at, NEXT])
        fill(search.tables, search.state, route, stops)
    assert (search.state.node == before).all()
    assert search.cost == search._cost_of(search._zone(search.stops, search.routes))


def test_a_large_day_begins_with_strings() -> None:
    problem = day(520, trucks=FREE)
    assert suits_strings(problem)
    plan = improve(problem, None, Budget(seconds=None, iterations=400).start(), 1)
    assert check(problem, plan) == []


def test_first_routes_tell_how_long_routes_are() -> None:
    begun = strings.begin(day(60, trucks=FREE), 1, 1)
    before = begun.stops_a_route()
    tours = begun.improve(by_steps(1).start()).tours
    assert before == pytest.approx(60 / len(tours), rel=0.2)


def test_days_whose_cost_depends_on_the_time_out_are_for_another_search() -> None:
    for kind in (TRUCKS, replace(FREE, cost_per_duration=1)):
        assert not suits_strings(day(520, trucks=kind))
