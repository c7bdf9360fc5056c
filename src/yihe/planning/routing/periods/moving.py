"""Putting visits into routes and taking them out, with a journal to take a whole step back."""

from __future__ import annotations

import numpy as np

from ...compiled import outer
from .insertion import price_of_work
from .model import Model
from .state import Journal, State, refresh
from .timing import settle


@outer
def touch(state: State, journal: Journal, v: int) -> None:
    """Note what a vehicle's route was before the step."""
    if not journal.touched[v]:
        journal.touched[v] = True
        journal.vehicles[journal.counts[0]] = v
        journal.counts[0] += 1
        count = state.length[v]
        journal.length[v] = count
        journal.sequence[v, :count] = state.sequence[v, :count]


@outer
def await_visits(state: State, journal: Journal, stop: int) -> None:
    """Note that a stop misses visits."""
    if not journal.is_pending[stop]:
        journal.is_pending[stop] = True
        journal.chosen[stop] = state.chosen[stop]
        journal.pending[journal.counts[1]] = stop
        journal.counts[1] += 1


@outer
def put(state: State, journal: Journal, v: int, stop: int, at: int, period: int) -> None:
    """Put a visit into a route; the tables are not renewed."""
    touch(state, journal, v)
    stops, count = state.sequence[v], state.length[v]
    for s in range(count, at, -1):
        stops[s] = stops[s - 1]
    stops[at] = stop
    state.length[v] = count + 1
    state.vehicle_of[stop, period] = v


@outer
def take(model: Model, state: State, journal: Journal, stop: int, period: int) -> None:
    """Take a visit out of its route; the tables are not renewed."""
    v = state.vehicle_of[stop, period]
    touch(state, journal, v)
    await_visits(state, journal, stop)
    stops, count = state.sequence[v], state.length[v]
    at = place_of(state, v, stop)
    for s in range(at, count - 1):
        stops[s] = stops[s + 1]
    state.length[v] = count - 1
    state.vehicle_of[stop, period] = -1


@outer
def take_wholly(model: Model, state: State, journal: Journal, stop: int) -> None:
    """Take all visits of a stop out; its pattern is open again."""
    await_visits(state, journal, stop)
    for period in range(state.vehicle_of.shape[1]):
        if state.vehicle_of[stop, period] >= 0:
            take(model, state, journal, stop, period)
    state.chosen[stop] = -1


@outer
def place_of(state: State, v: int, stop: int) -> int:
    """Return the place of a stop in a route."""
    for s in range(state.length[v]):
        if state.sequence[v, s] == stop:
            return s
    return -1


@outer
def renew(model: Model, state: State, v: int) -> bool:
    """Renew a route's tables; tell whether it keeps its limits."""
    refresh(model, state, v, model.kind[v])
    if not model.timed and state.time[v] <= model.longest[v]:
        return True
    return settle(model, state, v, v, np.inf, True)


@outer
def renew_all(model: Model, state: State) -> bool:
    """Renew the tables of all routes, period after period; the second time the gaps to later visits are known.

    Tells whether all keep their limits.
    """
    state.begin[:] = np.inf
    good = True
    for _ in range(2 if model.timed else 1):
        good = True
        for v in model.vehicles_of:
            good = renew(model, state, v) and good
    return good


@outer
def renew_touched(model: Model, state: State, journal: Journal) -> bool:
    """Renew the tables of all routes that the step has changed; tell whether all keep their limits."""
    good = True
    for index in range(journal.counts[0]):
        good = renew(model, state, journal.vehicles[index]) and good
    return good


@outer
def route_value(model: Model, state: State, v: int) -> float:
    """Return what a route adds to the plan's value."""
    if state.length[v] == 0:
        return 0.0
    return state.cost[v] + model.fixed[v] + price_of_work(model, state.time[v])


@outer
def value(model: Model, state: State) -> float:
    """Return the plan's value: routes, prices of stops left out, and uneven work where it has a price."""
    total = 0.0
    for v in range(len(model.kind)):
        total += route_value(model, state, v)
    for stop in range(len(state.chosen)):
        if state.chosen[stop] < 0:
            total += model.missing_cost[stop]
    return total


@outer
def begin_step(state: State, journal: Journal) -> None:
    """Forget the last step; stops that are left out miss their visits still."""
    for index in range(journal.counts[0]):
        journal.touched[journal.vehicles[index]] = False
    for index in range(journal.counts[1]):
        journal.is_pending[journal.pending[index]] = False
    journal.counts[0] = 0
    journal.counts[1] = 0


@outer
def take_back(model: Model, state: State, journal: Journal) -> None:
    """Restore the plan as it was when the step began."""
    period = model.period
    for index in range(journal.counts[0]):
        v = journal.vehicles[index]
        for s in range(state.length[v]):
            state.vehicle_of[state.sequence[v, s], period[v]] = -1
    for index in range(journal.counts[0]):
        v = journal.vehicles[index]
        count = journal.length[v]
        state.length[v] = count
        state.sequence[v, :count] = journal.sequence[v, :count]
        for s in range(count):
            state.vehicle_of[state.sequence[v, s], period[v]] = v
    for index in range(journal.counts[1]):
        stop = journal.pending[index]
        state.chosen[stop] = journal.chosen[stop]
    renew_touched(model, state, journal)
