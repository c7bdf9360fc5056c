"""Where a job goes at the least cost: between two calls, or with an emptying before or behind it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import hot, inner
from .tables import (
    BLOCKED,
    DAY_STOPS,
    FIXED,
    HOME_EMPTY,
    LONGEST,
    NEVER,
    PER_DISTANCE,
    PER_DURATION,
    PERIOD,
    PROFILE,
    RESTS,
    TRIPS,
)
from .timing import drive, metres_of, refresh, rule, span_of, work

# Ways to insert a job behind place p.
PLAIN, EMPTY_AFTER, EMPTY_BEFORE = 0, 1, 2


@hot
def arc(tables: Any, kind: int, a: int, b: int) -> int:
    """Cost of driving from node a to node b, `NEVER` where that is not possible."""
    metres = metres_of(tables, kind, a, b)
    if metres >= BLOCKED:
        return NEVER
    cost = rule(tables, kind, PER_DISTANCE) * metres
    if rule(tables, kind, PER_DURATION) > 0:
        cost += rule(tables, kind, PER_DURATION) * span_of(tables, kind, a, b)
    return cost


@hot
def gateway(tables: Any, kind: int, a: int, b: int) -> int:
    """Node of the cheapest facility between nodes a and b, -1 for none."""
    row = (rule(tables, kind, PROFILE) * tables.places + tables.location[a]) * tables.places
    found = tables.gateway[row + tables.location[b]]
    return -1 if found < 0 else tables.jobs + found


@hot
def may_serve(tables: Any, state: Any, r: int, kind: int, job: int) -> bool:
    """Limits over the whole route, and no other visit of the same stop in the same period."""
    if state.stops[r] >= rule(tables, kind, DAY_STOPS):
        return False
    for unit in range(tables.units):
        if (
            state.total[r * tables.units + unit] + tables.load[job * tables.units + unit]
            > tables.day_load[kind * tables.units + unit]
        ):
            return False
    if tables.apart:
        other = tables.sibling[job]
        while other != job:
            route = state.route_of[other]
            if route >= 0 and rule(tables, tables.vehicle[route], PERIOD) == rule(tables, kind, PERIOD):
                return False
            other = tables.sibling[other]
    return True


@hot
def _room(tables: Any, state: Any, r: int, kind: int, job: int, p: int, way: int) -> bool:
    """Whether the trip, or the part of it that the job joins, has room for the job."""
    units, row = tables.units, (r * state.width + p) * tables.units
    for unit in range(units):
        held = state.carried[row + unit] if way == EMPTY_AFTER else state.trip[row + unit]
        if way == EMPTY_BEFORE:
            held -= state.carried[row + unit]
        if held + tables.load[job * units + unit] > tables.capacity[kind * units + unit]:
            return False
    return True


@hot
def _sensible(tables: Any, state: Any, r: int, kind: int, p: int, way: int) -> bool:
    """Whether a way of inserting makes sense behind place p."""
    jobs, size = tables.jobs, state.size[r]
    home_next = p == size - 2
    if way == PLAIN:
        return not (home_next and rule(tables, kind, HOME_EMPTY))
    if way == EMPTY_AFTER:
        # Before an emptying a further one adds nothing; an unladen route gets one only if it must come home empty.
        return state.seq[r * state.width + (p + 1)] < jobs or (home_next and rule(tables, kind, HOME_EMPTY) == 1)
    return state.seq[r * state.width + p] < jobs and not (home_next and rule(tables, kind, HOME_EMPTY))


@hot
def _in_time(tables: Any, state: Any, r: int, kind: int, p: int, first: int, second: int, clock: Any) -> bool:
    """Whether one or two nodes fit behind place p by the clock."""
    taken_most = rule(tables, kind, RESTS) + 1
    for taken in range(taken_most):
        clock[taken] = state.early[(r * state.width + p) * tables.slots + taken]
    behind = state.seq[r * state.width + (p + 1)]
    drive(tables, kind, clock, 0, state.seq[r * state.width + p], first)
    work(tables, kind, clock, 0, first)
    last = first
    if second >= 0:
        drive(tables, kind, clock, 0, first, second)
        work(tables, kind, clock, 0, second)
        last = second
    drive(tables, kind, clock, 0, last, behind)
    fine = False
    for taken in range(taken_most):
        fine |= clock[taken] <= state.late[(r * state.width + (p + 1)) * tables.slots + taken]
    return fine


@hot
def _needs_trial(tables: Any, state: Any, r: int, kind: int, job: int, p: int) -> bool:
    """Whether the quick check of the clock does not tell all: a later trip start, or a limit on the time out."""
    if rule(tables, kind, LONGEST) < NEVER >> 20:
        return True
    return tables.release[job] > state.leaves[r * state.width + p]


@hot
def put(state: Any, r: int, p: int, first: int, second: int) -> None:
    """Write one or two nodes behind place p."""
    more = 2 if second >= 0 else 1
    size = state.size[r]
    for at in range(size - 1, p, -1):
        state.seq[r * state.width + (at + more)] = state.seq[r * state.width + at]
    state.seq[r * state.width + (p + 1)] = first
    if second >= 0:
        state.seq[r * state.width + (p + 2)] = second
    state.size[r] = size + more


@inner
def _on_trial(tables: Any, state: Any, r: int, kind: int, p: int, first: int, second: int, trial: int) -> bool:
    """Check exactly, on a copy of the route."""
    size = state.size[r]
    for at in range(size):
        state.seq[trial * state.width + at] = state.seq[r * state.width + at]
    state.size[trial] = size
    put(state, trial, p, first, second)
    return refresh(tables, state, trial, kind, False)


@hot
def cost_of_way(tables: Any, state: Any, r: int, kind: int, job: int, p: int, way: int) -> tuple[int, int, int]:
    """Cost, first and second node of inserting a job in one way behind place p."""
    a, b = state.seq[r * state.width + p], state.seq[r * state.width + (p + 1)]
    first, second = job, -1
    if way == EMPTY_AFTER:
        second = gateway(tables, kind, job, b)
    elif way == EMPTY_BEFORE:
        first, second = gateway(tables, kind, a, job), job
    if first < 0 or (way != PLAIN and second < 0):
        return NEVER, first, second
    into = arc(tables, kind, a, first)
    out = arc(tables, kind, first if second < 0 else second, b)
    between = arc(tables, kind, first, second) if second >= 0 else 0
    if into == NEVER or out == NEVER or between == NEVER:
        return NEVER, first, second
    gone = 0 if state.size[r] == 2 else arc(tables, kind, a, b)
    fixed = rule(tables, kind, FIXED) if state.size[r] == 2 else 0
    return into + between + out - gone + fixed, first, second


@hot
def try_place(tables: Any, state: Any, r: int, kind: int, job: int, p: int, best: Any, clock: Any, trial: int) -> None:
    """Note in `best` (cost, route, place, first, second) if the job goes behind place p at less cost."""
    more = tables.facilities > 0 and (state.trips[r] < rule(tables, kind, TRIPS) or state.size[r] == 2)
    ways = 3 if more else 1
    if state.size[r] + 2 > state.width:
        return
    for way in range(ways):
        if not _sensible(tables, state, r, kind, p, way):
            continue
        cost, first, second = cost_of_way(tables, state, r, kind, job, p, way)
        if cost >= best[0] or not _room(tables, state, r, kind, job, p, way):
            continue
        if _needs_trial(tables, state, r, kind, job, p):
            fits = _on_trial(tables, state, r, kind, p, first, second, trial)
        else:
            fits = _in_time(tables, state, r, kind, p, first, second, clock)
        if fits:
            best[0], best[1], best[2], best[3], best[4] = cost, r, p, first, second


@inner
def try_route(tables: Any, state: Any, r: int, job: int, best: Any, clock: Any, trial: int, blink: float) -> None:
    """Try all places of a route; each is overlooked with probability `blink`."""
    kind = tables.vehicle[r]
    if not may_serve(tables, state, r, kind, job):
        return
    for p in range(state.size[r] - 1):
        if blink == 0.0 or np.random.random() >= blink:
            try_place(tables, state, r, kind, job, p, best, clock, trial)


@inner
def accept(tables: Any, state: Any, best: Any) -> None:
    """Carry out what `best` says."""
    r = best[1]
    put(state, r, best[2], best[3], best[4])
    refresh(tables, state, r, tables.vehicle[r], True)
