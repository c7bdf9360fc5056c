"""When each call of a plain route begins: home as early as can be, and out as late as that allows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..plan import Call, Kind, Route
from ..problem import FOREVER, RoutingProblem, VehicleType, Window
from .modelling import Tour

# Kind, row, location, work there and window of one call.
Node = tuple[Kind, int, int, int, Window]


def routes_of(problem: RoutingProblem, tours: Sequence[Tour]) -> tuple[Route, ...]:
    """Tours as timed routes, vehicles of a type numbered from 0."""
    used = [0] * len(problem.vehicles)
    routes = []
    for kind, stops in tours:
        routes.append(Route(kind, used[kind], _calls(problem, problem.vehicles[kind], stops)))
        used[kind] += 1
    return tuple(routes)


def _calls(problem: RoutingProblem, kind: VehicleType, stops: Sequence[int]) -> tuple[Call, ...]:
    nodes = _nodes(problem, kind, stops)
    drive = problem.networks[kind.network].duration
    drives = [int(drive[before[2], after[2]]) for before, after in pairwise(nodes)]
    earliest = max([kind.shift[0], *(int(problem.stops.release[stop]) for stop in stops)])
    home = _forward(nodes, drives, earliest)[-1].begin
    return tuple(_forward(nodes, drives, max(earliest, _latest(nodes, drives, home))))


def _nodes(problem: RoutingProblem, kind: VehicleType, stops: Sequence[int]) -> list[Node]:
    depots = problem.depots
    start: Node = ("depot", kind.start, depots[kind.start].location, 0, depots[kind.start].window)
    end: Node = ("depot", kind.end, depots[kind.end].location, 0, depots[kind.end].window)
    return [start, *(_stop(problem, row) for row in stops), end]


def _stop(problem: RoutingProblem, row: int) -> Node:
    stops = problem.stops
    window = stops.windows[row][0] if stops.windows[row] else (0, FOREVER)
    return "stop", row, int(stops.location[row]), int(stops.service[row]), window


def _forward(nodes: list[Node], drives: list[int], start: int) -> list[Call]:
    calls: list[Call] = []
    arrival = start
    for (kind, row, _, work, (opens, _)), drive in zip(nodes, [*drives, 0], strict=True):
        begin = max(arrival, opens)
        calls.append(Call(kind, row, arrival, begin, begin + work))
        arrival = begin + work + drive
    return calls


def _latest(nodes: list[Node], drives: list[int], home: int) -> int:
    """The latest time to leave the first depot and be home by `home`."""
    latest = min(home, nodes[-1][4][1])
    for (_, _, _, work, (_, closes)), drive in zip(reversed(nodes[:-1]), reversed(drives), strict=True):
        latest = min(closes, latest - drive - work)
    return latest
