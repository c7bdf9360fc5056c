"""Clock and loads of one route, with rests taken on the road.

A crew's state at a place is how many of its rests it has taken and when it leaves. A rest taken on a drive begins when
it may and the drive goes on after it, so driving from time t takes until ``max(t + drive, rest opens) + rest`` if t is
not past the rest's window: an exact answer in constant time for each arc, forwards and backwards.
"""

from __future__ import annotations

from typing import Any

from ...compiled import hot, inner, outer
from .pointers import state_at, tables_at
from .tables import (
    BLOCKED,
    CLOSES,
    DAY_STOPS,
    FIXED,
    FROM,
    HOME_EMPTY,
    KIND_COLUMNS,
    LENGTH,
    LONGEST,
    NETWORK,
    NEVER,
    OPENS,
    PER_DISTANCE,
    PER_DURATION,
    RESTS,
    TO,
    TRIPS,
)


@hot
def begins(tables: Any, node: int, time: int) -> int:
    """Earliest begin of work at a node for one who comes at `time`."""
    first, last = tables.first_window[node], tables.first_window[node + 1]
    if first == last:
        return time
    for window in range(first, last):
        if time <= tables.closes[window] and tables.opens[window] <= tables.closes[window]:
            return max(time, tables.opens[window])
    return NEVER


@hot
def latest(tables: Any, node: int, time: int) -> int:
    """Latest begin of work at a node that is not after `time`."""
    first, last = tables.first_window[node], tables.first_window[node + 1]
    if first == last:
        return time
    for window in range(last - 1, first - 1, -1):
        if time >= tables.opens[window] and tables.opens[window] <= tables.closes[window]:
            return min(time, tables.closes[window])
    return -NEVER


@hot
def rule(tables: Any, kind: int, column: int) -> int:
    """One figure of a kind of vehicle."""
    return tables.kind[kind * KIND_COLUMNS + column]


@hot
def rest(tables: Any, kind: int, number: int, column: int) -> int:
    """When a rest may begin, must have begun, or how long it takes."""
    return tables.rest[(kind * (tables.slots - 1) + number) * 3 + column]


@hot
def span_of(tables: Any, kind: int, origin: int, goal: int) -> int:
    """Time to drive from node to node, `BLOCKED` or more where that is not possible."""
    row = (rule(tables, kind, NETWORK) * tables.places + tables.location[origin]) * tables.places
    return tables.duration[row + tables.location[goal]]


@hot
def metres_of(tables: Any, kind: int, origin: int, goal: int) -> int:
    """Distance from node to node, `BLOCKED` or more where it may not be driven."""
    row = (rule(tables, kind, NETWORK) * tables.places + tables.location[origin]) * tables.places
    return tables.distance[row + tables.location[goal]]


@hot
def set_out(tables: Any, kind: int, clock: Any, base: int) -> None:
    """Earliest departures from the depot; one who leaves after a rest's window owes it no more."""
    clock[base] = rule(tables, kind, OPENS)
    for taken in range(1, rule(tables, kind, RESTS) + 1):
        clock[base + taken] = max(clock[base + taken - 1], rest(tables, kind, taken - 1, TO))


@hot
def drive(tables: Any, kind: int, clock: Any, base: int, origin: int, goal: int) -> None:
    """Turn departures at one node into arrivals at another, in place."""
    span = span_of(tables, kind, origin, goal)
    for taken in range(rule(tables, kind, RESTS), -1, -1):
        left = clock[base + taken]
        time = left + span if left < NEVER else NEVER
        if taken > 0 and clock[base + taken - 1] <= rest(tables, kind, taken - 1, TO):
            rested = max(clock[base + taken - 1] + span, rest(tables, kind, taken - 1, FROM))
            time = min(time, rested + rest(tables, kind, taken - 1, LENGTH))
        clock[base + taken] = time


