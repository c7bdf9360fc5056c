"""Where a stop fits best into one vehicle's route: plainly, or with a facility visit before or behind it."""

from __future__ import annotations

from typing import Any

from .compiled import inner
from .state import (
    COST,
    DAY_LOADS,
    FACILITY,
    LENGTH,
    LOADS,
    NODE,
    PLACE,
    PRE_D,
    PRE_E,
    PRE_L,
    PRE_RELEASE,
    STOPS,
    SUF_D,
    SUF_E,
    SUF_L,
    SUF_RELEASE,
    TRIP_D,
    TRIP_E,
    TRIP_L,
    TRIP_START,
    TRIPS,
    WINDOW,
    touch,
)
from .tables import (
    FACILITY_CLOSE,
    FACILITY_OPEN,
    FACILITY_PLACE,
    FACILITY_SERVICE,
    NEVER,
    STOP_END_WINDOW,
    STOP_FIRST_WINDOW,
    STOP_LOADS,
    STOP_PLACE,
    STOP_RELEASE,
    STOP_SERVICE,
    VEHICLE_COMES_HOME_EMPTY,
    VEHICLE_DAY_STOPS,
    VEHICLE_FIXED,
    VEHICLE_LOADS,
    VEHICLE_LONGEST,
    VEHICLE_NETWORK,
    VEHICLE_PER_DISTANCE,
    VEHICLE_PER_DURATION,
    VEHICLE_TRIPS,
)
from .timing import join, refresh, work_at

# How a stop enters between two nodes: alone, before a new facility visit, behind a new facility visit.
PLAIN, BEFORE_FACILITY, BEHIND_FACILITY = range(3)


@inner
def pack(position: int, way: int, facility: int, window: int) -> int:
    """One number for a whole insertion."""
    return ((window << 8 | facility) << 2 | way) << 24 | position


@inner
def unpack(move: int) -> tuple[int, int, int, int]:
    """Position, way, facility and window of an insertion."""
    return move & 0xFFFFFF, move >> 24 & 3, move >> 26 & 0xFF, move >> 34


@inner
def leave(state: Any, v: int, p: int, release: int) -> tuple[int, int, int]:
    """Segment from the start depot to node p, its trip released at `release`; L is -NEVER if that is too late."""
    route = state.route
    start = route[v, p, TRIP_START]
    ready = max(route[v, start, PRE_E], release)
    if ready > route[v, p, TRIP_L]:
        return 0, 0, -NEVER
    if start == p:
        return route[v, p, PRE_D], ready, route[v, p, PRE_L]
    return join(
        route[v, start, PRE_D],
        ready,
        route[v, start, PRE_L],
        0,
        route[v, p, TRIP_D],
        route[v, p, TRIP_E],
        route[v, p, TRIP_L],
    )


@inner
def _added_time(tables: Any, state: Any, v: int, s: int, p: int, way: int, f: int, w: int) -> int:
    """Longer duration of the route with the stop at its place; NEVER if it breaks the hours."""
    vehicle, route = tables.vehicle[v], state.route
    duration = tables.duration[vehicle[VEHICLE_NETWORK]]
    here, behind = tables.stop[s, STOP_PLACE], route[v, p + 1, PLACE]
    release, later = tables.stop[s, STOP_RELEASE], route[v, p + 1, SUF_RELEASE]
    at, own = route[v, p, PLACE], max(route[v, p, PRE_RELEASE], later)
    if way != PLAIN:
        own = route[v, p, PRE_RELEASE]
    if way != BEHIND_FACILITY:
        own = max(own, release)
    d, e, late = leave(state, v, p, own)
    if late == -NEVER:
        return NEVER
    if way == BEHIND_FACILITY:
        gate = tables.facility[f, FACILITY_PLACE]
        work = work_at(tables, v, FACILITY - f, 0, False)
        if e + duration[at, gate] > work[2]:
            return NEVER
        d, e, late = join(d, e, late, duration[at, gate], work[0], work[1], work[2])
        e, at = max(e, release, later), gate
    work = work_at(tables, v, s, w, False)
    if e + duration[at, here] > work[2]:
        return NEVER
    d, e, late = join(d, e, late, duration[at, here], work[0], work[1], work[2])
    at = here
    if way == BEFORE_FACILITY:
        gate = tables.facility[f, FACILITY_PLACE]
        work = work_at(tables, v, FACILITY - f, 0, False)
        if e + duration[at, gate] > work[2]:
            return NEVER
        d, e, late = join(d, e, late, duration[at, gate], work[0], work[1], work[2])
        e, at = max(e, later), gate
    if e + duration[at, behind] > route[v, p + 1, SUF_L]:
        return NEVER
    d, e, late = join(
        d, e, late, duration[at, behind], route[v, p + 1, SUF_D], route[v, p + 1, SUF_E], route[v, p + 1, SUF_L]
    )
    lasts = max(d, e - late)
    if lasts > vehicle[VEHICLE_LONGEST]:
        return NEVER
    if state.tally[v, LENGTH] == 2:
        return lasts
    return lasts - max(route[v, 0, SUF_D], route[v, 0, SUF_E] - route[v, 0, SUF_L])


