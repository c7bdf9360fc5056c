"""The best plan of a tiny problem by trying everything: days, vehicles, orders, places to empty at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np

from yihe.planning.routing import RoutingProblem, VehicleType


def best_cost(problem: RoutingProblem) -> float:
    """Return the least cost of any plan, infinite if there is none."""
    assert problem.patterns is not None

    @cache
    def of_route(kind: int, stops: frozenset[int]) -> float:
        return _best_route(problem, problem.vehicles[kind], stops)

    @cache
    def of_day(day: int, stops: frozenset[int]) -> float:
        fleet = [at for at, each in enumerate(problem.vehicles) if each.period == day for _ in range(each.count)]
        best = np.inf
        for owner in itertools.product(range(len(fleet)), repeat=len(stops)):
            loads = [
                frozenset(s for s, o in zip(sorted(stops), owner, strict=True) if o == v) for v in range(len(fleet))
            ]
            best = min(best, sum(of_route(kind, load) for kind, load in zip(fleet, loads, strict=True)))
        return best

    return min(
        sum(of_day(day, frozenset(s for s, p in enumerate(chosen) if day in p)) for day in range(problem.periods))
        for chosen in itertools.product(*problem.patterns)
    )


def _best_route(problem: RoutingProblem, vehicle: VehicleType, stops: frozenset[int]) -> float:
    if not stops:
        return 0.0
    orders = itertools.permutations(sorted(stops))
    return min((cost for order in orders for cost in _costs(problem, vehicle, order)), default=np.inf)


def _costs(problem: RoutingProblem, vehicle: VehicleType, order: tuple[int, ...]) -> Iterator[float]:
    """Yield the cost of every allowed way to drive an order, over all places to empty at."""
    network = problem.networks[vehicle.network]
    choices = [(-1, *range(len(problem.facilities)))] * (len(order) - 1) + [tuple(range(len(problem.facilities)))]
    for empties in itertools.product(*choices):
        if not _fits(problem, vehicle, order, empties):
            continue
        road, work = [problem.depots[0].location], 0
        for stop, facility in zip(order, empties, strict=True):
            road.append(int(problem.stops.location[stop]))
            work += int(problem.stops.service[stop])
            if facility >= 0:
                road.append(problem.facilities[facility].location)
                work += problem.facilities[facility].service
        road.append(problem.depots[0].location)
        time = work + sum(int(network.duration[a, b]) for a, b in itertools.pairwise(road))
        distance = sum(int(network.distance[a, b]) for a, b in itertools.pairwise(road))
        if time <= vehicle.longest:
            yield vehicle.fixed_cost + vehicle.cost_per_distance * distance + vehicle.cost_per_duration * time


def _fits(problem: RoutingProblem, vehicle: VehicleType, order: tuple[int, ...], empties: tuple[int, ...]) -> bool:
    load = np.zeros(len(vehicle.capacity), dtype=np.int64)
    for stop, facility in zip(order, empties, strict=True):
        load += problem.stops.load[stop]
        if np.any(load > vehicle.capacity):
            return False
        if facility >= 0:
            load[:] = 0
    return True
