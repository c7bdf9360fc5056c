"""Exchange whole trips: two routes of a kind swap what follows an emptying of each.

Strings of single stops seldom join two short routes, since every stop between would have to pay. At an emptying the
vehicle carries nothing, so the loads of both trips stay as they are and only the clock has to be asked. The move is the
tail exchange of J.-Y. Potvin and J.-M. Rousseau, *An exchange heuristic for routeing problems with time windows*,
Journal of the Operational Research Society 46 (1995), at the borders of trips; the tail of one route may be empty.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import inner
from .copies import note
from .timing import refresh


@inner
def partners(tables: Any, state: Any, zone: Any) -> tuple[int, int]:
    """Two routes of one kind with stops near each other, or -1 twice."""
    if tables.near_width == 0:
        return -1, -1
    job = zone.jobs[np.random.randint(zone.many)]
    other = tables.near[job * tables.near_width + np.random.randint(tables.near_width)]
    a, b = state.route_of[job], state.route_of[other]
    if a < 0 or b < 0 or a == b or tables.vehicle[a] != tables.vehicle[b]:
        return -1, -1
    if zone.of_route[a] != zone.number or zone.of_route[b] != zone.number:
        return -1, -1
    return a, b


@inner
def border(tables: Any, state: Any, r: int) -> int:
    """A place of route r before which a tail may begin: behind the depot or an emptying, or the way home."""
    places = state.size[r] - 1
    first = np.random.randint(places)
    for at in range(places):
        p = 1 + (first + at) % places
        if p == places or state.seq[r * state.width + p - 1] >= tables.jobs:
            return p
    return places


@inner
def swap_tails(tables: Any, state: Any, zone: Any, a: int, b: int, p: int, q: int) -> bool:
    """Swap what begins at place p of route a and place q of route b; tell whether both may be driven.

    Copies of both routes must stand in the first two rows of the zone's backup.
    """
    width, size_a, size_b = state.width, zone.backup_size[0], zone.backup_size[1]
    for at in range(size_b - q):
        state.seq[a * width + p + at] = zone.backup[width + q + at]
    for at in range(size_a - p):
        state.seq[b * width + q + at] = zone.backup[p + at]
    state.size[a], state.size[b] = p + size_b - q, q + size_a - p
    fine = refresh(tables, state, a, tables.vehicle[a], True)
    return refresh(tables, state, b, tables.vehicle[b], True) and fine


@inner
def worth_swapping(state: Any, a: int, b: int, p: int, q: int) -> bool:
    """Whether swapping changes more than names, and both routes still find room."""
    whole = p == 1 and q == 1
    nothing = p == state.size[a] - 1 and q == state.size[b] - 1
    fits = p + state.size[b] - q <= state.width and q + state.size[a] - p <= state.width
    return fits and not whole and not nothing


@inner
def cross(tables: Any, state: Any, zone: Any, step: int) -> tuple[int, bool]:
    """Swap tails of two routes at emptyings; returns routes changed and whether both may be driven."""
    a, b = partners(tables, state, zone)
    if a < 0:
        return 0, False
    p, q = border(tables, state, a), border(tables, state, b)
    if not worth_swapping(state, a, b, p, q):
        return 0, False
    changed = note(state, zone, b, step, note(state, zone, a, step, 0))
    return changed, swap_tails(tables, state, zone, a, b, p, q)