@inner
def _earliest(route: Any, v: int, p: int, release: int) -> int:
    """Earliest end at node p when its trip is released at `release`; NEVER if that is too late."""
    start = route[v, p, TRIP_START]
    ready = max(route[v, start, PRE_E], release)
    if start == p:
        return ready
    if ready > route[v, p, TRIP_L]:
        return NEVER
    return max(ready + route[v, p, TRIP_D], route[v, p, TRIP_E])


@inner
def _room(route: Any, stop: Any, vehicle: Any, v: int, s: int, p: int, loads: int, before: int, behind: int) -> bool:
    """Whether the stop fits into a trip with what it loads before (if 1) and behind (if 1) its place."""
    for i in range(loads):
        load = before * route[v, p, LOADS + i] + behind * route[v, p + 1, LOADS + loads + i]
        if load + stop[s, STOP_LOADS + i] > vehicle[v, VEHICLE_LOADS + i]:
            return False
    return True


@inner
def _scan_plain(tables: Any, state: Any, v: int, s: int, w: int, timed: bool, best: int, move: int) -> tuple[int, int]:
    """Better of the best insertion so far and those without a new facility visit."""
    route, length, network = state.route, state.tally[v, LENGTH], tables.vehicle[v, VEHICLE_NETWORK]
    distance, duration = tables.distance[network], tables.duration[network]
    price = tables.vehicle[v, VEHICLE_PER_DISTANCE]
    here, service, release = tables.stop[s, STOP_PLACE], tables.stop[s, STOP_SERVICE], tables.stop[s, STOP_RELEASE]
    opens, closes = tables.window[w, 0], tables.window[w, 1]
    for p in range(length - 1 - tables.vehicle[v, VEHICLE_COMES_HOME_EMPTY]):
        at, to = route[v, p, PLACE], route[v, p + 1, PLACE]
        detour = int(distance[at, here]) + distance[here, to]
        if length > 2:
            detour -= distance[at, to]
        cost = detour * price
        if cost >= best:
            continue
        begin = max(route[v, p, PRE_E] + duration[at, here], opens)
        latest = route[v, p + 1, SUF_L] - service - duration[here, to]
        if begin > closes or begin > latest:
            continue
        if not _room(route, tables.stop, tables.vehicle, v, s, p, tables.loads, 1, 1):
            continue
        own = max(route[v, p, PRE_RELEASE], route[v, p + 1, SUF_RELEASE])
        if release > own or route[v, p, NODE] < 0:
            begin = max(_earliest(route, v, p, max(own, release)) + duration[at, here], opens)
            if begin > closes or begin > latest:
                continue
        if timed:
            cost = _timed_cost(tables, state, v, s, p, PLAIN, 0, w, cost)
        if cost < best:
            best, move = cost, pack(p, PLAIN, 0, w)
    return best, move


