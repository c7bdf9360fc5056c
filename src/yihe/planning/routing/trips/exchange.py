"""Whole trips change vehicles: what ruin and recreate of single stops finds hardest, as it costs nothing on the way.

Two vehicles exchange runs of consecutive trips. An empty run makes the move a relocation; runs up to the end make it
an exchange of tails. With one depot most such moves cost nothing and only shift slack from one vehicle to the other.
"""

from __future__ import annotations

from typing import Any

from ...chance import below
from ...compiled import inner
from .ruin import close_gaps
from .state import COST, DEPOT, FACILITY, LENGTH, NODE, PLACE, TRIPS, WINDOW, touch
from .tables import CLOSED, FACILITY_PLACE, VEHICLE_NETWORK, VEHICLE_PERIOD


@inner
def _position(state: Any, v: int, trips: int) -> int:
    """Position of the first node of a vehicle's trip of that number; of its end depot if it has no more."""
    route, length, p, seen = state.route, state.tally[v, LENGTH], 1, 0
    while seen < trips and p < length - 1:
        p += 1
        seen += route[v, p - 1, NODE] <= FACILITY and p < length - 1
    return p


@inner
def _gate(tables: Any, v: int, place: int) -> int:
    """The allowed facility next to a place."""
    network, nearest, best = tables.vehicle[v, VEHICLE_NETWORK], -1, 2 * CLOSED
    for f in range(len(tables.facility)):
        away = tables.distance[network, place, tables.facility[f, FACILITY_PLACE]]
        if tables.allowed[v, f] == 1 and away < best:
            nearest, best = f, away
    return nearest


@inner
def _append(tables: Any, state: Any, to: int, at: int, v: int, first: int, end: int) -> int:
    """Write old nodes first … end - 1 of v to the route of `to` from position `at`, each trip with a facility."""
    new, old = state.route, state.saved_route
    for p in range(first, end):
        node = old[v, p, NODE]
        if node <= FACILITY and tables.allowed[to, FACILITY - node] == 0:
            node = FACILITY - _gate(tables, to, old[v, p - 1, PLACE])
        new[to, at, NODE], new[to, at, PLACE], new[to, at, WINDOW] = node, old[v, p, PLACE], old[v, p, WINDOW]
        if node >= 0:
            state.where[node, 0] = to
        at += 1
    if end > first and old[v, end - 1, NODE] >= 0:
        f = _gate(tables, to, old[v, end - 1, PLACE])
        new[to, at, NODE], new[to, at, PLACE], new[to, at, WINDOW] = FACILITY - f, tables.facility[f, FACILITY_PLACE], 0
        at += 1
    return at


@inner
def _splice(tables: Any, state: Any, v: int, first: int, end: int, other: int, begin: int, stop: int) -> bool:
    """Put another vehicle's old nodes begin … stop - 1 in place of v's first … end - 1."""
    last = state.saved_tally[v, LENGTH] - 1
    at = _append(tables, state, v, 1, v, 1, first)
    at = _append(tables, state, v, at, other, begin, stop)
    at = _append(tables, state, v, at, v, end, last)
    state.route[v, at, NODE], state.route[v, at, WINDOW] = DEPOT, 0
    state.route[v, at, PLACE] = state.saved_route[v, last, PLACE]
    state.tally[v, LENGTH] = at + 1
    return close_gaps(tables, state, v)


@inner
def _run(state: Any, v: int) -> tuple[int, int]:
    """Positions of a random run of consecutive trips: none, one, or all up to the end."""
    trips = state.tally[v, TRIPS]
    first = below(state.rng, trips + 1)
    kind = below(state.rng, 3)
    end = trips if kind == 2 else min(trips, first + kind)
    return _position(state, v, first), _position(state, v, end)


@inner
def exchange_trips(tables: Any, state: Any) -> bool:
    """Exchange random runs of trips of two vehicles; tell whether a move was made and keeps every rule."""
    if len(tables.facility) == 0 or len(tables.vehicle) < 2:
        return False
    v, other = below(state.rng, len(tables.vehicle)), below(state.rng, len(tables.vehicle))
    if v == other or tables.vehicle[v, VEHICLE_PERIOD] != tables.vehicle[other, VEHICLE_PERIOD]:
        return False
    first, end = _run(state, v)
    begin, stop = _run(state, other)
    if (first == end and begin == stop) or state.tally[v, COST] + state.tally[other, COST] == 0:
        return False
    if state.tally[v, LENGTH] + stop - begin + 6 > state.route.shape[1]:
        return False
    if state.tally[other, LENGTH] + end - first + 6 > state.route.shape[1]:
        return False
    if tables.allowed[v].max() == 0 or tables.allowed[other].max() == 0:
        return False
    touch(state, v)
    touch(state, other)
    return _splice(tables, state, v, first, end, other, begin, stop) & _splice(
        tables, state, other, begin, stop, v, first, end
    )
