"""Put the tasks that were taken out back, each where it costs least, now and then passing over a place.

Method: greedy insertion with blinks (Christiaens and Vanden Berghe 2020). The cost of a place counts the best
directions of all streets of the route, not only of the one put in.
"""

from __future__ import annotations

import numpy as np

from ..chance import Stream, below, fraction
from ..compiled import uncounted
from .arrays import Floats, Ints, Model, State, Undo
from .chains import FAR, between, both_between, put
from .network import NO_WAY, SPAN
from .ruin import keep

BLINK = 0.01
# No place adds so much: a street cannot be put where no way leads.
TOO_DEAR = NO_WAY // 2
# Where a task goes: route, position, visit to a site that comes along (-1: none), whether the visit comes first.
Spot = Ints


@uncounted
def recreate(model: Model, state: State, undo: Undo, chance: Stream) -> None:
    """Put back what is out, in a random one of four orders; what fits nowhere stays out."""
    out, count, queue, spot = state.out, state.out_count, state.queue, state.spot
    waiting = count[0]
    _line_up(model, state, chance)
    count[0] = 0
    for i in range(waiting):
        task = queue[i]
        if _cheapest_spot(model, state, chance, task, spot) < TOO_DEAR:
            keep(model, state, undo, spot[0])
            _put(model, state, task, spot)
        else:
            state.route[task] = -1
            out[count[0]] = task
            count[0] += 1


@uncounted
def _line_up(model: Model, state: State, chance: Stream) -> None:
    """Fill the queue at random (4 in 11), largest first (4), far from the depot first (2) or near it first (1)."""
    demand, capacity, far, out = model.demand, model.capacity, model.far, state.out
    queue, key = state.queue, state.key
    draw = below(chance, 11)
    for i in range(state.out_count[0]):
        task = out[i]
        if draw < 4:
            rank = fraction(chance)
        elif draw < 8:
            rank = -max(demand[task, 0] / capacity[0], demand[task, 1] / capacity[1])
        else:
            rank = float(far[task]) * (1.0 if draw == 10 else -1.0)
        j = i
        while j > 0 and key[j - 1] > rank:
            key[j], queue[j] = key[j - 1], queue[j - 1]
            j -= 1
        key[j], queue[j] = rank, task


@uncounted
def _put(model: Model, state: State, task: int, spot: Spot) -> None:
    r, p, visit, first = spot[0], spot[1], spot[2], spot[3]
    put(model, state, r, p, task)
    if visit >= 0:
        put(model, state, r, p if first else p + 1, visit)


@uncounted
def _cheapest_spot(model: Model, state: State, chance: Stream, task: int, spot: Spot) -> int:
    """Return what the cheapest place adds, or `TOO_DEAR`; an unused route must be cheaper than all others."""
    found = TOO_DEAR
    unused = -1
    # Arrays are taken out of the tuples and indexed to single numbers: views in this loop would cost more than it.
    size, room, cost = state.size, state.room, state.cost
    hopper, water = model.demand[task, 0] - 1e-9, model.demand[task, 1] - 1e-9
    work = model.work[task, 0]
    for r in range(len(size)):
        if size[r] == 0:
            unused = r if unused < 0 else unused
        elif model.limit >= 0 and (cost[r] + work) % SPAN > model.limit:
            continue
        elif hopper <= room[r, 0] and water <= room[r, 1]:
            found = _try_route(model, state, chance, r, task, found, spot)
        elif model.kinds:
            found = _try_route_with_visit(model, state, chance, r, task, found, spot)
    if unused >= 0:
        alone = between(model, state, unused, 0, task)
        if alone < found and not _too_long(model, alone):
            found = alone
            spot[0], spot[1], spot[2], spot[3] = unused, 0, -1, 0
    return found


@uncounted
def _too_long(model: Model, cost: int) -> bool:
    return model.limit >= 0 and cost % SPAN > model.limit


@uncounted
def _fits(model: Model, state: State, r: int, p: int, task: int) -> bool:
    for k in range(2):
        load = state.before[r, p, k] + state.after[r, p, k] + model.demand[task, k]
        if load > model.capacity[k] + 1e-9:
            return False
    return True


@uncounted
def _try_route(model: Model, state: State, chance: Stream, r: int, task: int, found: int, spot: Spot) -> int:
    """Try every place of a route that has room. The body of `between`, without calls, as most time is spent here."""
    modes, entry, leave, work, way = model.modes, model.entry, model.leave, model.work, model.way
    back = model.back
    line, ahead, behind, whole, close = state.line, state.ahead, state.behind, state.cost[r], model.close
    for p in range(state.size[r] + 1):
        d, f = line[r, p], line[r, p + 1]
        if not (close[task, d] or close[task, f]) or fraction(chance) < BLINK:
            continue
        if model.kinds and not _fits(model, state, r, p, task):
            continue
        cost = FAR
        for m in range(modes[task]):
            up = down = FAR
            for a in range(modes[d]):
                up = min(up, ahead[r, p, a] + back[entry[task, m], leave[d, a]])
            for b in range(modes[f]):
                down = min(down, way[leave[task, m], entry[f, b]] + behind[r, p + 1, b])
            cost = min(cost, up + work[task, m] + down)
        if cost - whole < found and (model.limit < 0 or cost % SPAN <= model.limit):
            found = cost - whole
            spot[0], spot[1], spot[2], spot[3] = r, p, -1, 0
    return found


@uncounted
def _try_route_with_visit(model: Model, state: State, chance: Stream, r: int, task: int, found: int, spot: Spot) -> int:
    line, close = state.line, model.close
    for p in range(state.size[r] + 1):
        if not (close[task, line[r, p]] or close[task, line[r, p + 1]]) or fraction(chance) < BLINK:
            continue
        for visit in range(model.tasks, model.tasks + model.kinds):
            for first in range(2):
                if not _fits_with(model, state, r, p, task, visit, first):
                    continue
                e, g = (visit, task) if first else (task, visit)
                cost = both_between(model, state, r, p, e, g)
                if cost - state.cost[r] < found and not _too_long(model, cost):
                    found = cost - state.cost[r]
                    spot[0], spot[1], spot[2], spot[3] = r, p, visit, first
    return found


@uncounted
def _fits_with(model: Model, state: State, r: int, p: int, task: int, visit: int, first: int) -> bool:
    for k in range(2):
        load = model.demand[task, k]
        if not model.resets[visit, k]:
            load += state.before[r, p, k] + state.after[r, p, k]
        elif first:
            load += state.after[r, p, k]
        else:
            load += state.before[r, p, k]
        if load > model.capacity[k] + 1e-9:
            return False
    return True


@uncounted
def worth(state: State, left_out: Floats) -> float:
    """Return the cost of all routes in steps, with what leaving tasks out costs."""
    total = np.int64(0)
    for r in range(len(state.size)):
        total += state.cost[r]
    cost = total / SPAN
    for i in range(state.out_count[0]):
        cost += left_out[0] * state.weight[state.out[i]]
    return cost
