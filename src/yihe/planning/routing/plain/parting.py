"""Cut a plan into parts of neighbouring routes."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..problem import RoutingProblem
from .modelling import Tour


def neighbouring(problem: RoutingProblem, tours: Sequence[Tour], parts: int, chance: random.Random) -> list[list[Tour]]:
    """Group tours into `parts` groups of about as many stops, each of tours near one another.

    Works on distances alone. Each group grows around a tour that is far from a tour drawn by chance, so that the cuts
    differ from round to round.
    """
    between = _between(problem, tours)
    left = list(range(len(tours)))
    groups: list[list[Tour]] = []
    for part in range(parts, 0, -1):
        wanted = sum(len(tours[at][1]) for at in left) / part
        group = _grow(tours, between, left, wanted, chance) if part > 1 else list(left)
        left = [at for at in left if at not in group]
        groups.append([tours[at] for at in group])
    return [group for group in groups if group]


def _grow(
    tours: Sequence[Tour],
    between: npt.NDArray[np.float64],
    left: list[int],
    wanted: float,
    chance: random.Random,
) -> list[int]:
    """Tours nearest to a far one until they hold about `wanted` stops."""
    drawn = chance.choice(left)
    centre = max(left, key=lambda at: between[drawn, at])
    group: list[int] = []
    held = 0
    for at in sorted(left, key=lambda at: between[centre, at]):
        size = len(tours[at][1])
        if group and held + size / 2 > wanted:
            break
        group.append(at)
        held += size
    return group


def counts_left(counts: Sequence[int], tours: Sequence[Tour], parts: int) -> list[list[int]]:
    """Share out the vehicles that stand idle, by type, among so many parts."""
    idle = [count - sum(1 for kind, _ in tours if kind == at) for at, count in enumerate(counts)]
    return [[each // parts + (part < each % parts) for each in idle] for part in range(parts)]


def _between(problem: RoutingProblem, tours: Sequence[Tour]) -> npt.NDArray[np.float64]:
    """Mean distance between the stops of each two tours."""
    distance = problem.networks[0].distance
    places = [problem.stops.location[list(stops)] for _, stops in tours]
    return np.array([[distance[np.ix_(a, b)].mean() for b in places] for a in places])
