"""Cheapest chains of modes through a route, kept up to date, and the cost of putting an element between two others."""

from __future__ import annotations

import numpy as np

from ..compiled import uncounted
from .arrays import Model, State

FAR = 2**62


@uncounted
def refresh(model: Model, state: State, r: int) -> None:
    """Recompute everything that hangs on the elements of a route."""
    size = state.size[r]
    state.line[r, 0] = len(model.modes) - 2
    state.line[r, size + 1] = len(model.modes) - 1
    state.ahead[r, 0, 0] = model.work[len(model.modes) - 2, 0]
    state.behind[r, size + 1, 0] = 0
    refresh_around(model, state, r, 1, size)


@uncounted
def refresh_around(model: Model, state: State, r: int, first: int, last: int) -> None:
    """Recompute a route whose elements changed from position first to last only."""
    line, route, place = state.line, state.route, state.place
    size = state.size[r]
    _look_ahead(model, state, r, first)
    _look_behind(model, state, r, last)
    for k in range(2):
        if model.kinds:
            _loads(model, state, r, size, k)
        else:
            _load(model, state, r, size, k)
    state.cost[r] = state.ahead[r, size + 1, 0] if size else 0
    for p in range(first, size + 1):
        e = line[r, p]
        if e < len(route):
            route[e] = r
            place[e] = p


# In these loops arrays are taken out of their tuples once and indexed to single numbers: every view and every
# attribute inside a loop costs a counted reference, which is dearer than the arithmetic.


@uncounted
def _look_ahead(model: Model, state: State, r: int, first: int) -> None:
    modes, entry, leave, work, way = model.modes, model.entry, model.leave, model.work, model.way
    line, ahead = state.line, state.ahead
    d = line[r, first - 1]
    for p in range(first, state.size[r] + 2):
        e = line[r, p]
        for m in range(modes[e]):
            best = FAR
            for a in range(modes[d]):
                best = min(best, ahead[r, p - 1, a] + way[leave[d, a], entry[e, m]])
            ahead[r, p, m] = best + work[e, m]
        d = e


@uncounted
def _look_behind(model: Model, state: State, r: int, last: int) -> None:
    modes, entry, leave, work, way = model.modes, model.entry, model.leave, model.work, model.way
    line, behind = state.line, state.behind
    f = line[r, last + 1]
    for p in range(last, -1, -1):
        e = line[r, p]
        for m in range(modes[e]):
            best = FAR
            for b in range(modes[f]):
                best = min(best, way[leave[e, m], entry[f, b]] + behind[r, p + 1, b])
            behind[r, p, m] = best + work[e, m]
        f = e


@uncounted
def _load(model: Model, state: State, r: int, size: int, k: int) -> None:
    """What is left where nothing is emptied on the way."""
    demand, line = model.demand, state.line
    load = 0.0
    for p in range(1, size + 1):
        load += demand[line[r, p], k]
    state.room[r, k] = model.capacity[k] - load


@uncounted
def _loads(model: Model, state: State, r: int, size: int, k: int) -> None:
    resets, demand, line, before, after = model.resets, model.demand, state.line, state.before, state.after
    load = 0.0
    for p in range(size + 1):
        e = line[r, p]
        load = 0.0 if resets[e, k] else load + demand[e, k]
        before[r, p, k] = load
    load = 0.0
    least = np.inf
    for p in range(size, -1, -1):
        e = line[r, p + 1]
        load = 0.0 if resets[e, k] else load + demand[e, k]
        after[r, p, k] = load
        least = min(least, load + before[r, p, k])
    state.room[r, k] = model.capacity[k] - least


@uncounted
def between(model: Model, state: State, r: int, p: int, e: int) -> int:
    """Return the packed cost of the route with element e put behind position p, over its best modes."""
    modes, entry, leave, work, way = model.modes, model.entry, model.leave, model.work, model.way
    line, ahead, behind = state.line, state.ahead, state.behind
    d, f = line[r, p], line[r, p + 1]
    found = FAR
    for m in range(modes[e]):
        up = down = FAR
        for a in range(modes[d]):
            up = min(up, ahead[r, p, a] + way[leave[d, a], entry[e, m]])
        for b in range(modes[f]):
            down = min(down, way[leave[e, m], entry[f, b]] + behind[r, p + 1, b])
        found = min(found, up + work[e, m] + down)
    return found


@uncounted
def both_between(model: Model, state: State, r: int, p: int, e: int, g: int) -> int:
    """Return the packed cost of the route with elements e and g, in this order, put behind position p."""
    modes, entry, leave, work, way = model.modes, model.entry, model.leave, model.work, model.way
    line, ahead, behind = state.line, state.ahead, state.behind
    d, f = line[r, p], line[r, p + 1]
    found = FAR
    for n in range(modes[g]):
        up = down = FAR
        for m in range(modes[e]):
            here = FAR
            for a in range(modes[d]):
                here = min(here, ahead[r, p, a] + way[leave[d, a], entry[e, m]])
            up = min(up, here + work[e, m] + way[leave[e, m], entry[g, n]])
        for b in range(modes[f]):
            down = min(down, way[leave[g, n], entry[f, b]] + behind[r, p + 1, b])
        found = min(found, up + work[g, n] + down)
    return found


@uncounted
def put(model: Model, state: State, r: int, p: int, e: int) -> None:
    """Put element e behind position p of route r."""
    line, behind = state.line, state.behind
    for i in range(state.size[r] + 1, p, -1):
        line[r, i + 1] = line[r, i]
        for m in range(behind.shape[2]):
            behind[r, i + 1, m] = behind[r, i, m]
    line[r, p + 1] = e
    state.size[r] += 1
    refresh_around(model, state, r, p + 1, p + 1)


@uncounted
def take(state: State, r: int, p: int) -> None:
    """Take the element at position p out of route r; `refresh` must follow."""
    line = state.line
    for i in range(p, state.size[r] + 1):
        line[r, i] = line[r, i + 1]
    state.size[r] -= 1
