"""Where a route empties if the cheapest places do not keep its times: labels over the places of its sequence."""

from __future__ import annotations

import numpy as np

from ...compiled import outer
from .model import Floats, Model
from .state import LABELS, State, fits

# Columns of a label: distance and time at their price, the moment, waiting so far, how far the start can be put off
# without a lateness, trips begun.
COST, NOW, WAITED, SLACK, TRIPS = range(5)


@outer
def empty_on_time(model: Model, state: State, row: int, v: int, bound: float) -> bool:
    """Choose the cheapest emptyings of sequence `row` with which vehicle v keeps all times; tell whether there are any.

    Only costs below `bound` count; if there are none, nothing is changed. A label is a way to come empty to a place,
    and labels that another one beats in cost, moment, trips and room to begin later are dropped (Desaulniers,
    Desrosiers and Solomon 2005). Of more than `LABELS` at one place the dearest are given up. The way on after an
    emptying costs at least what the tables of `refresh` say, which must be those of the sequence.
    """
    count, k, first = state.length[row], model.kind[v], state.sequence[row, 0]
    state.labels[:count] = 0
    state.goal[:] = -1
    ahead = state.ahead
    ahead[COST], ahead[NOW] = model.out[k, first, 0], model.shift[v, 0] + model.out[k, first, 1]
    ahead[WAITED], ahead[SLACK], ahead[TRIPS] = 0.0, np.inf, 1.0
    _keep(model, state, v, 0)
    best = bound
    for s in range(count):
        for index in range(state.labels[s]):
            best = _drive_on(model, state, row, v, s, index, best)
    if state.goal[0] < 0:
        return False
    _trace(state, row, count)
    state.cost[row] = best
    return True


@outer
def _drive_on(model: Model, state: State, row: int, v: int, s: int, index: int, best: float) -> float:
    """Serve stops from place s on with one load and empty after any of them; return the least cost of a whole route."""
    k, count, stops, trip = model.kind[v], state.length[row], state.sequence[row], state.trip
    trip[:] = state.label[s, index]
    for last in range(s, count):
        stop = stops[last]
        if last > s:
            trip[COST] += model.arc[k, stops[last - 1], stop, 0]
            trip[NOW] += model.arc[k, stops[last - 1], stop, 1]
        begin, limit = visit(model, state, stop, model.period[v], trip[NOW])
        if begin > limit or not fits(state.carried[row], s, last, model.capacity[k]):
            return best
        _wait(trip, begin, limit)
        if last + 1 == count:
            return _go_home(model, state, v, stop, s, index, best)
        if trip[TRIPS] < model.trips[v]:
            _empty(model, state, row, v, s, index, last, best)
    return best


@outer
def _wait(way: Floats, begin: float, limit: float) -> None:
    """Stand until `begin`, which the start could be put off for, though not past `limit`."""
    way[SLACK] = min(way[SLACK], way[WAITED] + limit - way[NOW])
    way[WAITED] += begin - way[NOW]
    way[NOW] = begin


@outer
def _empty(model: Model, state: State, row: int, v: int, s: int, index: int, last: int, best: float) -> None:
    """Empty at every facility that is open after place `last`, and go on to the next stop."""
    k, stop, after = model.kind[v], state.sequence[row, last], state.sequence[row, last + 1]
    for g in range(model.dump.shape[2]):
        if not _unload(model, state, k, stop, g):
            continue
        ahead = state.ahead
        ahead[COST] += model.leave[k, after, g, 0]
        ahead[NOW] += model.leave[k, after, g, 1]
        ahead[TRIPS] += 1.0
        if ahead[COST] + state.onward[row, last + 1, 0] < best:
            place = _keep(model, state, v, last + 1)
            if place >= 0:
                origin = state.origin[last + 1, place]
                origin[0], origin[1], origin[2] = s, index, g


@outer
def _unload(model: Model, state: State, k: int, stop: int, g: int) -> bool:
    """Go on from the trip's last stop to a facility and unload, in `state.ahead`; tell whether it is open."""
    ahead = state.ahead
    ahead[:] = state.trip
    ahead[COST] += model.dump[k, stop, g, 0]
    ahead[NOW] += model.dump[k, stop, g, 1] - model.facility_service[g]
    begin, limit = opening(model, g, ahead[NOW])
    if begin > limit:
        return False
    _wait(ahead, begin, limit)
    ahead[NOW] += model.facility_service[g]
    return True


