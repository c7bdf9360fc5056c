"""Every place of a route that could take a stop: plainly, or with a facility visit before or behind it."""

from __future__ import annotations

from typing import Any

from ...compiled import inner
from .lengthening import BEFORE_FACILITY, BEHIND_FACILITY, PLAIN, timed_cost
from .state import (
    LENGTH,
    LOADS,
    NODE,
    PLACE,
    PRE_E,
    PRE_RELEASE,
    SUF_L,
    SUF_RELEASE,
    TRIP_D,
    TRIP_E,
    TRIP_L,
    TRIP_START,
)
from .tables import (
    FACILITY_CLOSE,
    FACILITY_OPEN,
    FACILITY_PLACE,
    FACILITY_SERVICE,
    NEVER,
    STOP_LOADS,
    STOP_PLACE,
    STOP_RELEASE,
    STOP_SERVICE,
    VEHICLE_COMES_HOME_EMPTY,
    VEHICLE_LOADS,
    VEHICLE_NETWORK,
    VEHICLE_PER_DISTANCE,
)


@inner
def pack(position: int, way: int, facility: int, window: int) -> int:
    """One number for a whole insertion."""
    return ((window << 8 | facility) << 2 | way) << 24 | position


@inner
def unpack(move: int) -> tuple[int, int, int, int]:
    """Position, way, facility and window of an insertion."""
    return move & 0xFFFFFF, move >> 24 & 3, move >> 26 & 0xFF, move >> 34


@inner
def _earliest(route: Any, v: int, p: int, release: int) -> int:
    """Earliest end at node p when its trip is released at `release`; NEVER if that is too late."""
    start = route[v, p, TRIP_START]
    ready = max(route[v, start, PRE_E], release)
    if ready > route[v, p, TRIP_L]:
        return NEVER
    if start == p:
        return ready
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
def scan_plain(tables: Any, state: Any, v: int, s: int, w: int, timed: bool, best: int, move: int) -> tuple[int, int]:
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
            cost = timed_cost(tables, state, v, s, p, PLAIN, 0, w, cost)
        if cost < best:
            best, move = cost, pack(p, PLAIN, 0, w)
    return best, move


@inner
def scan_before(
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
            cost = timed_cost(tables, state, v, s, p, BEFORE_FACILITY, f, w, cost)
        if cost < best:
            best, move = cost, pack(p, BEFORE_FACILITY, f, w)
    return best, move


@inner
def scan_behind(
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
            cost = timed_cost(tables, state, v, s, p, BEHIND_FACILITY, f, w, cost)
        if cost < best:
            best, move = cost, pack(p, BEHIND_FACILITY, f, w)
    return best, move
