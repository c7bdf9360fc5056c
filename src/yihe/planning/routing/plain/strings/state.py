"""Routes as linked lists with their times, and a journal of what was written, to take it back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ....compiled import uncounted
from .tables import CLOSES, COST_TO, LOADS, MOST_LOADS, OPENS, SERVICE, TIME_TO, Ints, Tables

# Columns of `State.node`, one row a node: the neighbours in its route, the route, when the vehicle can leave, the
# latest time to begin there, and time and cost of the drive to the next node. Eight numbers are one line of the cache.
NEXT, BEFORE, ROUTE, READY, LATEST, TIME, COST, PLACE = range(8)
# Columns of the rows behind all nodes, one a route: stops and loads.
SIZE, LOADED = range(2)

# Entries of `Zone.tally`.
WRITTEN, GONE, STEP = range(3)


class State(NamedTuple):
    """All routes; threads that search different zones write different rows.

    `starts` and `ends` are the first rows of the routes' first and last nodes, `totals` that of the routes themselves.
    """

    node: Ints
    starts: int
    ends: int
    totals: int


class Zone(NamedTuple):
    """Jobs and routes that one thread searches, and its working memory."""

    jobs: Ints
    routes: Ints
    inside: npt.NDArray[np.bool_]
    mark: Ints
    gone: Ints
    key: npt.NDArray[np.float64]
    journal: Ints
    best: Ints
    tally: Ints
    chance: npt.NDArray[np.uint64]


def empty_state(tables: Tables) -> State:
    """All routes without a stop."""
    routes = len(tables.room)
    starts = len(tables.stop) - 2 * routes
    state = State(np.full((len(tables.stop) + routes, 8), -1, np.int64), starts, starts + routes, starts + 2 * routes)
    node = state.node
    node[: len(tables.place), PLACE] = tables.place
    node[state.totals :, :] = 0
    for route in range(routes):
        fill(tables, state, route, [])
    return state


def fill(tables: Tables, state: State, route: int, stops: list[int]) -> None:
    """Put stops into a route whose former ones are already elsewhere or marked as absent."""
    node = state.node
    row = [state.starts + route, *stops, state.ends + route]
    node[row, ROUTE] = route
    node[row[:-1], NEXT], node[row[1:], BEFORE] = row[1:], row[:-1]
    drives = tables.drive[node[row[:-1], PLACE], node[row[1:], PLACE]]
    node[row[:-1], TIME], node[row[:-1], COST] = drives[:, TIME_TO], drives[:, COST_TO]
    node[row[0], READY] = tables.stop[row[0], OPENS]
    for before, at in pairwise(row):
        begin = max(node[before, READY] + node[before, TIME], tables.stop[at, OPENS])
        node[at, READY] = begin + tables.stop[at, SERVICE]
    node[row[-1], LATEST] = tables.stop[row[-1], CLOSES]
    for at, behind in zip(row[-2:0:-1], row[:1:-1], strict=True):
        latest = node[behind, LATEST] - node[at, TIME] - tables.stop[at, SERVICE]
        node[at, LATEST] = min(tables.stop[at, CLOSES], latest)
    totals = node[state.totals + route]
    totals[SIZE] = len(stops)
    totals[LOADED : LOADED + MOST_LOADS] = tables.stop[stops, LOADS:].sum(axis=0)


@uncounted
def write(state: Any, zone: Any, at: int, field: int, value: int) -> None:
    """Change a number of a row and note the old one."""
    k = zone.tally[WRITTEN]
    zone.journal[2 * k] = at * 8 + field
    zone.journal[2 * k + 1] = state.node[at, field]
    zone.tally[WRITTEN] = k + 1
    state.node[at, field] = value


@uncounted
def take_back(state: Any, zone: Any) -> None:
    """Undo everything that was written since the journal was empty."""
    for k in range(zone.tally[WRITTEN] - 1, -1, -1):
        at = zone.journal[2 * k]
        state.node[at >> 3, at & 7] = zone.journal[2 * k + 1]
    zone.tally[WRITTEN] = 0


@uncounted
def link(tables: Any, state: Any, zone: Any, i: int, j: int) -> int:
    """Let j follow i; returns the cost of the drive. Times are carried on by `carry_on` and `carry_back`."""
    write(state, zone, i, NEXT, j)
    write(state, zone, j, BEFORE, i)
    a, b = state.node[i, PLACE], state.node[j, PLACE]
    cost = tables.drive[a, b, COST_TO]
    write(state, zone, i, TIME, tables.drive[a, b, TIME_TO])
    write(state, zone, i, COST, cost)
    return cost


@uncounted
def carry_on(tables: Any, state: Any, zone: Any, i: int) -> None:
    """Renew the times of the nodes behind i as far as they change."""
    while i < state.ends:
        j = state.node[i, NEXT]
        ready = max(state.node[i, READY] + state.node[i, TIME], tables.stop[j, OPENS]) + tables.stop[j, SERVICE]
        if ready == state.node[j, READY]:
            return
        write(state, zone, j, READY, ready)
        i = j


@uncounted
def carry_back(tables: Any, state: Any, zone: Any, j: int) -> None:
    """Renew the latest beginnings of the stops before j as far as they change."""
    i = state.node[j, BEFORE]
    while i < state.starts:
        latest = min(tables.stop[i, CLOSES], state.node[j, LATEST] - state.node[i, TIME] - tables.stop[i, SERVICE])
        if latest == state.node[i, LATEST]:
            return
        write(state, zone, i, LATEST, latest)
        j = i
        i = state.node[j, BEFORE]


@uncounted
def cut(tables: Any, state: Any, zone: Any, first: int, last: int, many: int) -> int:
    """Take the `many` stops from `first` to `last` out of their route; returns what that changes the cost by."""
    left, right = state.node[first, BEFORE], state.node[last, NEXT]
    totals = state.totals + state.node[first, ROUTE]
    before, x = state.node[left, COST], first
    while x != right:
        before += state.node[x, COST]
        for d in range(MOST_LOADS):
            if tables.stop[x, LOADS + d]:
                write(state, zone, totals, LOADED + d, state.node[totals, LOADED + d] - tables.stop[x, LOADS + d])
        write(state, zone, x, ROUTE, -1)
        zone.gone[zone.tally[GONE]] = x
        zone.tally[GONE] += 1
        x = state.node[x, NEXT]
    write(state, zone, totals, SIZE, state.node[totals, SIZE] - many)
    after = link(tables, state, zone, left, right)
    carry_on(tables, state, zone, left)
    carry_back(tables, state, zone, right)
    return after - before


@uncounted
def put(tables: Any, state: Any, zone: Any, x: int, i: int) -> None:
    """Put the absent stop x behind the node i."""
    j, route = state.node[i, NEXT], state.node[i, ROUTE]
    totals = state.totals + route
    write(state, zone, x, ROUTE, route)
    for d in range(MOST_LOADS):
        if tables.stop[x, LOADS + d]:
            write(state, zone, totals, LOADED + d, state.node[totals, LOADED + d] + tables.stop[x, LOADS + d])
    write(state, zone, totals, SIZE, state.node[totals, SIZE] + 1)
    link(tables, state, zone, i, x)
    link(tables, state, zone, x, j)
    latest = min(tables.stop[x, CLOSES], state.node[j, LATEST] - state.node[x, TIME] - tables.stop[x, SERVICE])
    write(state, zone, x, LATEST, latest)
    write(state, zone, x, READY, -1)
    carry_on(tables, state, zone, i)
    carry_back(tables, state, zone, x)
