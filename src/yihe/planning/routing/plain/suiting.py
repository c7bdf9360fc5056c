"""Tell whether a problem is plain enough for PyVRP to hold every rule of it."""

from __future__ import annotations

from ..problem import RoutingProblem, VehicleType


def suits(problem: RoutingProblem) -> bool:
    """Whether PyVRP's model holds every rule of the problem."""
    stops = problem.stops
    return (
        problem.periods == 1
        and problem.patterns is None
        and not problem.facilities
        and not bool((stops.visits > 1).any())
        and all(len(windows) <= 1 for windows in stops.windows)
        and all(_plain(kind) for kind in problem.vehicles)
    )


def _plain(kind: VehicleType) -> bool:
    free = kind.day_load is None and kind.day_stops is None
    return free and not kind.breaks and not kind.comes_home_empty
