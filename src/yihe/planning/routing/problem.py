"""The collection problem: stops, disposal facilities, vehicles and the network between them, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Window = tuple[int, int]

# Larger than any time or distance in a plan, small enough that sums of many stay within int64.
FOREVER = 2**40


@dataclass(frozen=True)
class Network:
    """Distances and travel times between all locations for one kind of vehicle.

    Attributes
    ----------
    distance, duration
        (n, n) integers, from row to column; need not be symmetric. A pair that cannot be driven holds `FOREVER`.
    """

    distance: Ints
    duration: Ints


@dataclass(frozen=True)
class Stops:
    """Places to collect from, one row each.

    Attributes
    ----------
    names
        What messages and crew sheets call them.
    location
        (n,) row of each stop in the networks.
    load
        (n, d) what one visit collects, in the d units of `RoutingProblem.load_units`.
    service
        (n,) seconds (or the problem's time unit) of work at the stop.
    windows
        For each stop the windows in which service must *begin*, sorted and disjoint; an empty tuple is always.
    release
        (n,) earliest time at which a trip that serves the stop may leave its depot or facility.
    visits
        (n,) visits wanted within the whole horizon, each by another period or with `least_gap` between them.
    least_gap
        (n,) least time from the beginning of one visit to the beginning of the next; 0 for none.
    prize
        (n,) what leaving the stop out costs; only read where `required` is false.
    required
        (n,) whether the stop must be served.
    """

    names: tuple[str, ...]
    location: Ints
    load: Ints
    service: Ints
    windows: tuple[tuple[Window, ...], ...]
    release: Ints
    visits: Ints
    least_gap: Ints
    prize: Ints
    required: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class Depot:
    """Where vehicles begin and end: a location and its hours."""

    name: str
    location: int
    window: Window = (0, FOREVER)


@dataclass(frozen=True)
class Facility:
    """Where a vehicle empties (or, for deliveries, loads) within its route.

    A visit takes `service`, must begin within `window` and sets the load to zero.
    """

    name: str
    location: int
    service: int = 0
    window: Window = (0, FOREVER)


@dataclass(frozen=True)
class Break:
    """A rest of `duration` that must begin within `window`; it may interrupt driving and waiting, not service."""

    window: Window
    duration: int


@dataclass(frozen=True)
class VehicleType:
    """`count` equal vehicles on one shift.

    Attributes
    ----------
    capacity
        One number per load unit: what fits between two emptyings.
    shift
        The route begins and ends within it.
    longest
        Greatest time from leaving the depot to coming home.
    breaks
        Rests the crew takes.
    day_load, day_stops
        Limits over the whole route that an emptying does not renew; ``None`` for no limit.
    trips
        Greatest number of trips (emptyings + 1); ``None`` for no limit.
    facilities
        Which facilities it may use, by index; ``None`` for all.
    comes_home_empty
        Whether it must empty between its last stop and its end depot.
    period
        Day or shift the vehicle belongs to, for problems over several of them.
    """

    name: str
    count: int
    capacity: tuple[int, ...]
    start: int = 0
    end: int = 0
    shift: Window = (0, FOREVER)
    longest: int = FOREVER
    breaks: tuple[Break, ...] = ()
    day_load: tuple[int, ...] | None = None
    day_stops: int | None = None
    trips: int | None = None
    facilities: tuple[int, ...] | None = None
    comes_home_empty: bool = False
    fixed_cost: int = 0
    cost_per_distance: int = 1
    cost_per_duration: int = 0
    network: int = 0
    period: int = 0


@dataclass(frozen=True)
class RoutingProblem:
    """Everything a plan has to keep to.

    Attributes
    ----------
    networks
        One per kind of vehicle; `VehicleType.network` points here.
    periods
        Days or shifts of the horizon. A stop with several visits is visited at most once in each.
    load_units
        Names of the load dimensions, such as ``("kg", "litre")``.
    objective_scale
        Published objective = integer cost × this.
    coordinates
        (locations, 2) for pictures and GeoJSON, or ``None``.
    patterns
        For each stop the sets of periods it may be visited in, such as Monday and Thursday or Tuesday and Friday,
        each as sorted periods; ``None`` where any `Stops.visits` different periods that keep the gap will do.
    """

    name: str
    networks: tuple[Network, ...]
    depots: tuple[Depot, ...]
    facilities: tuple[Facility, ...]
    stops: Stops
    vehicles: tuple[VehicleType, ...]
    periods: int = 1
    load_units: tuple[str, ...] = ("load",)
    objective_scale: float = 1.0
    coordinates: npt.NDArray[np.float64] | None = None
    patterns: tuple[tuple[tuple[int, ...], ...], ...] | None = None
    remarks: dict[str, Any] = field(default_factory=dict)
