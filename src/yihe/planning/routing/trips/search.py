"""Improve routes with several trips: the entry of the search."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from ...outcome import BrokenRule, Infeasible
from ...stopping import Clock
from ..checking import cost_of
from ..plan import Route, RoutingPlan
from ..problem import RoutingProblem
from .annealing import back_to_best
from .islands import Islands, best_absent, best_routes
from .state import DEPOT, SUF_D, SUF_E, SUF_L, State
from .tables import STOP_PENALTY, VEHICLE_OPEN, Tables
from .timetable import Nodes, Timetable
from .translating import tables_of, vehicles_of, visits_of

# Temperatures at the beginning and at the end, as shares of the mean cost of a drive between two nodes.
HOT, COLD = 1.2, 0.02
# From a plan that is good already the search begins this much colder.
START_COLDER = 0.2
# Steps an island takes before the clock is looked at; where time is the limit, as many as fit into this many seconds.
STEPS, LOOK_AFTER = 500, 0.2
# How often in a whole run the islands tell each other of their best routes.
EXCHANGES = 20

# Longest share of the whole time that one recombination of routes may take.
RECOMBINE_SHARE = 0.01


def improve(
    problem: RoutingProblem, start: RoutingPlan | None, clock: Clock, seed: int, islands: int | None = None
) -> RoutingPlan:
    """Search for cheaper routes until the clock is over.

    Slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020) on routes of
    several trips with release times, facilities between them and vehicles of any types.

    Parameters
    ----------
    start
        Plan to begin with, from this or another solver; ``None`` to build one.
    clock
        Started before the problem was read or built. An iteration is one ruin and recreate of one island.
    seed
        With a limit on iterations and the number of islands alone, the run can be repeated.
    islands
        Searches side by side, one thread each; as many as the machine has cores, at most 2, if ``None``.

    Raises
    ------
    BadInput
        If the problem has rules the search does not know: breaks, patterns, gaps between visits.
    Infeasible
        If no plan that serves all required stops was found.
    """
    tables = tables_of(problem)
    count = islands or min(2, os.cpu_count() or 1)
    search = Islands(tables, count, seed, None if start is None else _nodes_of(problem, start))
    _run(search, clock, START_COLDER if start is not None else 1.0)
    return _plan(problem, tables, search, clock, seed)


def _run(search: Islands, clock: Clock, warmth: float) -> None:
    """Anneal until the clock is over; temperatures follow the share of the budget that is spent."""
    search.anneal(1, 1.0, 1.0)
    steps, told, scale = STEPS, 0.0, 0.0
    while not clock.over(search.steps, search.cost):
        spent = share_spent(clock, search.steps)
        scale = scale or _drive_cost(search)
        began = time.perf_counter()
        temperature = warmth * scale * HOT * (COLD / HOT) ** spent
        search.anneal(_most_steps(clock, search, steps), temperature, temperature)
        if clock.budget.iterations is None:
            steps = max(10, int(steps * min(4.0, LOOK_AFTER / (time.perf_counter() - began))))
        search.remember()
        if spent - told >= 1 / EXCHANGES:
            if clock.budget.seconds is not None and clock.budget.iterations is None:
                search.recombine(min(RECOMBINE_SHARE * clock.budget.seconds, clock.seconds_left))
            search.exchange()
            told = spent
        clock.report(search.steps, search.cost)


def share_spent(clock: Clock, steps: int) -> float:
    """Share of the budget that is spent, by time or by iterations."""
    shares = [0.0]
    if clock.budget.seconds is not None:
        shares.append(clock.seconds / clock.budget.seconds)
    if clock.budget.iterations is not None:
        shares.append(steps / clock.budget.iterations)
    return min(1.0, max(shares))


def _most_steps(clock: Clock, search: Islands, steps: int) -> int:
    if clock.budget.iterations is None:
        return steps
    return max(1, min(steps, (clock.budget.iterations - search.steps) // len(search.states)))


def _drive_cost(search: Islands) -> float:
    """Mean cost of a drive between two nodes of the first routes."""
    routes = best_routes(search.best)
    drives = sum(len(nodes) - 1 for nodes in routes if len(nodes) > 2)
    absent = sum(int(search.tables.stop[s, STOP_PENALTY]) for s in best_absent(search.best))
    return max(1.0, (search.cost - absent) / max(1, drives))


def _nodes_of(problem: RoutingProblem, plan: RoutingPlan) -> Sequence[Nodes]:
    """A plan's routes as nodes, one list for each vehicle of the tables."""
    free: dict[int, list[int]] = {}
    for visit, stop in enumerate(visits_of(problem)):
        free.setdefault(int(stop), []).append(visit)
    table, driven = Timetable(problem), {(route.vehicle_type, route.number): route for route in plan.routes}
    idle = [(DEPOT, 0), (DEPOT, 0)]
    return [table.nodes_of(driven[vehicle], free) if vehicle in driven else idle for vehicle in vehicles_of(problem)]


def _plan(problem: RoutingProblem, tables: Tables, search: Islands, clock: Clock, seed: int) -> RoutingPlan:
    absent, visits = best_absent(search.best), visits_of(problem)
    left_out = tuple(sorted({int(visits[s]) for s in absent}))
    _require_served(problem, left_out)
    back_to_best(tables, search.best)
    routes = tuple(_routes(problem, tables, search.best))
    return RoutingPlan(
        objective=cost_of(problem, routes, left_out) * problem.objective_scale,
        bound=None,
        seconds=clock.seconds,
        seed=seed,
        iterations=search.steps,
        routes=routes,
        left_out=left_out,
    )


def _require_served(problem: RoutingProblem, left_out: Sequence[int]) -> None:
    conflict = [
        BrokenRule("unserved", name, f"{name} must be served and fits into no route")
        for name in (problem.stops.names[stop] for stop in left_out if problem.stops.required[stop])
    ]
    if conflict:
        raise Infeasible(conflict)


def _routes(problem: RoutingProblem, tables: Tables, state: State) -> list[Route]:
    """The best routes as calls, each begun as late as makes it shortest."""
    timetable, vehicles = Timetable(problem), vehicles_of(problem)
    routes = []
    for v, nodes in enumerate(best_routes(state)):
        if len(nodes) > 2:
            d, e, late = (int(state.route[v, 0, column]) for column in (SUF_D, SUF_E, SUF_L))
            begin = max(int(tables.vehicle[v, VEHICLE_OPEN]), min(late, e - d))
            routes.append(timetable.route_of(vehicles[v], nodes, begin))
    return routes
