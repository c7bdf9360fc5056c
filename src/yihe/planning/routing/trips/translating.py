"""A routing problem as tables, and routes of the tables as calls of a plan."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ...outcome import BadInput
from ..problem import FOREVER, Network, RoutingProblem, VehicleType
from . import tables as columns
from .tables import CLOSED, NEVER, Ints, Small, Tables

# How many stops a stop knows as its neighbours.
NEIGHBOURS = 200
# A required stop costs this many of the dearest round trips when it is left out.
PENALTY_TRIPS = 4


def require_known_rules(problem: RoutingProblem) -> None:
    """Raise `BadInput` for rules this search does not know."""
    several = problem.stops.visits > 1
    unknown = {
        "vehicles.breaks": any(kind.breaks for kind in problem.vehicles),
        "stops.least_gap with several visits": bool((several & (problem.stops.least_gap > 0)).any()),
        "stops.visits > 1 of a stop that is not required": bool((several & ~problem.stops.required).any()),
        "patterns": problem.patterns is not None and problem.periods > 1,
    }
    for rule, present in unknown.items():
        if present:
            raise BadInput(f"{problem.name}: {rule} is set; the search over trips does not know this rule")


def visits_of(problem: RoutingProblem) -> Ints:
    """The problem's stop of each visit, visits of one stop side by side."""
    return np.repeat(np.arange(len(problem.stops)), problem.stops.visits)


def windows_of(problem: RoutingProblem) -> Ints:
    """First and last time at which service may begin, the windows of one stop side by side."""
    always = ((0, FOREVER),)
    return np.array([window for each in problem.stops.windows for window in each or always], np.int64)


def vehicles_of(problem: RoutingProblem) -> list[tuple[int, int]]:
    """Type and number of each single vehicle; no more of a type than there are visits."""
    most = max(1, int(problem.stops.visits.sum()))
    return [(at, number) for at, kind in enumerate(problem.vehicles) for number in range(min(kind.count, most))]


def tables_of(problem: RoutingProblem) -> Tables:
    """The problem as tables; the rows are those of `visits_of` and `vehicles_of`.

    Raises
    ------
    BadInput
        If the problem has rules that the search does not know, or a distance of `CLOSED` and more.
    """
    require_known_rules(problem)
    distance = np.stack([_matrix(network.distance, problem.name) for network in problem.networks])
    duration = np.stack([_matrix(network.duration, problem.name) for network in problem.networks])
    stop, window = _stops(problem, distance)
    return Tables(
        distance=distance,
        duration=duration,
        stop=stop,
        window=window,
        facility=np.array([_facility(problem, at) for at in range(len(problem.facilities))], np.int64).reshape(-1, 4),
        vehicle=np.array([_vehicle(problem, at) for at, _ in vehicles_of(problem)], np.int64),
        allowed=_allowed(problem),
        near=_near(problem.networks[0], stop[:, columns.STOP_PLACE]),
        loads=len(problem.load_units),
        periods=problem.periods,
    )


def _matrix(values: Ints, name: str) -> Small:
    if np.any((values >= CLOSED) & (values < FOREVER)):
        raise BadInput(f"{name}: a distance or duration is {values[values < FOREVER].max()}; less than 1e9 is needed")
    return np.minimum(values, CLOSED).astype(np.int32)


def _stops(problem: RoutingProblem, distance: Small) -> tuple[Ints, Ints]:
    stops, visit = problem.stops, visits_of(problem)
    first = np.concatenate(([0], np.cumsum([len(each) or 1 for each in stops.windows])))
    table = np.zeros((len(visit), columns.STOP_LOADS + len(problem.load_units)), np.int64)
    table[:, columns.STOP_PLACE] = stops.location[visit]
    table[:, columns.STOP_SERVICE] = stops.service[visit]
    table[:, columns.STOP_RELEASE] = stops.release[visit]
    table[:, columns.STOP_PENALTY] = np.where(stops.required, _penalty(problem, distance), stops.prize)[visit]
    table[:, columns.STOP_FIRST_WINDOW], table[:, columns.STOP_END_WINDOW] = first[visit], first[visit + 1]
    # Within one period the visits of a stop do not bar one another.
    table[:, columns.STOP_BIN] = visit if problem.periods > 1 else np.arange(len(visit))
    table[:, columns.STOP_LOADS :] = stops.load[visit]
    return table, windows_of(problem)


def _penalty(problem: RoutingProblem, distance: Small) -> int:
    """More than any detour for one stop can cost."""
    kinds, far = problem.vehicles, int(distance[distance < CLOSED].max())
    worst = max(kind.cost_per_distance * far + kind.fixed_cost + kind.cost_per_duration * _span(kind) for kind in kinds)
    return PENALTY_TRIPS * 2 * worst + 1


def _span(kind: VehicleType) -> int:
    return min(kind.longest, kind.shift[1] - kind.shift[0], CLOSED)


def _facility(problem: RoutingProblem, at: int) -> tuple[int, int, int, int]:
    facility = problem.facilities[at]
    return facility.location, facility.service, *facility.window


def _vehicle(problem: RoutingProblem, at: int) -> list[int]:
    kind = problem.vehicles[at]
    start, end = problem.depots[kind.start], problem.depots[kind.end]
    unlimited = (NEVER,) * len(kind.capacity)
    row = {
        columns.VEHICLE_START: start.location,
        columns.VEHICLE_END: end.location,
        columns.VEHICLE_OPEN: max(kind.shift[0], start.window[0]),
        columns.VEHICLE_LATEST_START: min(kind.shift[1], start.window[1]),
        columns.VEHICLE_END_OPEN: end.window[0],
        columns.VEHICLE_CLOSE: min(kind.shift[1], end.window[1]),
        columns.VEHICLE_LONGEST: kind.longest if kind.longest < FOREVER else NEVER,
        columns.VEHICLE_FIXED: kind.fixed_cost,
        columns.VEHICLE_PER_DISTANCE: kind.cost_per_distance,
        columns.VEHICLE_PER_DURATION: kind.cost_per_duration,
        columns.VEHICLE_NETWORK: kind.network,
        columns.VEHICLE_TRIPS: NEVER if kind.trips is None else kind.trips,
        columns.VEHICLE_DAY_STOPS: NEVER if kind.day_stops is None else kind.day_stops,
        columns.VEHICLE_COMES_HOME_EMPTY: int(kind.comes_home_empty),
        columns.VEHICLE_PERIOD: kind.period,
        columns.VEHICLE_ALIKE: at,
    }
    return [row[column] for column in range(columns.VEHICLE_LOADS)] + [*kind.capacity, *(kind.day_load or unlimited)]


def _allowed(problem: RoutingProblem) -> npt.NDArray[np.uint8]:
    every = range(len(problem.facilities))
    rows = []
    for at, _ in vehicles_of(problem):
        usable = problem.vehicles[at].facilities
        rows.append([int(usable is None or facility in usable) for facility in every])
    return np.array(rows, np.uint8).reshape(len(rows), len(every))


def _near(network: Network, place: Ints) -> Small:
    """Nearest stops of each stop, counted both ways; row by row, as the whole would not fit for large districts."""
    few = min(len(place), NEIGHBOURS)
    near = np.empty((len(place), few), np.int32)
    for row, at in enumerate(place):
        away = network.distance[at, place] + network.distance[place, at]
        away[row] = -1
        near[row] = np.argsort(away, kind="stable")[:few]
    return near
