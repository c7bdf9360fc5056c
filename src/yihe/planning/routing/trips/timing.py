"""Figures of a route, node by node, so that any change of it can be judged in constant time.

A segment is (D, E, L): its duration without waiting, its earliest end and its latest beginning. Begun at ``t <= L`` it
ends at ``max(t + D, E)``, so its least duration is ``max(D, E - L)``. Two segments with a drive ``g`` between them
join to another one (Savelsbergh 1992; Vidal et al. 2013). A release time R is the segment (0, R, never).
"""

from __future__ import annotations

from typing import Any

from ...compiled import inner
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
    VERSION,
    VERSIONS,
    WINDOW,
    place_of,
)
from .tables import (
    CLOSED,
    FACILITY_CLOSE,
    FACILITY_OPEN,
    FACILITY_SERVICE,
    NEVER,
    STOP_LOADS,
    STOP_RELEASE,
    STOP_SERVICE,
    VEHICLE_CLOSE,
    VEHICLE_DAY_STOPS,
    VEHICLE_END_OPEN,
    VEHICLE_FIXED,
    VEHICLE_LATEST_START,
    VEHICLE_LOADS,
    VEHICLE_LONGEST,
    VEHICLE_NETWORK,
    VEHICLE_OPEN,
    VEHICLE_PER_DISTANCE,
    VEHICLE_PER_DURATION,
    VEHICLE_TRIPS,
)


@inner
def work_at(tables: Any, v: int, node: int, window: int, at_start: bool) -> tuple[int, int, int]:
    """Segment of the work at one node."""
    if node >= 0:
        service = tables.stop[node, STOP_SERVICE]
        return service, tables.window[window, 0] + service, tables.window[window, 1]
    if node <= FACILITY:
        f = FACILITY - node
        service = tables.facility[f, FACILITY_SERVICE]
        return service, tables.facility[f, FACILITY_OPEN] + service, tables.facility[f, FACILITY_CLOSE]
    if at_start:
        return 0, tables.vehicle[v, VEHICLE_OPEN], tables.vehicle[v, VEHICLE_LATEST_START]
    return 0, tables.vehicle[v, VEHICLE_END_OPEN], tables.vehicle[v, VEHICLE_CLOSE]


@inner
def join(d1: int, e1: int, l1: int, drive: int, d2: int, e2: int, l2: int) -> tuple[int, int, int]:
    """Segment of two segments one after the other; feasible only if ``e1 + drive <= l2``."""
    return d1 + drive + d2, max(e1 + drive + d2, e2), min(l1, l2 - drive - d1)


@inner
def _backwards(tables: Any, state: Any, v: int) -> bool:
    route, last, loads = state.route[v], state.tally[v, LENGTH] - 1, tables.loads
    duration = tables.duration[tables.vehicle[v, VEHICLE_NETWORK]]
    possible = True
    for p in range(last, -1, -1):
        row, node = route[p], route[p, NODE]
        row[PLACE] = place_of(tables, v, node, p == 0)
        d, e, late = work_at(tables, v, node, row[WINDOW], p == 0)
        row[SUF_RELEASE] = 0
        row[LOADS + loads : LOADS + 2 * loads] = 0
        if p < last:
            behind = route[p + 1]
            if node < 0:
                possible &= behind[SUF_RELEASE] - d <= late
                e = max(e, behind[SUF_RELEASE])
            else:
                row[SUF_RELEASE] = max(behind[SUF_RELEASE], tables.stop[node, STOP_RELEASE])
                for i in range(loads):
                    row[LOADS + loads + i] = behind[LOADS + loads + i] + tables.stop[node, STOP_LOADS + i]
            drive = duration[row[PLACE], behind[PLACE]]
            possible &= drive < CLOSED and e + drive <= behind[SUF_L]
            d, e, late = join(d, e, late, drive, behind[SUF_D], behind[SUF_E], behind[SUF_L])
        row[SUF_D], row[SUF_E], row[SUF_L] = d, e, late
    return possible and route[0, SUF_L] >= tables.vehicle[v, VEHICLE_OPEN]


@inner
def _begin_trip(row: Any, p: int, loads: int, latest: int) -> None:
    """A trip leaves here; it may wait for its release until `latest`, as the waiting comes before the emptying."""
    row[TRIP_START], row[PRE_RELEASE] = p, 0
    row[TRIP_D], row[TRIP_E], row[TRIP_L] = 0, -NEVER, latest
    row[LOADS : LOADS + loads] = 0


