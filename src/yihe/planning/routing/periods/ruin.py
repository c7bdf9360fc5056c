"""Taking related visits out of a plan: strings of neighbouring routes on one day, or stops on all their days."""

from __future__ import annotations

from ...chance import Stream, below, fraction
from ...compiled import outer
from .model import Model
from .moving import place_of, take, take_wholly
from .state import Journal, State

# Slack induction by string removals, as published: at most ten stops of a string, ten stops on average.
LONGEST_STRING = 10
AVERAGE_TAKEN = 10
# Probability that a string leaves a stop in its middle.
SPLIT = 0.5


@outer
def ruin(model: Model, state: State, journal: Journal, chance: Stream) -> None:
    """Take visits out; half of the steps leave the patterns as they are."""
    lot = fraction(chance)
    if lot < 0.5:
        _strings(model, state, journal, chance, False)
    elif lot < 0.8:
        _strings(model, state, journal, chance, True)
    else:
        _around(model, state, journal, chance)


@outer
def _around(model: Model, state: State, journal: Journal, chance: Stream) -> None:
    """Take a stop and others near it out on all days."""
    stops = len(state.chosen)
    wanted = min(1 + below(chance, AVERAGE_TAKEN), stops)
    seed = below(chance, stops)
    for other in model.near[seed]:
        if wanted == 0:
            break
        if state.chosen[other] >= 0 and fraction(chance) < 0.7:
            take_wholly(model, state, journal, other)
            wanted -= 1


@outer
def _strings(model: Model, state: State, journal: Journal, chance: Stream, wholly: bool) -> None:
    """Take strings out of routes of one day near a stop (Christiaens and Vanden Berghe 2020, section 5)."""
    period = below(chance, state.vehicle_of.shape[1])
    first, last = model.vehicles_from[period], model.vehicles_from[period + 1]
    visits, routes = 0, 0
    for index in range(first, last):
        count = state.length[model.vehicles_of[index]]
        visits += count
        routes += count > 0
    if routes == 0:
        return
    limit = min(float(LONGEST_STRING), visits / routes)
    most = 4.0 * AVERAGE_TAKEN / (1.0 + limit) - 1.0
    wanted = int(fraction(chance) * most + 1.0)
    seed = below(chance, len(state.chosen))
    for other in model.near[seed]:
        v = state.vehicle_of[other, period]
        if v < 0 or journal.touched[v]:
            continue
        length = min(limit, float(state.length[v]))
        _string(model, state, journal, chance, other, v, period, 1 + int(fraction(chance) * length), wholly)
        wanted -= 1
        if wanted == 0:
            return


@outer
def _string(
    model: Model,
    state: State,
    journal: Journal,
    chance: Stream,
    stop: int,
    v: int,
    period: int,
    length: int,
    wholly: bool,
) -> None:
    """Take a string that holds a stop out of a route, perhaps leaving one in its middle."""
    count, held = state.length[v], state.held
    length = min(length, count)
    kept = 1 if 1 < length < count and fraction(chance) < SPLIT else 0
    at = place_of(state, v, stop)
    span = length + kept
    low, high = max(0, at - span + 1), min(at, count - span)
    begin = low + below(chance, high - low + 1)
    left = begin + 1 + below(chance, length - 1) if kept > 0 else -1
    taken = 0
    for s in range(begin, begin + span):
        if s != left:
            held[taken] = state.sequence[v, s]
            taken += 1
    for index in range(taken):
        if wholly:
            take_wholly(model, state, journal, held[index])
        else:
            take(model, state, journal, held[index], period)
