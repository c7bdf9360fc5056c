"""Geometry as cells of a sheet: a point as longitude and latitude, anything else as WKT."""

from __future__ import annotations

import struct
from typing import Any, Final

import shapely

from yihe import geo

from .cells import parse_text
from .problems import BadCell

TOO_LARGE: Final = "（图形过大，见 GeoJSON 或 GeoPackage 文件）"
"""Stands in the cell of a shape that no cell can hold; on the way in it means: as it was."""
KEEP: Final = object()
"""What a cell with that mark reads as."""
_CELL_LIMIT = 32_767  # characters (Excel specifications and limits)
_DECIMALS = 8  # of degrees: about a millimetre
_POINT = struct.Struct("<BIdd")
_POINT_HEAD = (1, 1)  # little-endian, type 1


def point_wkb(lon: float, lat: float) -> bytes:
    """A point as WKB, to eight decimals of a degree."""
    return _POINT.pack(*_POINT_HEAD, round(lon, _DECIMALS), round(lat, _DECIMALS))


def shape_cells(wkb: bytes | memoryview | None) -> tuple[float | None, float | None, str]:
    """Longitude, latitude and text of a geometry: a point as numbers if they say it exactly, else WKT."""
    if wkb is None:
        return None, None, ""
    wkb = bytes(wkb)
    if len(wkb) == _POINT.size and wkb[:5] == _POINT.pack(*_POINT_HEAD, 0, 0)[:5]:
        _, _, lon, lat = _POINT.unpack(wkb)
        if point_wkb(lon, lat) == wkb:
            return lon, lat, ""
    text = shapely.to_wkt(geo.from_wkb(wkb), rounding_precision=-1, trim=True)
    return None, None, text if len(text) < _CELL_LIMIT else TOO_LARGE


def parse_shape(cell: Any) -> Any:
    """Read a geometry cell: WKB of a map layer, “lon,lat”, WKT, GeoJSON, or the mark of one left out."""
    if isinstance(cell, bytes):
        return cell
    text = parse_text(cell)
    if text is None or text == TOO_LARGE:
        return KEEP if text else None
    try:
        return geo.to_wkb(geo.parse_geometry(text))
    except geo.BadGeometry as error:
        raise BadCell(
            "bad_geometry",
            f"读不出位置：{text[:40]}",
            str(error),
            "“经度,纬度”、WKT 或 GeoJSON",
            "“lon,lat”, WKT or GeoJSON",
        ) from error


def same_shape(before: bytes | memoryview | None, after: bytes | memoryview | None) -> bool:
    """Whether two WKB geometries are the same, whatever their byte order."""
    if before is None or after is None:
        return before is after
    return bytes(before) == bytes(after) or geo.to_wkb(geo.from_wkb(before)) == geo.to_wkb(geo.from_wkb(after))
