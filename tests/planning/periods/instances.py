"""Small random collection problems over several days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from yihe.planning.routing import Depot, Facility, Network, RoutingProblem, Stops, VehicleType
from yihe.planning.routing.periods import patterns


def random_problem(
    seed: int,
    stops: int = 4,
    days: int = 2,
    vehicles: int = 1,
    facilities: int = 2,
    *,
    capacity: tuple[int, ...] = (10,),
    longest: int = 400,
) -> RoutingProblem:
    """Return a problem whose drives differ by direction and obey the triangle inequality."""
    chance = np.random.default_rng(seed)
    places = 1 + facilities + stops
    drive = chance.integers(5, 60, (places, places))
    np.fill_diagonal(drive, 0)
    for middle in range(places):
        drive = np.minimum(drive, drive[:, [middle]] + drive[[middle], :])
    wanted = np.array([chance.choice([each for each in range(1, days + 1) if days % each == 0]) for _ in range(stops)])
    return RoutingProblem(
        name=f"random {seed}",
        networks=(Network(drive, drive.copy()),),
        depots=(Depot("yard", 0),),
        facilities=tuple(Facility(f"station {g}", 1 + g, service=3) for g in range(facilities)),
        stops=Stops(
            names=tuple(f"bin {stop}" for stop in range(stops)),
            location=np.arange(1 + facilities, places),
            load=chance.integers(1, 7, (stops, len(capacity))),
            service=chance.integers(0, 10, stops),
            windows=((),) * stops,
            release=np.zeros(stops, dtype=np.int64),
            visits=wanted,
            least_gap=np.zeros(stops, dtype=np.int64),
            prize=np.zeros(stops, dtype=np.int64),
            required=np.ones(stops, dtype=np.bool_),
        ),
        vehicles=tuple(
            VehicleType(f"day {day}", vehicles, capacity, longest=longest, comes_home_empty=True, period=day)
            for day in range(days)
        ),
        periods=days,
        load_units=tuple(f"unit {u}" for u in range(len(capacity))),
        patterns=tuple(patterns(int(each), days, days // int(each)) for each in wanted),
    )


def with_stops(problem: RoutingProblem, **changes: object) -> RoutingProblem:
    """Return the problem with other columns of its stops."""
    return replace(problem, stops=replace(problem.stops, **changes))  # type: ignore[arg-type]
