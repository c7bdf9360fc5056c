"""When a route's visits begin, for problems in which that matters: windows, opening hours, gaps between visits."""

from __future__ import annotations

import numpy as np

from ...compiled import outer
from .emptying import empty_on_time, opening, visit
from .model import Model
from .state import State, over_facility, refresh


@outer
def try_on_time(model: Model, state: State, v: int, stop: int, at: int, bound: float) -> bool:
    """Put a stop into a copy of route v and empty it where it keeps all times.

    Tells whether that costs less than `bound`; cost and time of the copy stand in the last row of the state's tables.
    """
    row, count = len(model.kind), state.length[v]
    tried = state.sequence[row]
    tried[:at] = state.sequence[v, :at]
    tried[at] = stop
    tried[at + 1 : count + 1] = state.sequence[v, at:count]
    state.length[row] = count + 1
    refresh(model, state, row, model.kind[v])
    return settle(model, state, row, v, bound, False)


@outer
def settle(model: Model, state: State, row: int, v: int, bound: float, write: bool) -> bool:
    """Empty sequence `row` where vehicle v keeps all times at the least cost; tell whether that is below `bound`.

    Mostly the cheapest places do; only where they are too late, or leave the vehicle standing at a price, are others
    looked for.
    """
    if state.length[row] == 0:
        return True
    if not state.cost[row] < bound:
        return False
    _take_cheapest(model, state, row, v)
    kept, standing = schedule(model, state, row, v, write)
    price = model.standing[model.kind[v]] * standing
    if kept and price == 0.0:
        return True
    if kept:
        bound = min(bound, state.cost[row] + price)
    if empty_on_time(model, state, row, v, bound):
        schedule(model, state, row, v, write)
        return True
    if kept and state.cost[row] + price <= bound:
        state.cost[row] += price
        return True
    return False


@outer
def _take_cheapest(model: Model, state: State, row: int, v: int) -> None:
    """Write which facility is cheapest after each trip of sequence `row`."""
    k, count, stops, s = model.kind[v], state.length[row], state.sequence[row], 0
    while s < count:
        last = state.cut[row, s]
        if last + 1 < count:
            _, _, g = over_facility(model.dump[k, stops[last]], model.leave[k, stops[last + 1]])
        else:
            g = model.home_by[k, stops[last]]
        state.by[row, last] = g
        s = last + 1


@outer
def schedule(model: Model, state: State, row: int, v: int, write: bool) -> tuple[bool, float]:
    """Drive sequence `row` with vehicle v as early as possible, emptying as its tables say.

    Returns whether it keeps all times and its trips, and how long it stands waiting though its start is put off as far
    as this saves waiting (as in the forward slack of Savelsbergh 1992).
    """
    k, count, stops = model.kind[v], state.length[row], state.sequence[row]
    now, waited, slack, trips = model.shift[v, 0], 0.0, np.inf, 1
    now += model.out[k, stops[0], 1]
    s = 0
    while s < count:
        last = state.cut[row, s]
        for at in range(s, last + 1):
            stop = stops[at]
            begin, limit = visit(model, state, stop, model.period[v], now)
            if begin > limit:
                return False, 0.0
            slack = min(slack, waited + limit - now)
            waited += begin - now
            if write:
                state.begin[stop, model.period[v]] = begin
            now = begin
            if at < last:
                now += model.arc[k, stop, stops[at + 1], 1]
        g = state.by[row, last]
        if g < 0:
            now += model.home[k, stops[last], 1]
        else:
            arrival = now + model.dump[k, stops[last], g, 1] - model.facility_service[g]
            begin, limit = opening(model, g, arrival)
            if begin > limit:
                return False, 0.0
            slack = min(slack, waited + limit - arrival)
            waited += begin - arrival
            onward = model.leave[k, stops[last + 1], g, 1] if last + 1 < count else model.back[k, g, 1]
            now = begin + model.facility_service[g] + onward
            trips += last + 1 < count
        s = last + 1
    delay = min(waited, max(slack, 0.0))
    state.delay[row] = delay
    state.time[row] = now - model.shift[v, 0] - waited
    kept = now <= model.shift[v, 1] and state.time[row] + waited - delay <= model.longest[v] and trips <= model.trips[v]
    return kept, waited - delay
