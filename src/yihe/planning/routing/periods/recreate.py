"""Putting stops that miss visits back where they cost least, choosing their days on the way."""

from __future__ import annotations

import numpy as np

from ...chance import Stream, fraction
from ...compiled import outer
from .insertion import best_place
from .model import Ints, Model
from .moving import put, renew, renew_touched, take_wholly
from .state import Journal, State

# Probability that an insertion overlooks a place, as published for slack induction by string removals.
BLINK = 0.01
# With more vehicles in a period only those that serve one of the stop's nearest are looked into.
FEW_VEHICLES = 8
NEAR = 40


@outer
def recreate(model: Model, state: State, journal: Journal, chance: Stream) -> None:
    """Put all pending stops back in a random order of some kind; those without a place stay out."""
    for index in _order(model, journal, chance, journal.counts[1]):
        _bring_back(model, state, journal, chance, journal.pending[index])


@outer
def _order(model: Model, journal: Journal, chance: Stream, count: int) -> Ints:
    """Return the pending stops by chance, by load, or by distance from the depot."""
    pending = journal.pending[:count]
    key = np.empty(count)
    lot = fraction(chance)
    for index in range(count):
        stop = pending[index]
        if lot < 0.4:
            key[index] = fraction(chance)
        elif lot < 0.7:
            key[index] = -model.weight[stop]
        elif lot < 0.9:
            key[index] = -model.remote[stop]
        else:
            key[index] = model.remote[stop]
    return np.argsort(key)


@outer
def _bring_back(model: Model, state: State, journal: Journal, chance: Stream, stop: int) -> None:
    """Put a stop's missing visits back on its days, or if that fails on the best days for it."""
    if state.chosen[stop] >= 0:
        if _complete(model, state, journal, chance, stop, False):
            return
        _leave_out(model, state, journal, stop)
    _choose(model, state, journal, chance, stop)


@outer
def _leave_out(model: Model, state: State, journal: Journal, stop: int) -> None:
    take_wholly(model, state, journal, stop)
    renew_touched(model, state, journal)


@outer
def _choose(model: Model, state: State, journal: Journal, chance: Stream, stop: int) -> None:
    """Put a stop in with the cheapest pattern, unless leaving it out is cheaper."""
    found = state.found
    _look(model, state, chance, stop)
    best, chosen = model.missing_cost[stop], -1
    for pattern in range(model.patterns_from[stop], model.patterns_from[stop + 1]):
        cost = 0.0
        for index in range(model.days_from[pattern], model.days_from[pattern + 1]):
            cost += found[model.days[index], 0]
        if cost < best:
            best, chosen = cost, pattern
    if chosen >= 0:
        state.chosen[stop] = chosen
        if not _complete(model, state, journal, chance, stop, not model.timed):
            _leave_out(model, state, journal, stop)


@outer
def _look(model: Model, state: State, chance: Stream, stop: int) -> None:
    """Find the best place in every period that some pattern of the stop asks for: found[period] = cost, v, place."""
    found = state.found
    found[:, 1] = -2
    for pattern in range(model.patterns_from[stop], model.patterns_from[stop + 1]):
        for index in range(model.days_from[pattern], model.days_from[pattern + 1]):
            period = model.days[index]
            if found[period, 1] == -2:
                _look_in(model, state, chance, stop, period)


@outer
def _look_in(model: Model, state: State, chance: Stream, stop: int, period: int) -> None:
    """Find the best place in one period that costs less than leaving the stop out."""
    looked, found = state.looked, state.found
    best, vehicle, place = model.missing_cost[stop], -1, -1
    for index in range(_vehicles_to_look_into(model, state, stop, period)):
        v = looked[index]
        cost, at = best_place(model, state, v, stop, best, BLINK, chance)
        if at >= 0:
            best, vehicle, place = cost, v, at
    found[period, 0] = best if vehicle >= 0 else np.inf
    found[period, 1], found[period, 2] = vehicle, place


@outer
def _vehicles_to_look_into(model: Model, state: State, stop: int, period: int) -> int:
    """List vehicles of a period in `state.looked`: those that pass near the stop, and one idle of each kind."""
    looked, length = state.looked, state.length
    begin, end = model.vehicles_from[period], model.vehicles_from[period + 1]
    count = 0
    everywhere = end - begin <= FEW_VEHICLES
    if not everywhere:
        for other in model.near[stop, : NEAR + 1]:
            v = state.vehicle_of[other, period]
            if v >= 0 and not _is_among(looked, count, v):
                looked[count] = v
                count += 1
    for index in range(begin, end):
        v = model.vehicles_of[index]
        if everywhere if length[v] > 0 else not _has_idle_twin(model, length, v, begin, index):
            looked[count] = v
            count += 1
    return count


@outer
def _is_among(looked: Ints, count: int, v: int) -> bool:
    among = False
    for index in range(count):
        among |= looked[index] == v
    return among


@outer
def _has_idle_twin(model: Model, length: Ints, v: int, begin: int, index: int) -> bool:
    """Tell whether an equal vehicle that comes before this one is idle as well."""
    for other in range(begin, index):
        twin = model.vehicles_of[other]
        if length[twin] == 0 and model.twin[twin] == model.twin[v]:
            return True
    return False


@outer
def _complete(model: Model, state: State, journal: Journal, chance: Stream, stop: int, known: bool) -> bool:
    """Put in the visits that the chosen pattern asks for and the plan lacks; tell whether all have a place.

    What `_look` found holds for all days of a pattern at once (`known`), unless a visit's time bounds the others'.
    """
    found, pattern = state.found, state.chosen[stop]
    for index in range(model.days_from[pattern], model.days_from[pattern + 1]):
        period = model.days[index]
        if state.vehicle_of[stop, period] < 0:
            if not known:
                _look_in(model, state, chance, stop, period)
            v = int(found[period, 1])
            if v < 0:
                return False
            put(state, journal, v, stop, int(found[period, 2]), period)
            renew(model, state, v)
    return True
