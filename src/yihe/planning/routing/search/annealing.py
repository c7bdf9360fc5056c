"""Simulated annealing over ruin and recreate, within one zone of the routes; zones can be searched at once.

The search of a zone writes only rows of its own routes and jobs, so several threads may work on one state.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import inner, outer
from .copies import change, note, undo
from .crossing import cross
from .inserting import accept, may_serve, try_place, try_route
from .ordering import order_jobs
from .pointers import state_at, tables_at, zone_at
from .ruining import cut, tidy
from .tables import HOME_EMPTY, NEVER
from .timing import rule
from .zone import LONGEST_STRING, MEAN_REMOVED, MOST_CHANGED, MOST_RETRIED

BLINK = 0.01
# A job without a place beside its neighbours is tried everywhere in zones this small, in larger ones now and then.
SMALL, LOOK_EVERYWHERE = 200, 0.05
# Share of the steps that exchange whole trips.
CROSSING = 0.1


@inner
def _ruin(tables: Any, state: Any, zone: Any, step: int) -> tuple[int, int, bool]:
    """Strings around a random job; returns jobs gone, routes changed and whether all that is left can be driven."""
    seed = zone.jobs[np.random.randint(zone.many)]
    used, served = 0, 0
    if state.route_of[seed] >= 0:
        served = state.stops[state.route_of[seed]]
    longest = max(1, min(LONGEST_STRING, served))
    most = 4.0 * MEAN_REMOVED / (1 + longest) - 1
    strings = int(np.random.random() * most + 1)
    count, changed, fine = 0, 0, True
    for at in range(-1, tables.near_width):
        job = seed if at < 0 else tables.near[seed * tables.near_width + at]
        r = state.route_of[job]
        if r < 0 or zone.of_route[r] != zone.number or zone.mark[r] == step or not fine:
            continue
        changed = note(state, zone, r, step, changed)
        length = int(1 + np.random.random() * min(LONGEST_STRING, state.stops[r]))
        count = cut(tables, state, r, job, length, zone.gone, count)
        fine = tidy(tables, state, r, tables.vehicle[r])
        used += 1
        if used >= strings:
            break
    return count, changed, fine


@inner
def _retry(state: Any, zone: Any, count: int) -> int:
    """Add some of the zone's jobs that nobody serves."""
    offset = np.random.randint(zone.many)
    taken = count
    for at in range(zone.many):
        job = zone.jobs[(at + offset) % zone.many]
        if taken - count >= MOST_RETRIED:
            break
        if state.route_of[job] < 0:
            known = False
            for other in range(count):
                known |= zone.gone[other] == job
            if not known:
                zone.gone[taken] = job
                taken += 1
    return taken


@inner
def _retried(tables: Any, zone: Any, first: int, last: int) -> tuple[int, int]:
    """What leaving out the jobs tried again costs, and how many they are."""
    cost = 0
    for at in range(first, last):
        cost += tables.absent[zone.gone[at]]
    return cost, last - first


@inner
def _seek(tables: Any, state: Any, zone: Any, job: int, trial: int, reach: int, stamp: int) -> None:
    """Best place beside a near job, at the end of a route near by, or in a vehicle that stands."""
    zone.best[0] = tables.absent[job]
    for at in range(min(reach, tables.near_width)):
        r = state.route_of[tables.near[job * tables.near_width + at]]
        if r < 0 or zone.of_route[r] != zone.number:
            continue
        kind = tables.vehicle[r]
        if not may_serve(tables, state, r, kind, job):
            continue
        place, tries = state.place_of[tables.near[job * tables.near_width + at]], 2
        if zone.seen[r] != stamp:
            zone.seen[r] = stamp
            # The end of a route that must come home empty is beside no stop.
            tries += rule(tables, kind, HOME_EMPTY)
        for at_try in range(tries):
            p = place - at_try if at_try < 2 else state.size[r] - 2
            if np.random.random() >= BLINK:
                try_place(tables, state, r, kind, job, p, zone.best, zone.clock, trial)


@inner
def _seek_standing(tables: Any, state: Any, zone: Any, job: int, trial: int) -> None:
    """Try the first standing vehicle of each kind."""
    for kind in range(tables.kinds):
        for r in range(tables.first_vehicle[kind], tables.first_vehicle[kind + 1]):
            if state.size[r] == 2 and zone.of_route[r] == zone.number:
                try_route(tables, state, r, job, zone.best, zone.clock, trial, 0.0)
                break


@inner
def _recreate(tables: Any, state: Any, zone: Any, count: int, step: int, changed: int, reach: int) -> int:
    """Insert the jobs taken out one by one at the least cost; those that fit nowhere stay out."""
    trial = tables.routes + zone.number
    for at in range(count):
        job = zone.gone[at]
        zone.best[1] = -1
        _seek(tables, state, zone, job, trial, reach, step * (MOST_CHANGED * 16) + at)
        _seek_standing(tables, state, zone, job, trial)
        if zone.best[1] < 0 and (zone.many <= SMALL or np.random.random() < LOOK_EVERYWHERE):
            for r in range(tables.routes):
                if zone.of_route[r] == zone.number and state.size[r] > 2:
                    try_route(tables, state, r, job, zone.best, zone.clock, trial, BLINK)
        r = zone.best[1]
        if r >= 0 and (changed < MOST_CHANGED or zone.mark[r] == step):
            changed = note(state, zone, r, step, changed)
            accept(tables, state, zone.best)
    return changed


