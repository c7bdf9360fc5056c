"""How evenly the work is spread over the routes of a plan, and what unevenness costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..plan import RoutingPlan
from ..problem import RoutingProblem


@dataclass(frozen=True)
class Workload:
    """Time from leaving the depot to coming home over the routes that go out, in the problem's time unit.

    Attributes
    ----------
    greatest, least, mean, deviation
        Of all routes; 0 for a plan without routes.
    by_period
        (least, greatest) of each period in which a vehicle goes out.
    """

    greatest: int
    least: int
    mean: float
    deviation: float
    by_period: dict[int, tuple[int, int]]

    @property
    def spread(self) -> int:
        """Greatest less least."""
        return self.greatest - self.least


def workload(problem: RoutingProblem, plan: RoutingPlan) -> Workload:
    """Report how the work of a plan is spread."""
    by_period: dict[int, list[int]] = {}
    for route in plan.routes:
        period = problem.vehicles[route.vehicle_type].period
        by_period.setdefault(period, []).append(route.calls[-1].arrival - route.calls[0].end)
    every = [hours for of_period in by_period.values() for hours in of_period]
    return Workload(
        greatest=max(every, default=0),
        least=min(every, default=0),
        mean=float(np.mean(every)) if every else 0.0,
        deviation=float(np.std(every)) if every else 0.0,
        by_period={period: (min(hours), max(hours)) for period, hours in sorted(by_period.items())},
    )


def price_of_unevenness(problem: RoutingProblem, weight: float) -> float:
    """Return the factor f for which the search adds f t² for every route that takes time t.

    For a given amount of work and number of routes the sum of squares is least where all routes are equal. `weight`
    is in units of cost: what a route adds that lasts as long as its crew may be out.
    """
    if weight <= 0:
        return 0.0
    limits = [min(each.longest, each.shift[1] - each.shift[0]) for each in problem.vehicles]
    typical = float(np.median(limits)) if limits else 1.0
    return weight / max(typical, 1.0) ** 2
