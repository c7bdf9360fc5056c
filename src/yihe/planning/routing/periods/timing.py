"""When a route's visits begin, for problems in which that matters: windows, opening hours, gaps between visits."""

from __future__ import annotations

import numpy as np

from ...compiled import outer
from .model import Model
from .state import Ints32, State, over_facility, refresh


@outer
def keeps_times(model: Model, state: State, v: int, stop: int, at: int) -> bool:
    """Tell whether route v keeps all times once a stop is put in at a place."""
    row, count = len(model.kind), state.length[v]
    tried = state.sequence[row]
    tried[:at] = state.sequence[v, :at]
    tried[at] = stop
    tried[at + 1 : count + 1] = state.sequence[v, at:count]
    state.length[row] = count + 1
    refresh(model, state, row, model.kind[v])
    return schedule(model, state, row, v, False)


@outer
def schedule(model: Model, state: State, row: int, v: int, write: bool) -> bool:
    """Drive sequence `row` with vehicle v as early as possible; tell whether it keeps all times and its trips.

    The start is put off as far as this saves waiting, as in the forward slack of Savelsbergh (1992).
    """
    k, period, count = model.kind[v], model.period[v], state.length[row]
    stops = state.sequence[row]
    now, waited, slack, trips = model.shift[v, 0], 0.0, np.inf, 1
    now += model.out[k, stops[0], 1] if count > 0 else 0.0
    s = 0
    while s < count:
        last = state.cut[row, s]
        for at in range(s, last + 1):
            stop = stops[at]
            earliest, latest = _gap_bounds(model, state, stop, period)
            begin, limit = _begin(model, stop, max(now, earliest), latest)
            if begin > limit:
                return False
            slack = min(slack, waited + limit - now)
            waited += begin - now
            if write:
                state.begin[stop, period] = begin
            now = begin
            if at < last:
                now += model.arc[k, stop, stops[at + 1], 1]
        g, onward = _leave(model, k, stops, last, count)
        if g < 0:
            now += onward
        else:
            arrival = now + model.dump[k, stops[last], g, 1] - model.facility_service[g]
            begin = max(arrival, model.facility_window[g, 0])
            if begin > model.facility_window[g, 1]:
                return False
            slack = min(slack, waited + model.facility_window[g, 1] - arrival)
            waited += begin - arrival
            now = begin + model.facility_service[g] + onward
            trips += last + 1 < count
        s = last + 1
    delay = min(waited, max(slack, 0.0))
    if write:
        state.delay[row] = delay
    length = now - model.shift[v, 0] - delay
    return now <= model.shift[v, 1] and length <= model.longest[v] and trips <= model.trips[v]


@outer
def _leave(model: Model, k: int, stops: Ints32, last: int, count: int) -> tuple[int, float]:
    """Return the facility after a trip's last stop (-1 for none) and the time from there on."""
    stop = stops[last]
    if last + 1 < count:
        _, _, g = over_facility(model.dump[k, stop], model.leave[k, stops[last + 1]])
        return g, model.leave[k, stops[last + 1], g, 1]
    g = model.home_by[k, stop]
    if g < 0:
        return -1, model.home[k, stop, 1]
    return g, model.home[k, stop, 1] - model.dump[k, stop, g, 1]


@outer
def _begin(model: Model, stop: int, now: float, latest: float) -> tuple[float, float]:
    """Return when service can begin from `now` on and the end of the window it falls into; begin > end if never."""
    for w in range(model.window_from[stop], model.window_from[stop + 1]):
        limit = min(model.window[w, 1], latest)
        begin = max(now, model.window[w, 0])
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
