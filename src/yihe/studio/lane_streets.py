"""Which stretches of a street graph the lanes of a ledger follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from yihe.geo.streets import BadStreets, StreetGraph, snap
from yihe.planning import BadInput

from .known import name_of, position
from .lanes import line_of

# A lane is asked every so many metres which stretch is nearest, in degrees of latitude.
_STEP_DEGREES = 15 / 111_195
_FARTHEST_M = 60.0
# A stretch is a lane's where the lane follows it for more than half of its length.
_ENOUGH = 0.5


def lane_of_each_arc(graph: StreetGraph, arcs: Sequence[int], lanes: Sequence[Any]) -> list[Any]:
    """For each arc the lane that follows it longest, None where no lane does.

    Every lane has at least the stretch it follows longest, unless a longer lane follows that one, too.

    Raises
    ------
    BadInput
        Names lanes with a part farther than 60 m from every street.
    """
    points = [_points(lane) for lane in lanes]
    owner = np.repeat(np.arange(len(lanes)), [len(each) for each in points])
    nearest = _nearest(
        graph, [point for each in points for point in each], [name_of(lanes[row]) for row in owner.tolist()]
    )
    hits = Counter(zip(owner.tolist(), nearest, strict=True))
    followed = _followed(graph, hits)
    row_of = {arc: row for row, arc in enumerate(arcs)}
    found: list[Any] = [None] * len(arcs)
    for (lane, arc), _ in sorted(followed.items(), key=lambda each: each[1]):
        row = row_of.get(arc, row_of.get(int(graph.reverse[arc])))
        if row is not None:
            found[row] = lanes[lane]
    return found


def _points(lane: Any) -> list[tuple[float, float]]:
    line = line_of(lane)
    if line is None:
        return [position(lane) or (0.0, 0.0)]
    dense = shapely.segmentize(shapely.LineString(line), _STEP_DEGREES)
    return [(x, y) for x, y in shapely.get_coordinates(dense).tolist()]


def _nearest(graph: StreetGraph, points: Sequence[tuple[float, float]], names: Sequence[str]) -> list[int]:
    lon, lat = zip(*points, strict=True)
    try:
        return [int(arc) for arc in snap(graph, lon, lat, names, limit_m=_FARTHEST_M).arcs[:, 0]]
    except BadStreets as far:
        raise BadInput(str(far)) from far


def _followed(graph: StreetGraph, hits: Counter[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Lanes and the arcs they follow for long enough, and each lane's best arc, with the number of points there."""
    best: dict[int, int] = {}
    for (lane, arc), count in hits.items():
        if lane not in best or count > hits[lane, best[lane]]:
            best[lane] = arc
    metres = _STEP_DEGREES * 111_195
    return {
        (lane, arc): count
        for (lane, arc), count in hits.items()
        if best[lane] == arc or count * metres >= _ENOUGH * float(graph.length_m[arc])
    }