@inner
def _continue_trip(tables: Any, row: Any, before: Any, drive: int, work: tuple[int, int, int]) -> None:
    row[TRIP_START] = before[TRIP_START]
    row[TRIP_D], row[TRIP_E], row[TRIP_L] = join(
        before[TRIP_D], before[TRIP_E], before[TRIP_L], drive, work[0], work[1], work[2]
    )
    row[PRE_RELEASE] = max(before[PRE_RELEASE], tables.stop[row[NODE], STOP_RELEASE])
    for i in range(tables.loads):
        row[LOADS + i] = before[LOADS + i] + tables.stop[row[NODE], STOP_LOADS + i]


@inner
def _forwards(tables: Any, state: Any, v: int) -> None:
    route, length = state.route[v], state.tally[v, LENGTH]
    duration = tables.duration[tables.vehicle[v, VEHICLE_NETWORK]]
    route[0, PRE_D], route[0, PRE_E], route[0, PRE_L] = work_at(tables, v, -1, 0, True)
    _begin_trip(route[0], 0, tables.loads, route[0, PRE_L])
    for p in range(1, length):
        row, before = route[p], route[p - 1]
        d, e, late = before[PRE_D], before[PRE_E], before[PRE_L]
        if before[NODE] < 0:
            e = max(e, row[SUF_RELEASE])
        drive = duration[before[PLACE], row[PLACE]]
        work = work_at(tables, v, row[NODE], row[WINDOW], False)
        row[PRE_D], row[PRE_E], row[PRE_L] = join(d, e, late, drive, work[0], work[1], work[2])
        if row[NODE] < 0:
            _begin_trip(row, p, tables.loads, work[2] + work[0])
        else:
            _continue_trip(tables, row, before, drive, work)
            state.where[row[NODE], 0] = v
            state.where[row[NODE], 1] = p


@inner
def _limits_kept(tables: Any, state: Any, v: int) -> bool:
    """Count trips, stops and loads of a route and hold them against the vehicle's limits."""
    route, tally, vehicle, loads = state.route[v], state.tally[v], tables.vehicle[v], tables.loads
    tally[TRIPS] = tally[STOPS] = 0
    tally[DAY_LOADS : DAY_LOADS + loads] = 0
    kept = True
    for p in range(tally[LENGTH] - 1):
        node = route[p, NODE]
        tally[STOPS] += node >= 0
        if node < 0 and route[p + 1, NODE] >= 0:
            tally[TRIPS] += 1
            for i in range(loads):
                trip = route[p + 1, LOADS + loads + i]
                tally[DAY_LOADS + i] += trip
                kept &= trip <= vehicle[VEHICLE_LOADS + i]
    for i in range(loads):
        kept &= tally[DAY_LOADS + i] <= vehicle[VEHICLE_LOADS + loads + i]
    return kept and tally[TRIPS] <= vehicle[VEHICLE_TRIPS] and tally[STOPS] <= vehicle[VEHICLE_DAY_STOPS]


@inner
def _cost(tables: Any, state: Any, v: int, lasts: int) -> int:
    route, vehicle = state.route[v], tables.vehicle[v]
    distance, length = tables.distance[vehicle[VEHICLE_NETWORK]], 0
    for p in range(state.tally[v, LENGTH] - 1):
        length += distance[route[p, PLACE], route[p + 1, PLACE]]
    return vehicle[VEHICLE_FIXED] + vehicle[VEHICLE_PER_DISTANCE] * length + vehicle[VEHICLE_PER_DURATION] * lasts


@inner
def refresh(tables: Any, state: Any, v: int) -> bool:
    """Compute all figures of a route anew; tell whether it keeps every rule."""
    tally = state.tally[v]
    state.counter[VERSIONS] += 1
    tally[VERSION] = state.counter[VERSIONS]
    possible = _backwards(tables, state, v)
    _forwards(tables, state, v)
    possible &= _limits_kept(tables, state, v)
    if tally[LENGTH] == 2:
        tally[COST] = 0
        return True
    lasts = max(state.route[v, 0, SUF_D], state.route[v, 0, SUF_E] - state.route[v, 0, SUF_L])
    tally[COST] = _cost(tables, state, v, lasts)
    return possible and lasts <= tables.vehicle[v, VEHICLE_LONGEST]
