"""The best plan of up to six stops by trying every order with every emptying, cut off only where nothing can follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from yihe.planning.routing import RoutingProblem, VehicleType

from .enumeration import in_time

Calls = tuple[tuple[int, int, tuple], ...]


@dataclass(frozen=True)
class Half:
    """A route that is not home yet: stops served, where the vehicle is and when, what it carries, what it drove."""

    served: frozenset[int]
    place: int
    time: int
    load: int
    metres: int
    calls: Calls


def least_cost(problem: RoutingProblem) -> int | None:
    """Least cost of serving all stops with two vehicles, of one kind or of two; ``None`` if it cannot be done."""
    everything = frozenset(range(len(problem.stops)))
    first = route_costs(problem, problem.vehicles[0])
    second = first if len(problem.vehicles) == 1 else route_costs(problem, problem.vehicles[1])
    both = (
        first[group] + second[everything - group]
        for group in map(frozenset, subsets(everything))
        if group in first and everything - group in second
    )
    return min(both, default=None)


def subsets(of: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Every subset, the empty one and the whole included."""
    return chain.from_iterable(combinations(sorted(of), size) for size in range(len(of) + 1))


def route_costs(problem: RoutingProblem, kind: VehicleType) -> dict[frozenset[int], int]:
    """For every group of stops one vehicle can serve, what the cheapest route for it costs."""
    costs = {frozenset[int](): 0}
    start = problem.depots[kind.start].location
    open_ends = [Half(frozenset(), start, kind.shift[0], 0, 0, ())]
    while open_ends:
        half = open_ends.pop()
        for longer in _longer(problem, kind, half):
            open_ends.append(longer)
            cost = _cost_of_going_home(problem, kind, longer)
            if cost is not None and cost < costs.get(longer.served, cost + 1):
                costs[longer.served] = cost
    return costs


def _longer(problem: RoutingProblem, kind: VehicleType, half: Half) -> Iterator[Half]:
    """The route with one more stop, and the same with an emptying behind it."""
    for stop in set(range(len(problem.stops))) - half.served:
        load = half.load + int(problem.stops.load[stop, 0])
        if load <= kind.capacity[0]:
            there = _moved(
                problem, kind, half, int(problem.stops.location[stop]), int(problem.stops.service[stop]),
                problem.stops.windows[stop], half.served | {stop}, load,
            )  # fmt: skip
            if there is not None:
                yield there
                for facility in problem.facilities:
                    emptied = _moved(
                        problem, kind, there, facility.location, facility.service, (facility.window,), there.served, 0
                    )
                    if emptied is not None:
                        yield emptied


def _moved(
    problem: RoutingProblem, kind: VehicleType, half: Half, goal: int, service: int, windows: tuple,
    served: frozenset[int], load: int,
) -> Half | None:  # fmt: skip
    """The route driven on to a place, as early as can be; ``None`` where it comes too late."""
    network = problem.networks[0]
    arrival = half.time + int(network.duration[half.place, goal])
    begins = [max(arrival, early) for early, late in windows if arrival <= late] if windows else [arrival]
    if not begins or min(begins) + service > kind.shift[1]:
        return None
    metres = half.metres + int(network.distance[half.place, goal])
    return Half(served, goal, min(begins) + service, load, metres, (*half.calls, (goal, service, windows)))


def _cost_of_going_home(problem: RoutingProblem, kind: VehicleType, half: Half) -> int | None:
    if kind.comes_home_empty and half.load:
        return None
    home = problem.depots[kind.end].location
    if not in_time(problem, kind, list(half.calls)):
        return None
    return kind.fixed_cost + half.metres + int(problem.networks[0].distance[half.place, home])
