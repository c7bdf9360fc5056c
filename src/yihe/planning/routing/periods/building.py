"""From the arrays of a search to a plan with times, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from ..checking_routes import broken_on_route
from ..plan import Call, Kind, Route, RoutingPlan
from ..problem import RoutingProblem
from .annealing import Snapshot
from .handles import handle_of_model, handle_of_state
from .model import Model
from .moving import renew_all
from .patterns import allowed_patterns
from .state import State, empty_state
from .timing import settle

Place = tuple[Kind, int]


def snapshot_of(problem: RoutingProblem, model: Model, plan: RoutingPlan) -> Snapshot:
    """Return a plan's sequences; routes that break a rule, and stops whose days are not allowed, are left out."""
    state = empty_state(model)
    first = np.cumsum([0] + [each.count for each in problem.vehicles])
    sound = [route for route in plan.routes if not any(broken_on_route(problem, route))]
    days = _days(problem, sound)
    for stop, patterns in enumerate(allowed_patterns(problem)):
        if days[stop] in patterns:
            state.chosen[stop] = model.patterns_from[stop] + patterns.index(days[stop])
    for route in sound:
        v = int(first[route.vehicle_type]) + route.number
        stops = [stop for stop in route.stops if state.chosen[stop] >= 0]
        if v < first[route.vehicle_type + 1] and len(stops) <= state.sequence.shape[1]:
            state.sequence[v, : len(stops)] = stops
            state.length[v] = len(stops)
    return Snapshot(state.sequence, state.length, state.chosen)


def _days(problem: RoutingProblem, routes: list[Route]) -> dict[int, tuple[int, ...]]:
    days: dict[int, list[int]] = defaultdict(list)
    for route in routes:
        for stop in route.stops:
            days[stop].append(problem.vehicles[route.vehicle_type].period)
    return defaultdict(tuple, {stop: tuple(sorted(of_stop)) for stop, of_stop in days.items()})


def routes_of(problem: RoutingProblem, model: Model, snapshot: Snapshot) -> tuple[Route, ...]:
    """Return the routes of a snapshot with the best places to empty at and the times of all calls."""
    state = empty_state(model)
    state.sequence[:] = snapshot.sequence
    state.length[:] = snapshot.length
    for v, period in enumerate(model.period):
        state.vehicle_of[snapshot.sequence[v, : snapshot.length[v]], period] = v
    _settle_all(model, state)
    vehicles = [(kind, number) for kind, each in enumerate(problem.vehicles) for number in range(each.count)]
    return tuple(
        Route(kind, number, _calls(problem, model, state, v, kind))
        for v, (kind, number) in enumerate(vehicles)
        if state.length[v] > 0
    )


def _settle_all(model: Model, state: State) -> None:
    """Fill the tables of all routes, with facilities and times also where the search did without them."""
    arrays, plan = handle_of_model(model), handle_of_state(state)
    renew_all(arrays, plan)
    if not model.timed:
        for v in range(len(model.kind)):
            settle(arrays, plan, v, v, np.inf, True)


def _places(problem: RoutingProblem, state: State, v: int, kind: int) -> Iterator[Place]:
    """Yield where a vehicle goes, emptying where the tables of its route say."""
    vehicle = problem.vehicles[kind]
    yield "depot", vehicle.start
    begin, count = 0, int(state.length[v])
    while begin < count:
        last = int(state.cut[v, begin])
        for s in range(begin, last + 1):
            yield "stop", int(state.sequence[v, s])
        if state.by[v, last] >= 0:
            yield "facility", int(state.by[v, last])
        begin = last + 1
    yield "depot", vehicle.end


def _calls(problem: RoutingProblem, model: Model, state: State, v: int, kind: int) -> tuple[Call, ...]:
    """Drive from place to place as early as windows and gaps allow; the start is put off where that saves waiting."""
    vehicle = problem.vehicles[kind]
    places = list(_places(problem, state, v, kind))
    duration = problem.networks[vehicle.network].duration
    now = int(model.shift[v, 0] + state.delay[v])
    calls = [Call("depot", vehicle.start, now, now, now)]
    for before, place in pairwise(places):
        now += int(duration[_location(problem, before), _location(problem, place)])
        begin, work = _work(problem, state, vehicle.period, place, now)
        calls.append(Call(*place, now, begin, begin + work))
        now = begin + work
    return tuple(calls)


def _location(problem: RoutingProblem, place: Place) -> int:
    kind, index = place
    if kind == "stop":
        return int(problem.stops.location[index])
    return problem.depots[index].location if kind == "depot" else problem.facilities[index].location


def _work(problem: RoutingProblem, state: State, period: int, place: Place, now: int) -> tuple[int, int]:
    """Return when the work at a place begins and how long it takes."""
    kind, index = place
    if kind == "facility":
        return max(now, problem.facilities[index].window[0]), problem.facilities[index].service
    if kind == "depot":
        return now, 0
    earliest = now if np.isinf(state.begin[index, period]) else max(now, int(state.begin[index, period]))
    windows = problem.stops.windows[index] or ((earliest, earliest),)
    begin = next((max(earliest, early) for early, late in windows if earliest <= late), earliest)
    return begin, int(problem.stops.service[index])
