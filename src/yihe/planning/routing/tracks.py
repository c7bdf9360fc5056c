"""The line a route draws on the map, along the streets where they are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from ..lines import Line
from ..outcome import BadInput
from .plan import Route, RoutingPlan
from .problem import RoutingProblem
from .timetable import location_of


class Ways(Protocol):
    """Whatever knows how one drives between two locations; see `yihe.planning.routing.streets.StreetProblem`."""

    def line(self, network: int, origin: int, goal: int) -> Line:
        """Positions along the drive, both ends included."""
        ...


@dataclass
class RememberedWays:
    """Ways that are asked for once, for a plan that is drawn several times."""

    ways: Ways
    _known: dict[tuple[int, int, int], Line] = field(default_factory=dict)

    def line(self, network: int, origin: int, goal: int) -> Line:
        """Positions along the drive, both ends included."""
        drive = (network, origin, goal)
        if drive not in self._known:
            self._known[drive] = self.ways.line(*drive)
        return self._known[drive]


def tracks(problem: RoutingProblem, plan: RoutingPlan, ways: Ways | None = None) -> list[Line]:
    """Draw every route, in the plan's order.

    Parameters
    ----------
    ways
        How one drives; straight from place to place if ``None``.

    Raises
    ------
    BadInput
        The problem has no coordinates.
    """
    if problem.coordinates is None:
        raise BadInput(f"{problem.name}: has no coordinates; it cannot be drawn")
    return [_track(problem, route, ways) for route in plan.routes]


def _track(problem: RoutingProblem, route: Route, ways: Ways | None) -> Line:
    called = [location_of(problem, call) for call in route.calls]
    places = [place for place in called if place is not None]
    if ways is None:
        return [position(problem, place) for place in places]
    network = problem.vehicles[route.vehicle_type].network
    line: Line = []
    for origin, goal in pairwise(places):
        leg = ways.line(network, origin, goal)
        line += leg[1:] if line and leg[0] == line[-1] else leg
    return line


def position(problem: RoutingProblem, location: int) -> tuple[float, float]:
    """Where a location lies."""
    assert problem.coordinates is not None
    x, y = problem.coordinates[location].tolist()
    return x, y
