"""A collection problem from bins, trucks and stations on a district's streets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from yihe.geo.streets import BadStreets, Places, Router, StreetGraph, StreetVehicle, TooFarFromStreets, snap

from ..outcome import BadInput
from .clock import CLOCK
from .collection import Bin, Collection, Station, Yard
from .pricing import UNITS_PER_YUAN, per_metre, per_second, whole_cost
from .problem import FOREVER, Depot, Facility, Network, RoutingProblem, Stops, VehicleType
from .surveying import require_servable, require_sound

LOAD_UNITS = ("kg", "litre")


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
    require_servable(collection, networks, [kinds.index(truck.vehicle) for truck in collection.trucks])
    yards, stations = len(collection.yards), len(collection.stations)
    problem = RoutingProblem(
        name=collection.name,
        networks=networks,
        depots=tuple(Depot(yard.name, row, yard.window) for row, yard in enumerate(collection.yards)),
        facilities=tuple(
            Facility(station.name, yards + row, round(station.seconds), station.window)
            for row, station in enumerate(collection.stations)
        ),
        stops=_stops(collection, first=yards + stations),
        vehicles=tuple(_vehicles(collection, kinds)),
        periods=len(collection.shifts),
        load_units=LOAD_UNITS,
        objective_scale=1 / UNITS_PER_YUAN,
        coordinates=np.column_stack((places.lon, places.lat)),
        remarks={"clock": CLOCK, "shifts": [shift.name for shift in collection.shifts], **(remarks or {})},
    )
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


def _stops(collection: Collection, first: int) -> Stops:
    bins = collection.bins
    count = len(bins)
    return Stops(
        names=tuple(each.name for each in bins),
        location=np.arange(first, first + count),
        load=np.array([(each.kg, each.litres) for each in bins]).round().astype(np.int64),
        service=np.array([each.seconds for each in bins]).round().astype(np.int64),
        windows=tuple(each.windows for each in bins),
        release=np.zeros(count, dtype=np.int64),
        visits=np.array([each.rounds for each in bins], dtype=np.int64),
        least_gap=np.array([collection.least_gap if each.rounds > 1 else 0 for each in bins], dtype=np.int64),
        prize=np.zeros(count, dtype=np.int64),
        required=np.ones(count, dtype=bool),
    )


def _vehicles(collection: Collection, kinds: Sequence[StreetVehicle]) -> list[VehicleType]:
    return [
        VehicleType(
            name=f"{truck.name} {shift.name}",
            count=truck.count,
            capacity=(int(truck.kg), int(truck.litres)),
            start=truck.yard,
            end=truck.yard,
            shift=shift.window,
            breaks=shift.breaks,
            comes_home_empty=True,
            fixed_cost=whole_cost(truck.yuan_per_shift),
            cost_per_distance=per_metre(truck.yuan_per_km),
            cost_per_duration=per_second(truck.yuan_per_hour),
            network=kinds.index(truck.vehicle),
            period=period,
        )
        for period, shift in enumerate(collection.shifts)
        for truck in collection.trucks
    ]
