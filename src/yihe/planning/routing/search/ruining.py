"""Take strings of neighbouring jobs out of routes, and tidy the emptyings that are left."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import hot, inner
from .inserting import arc, gateway
from .tables import HOME_EMPTY
from .timing import refresh, rule

# Chance that a string keeps some jobs in its middle, and that one more is kept (alpha, beta of the paper).
SPLIT, SPLIT_MORE = 0.5, 0.01


@inner
def cut(tables: Any, state: Any, r: int, job: int, length: int, gone: Any, count: int) -> int:
    """Take a string of at most `length` jobs with `job` in it out of route r; list them in `gone`."""
    jobs, size = tables.jobs, state.size[r]
    length = min(length, state.stops[r])
    kept = 0
    if length > 1 and length < state.stops[r] and np.random.random() < SPLIT:
        kept = 1
        while length + kept < state.stops[r] and np.random.random() >= SPLIT_MORE and kept < length:
            kept += 1
    rank = 0
    for p in range(1, state.place_of[job]):
        rank += state.seq[r * state.width + p] < jobs
    whole = length + kept
    lowest, highest = max(0, rank - whole + 1), min(rank, state.stops[r] - whole)
    first = lowest + np.random.randint(highest - lowest + 1)
    skip = first + (np.random.randint(length - 1) + 1 if kept else whole)
    return _take(tables, state, r, size, first, whole, skip, kept, gone, count)


@hot
def _take(
    tables: Any, state: Any, r: int, size: int, first: int, whole: int, skip: int, kept: int, gone: Any, count: int
) -> int:
    rank, write = -1, 0
    for p in range(size):
        node = state.seq[r * state.width + p]
        if node < tables.jobs:
            rank += 1
            if first <= rank < first + whole and not skip <= rank < skip + kept:
                gone[count] = node
                state.route_of[node] = state.place_of[node] = -1
                count += 1
                continue
        state.seq[r * state.width + write] = node
        write += 1
    state.size[r] = write
    return count


@inner
def tidy(tables: Any, state: Any, r: int, kind: int) -> bool:
    """Drop emptyings of nothing and between trips that fit together, use the best facility; tell whether it holds."""
    _drop_idle(tables, state, r, kind)
    fine = refresh(tables, state, r, kind, True)
    p = 1
    while p < state.size[r] - 1:
        if state.seq[r * state.width + p] >= tables.jobs and fine:
            if p + 1 < state.size[r] - 1 and _fits_together(tables, state, r, kind, p):
                fine = _without(tables, state, r, kind, p)
            else:
                fine = _moved(tables, state, r, kind, p)
        p += 1
    return fine


@hot
def _drop_idle(tables: Any, state: Any, r: int, kind: int) -> None:
    jobs, size, write, laden = tables.jobs, state.size[r], 1, False
    for p in range(1, size - 1):
        node = state.seq[r * state.width + p]
        if node < jobs:
            laden = True
        elif not laden:
            continue
        else:
            laden = False
        state.seq[r * state.width + write] = node
        write += 1
    if write > 1 and state.seq[r * state.width + (write - 1)] >= jobs and not rule(tables, kind, HOME_EMPTY):
        write -= 1
    state.seq[r * state.width + write] = state.seq[r * state.width + (size - 1)]
    state.size[r] = write + 1


@hot
def _fits_together(tables: Any, state: Any, r: int, kind: int, p: int) -> bool:
    units, row = tables.units, (r * state.width + p) * tables.units
    for unit in range(units):
        if state.trip[row - units + unit] + state.trip[row + unit] > tables.capacity[kind * units + unit]:
            return False
    return True


@inner
def _without(tables: Any, state: Any, r: int, kind: int, p: int) -> bool:
    """Leave out the emptying at place p if that saves and can be driven."""
    node, before = state.seq[r * state.width + p], state.cost[r]
    size = state.size[r]
    for at in range(p, size - 1):
        state.seq[r * state.width + at] = state.seq[r * state.width + (at + 1)]
    state.size[r] = size - 1
    if refresh(tables, state, r, kind, True) and state.cost[r] <= before:
        return True
    for at in range(size - 1, p, -1):
        state.seq[r * state.width + at] = state.seq[r * state.width + (at - 1)]
    state.seq[r * state.width + p] = node
    state.size[r] = size
    return refresh(tables, state, r, kind, True)


@inner
def _moved(tables: Any, state: Any, r: int, kind: int, p: int) -> bool:
    """Empty at the facility with the least detour if that saves and can be driven."""
    a, node, b = (
        state.seq[r * state.width + (p - 1)],
        state.seq[r * state.width + p],
        state.seq[r * state.width + (p + 1)],
    )
    other = gateway(tables, kind, a, b)
    if other < 0 or other == node:
        return True
    if arc(tables, kind, a, other) + arc(tables, kind, other, b) >= arc(tables, kind, a, node) + arc(
        tables, kind, node, b
    ):
        return True
    state.seq[r * state.width + p] = other
    if refresh(tables, state, r, kind, True):
        return True
    state.seq[r * state.width + p] = node
    return refresh(tables, state, r, kind, True)
