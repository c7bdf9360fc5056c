"""A simulated week of a made district: fixed rounds beside collect-when-full, on bins that fill as Edinburgh's do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from yihe.planning.filling import make_forecast, read_history
from yihe.planning.routing import Depot, Facility, Network, RoutingProblem, Stops, VehicleType
from yihe.planning.simulating import CollectWhenFull, Conditions, Estimate, compare, made_rounds, made_world

_BINS_A_TRUCK = 80
_KM2_FOR_1000_BINS = 12.0
_METRES_A_SECOND = 6.0
_STATIONS = 3
_SHIFT = 8 * 3600


def district(bins: int, seed: int) -> RoutingProblem:
    """Bins spread over a square with a depot in its middle and three transfer stations; drives along a grid."""
    random = np.random.default_rng(seed)
    side = 1000.0 * np.sqrt(_KM2_FOR_1000_BINS * bins / 1000.0)
    xy = random.uniform(0, side, (1 + _STATIONS + bins, 2))
    xy[0] = side / 2
    distance = np.rint(np.abs(xy[:, None] - xy[None]).sum(axis=2)).astype(np.int64)
    zeros = np.zeros(bins, dtype=np.int64)
    stops = Stops(
        names=tuple(f"桶站{place + 1:05d}" for place in range(bins)),
        location=np.arange(bins) + 1 + _STATIONS,
        # Two bins of 240 litres, full, at 0.25 kg a litre.
        load=np.full((bins, 1), 120),
        service=np.full(bins, 120),
        windows=((),) * bins,
        release=zeros,
        visits=zeros + 2,
        least_gap=zeros,
        prize=zeros,
        required=np.ones(bins, dtype=bool),
    )
    return RoutingProblem(
        name=f"made district of {bins} bins",
        networks=(Network(distance, np.rint(distance / _METRES_A_SECOND).astype(np.int64)),),
        depots=(Depot("环卫车场", 0),),
        facilities=tuple(Facility(f"转运站{place + 1}", place + 1, 600) for place in range(_STATIONS)),
        stops=stops,
        vehicles=(VehicleType("收运车", bins, (3000,), shift=(0, _SHIFT), comes_home_empty=True),),
        load_units=("kg",),
    )


def run(
    history: Path,
    bins: int,
    weeks: int,
    hours_to_full: float,
    promise_h: float,
    seed: int,
    moved: Callable[[int], object] = lambda done: None,
) -> dict[str, Any]:
    """Play weeks of both ways of collecting; the same seed fills the bins alike for both."""
    began = time.process_time()
    law = make_forecast(read_history(history)).law
    trucks = max(2, round(bins / _BINS_A_TRUCK))
    world = made_world(district(bins, seed), law, hours_to_full, trucks, seed)
    conditions = Conditions(promise_h=promise_h)
    rounds, when_full = made_rounds(world), CollectWhenFull(world, conditions)
    played = time.process_time()
    found = compare(world, [rounds, when_full], conditions, range(seed, seed + weeks), moved)
    return {
        "bins": bins,
        "trucks_in_each_shift": trucks,
        "weeks": weeks,
        "median_hours_to_full": hours_to_full,
        "promise_h": promise_h,
        "collect_when_full_interval_h": when_full.interval_h,
        "measures": _plain(found.measures),
        "difference_to_fixed_rounds": _plain(found.differences),
        "rows": found.rows(),
        "processor_seconds_learning_and_tours": round(played - began, 2),
        "processor_seconds_a_week": round((time.process_time() - played) / weeks / 2, 2),
        "given": _GIVEN,
    }


_GIVEN = (
    "made district, grid streets; spread and unrest of the bins learned from Edinburgh's litter bins, their speed set "
    "by the median hours to full; sensors tell collect-when-full which bins are full; waiting counts as no hours"
)


def _plain(estimates: dict[str, dict[str, Estimate]]) -> dict[str, dict[str, dict[str, float]]]:
    return {
        way: {
            measure: {"mean": round(value.mean, 4), "plus_minus_95": round(value.plus_minus, 4)}
            for measure, value in of.items()
        }
        for way, of in estimates.items()
    }
