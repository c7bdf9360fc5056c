import dataclasses
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yihe.planning import BadInput
from yihe.planning.routing import FOREVER
from yihe.planning.routing.checking import check
from yihe.planning.routing.replanning import (
    BrokenVehicle,
    CancelledStop,
    ClosedStreet,
    FullBin,
    State,
    replan,
    state_by_plan,
)

from ..beginning import plan_by_insertion
from .made_district import HOUR, district


def visits_made(plan, state=None, broken=frozenset()):
    """How often each stop is visited, up to what the state binds the routes to where one is given."""
    made = Counter()
    for place, route in enumerate(plan.routes):
        calls = route.calls if state is None else route.calls[: state.reached[place]]
        if (route.vehicle_type, route.number) in broken:
            calls = [call for call in route.calls if call.end <= state.now]
        made.update(call.index for call in calls if call.kind == "stop")
    return made


def only_the_unserved(found):
    return all(
        broken.rule in ("unserved", "visits") and broken.where in found.unserved
        for broken in check(found.problem, found.plan)
    )


def drawn_event(problem, plan, now, random):
    kind = random.integers(4)
    stop = int(random.integers(len(problem.stops)))
    if kind == 0:
        return FullBin(stop, now + HOUR)
    if kind == 1:
        return CancelledStop(stop)
    if kind == 2:
        route = plan.routes[random.integers(len(plan.routes))]
        return BrokenVehicle(route.vehicle_type, route.number)
    a, b = random.choice(len(problem.networks[0].distance), 2, replace=False)
    shut = np.array([FOREVER])
    return ClosedStreet(np.array([a]), np.array([b]), shut, shut)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 22), st.sampled_from([(1, 1), (1, 2), (2, 2)]))
def test_whatever_happens_the_rest_of_the_day_keeps_every_rule_and_loses_no_visit(seed, hour, shape):
    rounds, shifts = shape
    random = np.random.default_rng(seed)
    problem = district(seed, rounds=rounds, shifts=shifts, optional=int(random.integers(4)))
    plan = plan_by_insertion(problem, 4)
    now = hour * HOUR + int(random.integers(HOUR))
    state = state_by_plan(plan, now)
    events = [drawn_event(problem, plan, now, random) for _ in range(1 + random.integers(3))]
    found = replan(problem, plan, state, events, seconds=0.2)

    assert only_the_unserved(found)
    broken = {(event.vehicle_type, event.number) for event in events if isinstance(event, BrokenVehicle)}
    cancelled = {event.stop for event in events if isinstance(event, CancelledStop)}
    done, ahead = visits_made(plan, state, broken), visits_made(found.plan)
    for stop, name in enumerate(problem.stops.names):
        wanted = int(problem.stops.visits[stop]) - done[stop]
        if stop in cancelled:
            assert ahead[stop] == 0
        elif ahead[stop] != wanted:
            assert name in found.unserved or not problem.stops.required[stop]
    reported = sum(isinstance(event, FullBin) for event in events)
    assert len(found.answered) == reported


def test_replanning_again_goes_on_from_the_plan_replanned():
    problem = district(3, bins=40)
    plan = plan_by_insertion(problem, 4)
    for hour in (7, 8, 9, 10, 11):
        state = state_by_plan(plan, hour * HOUR)
        found = replan(problem, plan, state, [FullBin(hour, (hour + 2) * HOUR)], seconds=0.2)
        assert only_the_unserved(found)
        problem, plan = found.problem, found.plan
        assert problem.stops.names[:40] == district(3, bins=40).stops.names
    served = visits_made(plan)
    assert sum(served.values()) + sum(problem.stops.visits[stop] == 0 for stop in range(40)) >= 40


def test_a_full_bin_is_emptied_before_its_deadline_and_nobody_else_gives_way():
    problem = district(1)
    plan = plan_by_insertion(problem, 4)
    now = 8 * HOUR
    found = replan(problem, plan, state_by_plan(plan, now), [FullBin(5, now + 2 * HOUR)])
    assert now <= found.answered[0] <= now + 2 * HOUR
    assert found.moved == ()


