"""The plan under search: one sequence of stops for each vehicle, and what its cost tables say."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...compiled import outer, uncounted
from .model import Floats, Ints, Model

Ints32 = npt.NDArray[np.int32]
# Ways to come empty to a place that are kept while emptyings are chosen by time.
LABELS = 16


class State(NamedTuple):
    """Arrays over vehicles (v), places in a sequence (s), stops (i) and periods (d).

    The last row of the tables over v is room to try a sequence in. `cost` and `time` of a route are the least that
    any choice of emptyings allows; the tables hold the parts of a dynamic programme over the places to empty at.
    """

    sequence: Ints32  # (v + 1, s)
    length: Ints  # (v + 1,)
    vehicle_of: Ints32  # (i, d) vehicle that visits stop i in period d, or -1
    chosen: Ints  # (i,) pattern, or -1 where the stop is left out
    path: Floats  # (v + 1, s, 2) cost and time of the direct way from the first stop
    carried: Floats  # (v + 1, s + 1, u) load of all stops before a place
    fresh: Floats  # (v + 1, s, 2) least cost, and its time, to come empty to a place
    full: Floats  # (v + 1, s, 2) ... to be done at a place, before emptying
    after: Floats  # (v + 1, s, 2) ... from a place to the end if the vehicle empties right after it
    onward: Floats  # (v + 1, s, 2) ... from an empty arrival at a place to the end
    cut: Ints32  # (v + 1, s) last stop before the next emptying if one comes empty to a place
    by: Ints32  # (v + 1, s) facility after the last stop of a trip, -1 for none; kept where times matter
    begin: Floats  # (i, d) when the visit begins; only kept where times matter
    delay: Floats  # (v + 1,) how long the start can be put off to save waiting; only kept where times matter
    cost: Floats  # (v + 1,)
    time: Floats  # (v + 1,)
    least: Floats  # (s + 1, 2) room for running minima
    found: Floats  # (d, 3) room for the best insertion in each period: cost, vehicle, place
    looked: Ints  # (v,) room for vehicles looked into
    held: Ints  # (s,) room for stops about to be taken out
    label: Floats  # (s, l, 5) room for ways to come empty to a place, see `emptying`
    labels: Ints  # (s,) how many there are
    origin: Ints  # (s, l, 3) place and label before, and the facility between
    goal: Ints  # (3,) the same for the way home
    trip: Floats  # (5,) room for a trip under way
    ahead: Floats  # (5,) room for what it comes to next


class Journal(NamedTuple):
    """What a step has changed, so that it can be taken back."""

    touched: npt.NDArray[np.bool_]  # (v,)
    vehicles: Ints  # (v,) touched vehicles, the first counts[0]
    sequence: Ints32  # (v, s) as before the step
    length: Ints
    pending: Ints  # (i,) stops that miss visits, the first counts[1]
    is_pending: npt.NDArray[np.bool_]
    chosen: Ints  # (i,) pattern before the step of pending stops
    counts: Ints  # touched vehicles, pending stops


def empty_state(model: Model) -> State:
    """Return a plan in which no vehicle goes out."""
    vehicles, stops = len(model.kind), len(model.service)
    periods, units, places = len(model.vehicles_from) - 1, model.load.shape[1], longest_sequence(model)
    rows = vehicles + 1

    def table() -> Floats:
        return np.zeros((rows, places, 2))

    return State(
        sequence=np.zeros((rows, places), dtype=np.int32),
        length=np.zeros(rows, dtype=np.int64),
        vehicle_of=np.full((stops, periods), -1, dtype=np.int32),
        chosen=np.full(stops, -1, dtype=np.int64),
        path=table(),
        carried=np.zeros((rows, places + 1, units)),
        fresh=table(),
        full=table(),
        after=table(),
        onward=table(),
        cut=np.zeros((rows, places), dtype=np.int32),
        by=np.zeros((rows, places), dtype=np.int32),
        begin=np.zeros((stops, periods)),
        delay=np.zeros(rows),
        cost=np.zeros(rows),
        time=np.zeros(rows),
        least=np.zeros((places + 1, 2)),
        found=np.zeros((periods, 3)),
        looked=np.zeros(vehicles, dtype=np.int64),
        held=np.zeros(places, dtype=np.int64),
        label=np.zeros((places, LABELS, 5)),
        labels=np.zeros(places, dtype=np.int64),
        origin=np.zeros((places, LABELS, 3), dtype=np.int64),
        goal=np.zeros(3, dtype=np.int64),
        trip=np.zeros(5),
        ahead=np.zeros(5),
    )


def empty_journal(state: State) -> Journal:
    """Return a journal in which nothing has happened."""
    vehicles, places = state.sequence.shape[0] - 1, state.sequence.shape[1]
    stops = len(state.chosen)
    return Journal(
        touched=np.zeros(vehicles, dtype=np.bool_),
        vehicles=np.zeros(vehicles, dtype=np.int64),
        sequence=np.zeros((vehicles, places), dtype=np.int32),
        length=np.zeros(vehicles, dtype=np.int64),
        pending=np.zeros(stops, dtype=np.int64),
        is_pending=np.zeros(stops, dtype=np.bool_),
        chosen=np.full(stops, -1, dtype=np.int64),
        counts=np.zeros(2, dtype=np.int64),
    )


def longest_sequence(model: Model) -> int:
    """Return a number of stops that no vehicle can exceed in a period."""
    least = float(np.min(model.service, initial=np.inf) + _least_step(model))
    by_time = float(model.longest.max(initial=0)) / least if least > 0 else np.inf
    return int(max(1, min(len(model.service), by_time + 2, float(model.day_stops.max(initial=1)))))


def _least_step(model: Model) -> float:
    step = model.arc[0, :, :, 1] - model.service[:, None]
    np.fill_diagonal(step, np.inf)
    return float(step.min(initial=np.inf)) if len(model.arc) == 1 else 0.0


@uncounted
def over_facility(dump: Floats, leave: Floats) -> tuple[float, float, int]:
    """Return least cost from one stop over a facility to another, its time and the facility."""
    best, time, by = np.inf, np.inf, -1
    for g in range(dump.shape[0]):
        cost = dump[g, 0] + leave[g, 0]
        if cost < best:
            best, time, by = cost, dump[g, 1] + leave[g, 1], g
    return best, time, by


@uncounted
def fits(carried: Floats, first: int, last: int, capacity: Floats) -> bool:
    """Tell whether places first to last of a sequence fit in without emptying."""
    fit = True
    for u in range(len(capacity)):
        fit &= carried[last + 1, u] - carried[first, u] <= capacity[u]
    return fit


@outer
def refresh(model: Model, state: State, v: int, k: int) -> None:
    """Fill the tables of sequence v for a vehicle of kind k (an O(n m) dynamic programme, m stops between emptyings).

    The order of stops is kept, the places to empty at are chosen with least cost: the same idea as the optimal split
    of a giant tour (Beasley 1983; Prins 2004), with a facility's detour in place of the way over the depot.
    """
    count = state.length[v]
    state.cost[v] = 0.0
    state.time[v] = 0.0
    if count == 0:
        return
    stops, path, carried = state.sequence[v, :count], state.path[v], state.carried[v]
    fresh, onward, capacity = state.fresh[v], state.onward[v], model.capacity[k]
    dump, leave = model.dump[k], model.leave[k]
    fresh[0], state.after[v, count - 1] = model.out[k, stops[0]], model.home[k, stops[-1]]
    _measure(stops, model.arc[k], model.load, path, carried)
    _forward(stops, path, carried, capacity, dump, leave, fresh, state.full[v])
    _backward(stops, path, carried, capacity, dump, leave, state.after[v], onward, state.cut[v])
    state.cost[v] = fresh[0, 0] + onward[0, 0]
    state.time[v] = fresh[0, 1] + onward[0, 1]


@uncounted
def _measure(stops: Ints32, arc: Floats, load: Floats, path: Floats, carried: Floats) -> None:
    path[0, 0] = path[0, 1] = 0.0
    for s in range(1, len(stops)):
        path[s, 0] = path[s - 1, 0] + arc[stops[s - 1], stops[s], 0]
        path[s, 1] = path[s - 1, 1] + arc[stops[s - 1], stops[s], 1]
    for u in range(load.shape[1]):
        carried[0, u] = 0.0
        for s in range(len(stops)):
            carried[s + 1, u] = carried[s, u] + load[stops[s], u]


@uncounted
def _forward(
    stops: Ints32,
    path: Floats,
    carried: Floats,
    capacity: Floats,
    dump: Floats,
    leave: Floats,
    fresh: Floats,
    full: Floats,
) -> None:
    for s in range(len(stops)):
        best, at = np.inf, s
        for first in range(s, -1, -1):
            if not fits(carried, first, s, capacity):
                break
            cost = fresh[first, 0] - path[first, 0]
            if cost < best:
                best, at = cost, first
        full[s, 0] = best + path[s, 0]
        full[s, 1] = fresh[at, 1] + path[s, 1] - path[at, 1]
        if s + 1 < len(stops):
            cost, time, _ = over_facility(dump[stops[s]], leave[stops[s + 1]])
            fresh[s + 1, 0], fresh[s + 1, 1] = full[s, 0] + cost, full[s, 1] + time


@uncounted
def _backward(
    stops: Ints32,
    path: Floats,
    carried: Floats,
    capacity: Floats,
    dump: Floats,
    leave: Floats,
    after: Floats,
    onward: Floats,
    cut: Ints32,
) -> None:
    for s in range(len(stops) - 1, -1, -1):
        best, at = np.inf, s
        for last in range(s, len(stops)):
            if not fits(carried, s, last, capacity):
                break
            cost = after[last, 0] + path[last, 0]
            if cost < best:
                best, at = cost, last
        cut[s] = at
        onward[s, 0] = best - path[s, 0]
        onward[s, 1] = after[at, 1] + path[at, 1] - path[s, 1]
        if s > 0:
            cost, time, _ = over_facility(dump[stops[s - 1]], leave[stops[s]])
            after[s - 1, 0], after[s - 1, 1] = cost + onward[s, 0], time + onward[s, 1]
