"""Deal routes and jobs out to zones that are searched at once; another cut every time, so that no border stays."""

from __future__ import annotations

from typing import Any

import numpy as np

from .state import State
from .tables import Tables
from .zone import Zone, zone_of

# A zone is worth a thread of its own from so many routes and jobs on.
ROUTES_IN_ZONE, JOBS_IN_ZONE = 4, 120


def zones_worth(state: State, tables: Tables, threads: int) -> int:
    """Into how many zones the routes as they stand are worth cutting."""
    driven = int(np.count_nonzero(state.size[: len(tables.vehicle)] > 2))
    return max(1, min(threads, driven // ROUTES_IN_ZONE, len(tables.stop) // JOBS_IN_ZONE))


def cut_zones(
    tables: Tables, state: State, count: int, random: np.random.Generator, best: tuple[Any, Any]
) -> list[Zone]:
    """Cut the routes into `count` zones of about equally many jobs, from one side of the district to the other.

    `best` is where all zones write their best routes. The direction is given
    by two places drawn at random: a route lies as its stops do between the two.
    """
    routes, jobs = len(tables.vehicle), len(tables.stop)
    of_route = np.zeros(routes + count, dtype=np.int64)
    of_job = np.zeros(jobs, dtype=np.int64)
    if count > 1:
        lean = _lean(tables, random)
        _deal(tables, state, lean, count, of_route)
        of_job = _jobs(state, lean, of_route, count)
    return [zone_of(tables, number, np.flatnonzero(of_job == number), of_route, *best) for number in range(count)]


def _lean(tables: Tables, random: np.random.Generator) -> Any:
    jobs = len(tables.stop)
    first, second = tables.location[random.integers(jobs)], tables.location[random.integers(jobs)]
    distance, places = tables.distance[0], tables.location[:jobs]
    return distance[first, places].astype(np.float64) - distance[second, places]


def _deal(tables: Tables, state: State, lean: Any, count: int, of_route: Any) -> None:
    routes = len(tables.vehicle)
    served = state.route_of >= 0
    weight = np.bincount(state.route_of[served], minlength=routes)[:routes]
    sums = np.bincount(state.route_of[served], weights=lean[served], minlength=routes)[:routes]
    driven = np.flatnonzero(weight > 0)
    order = driven[np.argsort(sums[driven] / weight[driven], kind="stable")]
    share = np.cumsum(weight[order]) - weight[order] / 2
    of_route[order] = np.minimum((share * count / max(weight.sum(), 1)).astype(np.int64), count - 1)
    standing = np.flatnonzero(weight == 0)
    of_route[standing] = np.arange(len(standing)) % count


def _jobs(state: State, lean: Any, of_route: Any, count: int) -> Any:
    """A job goes with its route; one that nobody serves to the zone on its side."""
    side = np.searchsorted(np.quantile(lean, np.arange(1, count) / count), lean)
    found: Any = np.where(state.route_of >= 0, of_route[state.route_of], side)
    return found
