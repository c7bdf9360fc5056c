"""The rest of the day as a collection problem of its own: vehicles start where they are, with what they carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ..checking_routes import place_of
from ..plan import Call, Route, RoutingPlan
from ..problem import FOREVER, Depot, RoutingProblem, Stops, VehicleType, Window
from .events import State

BASE_ROWS = "number of the day's stops"
BASE_DEPOTS = "number of the day's depots"
ON_BOARD = "rows that stand for loads on board"


@dataclass(frozen=True)
class Crew:
    """One vehicle for the rest of the day.

    Attributes
    ----------
    kind
        Its type in the rest problem.
    origin
        Its type and number in the problem given.
    free_at
        When it can leave its place.
    left
        When its current trip left a depot or facility.
    carries
        Load on board.
    sequence
        What it still has to do, as calls of the problem given, breaks left out.
    out
        Whether it is out already; if not, it leaves later or stands by.
    stand_by
        Whether it has no round in the plan.
    """

    kind: VehicleType
    origin: tuple[int, int]
    place: int
    free_at: int
    left: int
    carries: tuple[int, ...]
    sequence: tuple[Call, ...]
    out: bool
    stand_by: bool = False


def crews_of(
    problem: RoutingProblem, plan: RoutingPlan, state: State, broken: set[tuple[int, int]], stand_by: int, turnout: int
) -> list[Crew]:
    """Vehicles that can still work.

    Parameters
    ----------
    broken
        Type and number of those that cannot.
    stand_by
        Greatest number of unused vehicles of each type that may be turned out.
    turnout
        Time a stand-by crew needs before it leaves.
    """
    crews = []
    for route, reached, free_at in zip(plan.routes, state.reached, state.free_at, strict=True):
        if (route.vehicle_type, route.number) not in broken:
            crew = _crew(problem, route, reached, max(free_at, state.now))
            if crew.sequence or crew.out or crew.free_at < crew.kind.shift[1]:
                crews.append(crew)
    return crews + _stand_by(problem, plan, state, broken, stand_by, turnout)


def done_calls(route: Route, reached: int, now: int, broken: set[tuple[int, int]]) -> tuple[Call, ...]:
    """Calls of a route that stay as they are; a broken vehicle has done only what it had ended."""
    if (route.vehicle_type, route.number) in broken:
        return tuple(call for call in route.calls if call.end <= now)
    return route.calls[:reached]


def _crew(problem: RoutingProblem, route: Route, reached: int, free_at: int) -> Crew:
    kind = problem.vehicles[route.vehicle_type]
    reached, free_at = _past_loads_on_board(problem, route, reached, free_at)
    done, ahead = route.calls[:reached], route.calls[reached:]
    place = place_of(problem, next(call for call in reversed(done) if call.kind != "break"))
    carries, collected, left, trips = _so_far(problem, done)
    gone, out = reached > 1, 1 < reached < len(route.calls)
    rest = replace(
        kind,
        name=_name(problem, kind, route.number),
        count=1,
        shift=(free_at, kind.shift[1]),
        longest=kind.longest - (free_at - done[0].end) if gone else kind.longest,
        breaks=tuple(kind.breaks[k] for k in _breaks_left(kind, done, free_at)),
        day_load=_less(kind.day_load, collected, carries),
        day_stops=None if kind.day_stops is None else kind.day_stops - _served(done) + int(any(carries)),
        trips=None if kind.trips is None else kind.trips - trips,
        fixed_cost=0 if gone else kind.fixed_cost,
    )
    sequence = tuple(call for call in ahead if call.kind in ("stop", "facility"))
    left = left if out else free_at
    return Crew(rest, (route.vehicle_type, route.number), place, free_at, left, carries, sequence, out)


def _past_loads_on_board(problem: RoutingProblem, route: Route, reached: int, free_at: int) -> tuple[int, int]:
    """What stands for a load on board is no work: it is done as soon as the route begins."""
    rows = problem.remarks.get(ON_BOARD, range(0))
    while reached < len(route.calls) and route.calls[reached].kind == "stop" and route.calls[reached].index in rows:
        free_at = max(free_at, route.calls[reached].end)
        reached += 1
    return reached, free_at


def _name(problem: RoutingProblem, kind: VehicleType, number: int) -> str:
    return kind.name if BASE_ROWS in problem.remarks else f"{kind.name} {number}"


def _served(done: Sequence[Call]) -> int:
    return sum(call.kind == "stop" for call in done)


def _so_far(problem: RoutingProblem, done: Sequence[Call]) -> tuple[tuple[int, ...], np.ndarray, int, int]:
    """Load on board, all that was collected, when the current trip left, and the trips closed by an emptying."""
    carries = np.zeros(len(problem.load_units), dtype=np.int64)
    collected = carries.copy()
    left, trips = done[0].end, 0
    for call in done[1:]:
        if call.kind == "stop":
            carries += problem.stops.load[call.index]
            collected += problem.stops.load[call.index]
        elif call.kind == "facility":
            carries[:] = 0
            left, trips = call.end, trips + 1
    return tuple(int(amount) for amount in carries), collected, left, trips


def _breaks_left(kind: VehicleType, done: Sequence[Call], free_at: int) -> list[int]:
    taken = {call.index for call in done if call.kind == "break"}
    return [k for k, rest in enumerate(kind.breaks) if k not in taken and free_at < rest.window[1]]


def _less(limit: tuple[int, ...] | None, collected: np.ndarray, carries: Sequence[int]) -> tuple[int, ...] | None:
    """Day's limit for the rest: what is on board counts again as its first stop."""
    if limit is None:
        return None
    return tuple(int(most - done + aboard) for most, done, aboard in zip(limit, collected, carries, strict=True))


