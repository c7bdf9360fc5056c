"""The lanes of a ledger as a network to sweep: where they run, where they meet, how one drives from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial import Delaunay
from shapely.geometry import LineString, MultiLineString
from shapely.ops import linemerge

from yihe import geo
from yihe.planning.lines import Line

# Ends of lanes so near to one another are one crossing.
_SAME_CROSSING_M = 15.0
# So few crossings are joined each with each; more by the Delaunay triangulation, which is never much longer.
_FEW = 60
_M_PER_DEGREE = 111_195.0


@dataclass
class Crossings:
    """Crossings found so far; one that lies within 15 m of an earlier one is that one."""

    lonlat: Line = field(default_factory=list)
    _cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def at(self, lon: float, lat: float) -> int:
        """Number of the crossing at a position, a new one if there is none."""
        cell = self._cell(lon, lat)
        for near in ((cell[0] + x, cell[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            for crossing in self._cells.get(near, ()):
                if geo.distance_m(lon, lat, *self.lonlat[crossing]) <= _SAME_CROSSING_M:
                    return crossing
        return self.new(lon, lat)

    def new(self, lon: float, lat: float) -> int:
        """Number of a new crossing, however near another one is."""
        self.lonlat.append((lon, lat))
        self._cells.setdefault(self._cell(lon, lat), []).append(len(self.lonlat) - 1)
        return len(self.lonlat) - 1

    @staticmethod
    def _cell(lon: float, lat: float) -> tuple[int, int]:
        # A cell is at least as wide as the distance that counts, up to 60 degrees north and south.
        size = 2 * _SAME_CROSSING_M / _M_PER_DEGREE
        return int(np.floor(lon / size)), int(np.floor(lat / size))


def line_of(lane: Any) -> Line | None:
    """The line of a lane, one end to the other; None where the ledger knows a point alone.

    Of several parts that do not join the longest counts.
    """
    shape = geo.from_wkb(lane.geometry)
    if isinstance(shape, MultiLineString):
        joined = linemerge(shape)
        shape = joined if isinstance(joined, LineString) else max(joined.geoms, key=lambda part: part.length)
    return [(x, y) for x, y, *_ in shape.coords] if isinstance(shape, LineString) else None


def links(lonlat: Line) -> Iterator[tuple[int, int]]:
    """Pairs of crossings one drives between straight, such that every crossing is reached from every other."""
    if len(lonlat) <= _FEW:
        yield from combinations(range(len(lonlat)), 2)
        return
    # QJ moves points by a hair, so that equal ones and those on a line are joined as well.
    corners = Delaunay(_flat(lonlat), qhull_options="Qbb Qc QJ").simplices
    sides = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    yield from ((one, other) for one, other in np.unique(sides, axis=0).tolist())


def _flat(lonlat: Line) -> npt.NDArray[np.float64]:
    """Positions in metres, true to shape in their middle."""
    degrees = np.array(lonlat)
    squeeze = np.cos(np.radians(degrees[:, 1].mean()))
    return np.asarray((degrees - degrees.mean(axis=0)) * (squeeze * _M_PER_DEGREE, _M_PER_DEGREE))


def metres(lonlat: Line, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
    """(n,) metres through the air between pairs of crossings."""
    ends = np.array(lonlat)[np.array(pairs, dtype=np.int64).reshape(-1, 2)]
    return np.atleast_1d(geo.distance_m(ends[:, 0, 0], ends[:, 0, 1], ends[:, 1, 0], ends[:, 1, 1]))
