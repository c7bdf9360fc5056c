"""Ruin, recreate, and accept by simulated annealing, within one zone of the routes."""

from __future__ import annotations

import math
from typing import Any

from ....chance import below, fraction
from ....compiled import outer, uncounted
from .recreating import recreate
from .ruining import ruin, take_absent
from .state import GONE, NEXT, ROUTE, STEP, WRITTEN, take_back

# Absent jobs tried again in a step, and put in at once when routes are built.
RETRIED, AT_ONCE = 10, 100


@uncounted
def _keep(state: Any, zone: Any) -> None:
    """Remember the zone's routes as the best."""
    for job in zone.jobs:
        zone.best[job] = state.node[job, NEXT] if state.node[job, ROUTE] >= 0 else -1
    for route in zone.routes:
        zone.best[state.starts + route] = state.node[state.starts + route, NEXT]


@uncounted
def _still_absent(state: Any, zone: Any) -> int:
    count = 0
    for at in range(zone.tally[GONE]):
        count += state.node[zone.gone[at], ROUTE] < 0
    return count


@outer
def build(tables: Any, state: Any, zone: Any) -> None:
    """Put the absent jobs of a zone in where they fit, until none of those tried finds a place."""
    while True:
        _begin(zone)
        taken = take_absent(tables, state, zone, AT_ONCE)
        recreate(tables, state, zone, -taken, math.inf, True)
        if _still_absent(state, zone) == zone.tally[GONE]:
            return


@uncounted
def _begin(zone: Any) -> None:
    zone.tally[WRITTEN] = zone.tally[GONE] = 0
    zone.tally[STEP] += 1


@outer
def anneal(tables: Any, state: Any, zone: Any, steps: int, temperature: float, current: int) -> tuple[int, int]:
    """Take a number of steps at a temperature; returns the zone's cost at the end and that of its best routes."""
    best, absent = current, 0
    for job in zone.jobs:
        absent += state.node[job, ROUTE] < 0
    _keep(state, zone)
    for _ in range(steps):
        _begin(zone)
        limit = -temperature * math.log(fraction(zone.chance) + 1e-300)
        change = ruin(tables, state, zone, zone.jobs[below(zone.chance, len(zone.jobs))])
        ruined = zone.tally[GONE]
        if absent > 0:
            change -= take_absent(tables, state, zone, RETRIED)
        change = recreate(tables, state, zone, change, limit, False)
        if change >= limit:
            take_back(state, zone)
            continue
        current += change
        absent += _still_absent(state, zone) - (zone.tally[GONE] - ruined)
        if current < best:
            best = current
            _keep(state, zone)
    return current, best
