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
    count, stops = state.length[row], state.sequence[row]
    k = model.kind[v]
    state.labels[:count] = 0
    state.goal[:] = -1
    _add(model, state, v, 0, model.out[k, stops[0], 0], model.shift[v, 0] + model.out[k, stops[0], 1], 0.0, np.inf, 1.0)
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
    k, count, stops = model.kind[v], state.length[row], state.sequence[row]
    label = state.label[s, index]
    cost, now, waited, slack, trips = label[COST], label[NOW], label[WAITED], label[SLACK], label[TRIPS]
    for last in range(s, count):
        stop = stops[last]
        if last > s:
            cost += model.arc[k, stops[last - 1], stop, 0]
            now += model.arc[k, stops[last - 1], stop, 1]
        begin, limit = visit(model, state, stop, model.period[v], now)
        if begin > limit or not fits(state.carried[row], s, last, model.capacity[k]):
            return best
        slack = min(slack, waited + limit - now)
        waited += begin - now
        now = begin
        if last + 1 == count:
            return _go_home(model, state, v, stop, s, index, cost, now, waited, slack, best)
        if trips < model.trips[v]:
            _empty(model, state, row, v, s, index, last, cost, now, waited, slack, trips, best)
    return best


@outer
def _empty(
    model: Model, state: State, row: int, v: int, s: int, index: int, last: int,
    cost: float, now: float, waited: float, slack: float, trips: float, best: float,
) -> None:  # fmt: skip
    """Empty at every facility that is open after place `last`, and go on to the next stop."""
    k, stop, after = model.kind[v], state.sequence[row, last], state.sequence[row, last + 1]
    for g in range(model.dump.shape[2]):
        onward = cost + model.dump[k, stop, g, 0] + model.leave[k, after, g, 0]
        if not onward + state.onward[row, last + 1, 0] < best:
            continue
        arrival = now + model.dump[k, stop, g, 1] - model.facility_service[g]
        begin, limit = unload(model, g, arrival)
        if begin > limit:
            continue
        then = begin + model.facility_service[g] + model.leave[k, after, g, 1]
        room = min(slack, waited + limit - arrival)
        place = _add(model, state, v, last + 1, onward, then, waited + begin - arrival, room, trips + 1.0)
        if place >= 0:
            state.origin[last + 1, place, 0] = s
            state.origin[last + 1, place, 1] = index
            state.origin[last + 1, place, 2] = g


@outer
def _go_home(
    model: Model, state: State, v: int, stop: int, s: int, index: int,
    cost: float, now: float, waited: float, slack: float, best: float,
) -> float:  # fmt: skip
    """End the route, by any open facility where the vehicle must come home empty; return the least cost so far."""
    k = model.kind[v]
    if model.home_by[k, stop] < 0:
        whole, end = cost + model.home[k, stop, 0], now + model.home[k, stop, 1]
        return _finish(model, state, v, s, index, -1, whole, end, waited, slack, best)
    for g in range(model.dump.shape[2]):
        arrival = now + model.dump[k, stop, g, 1] - model.facility_service[g]
        begin, limit = unload(model, g, arrival)
        if begin <= limit:
            whole = cost + model.dump[k, stop, g, 0] + model.back[k, g, 0]
            end = begin + model.facility_service[g] + model.back[k, g, 1]
            room = min(slack, waited + limit - arrival)
            best = _finish(model, state, v, s, index, g, whole, end, waited + begin - arrival, room, best)
    return best


@outer
def _finish(
    model: Model, state: State, v: int, s: int, index: int, g: int,
    cost: float, end: float, waited: float, slack: float, best: float,
) -> float:  # fmt: skip
    """Note a whole route that keeps its shift and its length if it is the cheapest; return the least cost so far."""
    standing = waited - min(waited, max(slack, 0.0))
    cost += model.standing[model.kind[v]] * standing
    work = end - model.shift[v, 0] - waited
    if cost < best and end <= model.shift[v, 1] and work + standing <= model.longest[v]:
        state.goal[0], state.goal[1], state.goal[2] = s, index, g
        return cost
    return best


@outer
def _add(
    model: Model, state: State, v: int, s: int, cost: float, now: float, waited: float, slack: float, trips: float
) -> int:
    """Keep a way to come empty to place s unless another is as good in all; return where it is kept, or -1."""
    label, count, per_second = state.label[s], state.labels[s], model.standing[model.kind[v]]
    measured = per_second > 0 or model.longest[v] < model.shift[v, 1] - model.shift[v, 0]
    counted = model.trips[v] < state.sequence.shape[1]
    at = count
    for other in range(count):
        if _beats(label[other], cost, now, waited, slack, trips, per_second, measured, counted):
            return -1
    if count == LABELS:
        at = 0
        for other in range(1, count):
            if label[other, COST] > label[at, COST]:
                at = other
        if label[at, COST] <= cost:
            return -1
    else:
        state.labels[s] = count + 1
    label[at, COST], label[at, NOW], label[at, WAITED], label[at, SLACK] = cost, now, waited, slack
    label[at, TRIPS] = trips
    return at


@outer
def _beats(
    label: Floats, cost: float, now: float, waited: float, slack: float, trips: float,
    per_second: float, measured: bool, counted: bool,
) -> bool:  # fmt: skip
    """Tell whether a label is at least as good in all that may matter later; work has its price by its length."""
    work, others_work = label[NOW] - label[WAITED], now - waited
    good = label[COST] - per_second * work <= cost - per_second * others_work and label[NOW] <= now
    if measured:
        good &= work <= others_work and label[SLACK] >= slack
    return good and (label[TRIPS] <= trips or not counted)


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
def unload(model: Model, g: int, arrival: float) -> tuple[float, float]:
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
