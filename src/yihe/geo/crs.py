"""The one place that turns coordinates of any system in use in China into WGS 84 longitude and latitude."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from . import offsets


@dataclass(frozen=True, slots=True)
class CoordinateSystem:
    """A coordinate system this project reads.

    ``code`` is its stable name ("EPSG:4490", "GCJ-02"); ``epsg`` is None for the web-map systems.
    For a 3-degree Gauss-Krüger zone ``central_meridian`` is in degrees east, and ``zone`` is the
    zone number if eastings carry it as a prefix (40 in 40,500,000 m), else None.
    """

    code: str
    zh: str
    en: str
    epsg: int | None = None
    central_meridian: int | None = None
    zone: int | None = None

    @property
    def projected(self) -> bool:
        """Whether coordinates are metres east and north instead of degrees."""
        return self.central_meridian is not None

    def __str__(self) -> str:
        return self.code


class UnknownSystem(ValueError):
    """A text names no coordinate system that can be read here."""


class CoordinatesOutOfRange(ValueError):
    """Coordinates cannot belong to the system they are said to be in."""


WGS84 = CoordinateSystem("EPSG:4326", "WGS 84", "WGS 84", 4326)
CGCS2000 = CoordinateSystem("EPSG:4490", "2000国家大地坐标系", "CGCS2000", 4490)
GCJ02 = CoordinateSystem("GCJ-02", "火星坐标（高德、腾讯）", "GCJ-02 (AMap, Tencent)")
BD09 = CoordinateSystem("BD-09", "百度坐标", "BD-09 (Baidu)")

# EPSG:4513 is zone 25 (75° E) with prefix, EPSG:4534 the same zone without; 21 zones each.
_FIRST_ZONE, _ZONES = 25, 21
_FIRST_WITH_PREFIX, _FIRST_WITHOUT_PREFIX = 4513, 4534
# No point of a 3-degree zone is near these limits; a wrong zone or a missing prefix is far beyond them.
_MAX_NORTHING_M = 6_700_000
_ZONE_WIDTH_M = 1_000_000


def _zone_systems() -> list[CoordinateSystem]:
    return [_with_prefix(n) for n in range(_ZONES)] + [_without_prefix(n) for n in range(_ZONES)]


def _with_prefix(offset: int) -> CoordinateSystem:
    zone, epsg = _FIRST_ZONE + offset, _FIRST_WITH_PREFIX + offset
    return CoordinateSystem(
        f"EPSG:{epsg}",
        f"CGCS2000 3度带 第{zone}带（带号前缀）",
        f"CGCS2000 3-degree Gauss-Krüger zone {zone}",
        epsg,
        central_meridian=zone * 3,
        zone=zone,
    )


def _without_prefix(offset: int) -> CoordinateSystem:
    meridian, epsg = (_FIRST_ZONE + offset) * 3, _FIRST_WITHOUT_PREFIX + offset
    return CoordinateSystem(
        f"EPSG:{epsg}",
        f"CGCS2000 3度带 中央经线{meridian}°",
        f"CGCS2000 3-degree Gauss-Krüger CM {meridian}E",
        epsg,
        central_meridian=meridian,
    )


_SYSTEMS: dict[str, CoordinateSystem] = {
    system.code: system for system in (WGS84, CGCS2000, GCJ02, BD09, *_zone_systems())
}


def systems() -> tuple[CoordinateSystem, ...]:
    """All systems that can be read, the geographic ones first."""
    return tuple(_SYSTEMS.values())


def zone_for(lon: float, *, prefix: bool = False) -> CoordinateSystem:
    """The CGCS2000 3-degree zone a longitude falls in.

    Raises
    ------
    CoordinatesOutOfRange
        The longitude is outside the zones of China (73.5° to 136.5° E).
    """
    zone = int((lon + 1.5) // 3)
    if not _FIRST_ZONE <= zone < _FIRST_ZONE + _ZONES:
        raise CoordinatesOutOfRange(f"no CGCS2000 zone for longitude {lon}")
    first = _FIRST_WITH_PREFIX if prefix else _FIRST_WITHOUT_PREFIX
    return _SYSTEMS[f"EPSG:{first + zone - _FIRST_ZONE}"]


# Tried in this order on the folded text; a longer, more special name stands before the one it contains.
_NAMES: tuple[tuple[re.Pattern[str], CoordinateSystem], ...] = (
    (re.compile(r"gcj-?0?2|火星|国测局|高德|腾讯|amap"), GCJ02),
    (re.compile(r"bd-?0?9|百度|baidu"), BD09),
    (
        re.compile(r"cgcs-?2000|china(geodetic)?coordinatesystem2000|2000国家大地|国家(大地)?2000|大地2000"),
        CGCS2000,
    ),
    (re.compile(r"wgs-?(19)?84|crs:?84"), WGS84),
)
_EPSG = re.compile(r"epsg:{1,2}(?:[\d.]*:)?(\d{4,6})(?!\d)")
_MERIDIAN = re.compile(r"(?:cm|meridian|中央(?:子午线|经线)?(?:为|:)?)(\d{2,3})")
_ZONE = re.compile(r"(?:zone|第)(\d{2})(?!\d)|(?<!\d)(\d{2})带")


def parse_system(text: str) -> CoordinateSystem:
    """Read the name of a coordinate system as officials, GIS programs and files write it.

    Accepts EPSG codes and URNs, WKT, and names such as "2000国家大地坐标系", "火星坐标",
    "CGCS2000 3度带 中央经线120°" or "CGCS2000_3_Degree_GK_Zone_40".

    Raises
    ------
    UnknownSystem
        The text is empty, names a system that is not read here, or names two.
    """
    folded = re.sub(r"[\s_/]+", "", unicodedata.normalize("NFKC", text)).lower()
    found = _by_code(folded) or _by_name(folded) or _by_wkt(text)
    if found is None:
        raise UnknownSystem(f"not a coordinate system read here: {text.strip()[:80]!r}")
    return found


def _by_code(folded: str) -> CoordinateSystem | None:
    # WKT holds the codes of ellipsoid and datum as well, so only a lone code counts.
    codes = set(_EPSG.findall(folded))
    bare = re.fullmatch(r"\d{4}", folded)
    if bare:
        codes = {folded}
    return _SYSTEMS.get(f"EPSG:{codes.pop()}") if len(codes) == 1 else None


def _by_name(folded: str) -> CoordinateSystem | None:
    if "[" in folded or _EPSG.search(folded):
        return None
    named = [system for pattern, system in _NAMES if pattern.search(folded)]
    if len(named) != 1:
        return None
    return _zone_by_name(folded) if named[0] is CGCS2000 and _names_a_projection(folded) else named[0]


def _names_a_projection(folded: str) -> bool:
    return bool(re.search(r"3度|3degree|三度|gk|gauss|高斯|cm\d|zone|\d带", folded))


def _zone_by_name(folded: str) -> CoordinateSystem | None:
    if meridian := _MERIDIAN.search(folded):
        degrees, odd = divmod(int(meridian[1]), 3)
        code = None if odd else _FIRST_WITHOUT_PREFIX + degrees - _FIRST_ZONE
    elif zone := _ZONE.search(folded):
        code = _FIRST_WITH_PREFIX + int(zone[1] or zone[2]) - _FIRST_ZONE
    else:
        code = None
    return _SYSTEMS.get(f"EPSG:{code}")


def _by_wkt(text: str) -> CoordinateSystem | None:
    if "[" not in text:
        return None
    try:
        crs = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        return None
    epsg = crs.to_epsg(min_confidence=70)
    return _SYSTEMS.get(f"EPSG:{epsg}") or _by_name(re.sub(r"[\s_/]+", "", crs.name).lower())


def _system(system: CoordinateSystem | str) -> CoordinateSystem:
    return system if isinstance(system, CoordinateSystem) else parse_system(system)


@lru_cache(maxsize=2 * len(_SYSTEMS))
def _transformer(source: int, target: int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def to_wgs84(x: ArrayLike, y: ArrayLike, system: CoordinateSystem | str) -> tuple[Any, Any]:
    """Convert coordinates to WGS 84 longitude and latitude.

    Parameters
    ----------
    x, y
        Longitude and latitude in degrees, or easting and northing in metres. Numbers or arrays.
    system
        The system they are in.

    Returns
    -------
    lon, lat
        Degrees; floats for numbers, arrays for arrays. CGCS2000 is taken as equal to WGS 84
        (they differ by centimetres); GCJ-02 and BD-09 are undone iteratively (about 1 m, the
        accuracy of the published formulas) and left alone outside China.

    Raises
    ------
    CoordinatesOutOfRange
        The numbers cannot be of that system, for instance when the zone prefix is missing.
    UnknownSystem
        The system's name is not known.
    """
    known = _system(system)
    eastward, northward = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    _require_range(eastward, northward, known)
    lon, lat = _unproject(eastward, northward, known)
    return (lon, lat) if lon.ndim else (float(lon), float(lat))


def from_wgs84(lon: ArrayLike, lat: ArrayLike, system: CoordinateSystem | str) -> tuple[Any, Any]:
    """Convert WGS 84 longitude and latitude (degrees) to another system; see `to_wgs84`."""
    known = _system(system)
    eastward, northward = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    _require_range(eastward, northward, WGS84)
    x, y = _project(eastward, northward, known)
    return (x, y) if x.ndim else (float(x), float(y))


def _unproject(x: NDArray[np.float64], y: NDArray[np.float64], system: CoordinateSystem) -> offsets.Pair:
    if system is GCJ02:
        return offsets.gcj02_to_wgs84(x, y)
    if system is BD09:
        return offsets.bd09_to_wgs84(x, y)
    return _by_proj(x, y, system.epsg, WGS84.epsg) if system.projected else (x, y)


def _project(lon: NDArray[np.float64], lat: NDArray[np.float64], system: CoordinateSystem) -> offsets.Pair:
    if system is GCJ02:
        return offsets.wgs84_to_gcj02(lon, lat)
    if system is BD09:
        return offsets.wgs84_to_bd09(lon, lat)
    return _by_proj(lon, lat, WGS84.epsg, system.epsg) if system.projected else (lon, lat)


def _by_proj(x: NDArray[np.float64], y: NDArray[np.float64], source: int | None, target: int | None) -> offsets.Pair:
    assert source is not None and target is not None
    out_x, out_y = _transformer(source, target).transform(x, y)
    return np.asarray(out_x), np.asarray(out_y)


def _require_range(x: NDArray[np.float64], y: NDArray[np.float64], system: CoordinateSystem) -> None:
    west, south, east, north = _range(system)
    # NaN marks an empty coordinate and passes.
    wrong = (x < west) | (x > east) | (y < south) | (y > north) | np.isinf(x) | np.isinf(y)
    if np.any(wrong):
        first_x, first_y = (
            np.broadcast_to(x, wrong.shape)[wrong][0],
            np.broadcast_to(y, wrong.shape)[wrong][0],
        )
        raise CoordinatesOutOfRange(
            f"({first_x:g}, {first_y:g}) cannot be {system.code} ({system.en}): "
            f"expected x in {west:g} to {east:g} and y in {south:g} to {north:g}"
        )


def _range(system: CoordinateSystem) -> tuple[float, float, float, float]:
    if not system.projected:
        return -180.0, -90.0, 180.0, 90.0
    west = (system.zone or 0) * _ZONE_WIDTH_M
    return west, 0.0, west + _ZONE_WIDTH_M, _MAX_NORTHING_M


def transform_geometry(geometry: BaseGeometry, system: CoordinateSystem | str) -> BaseGeometry:
    """Convert a geometry (two-dimensional; heights are dropped) to WGS 84; see `to_wgs84`."""
    known = _system(system)
    flat = shapely.force_2d(geometry)
    if flat.is_empty:
        return flat
    converted: BaseGeometry = shapely.transform(
        flat, lambda points: np.column_stack(to_wgs84(points[:, 0], points[:, 1], known))
    )
    return converted
