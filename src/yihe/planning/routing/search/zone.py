"""The share of one thread in a search: which routes and jobs are its own, and its scratch space."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .tables import Tables

# Jobs taken out in one step on average; most of one string; most routes changed in one step; most of the jobs that
# nobody serves that one step tries again.
MEAN_REMOVED, LONGEST_STRING, MOST_CHANGED, MOST_RETRIED = 10, 10, 64, 20


class Zone(NamedTuple):
    """One zone.

    number; jobs of the zone; of_route (routes) zone numbers; gone jobs taken out; backup, backup_size, backup_cost,
    changed routes to undo; mark, seen (routes) the last step and job that touched them; best (cost, route, place,
    nodes) and clock of the job in hand; dirty (routes) changed since the best; best_seq, best_size the best routes,
    shared by zones.
    """

    number: int
    jobs: Any
    of_route: Any
    gone: Any
    backup: Any
    backup_size: Any
    backup_cost: Any
    changed: Any
    mark: Any
    seen: Any
    best: Any
    clock: Any
    dirty: Any
    best_seq: Any
    best_size: Any


def zone_of(tables: Tables, number: int, jobs: Any, of_route: Any, best_seq: Any, best_size: Any) -> Zone:
    """A zone with its scratch space."""
    routes, width = len(tables.vehicle), tables.longest_route
    room = 4 * MEAN_REMOVED * LONGEST_STRING + MOST_RETRIED
    return Zone(
        number=number,
        jobs=jobs.astype(np.int64),
        of_route=of_route,
        gone=np.zeros(max(room, len(jobs)) + 1, dtype=np.int64),
        backup=np.zeros((MOST_CHANGED, width), dtype=np.int32),
        backup_size=np.zeros(MOST_CHANGED, dtype=np.int64),
        backup_cost=np.zeros(MOST_CHANGED, dtype=np.int64),
        changed=np.zeros(MOST_CHANGED, dtype=np.int64),
        mark=np.full(routes, -1, dtype=np.int64),
        seen=np.full(routes, -1, dtype=np.int64),
        best=np.zeros(5, dtype=np.int64),
        clock=np.zeros(tables.rest.shape[1] + 1, dtype=np.int64),
        dirty=np.zeros(routes, dtype=np.uint8),
        best_seq=best_seq,
        best_size=best_size,
    )
