"""Tiny problems of every kind, solved once before measuring so that compiled loops are loaded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from yihe.planning.routing.problem import Break, Depot, Facility, Network, RoutingProblem, Stops, VehicleType


def problems() -> dict[str, RoutingProblem]:
    """One for each search, by the family it plans: rests, a large plain day, several trips, several days."""
    truck = VehicleType("truck", 2, (3,), shift=(0, 1000))
    day = _problem(replace(truck, breaks=(Break((0, 500), 10),)))
    days = (replace(truck, comes_home_empty=True), replace(truck, comes_home_empty=True, period=1))
    periodic = replace(day, vehicles=days, periods=2, patterns=(((0,), (1,)),) * len(day.stops))
    return {"kim": day, "vrptw": _plain(truck), "mtvrptwr": _problem(truck), "pvrpif": periodic}


def _plain(truck: VehicleType) -> RoutingProblem:
    """As many stops as are searched by strings."""
    stops = 500
    return replace(_problem(replace(truck, count=stops, shift=(0, 10_000)), stops), facilities=())


def _problem(truck: VehicleType, many: int = 4) -> RoutingProblem:
    steps = np.arange(many + 2, dtype=np.int64)
    metres = np.abs(steps[:, None] - steps)
    zeros, ones = np.zeros(many, dtype=np.int64), np.ones(many, dtype=np.int64)
    windows = (((0, 900),), *[()] * (many - 1))
    names = tuple(f"stop {at}" for at in range(many))
    stops = Stops(names, steps[2:], ones[:, None], ones, windows, zeros, ones, zeros, zeros, ones > 0)
    return RoutingProblem(
        "warm", (Network(metres, metres),), (Depot("yard", 0),), (Facility("station", 1),), stops, (truck,)
    )
