"""A collection problem from bins, trucks and stations on a district's streets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from yihe.geo.streets import BadStreets, Places, Router, StreetGraph, TooFarFromStreets, snap

from ..outcome import BadInput
from .assembling import assemble
from .collection import Bin, Collection, Station, Yard
from .problem import FOREVER, Network, RoutingProblem
from .surveying import require_servable, require_sound


@dataclass(frozen=True)
class StreetProblem:
    """A collection problem with the streets it is driven on.

    Attributes
    ----------
    problem
        The stops are the bins in their order; locations are yards, stations and bins, in this order.
    places
        The locations on the streets.
    routers
        One for each network.
    """

    problem: RoutingProblem
    graph: StreetGraph
    places: Places
    routers: tuple[Router, ...]

    def line(self, network: int, origin: int, goal: int) -> list[tuple[float, float]]:
        """Longitudes and latitudes of the drive between two locations, along the streets."""
        return [(lon, lat) for lon, lat in self.routers[network].path(origin, goal).line.tolist()]


def on_streets(collection: Collection, graph: StreetGraph, remarks: dict[str, Any] | None = None) -> StreetProblem:
    """Build the collection problem of a day.

    Shifts become the problem's periods: a bin with two rounds is visited in two different shifts. Objective: yuan.

    Parameters
    ----------
    graph
        Streets of which every part can be reached from every other (see `yihe.geo.streets.largest_strong_part`).
    remarks
        Kept with the problem.

    Raises
    ------
    BadInput
        Names the bin that has no street near, holds more than any truck, is never open during a shift, that no truck
        can reach and empty afterwards, or what has a negative time, load or cost.
    """
    require_sound(collection)
    places = _places(collection, graph)
    kinds = list(dict.fromkeys(truck.vehicle for truck in collection.trucks))
    routers = tuple(Router(graph, places, kind) for kind in kinds)
    networks = tuple(_network(router) for router in routers)
    networks_of = [kinds.index(truck.vehicle) for truck in collection.trucks]
    require_servable(collection, networks, networks_of)
    lonlat = np.column_stack((places.lon, places.lat))
    problem = assemble(collection, networks, networks_of, lonlat, remarks)
    return StreetProblem(problem, graph, places, routers)


def _places(collection: Collection, graph: StreetGraph) -> Places:
    things: list[Yard | Station | Bin] = [*collection.yards, *collection.stations, *collection.bins]
    try:
        return snap(
            graph,
            [thing.lon for thing in things],
            [thing.lat for thing in things],
            [thing.name for thing in things],
            limit_m=collection.limit_m,
        )
    except TooFarFromStreets as far:
        raise BadInput(f"{far}; a place this far from every street cannot be driven to") from far
    except BadStreets as bad:
        raise BadInput(str(bad)) from bad


def _network(router: Router) -> Network:
    found = router.matrices()
    reached = np.isfinite(found.seconds)
    distance, duration = np.full(reached.shape, FOREVER), np.full(reached.shape, FOREVER)
    distance[reached] = np.rint(found.metres[reached])
    # A drive never takes less than is planned for it.
    duration[reached] = np.ceil(found.seconds[reached])
    return Network(distance, duration)