@outer
def _go_home(model: Model, state: State, v: int, stop: int, s: int, index: int, best: float) -> float:
    """End the route, by any open facility where the vehicle must come home empty; return the least cost so far."""
    k, ahead = model.kind[v], state.ahead
    if model.home_by[k, stop] < 0:
        ahead[:] = state.trip
        ahead[COST] += model.home[k, stop, 0]
        ahead[NOW] += model.home[k, stop, 1]
        return _finish(model, state, v, s, index, -1, best)
    for g in range(model.dump.shape[2]):
        if _unload(model, state, k, stop, g):
            ahead[COST] += model.back[k, g, 0]
            ahead[NOW] += model.back[k, g, 1]
            best = _finish(model, state, v, s, index, g, best)
    return best


@outer
def _finish(model: Model, state: State, v: int, s: int, index: int, g: int, best: float) -> float:
    """Note the whole route in `state.ahead` if it keeps shift and length and is the cheapest; return the least cost."""
    end, waited = state.ahead[NOW], state.ahead[WAITED]
    standing = waited - min(waited, max(state.ahead[SLACK], 0.0))
    cost = state.ahead[COST] + model.standing[model.kind[v]] * standing
    length = end - model.shift[v, 0] - waited + standing
    if cost < best and end <= model.shift[v, 1] and length <= model.longest[v]:
        state.goal[0], state.goal[1], state.goal[2] = s, index, g
        return cost
    return best


@outer
def _keep(model: Model, state: State, v: int, s: int) -> int:
    """Keep the way in `state.ahead` to place s unless another beats it; return where it is kept, or -1."""
    label, count = state.label[s], state.labels[s]
    for other in range(count):
        if _beats(model, state, v, label[other]):
            return -1
    at = count
    if count < LABELS:
        state.labels[s] = count + 1
    else:
        at = int(np.argmax(label[:, COST]))
        if label[at, COST] <= state.ahead[COST]:
            return -1
    label[at] = state.ahead
    return at


@outer
def _beats(model: Model, state: State, v: int, label: Floats) -> bool:
    """Tell whether a label is at least as good as `state.ahead` in all that may matter later."""
    ahead, price = state.ahead, model.standing[model.kind[v]]
    work, its_work = label[NOW] - label[WAITED], ahead[NOW] - ahead[WAITED]
    # The length of a route has its price at the end, waiting and all; until then only drives are compared.
    good = label[COST] - price * work <= ahead[COST] - price * its_work and label[NOW] <= ahead[NOW]
    if price > 0 or model.longest[v] < model.shift[v, 1] - model.shift[v, 0]:
        good &= work <= its_work and label[SLACK] >= ahead[SLACK]
    if model.trips[v] < state.sequence.shape[1]:
        good &= label[TRIPS] <= ahead[TRIPS]
    return good


@outer
def _trace(state: State, row: int, count: int) -> None:
    """Write the chosen emptyings into the tables of the sequence."""
    s, index, g, last = state.goal[0], state.goal[1], state.goal[2], count - 1
    while True:
        state.cut[row, s] = last
        state.by[row, last] = g
        if s == 0:
            return
        last = s - 1
        g = state.origin[s, index, 2]
        s, index = state.origin[s, index, 0], state.origin[s, index, 1]


@outer
def opening(model: Model, g: int, arrival: float) -> tuple[float, float]:
    """Return when a facility takes a load that comes at a moment, and when it closes; begin > end if never."""
    return max(arrival, model.facility_window[g, 0]), model.facility_window[g, 1]


@outer
def visit(model: Model, state: State, stop: int, period: int, now: float) -> tuple[float, float]:
    """Return when service can begin from `now` on and the end of the window it falls into; begin > end if never."""
    earliest, latest = _gap_bounds(model, state, stop, period)
    for w in range(model.window_from[stop], model.window_from[stop + 1]):
        limit = min(model.window[w, 1], latest)
        begin = max(max(now, earliest), model.window[w, 0])
        if begin <= limit:
            return begin, limit
    return 1.0, 0.0


@outer
def _gap_bounds(model: Model, state: State, stop: int, period: int) -> tuple[float, float]:
    """Return between which times a visit keeps the least gap to the stop's visits in other periods."""
    earliest, latest = -np.inf, np.inf
    if model.least_gap[stop] > 0:
        for other in range(state.vehicle_of.shape[1]):
            if other != period and state.vehicle_of[stop, other] >= 0:
                if other < period:
                    earliest = max(earliest, state.begin[stop, other] + model.least_gap[stop])
                else:
                    latest = min(latest, state.begin[stop, other] - model.least_gap[stop])
    return earliest, latest
