"""The cheapest plan of a tiny problem by trying everything; knows nothing of the search."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from yihe.planning.routing.problem import RoutingProblem

Road = tuple[tuple[str, int], ...]


def least_cost(problem: RoutingProblem) -> int | None:
    """Cost of the cheapest plan for one vehicle type with costs for distance alone; ``None`` if there is no plan."""
    (kind,), stops = problem.vehicles, range(len(problem.stops))
    best: dict[frozenset[int], int] = {frozenset(): 0}
    for size in range(1, len(stops) + 1):
        for some in itertools.combinations(stops, size):
            costs = [
                _length(problem, road) + kind.fixed_cost for road in _roads(problem, some) if _holds(problem, road)
            ]
            if costs:
                best[frozenset(some)] = min(costs)
    return _shared_out(frozenset(stops), best, kind.count)


def _shared_out(stops: frozenset[int], best: dict[frozenset[int], int], vehicles: int) -> int | None:
    if not stops:
        return 0
    if vehicles == 0:
        return None
    first, costs = min(stops), []
    for some, cost in best.items():
        if first in some and some <= stops:
            rest = _shared_out(stops - some, best, vehicles - 1)
            if rest is not None:
                costs.append(cost + rest)
    return min(costs, default=None)


def _roads(problem: RoutingProblem, stops: tuple[int, ...]) -> Iterator[Road]:
    """Every order of the stops with every choice of facilities between and behind them."""
    (kind,) = problem.vehicles
    choices = [None, *(range(len(problem.facilities)) if kind.facilities is None else kind.facilities)]
    for order in itertools.permutations(stops):
        for gates in itertools.product(choices, repeat=len(order)):
            if (gates[-1] is None) == kind.comes_home_empty:
                continue
            road = [("depot", 0)]
            for stop, gate in zip(order, gates, strict=True):
                road.append(("stop", stop))
                if gate is not None:
                    road.append(("facility", gate))
            yield (*road, ("depot", 0))


def _place(problem: RoutingProblem, node: tuple[str, int]) -> int:
    if node[0] == "stop":
        return int(problem.stops.location[node[1]])
    return (problem.facilities if node[0] == "facility" else problem.depots)[node[1]].location


def _length(problem: RoutingProblem, road: Road) -> int:
    distance = problem.networks[0].distance
    return sum(int(distance[_place(problem, a), _place(problem, b)]) for a, b in itertools.pairwise(road))


def _holds(problem: RoutingProblem, road: Road) -> bool:
    """Whether loads and times hold when everything is done as early as it may, whatever the start."""
    (kind,), stops, duration = problem.vehicles, problem.stops, problem.networks[0].duration
    time, place, load = kind.shift[0], problem.depots[0].location, stops.load[0] * 0
    trips = 1 + sum(node[0] == "facility" for node in road[:-2])
    if kind.trips is not None and trips > kind.trips:
        return False
    for at, node in enumerate(road):
        time += int(duration[place, _place(problem, node)]) if at else 0
        place = _place(problem, node)
        if node[0] == "stop":
            load = load + stops.load[node[1]]
            begins = [max(time, o) for o, c in stops.windows[node[1]] or ((0, 10**9),) if max(time, o) <= c]
            if not begins or (load > kind.capacity).any():
                return False
            time = begins[0] + int(stops.service[node[1]])
        else:
            load = load * 0
            behind = itertools.takewhile(lambda each: each[0] == "stop", road[at + 1 :])
            release = max((int(stops.release[stop]) for _, stop in behind), default=0)
            service, window = 0, kind.shift
            if node[0] == "facility":
                service, window = problem.facilities[node[1]].service, problem.facilities[node[1]].window
            begin = max(time, window[0], release - service)
            if begin > window[1]:
                return False
            time = begin + service
    return time <= kind.shift[1]