@hot
def work(tables: Any, kind: int, clock: Any, base: int, node: int) -> None:
    """Turn arrivals at a node into departures, in place."""
    for taken in range(base, base + rule(tables, kind, RESTS) + 1):
        if clock[taken] < NEVER:
            begin = begins(tables, node, clock[taken])
            clock[taken] = begin + tables.service[node] if begin < NEVER else NEVER


@hot
def loads(tables: Any, state: Any, r: int, kind: int) -> bool:
    """Fill in what is carried and what the day sums to; tell whether it is allowed."""
    units, base, size = tables.units, r * state.width, state.size[r]
    state.stops[r], state.trips[r] = 0, 1
    emptied = False
    for unit in range(units):
        state.total[r * units + unit] = state.carried[base * units + unit] = 0
    for p in range(base + 1, base + size):
        node = state.seq[p]
        if node < tables.jobs:
            state.stops[r] += 1
            state.trips[r] += emptied
            emptied = False
        elif p < base + size - 1:
            emptied = True
        for unit in range(units):
            load = tables.load[node * units + unit] if node < tables.jobs else 0
            state.total[r * units + unit] += load
            held = 0 if emptied else state.carried[(p - 1) * units + unit]
            state.carried[p * units + unit] = held + load
    return _trips_backwards(tables, state, r, kind)


@hot
def _trips_backwards(tables: Any, state: Any, r: int, kind: int) -> bool:
    units, base, size = tables.units, r * state.width, state.size[r]
    fine = state.stops[r] <= rule(tables, kind, DAY_STOPS) and state.trips[r] <= rule(tables, kind, TRIPS)
    for p in range(base + size - 1, base - 1, -1):
        # A trip ends where the next call is no stop.
        ends = p == base + size - 1 or state.seq[p + 1] >= tables.jobs
        for unit in range(units):
            whole = state.carried[p * units + unit] if ends else state.trip[(p + 1) * units + unit]
            state.trip[p * units + unit] = whole
            fine &= whole <= tables.capacity[kind * units + unit]
        state.leaves[p] = 0 if ends else state.leaves[p + 1]
        if state.seq[p] < tables.jobs:
            state.leaves[p] = max(state.leaves[p], tables.release[state.seq[p]])
    for unit in range(units):
        fine &= state.total[r * units + unit] <= tables.day_load[kind * units + unit]
        if rule(tables, kind, HOME_EMPTY):
            fine &= state.carried[(base + size - 1) * units + unit] == 0
    return fine


@hot
def forwards(tables: Any, state: Any, r: int, kind: int) -> None:
    """Earliest departures along a route; at its last place arrivals."""
    base, size, slots, early = r * state.width, state.size[r], tables.slots, state.early
    set_out(tables, kind, early, base * slots)
    rests = rule(tables, kind, RESTS) + 1
    for p in range(base, base + size):
        if p > base:
            for taken in range(rests):
                early[p * slots + taken] = early[(p - 1) * slots + taken]
            drive(tables, kind, early, p * slots, state.seq[p - 1], state.seq[p])
            if p < base + size - 1:
                work(tables, kind, early, p * slots, state.seq[p])
        if state.seq[p] >= tables.jobs:
            for taken in range(rests):
                early[p * slots + taken] = max(early[p * slots + taken], state.leaves[p])


@inner
def backwards(tables: Any, state: Any, r: int, kind: int, close: int) -> bool:
    """Latest arrivals along a route that comes home by `close`; tell whether the depot can be left in time."""
    base, slots, rests = r * state.width, tables.slots, rule(tables, kind, RESTS)
    late, last = state.late, base + state.size[r] - 1
    home = latest(tables, state.seq[last], close)
    late[last * slots + rests] = home
    for taken in range(rests):
        late[last * slots + taken] = min(home, rest(tables, kind, taken, TO))
    for p in range(last - 1, base - 1, -1):
        node = state.seq[p]
        for taken in range(rests + 1):
            leave = departs(tables, state, p, kind, taken)
            if node >= tables.jobs and leave < state.leaves[p]:
                leave = -NEVER
            if p > base and leave > -NEVER:
                leave = latest(tables, node, leave - tables.service[node])
            late[p * slots + taken] = leave
    fine = False
    for taken in range(rests + 1):
        fine |= state.early[base * slots + taken] <= late[base * slots + taken]
    return fine


