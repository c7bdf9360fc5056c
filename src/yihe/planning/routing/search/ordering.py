"""In which order the jobs taken out are put back: by load, distance, or windows, as chance has it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import hot, inner
from .tables import START
from .timing import metres_of, rule

# How the jobs taken out are ordered, and how often each order is drawn.
RANDOM, HEAVY, FAR, CLOSE, NARROW, EARLY, LATE = range(7)
_DRAWN = np.array([4, 4, 2, 1, 2, 2, 2], dtype=np.float64)


@inner
def order_jobs(tables: Any, zone: Any, count: int) -> None:
    """Sort the jobs taken out by a rule drawn at random."""
    drawn, chance = 0, np.random.random() * _DRAWN.sum()
    while chance >= _DRAWN[drawn]:
        chance -= _DRAWN[drawn]
        drawn += 1
    keys, jobs = np.empty(count), np.empty(count, dtype=np.int64)
    for at in range(count):
        jobs[at] = zone.gone[at]
        keys[at] = _rank(tables, jobs[at], drawn)
    order = np.argsort(keys)
    for at in range(count):
        zone.gone[at] = jobs[order[at]]


@hot
def _rank(tables: Any, job: int, drawn: int) -> float:
    first, last = tables.first_window[job], tables.first_window[job + 1]
    if drawn == HEAVY:
        return -float(tables.load[job * tables.units])
    if drawn in (FAR, CLOSE):
        far = float(metres_of(tables, 0, rule(tables, 0, START), job))
        return far if drawn == CLOSE else -far
    if drawn >= NARROW and last > first:
        opens, closes = float(tables.opens[first]), float(tables.closes[last - 1])
        return closes - opens if drawn == NARROW else (opens if drawn == EARLY else -closes)
    return np.random.random()
