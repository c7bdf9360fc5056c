"""A collection problem from a day in people's words and the networks its trucks drive on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .clock import CLOCK
from .collection import Collection
from .pricing import UNITS_PER_YUAN, per_metre, per_second, whole_cost
from .problem import Depot, Facility, Network, RoutingProblem, Stops, VehicleType

LOAD_UNITS = ("kg", "litre")


def assemble(
    collection: Collection,
    networks: Sequence[Network],
    network_of: Sequence[int],
    lonlat: npt.NDArray[np.float64],
    remarks: dict[str, Any] | None = None,
) -> RoutingProblem:
    """Build the problem; its stops are the bins in their order, its periods the shifts.

    Vehicle types are the trucks of the first shift, then those of the second, and so on.

    Parameters
    ----------
    networks
        Over yards, stations and bins, in this order.
    network_of
        Network of each truck.
    lonlat
        (locations, 2) where yards, stations and bins lie.
    remarks
        Kept with the problem.
    """
    yards, stations = len(collection.yards), len(collection.stations)
    return RoutingProblem(
        name=collection.name,
        networks=tuple(networks),
        depots=tuple(Depot(yard.name, row, yard.window) for row, yard in enumerate(collection.yards)),
        facilities=tuple(
            Facility(station.name, yards + row, round(station.seconds), station.window)
            for row, station in enumerate(collection.stations)
        ),
        stops=_stops(collection, first=yards + stations),
        vehicles=tuple(_vehicles(collection, network_of)),
        periods=len(collection.shifts),
        load_units=LOAD_UNITS,
        objective_scale=1 / UNITS_PER_YUAN,
        coordinates=lonlat,
        remarks={"clock": CLOCK, "shifts": [shift.name for shift in collection.shifts], **(remarks or {})},
    )


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


def _vehicles(collection: Collection, network_of: Sequence[int]) -> list[VehicleType]:
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
            network=network,
            period=period,
        )
        for period, shift in enumerate(collection.shifts)
        for truck, network in zip(collection.trucks, network_of, strict=True)
    ]
