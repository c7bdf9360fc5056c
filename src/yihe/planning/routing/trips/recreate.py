"""Putting absent stops back: greedy insertion in a random one of several orders, with blinks (same paper)."""

from __future__ import annotations

from typing import Any

from ...chance import below, fraction
from ...compiled import inner
from .insertion import best_insertion, insert
from .state import ABSENT, LENGTH, VERSION
from .tables import (
    STOP_BIN,
    STOP_END_WINDOW,
    STOP_FIRST_WINDOW,
    STOP_LOADS,
    STOP_PENALTY,
    STOP_PLACE,
    STOP_RELEASE,
    VEHICLE_ALIKE,
    VEHICLE_NETWORK,
    VEHICLE_PERIOD,
    VEHICLE_START,
)

# Chance to overlook a vehicle.
BLINK = 0.01
# Weights of the orders: random, largest load, farthest, nearest, tightest window, earliest, latest end, latest release.
ORDER_STEPS = (4, 8, 10, 11, 13, 15, 17, 19)


@inner
def _order_key(tables: Any, state: Any, order: int, s: int) -> float:
    stop = tables.stop[s]
    first, end = stop[STOP_FIRST_WINDOW], stop[STOP_END_WINDOW]
    if order == 0:
        return fraction(state.rng)
    if order == 1:
        return -stop[STOP_LOADS : STOP_LOADS + tables.loads].sum()
    if order < 4:
        away = tables.distance[tables.vehicle[0, VEHICLE_NETWORK], tables.vehicle[0, VEHICLE_START], stop[STOP_PLACE]]
        return -away if order == 2 else away
    if order == 4:
        return (tables.window[first:end, 1] - tables.window[first:end, 0]).sum()
    if order == 5:
        return tables.window[first, 0]
    if order == 6:
        return -tables.window[end - 1, 1]
    return -stop[STOP_RELEASE]


@inner
def _sort_absent(tables: Any, state: Any) -> None:
    draw, order = below(state.rng, ORDER_STEPS[-1]), 0
    while draw >= ORDER_STEPS[order]:
        order += 1
    absent, key = state.absent, state.key
    for i in range(state.counter[ABSENT]):
        s = absent[i]
        value, j = _order_key(tables, state, order, s), i
        while j > 0 and key[j - 1] > value:
            absent[j], key[j] = absent[j - 1], key[j - 1]
            j -= 1
        absent[j], key[j] = s, value


@inner
def _remembered(tables: Any, state: Any, v: int, s: int) -> tuple[int, int]:
    """Best insertion of a stop into a route, computed anew only if the route changed since it was last asked."""
    memo = state.memo[s, v]
    if memo[0] != state.tally[v, VERSION]:
        memo[0] = state.tally[v, VERSION]
        memo[1], memo[2] = best_insertion(tables, state, v, s)
    return memo[1], memo[2]


@inner
def _best_vehicle(tables: Any, state: Any, s: int) -> tuple[int, int]:
    """Vehicle that takes the stop at least cost, below the cost of leaving it out; -1 if none does."""
    best, chosen, move, empty = tables.stop[s, STOP_PENALTY], -1, -1, -1
    for v in range(len(tables.vehicle)):
        if state.taken[tables.stop[s, STOP_BIN], tables.vehicle[v, VEHICLE_PERIOD]] > 0:
            continue
        if state.tally[v, LENGTH] == 2:
            if tables.vehicle[v, VEHICLE_ALIKE] == empty:
                continue
            empty = tables.vehicle[v, VEHICLE_ALIKE]
        if fraction(state.rng) < BLINK:
            continue
        cost, how = _remembered(tables, state, v, s)
        if cost < best:
            best, chosen, move = cost, v, how
    return chosen, move


@inner
def recreate(tables: Any, state: Any) -> bool:
    """Insert the absent stops one by one; those that fit nowhere stay absent."""
    _sort_absent(tables, state)
    waiting, still, possible = state.counter[ABSENT], 0, True
    for i in range(waiting):
        s = state.absent[i]
        v, move = _best_vehicle(tables, state, s)
        if v < 0:
            state.absent[still] = s
            still += 1
            continue
        possible &= insert(tables, state, v, s, move)
        state.taken[tables.stop[s, STOP_BIN], tables.vehicle[v, VEHICLE_PERIOD]] += 1
        state.cost[0] -= tables.stop[s, STOP_PENALTY]
    state.counter[ABSENT] = still
    return possible
