"""Tiny problems of every kind, solved once before measuring so that compiled loops are loaded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from yihe.planning.routing.problem import Break, Depot, Facility, Network, RoutingProblem, Stops, VehicleType


def problems() -> dict[str, RoutingProblem]:
    """One for each search, by the family that it plans: whole days with rests, several trips, several days."""
    truck = VehicleType("truck", 2, (3,), shift=(0, 1000))
    day = _problem(replace(truck, breaks=(Break((0, 500), 10),)))
    days = (replace(truck, comes_home_empty=True), replace(truck, comes_home_empty=True, period=1))
    periodic = replace(day, vehicles=days, periods=2, patterns=(((0,), (1,)),) * len(day.stops))
    return {"kim": day, "vrptw": day, "mtvrptwr": _problem(truck), "pvrpif": periodic}


def _problem(truck: VehicleType) -> RoutingProblem:
    steps = np.arange(6, dtype=np.int64)
    metres = np.abs(steps[:, None] - steps)
    zeros, ones = np.zeros(4, dtype=np.int64), np.ones(4, dtype=np.int64)
    windows = (((0, 900),), (), (), ())
    stops = Stops(("a", "b", "c", "d"), steps[2:], ones[:, None], ones, windows, zeros, ones, zeros, zeros, ones > 0)
    return RoutingProblem(
        "warm", (Network(metres, metres),), (Depot("yard", 0),), (Facility("station", 1),), stops, (truck,)
    )
