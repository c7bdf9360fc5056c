"""Which streets a vehicle may enter, and how long it takes on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .graph import Bools, Floats, StreetGraph

_METRES_PER_SECOND = 1 / 3.6


@dataclass(frozen=True)
class StreetVehicle:
    """A vehicle as a street sees it.

    Attributes
    ----------
    weight_t, height_m, width_m
        Compared with the posted limits; weight is the greatest, loaded.
    lorry
        Whether it counts as a lorry (货车) where lorries are shut out.
    top_speed_kmh
        Never faster than this.
    pace
        Its driving time as a multiple of the street's, such as 1.2 for heavy traffic.
    closed_ways, closed_classes
        Ways and classes of street it must keep out of for other reasons: works, or too narrow for it.
    """

    weight_t: float = 0.0
    height_m: float = 0.0
    width_m: float = 0.0
    lorry: bool = True
    top_speed_kmh: float = 90.0
    pace: float = 1.0
    closed_ways: frozenset[int] = frozenset()
    closed_classes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("weight_t", "height_m", "width_m"):
            if not getattr(self, name) >= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; a number of at least 0 is needed")
        for name in ("top_speed_kmh", "pace"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} is {getattr(self, name)}; a number above 0 is needed")

    def may_enter(self, graph: StreetGraph) -> Bools:
        """(m,) whether it may enter each arc."""
        return np.asarray(
            (graph.lorries if self.lorry else graph.cars)
            & (graph.max_weight_t >= self.weight_t)
            & (graph.max_height_m >= self.height_m)
            & (graph.max_width_m >= self.width_m)
            & ~np.isin(graph.way, list(self.closed_ways))
            & ~np.isin(graph.street_class, list(self.closed_classes))
        )

    def seconds(self, graph: StreetGraph) -> Floats:
        """(m,) driving time on each arc."""
        fastest = graph.length_m / (self.top_speed_kmh * _METRES_PER_SECOND)
        return np.maximum(graph.seconds, fastest) * self.pace