@hot
def departs(tables: Any, state: Any, p: int, kind: int, taken: int) -> int:
    """Latest departure at place p (of all routes' places) that still reaches all that follows."""
    origin, goal = state.seq[p], state.seq[p + 1]
    span = span_of(tables, kind, origin, goal)
    if span >= BLOCKED or metres_of(tables, kind, origin, goal) >= BLOCKED:
        return -NEVER
    by = state.late[(p + 1) * tables.slots + taken]
    leave = by - span if by > -NEVER else -NEVER
    if taken < rule(tables, kind, RESTS):
        by = state.late[(p + 1) * tables.slots + taken + 1] - rest(tables, kind, taken, LENGTH)
        if by >= rest(tables, kind, taken, FROM):
            leave = max(leave, min(rest(tables, kind, taken, TO), by - span))
    return leave


@inner
def least_duration(tables: Any, state: Any, r: int, kind: int) -> int:
    """Time out when coming home as early as one can and leaving as late as that allows; rewrites `late`."""
    base, slots, rests = r * state.width, tables.slots, rule(tables, kind, RESTS)
    home, best = NEVER, NEVER
    for taken in range(rests + 1):
        time = state.early[(base + state.size[r] - 1) * slots + taken]
        by = rule(tables, kind, CLOSES)
        if taken < rests:
            by = min(by, rest(tables, kind, taken, TO))
        if time <= by:
            home = min(home, time)
    if home == NEVER or not backwards(tables, state, r, kind, home):
        return NEVER
    for taken in range(rests + 1):
        if state.early[base * slots + taken] <= state.late[base * slots + taken]:
            best = min(best, home - state.late[base * slots + taken])
    return best


@inner
def refresh(tables: Any, state: Any, r: int, kind: int, settle: bool) -> bool:
    """Recompute all that is kept about route r; tell whether it may be driven. `settle` also notes where jobs are."""
    base, size = r * state.width, state.size[r]
    fine = loads(tables, state, r, kind)
    forwards(tables, state, r, kind)
    duration = 0
    if rule(tables, kind, LONGEST) < NEVER >> 20 or rule(tables, kind, PER_DURATION) > 0:
        duration = least_duration(tables, state, r, kind)
        fine &= duration <= rule(tables, kind, LONGEST)
    fine &= backwards(tables, state, r, kind, rule(tables, kind, CLOSES))
    metres = 0
    for p in range(1, size):
        node = state.seq[base + p]
        metres += metres_of(tables, kind, state.seq[base + p - 1], node)
        if settle and node < tables.jobs:
            state.route_of[node] = r
            state.place_of[node] = p
    cost = rule(tables, kind, FIXED) + rule(tables, kind, PER_DISTANCE) * metres
    cost += rule(tables, kind, PER_DURATION) * min(duration, NEVER >> 20)
    state.cost[r] = cost if size > 2 else 0
    return fine


@outer
def refresh_all(owned_tables: Any, owned_state: Any) -> None:
    """Recompute all routes; where jobs are that nobody serves is left to the caller."""
    tables, state = tables_at(owned_tables), state_at(owned_state)
    for r in range(tables.routes):
        refresh(tables, state, r, tables.vehicle[r], True)


@outer
def time_out(owned_tables: Any, owned_state: Any, r: int) -> int:
    """`least_duration` for callers outside; `late` then tells when to leave."""
    tables, state = tables_at(owned_tables), state_at(owned_state)
    return least_duration(tables, state, r, tables.vehicle[r])
