"""Search plain problems: large ones by strings of stops, then PyVRP, on parts of a large plan, on both cores.

PyVRP: N. A. Wouda, L. Lan, W. Kool, *PyVRP: a high-performance VRP solver package*, INFORMS Journal on Computing 36
(2024). Cutting a plan into parts of neighbouring routes and searching those: E. Taillard, *Parallel iterative search
methods for vehicle routing problems*, Networks 23 (1993). PyVRP gives the interpreter free while it searches, so
threads use the cores.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ...outcome import BrokenRule, Infeasible
from ...stopping import Clock
from ..checking import cost_of
from ..plan import RoutingPlan
from ..problem import RoutingProblem
from . import strings
from .modelling import Tour
from .parting import counts_left, neighbouring
from .searching import Found, Limit, best_of, search
from .timing import routes_of

# Stops that a part holds about; below twice as many the problem stays whole.
PART = 250
# Share of the budget for the first search of the whole, and lengths of the later rounds, as shares of the budget.
FIRST = 0.25
ROUND = 0.07
THREADS = 2
# Share of the budget that goes to strings of stops, where they suit; they come down faster than anything else here.
# In long routes they have many places to try for each stop, and PyVRP's exchanges of whole ends gain more later on.
STRINGS, STRINGS_OF_LONG = 0.95, 0.5
LONG = 20
# Steps of one search where neither time nor steps are limited.
STEPS_A_ROUND = 2_000


def improve(problem: RoutingProblem, start: RoutingPlan | None, clock: Clock, seed: int) -> RoutingPlan:
    """Plan a plain day.

    Parameters
    ----------
    problem
        One that `suits` accepts.
    start
        A plan to begin with, or ``None``.
    clock
        A running budget; an iteration is one of PyVRP's.

    Raises
    ------
    Infeasible
        If no plan was found that serves all stops; the conflict names stops of the best that was found.
    """
    tours = None if start is None else [(route.vehicle_type, route.stops) for route in start.routes]
    found = _Search(problem, clock, seed).run(tours)
    if not found.feasible:
        raise Infeasible(_unserved(problem, found))
    routes = routes_of(problem, found.tours)
    served = {stop for _, stops in found.tours for stop in stops}
    left_out = tuple(stop for stop in range(len(problem.stops)) if stop not in served)
    objective = cost_of(problem, routes, left_out) * problem.objective_scale
    return RoutingPlan(objective, None, clock.seconds, seed, found.steps, routes, left_out)


def _unserved(problem: RoutingProblem, found: Found) -> list[BrokenRule]:
    served = {stop for _, stops in found.tours for stop in stops} - set(found.troubled)
    required = np.flatnonzero(problem.stops.required)
    names = [problem.stops.names[stop] for stop in required if int(stop) not in served]
    return [BrokenRule("service", name, f"{name} finds no place in any route") for name in names]


def suits_strings(problem: RoutingProblem) -> bool:
    """Whether the search by strings of stops takes the problem first."""
    return is_large(problem) and strings.suits(problem)


def is_large(problem: RoutingProblem) -> bool:
    """Whether the problem is searched in parts."""
    return len(problem.stops) >= 2 * PART


class _Search:
    """The whole first, then parts, until the clock is over."""

    def __init__(self, problem: RoutingProblem, clock: Clock, seed: int) -> None:
        self.problem, self.clock = problem, clock
        self.chance = random.Random(seed)
        self.counts = [kind.count for kind in problem.vehicles]
        self.all = list(range(len(problem.stops)))
        self.best = Found([], 0, False, 0)

    def run(self, tours: list[Tour] | None) -> Found:
        parts = is_large(self.problem)
        self.best = self._first(parts) if tours is None else self._given(tours)
        while not self._over():
            self.best = self._parts(self.best) if parts and self.best.feasible else self._again(self.best)
        return self.best

    def _first(self, parts: bool) -> Found:
        if suits_strings(self.problem):
            begun = strings.begin(self.problem, self.chance.randrange(2**31), THREADS)
            share = STRINGS_OF_LONG if begun.stops_a_route() >= LONG else STRINGS
            found = begun.improve(self.clock.share(share))
            if found.feasible:
                return found
        return self._whole(None, self._limit(FIRST if parts else 1.0))

    def _given(self, tours: list[Tour]) -> Found:
        return Found(tours, self._cost(tours), True, 0)

    def _cost(self, tours: list[Tour]) -> int:
        served = {stop for _, tour in tours for stop in tour}
        left_out = tuple(stop for stop in self.all if stop not in served)
        return cost_of(self.problem, routes_of(self.problem, tours), left_out)

    def _over(self) -> bool:
        value = self.best.cost * self.problem.objective_scale if self.best.feasible else None
        self.clock.report(self.best.steps, value)
        return self.clock.over(self.best.steps, value)

    def _limit(self, share: float, waves: int = 1) -> Limit:
        """What one of `waves` searches after each other may spend."""
        budget = self.clock.budget
        seconds = None if budget.seconds is None else min(share * budget.seconds, self.clock.seconds_left / waves)
        steps = None if budget.iterations is None else max(1, round(share * budget.iterations / THREADS))
        return Limit(seconds, STEPS_A_ROUND if seconds is None and steps is None else steps, self._over)

    def _again(self, best: Found) -> Found:
        return self._whole(best.tours, self._limit(ROUND), best)

    def _whole(self, tours: list[Tour] | None, limit: Limit, before: Found | None = None) -> Found:
        seeds = [self.chance.randrange(2**31) for _ in range(THREADS)]
        found = _side_by_side([_task(self.problem, self.all, self.counts, tours, limit, seed) for seed in seeds])
        steps = sum(each.steps for each in found)
        return best_of([*found, *([before] if before else [])]).after(steps + (before.steps if before else 0))

    def _parts(self, best: Found) -> Found:
        groups = neighbouring(self.problem, best.tours, max(2, round(len(self.all) / PART)), self.chance)
        spare = counts_left(self.counts, best.tours, len(groups))
        limit = self._limit(ROUND, math.ceil(len(groups) / THREADS))
        served = {stop for _, tour in best.tours for stop in tour}
        tasks = []
        for at, (group, extra) in enumerate(zip(groups, spare, strict=True)):
            stops = [stop for _, tour in group for stop in tour]
            # Stops left out get another chance, in another part each round since the parts change.
            stops += [stop for stop in self.all if stop not in served] if at == 0 else []
            counts = [extra[kind] + sum(1 for each, _ in group if each == kind) for kind in range(len(extra))]
            tasks.append(_task(self.problem, stops, counts, group, limit, self.chance.randrange(2**31)))
        found = _side_by_side(tasks)
        steps = sum(each.steps for each in found)
        tours = [
            tour for group, each in zip(groups, found, strict=True) for tour in (each.tours if each.feasible else group)
        ]
        return best_of([best, Found(tours, self._cost(tours), True, 0)]).after(best.steps + steps)


Task = Callable[[], Found]


def _task(
    problem: RoutingProblem, stops: list[int], counts: list[int], tours: list[Tour] | None, limit: Limit, seed: int
) -> Task:
    return lambda: search(problem, stops, counts, tours, limit, seed)


def _side_by_side(tasks: list[Task]) -> list[Found]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda task: task(), tasks))