@inner
def _absence(tables: Any, state: Any, zone: Any, count: int) -> tuple[int, int]:
    """How many of the jobs taken out nobody serves, and what that costs."""
    cost, missing = 0, 0
    for at in range(count):
        if state.route_of[zone.gone[at]] < 0:
            cost += tables.absent[zone.gone[at]]
            missing += 1
    return cost, missing


@inner
def zone_cost(tables: Any, state: Any, zone: Any) -> tuple[int, int]:
    """Cost of the zone's routes and of its jobs that nobody serves, and how many these are."""
    cost, missing = 0, 0
    for r in range(tables.routes):
        if zone.of_route[r] == zone.number:
            cost += state.cost[r]
    for at in range(zone.many):
        if state.route_of[zone.jobs[at]] < 0:
            cost += tables.absent[zone.jobs[at]]
            missing += 1
    return cost, missing


@inner
def _keep(tables: Any, state: Any, zone: Any) -> None:
    for r in range(tables.routes):
        if zone.dirty[r]:
            size = state.size[r]
            for p in range(size):
                zone.best_seq[r * state.width + p] = state.seq[r * state.width + p]
            zone.best_size[r] = size
            zone.dirty[r] = 0


@outer
def build(owned_tables: Any, owned_state: Any, owned_zone: Any, seed: int) -> None:
    """Insert all jobs of a zone that nobody serves, in an order drawn at random."""
    tables, state, zone = tables_at(owned_tables), state_at(owned_state), zone_at(owned_zone)
    np.random.seed(seed)
    trial = tables.routes + zone.number
    for at in range(zone.many):
        zone.gone[at] = zone.jobs[at]
    order_jobs(tables, zone, zone.many)
    for at in range(zone.many):
        job = zone.gone[at]
        if state.route_of[job] >= 0:
            continue
        zone.best[1] = -1
        _seek(tables, state, zone, job, trial, tables.near_width, -2 - at)
        _seek_standing(tables, state, zone, job, trial)
        if zone.best[1] >= 0:
            accept(tables, state, zone.best)


@inner
def _swapped(tables: Any, state: Any, zone: Any, step: int, current: int, missing: int) -> tuple[int, int, int]:
    """Exchange whole trips: the zone's cost then, how many jobs nobody serves, how many routes changed."""
    changed, fine = cross(tables, state, zone, step)
    return (current + change(state, zone, changed) if fine else NEVER), missing, changed


@inner
def _put_back(
    tables: Any, state: Any, zone: Any, step: int, current: int, missing: int, reach: int
) -> tuple[int, int, int]:
    """Take strings out and put their jobs back: the zone's cost then, how many jobs are left, routes changed."""
    count, changed, fine = _ruin(tables, state, zone, step)
    if not fine:
        return NEVER, missing, changed
    before = (0, 0)
    if missing > 0:
        taken = count
        count = _retry(state, zone, count)
        before = _retried(tables, zone, taken, count)
    order_jobs(tables, zone, count)
    changed = _recreate(tables, state, zone, count, step, changed, reach)
    after = _absence(tables, state, zone, count)
    cost = current + change(state, zone, changed) + after[0] - before[0]
    return cost, missing + after[1] - before[1], changed


@outer
def anneal(
    owned_tables: Any,
    owned_state: Any,
    owned_zone: Any,
    seed: int,
    steps: int,
    warm: float,
    cold: float,
    reach: int,
) -> tuple[int, int]:
    """Search a zone for some steps while the temperature falls from `warm` to `cold`.

    Returns the cost of the zone at the end and of its best routes, which are written to the zone's `best_seq`
    and `best_size`.
    """
    tables, state, zone = tables_at(owned_tables), state_at(owned_state), zone_at(owned_zone)
    np.random.seed(seed)
    for r in range(tables.routes):
        zone.mark[r] = zone.seen[r] = -1
        zone.dirty[r] = zone.of_route[r] == zone.number
    _keep(tables, state, zone)
    current, missing = zone_cost(tables, state, zone)
    best = current
    for step in range(steps):
        temperature = warm * (cold / warm) ** (step / steps)
        if np.random.random() < CROSSING:
            cost, left, changed = _swapped(tables, state, zone, step, current, missing)
        else:
            cost, left, changed = _put_back(tables, state, zone, step, current, missing, reach)
        if cost < current - temperature * np.log(1.0 - np.random.random()):
            current, missing = cost, left
            for at in range(changed):
                zone.dirty[zone.changed[at]] = 1
            if cost < best:
                best = cost
                _keep(tables, state, zone)
        else:
            undo(tables, state, zone, changed)
    return current, best
