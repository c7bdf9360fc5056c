"""What it costs to put a stop into a route if the emptyings around it may move."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...chance import Stream, fraction
from ...compiled import outer, uncounted
from .model import Floats, Model
from .state import Ints32, State, over_facility
from .timing import try_on_time


class Ways(NamedTuple):
    """Ways of one kind of vehicle, as in `Model`, without the axis over kinds."""

    arc: Floats
    out: Floats
    dump: Floats
    leave: Floats
    home: Floats
    capacity: Floats


class Lane(NamedTuple):
    """Sequence and tables of one vehicle, as in `State`, without the axis over vehicles."""

    stops: Ints32
    path: Floats
    carried: Floats
    fresh: Floats
    full: Floats
    after: Floats
    onward: Floats


@outer
def price_of_work(model: Model, time: float) -> float:
    """Return what the length of a route adds to a plan's value where even work is wanted."""
    return model.balance * time * time


@outer
def best_place(
    model: Model, state: State, v: int, stop: int, bound: float, blink: float, chance: Stream
) -> tuple[float, int]:
    """Return the least added cost of a stop in the route of vehicle v, and the place for it.

    Only costs below `bound` count; place -1 if there is none. With probability `blink` a place is overlooked
    (Christiaens and Vanden Berghe 2020).
    """
    k, count, longest = model.kind[v], state.length[v], model.longest[v]
    best, place = bound, -1
    if not _within_day(model, state, v, stop, count):
        return best, place
    if count == 0:
        added, time = _cost_alone(model, v, k, stop)
        if added < best:
            if model.timed or time > longest:
                added, time = _cost_on_time(model, state, v, stop, 0, best, -model.fixed[v])
            if added < best and time <= longest:
                best, place = added, 0
        return best, place
    before = state.cost[v] + price_of_work(model, state.time[v])
    ways = Ways(model.arc[k], model.out[k], model.dump[k], model.leave[k], model.home[k], model.capacity[k])
    lane = Lane(
        state.sequence[v, :count],
        state.path[v],
        state.carried[v],
        state.fresh[v],
        state.full[v],
        state.after[v],
        state.onward[v],
    )
    load, least = model.load[stop], state.least
    for at in range(count + 1):
        if blink > 0.0 and fraction(chance) < blink:
            continue
        cost, time = _cost_with(ways, lane, stop, load, at, least)
        added = cost + price_of_work(model, time) - before
        if added < best:
            if model.timed or time > longest:
                added, time = _cost_on_time(model, state, v, stop, at, best, before)
            if added < best and time <= longest:
                best, place = added, at
    return best, place


@outer
def _cost_alone(model: Model, v: int, k: int, stop: int) -> tuple[float, float]:
    """Return what it adds to send an idle vehicle out for one stop, and the time it takes."""
    time = model.out[k, stop, 1] + model.home[k, stop, 1]
    cost = model.out[k, stop, 0] + model.home[k, stop, 0] + model.fixed[v]
    return cost + price_of_work(model, time), time


@outer
def _cost_on_time(
    model: Model, state: State, v: int, stop: int, at: int, bound: float, before: float
) -> tuple[float, float]:
    """Return what a stop adds to a route that cost `before` if all times are kept, and the route's time."""
    if not try_on_time(model, state, v, stop, at, before + bound):
        return np.inf, np.inf
    row = len(model.kind)
    time = state.time[row]
    return state.cost[row] + price_of_work(model, time) - before, time


@outer
def _within_day(model: Model, state: State, v: int, stop: int, count: int) -> bool:
    """Tell whether a stop fits into the vehicle at all and into the limits that no emptying renews."""
    if count >= state.sequence.shape[1] or count >= model.day_stops[v]:
        return False
    for u in range(model.load.shape[1]):
        carried = state.carried[v, count, u] if count > 0 else 0.0
        load = model.load[stop, u]
        if load > model.capacity[model.kind[v], u] or carried + load > model.day_load[v, u]:
            return False
    return True


@uncounted
def _cost_with(ways: Ways, lane: Lane, stop: int, load: Floats, at: int, least: Floats) -> tuple[float, float]:
    """Return cost and time of a route with a stop at a place, over the best emptyings.

    The trip that serves the stop begins at some place first <= at and ends before some place last <= count. The
    cheapest ends within reach are kept as running minima while the trip's begin moves back, so that the work is
    linear in the number of stops between two emptyings.
    """
    last = _ways_onward(ways, lane, stop, load, at, least)
    cost, time = _come_fresh(ways, lane, stop, at)
    best, best_time = cost + least[last - at, 0], time + least[last - at, 1]
    if at == 0:
        return best, best_time
    path, fresh, before = lane.path, lane.fresh, lane.stops[at - 1]
    arc, arc_time = path[at - 1, 0] + ways.arc[before, stop, 0], path[at - 1, 1] + ways.arc[before, stop, 1]
    for first in range(at - 1, -1, -1):
        while last >= at and not _fit_with(lane.carried, first, last, load, ways.capacity):
            last -= 1
        if last < at:
            break
        cost = fresh[first, 0] - path[first, 0] + arc + least[last - at, 0]
        if cost < best:
            best, best_time = cost, fresh[first, 1] - path[first, 1] + arc_time + least[last - at, 1]
    return best, best_time


@uncounted
def _fit_with(carried: Floats, first: int, end: int, load: Floats, capacity: Floats) -> bool:
    """Tell whether the places from `first` to before `end` and one more load fit in without emptying."""
    fit = True
    for u in range(len(capacity)):
        fit &= carried[end, u] - carried[first, u] + load[u] <= capacity[u]
    return fit


@uncounted
def _come_fresh(ways: Ways, lane: Lane, stop: int, at: int) -> tuple[float, float]:
    """Return cost and time to come empty to a new stop at a place."""
    if at == 0:
        return ways.out[stop, 0], ways.out[stop, 1]
    cost, time, _ = over_facility(ways.dump[lane.stops[at - 1]], ways.leave[stop])
    return lane.full[at - 1, 0] + cost, lane.full[at - 1, 1] + time


@uncounted
def _ways_onward(ways: Ways, lane: Lane, stop: int, load: Floats, at: int, least: Floats) -> int:
    """Fill least[m] with the best way on from a new stop if at most m stops follow it before the next emptying.

    Returns the place before which the longest possible trip ends.
    """
    count = len(lane.stops)
    if at == count:
        least[0, 0], least[0, 1] = ways.home[stop, 0], ways.home[stop, 1]
        return at
    after, path = lane.stops[at], lane.path
    cost, time, _ = over_facility(ways.dump[stop], ways.leave[after])
    least[0, 0], least[0, 1] = cost + lane.onward[at, 0], time + lane.onward[at, 1]
    arc, arc_time = ways.arc[stop, after, 0] - path[at, 0], ways.arc[stop, after, 1] - path[at, 1]
    last = at
    while last < count and _fit_with(lane.carried, at, last + 1, load, ways.capacity):
        m = last - at + 1
        cost = arc + path[last, 0] + lane.after[last, 0]
        if cost < least[m - 1, 0]:
            least[m, 0], least[m, 1] = cost, arc_time + path[last, 1] + lane.after[last, 1]
        else:
            least[m, 0], least[m, 1] = least[m - 1, 0], least[m - 1, 1]
        last += 1
    return last
