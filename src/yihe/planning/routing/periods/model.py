"""The collection problem as flat arrays that compiled search steps read."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ...outcome import BadInput
from ..problem import FOREVER, RoutingProblem, VehicleType
from .patterns import allowed_patterns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Neighbours kept for each stop when a ruin looks around it.
NEIGHBOURS = 100


class Model(NamedTuple):
    """Arrays over stops (i, j), kinds of vehicle (k), facilities (g), vehicles (v) and load units (u).

    A last axis of 2 holds cost and time. Those of an arc hold the work at its beginning: the service of stop i is
    part of ``arc[k, i, j]``; the unloading at a facility is part of the arcs that lead to it.
    """

    arc: Floats  # (k, i, j, 2) stop to stop
    out: Floats  # (k, i, 2) depot to stop
    dump: Floats  # (k, i, g, 2) stop to facility
    leave: Floats  # (k, j, g, 2) facility to stop
    home: Floats  # (k, i, 2) stop to end depot, by the facility home_by where the vehicle must come home empty
    home_by: Ints  # (k, i) -1 for none
    back: Floats  # (k, g, 2) facility to end depot
    standing: Floats  # (k,) price of a second of waiting
    capacity: Floats  # (k, u)
    load: Floats  # (i, u)
    kind: Ints  # (v,)
    period: Ints  # (v,)
    longest: Floats  # (v,) greatest time from depot to depot
    fixed: Floats  # (v,)
    day_load: Floats  # (v, u)
    day_stops: Ints  # (v,)
    twin: Ints  # (v,) first vehicle that is equal to this one
    vehicles_of: Ints  # vehicles sorted by period
    vehicles_from: Ints  # (period + 1,) where each period begins in vehicles_of
    days: Ints  # periods of all patterns, one after the other
    days_from: Ints  # (pattern + 1,)
    patterns_from: Ints  # (i + 1,)
    missing_cost: Floats  # (i,) price of leaving a stop out
    near: Ints  # (i, n) stops by distance
    remote: Floats  # (i,) cost from the depot and back
    weight: Floats  # (i,) share of capacity times visits
    timed: bool
    shift: Floats  # (v, 2)
    trips: Ints  # (v,)
    window: Floats  # (w, 2) windows of all stops, one after the other
    window_from: Ints  # (i + 1,)
    service: Floats  # (i,)
    facility_window: Floats  # (g, 2)
    facility_service: Floats  # (g,)
    least_gap: Floats  # (i,)
    balance: float  # price of uneven work, see `balance`


def build(problem: RoutingProblem, balance: float = 0.0) -> Model:
    """Return the arrays of a problem.

    Raises
    ------
    BadInput
        If the problem has breaks or release times, which this search does not know, or no possible pattern.
    """
    _require_known(problem)
    kinds, kind_of_type = _kinds(problem)
    arcs = _arcs(problem, kinds)
    fleet = _fleet(problem, kind_of_type)
    near, remote = _nearness(arcs)
    capacity = np.array([kind.capacity for kind in kinds], dtype=np.float64)
    load = problem.stops.load.astype(np.float64)
    share = (load / np.maximum(capacity.max(axis=0), 1)).max(axis=1)
    return Model(
        **arcs,
        **fleet,
        **_patterns(problem),
        **_times(problem),
        capacity=capacity,
        load=load,
        missing_cost=_missing_cost(problem, arcs, balance),
        near=near,
        remote=remote,
        weight=share * problem.stops.visits,
        timed=_is_timed(problem),
        balance=float(balance),
    )


def _require_known(problem: RoutingProblem) -> None:
    if any(kind.breaks for kind in problem.vehicles):
        raise BadInput("vehicles: breaks are not known to the periodic search; plan them with the routing engine")
    if np.any(problem.stops.release > 0):
        raise BadInput("stops: release times are not known to the periodic search; 0 would be accepted")


def _kinds(problem: RoutingProblem) -> tuple[list[VehicleType], list[int]]:
    """Return vehicle types that differ in what a trip costs or holds, and for each type which of them it is."""
    kinds: dict[tuple[object, ...], int] = {}
    first: list[VehicleType] = []
    of_type = []
    for each in problem.vehicles:
        key = (
            (each.capacity, each.start, each.end, each.facilities, each.comes_home_empty),
            (each.cost_per_distance, each.cost_per_duration, each.network),
        )
        if key not in kinds:
            kinds[key] = len(kinds)
            first.append(each)
        of_type.append(kinds[key])
    return first, of_type


def _arcs(problem: RoutingProblem, kinds: list[VehicleType]) -> dict[str, Any]:
    each = [_arcs_of(problem, kind) for kind in kinds]
    return {name: np.ascontiguousarray(np.stack([arcs[name] for arcs in each])) for name in each[0]}


def _arcs_of(problem: RoutingProblem, kind: VehicleType) -> dict[str, Any]:
    network = problem.networks[kind.network]
    distance = network.distance.astype(np.float64)
    time = network.duration.astype(np.float64)
    stops = problem.stops.location
    sites = np.array([facility.location for facility in problem.facilities], dtype=np.int64)
    start, end = problem.depots[kind.start].location, problem.depots[kind.end].location
    service = problem.stops.service.astype(np.float64)
    unload = np.array([facility.service for facility in problem.facilities], dtype=np.float64)
    closed = np.array([kind.facilities is not None and g not in kind.facilities for g in range(len(sites))], dtype=bool)

    def ways(rows: Any, columns: Any, work: Any) -> Floats:
        seconds = time[rows, columns] + work
        metres = distance[rows, columns]
        return np.stack([kind.cost_per_distance * metres + kind.cost_per_duration * seconds, seconds], axis=-1)

    dump = ways(stops[:, None], sites[None, :], service[:, None] + unload[None, :])
    dump[:, closed, 0] = np.inf
    home, home_by = ways(stops, end, service), np.full(len(stops), -1, dtype=np.int64)
    back = ways(sites, end, 0)
    if kind.comes_home_empty:
        home, home_by = _home(dump, back)
    return {
        "arc": ways(stops[:, None], stops[None, :], service[:, None]),
        "out": ways(start, stops, 0),
        "dump": dump,
        "leave": ways(sites[None, :], stops[:, None], 0),
        "home": home,
        "home_by": home_by,
        "back": back,
        "standing": np.float64(kind.cost_per_duration),
    }


def _home(dump: Floats, back: Floats) -> tuple[Floats, Ints]:
    """Return cost and time home by the facility that is cheapest on the way, and that facility, for each stop."""
    if len(back) == 0:
        raise BadInput("facilities: a vehicle must come home empty, but there is nowhere to empty it")
    by = (dump[:, :, 0] + back[:, 0]).argmin(axis=1)
    return dump[np.arange(len(by)), by] + back[by], by


def _fleet(problem: RoutingProblem, kind_of_type: list[int]) -> dict[str, Any]:
    type_of = [index for index, each in enumerate(problem.vehicles) for _ in range(each.count)]
    types = [problem.vehicles[index] for index in type_of]
    period = np.array([each.period for each in types], dtype=np.int64)
    order = np.argsort(period, kind="stable").astype(np.int64)
    units = problem.stops.load.shape[1]
    hours = [_hours(problem, each) for each in types]
    unlimited = 2**62
    return {
        "kind": np.array([kind_of_type[index] for index in type_of], dtype=np.int64),
        "period": period,
        "longest": np.array([min(each.longest, end - begin) for each, (begin, end) in zip(types, hours, strict=True)])
        .astype(np.float64)
        .reshape(-1),
        "fixed": np.array([each.fixed_cost for each in types], dtype=np.float64),
        "day_load": np.array([each.day_load or (np.inf,) * units for each in types], dtype=np.float64),
        "day_stops": np.array([unlimited if each.day_stops is None else each.day_stops for each in types]),
        "twin": np.array([type_of.index(index) for index in type_of], dtype=np.int64),
        "vehicles_of": order,
        "vehicles_from": np.searchsorted(period[order], np.arange(problem.periods + 1)).astype(np.int64),
        "shift": np.array(hours, dtype=np.float64).reshape(-1, 2),
        "trips": np.array([unlimited if each.trips is None else each.trips for each in types], dtype=np.int64),
    }


def _hours(problem: RoutingProblem, kind: VehicleType) -> tuple[int, int]:
    start, end = problem.depots[kind.start].window, problem.depots[kind.end].window
    return max(kind.shift[0], start[0]), min(kind.shift[1], end[1])


def _patterns(problem: RoutingProblem) -> dict[str, Any]:
    of_stops = allowed_patterns(problem)
    every = [pattern for of_stop in of_stops for pattern in of_stop]
    return {
        "days": np.array([day for pattern in every for day in pattern], dtype=np.int64),
        "days_from": np.cumsum([0] + [len(pattern) for pattern in every]).astype(np.int64),
        "patterns_from": np.cumsum([0] + [len(of_stop) for of_stop in of_stops]).astype(np.int64),
    }


def _times(problem: RoutingProblem) -> dict[str, Any]:
    windows = [windows or ((-FOREVER, FOREVER),) for windows in problem.stops.windows]
    return {
        "window": np.array([each for of_stop in windows for each in of_stop], dtype=np.float64).reshape(-1, 2),
        "window_from": np.cumsum([0] + [len(of_stop) for of_stop in windows]).astype(np.int64),
        "service": problem.stops.service.astype(np.float64),
        "facility_window": np.array([each.window for each in problem.facilities], dtype=np.float64).reshape(-1, 2),
        "facility_service": np.array([each.service for each in problem.facilities], dtype=np.float64),
        "least_gap": problem.stops.least_gap.astype(np.float64),
    }


def _is_timed(problem: RoutingProblem) -> bool:
    """Tell whether the moment of a visit matters, or only how long routes are."""
    facilities = any(each.window[0] > 0 or each.window[1] < FOREVER for each in problem.facilities)
    trips = any(each.trips is not None for each in problem.vehicles)
    gaps = problem.patterns is None and bool(np.any((problem.stops.least_gap > 0) & (problem.stops.visits > 1)))
    return facilities or trips or gaps or any(problem.stops.windows)


def _missing_cost(problem: RoutingProblem, arcs: dict[str, Any], balance: float) -> Floats:
    """Return a price above what any stop can add for stops that must be served, and the prize for the others.

    A stop adds at most a trip of its own, by the farthest of all facilities, before and after others'.
    """
    trip = sum(_dearest(arcs[name]) for name in ("out", "arc", "dump", "leave", "home"))
    fixed = max((each.fixed_cost for each in problem.vehicles), default=0)
    longest = max((min(each.longest, each.shift[1] - each.shift[0]) for each in problem.vehicles), default=0)
    work = min(float(longest), float(arcs["out"][0, :, 1].sum() + arcs["home"][0, :, 1].sum()))
    must = 2.0 * (max(trip, 1.0) + fixed + balance * work**2) * problem.stops.visits
    return np.where(problem.stops.required, must, problem.stops.prize.astype(np.float64))


def _dearest(ways: Floats) -> float:
    cost: Floats = ways[..., 0]
    return float(cost[cost < FOREVER].max(initial=0.0))


def _round_trip(arcs: dict[str, Any]) -> Floats:
    trip: Floats = arcs["out"][0, :, 0] + arcs["home"][0, :, 0]
    return trip


def _nearness(arcs: dict[str, Any]) -> tuple[Ints, Floats]:
    """Return the stops nearest to each one, itself first, and how far each is from the depot and back."""
    between: Floats = arcs["arc"][0, :, :, 0] + arcs["arc"][0, :, :, 0].T
    np.fill_diagonal(between, -np.inf)
    near = np.argsort(between, axis=1, kind="stable")[:, : NEIGHBOURS + 1].astype(np.int64)
    return np.ascontiguousarray(near), _round_trip(arcs)
