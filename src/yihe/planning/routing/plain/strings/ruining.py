"""Taking strings of neighbouring stops out of several routes."""

from __future__ import annotations

from typing import Any

from ....chance import below, fraction
from ....compiled import uncounted
from .state import BEFORE, GONE, NEXT, ROUTE, SIZE, STEP, WRITTEN, cut
from .tables import ABSENT, FIXED

# Names and values of the paper: mean number of stops removed, longest string, chance that a string keeps some of its
# stops, and that it keeps one more.
MEAN_REMOVED = 10.0
LONGEST_STRING = 10
SPLIT, SPLIT_ON = 0.5, 0.5
# Room that a step leaves in the journal for the writes of one more change, in routes' lengths.
MARGIN = 6


@uncounted
def full(state: Any, zone: Any) -> bool:
    """Whether the journal may not hold another change."""
    written, out = zone.tally[WRITTEN] + MARGIN * state.starts + 100, zone.tally[GONE] + 2 * LONGEST_STRING
    return 2 * written > len(zone.journal) or out > len(zone.gone)


@uncounted
def ruin(tables: Any, state: Any, zone: Any, seed: int) -> int:
    """Take strings out around a stop; returns what that changes the cost by."""
    longest = LONGEST_STRING
    if state.node[seed, ROUTE] >= 0:
        longest = min(longest, state.node[state.totals + state.node[seed, ROUTE], SIZE])
    strings = int(fraction(zone.chance) * (4.0 * MEAN_REMOVED / (1 + longest) - 1) + 1)
    change = 0
    for at in range(-1, tables.near.shape[1]):
        stop = seed if at < 0 else tables.near[seed, at]
        if stop < 0:
            break
        route = state.node[stop, ROUTE]
        if route < 0 or not zone.inside[route] or zone.mark[route] == zone.tally[STEP]:
            continue
        zone.mark[route] = zone.tally[STEP]
        change += _take_string(tables, state, zone, stop, longest)
        strings -= 1
        if strings <= 0 or full(state, zone):
            break
    return change


@uncounted
def _take_string(tables: Any, state: Any, zone: Any, stop: int, longest: int) -> int:
    """Take a string that holds the stop out of its route, or two with stops between that stay."""
    route = state.node[stop, ROUTE]
    size = state.node[state.totals + route, SIZE]
    length = 1 + below(zone.chance, min(longest, size))
    kept = 0
    if 1 < length < size and fraction(zone.chance) < SPLIT:
        kept = 1
        while length + kept < size and fraction(zone.chance) < SPLIT_ON:
            kept += 1
    first = _beginning(state, zone, stop, length + kept)
    ahead = length if kept == 0 else 1 + below(zone.chance, length - 1)
    last = _on(state, first, ahead - 1)
    second = _on(state, last, kept + 1) if kept else -1
    change = cut(tables, state, zone, first, last, ahead) - _unused(tables, state, route)
    if kept:
        change += cut(tables, state, zone, second, _on(state, second, length - ahead - 1), length - ahead)
    return change


@uncounted
def _unused(tables: Any, state: Any, route: int) -> int:
    """What a vehicle that now stays at home saves."""
    return tables.room[route, FIXED] if state.node[state.totals + route, SIZE] == 0 else 0


@uncounted
def _beginning(state: Any, zone: Any, stop: int, length: int) -> int:
    """First stop of a string of some length that holds the stop, drawn among those that fit."""
    back, x = 0, stop
    while back < length - 1 and state.node[x, BEFORE] < state.starts:
        x = state.node[x, BEFORE]
        back += 1
    ahead, x = 0, stop
    while ahead < length - 1 and state.node[x, NEXT] < state.starts:
        x = state.node[x, NEXT]
        ahead += 1
    least = length - 1 - ahead
    steps = least + below(zone.chance, back - least + 1)
    x = stop
    for _ in range(steps):
        x = state.node[x, BEFORE]
    return x


@uncounted
def _on(state: Any, x: int, steps: int) -> int:
    for _ in range(steps):
        x = state.node[x, NEXT]
    return x


@uncounted
def take_absent(tables: Any, state: Any, zone: Any, most: int) -> int:
    """Add absent jobs of the zone to those to be put in; returns what their absence costs now."""
    offset, taken, cost, ruined = below(zone.chance, len(zone.jobs)), 0, 0, zone.tally[GONE]
    for at in range(len(zone.jobs)):
        job = zone.jobs[(at + offset) % len(zone.jobs)]
        if taken >= most or full(state, zone):
            break
        if state.node[job, ROUTE] >= 0:
            continue
        known = False
        for other in range(ruined):
            known |= zone.gone[other] == job
        if not known:
            zone.gone[zone.tally[GONE]] = job
            zone.tally[GONE] += 1
            taken += 1
            cost += tables.stop[job, ABSENT]
    return cost