@inner
def _scan_before(
    tables: Any, state: Any, v: int, s: int, w: int, f: int, timed: bool, best: int, move: int
) -> tuple[int, int]:
    """Better of the best insertion so far and those with a new visit to facility f behind the stop."""
    route, length, network = state.route, state.tally[v, LENGTH], tables.vehicle[v, VEHICLE_NETWORK]
    distance, duration = tables.distance[network], tables.duration[network]
    price = tables.vehicle[v, VEHICLE_PER_DISTANCE]
    here, gate, release = tables.stop[s, STOP_PLACE], tables.facility[f, FACILITY_PLACE], tables.stop[s, STOP_RELEASE]
    opens, closes, shut = tables.window[w, 0], tables.window[w, 1], tables.facility[f, FACILITY_CLOSE]
    ready, work = tables.facility[f, FACILITY_OPEN], tables.facility[f, FACILITY_SERVICE]
    drive = tables.stop[s, STOP_SERVICE] + duration[here, gate]
    last = length - 2 if tables.vehicle[v, VEHICLE_COMES_HOME_EMPTY] == 1 else length
    for p in range(length - 1):
        if route[v, p + 1, NODE] < 0 and p != last:
            continue
        at, to = route[v, p, PLACE], route[v, p + 1, PLACE]
        detour = int(distance[at, here]) + distance[here, gate] + distance[gate, to]
        if length > 2:
            detour -= distance[at, to]
        cost = detour * price
        if cost >= best or not _room(route, tables.stop, tables.vehicle, v, s, p, tables.loads, 1, 0):
            continue
        own = max(route[v, p, PRE_RELEASE], release)
        begin = max(_earliest(route, v, p, own) + duration[at, here], opens)
        tip = max(begin + drive, ready)
        off = max(tip + work, route[v, p + 1, SUF_RELEASE])
        if begin > closes or off - work > shut or off + duration[gate, to] > route[v, p + 1, SUF_L]:
            continue
        if timed:
            cost = _timed_cost(tables, state, v, s, p, BEFORE_FACILITY, f, w, cost)
        if cost < best:
            best, move = cost, pack(p, BEFORE_FACILITY, f, w)
    return best, move


@inner
def _scan_behind(
    tables: Any, state: Any, v: int, s: int, w: int, f: int, timed: bool, best: int, move: int
) -> tuple[int, int]:
    """Better of the best insertion so far and those with a new visit to facility f before the stop."""
    route, length, network = state.route, state.tally[v, LENGTH], tables.vehicle[v, VEHICLE_NETWORK]
    distance, duration = tables.distance[network], tables.duration[network]
    price = tables.vehicle[v, VEHICLE_PER_DISTANCE]
    here, gate, release = tables.stop[s, STOP_PLACE], tables.facility[f, FACILITY_PLACE], tables.stop[s, STOP_RELEASE]
    opens, closes, shut = tables.window[w, 0], tables.window[w, 1], tables.facility[f, FACILITY_CLOSE]
    ready, work = tables.facility[f, FACILITY_OPEN], tables.facility[f, FACILITY_SERVICE]
    for p in range(1, length - 1):
        if route[v, p, NODE] < 0:
            continue
        at, to = route[v, p, PLACE], route[v, p + 1, PLACE]
        detour = int(distance[at, gate]) + distance[gate, here] + distance[here, to]
        cost = (detour - distance[at, to]) * price
        if cost >= best or not _room(route, tables.stop, tables.vehicle, v, s, p, tables.loads, 0, 1):
            continue
        tip = max(_earliest(route, v, p, route[v, p, PRE_RELEASE]) + duration[at, gate], ready)
        off = max(tip + work, release, route[v, p + 1, SUF_RELEASE])
        begin = max(off + duration[gate, here], opens)
        arrival = begin + tables.stop[s, STOP_SERVICE] + duration[here, to]
        if off - work > shut or begin > closes or arrival > route[v, p + 1, SUF_L]:
            continue
        if timed:
            cost = _timed_cost(tables, state, v, s, p, BEHIND_FACILITY, f, w, cost)
        if cost < best:
            best, move = cost, pack(p, BEHIND_FACILITY, f, w)
    return best, move


@inner
def _timed_cost(tables: Any, state: Any, v: int, s: int, p: int, way: int, f: int, w: int, cost: int) -> int:
    """Cost of an insertion with the duration it adds; NEVER if the route gets too long."""
    longer = _added_time(tables, state, v, s, p, way, f, w)
    return NEVER if longer == NEVER else cost + longer * tables.vehicle[v, VEHICLE_PER_DURATION]


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
        best, move = _scan_plain(tables, state, v, s, w, timed, best, move)
        for f in range(len(tables.facility) if another_trip else 0):
            if tables.allowed[v, f] == 1:
                best, move = _scan_before(tables, state, v, s, w, f, timed, best, move)
                best, move = _scan_behind(tables, state, v, s, w, f, timed, best, move)
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
