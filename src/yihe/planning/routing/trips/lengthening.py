"""How much longer a route lasts with one more stop, for vehicles whose duration is limited or paid."""

from __future__ import annotations

from typing import Any

from ...compiled import inner
from .state import (
    FACILITY,
    LENGTH,
    PLACE,
    PRE_D,
    PRE_E,
    PRE_L,
    PRE_RELEASE,
    SUF_D,
    SUF_E,
    SUF_L,
    SUF_RELEASE,
    TRIP_D,
    TRIP_E,
    TRIP_L,
    TRIP_START,
)
from .tables import (
    FACILITY_PLACE,
    NEVER,
    STOP_PLACE,
    STOP_RELEASE,
    VEHICLE_LONGEST,
    VEHICLE_NETWORK,
    VEHICLE_PER_DURATION,
)
from .timing import join, work_at

# How a stop enters between two nodes: alone, before a new facility visit, behind a new facility visit.
PLAIN, BEFORE_FACILITY, BEHIND_FACILITY = range(3)


@inner
def _leave(state: Any, v: int, p: int, release: int) -> tuple[int, int, int]:
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
    d, e, late = _leave(state, v, p, own)
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
def timed_cost(tables: Any, state: Any, v: int, s: int, p: int, way: int, f: int, w: int, cost: int) -> int:
    """Cost of an insertion with the duration it adds; NEVER if the route gets too long."""
    longer = _added_time(tables, state, v, s, p, way, f, w)
    return NEVER if longer == NEVER else cost + longer * tables.vehicle[v, VEHICLE_PER_DURATION]