def test_a_bin_whose_round_comes_in_time_needs_no_second_visit():
    problem = district(1)
    plan = plan_by_insertion(problem, 4)
    call = next(call for call in plan.routes[0].calls if call.kind == "stop" and call.begin > 8 * HOUR)
    found = replan(problem, plan, state_by_plan(plan, 7 * HOUR), [FullBin(call.index, call.begin + 60)])
    assert len(found.problem.stops.names) <= len(problem.stops.names) + len(plan.routes)
    assert found.answered[0] <= call.begin + 60
    assert visits_made(found.plan)[call.index] == 1


def test_a_stand_by_crew_takes_a_broken_round_over_and_the_other_routes_stay():
    problem = district(2, bins=40)
    plan = plan_by_insertion(problem, 2)
    first = plan.routes[0]
    state = state_by_plan(plan, first.calls[len(first.calls) // 3].end)
    found = replan(problem, plan, state, [BrokenVehicle(first.vehicle_type, first.number)])
    assert found.unserved == () and found.moved == () and len(found.handed_over) > 3
    assert (first.vehicle_type, first.number) not in found.crews


def test_without_a_stand_by_crew_and_time_the_stops_of_a_broken_vehicle_are_named():
    problem = district(2, bins=12)
    plan = plan_by_insertion(problem, 1)
    first = plan.routes[0]
    assert len(first.stops) == 12
    state = state_by_plan(plan, 8 * HOUR)
    found = replan(problem, plan, state, [BrokenVehicle(0, first.number)], stand_by=0)
    assert found.plan.routes == ()
    assert set(found.unserved) == {
        problem.stops.names[c.index] for c in first.calls if c.kind == "stop" and c.end > 8 * HOUR
    }


def test_a_closed_street_is_driven_by_nobody_any_more():
    problem = district(4, bins=30)
    plan = plan_by_insertion(problem, 4)
    route = max(plan.routes, key=lambda each: len(each.stops))
    a, b = (int(problem.stops.location[stop]) for stop in route.stops[-2:])
    shut = np.array([FOREVER, FOREVER])
    event = ClosedStreet(np.array([a, b]), np.array([b, a]), shut, shut)
    found = replan(problem, plan, state_by_plan(plan, 5 * HOUR), [event])
    assert check(found.problem, found.plan) == [] and found.unserved == ()
    assert problem.networks[0].distance[a, b] < FOREVER


def test_a_state_reported_from_the_road_is_what_counts():
    problem = district(5)
    plan = plan_by_insertion(problem, 4)
    state = state_by_plan(plan, 8 * HOUR)
    late = State(state.now, state.reached, tuple(time + 1800 for time in state.free_at))
    found = replan(problem, plan, late, [])
    assert only_the_unserved(found)
    assert all(route.calls[0].end >= 8 * HOUR + 1800 for route in found.plan.routes)


def test_an_optional_stop_gives_way_before_a_promised_one():
    problem = district(6, bins=60, optional=20, trucks=1)
    plan = plan_by_insertion(problem, 1)
    now = 10 * HOUR
    state = state_by_plan(plan, now)
    found = [replan(problem, plan, state, [FullBin(stop, now + HOUR // 2)], stand_by=0) for stop in range(20, 60)]
    moved = [stop for each in found for stop in each.moved]
    assert any(each.answered[0] is not None for each in found)
    assert sum(bool(problem.stops.required[stop]) for stop in moved) <= len(moved) // 2


@pytest.mark.parametrize("event", [FullBin(99, 0), CancelledStop(-1), BrokenVehicle(3, 0)])
def test_an_event_about_something_unknown_is_refused(event):
    problem = district(1)
    plan = plan_by_insertion(problem, 4)
    with pytest.raises(BadInput, match=r"stop|vehicle"):
        replan(problem, plan, state_by_plan(plan, 8 * HOUR), [event])


def test_what_the_plan_had_left_out_waits_when_there_is_no_time_but_what_lost_its_crew_does_not():
    problem = district(3, bins=60)
    whole = plan_by_insertion(problem, 4)
    last, *rest = whole.routes[::-1]
    without = dataclasses.replace(whole, routes=tuple(rest[::-1]))
    assert rest
    state = state_by_plan(without, 0)
    found = replan(problem, without, state, [], seconds=0.0)
    assert set(found.unserved) == {problem.stops.names[stop] for stop in last.stops}
    assert replan(problem, without, state, [], seconds=5.0).unserved == ()

    broken = BrokenVehicle(last.vehicle_type, last.number)
    assert replan(problem, whole, state_by_plan(whole, 0), [broken], seconds=0.0).unserved == ()
