"""The offsets of Chinese web maps: GCJ-02 (火星坐标) over WGS 84 and BD-09 (百度坐标) over GCJ-02.

Both are published only as code. The formulas are the ones common to every open implementation
(eviltransform, coordtransform); they agree with AMap's and Baidu's own services to about a metre.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pair = tuple[Array, Array]

# Krasovsky 1940, the ellipsoid the offset is written on.
_SEMI_MAJOR_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
# Outside this box (degrees) the map services apply no offset.
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)
_BAIDU_PI = np.pi * 3000.0 / 180.0
# Convergence is linear with a factor of about 1e-3: six rounds reach the limit of double precision.
_ROUNDS = 6


def in_china(lon: Array, lat: Array) -> NDArray[np.bool_]:
    """Tell which points lie in the box where the offset applies (it reaches beyond the border)."""
    west, south, east, north = _CHINA
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def wgs84_to_gcj02(lon: Array, lat: Array) -> Pair:
    """Apply the GCJ-02 offset; points out of China stay where they are."""
    inside = in_china(lon, lat)
    east, north = _gcj02_offset(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Undo the GCJ-02 offset, well below a millimetre from the exact inverse."""
    return _invert(wgs84_to_gcj02, lon, lat)


def wgs84_to_bd09(lon: Array, lat: Array) -> Pair:
    """Apply both offsets: WGS 84 to GCJ-02 to BD-09."""
    return _gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Undo both offsets."""
    return gcj02_to_wgs84(*_invert(_gcj02_to_bd09, lon, lat))


def _gcj02_to_bd09(lon: Array, lat: Array) -> Pair:
    # Unlike GCJ-02 this shift has no edge of its own, so it is limited to the same box.
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BAIDU_PI)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BAIDU_PI)
    inside = in_china(lon, lat)
    return (
        np.where(inside, radius * np.cos(angle) + 0.0065, lon),
        np.where(inside, radius * np.sin(angle) + 0.006, lat),
    )


def _gcj02_offset(lon: Array, lat: Array) -> Pair:
    """Offset in degrees east and north at a WGS 84 position."""
    x, y = lon - 105.0, lat - 35.0
    ripple = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north_m += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north_m += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east_m += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east_m += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    return _metres_to_degrees(east_m, north_m, lat)


def _metres_to_degrees(east_m: Array, north_m: Array, lat: Array) -> Pair:
    phi = np.radians(lat)
    flattening = 1.0 - _ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    prime_vertical = _SEMI_MAJOR_M / np.sqrt(flattening)
    meridian = prime_vertical * (1.0 - _ECCENTRICITY_SQUARED) / flattening
    return (
        np.degrees(east_m / (prime_vertical * np.cos(phi))),
        np.degrees(north_m / meridian),
    )


def _invert(forward: Callable[[Array, Array], Pair], lon: Array, lat: Array) -> Pair:
    guess_lon, guess_lat = lon, lat
    for _ in range(_ROUNDS):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        guess_lon = guess_lon - (there_lon - lon)
        guess_lat = guess_lat - (there_lat - lat)
    return guess_lon, guess_lat
