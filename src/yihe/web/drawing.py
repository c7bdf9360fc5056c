"""Maps drawn on the server as SVG: places as shapes, records as points; they print, and need no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from yihe import geo

WIDTH = 800
_MARGIN = 8
_TOLERANCE_DEG = 0.0004  # about 40 m: below a pixel for a district 30 km across


@dataclass(frozen=True)
class Shape:
    """A place on the map: its outline as an SVG path, and where its name goes."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Way:
    """A line on the map: an SVG path, and which of a few looks it has."""

    path: str
    look: int = 0


@dataclass(frozen=True)
class Drawing:
    """Shapes, points and ways in one frame; sizes in SVG user units."""

    width: int
    height: int
    shapes: list[Shape]
    points: list[tuple[float, float]]
    ways: list[Way] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.shapes and not self.points


class Frame:
    """Lon/lat to SVG units: equirectangular, true to shape at the frame's middle latitude."""

    def __init__(self, box: tuple[float, float, float, float], width: int = WIDTH) -> None:
        west, south, east, north = box
        self._west, self._north = west, north
        self._squeeze = cos(radians((south + north) / 2))
        across = max((east - west) * self._squeeze, 1e-6)
        self._scale = min((width - 2 * _MARGIN) / across, width / max(north - south, 1e-6))
        self.width = width
        self.height = max(round((north - south) * self._scale) + 2 * _MARGIN, 80)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self._west) * self._squeeze * self._scale + _MARGIN
        y = (self._north - lat) * self._scale + _MARGIN
        return round(x, 1), round(y, 1)


def draw(
    places: Iterable[Any],
    points: Sequence[tuple[float, float]] = (),
    ways: Sequence[tuple[LineString, int]] = (),
) -> Drawing:
    """Draw places (with ``code``, ``name``, ``geometry``), points (lon, lat) and ways with their looks.

    The frame is that of the ways where there are any, else that of the places, else that of the points.
    """
    outlines = [(p, geo.from_wkb(p.geometry)) for p in places if p.geometry]
    boxes = [w.bounds for w, _ in ways] or [o.bounds for _, o in outlines] or [(x, y, x, y) for x, y in points]
    box = _box(boxes)
    if box is None:
        return Drawing(WIDTH, 80, [], [])
    frame = Frame(box)
    shapes = [_shape(place, outline, frame) for place, outline in outlines]
    drawn = [Way(_line_path(way, frame), look) for way, look in ways]
    return Drawing(frame.width, frame.height, shapes, [frame.place(*p) for p in points], drawn)


def _box(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float] | None:
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _shape(place: Any, outline: BaseGeometry, frame: Frame) -> Shape:
    simple = outline.simplify(_TOLERANCE_DEG)
    parts = _polygons(simple)
    largest = max(parts, key=lambda p: p.area, default=None)
    middle = (largest or outline).representative_point()
    x, y = frame.place(middle.x, middle.y)
    return Shape(place.code, place.name, " ".join(_ring_path(r, frame) for p in parts for r in _rings(p)), x, y)


def _polygons(outline: BaseGeometry) -> list[Polygon]:
    if isinstance(outline, Polygon):
        return [outline]
    return [p for p in outline.geoms if isinstance(p, Polygon)] if isinstance(outline, MultiPolygon) else []


def _rings(polygon: Polygon) -> list[Any]:
    return [polygon.exterior, *polygon.interiors]


def _ring_path(ring: Any, frame: Frame) -> str:
    return _line_path(ring, frame) + "Z"


def _line_path(line: Any, frame: Frame) -> str:
    steps = [frame.place(lon, lat) for lon, lat, *_ in line.coords]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in steps)


def short_name(name: str) -> str:
    """A place name as maps write it.

    >>> short_name("向阳街道"), short_name("芝罘区")
    ('向阳', '芝罘区')
    """
    return name.removesuffix("街道") if len(name) > 3 else name


def classes(values: Sequence[float | None], n: int = 5) -> list[int | None]:
    """Class 0…n-1 of each value by rank (quantiles); None for an unknown one.

    >>> classes([1, None, 9, 5], 3)
    [0, None, 2, 1]
    """
    known = sorted({v for v in values if v is not None})
    rank = {v: i * n // len(known) for i, v in enumerate(known)}
    return [None if v is None else rank[v] for v in values]
