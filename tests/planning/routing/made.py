"""Small collection problems that a person would believe."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from yihe.planning.routing import Depot, Facility, Network, RoutingProblem, Stops, VehicleType

TRUCK = VehicleType("truck", 2, (100,), shift=(0, 20_000))


def stops(count: int, first_location: int = 2, **changed: Any) -> Stops:
    """Bins of 40 kg and 60 s of work each; `changed` replaces columns."""
    columns: dict[str, Any] = {
        "names": tuple(f"bin {number}" for number in range(count)),
        "location": np.arange(first_location, first_location + count),
        "load": np.full((count, 1), 40, dtype=np.int64),
        "service": np.full(count, 60, dtype=np.int64),
        "windows": ((),) * count,
        "release": np.zeros(count, dtype=np.int64),
        "visits": np.ones(count, dtype=np.int64),
        "least_gap": np.zeros(count, dtype=np.int64),
        "prize": np.zeros(count, dtype=np.int64),
        "required": np.ones(count, dtype=np.bool_),
    }
    return Stops(**(columns | changed))


def problem(xy: list[tuple[int, int]], vehicle: VehicleType = TRUCK, **changed: Any) -> RoutingProblem:
    """Depot, then one station, then bins at `xy`; a unit of distance takes a unit of time."""
    at = np.array(xy, dtype=np.int64)
    metres = np.abs(at[:, None] - at[None]).sum(axis=2)
    made = RoutingProblem(
        name="made",
        networks=(Network(metres, metres.copy()),),
        depots=(Depot("yard", 0),),
        facilities=(Facility("station", 1, service=30),),
        stops=stops(len(xy) - 2),
        vehicles=(vehicle,),
        load_units=("kg",),
        coordinates=at.astype(float),
    )
    return replace(made, **changed)


def with_stops(made: RoutingProblem, **columns: Any) -> RoutingProblem:
    """The same problem with other columns of its stops."""
    return replace(made, stops=replace(made.stops, **columns))


def with_vehicle(made: RoutingProblem, **changed: Any) -> RoutingProblem:
    """The same problem with another first vehicle type."""
    return replace(made, vehicles=(replace(made.vehicles[0], **changed), *made.vehicles[1:]))
