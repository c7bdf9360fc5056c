"""Taking stops out: adjacent strings of stops from several trips or routes (Christiaens & Vanden Berghe 2020)."""

from __future__ import annotations

from typing import Any

from ...chance import below, fraction
from ...compiled import inner
from .state import (
    ABSENT,
    COST,
    FACILITY,
    LENGTH,
    NODE,
    PLACE,
    STAMP,
    STOPS,
    TRIP_START,
    TRIPS,
    WINDOW,
    place_of,
    touch,
)
from .tables import STOP_BIN, STOP_PENALTY, VEHICLE_COMES_HOME_EMPTY, VEHICLE_NETWORK, VEHICLE_PERIOD
from .timing import refresh

# Names and values of the paper: mean number of stops removed, longest string, chance to go on with a split string.
MEAN_REMOVED = 10
LONGEST_STRING = 10
SPLIT_ON = 0.99


@inner
def remove(tables: Any, state: Any, s: int) -> None:
    """Mark a stop as absent; its vehicle's route is put right by `close_gaps`."""
    v = state.where[s, 0]
    touch(state, v)
    state.where[s, 0] = -1
    state.taken[tables.stop[s, STOP_BIN], tables.vehicle[v, VEHICLE_PERIOD]] -= 1
    state.absent[state.counter[ABSENT]] = s
    state.counter[ABSENT] += 1
    state.cost[0] += tables.stop[s, STOP_PENALTY]


@inner
def _next_place(tables: Any, state: Any, v: int, p: int) -> int:
    """Location of the next node behind p that stays."""
    route = state.route[v]
    for q in range(p + 1, state.tally[v, LENGTH] - 1):
        if route[q, NODE] >= 0 and state.where[route[q, NODE], 0] == v:
            return route[q, PLACE]
    return route[state.tally[v, LENGTH] - 1, PLACE]


@inner
def _nearer(tables: Any, state: Any, v: int, kept: int, facility: int, p: int) -> int:
    """Which of two facilities remains when the trip between them is gone."""
    distance = tables.distance[tables.vehicle[v, VEHICLE_NETWORK]]
    before, behind = state.route[v, kept - 2, PLACE], _next_place(tables, state, v, p)
    first = place_of(tables, v, state.route[v, kept - 1, NODE], False)
    second = place_of(tables, v, facility, False)
    if distance[before, second] + distance[second, behind] < distance[before, first] + distance[first, behind]:
        return facility
    return state.route[v, kept - 1, NODE]


@inner
def close_gaps(tables: Any, state: Any, v: int) -> bool:
    """Rewrite a route without the stops that were removed and without empty trips."""
    route, length, kept = state.route[v], state.tally[v, LENGTH], 1
    for p in range(1, length):
        node = route[p, NODE]
        if node >= 0 and state.where[node, 0] != v:
            continue
        if node <= FACILITY and kept == 1:
            continue
        if node <= FACILITY and route[kept - 1, NODE] <= FACILITY:
            route[kept - 1, NODE] = _nearer(tables, state, v, kept, node, p)
            continue
        if p == length - 1 and route[kept - 1, NODE] <= FACILITY and not tables.vehicle[v, VEHICLE_COMES_HOME_EMPTY]:
            kept -= 1
        route[kept, NODE], route[kept, PLACE], route[kept, WINDOW] = node, route[p, PLACE], route[p, WINDOW]
        kept += 1
    state.tally[v, LENGTH] = kept
    state.cost[0] -= state.tally[v, COST]
    possible = refresh(tables, state, v)
    state.cost[0] += state.tally[v, COST]
    return possible


@inner
def _bounds(state: Any, v: int, p: int, whole: bool) -> tuple[int, int]:
    """First and last position of the trip, or of the whole route, that holds position p."""
    route, last = state.route[v], state.tally[v, LENGTH] - 1
    first = 1 if whole else route[p, TRIP_START] + 1
    end = p
    while end + 1 < last and (whole or route[end + 1, NODE] >= 0):
        end += 1
    return first, end


@inner
def _remove_string(tables: Any, state: Any, v: int, p: int, whole: bool, most: int) -> None:
    """Remove a random string around position p, perhaps keeping a part within it."""
    rng = state.rng
    first, last = _bounds(state, v, p, whole)
    size = last - first + 1
    length, keep = 1 + below(rng, min(size, most)), 0
    if length > 1 and length < size and fraction(rng) < 0.5:
        keep = 1
        while length + keep < size and fraction(rng) < SPLIT_ON:
            keep += 1
    lowest = max(first, p - length - keep + 1)
    begin = lowest + below(rng, min(p, last - length - keep + 1) - lowest + 1)
    hole = begin + 1 + below(rng, max(1, length - 1))
    for q in range(begin, begin + length + keep):
        if keep and hole <= q < hole + keep:
            continue
        if state.route[v, q, NODE] >= 0:
            remove(tables, state, state.route[v, q, NODE])


@inner
def ruin(tables: Any, state: Any, whole: bool) -> bool:
    """Remove strings near a random stop from trips (or whole routes); tell whether the rest keeps every rule."""
    tally, where, rng = state.tally, state.where, state.rng
    tours = max(1, (tally[:, STOPS] > 0).sum() if whole else tally[:, TRIPS].sum())
    most = max(1, min(LONGEST_STRING, tally[:, STOPS].sum() // tours))
    strings = int(1 + fraction(rng) * (4 * MEAN_REMOVED / (1 + most) - 1))
    state.counter[STAMP] += 1
    stamp, seed = state.counter[STAMP], below(rng, len(tables.stop))
    for s in tables.near[seed]:
        v, p = where[s, 0], where[s, 1]
        if v < 0:
            continue
        tour = 0 if whole else state.route[v, p, TRIP_START]
        if state.mark[v, tour] == stamp:
            continue
        state.mark[v, tour] = stamp
        _remove_string(tables, state, v, p, whole, most)
        strings -= 1
        if strings == 0:
            break
    return close_touched(tables, state)


@inner
def close_touched(tables: Any, state: Any) -> bool:
    """Put every touched route right after removals."""
    possible = True
    for i in range(state.counter[1]):
        possible &= close_gaps(tables, state, state.touched[i])
    return possible
