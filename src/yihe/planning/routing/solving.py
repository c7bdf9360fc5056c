"""Solve a collection problem: the way in for every kind of it."""

from __future__ import annotations

import numpy as np

from ..outcome import BadInput, Infeasible, require_unbroken
from ..stopping import Budget, Clock, Listener
from . import periods, plain, trips
from .checking import check, cost_of
from .infeasible import conflict_of
from .plan import Route, RoutingPlan
from .problem import RoutingProblem
from .search.searching import Found, drop_jobs, search, settle
from .search.state import empty_state
from .search.tables import Tables, tables_of
from .search.timetable import routes_of
from .soundness import require_sound

# Vehicles of one kind that the search begins with where many more stand ready; more are called if these do not do.
MANY = 64
# Above so many stops the search by zones is the faster one.
MOST_FOR_TRIPS = 600
# Share of the budget in which a large plain problem may be searched by zones, before PyVRP takes its parts over.
BEFORE_PARTS = 1 / 3
# Steps that decide whether a part of a problem can be served at all.
STEPS_TO_DECIDE = 2000


def solve(
    problem: RoutingProblem, budget: Budget | None = None, seed: int = 1, on_progress: Listener | None = None
) -> RoutingPlan:
    """Plan the collection.

    Parameters
    ----------
    budget
        What may be spent, building included; with `Budget(seconds=None, iterations=n)` and a seed the plan can be
        repeated.
    on_progress
        Called with every `Progress`; objectives are in the problem's published unit.

    Raises
    ------
    BadInput
        If something in the problem can never be kept: the message names it.
    Infeasible
        If stops stay unserved; the conflict is the smallest set of stops found.
    """
    budget = budget or Budget()
    clock = budget.start(on_progress)
    require_sound(problem)
    plan, unserved = _attempt(problem, clock, seed)
    if unserved:
        raise Infeasible(conflict_of(problem, unserved, lambda part: _can(part, seed)))
    require_unbroken(check(problem, plan))
    return plan


def _can(problem: RoutingProblem, seed: int) -> bool:
    """Whether a short search serves all stops that must be served."""
    _, unserved = _attempt(problem, Budget(seconds=None, iterations=STEPS_TO_DECIDE).start(), seed)
    return not unserved


def _attempt(problem: RoutingProblem, clock: Clock, seed: int) -> tuple[RoutingPlan, list[int]]:
    """A plan of what could be served, and the stops that must be served and are not."""
    for suits, improve in ((suits_periods, periods.improve), (suits_trips, trips.improve)):
        if suits(problem):
            try:
                return improve(problem, None, clock, seed), []
            except Infeasible as trouble:
                return _nothing(problem, trouble, clock, seed)
    if plain.suits(problem):
        return _plain(problem, clock, seed)
    if problem.patterns is not None:
        raise BadInput(
            f"{problem.name}: days are bound to patterns; with breaks or release times that cannot be planned"
        )
    return _search_days(problem, clock, seed)


def _nothing(problem: RoutingProblem, trouble: Infeasible, clock: Clock, seed: int) -> tuple[RoutingPlan, list[int]]:
    """No plan, and the stops that a search could not serve."""
    names = {broken.where for broken in trouble.conflict}
    unserved = [at for at, name in enumerate(problem.stops.names) if name in names]
    return RoutingPlan(0.0, None, clock.seconds, seed, 0, (), tuple(unserved)), unserved


def _plain(problem: RoutingProblem, clock: Clock, seed: int) -> tuple[RoutingPlan, list[int]]:
    """The searches of plain days; a large one that strings do not suit begins with the search by zones."""
    start = None
    if plain.is_large(problem) and not plain.suits_strings(problem):
        first, unserved = _search_days(problem, clock.share(BEFORE_PARTS), seed)
        start = None if unserved else first
    try:
        return plain.improve(problem, start, clock, seed), []
    except Infeasible as trouble:
        return _nothing(problem, trouble, clock, seed)


def suits_periods(problem: RoutingProblem) -> bool:
    """Whether the search over several days is the one to take."""
    rests = any(kind.breaks for kind in problem.vehicles)
    return problem.periods > 1 and not rests and not bool((problem.stops.release > 0).any())


def suits_trips(problem: RoutingProblem) -> bool:
    """Whether the search over trips is the one to take: emptying or reloading on the way, nothing it does not know."""
    several = bool((problem.stops.visits > 1).any())
    rests = any(kind.breaks for kind in problem.vehicles)
    small = len(problem.stops) <= MOST_FOR_TRIPS and all(kind.count <= MANY for kind in problem.vehicles)
    return bool(problem.facilities) and problem.periods == 1 and small and not several and not rests


def _search_days(problem: RoutingProblem, clock: Clock, seed: int) -> tuple[RoutingPlan, list[int]]:
    """The search over whole days, with as many vehicles as it takes."""
    most = max(MANY, _load_vehicles(problem))
    while True:
        more = most < len(problem.stops) and any(kind.count > most for kind in problem.vehicles)
        tables = tables_of(problem, most)
        found = search(tables, clock, seed, problem.objective_scale, more_vehicles=more)
        if found.steps > 0 or not more:
            break
        most *= 2
    routes, left_out = _result(problem, tables, found)
    unserved = [stop for stop in left_out if problem.stops.required[stop]]
    objective = cost_of(problem, routes, left_out) * problem.objective_scale
    return RoutingPlan(objective, None, clock.seconds, seed, found.steps, routes, left_out), unserved


def _load_vehicles(problem: RoutingProblem) -> int:
    """Twice the vehicles that the loads alone need."""
    total = (problem.stops.load * problem.stops.visits[:, None]).sum(axis=0)
    room = np.array([kind.capacity for kind in problem.vehicles]).max(axis=0)
    return 2 * int(np.max(total / np.maximum(room, 1), initial=0)) + 2


def _result(problem: RoutingProblem, tables: Tables, found: Found) -> tuple[tuple[Route, ...], tuple[int, ...]]:
    """Timed routes; a stop that got some of its visits but not all gets none."""
    state = empty_state(tables, 1)
    settle(tables, state, found)
    out = {int(stop) for stop in tables.stop[state.route_of < 0]}
    partly = np.isin(tables.stop, list(out)) & (state.route_of >= 0)
    if partly.any():
        drop_jobs(tables, state, np.flatnonzero(partly))
    return routes_of(problem, tables, state), tuple(sorted(out))
