"""A first plan by cheapest insertion alone: quick, for tests that need one, not for the road."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from yihe.planning.routing.checking import cost_of
from yihe.planning.routing.plan import Route, RoutingPlan
from yihe.planning.routing.problem import RoutingProblem
from yihe.planning.routing.replanning.events import State
from yihe.planning.routing.replanning.replan import replan


def plan_by_insertion(problem: RoutingProblem, vehicles: int, seconds: float = 0.0) -> RoutingPlan:
    """Serve every stop by putting one after the other where it costs least.

    Parameters
    ----------
    vehicles
        Greatest number of vehicles of each type.
    seconds
        Wall-clock time for placing stops anew.
    """
    began = perf_counter()
    nothing = RoutingPlan(0.0, None, 0.0, 0, 0, ())
    found = replan(problem, nothing, State(0, (), ()), (), seconds=seconds, stand_by=vehicles, turnout=0)
    routes = tuple(_back(problem, route, crew) for route, crew in zip(found.plan.routes, found.crews, strict=True))
    cost = cost_of(problem, routes, found.plan.left_out) * problem.objective_scale
    return RoutingPlan(cost, None, perf_counter() - began, 0, len(problem.stops), routes, found.plan.left_out)


def _back(problem: RoutingProblem, route: Route, crew: tuple[int, int]) -> Route:
    start = replace(route.calls[0], index=problem.vehicles[crew[0]].start)
    return Route(*crew, (start, *route.calls[1:]))
