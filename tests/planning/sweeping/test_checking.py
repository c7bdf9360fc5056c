"""The checker faults every rule that a plan can break, one by one."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from yihe.planning import Budget
from yihe.planning.sweeping import Call, Fleet, Route, SweepingPlan, check, solve

from .made import old_town


@pytest.fixture(scope="module")
def plan() -> SweepingPlan:
    return solve(old_town(), Budget(seconds=None, iterations=500))


def rules(problem, plan) -> set[str]:
    return {broken.rule for broken in check(problem, plan)}


def with_route(plan: SweepingPlan, number: int, **changes) -> SweepingPlan:
    routes = list(plan.routes)
    routes[number] = replace(routes[number], **changes)
    return replace(plan, routes=tuple(routes))


def with_call(plan: SweepingPlan, kind: str, **changes) -> SweepingPlan:
    """Change the first call of a kind."""
    for number, route in enumerate(plan.routes):
        for place, call in enumerate(route.calls):
            if call.kind == kind:
                calls = (*route.calls[:place], replace(call, **changes), *route.calls[place + 1 :])
                return with_route(plan, number, calls=calls)
    raise AssertionError(kind)


def test_a_sound_plan_breaks_nothing(plan):
    assert check(old_town(), plan) == []


def test_a_street_left_out_and_one_swept_twice(plan):
    assert "once" in rules(old_town(), replace(plan, routes=plan.routes[1:]))
    doubled = replace(plan.routes[0], crew=9)
    assert "once" in rules(old_town(), replace(plan, routes=(*plan.routes, doubled)))


def test_both_sides_are_two_passes(plan):
    boulevard = next(i for i, street in enumerate(old_town().streets) if street.service == "both sides")
    for number, route in enumerate(plan.routes):
        for place, call in enumerate(route.calls):
            if call.kind == "street" and call.index == boulevard and call.forward:
                calls = (*route.calls[:place], replace(call, forward=False), *route.calls[place + 1 :])
                found = check(old_town(), with_route(plan, number, calls=calls))
                assert {each.message for each in found if each.rule == "once"} == {
                    "Harbour Boulevard is swept 0 times towards its head",
                    "Harbour Boulevard is swept 2 times towards its tail",
                }
                return
    raise AssertionError("the boulevard is not swept forward")


def test_against_the_direction_of_a_lane(plan):
    lane = next(i for i, street in enumerate(old_town().streets) if street.one_way)
    backwards = Call("street", lane, False, 0, 0)
    route = plan.routes[0]
    wrong = with_route(plan, 0, calls=(route.calls[0], backwards, route.calls[-1]), ways=route.ways[:2])
    assert "one-way" in rules(old_town(), wrong)


def test_a_street_that_needs_no_sweeping_and_one_that_does_not_exist(plan):
    assert "not to be swept" in rules(old_town(), with_call(plan, "street", index=4))
    assert "unknown" in rules(old_town(), with_call(plan, "street", index=99))
    assert "unknown" in rules(old_town(), with_call(plan, "site", index=99))


@pytest.mark.parametrize(
    ("fleet", "rule"), [({"hopper": 49}, "hopper"), ({"water": 60}, "water"), ({"shift": 100}, "shift")]
)
def test_limits_of_a_sweeper(plan, fleet, rule):
    problem = old_town()
    tighter = dataclasses.replace(problem, fleet=replace(problem.fleet, **fleet))
    assert rule in rules(tighter, plan)


def test_more_crews_than_there_are(plan):
    problem = dataclasses.replace(old_town(), fleet=Fleet(100, 120, 4000, 1, 100))
    split = replace(plan, routes=(plan.routes[0], replace(plan.routes[0], crew=8)))
    assert "crews" in rules(problem, split)
    same = replace(plan, routes=(plan.routes[0], plan.routes[0]))
    assert "crews" in rules(old_town(), same)


def test_leaving_from_elsewhere_than_the_depot(plan):
    route = plan.routes[0]
    assert "depot" in rules(old_town(), with_route(plan, 0, calls=route.calls[1:], ways=route.ways[1:]))


def test_coming_home_full(plan):
    route = plan.routes[0]
    last = route.calls[-3]
    home = (*route.calls[:-2], replace(route.calls[-1], begin=last.end + 900, end=last.end + 900))
    way = (route.ways[-2][0], *route.ways[-1][1:])
    found = {each.rule for each in check(old_town(), with_route(plan, 0, calls=home, ways=(*route.ways[:-2], way)))}
    assert "empty" in found


def test_a_way_through_walls_and_a_detour(plan):
    route = next(r for r in plan.routes if len(r.ways[-1]) > 2)
    number = plan.routes.index(route)
    flying = (*route.ways[:-1], (route.ways[-1][0], route.ways[-1][-1]))
    assert rules(old_town(), with_route(plan, number, ways=flying)) == {"way"}
    around = (*route.ways[:-1], (*route.ways[-1], route.ways[-1][-2], route.ways[-1][-1]))
    assert "detour" in rules(old_town(), with_route(plan, number, ways=around))


def test_hurrying(plan):
    first = plan.routes[0].calls[1]
    assert "time" in rules(old_town(), with_call(plan, "street", end=first.begin))
    assert "time" in rules(old_town(), with_call(plan, "site", begin=0.0))


@pytest.mark.parametrize("part", ["objective", "sweep_cost", "dead_cost", "site_cost", "crew_cost"])
def test_a_cost_that_is_not_so(plan, part):
    assert rules(old_town(), replace(plan, **{part: getattr(plan, part) - 1})) == {"cost"}


def test_an_empty_route_is_no_fault_but_its_crew_is_paid(plan):
    idle = Route(9, (Call("depot", 0, True, 0, 0), Call("depot", 0, True, 0, 0)), ((0,),))
    assert rules(old_town(), replace(plan, routes=(*plan.routes, idle))) <= {"cost", "crews"}
