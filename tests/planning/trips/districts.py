"""Small collection problems with everything the search over trips knows."""

from __future__ import annotations

import numpy as np

from yihe.planning.routing.problem import Depot, Facility, Network, RoutingProblem, Stops, VehicleType


def small_problem(seed: int, stops: int, **changes: object) -> RoutingProblem:
    """A depot, two dumps and some bins at random places; `changes` go to the vehicle type."""
    random = np.random.default_rng(seed)
    xy = random.integers(0, 100, (stops + 3, 2))
    metres = np.abs(xy[:, None] - xy[None]).sum(-1).astype(np.int64)
    release = random.choice([0, 0, 60, 150], stops)
    opens = release + random.integers(0, 250, stops)
    vehicle: dict[str, object] = {"name": "truck", "count": 2, "capacity": (10, 40), "shift": (0, 1500)}
    return RoutingProblem(
        name=f"district {seed}",
        networks=(Network(metres, metres),),
        depots=(Depot("yard", 0),),
        facilities=(Facility("north", 1, 5), Facility("south", 2, 10, (100, 1500))),
        stops=Stops(
            names=tuple(f"bin {at}" for at in range(stops)),
            location=np.arange(3, stops + 3),
            load=np.column_stack([random.integers(2, 7, stops), random.integers(5, 20, stops)]),
            service=random.integers(1, 9, stops),
            windows=tuple(
                ((int(o), int(o) + 200), (int(o) + 500, int(o) + 800)) if at % 2 else () for at, o in enumerate(opens)
            ),
            release=release,
            visits=np.ones(stops, np.int64),
            least_gap=np.zeros(stops, np.int64),
            prize=np.zeros(stops, np.int64),
            required=np.ones(stops, np.bool_),
        ),
        vehicles=(VehicleType(**(vehicle | changes)),),  # type: ignore[arg-type]
        load_units=("kg", "litre"),
    )
