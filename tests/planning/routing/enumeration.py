"""The best plan of a tiny problem by trying all of them: every split, order, emptying and rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, permutations, product

from yihe.planning.routing import RoutingProblem, VehicleType


def best_cost(problem: RoutingProblem, chosen: tuple[int, ...] | None = None) -> int | None:
    """Least cost of serving the chosen stops (all if left out) with equal vehicles; ``None`` if it cannot be done."""
    kind = problem.vehicles[0]
    chosen = tuple(range(len(problem.stops))) if chosen is None else chosen
    costs: dict[frozenset[int], int] = {}
    for size in range(1, len(chosen) + 1):
        for group in combinations(chosen, size):
            cost = min((each for each in _tours(problem, kind, group)), default=None)
            if cost is not None:
                costs[frozenset(group)] = cost
    return _split(frozenset(chosen), costs, kind.count)


def _split(rest: frozenset[int], costs: dict[frozenset[int], int], vehicles: int) -> int | None:
    if not rest:
        return 0
    if vehicles == 0:
        return None
    first, best = min(rest), None
    for group, cost in costs.items():
        if first in group and group <= rest:
            more = _split(rest - group, costs, vehicles - 1)
            if more is not None and (best is None or cost + more < best):
                best = cost + more
    return best


def _tours(problem: RoutingProblem, kind: VehicleType, group: tuple[int, ...]) -> Iterator[int]:
    facilities = [None, *range(len(problem.facilities))]
    for order in permutations(group):
        for emptied in product(facilities, repeat=len(order)):
            if kind.comes_home_empty and emptied[-1] is None:
                continue
            cost = _cost(problem, kind, order, emptied)
            if cost is not None:
                yield cost


def _cost(problem: RoutingProblem, kind: VehicleType, order: tuple, emptied: tuple) -> int | None:
    load, total = 0, 0
    calls: list[tuple[int, int, tuple]] = []
    for stop, facility in zip(order, emptied, strict=True):
        weight = int(problem.stops.load[stop, 0])
        load, total = load + weight, total + weight
        if load > kind.capacity[0] or (kind.day_load and total > kind.day_load[0]):
            return None
        stops = problem.stops
        calls.append((int(stops.location[stop]), int(stops.service[stop]), stops.windows[stop]))
        if facility is not None:
            at = problem.facilities[facility]
            calls.append((at.location, at.service, (at.window,)))
            load = 0
    if not in_time(problem, kind, calls):
        return None
    road = [problem.depots[kind.start].location, *(call[0] for call in calls), problem.depots[kind.end].location]
    metres = problem.networks[0].distance
    return kind.fixed_cost + sum(int(metres[a, b]) for a, b in pairwise(road))


def in_time(problem: RoutingProblem, kind: VehicleType, calls: list[tuple[int, int, tuple]]) -> bool:
    """Whether some schedule holds, with the rest (one at most) on any of the drives or not owed."""
    if not kind.breaks:
        return _home(problem, kind, calls, kind.shift[0], None) <= kind.shift[1]
    rest = kind.breaks[0]
    if _home(problem, kind, calls, kind.shift[0], None) <= min(kind.shift[1], rest.window[1]):
        return True
    if _home(problem, kind, calls, max(kind.shift[0], rest.window[1]), None) <= kind.shift[1]:
        return True
    return any(_home(problem, kind, calls, kind.shift[0], at) <= kind.shift[1] for at in range(len(calls) + 1))


def _home(problem: RoutingProblem, kind: VehicleType, calls: list, time: int, rest_at: int | None) -> float:
    place, spans = problem.depots[kind.start].location, problem.networks[0].duration
    home = (problem.depots[kind.end].location, 0, ())
    for at, (goal, service, windows) in enumerate([*calls, home]):
        arrival = time + int(spans[place, goal])
        if at == rest_at:
            rest = kind.breaks[0]
            if time > rest.window[1]:
                return float("inf")
            arrival = max(arrival, rest.window[0]) + rest.duration
        begins = [max(arrival, early) for early, late in windows if arrival <= late] if windows else [arrival]
        if not begins:
            return float("inf")
        time, place = min(begins) + service, goal
    return time
