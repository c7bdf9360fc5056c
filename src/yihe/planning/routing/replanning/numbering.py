"""Number the visits still to be made, and write the planned sequences in these numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..plan import Call, Route, RoutingPlan
from ..problem import FOREVER, Ints, RoutingProblem
from .events import State
from .remainder import ON_BOARD, Crew, done_calls

_ANY = -1
Undone = tuple[Call, int]  # call, period


@dataclass(frozen=True)
class Numbered:
    """Visits still to be made.

    Attributes
    ----------
    stop_of, period_of, begin
        (visits,) row of the stop, period it is bound to (-1: any), when it was to begin (`FOREVER`: unplanned).
    sequences
        For every crew its calls: visits, or -1 - facility.
    undone
        What broken vehicles leave, likewise.
    unplanned
        Visits that no route makes.
    """

    stop_of: Ints
    period_of: Ints
    begin: Ints
    sequences: list[list[int]]
    undone: list[int]
    unplanned: list[int]


def calls_ahead(plan: RoutingPlan, state: State, broken: set[tuple[int, int]]) -> Iterator[tuple[Call, Route]]:
    """Calls at stops and facilities that are still to come, broken vehicles' included, with their routes."""
    for route, reached in zip(plan.routes, state.reached, strict=True):
        for call in route.calls[len(done_calls(route, reached, state.now, broken)) :]:
            if call.kind in ("stop", "facility"):
                yield call, route


def undone_calls(
    problem: RoutingProblem, plan: RoutingPlan, state: State, broken: set[tuple[int, int]]
) -> list[Undone]:
    """Calls that broken vehicles leave undone, in the order of their rounds, with their periods."""
    return [
        (call, problem.vehicles[route.vehicle_type].period)
        for call, route in calls_ahead(plan, state, broken)
        if (route.vehicle_type, route.number) in broken and not _is_load(problem, call)
    ]


def _is_load(problem: RoutingProblem, call: Call) -> bool:
    return call.kind == "stop" and call.index in problem.remarks.get(ON_BOARD, range(0))


def number_visits(
    rest: RoutingProblem, crews: Sequence[Crew], undone: Sequence[Undone], cancelled: set[int]
) -> Numbered:
    """Number all visits in order of their planned times, unplanned ones last."""
    lines = [[(call, crew.kind.period) for call in crew.sequence] for crew in crews] + [list(undone)]
    lines = [[pair for pair in line if pair[0].kind != "stop" or pair[0].index not in cancelled] for line in lines]
    planned = [(call.begin, call.index, period) for line in lines for call, period in line if call.kind == "stop"]
    rows = sorted(planned) + _unplanned(rest, planned)
    begin, stop_of, period_of = (np.array(column, dtype=np.int64) for column in _columns(rows))
    numbers = defaultdict(list)
    for number, (time, stop, _) in enumerate(rows):
        numbers[stop, time].append(number)
    sequences = [[_code(call, numbers) for call, _ in line] for line in lines]
    return Numbered(stop_of, period_of, begin, sequences[:-1], sequences[-1], list(range(len(planned), len(rows))))


def _columns(rows: list[tuple[int, int, int]]) -> list[list[int]]:
    return [[row[column] for row in rows] for column in range(3)]


def _code(call: Call, numbers: dict[tuple[int, int], list[int]]) -> int:
    return -1 - call.index if call.kind == "facility" else numbers[call.index, call.begin].pop()


def _unplanned(rest: RoutingProblem, planned: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Visits wanted that no route makes: full bins just reported, stops left out, stops nobody could serve before."""
    wanted = rest.stops.visits[: rest.remarks[ON_BOARD].start].copy()
    used = defaultdict(set)
    for _, stop, period in planned:
        wanted[stop] -= 1
        used[stop].add(period)
    found = []
    for stop in np.flatnonzero(wanted > 0).tolist():
        for period in _free_periods(rest, stop, used[stop])[: int(wanted[stop])]:
            found.append((FOREVER, stop, period))
    return found


def _free_periods(rest: RoutingProblem, stop: int, used: set[int]) -> list[int]:
    if rest.periods == 1 or rest.stops.visits[stop] == 1:
        return [_ANY] * int(rest.stops.visits[stop])
    return [period for period in range(rest.periods) if period not in used]
