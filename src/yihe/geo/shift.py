"""Guard against systematic shift: points said to be WGS 84 that are really GCJ-02 or BD-09."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erfc, sqrt

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from .crs import BD09, GCJ02, CoordinateSystem, to_wgs84
from .geometry import contains, distance_m

Array = NDArray[np.float64]

# Fewer points than this cannot reach the significance below, even if all of them agree.
_MIN_POINTS = 7
# The correction must explain the data: what is left of the distance, at most.
_MAX_RESIDUAL_SHARE = 0.5
# Ordinary noise of surveying and geocoding, in metres: a smaller gain means nothing.
_MIN_GAIN_M = 30.0
# Chance allowed that points which have nothing to do with the reference seem to gain by a correction.
_SIGNIFICANCE = 0.01
# Above this the normal approximation is as good as the exact sum, and quick.
_EXACT_TEST_LIMIT = 200
_METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class ShiftSuspicion:
    """Reason to believe that coordinates are of another system than declared.

    Attributes
    ----------
    system
        The system the coordinates seem to be in.
    east_m, north_m
        Median offset of the points from where they belong, in metres.
    spread_m
        Median deviation of single offsets from that median: small if the shift is systematic.
    before, after
        How well points and reference agree as declared and once corrected: the median distance in
        metres for reference points, the share of points outside (0 to 1) for a boundary.
    points
        Number of points compared.
    """

    system: CoordinateSystem
    east_m: float
    north_m: float
    spread_m: float
    before: float
    after: float
    points: int

    @property
    def offset_m(self) -> float:
        """Length of the median offset in metres."""
        return float(np.hypot(self.east_m, self.north_m))


def suspect_shift(
    points: ArrayLike, reference: ArrayLike | BaseGeometry, *, matched: bool = False
) -> ShiftSuspicion | None:
    """Tell whether points declared as WGS 84 look like GCJ-02 or BD-09.

    Each candidate is tried as a hypothesis: the points are converted as if they were in it, and it is
    suspected only if that makes them agree far better with what is known of the place.

    Parameters
    ----------
    points
        Imported lon/lat pairs, shape (n, 2).
    reference
        Known positions in WGS 84: an array of shape (m, 2), or the boundary the points belong in. A
        boundary is the weaker witness; it speaks only if enough points lie near its edge.
    matched
        Whether row i of the reference is the same thing as row i of the points. Otherwise each point
        is compared with its nearest reference point.

    Returns
    -------
    ShiftSuspicion or None
        None if the points agree best as declared, or too little is known to tell.

    Raises
    ------
    ValueError
        The arrays do not have two columns, or matched arrays differ in length.
    CoordinatesOutOfRange
        A point is not in degrees.
    """
    given = _pairs(points)
    given = given[np.isfinite(given).all(axis=1)] if not matched else given
    if len(given) < _MIN_POINTS:
        return None
    if isinstance(reference, BaseGeometry):
        return _against_boundary(given, reference)
    return _against_points(given, _pairs(reference), matched)


def _pairs(points: ArrayLike) -> Array:
    array = np.asarray(points, dtype=float)
    if array.ndim != 2 or array.shape[1] != 2:
        raise ValueError("points must have two columns, longitude and latitude")
    return array


def _corrected(points: Array, system: CoordinateSystem) -> Array:
    return np.column_stack(to_wgs84(points[:, 0], points[:, 1], system))


def _against_points(points: Array, reference: Array, matched: bool) -> ShiftSuspicion | None:
    if matched:
        points, reference = _both_known(points, reference)
    if len(points) < _MIN_POINTS or len(reference) == 0:
        return None
    before = _distances(points, _partners(points, reference, matched))
    found = [_try_system(points, reference, matched, system, before) for system in (GCJ02, BD09)]
    return min((s for s in found if s is not None), key=lambda s: s.after, default=None)


def _both_known(points: Array, reference: Array) -> tuple[Array, Array]:
    if len(points) != len(reference):
        raise ValueError("matched points and reference differ in length")
    known = np.isfinite(points).all(axis=1) & np.isfinite(reference).all(axis=1)
    return points[known], reference[known]


def _try_system(
    points: Array, reference: Array, matched: bool, system: CoordinateSystem, before: Array
) -> ShiftSuspicion | None:
    corrected = _corrected(points, system)
    # Partners are looked up after the correction: before it, the nearest thing is often the wrong one.
    partners = _partners(corrected, reference, matched)
    after = _distances(corrected, partners)
    if not _decisive(before, after):
        return None
    return _suspicion(points, partners, system, float(np.median(before)), float(np.median(after)))


def _decisive(before: Array, after: Array) -> bool:
    was, now = np.median(before), np.median(after)
    explained = now <= was * _MAX_RESIDUAL_SHARE and was - now >= _MIN_GAIN_M
    return bool(explained) and _chance(int(np.sum(after < before)), int(np.sum(after > before))) <= _SIGNIFICANCE


def _suspicion(points: Array, partners: Array, system: CoordinateSystem, before: float, after: float) -> ShiftSuspicion:
    offsets_m = _local_metres(points - partners, partners)
    east_m, north_m = np.median(offsets_m, axis=0)
    spread_m = float(np.median(np.hypot(offsets_m[:, 0] - east_m, offsets_m[:, 1] - north_m)))
    return ShiftSuspicion(system, float(east_m), float(north_m), spread_m, before, after, len(points))


def _local_metres(degrees: Array, at: Array) -> Array:
    scale = np.cos(np.radians(at[:, 1]))
    return np.column_stack((degrees[:, 0] * scale, degrees[:, 1])) * _METRES_PER_DEGREE


def _partners(points: Array, reference: Array, matched: bool) -> Array:
    if matched:
        return reference
    # Longitude is shrunk so that "nearest" means nearest on the ground.
    shrink = np.array([np.cos(np.radians(np.median(reference[:, 1]))), 1.0])
    tree = shapely.STRtree(shapely.points(reference * shrink))
    nearest: Array = reference[tree.nearest(shapely.points(points * shrink))]
    return nearest


def _distances(points: Array, partners: Array) -> Array:
    return np.asarray(distance_m(points[:, 0], points[:, 1], partners[:, 0], partners[:, 1]))


def _against_boundary(points: Array, boundary: BaseGeometry) -> ShiftSuspicion | None:
    inside = contains(boundary, points[:, 0], points[:, 1])
    found = [_try_inside(points, boundary, inside, system) for system in (GCJ02, BD09)]
    return min((s for s in found if s is not None), key=lambda s: s.after, default=None)


def _try_inside(
    points: Array, boundary: BaseGeometry, inside: NDArray[np.bool_], system: CoordinateSystem
) -> ShiftSuspicion | None:
    corrected = _corrected(points, system)
    then_inside = contains(boundary, corrected[:, 0], corrected[:, 1])
    gained, lost = int(np.sum(~inside & then_inside)), int(np.sum(inside & ~then_inside))
    if _chance(gained, lost) > _SIGNIFICANCE:
        return None
    return _suspicion(points, corrected, system, float(np.mean(~inside)), float(np.mean(~then_inside)))


def _chance(gained: int, lost: int) -> float:
    """One-sided sign test (McNemar): how likely so many gains are if the correction did nothing."""
    changed = gained + lost
    if changed > _EXACT_TEST_LIMIT:
        return 0.5 * erfc((gained - lost - 1) / sqrt(2 * changed))
    return float(sum(comb(changed, k) for k in range(gained, changed + 1)) / 2**changed)
