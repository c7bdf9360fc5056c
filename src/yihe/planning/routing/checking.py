"""Does a routing plan keep every rule?  Recomputes all of it from the problem and knows nothing of any solver."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..outcome import BrokenRule
from .checking_routes import broken_on_route, road_of
from .plan import Call, Route, RoutingPlan
from .problem import FOREVER, RoutingProblem

Visit = tuple[int, Call]  # period, call


def check(problem: RoutingProblem, plan: RoutingPlan) -> list[BrokenRule]:
    """List every rule of `problem` that `plan` breaks; an empty list is a plan that can be driven.

    A break is owed by a route that is out when the break's window ends (it leaves before and comes home after).
    """
    return [
        *_indices(problem, plan),
        *_fleet(problem, plan),
        *_visits(problem, plan),
        *(broken for route in _known(problem, plan) for broken in broken_on_route(problem, route)),
        *_objective(problem, plan),
    ]


def cost_of(problem: RoutingProblem, routes: Iterator[Route] | tuple[Route, ...], left_out: tuple[int, ...]) -> int:
    """Integer cost of routes and of the stops left out, from the networks alone."""
    driven = sum(_cost_of_route(problem, route) for route in routes)
    return driven + sum(int(problem.stops.prize[stop]) for stop in left_out)


def _cost_of_route(problem: RoutingProblem, route: Route) -> int:
    kind = problem.vehicles[route.vehicle_type]
    distance = problem.networks[kind.network].distance
    road = road_of(problem, route)
    metres = sum(int(distance[a, b]) for a, b in itertools.pairwise(road))
    duration = route.calls[-1].arrival - route.calls[0].end
    return kind.fixed_cost + kind.cost_per_distance * metres + kind.cost_per_duration * duration


def _is_known(problem: RoutingProblem, route: Route) -> bool:
    sizes = {"depot": len(problem.depots), "stop": len(problem.stops), "facility": len(problem.facilities)}
    if not 0 <= route.vehicle_type < len(problem.vehicles) or len(route.calls) < 2:
        return False
    sizes["break"] = len(problem.vehicles[route.vehicle_type].breaks)
    return all(0 <= call.index < sizes[call.kind] for call in route.calls)


def _known(problem: RoutingProblem, plan: RoutingPlan) -> tuple[Route, ...]:
    return tuple(route for route in plan.routes if _is_known(problem, route))


def _indices(problem: RoutingProblem, plan: RoutingPlan) -> Iterator[BrokenRule]:
    for place, route in enumerate(plan.routes):
        if not _is_known(problem, route):
            yield BrokenRule("unknown", f"route {place}", f"Route {place} names something the problem does not have")


def _fleet(problem: RoutingProblem, plan: RoutingPlan) -> Iterator[BrokenRule]:
    used = Counter((route.vehicle_type, route.number) for route in _known(problem, plan))
    for (kind, number), times in used.items():
        vehicle = problem.vehicles[kind]
        where = f"{vehicle.name} {number}"
        if times > 1:
            yield BrokenRule("vehicle", where, f"{where} drives {times} routes at once", times - 1)
        if not 0 <= number < vehicle.count:
            yield BrokenRule("vehicle", where, f"{where} does not exist: there are {vehicle.count} of {vehicle.name}")


def _visits(problem: RoutingProblem, plan: RoutingPlan) -> Iterator[BrokenRule]:
    made: dict[int, list[Visit]] = defaultdict(list)
    for route in _known(problem, plan):
        for call in route.calls:
            if call.kind == "stop":
                made[call.index].append((problem.vehicles[route.vehicle_type].period, call))
    out = set(plan.left_out)
    for stop in range(len(problem.stops)):
        yield from _visits_of(problem, stop, made[stop], stop in out)


def _visits_of(problem: RoutingProblem, stop: int, visits: list[Visit], left_out: bool) -> Iterator[BrokenRule]:
    stops = problem.stops
    name, wanted = stops.names[stop], int(stops.visits[stop])
    if left_out:
        if stops.required[stop]:
            yield BrokenRule("unserved", name, f"{name} must be served and is left out", wanted)
        wanted = 0
    if len(visits) != wanted:
        message = f"{name} is served {len(visits)} times, {wanted} wanted"
        yield BrokenRule("visits", name, message, abs(len(visits) - wanted))
    yield from _spread(problem, stop, visits)
    days = tuple(sorted(period for period, _ in visits))
    if problem.patterns is not None and days and days not in problem.patterns[stop]:
        yield BrokenRule("pattern", name, f"{name} is served in periods {days}, allowed: {problem.patterns[stop]}")


def _spread(problem: RoutingProblem, stop: int, visits: list[Visit]) -> Iterator[BrokenRule]:
    name, least = problem.stops.names[stop], int(problem.stops.least_gap[stop])
    if problem.periods > 1:
        for period, times in Counter(period for period, _ in visits).items():
            if times > 1:
                yield BrokenRule("period", name, f"{name} is served {times} times in period {period}", times - 1)
    if least > 0:
        begins = sorted(call.begin for _, call in visits)
        for first, second in itertools.pairwise(begins):
            if second - first < least:
                short = least - (second - first)
                yield BrokenRule("gap", name, f"{name} is served again {short} too early, at {second}", short)


def _objective(problem: RoutingProblem, plan: RoutingPlan) -> Iterator[BrokenRule]:
    if len(_known(problem, plan)) < len(plan.routes):
        return
    cost = cost_of(problem, plan.routes, plan.left_out)
    if cost >= FOREVER:
        return  # an arc that may not be driven is told on its route
    found = cost * problem.objective_scale
    if abs(found - plan.objective) > 1e-6 * max(1.0, abs(found)):
        message = f"The plan says {plan.objective}, the networks say {found}"
        yield BrokenRule("objective", problem.name, message, abs(found - plan.objective))
