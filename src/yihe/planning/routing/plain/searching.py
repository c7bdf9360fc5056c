"""One search by PyVRP over some stops and vehicles, from nothing or from given tours."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pyvrp
from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria

from ..problem import RoutingProblem
from .modelling import Part, Tour

# Seconds between two questions whether a search must end.
ASKED_EVERY = 0.1


@dataclass(frozen=True)
class Limit:
    """What one search may spend: wall seconds, steps, or both.

    `over` is asked now and then, and tells where the whole search stands on the way.
    """

    seconds: float | None
    steps: int | None
    over: Callable[[], bool] = lambda: False

    def criterion(self) -> MultipleCriteria:
        """The limit as PyVRP takes it."""
        limits = [MaxRuntime(self.seconds)] if self.seconds is not None else []
        steps = [MaxIterations(self.steps)] if self.steps is not None else []
        return MultipleCriteria([*limits, *steps, _Asked(self.over)])


class _Asked:
    """Asks whether to end, though not in every step."""

    def __init__(self, over: Callable[[], bool]) -> None:
        self._over = over
        self._next = 0.0

    def __call__(self, best_cost: int) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + ASKED_EVERY
        return self._over()


@dataclass(frozen=True)
class Found:
    """Tours with their cost in the problem's integer unit and the steps they took.

    `troubled` holds the stops of tours that break a rule.
    """

    tours: list[Tour]
    cost: int
    feasible: bool
    steps: int
    troubled: tuple[int, ...] = ()

    def after(self, steps: int) -> Found:
        """The same after so many steps in all."""
        return replace(self, steps=steps)


def best_of(found: Sequence[Found]) -> Found:
    """The cheapest of those that keep all rules, else the first."""
    return min(found, key=lambda each: (not each.feasible, each.cost if each.feasible else 0))


def search(
    problem: RoutingProblem,
    stops: Sequence[int],
    counts: Sequence[int],
    tours: Sequence[Tour] | None,
    limit: Limit,
    seed: int,
) -> Found:
    """Search for good tours over some stops.

    Parameters
    ----------
    stops
        Rows of the problem's stops.
    counts
        Vehicles of each type that may be used.
    tours
        What to begin with; ``None`` for a random beginning.
    """
    part = Part.of(problem, stops, counts)
    data = part.data()
    start = None if tours is None else part.solution(data, tours)
    result = pyvrp.solve(data, limit.criterion(), seed=seed, collect_stats=False, display=False, initial_solution=start)
    feasible = result.is_feasible()
    cost = int(result.cost()) if feasible else 0
    tours = part.tours(data, result.best)
    return Found(tours, cost, feasible, result.num_iterations, part.troubled(result.best))
