"""Where the search stands: the routes and all that is kept about them, as arrays written by compiled loops."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .tables import END, START, Tables


class State(NamedTuple):
    """Routes in rows; the last `zones` rows are for trial routes.

    seq (routes, places) nodes in order; size; early (.., rests taken) earliest departure; late latest arrival;
    carried (.., units) load since the last emptying; trip its whole load; leaves release time of the trip; total
    (routes, units), stops, trips, cost of each route; route_of, place_of (jobs), -1 for a job left out.
    """

    seq: Any
    size: Any
    early: Any
    late: Any
    carried: Any
    trip: Any
    leaves: Any
    total: Any
    stops: Any
    trips: Any
    cost: Any
    route_of: Any
    place_of: Any


def empty_state(tables: Tables, zones: int) -> State:
    """No vehicle out, every job left out."""
    rows, width = len(tables.vehicle) + zones, tables.longest_route
    units, rests = tables.load.shape[1], tables.rest.shape[1]
    jobs = len(tables.stop)
    state = State(
        seq=np.zeros((rows, width), dtype=np.int32),
        size=np.full(rows, 2, dtype=np.int64),
        early=np.zeros((rows, width, rests + 1), dtype=np.int64),
        late=np.zeros((rows, width, rests + 1), dtype=np.int64),
        carried=np.zeros((rows, width, units), dtype=np.int64),
        trip=np.zeros((rows, width, units), dtype=np.int64),
        leaves=np.zeros((rows, width), dtype=np.int64),
        total=np.zeros((rows, units), dtype=np.int64),
        stops=np.zeros(rows, dtype=np.int64),
        trips=np.ones(rows, dtype=np.int64),
        cost=np.zeros(rows, dtype=np.int64),
        route_of=np.full(jobs, -1, dtype=np.int64),
        place_of=np.full(jobs, -1, dtype=np.int64),
    )
    kinds = tables.kind[tables.vehicle]
    state.seq[: len(kinds), 0] = kinds[:, START]
    state.seq[: len(kinds), 1] = kinds[:, END]
    return state
