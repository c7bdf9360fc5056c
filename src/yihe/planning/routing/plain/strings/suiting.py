"""Tell whether the compiled search knows every rule of a plain problem."""

from __future__ import annotations

from ...problem import FOREVER, RoutingProblem
from .tables import MOST_LOADS

# The drives between all places are held four numbers a pair.
MOST_PLACES = 5000


def suits(problem: RoutingProblem) -> bool:
    """Whether vehicles differ in room, hours, homes and fixed cost alone, and no cost or rule is of the time out."""
    first = problem.vehicles[0]
    return (
        len(problem.networks[0].distance) <= MOST_PLACES
        and problem.stops.load.shape[1] <= MOST_LOADS
        and not bool((problem.stops.release > 0).any())
        and all(
            kind.network == first.network
            and kind.cost_per_distance == first.cost_per_distance
            and kind.cost_per_duration == 0
            and kind.longest >= FOREVER
            for kind in problem.vehicles
        )
    )
