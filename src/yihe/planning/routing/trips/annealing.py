"""The search: ruin, recreate, exchange trips, and accept by simulated annealing."""

from __future__ import annotations

import math
from typing import Any

from ...chance import fraction
from ...compiled import inner, outer
from .exchange import exchange_trips
from .recreate import recreate
from .ruin import close_gaps, ruin
from .state import ABSENT, BEST_ABSENT, COST, LENGTH, NODE, STEPS, WINDOW, begin_step, keep_best, take_back
from .tables import STOP_BIN, STOP_PENALTY, VEHICLE_PERIOD
from .timing import refresh

# Share of steps whose strings run through whole routes instead of single trips.
WHOLE_ROUTES = 0.3
# Chance of an exchange of trips before each step.
EXCHANGE_TRIPS = 0.5


@inner
def _count_anew(tables: Any, state: Any) -> None:
    """Compute the current cost and which periods the stops are served in."""
    state.taken[:] = 0
    state.cost[0] = 0
    for i in range(state.counter[ABSENT]):
        state.cost[0] += tables.stop[state.absent[i], STOP_PENALTY]
    for v in range(len(tables.vehicle)):
        state.cost[0] += state.tally[v, COST]
        for p in range(1, state.tally[v, LENGTH] - 1):
            if state.route[v, p, NODE] >= 0:
                stop = state.route[v, p, NODE]
                state.taken[tables.stop[stop, STOP_BIN], tables.vehicle[v, VEHICLE_PERIOD]] += 1


@outer
def take_up(tables: Any, state: Any) -> bool:
    """Begin from routes whose nodes and windows were just written; tell whether they keep every rule."""
    possible = True
    state.where[:] = -1
    begin_step(state)
    for v in range(len(tables.vehicle)):
        refresh(tables, state, v)
        possible &= close_gaps(tables, state, v)
    _count_anew(tables, state)
    if possible and state.cost[0] < state.cost[1]:
        keep_best(state)
    return possible and state.taken.max() <= 1


@outer
def back_to_best(tables: Any, state: Any) -> None:
    """Make the best routes the current ones."""
    state.where[:] = -1
    for v in range(len(tables.vehicle)):
        length = state.best_tally[v, LENGTH]
        state.tally[v, LENGTH] = length
        state.route[v, :length, NODE] = state.best_route[v, :length, 0]
        state.route[v, :length, WINDOW] = state.best_route[v, :length, 1]
    absent = state.counter[BEST_ABSENT]
    state.absent[:absent] = state.best_absent[:absent]
    state.counter[ABSENT] = absent
    begin_step(state)
    for v in range(len(tables.vehicle)):
        refresh(tables, state, v)
    _count_anew(tables, state)


@inner
def _step(tables: Any, state: Any, temperature: float, trips: bool) -> None:
    """Try one change: exchange trips, or ruin and recreate; keep it or take it back."""
    absent, before = state.counter[ABSENT], state.cost[0]
    begin_step(state)
    if trips:
        possible = exchange_trips(tables, state)
    else:
        possible = ruin(tables, state, fraction(state.rng) < WHOLE_ROUTES) and recreate(tables, state)
    limit = before - temperature * math.log(fraction(state.rng) + 1e-300)
    if not possible or state.cost[0] >= limit:
        take_back(tables, state, absent)
        state.cost[0] = before
    elif state.cost[0] < state.cost[1]:
        keep_best(state)


@outer
def anneal(tables: Any, state: Any, steps: int, warm: float, cold: float) -> None:
    """Take a number of steps while the temperature falls from `warm` to `cold`."""
    cooling = (cold / warm) ** (1.0 / steps)
    for _ in range(steps):
        if fraction(state.rng) < EXCHANGE_TRIPS:
            _step(tables, state, warm, True)
        _step(tables, state, warm, False)
        warm *= cooling
    state.counter[STEPS] += steps
