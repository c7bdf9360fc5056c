"""What a search holds in memory: routes with the figures that make an insertion O(1), and how to take steps back."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ...chance import stream
from ...compiled import inner
from .tables import (
    FACILITY_PLACE,
    STOP_BIN,
    STOP_SERVICE,
    VEHICLE_CLOSE,
    VEHICLE_DAY_STOPS,
    VEHICLE_END,
    VEHICLE_OPEN,
    VEHICLE_PERIOD,
    VEHICLE_START,
    Ints,
    Tables,
)

# A node is a stop's row, DEPOT, or FACILITY - f for facility f.
DEPOT, FACILITY = -1, -2

# Columns of `State.route`, one row for each node of a route. A segment is (D, E, L): duration without waiting,
# earliest end, latest beginning. PRE runs from the start depot to the node, TRIP from leaving the depot or facility
# that begins the trip, SUF from arriving at the node to the end depot. RELEASE: latest release time among the trip's
# stops up to (PRE) or from (SUF) the node. Loads before and behind follow from LOADS on.
NODE, PLACE, WINDOW, TRIP_START = range(4)
PRE_D, PRE_E, PRE_L, TRIP_D, TRIP_E, TRIP_L, SUF_D, SUF_E, SUF_L, PRE_RELEASE, SUF_RELEASE = range(4, 15)
LOADS = 15

# Columns of `State.tally`, one row for each vehicle; the day's loads follow from DAY_LOADS on.
LENGTH, COST, TRIPS, STOPS, VERSION, TOUCHED = range(6)
DAY_LOADS = 6

# Entries of `State.counter`.
ABSENT, TOUCHES, STAMP, VERSIONS, BEST_ABSENT, STEPS = range(6)


# Rows of `State.route` over all vehicles, an end to what a problem without hours and stop limits would claim.
MOST_ROWS = 2**23


class State(NamedTuple):
    """Working memory of one search; see the column names above."""

    route: Ints
    tally: Ints
    saved_route: Ints
    saved_tally: Ints
    best_route: Ints
    best_tally: Ints
    where: Ints
    taken: npt.NDArray[np.int32]
    memo: Ints
    absent: Ints
    saved_absent: Ints
    best_absent: Ints
    touched: Ints
    mark: Ints
    key: npt.NDArray[np.float64]
    counter: Ints
    cost: npt.NDArray[np.float64]
    rng: npt.NDArray[np.uint64]


def longest_route(tables: Tables) -> int:
    """Bound on the nodes of any route, from the hours, the stop limits and the time each stop takes at least."""
    stops, vehicles = len(tables.stop), tables.vehicle
    span = int((vehicles[:, VEHICLE_CLOSE] - vehicles[:, VEHICLE_OPEN]).max())
    busy = np.cumsum(np.sort(tables.stop[:, STOP_SERVICE]))
    most = min(int(np.searchsorted(busy, span, side="right")), int(vehicles[:, VEHICLE_DAY_STOPS].max()), stops)
    return min(2 * most + 4, max(8, MOST_ROWS // len(vehicles)))


def make_state(tables: Tables, seed: int) -> State:
    """Empty routes: every stop is absent."""
    stops, vehicles, width = len(tables.stop), len(tables.vehicle), longest_route(tables)
    columns, tallies = LOADS + 2 * tables.loads, DAY_LOADS + tables.loads
    bins = int(tables.stop[:, STOP_BIN].max()) + 1
    routes = [np.zeros((vehicles, width, columns), np.int64) for _ in range(2)]
    tally = [np.zeros((vehicles, tallies), np.int64) for _ in range(3)]
    everyone = [np.arange(stops, dtype=np.int64) for _ in range(3)]
    state = State(
        route=routes[0],
        tally=tally[0],
        saved_route=routes[1],
        saved_tally=tally[1],
        best_route=np.zeros((vehicles, width, 2), np.int64),
        best_tally=tally[2],
        where=np.full((stops, 2), -1, np.int64),
        taken=np.zeros((bins, tables.periods), np.int32),
        memo=np.full((stops, vehicles, 3), -1, np.int64),
        absent=everyone[0],
        saved_absent=everyone[1],
        best_absent=everyone[2],
        touched=np.zeros(vehicles, np.int64),
        mark=np.zeros((vehicles, width), np.int64),
        key=np.zeros(stops, np.float64),
        counter=np.zeros(8, np.int64),
        cost=np.full(2, np.inf),
        rng=stream(seed),
    )
    state.counter[ABSENT] = state.counter[BEST_ABSENT] = stops
    state.route[:, :2, NODE] = state.best_route[:, :2, 0] = DEPOT
    state.tally[:, LENGTH] = state.best_tally[:, LENGTH] = 2
    return state


@inner
def place_of(tables: Any, v: int, node: int, at_start: bool) -> int:
    """Location of a node of a route."""
    if node >= 0:
        return tables.stop[node, 0]
    if node == DEPOT:
        return tables.vehicle[v, VEHICLE_START] if at_start else tables.vehicle[v, VEHICLE_END]
    return tables.facility[FACILITY - node, FACILITY_PLACE]


@inner
def touch(state: Any, v: int) -> None:
    """Remember a vehicle's route before its first change within a step."""
    tally = state.tally
    if tally[v, TOUCHED] == 1:
        return
    length = tally[v, LENGTH]
    state.saved_route[v, :length] = state.route[v, :length]
    state.saved_tally[v] = tally[v]
    tally[v, TOUCHED] = 1
    state.touched[state.counter[TOUCHES]] = v
    state.counter[TOUCHES] += 1


@inner
def begin_step(state: Any) -> None:
    """Forget which vehicles were touched and remember who is absent."""
    counter = state.counter
    for i in range(counter[TOUCHES]):
        state.tally[state.touched[i], TOUCHED] = 0
    counter[TOUCHES] = 0
    state.saved_absent[: counter[ABSENT]] = state.absent[: counter[ABSENT]]


@inner
def _count(tables: Any, state: Any, v: int, by: int) -> None:
    period = tables.vehicle[v, VEHICLE_PERIOD]
    for p in range(1, state.tally[v, LENGTH] - 1):
        node = state.route[v, p, NODE]
        if node >= 0:
            state.taken[tables.stop[node, STOP_BIN], period] += by
            state.where[node, 0] = v if by > 0 else -1
            state.where[node, 1] = p


@inner
def take_back(tables: Any, state: Any, absent_before: int) -> None:
    """Return to the routes and absent stops from before the step."""
    touched = state.touched[: state.counter[TOUCHES]]
    for v in touched:
        _count(tables, state, v, -1)
    for v in touched:
        length = state.saved_tally[v, LENGTH]
        state.route[v, :length] = state.saved_route[v, :length]
        state.tally[v] = state.saved_tally[v]
        _count(tables, state, v, 1)
    state.absent[:absent_before] = state.saved_absent[:absent_before]
    state.counter[ABSENT] = absent_before
    for i in range(absent_before):
        state.where[state.absent[i], 0] = -1


@inner
def keep_best(state: Any) -> None:
    """Copy what changed since the last best routes into the best routes."""
    tally, best = state.tally, state.best_tally
    for v in range(len(tally)):
        if tally[v, VERSION] != best[v, VERSION]:
            length = tally[v, LENGTH]
            state.best_route[v, :length] = state.route[v, :length, :3:2]
            best[v] = tally[v]
    absent = state.counter[ABSENT]
    state.best_absent[:absent] = state.absent[:absent]
    state.counter[BEST_ABSENT] = absent
    state.cost[1] = state.cost[0]
