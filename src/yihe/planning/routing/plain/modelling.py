"""A plain problem, or a part of its stops and vehicles, as PyVRP's data and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, Route, Solution, VehicleType

from ..problem import FOREVER, Ints, RoutingProblem, Window

# PyVRP's own largest time is 2^63 - 1; a street that may not be driven costs this.
CLOSED = 2**30
MOST = int(np.iinfo(np.int64).max)

# Stops of one vehicle, with the row of its type.
Tour = tuple[int, tuple[int, ...]]


@dataclass(frozen=True)
class Part:
    """Some stops and vehicles of a problem, small enough to be sent to another process.

    Attributes
    ----------
    stops
        (n,) rows of the problem's stops.
    counts
        Vehicles of each type that the part may use.
    places
        Rows of the problem's networks that the part keeps: depots first, then its stops.
    distance, duration
        One (m, m) matrix for each network, cut down to `places`.
    """

    problem: RoutingProblem
    stops: Ints
    counts: tuple[int, ...]
    distance: tuple[Ints, ...]
    duration: tuple[Ints, ...]

    @classmethod
    def of(cls, problem: RoutingProblem, stops: Sequence[int], counts: Sequence[int]) -> Part:
        """Cut a part out of a problem."""
        rows = np.asarray(stops, dtype=np.int64)
        depots = np.array([depot.location for depot in problem.depots], dtype=np.int64)
        places = np.concatenate([depots, problem.stops.location[rows]])
        cut = np.ix_(places, places)
        return cls(
            problem,
            rows,
            tuple(counts),
            tuple(np.minimum(network.distance[cut], CLOSED) for network in problem.networks),
            tuple(np.minimum(network.duration[cut], CLOSED) for network in problem.networks),
        )

    def data(self) -> ProblemData:
        """PyVRP's data, straight from the arrays."""
        size = self.distance[0].shape[0]
        depots = [Depot(at, *_hours(depot.window)) for at, depot in enumerate(self.problem.depots)]
        clients = [self._client(at, int(row)) for at, row in enumerate(self.stops, start=len(depots))]
        distances: list[Any] = list(self.distance)
        durations: list[Any] = list(self.duration)
        return ProblemData([Location(0, 0)] * size, clients, depots, self._vehicles(), distances, durations)

    def _client(self, place: int, row: int) -> Client:
        stops = self.problem.stops
        early, late = _hours(stops.windows[row][0]) if stops.windows[row] else (0, MOST)
        return Client(
            place,
            [],
            stops.load[row].tolist(),
            int(stops.service[row]),
            early,
            late,
            release_time=int(stops.release[row]),
            prize=0 if stops.required[row] else int(stops.prize[row]),
            required=bool(stops.required[row]),
        )

    def _vehicles(self) -> list[VehicleType]:
        return [
            VehicleType(
                count,
                list(kind.capacity),
                kind.start,
                kind.end,
                kind.fixed_cost,
                *_hours(kind.shift),
                shift_duration=kind.longest if kind.longest < FOREVER else MOST,
                unit_distance_cost=kind.cost_per_distance,
                unit_duration_cost=kind.cost_per_duration,
                profile=kind.network,
                name=str(at),
            )
            for at, (kind, count) in enumerate(zip(self.problem.vehicles, self.counts, strict=True))
            if count > 0
        ]

    def solution(self, data: ProblemData, tours: Sequence[Tour]) -> Solution:
        """Tours of the problem as a solution of the part's data."""
        client = {int(row): at for at, row in enumerate(self.stops)}
        kinds = {int(kind.name): at for at, kind in enumerate(data.vehicle_types())}
        return Solution(data, [Route(data, [client[row] for row in stops], kinds[kind]) for kind, stops in tours])

    def tours(self, data: ProblemData, solution: Solution) -> list[Tour]:
        """A solution of the part's data as tours of the problem."""
        kinds = [int(kind.name) for kind in data.vehicle_types()]
        return [
            (kinds[route.vehicle_type()], tuple(int(self.stops[at]) for at in _clients(route)))
            for route in solution.routes()
            if _clients(route)
        ]

    def troubled(self, solution: Solution) -> tuple[int, ...]:
        """Stops of the routes that break a rule."""
        routes = [route for route in solution.routes() if not route.is_feasible()]
        return tuple(int(self.stops[at]) for route in routes for at in _clients(route))


def _clients(route: Route) -> list[int]:
    return [activity.idx for activity in route if activity.is_client()]


def _hours(window: Window) -> tuple[int, int]:
    return window[0], window[1] if window[1] < FOREVER else MOST
