"""Copies of the routes that one step changes, so that the step can be priced and taken back."""

from __future__ import annotations

from typing import Any

from ...compiled import hot, inner
from .timing import refresh


@hot
def note(state: Any, zone: Any, r: int, step: int, changed: int) -> int:
    """Keep a copy of a route before it is changed for the first time in this step."""
    if zone.mark[r] != step:
        zone.mark[r] = step
        size = state.size[r]
        for at in range(size):
            zone.backup[changed * state.width + at] = state.seq[r * state.width + at]
        zone.backup_size[changed] = size
        zone.backup_cost[changed] = state.cost[r]
        zone.changed[changed] = r
        changed += 1
    return changed


@inner
def undo(tables: Any, state: Any, zone: Any, changed: int) -> None:
    for at in range(changed):
        r = zone.changed[at]
        for p in range(1, state.size[r] - 1):
            node = state.seq[r * state.width + p]
            if node < tables.jobs and state.route_of[node] == r:
                state.route_of[node] = state.place_of[node] = -1
    for at in range(changed):
        r, size = zone.changed[at], zone.backup_size[at]
        for p in range(size):
            state.seq[r * state.width + p] = zone.backup[at * state.width + p]
        state.size[r] = size
        refresh(tables, state, r, tables.vehicle[r], True)


@inner
def change(state: Any, zone: Any, changed: int) -> int:
    """What the changed routes cost more than before."""
    more = 0
    for at in range(changed):
        more += state.cost[zone.changed[at]] - zone.backup_cost[at]
    return more
