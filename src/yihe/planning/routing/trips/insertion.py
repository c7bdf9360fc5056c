"""Where a stop fits best into one vehicle's route, and putting it there."""

from __future__ import annotations

from typing import Any

from ...compiled import inner
from .lengthening import BEFORE_FACILITY, BEHIND_FACILITY
from .scanning import scan_before, scan_behind, scan_plain, unpack
from .state import (
    COST,
    DAY_LOADS,
    FACILITY,
    LENGTH,
    NODE,
    STOPS,
    TRIPS,
    WINDOW,
    touch,
)
from .tables import (
    NEVER,
    STOP_END_WINDOW,
    STOP_FIRST_WINDOW,
    STOP_LOADS,
    VEHICLE_DAY_STOPS,
    VEHICLE_FIXED,
    VEHICLE_LOADS,
    VEHICLE_LONGEST,
    VEHICLE_PER_DURATION,
    VEHICLE_TRIPS,
)
from .timing import refresh


@inner
def _within_day(tables: Any, state: Any, v: int, s: int) -> bool:
    """Whether the whole day's limits leave room for one more stop."""
    vehicle, tally, loads = tables.vehicle[v], state.tally[v], tables.loads
    for i in range(loads):
        load = tables.stop[s, STOP_LOADS + i]
        if load > vehicle[VEHICLE_LOADS + i] or tally[DAY_LOADS + i] + load > vehicle[VEHICLE_LOADS + loads + i]:
            return False
    return tally[STOPS] < vehicle[VEHICLE_DAY_STOPS] and tally[LENGTH] + 2 <= state.route.shape[1]


@inner
def best_insertion(tables: Any, state: Any, v: int, s: int) -> tuple[int, int]:
    """Least cost at which a vehicle can take a stop, and how; NEVER if it cannot."""
    best, move = NEVER, -1
    if not _within_day(tables, state, v, s):
        return best, move
    timed = tables.vehicle[v, VEHICLE_LONGEST] < NEVER or tables.vehicle[v, VEHICLE_PER_DURATION] > 0
    another_trip = state.tally[v, TRIPS] < tables.vehicle[v, VEHICLE_TRIPS]
    for w in range(tables.stop[s, STOP_FIRST_WINDOW], tables.stop[s, STOP_END_WINDOW]):
        best, move = scan_plain(tables, state, v, s, w, timed, best, move)
        for f in range(len(tables.facility) if another_trip else 0):
            if tables.allowed[v, f] == 1:
                best, move = scan_before(tables, state, v, s, w, f, timed, best, move)
                best, move = scan_behind(tables, state, v, s, w, f, timed, best, move)
    if state.tally[v, LENGTH] == 2 and best < NEVER:
        best += tables.vehicle[v, VEHICLE_FIXED]
    return best, move


@inner
def _put(state: Any, v: int, p: int, node: int, window: int) -> None:
    """Shift what stands from position p on and put a node there."""
    route = state.route[v]
    for q in range(state.tally[v, LENGTH], p, -1):
        route[q, NODE], route[q, WINDOW] = route[q - 1, NODE], route[q - 1, WINDOW]
    route[p, NODE], route[p, WINDOW] = node, window
    state.tally[v, LENGTH] += 1


@inner
def insert(tables: Any, state: Any, v: int, s: int, move: int) -> bool:
    """Carry an insertion out."""
    p, way, f, w = unpack(move)
    touch(state, v)
    _put(state, v, p + 1, s, w)
    if way == BEFORE_FACILITY:
        _put(state, v, p + 2, FACILITY - f, 0)
    elif way == BEHIND_FACILITY:
        _put(state, v, p + 1, FACILITY - f, 0)
    state.cost[0] -= state.tally[v, COST]
    possible = refresh(tables, state, v)
    state.cost[0] += state.tally[v, COST]
    return possible
