"""Geometry in WGS 84: read it from text, keep it as WKB, measure it in metres on the ellipsoid."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

_GEOD = pyproj.Geod(ellps="WGS84")
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_PAIR = re.compile(rf"[(\[]?\s*({_NUMBER})\s*[°度]?\s*[,;\s、]\s*({_NUMBER})\s*[°度]?\s*[)\]]?")
_WKT = re.compile(r"(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION", re.IGNORECASE)


class BadGeometry(ValueError):
    """A text or a byte string holds no usable geometry."""


def to_wkb(geometry: BaseGeometry) -> bytes:
    """Write a geometry as two-dimensional little-endian WKB."""
    return bytes(shapely.to_wkb(shapely.force_2d(geometry), byte_order=1))


def from_wkb(data: bytes | memoryview) -> BaseGeometry:
    """Read WKB.

    Raises
    ------
    BadGeometry
        The bytes are no WKB.
    """
    try:
        return shapely.from_wkb(bytes(data))
    except shapely.errors.GEOSException as error:
        raise BadGeometry(f"not WKB: {error}") from error


def bounds(wkb: bytes | memoryview) -> tuple[float, float, float, float]:
    """Bounding box of a WKB geometry as (min_lon, min_lat, max_lon, max_lat), in its own units.

    Raises
    ------
    BadGeometry
        The bytes are no WKB, or the geometry is empty and has no box.
    """
    geometry = from_wkb(wkb)
    if geometry.is_empty:
        raise BadGeometry("an empty geometry has no bounds")
    west, south, east, north = geometry.bounds
    return west, south, east, north


def parse_geometry(text: str) -> BaseGeometry:
    """Read a geometry from WKT, GeoJSON, or a "lon,lat" pair, without changing its coordinates.

    The order is longitude (or easting) first. A pair that can only be latitude first is refused,
    not turned round.

    Raises
    ------
    BadGeometry
        The text is none of these, is empty, or crosses itself beyond repair.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.startswith("{"):
        geometry = _from_geojson(folded)
    elif _WKT.match(folded):
        geometry = _from_wkt(folded)
    else:
        geometry = _from_pair(folded)
    return _usable(geometry)


def _from_wkt(text: str) -> BaseGeometry:
    try:
        return shapely.from_wkt(re.sub(r"^SRID=\d+;", "", text, flags=re.IGNORECASE))
    except shapely.errors.GEOSException as error:
        raise BadGeometry(f"damaged WKT: {error}") from error


def _from_geojson(text: str) -> BaseGeometry:
    try:
        found = json.loads(text)
        inner = found.get("geometry", found)
        return shapely.from_geojson(json.dumps(inner))
    except (ValueError, AttributeError, shapely.errors.GEOSException) as error:
        raise BadGeometry(f"damaged GeoJSON: {error}") from error


def _from_pair(text: str) -> BaseGeometry:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise BadGeometry(f"not WKT, GeoJSON or lon,lat: {text[:60]!r}")
    x, y = float(match[1]), float(match[2])
    if abs(x) <= 90 < abs(y) <= 180:
        raise BadGeometry(f"latitude stands before longitude: {text!r}")
    return Point(x, y)


def _usable(geometry: BaseGeometry | None) -> BaseGeometry:
    if geometry is None or geometry.is_empty:
        raise BadGeometry("the geometry is empty")
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        raise BadGeometry("a coordinate is not a number")
    return geometry


def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Any:
    """Geodesic distance in metres between points in degrees; a float for numbers, an array for arrays."""
    parts = (np.asarray(part, dtype=float) for part in (lon1, lat1, lon2, lat2))
    from_lon, from_lat, to_lon, to_lat = np.broadcast_arrays(*parts)
    distance = _GEOD.inv(from_lon, from_lat, to_lon, to_lat)[2]
    return distance if np.ndim(distance) else float(distance)


def length_m(geometry: BaseGeometry) -> float:
    """Geodesic length of lines, or of the rings of polygons, in metres."""
    return float(_GEOD.geometry_length(geometry))


def area_m2(geometry: BaseGeometry) -> float:
    """Geodesic area of polygons in m²; 0 for points and lines. Ring direction does not matter."""
    oriented = shapely.orient_polygons(geometry)
    return abs(float(_GEOD.geometry_area_perimeter(oriented)[0]))


def contains(area: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Any:
    """Tell which points lie in an area or on its edge; a bool for numbers, an array for arrays."""
    shapely.prepare(area)
    inside = shapely.intersects_xy(area, np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    return inside if np.ndim(inside) else bool(inside)
