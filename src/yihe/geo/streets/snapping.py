"""Places beside a street, put onto it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike

from .errors import BadStreets, FarPlace, TooFarFromStreets
from .graph import Bools, Floats, Ints, StreetGraph

_GEOD = pyproj.Geod(ellps="WGS84")
# Degrees; short enough that the ellipsoid is flat over it.
_STEP = 0.001


@dataclass(frozen=True)
class Places:
    """Places on streets, one row each.

    Attributes
    ----------
    names
        What messages call them.
    lon, lat
        (n,) where they lie, WGS 84 degrees.
    arcs
        (n, 2) the arcs each lies on, one for each direction; -1 where the street is one-way.
    shares
        (n, 2) how far along each of these arcs, 0 at its tail and 1 at its head.
    street_lon, street_lat
        (n,) the nearest point of the street.
    distance_m
        (n,) from the place to that point.
    """

    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    arcs: Ints
    shares: Floats
    street_lon: Floats
    street_lat: Floats
    distance_m: Floats

    def __len__(self) -> int:
        return len(self.names)


def snap(
    graph: StreetGraph,
    lon: ArrayLike,
    lat: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    limit_m: float | None = 200.0,
    among: Bools | None = None,
) -> Places:
    """Put each place onto the nearest street.

    Parameters
    ----------
    lon, lat
        (n,) WGS 84 degrees.
    names
        For messages; their numbers from 1 if ``None``.
    limit_m
        Farthest a place may lie from its street; ``None`` for any distance.
    among
        (m,) arcs that may be taken; all if ``None``.

    Raises
    ------
    TooFarFromStreets
        Names every place beyond the limit.
    BadStreets
        A coordinate is missing, or no street may be taken.
    """
    east, north = np.atleast_1d(np.asarray(lon, dtype=float)), np.atleast_1d(np.asarray(lat, dtype=float))
    called = tuple(names) if names is not None else tuple(str(row + 1) for row in range(len(east)))
    _require_positions(called, east, north)
    arc, share = _nearest(graph, east, north, among)
    street_lon, street_lat = _along(graph, arc, share)
    distance = np.asarray(_GEOD.inv(east, north, street_lon, street_lat)[2])
    if limit_m is not None and (distance > limit_m).any():
        far = np.flatnonzero(distance > limit_m)
        raise TooFarFromStreets([FarPlace(called[row], float(distance[row])) for row in far], limit_m)
    other = graph.reverse[arc]
    if among is not None:
        other = np.where((other >= 0) & among[other], other, -1)
    arcs, shares = np.column_stack((arc, other)), np.column_stack((share, 1.0 - share))
    return Places(called, east, north, arcs, shares, street_lon, street_lat, distance)


def _require_positions(names: Sequence[str], lon: Floats, lat: Floats) -> None:
    if not len(names) == len(lon) == len(lat):
        raise BadStreets(f"there are {len(names)} names, {len(lon)} longitudes and {len(lat)} latitudes")
    wrong = np.flatnonzero(~((np.abs(lon) <= 180) & (np.abs(lat) <= 90)))
    if len(wrong):
        row = wrong[0]
        raise BadStreets(f"{names[row]}: ({lon[row]}, {lat[row]}) is no longitude and latitude")


def _nearest(graph: StreetGraph, lon: Floats, lat: Floats, among: Bools | None) -> tuple[Ints, Floats]:
    """Nearest arc of each place and how far along it, in a plane that is true to scale near the streets."""
    may = np.ones(len(graph), dtype=bool) if among is None else among
    first = may & ((graph.reverse < 0) | (np.arange(len(graph)) < graph.reverse) | ~may[graph.reverse])
    candidates = np.flatnonzero(first)
    if not len(candidates):
        raise BadStreets("there is no street to put places on")
    scale = _plane(graph)
    lines = _lines(graph, first, scale)
    points = shapely.points(np.column_stack((lon, lat)) * scale)
    found = shapely.STRtree(lines).query_nearest(points, all_matches=False)[1]
    share = shapely.line_locate_point(lines[found], points, normalized=True)
    # A street of no length has only one point.
    return candidates[found], np.nan_to_num(share)


def _plane(graph: StreetGraph) -> Floats:
    """Metres for a degree of longitude and of latitude, in the middle of the streets."""
    lon, lat = (graph.lon.min() + graph.lon.max()) / 2, (graph.lat.min() + graph.lat.max()) / 2
    east = _GEOD.inv(lon - _STEP / 2, lat, lon + _STEP / 2, lat)[2]
    north = _GEOD.inv(lon, lat - _STEP / 2, lon, lat + _STEP / 2)[2]
    return np.array([east, north]) / _STEP


def _lines(graph: StreetGraph, keep: Bools, scale: Floats) -> np.ndarray:
    sizes = np.diff(graph.shape_start)
    coordinates = graph.shape[np.repeat(keep, sizes)] * scale
    return np.asarray(shapely.linestrings(coordinates, indices=np.repeat(np.arange(keep.sum()), sizes[keep])))


def _along(graph: StreetGraph, arc: Ints, share: Floats) -> tuple[Floats, Floats]:
    scale = _plane(graph)
    keep = np.zeros(len(graph), dtype=bool)
    keep[arc] = True
    row = np.cumsum(keep) - 1
    points = shapely.line_interpolate_point(_lines(graph, keep, scale)[row[arc]], share, normalized=True)
    east, north = (shapely.get_coordinates(points) / scale).T
    return east, north


def cut(graph: StreetGraph, arc: int, begin: float, end: float) -> Floats:
    """(k, 2) longitudes and latitudes of an arc from one share of it to another, ``begin`` ≤ ``end``."""
    line, scale = graph.line(arc), _plane(graph)
    if begin == 0.0 and end == 1.0:
        return line
    steps = np.hypot(*(np.diff(line, axis=0) * scale).T)
    at = np.concatenate(([0.0], np.cumsum(steps)))
    if at[-1] == 0.0:
        return line[[0, -1]]
    wanted = np.array([begin, end]) * at[-1]
    inner = line[(at > wanted[0]) & (at < wanted[1])]
    ends = np.column_stack([np.interp(wanted, at, line[:, axis]) for axis in (0, 1)])
    return np.concatenate((ends[:1], inner, ends[1:]))
