"""The rules a single route has to keep: the road, the clock, the windows, the loads and the crew's rests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..outcome import BrokenRule
from .plan import Call, Route
from .problem import FOREVER, RoutingProblem, VehicleType, Window


def place_of(problem: RoutingProblem, call: Call) -> int:
    """Row of a call's place in the networks."""
    if call.kind == "stop":
        return int(problem.stops.location[call.index])
    rows = problem.depots if call.kind == "depot" else problem.facilities
    return rows[call.index].location


def name_of(problem: RoutingProblem, call: Call) -> str:
    """What messages call the place of a call."""
    if call.kind == "stop":
        return problem.stops.names[call.index]
    if call.kind == "break":
        return f"break {call.index}"
    rows = problem.depots if call.kind == "depot" else problem.facilities
    return rows[call.index].name


def road_of(problem: RoutingProblem, route: Route) -> list[int]:
    """Rows of the places a route drives through, in order; breaks are no places."""
    return [place_of(problem, call) for call in route.calls if call.kind != "break"]


def broken_on_route(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    """Every rule that one route breaks."""
    yield from _ends(problem, route)
    yield from _drives(problem, route)
    yield from _calls(problem, route)
    yield from _breaks(problem, route)
    yield from _loads(problem, route)
    yield from _releases(problem, route)
    yield from _day(problem, route)


def _kind(problem: RoutingProblem, route: Route) -> VehicleType:
    return problem.vehicles[route.vehicle_type]


def _where(problem: RoutingProblem, route: Route) -> str:
    return f"{_kind(problem, route).name} {route.number}"


def _within(time: int, windows: tuple[Window, ...]) -> bool:
    return not windows or any(early <= time <= late for early, late in windows)


def _ends(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    kind, where = _kind(problem, route), _where(problem, route)
    first, last = route.calls[0], route.calls[-1]
    if (first.kind, first.index) != ("depot", kind.start) or (last.kind, last.index) != ("depot", kind.end):
        yield BrokenRule("depot", where, f"{where} does not begin and end at its depots")
    if any(call.kind == "depot" for call in route.calls[1:-1]):
        yield BrokenRule("depot", where, f"{where} passes its depot within the route")
    begin, end = first.end, last.arrival
    if begin < kind.shift[0] or end > kind.shift[1]:
        over = max(kind.shift[0] - begin, end - kind.shift[1])
        yield BrokenRule("shift", where, f"{where} is out from {begin} to {end}, its shift is {kind.shift}", over)
    if end - begin > kind.longest:
        over = end - begin - kind.longest
        yield BrokenRule("longest", where, f"{where} is out {over} longer than {kind.longest}", over)


def _drives(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    """Between two places there is time enough for the drive besides the rests taken on the way."""
    network, where = problem.networks[_kind(problem, route).network], _where(problem, route)
    before = route.calls[0]
    rest_calls: list[Call] = []
    for call in route.calls[1:]:
        if call.kind == "break":
            rest_calls.append(call)
            continue
        a, b = place_of(problem, before), place_of(problem, call)
        what = f"{where}: {name_of(problem, before)} to {name_of(problem, call)}"
        if max(network.distance[a, b], network.duration[a, b]) >= FOREVER:
            yield BrokenRule("road", where, f"{what} may not be driven")
        rests = sum(max(0, min(rest.end, call.arrival) - rest.begin) for rest in rest_calls)
        short = int(network.duration[a, b]) - (call.arrival - before.end - rests)
        if short > 0:
            yield BrokenRule("drive", where, f"{what} takes {short} longer than the plan allows", short)
        before, rest_calls = call, []


def _calls(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    kind, where = _kind(problem, route), _where(problem, route)
    for call in route.calls:
        name = name_of(problem, call)
        needed, windows = _work(problem, kind, call)
        if call.begin < call.arrival and call is not route.calls[0]:
            yield BrokenRule("order", where, f"{where} works at {name} before it comes", call.arrival - call.begin)
        if call.end - call.begin != needed and call.kind != "depot":
            short = needed - (call.end - call.begin)
            yield BrokenRule("service", where, f"{where} works {call.end - call.begin} at {name}, {needed} set", short)
        time = call.end if call is route.calls[0] else call.begin
        if not _within(time, windows):
            yield BrokenRule("window", name, f"{where} begins at {name} at {time}, outside {windows}")
        if call.kind == "facility" and kind.facilities is not None and call.index not in kind.facilities:
            yield BrokenRule("facility", where, f"{where} may not use {name}")


def _work(problem: RoutingProblem, kind: VehicleType, call: Call) -> tuple[int, tuple[Window, ...]]:
    """How long a call takes and when it may begin."""
    if call.kind == "stop":
        return int(problem.stops.service[call.index]), problem.stops.windows[call.index]
    if call.kind == "facility":
        facility = problem.facilities[call.index]
        return facility.service, (facility.window,)
    if call.kind == "break":
        rest = kind.breaks[call.index]
        return rest.duration, (rest.window,)
    return 0, (problem.depots[call.index].window,)


def _breaks(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    kind, where = _kind(problem, route), _where(problem, route)
    for a, b in pairwise(route.calls):
        if b.begin < a.end:
            late = a.end - b.begin
            yield BrokenRule("order", where, f"{where}: {name_of(problem, b)} begins before the call before ends", late)
    for index, rest in enumerate(kind.breaks):
        taken = sum(call.kind == "break" and call.index == index for call in route.calls)
        owed = route.calls[0].end < rest.window[1] < route.calls[-1].arrival
        if taken > 1 or (owed and not taken):
            yield BrokenRule("break", where, f"{where} takes the break of {rest.window} {taken} times", abs(taken - 1))


def _loads(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    kind, where = _kind(problem, route), _where(problem, route)
    load = [0] * len(problem.load_units)
    for call in route.calls:
        if call.kind == "facility":
            load = [0] * len(load)
        if call.kind != "stop":
            continue
        load = [a + int(b) for a, b in zip(load, problem.stops.load[call.index], strict=True)]
        for unit, amount, limit in zip(problem.load_units, load, kind.capacity, strict=True):
            if amount > limit:
                name = name_of(problem, call)
                message = f"{where} carries {amount} {unit} after {name}, {limit} fit"
                yield BrokenRule("capacity", where, message, amount - limit)
    if kind.comes_home_empty and any(load):
        yield BrokenRule("home_empty", where, f"{where} comes home with a load of {load}", max(load))


def _releases(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    left = route.calls[0].end
    for call in route.calls:
        if call.kind == "facility":
            left = call.end
        if call.kind == "stop" and problem.stops.release[call.index] > left:
            early = int(problem.stops.release[call.index]) - left
            name = name_of(problem, call)
            yield BrokenRule("release", name, f"The trip to {name} leaves {early} before it is released", early)


def _trips(route: Route) -> int:
    """Emptyings with a stop after them, and one."""
    last_stop = max((at for at, call in enumerate(route.calls) if call.kind == "stop"), default=0)
    return 1 + sum(call.kind == "facility" for call in route.calls[:last_stop])


def _day(problem: RoutingProblem, route: Route) -> Iterator[BrokenRule]:
    kind, where, served = _kind(problem, route), _where(problem, route), list(route.stops)
    if kind.day_stops is not None and len(served) > kind.day_stops:
        over = len(served) - kind.day_stops
        yield BrokenRule(
            "day_stops", where, f"{where} serves {len(served)} stops, {kind.day_stops} a day allowed", over
        )
    if kind.trips is not None and _trips(route) > kind.trips:
        over = _trips(route) - kind.trips
        yield BrokenRule("trips", where, f"{where} makes {_trips(route)} trips, {kind.trips} allowed", over)
    total = problem.stops.load[served].sum(axis=0) if served else [0] * len(problem.load_units)
    for unit, amount, limit in zip(problem.load_units, total, kind.day_load or (), strict=False):
        if amount > limit:
            message = f"{where} collects {amount} {unit} in all, {limit} a day allowed"
            yield BrokenRule("day_load", where, message, float(amount - limit))