def _stand_by(
    problem: RoutingProblem, plan: RoutingPlan, state: State, broken: set[tuple[int, int]], most: int, turnout: int
) -> list[Crew]:
    used = {(route.vehicle_type, route.number) for route in plan.routes} | broken
    found = []
    for row, kind in enumerate(problem.vehicles):
        free_at = max(state.now + turnout, kind.shift[0], problem.depots[kind.start].window[0])
        free = [number for number in range(kind.count) if (row, number) not in used]
        for number in free[:most] if free_at < kind.shift[1] else ():
            single = replace(kind, name=_name(problem, kind, number), count=1, shift=(free_at, kind.shift[1]))
            place = problem.depots[kind.start].location
            found.append(
                Crew(single, (row, number), place, free_at, free_at, (0,) * len(kind.capacity), (), False, True)
            )
    return found


def rest_problem(problem: RoutingProblem, stops: Stops, crews: Sequence[Crew]) -> RoutingProblem:
    """Problem of the rest of the day over given stops; loads on board become stops where the vehicles stand.

    Rows of the day's stops and depots stay what they are; behind them come the crews' places.
    """
    day = {name: problem.remarks.get(name, len(rows)) for name, rows in _day_rows(problem)}
    loaded = [crew for crew in crews if any(crew.carries)]
    rows = range(len(stops), len(stops) + len(loaded))
    names = [f"on board of {crew.kind.name}" for crew in loaded]
    places, loads = [crew.place for crew in loaded], [crew.carries for crew in loaded]
    depots = tuple(Depot(f"where {crew.kind.name} is", crew.place) for crew in crews)
    first = day[BASE_DEPOTS]
    return replace(
        problem,
        stops=with_stops(stops, names, places, loads, [0] * len(rows), [()] * len(rows)),
        depots=problem.depots[:first] + depots,
        vehicles=tuple(replace(crew.kind, start=first + place) for place, crew in enumerate(crews)),
        patterns=None,
        remarks=problem.remarks | day | {ON_BOARD: rows},
    )


def _day_rows(problem: RoutingProblem) -> tuple[tuple[str, Any], ...]:
    return (BASE_ROWS, problem.stops.names), (BASE_DEPOTS, problem.depots)


def stops_left(problem: RoutingProblem, plan: RoutingPlan, state: State, broken: set[tuple[int, int]]) -> Stops:
    """Stops with the visits still to be made; rows that stood for loads on board are gone."""
    stops = without_rows_behind(problem.stops, problem.remarks.get(ON_BOARD, range(len(problem.stops), 0)).start)
    visits, done = stops.visits.copy(), []
    for route, reached in zip(plan.routes, state.reached, strict=True):
        calls = done_calls(route, reached, state.now, broken)
        done += [call for call in calls if call.kind == "stop" and call.index < len(stops)]
    np.subtract.at(visits, [call.index for call in done], 1)
    return replace(stops, visits=visits, windows=_windows_after(stops, done, visits))


def without_rows_behind(stops: Stops, end: int) -> Stops:
    """The first `end` rows."""
    return Stops(**{column.name: getattr(stops, column.name)[:end] for column in fields(stops)})


def _windows_after(stops: Stops, done: Sequence[Call], visits: np.ndarray) -> tuple[tuple[Window, ...], ...]:
    """Windows of the stops; a visit already made pushes the next one back by the least gap."""
    if not stops.least_gap.any():
        return stops.windows
    earliest: dict[int, int] = defaultdict(int)
    for call in done:
        if visits[call.index]:
            earliest[call.index] = max(earliest[call.index], call.begin + int(stops.least_gap[call.index]))
    windows = list(stops.windows)
    for stop, time in earliest.items():
        windows[stop] = cut_windows(windows[stop], time, FOREVER) or ((FOREVER, FOREVER),)
    return tuple(windows)


def cut_windows(windows: tuple[Window, ...], first: int, last: int) -> tuple[Window, ...]:
    """Parts of windows between two times; an empty tuple given means always."""
    whole = windows or ((0, FOREVER),)
    return tuple((max(a, first), min(b, last)) for a, b in whole if max(a, first) <= min(b, last))


def with_stops(
    stops: Stops,
    names: Sequence[str],
    places: Sequence[int],
    loads: Sequence[tuple[int, ...]],
    service: Sequence[int],
    windows: Sequence[tuple[Window, ...]],
) -> Stops:
    """Stops with further rows behind, each to be visited once."""
    more = len(names)
    if not more:
        return stops
    zeros = np.zeros(more, dtype=np.int64)
    return Stops(
        names=stops.names + tuple(names),
        location=np.concatenate((stops.location, np.asarray(places, dtype=np.int64))),
        load=np.concatenate((stops.load, np.asarray(loads, dtype=np.int64).reshape(more, stops.load.shape[1]))),
        service=np.concatenate((stops.service, np.asarray(service, dtype=np.int64))),
        windows=stops.windows + tuple(windows),
        release=np.concatenate((stops.release, zeros)),
        visits=np.concatenate((stops.visits, zeros + 1)),
        least_gap=np.concatenate((stops.least_gap, zeros)),
        prize=np.concatenate((stops.prize, zeros)),
        required=np.concatenate((stops.required, np.ones(more, dtype=bool))),
    )
