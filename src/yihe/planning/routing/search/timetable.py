"""Routes of the search as a plan's routes: when each call begins, and where on the road the crew rests."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ..plan import Call, Kind, Route
from ..problem import RoutingProblem
from .state import State
from .tables import CLOSES, NETWORK, NEVER, RESTS, Tables, rest_order
from .timing import time_out

# Rests not owed when the crew leaves the depot, and when it does.
Step = tuple[int, int]


def routes_of(problem: RoutingProblem, tables: Tables, state: State) -> tuple[Route, ...]:
    """All routes with a stop, timed so that the crew comes home early and leaves as late as that allows."""
    routes = []
    for row in range(len(tables.vehicle)):
        if state.size[row] > 2:
            routes.append(_route(problem, tables, state, row))
    return tuple(routes)


def _route(problem: RoutingProblem, tables: Tables, state: State, row: int) -> Route:
    kind = int(tables.vehicle[row])
    nodes = [int(node) for node in state.seq[row, : state.size[row]]]
    taken, start = _start(tables, state, row, kind)
    rests = _rests(tables, kind, nodes, taken, start, [int(time) for time in state.leaves[row, : len(nodes)]])
    calls = _calls(problem, tables, kind, nodes, rests, (taken, start), state.leaves[row])
    return Route(kind, row - int(tables.first_vehicle[kind]), tuple(calls))


def _start(tables: Tables, state: State, row: int, kind: int) -> tuple[int, int]:
    """How many rests are not owed since the crew leaves after them, and the latest time to leave."""
    time_out(tables, state, row)
    options = range(int(tables.kind[kind, RESTS]) + 1)
    late = [int(state.late[row, 0, taken]) for taken in options]
    fine = [taken for taken in options if state.early[row, 0, taken] <= late[taken]]
    taken = max(fine, key=lambda each: late[each])
    return taken, late[taken]


def _rests(tables: Tables, kind: int, nodes: list[int], taken: int, start: int, leaves: list[int]) -> list[bool]:
    """On which drives to rest, by the earliest clock for each number of rests taken."""
    most, jobs = int(tables.kind[kind, RESTS]), len(tables.stop)
    clock = [NEVER] * (most + 1)
    clock[taken] = start
    came: list[list[bool]] = []
    for at, (origin, goal) in enumerate(pairwise(nodes), start=1):
        arrivals = [_arrival(tables, kind, clock, each, origin, goal) for each in range(most + 1)]
        came.append([rested for _, rested in arrivals])
        clock = [time for time, _ in arrivals]
        if at < len(nodes) - 1:
            clock = [_departure(tables, goal, time) for time in clock]
            if goal >= jobs:
                clock = [max(time, leaves[at]) for time in clock]
    last = _last(tables, kind, clock)
    chosen = []
    for rested in reversed(came):
        chosen.append(rested[last])
        last -= rested[last]
    return chosen[::-1]


def _arrival(tables: Tables, kind: int, clock: list[int], taken: int, origin: int, goal: int) -> tuple[int, bool]:
    drive = _drive(tables, kind, origin, goal)
    time = clock[taken] + drive if clock[taken] < NEVER else NEVER
    if taken and clock[taken - 1] < NEVER:
        opens, closes, length = (int(each) for each in tables.rest[kind, taken - 1])
        rested = max(clock[taken - 1] + drive, opens) + length
        if clock[taken - 1] <= closes and rested < time:
            return rested, True
    return time, False


def _drive(tables: Tables, kind: int, origin: int, goal: int) -> int:
    network = tables.kind[kind, NETWORK]
    return int(tables.duration[network, tables.location[origin], tables.location[goal]])


def _begin(tables: Tables, node: int, time: int) -> int:
    windows = range(tables.first_window[node], tables.first_window[node + 1])
    later = (max(time, int(tables.opens[at])) for at in windows if time <= tables.closes[at])
    return min(later, default=NEVER) if windows else time


def _departure(tables: Tables, node: int, time: int) -> int:
    begin = _begin(tables, node, time) if time < NEVER else NEVER
    return begin + int(tables.service[node]) if begin < NEVER else NEVER


def _last(tables: Tables, kind: int, clock: list[int]) -> int:
    """Rests taken at home: the earliest homecoming that owes no further rest."""
    most = len(clock) - 1
    limits = [int(tables.rest[kind, taken, 1]) for taken in range(most)] + [int(tables.kind[kind, CLOSES])]
    fine = [taken for taken in range(most + 1) if clock[taken] <= limits[taken]]
    return min(fine, key=lambda taken: clock[taken])


def _calls(
    problem: RoutingProblem, tables: Tables, kind: int, nodes: list[int], rests: list[bool], began: Step, leaves: Any
) -> list[Call]:
    order = rest_order(problem.vehicles[kind])
    taken, time = began
    calls = [Call("depot", problem.vehicles[kind].start, time, time, time)]
    for at, (origin, goal) in enumerate(pairwise(nodes)):
        arrival = time + _drive(tables, kind, origin, goal)
        if rests[at]:
            opens, _, length = (int(each) for each in tables.rest[kind, taken])
            begin = max(time, opens)
            calls.append(Call("break", order[taken], begin, begin, begin + length))
            arrival, taken = max(arrival, opens) + length, taken + 1
        begin = _begin(tables, goal, arrival)
        if goal >= len(tables.stop):
            # What the next trip brings may be released later: the emptying ends no earlier than that.
            begin = max(begin, int(leaves[at + 1]) - int(tables.service[goal]))
        time = begin + int(tables.service[goal])
        calls.append(Call(*_named(problem, tables, goal), arrival, begin, time))
    return calls


def _named(problem: RoutingProblem, tables: Tables, node: int) -> tuple[Kind, int]:
    jobs, facilities = len(tables.stop), len(problem.facilities)
    if node < jobs:
        return "stop", int(tables.stop[node])
    if node < jobs + facilities:
        return "facility", node - jobs
    return "depot", node - jobs - facilities
