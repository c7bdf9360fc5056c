"""Putting stops back one by one where they cost least, blinking now and then."""

from __future__ import annotations

from typing import Any

from ....chance import below, fraction
from ....compiled import uncounted
from .ruining import full
from .state import BEFORE, COST, GONE, LATEST, LOADED, NEXT, PLACE, READY, ROUTE, SIZE, put
from .tables import (
    ABSENT,
    CAPACITY,
    CLOSES,
    COST_FROM,
    COST_TO,
    FIXED,
    KIND,
    LOADS,
    MOST_LOADS,
    OPENS,
    SERVICE,
    TIME_FROM,
    TIME_TO,
)

# Chance that a place is overlooked.
BLINK = 0.01
# A stop without a place beside its neighbours is tried everywhere now and then.
EVERYWHERE = 0.05


@uncounted
def recreate(tables: Any, state: Any, zone: Any, change: int, limit: float, building: bool) -> int:
    """Put the stops that are out back in; returns what the whole step changes the cost by.

    Gives up as soon as the change is no longer below `limit`, since a stop more costs something.
    """
    _order(tables, state, zone)
    for at in range(zone.tally[GONE]):
        stop = zone.gone[at]
        most = tables.stop[stop, ABSENT]
        if limit - change < most:
            most = int(limit - change) + 1
        cost, behind = _beside_neighbours(tables, state, zone, stop, most)
        cost, behind = _standing(tables, state, zone, stop, cost, behind)
        if behind < 0 and (building or fraction(zone.chance) < EVERYWHERE):
            cost, behind = _anywhere(tables, state, zone, stop, cost)
        if behind < 0 or full(state, zone):
            cost = tables.stop[stop, ABSENT]
        else:
            put(tables, state, zone, stop, behind)
        change += cost
        if change >= limit:
            break
    return change


@uncounted
def _order(tables: Any, state: Any, zone: Any) -> None:
    """Sort the stops that are out by a measure drawn at random (weights of the paper)."""
    drawn, many = below(zone.chance, 15), zone.tally[GONE]
    home = state.node[state.starts, PLACE]
    for at in range(many):
        stop = zone.gone[at]
        zone.key[at] = _measure(tables, state, zone, drawn, stop, home)
    for at in range(1, many):
        key, stop, place = zone.key[at], zone.gone[at], at
        while place > 0 and zone.key[place - 1] > key:
            zone.key[place], zone.gone[place] = zone.key[place - 1], zone.gone[place - 1]
            place -= 1
        zone.key[place], zone.gone[place] = key, stop


@uncounted
def _measure(tables: Any, state: Any, zone: Any, drawn: int, stop: int, home: int) -> float:
    if drawn < 4:
        return fraction(zone.chance)
    if drawn < 8:
        return -1.0 * tables.stop[stop, LOADS]
    if drawn < 10:
        return -1.0 * tables.drive[home, state.node[stop, PLACE], COST_TO]
    if drawn < 11:
        return 1.0 * tables.drive[home, state.node[stop, PLACE], COST_TO]
    if drawn < 13:
        return 1.0 * (tables.stop[stop, CLOSES] - tables.stop[stop, OPENS])
    if drawn < 14:
        return 1.0 * tables.stop[stop, OPENS]
    return -1.0 * tables.stop[stop, CLOSES]


@uncounted
def _fits(tables: Any, state: Any, route: int, stop: int) -> bool:
    for d in range(MOST_LOADS):
        load = tables.stop[stop, LOADS + d]
        if load and state.node[state.totals + route, LOADED + d] + load > tables.room[route, CAPACITY + d]:
            return False
    return True


@uncounted
def _cost_behind(tables: Any, state: Any, stop: int, i: int, j: int, most: int) -> int:
    """What putting the stop between two nodes costs, or `most` if that is not less or comes too late."""
    place = state.node[stop, PLACE]
    a, b = state.node[i, PLACE], state.node[j, PLACE]
    cost = tables.drive[place, a, COST_FROM] + tables.drive[place, b, COST_TO] - state.node[i, COST]
    if cost >= most:
        return most
    begin = max(state.node[i, READY] + tables.drive[place, a, TIME_FROM], tables.stop[stop, OPENS])
    if begin > tables.stop[stop, CLOSES]:
        return most
    if begin + tables.stop[stop, SERVICE] + tables.drive[place, b, TIME_TO] > state.node[j, LATEST]:
        return most
    return cost


@uncounted
def _beside_neighbours(tables: Any, state: Any, zone: Any, stop: int, most: int) -> tuple[int, int]:
    """Cheapest place behind a stop that goes well before, or before one that goes well after."""
    best = -1
    for after in range(2):
        beside = tables.ahead if after else tables.behind
        for at in range(beside.shape[1]):
            neighbour = beside[stop, at]
            if neighbour < 0:
                break
            route = state.node[neighbour, ROUTE]
            if route < 0 or not zone.inside[route]:
                continue
            i = state.node[neighbour, BEFORE] if after else neighbour
            cost = _cost_behind(tables, state, stop, i, state.node[i, NEXT], most)
            if cost < most and _fits(tables, state, route, stop) and fraction(zone.chance) >= BLINK:
                most, best = cost, i
    return most, best


@uncounted
def _standing(tables: Any, state: Any, zone: Any, stop: int, most: int, best: int) -> tuple[int, int]:
    """The same or, if cheaper, the first standing vehicle of a kind."""
    tried = -1
    for route in zone.routes:
        kind = tables.room[route, KIND]
        if kind == tried or state.node[state.totals + route, SIZE] > 0:
            continue
        tried = kind
        i, j = state.starts + route, state.ends + route
        cost = _cost_behind(tables, state, stop, i, j, most - tables.room[route, FIXED]) + tables.room[route, FIXED]
        if cost < most and _fits(tables, state, route, stop):
            most, best = cost, i
    return most, best


@uncounted
def _anywhere(tables: Any, state: Any, zone: Any, stop: int, most: int) -> tuple[int, int]:
    """Cheapest place in any route of the zone that has stops."""
    best = -1
    for route in zone.routes:
        if state.node[state.totals + route, SIZE] == 0 or not _fits(tables, state, route, stop):
            continue
        i = state.starts + route
        while i != state.ends + route:
            j = state.node[i, NEXT]
            cost = _cost_behind(tables, state, stop, i, j, most)
            if cost < most:
                most, best = cost, i
            i = j
    return most, best
