"""A small made district: bins on a street grid, a transfer station, two shifts of trucks."""

from __future__ import annotations

import numpy as np

from yihe.planning.routing import Break, Depot, Facility, Network, RoutingProblem, Stops, VehicleType

HOUR = 3600
METRES_A_SECOND = 6


def district(
    seed: int, bins: int = 24, rounds: int = 1, shifts: int = 1, optional: int = 0, trucks: int = 4
) -> RoutingProblem:
    """Two locations in front (depot, station), then the bins."""
    random = np.random.default_rng(seed)
    xy = np.vstack([[0, 0], [5000, 500], random.integers(0, 4000, (bins, 2))]).astype(float)
    distance = np.abs(xy[:, None] - xy[None]).sum(axis=2).astype(np.int64)
    early = random.random(bins) < 0.3
    windows = tuple(((6 * HOUR, 11 * HOUR),) if soon and rounds == 1 else () for soon in early)
    required = np.ones(bins, dtype=bool)
    required[:optional] = False
    stops = Stops(
        names=tuple(f"解放路{place + 1}号桶站" for place in range(bins)),
        location=np.arange(2, bins + 2),
        load=random.integers(80, 400, (bins, 1)),
        service=random.integers(60, 300, bins),
        windows=windows,
        release=np.zeros(bins, dtype=np.int64),
        visits=np.full(bins, rounds),
        least_gap=np.full(bins, 3 * HOUR if rounds > 1 else 0),
        prize=np.full(bins, 9000),
        required=required,
    )
    trucks_by_shift = tuple(
        VehicleType(
            f"{'早中晚'[shift]}班收运车",
            trucks,
            (2000,),
            shift=((6 + 8 * shift) * HOUR, (14 + 8 * shift) * HOUR),
            longest=8 * HOUR,
            breaks=(Break(((9 + 8 * shift) * HOUR, (10 + 8 * shift) * HOUR), 1800),),
            day_load=(8000,),
            day_stops=60,
            comes_home_empty=True,
            fixed_cost=5000,
            cost_per_duration=1,
            period=shift if rounds > 1 else 0,
        )
        for shift in range(shifts)
    )
    return RoutingProblem(
        name="芝罘区",
        networks=(Network(distance, distance // METRES_A_SECOND),),
        depots=(Depot("环卫车场", 0),),
        facilities=(Facility("转运站", 1, 600, (5 * HOUR, 23 * HOUR)),),
        stops=stops,
        vehicles=trucks_by_shift,
        periods=shifts if rounds > 1 else 1,
        load_units=("kg",),
    )
