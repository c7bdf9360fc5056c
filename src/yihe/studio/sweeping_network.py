"""What a sweeper may drive and must sweep: lanes straight from end to end, or stretches of a street graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from yihe import geo
from yihe.geo.streets import StreetGraph
from yihe.planning import BadInput
from yihe.planning.lines import Line
from yihe.planning.routing.collection import Yard
from yihe.planning.sweeping.lines import StraightLines
from yihe.planning.sweeping.problem import Move, Service, Street

from .assuming import Assumptions
from .known import name_of, position
from .lane_streets import lane_of_each_arc
from .lanes import Crossings, line_of, links, metres

_FARTHEST_CROSSING_M = 500.0


@dataclass(frozen=True)
class Prices:
    """What a sweeper costs and how it moves; of several models the dearest."""

    per_km: float
    per_hour: float
    assumed: Assumptions

    def drive(self, length: float, seconds: float) -> float:
        """Yuan, to the tenth of a fen as the solver counts."""
        return round(length / 1000 * self.per_km + seconds / 3600 * self.per_hour, 3)

    def street(
        self, name: str, ends: tuple[int, int], length: float, seconds: float, service: Service, one_way: bool = False
    ) -> Street:
        """A street that takes so long to drive; swept at the sweeper's own speed."""
        sweeping, km = round(length * 3.6 / self.assumed.sweep_kmh), length / 1000
        work = service != "none"
        return Street(
            name, *ends, self.drive(length, seconds), round(seconds), one_way, service,
            self.drive(length, sweeping) if work else 0, sweeping if work else 0,
            km * self.assumed.load_per_km if work else 0, km * self.assumed.water_per_km if work else 0,
        )  # fmt: skip


@dataclass(frozen=True)
class LaneLines(StraightLines):
    """Lanes along their own lines, drives straight from crossing to crossing.

    Attributes
    ----------
    own
        For each street of the problem its line; None for a straight one.
    """

    own: tuple[Line | None, ...]

    def street_line(self, street: int, forward: bool) -> Line:
        """Positions along a lane, in the direction it is swept."""
        own = self.own[street]
        if own is None:
            return super().street_line(street, forward)
        return own if forward else own[::-1]


@dataclass
class Parts:
    """Parts of a problem.

    Attributes
    ----------
    lonlat
        Of the crossings.
    lanes
        For each street the record of its lane; None where it is only driven.
    depot, sites
        Crossings of the yard and of the stations.
    own, arcs
        How each street runs: its own line without streets, its arc of the graph with them.
    banned
        Turns from street to street that may not be driven.
    """

    lonlat: Line
    streets: list[Street]
    lanes: list[Any]
    depot: int
    sites: list[int]
    own: list[Line | None]
    arcs: list[int]
    banned: frozenset[tuple[Move, Move]] = frozenset()


def through_air(lanes: Sequence[Any], sites: Sequence[Any], yard: Yard, prices: Prices) -> Parts:
    """Lanes from end to end of their lines, and straight drives between them."""
    crossings = Crossings()
    depot = crossings.at(yard.lon, yard.lat)
    at_sites = [crossings.at(*(position(row) or (0.0, 0.0))) for row in sites]
    own = [line_of(lane) for lane in lanes]
    streets = [_lane(lane, line, crossings, prices) for lane, line in zip(lanes, own, strict=True)]
    drives = list(links(crossings.lonlat))
    kmh, detour = prices.assumed.kmh, prices.assumed.detour
    for ends, length in zip(drives, metres(crossings.lonlat, drives) * detour, strict=True):
        streets.append(prices.street("", ends, float(length), float(length) * 3.6 / kmh, "none"))
    nothing = [None] * len(drives)
    return Parts(crossings.lonlat, streets, [*lanes, *nothing], depot, at_sites, [*own, *nothing], [])


def _lane(lane: Any, line: Line | None, crossings: Crossings, prices: Prices) -> Street:
    """A lane from end to end; a dead end where only a point is known, swept in and out again."""
    length, seconds = float(lane.length), float(lane.length) * 3.6 / prices.assumed.kmh
    if line is None:
        lon, lat = position(lane) or (0.0, 0.0)
        ends = crossings.at(lon, lat), crossings.new(lon, lat)
        return prices.street(name_of(lane), ends, length, seconds, "both sides")
    both = lane.width is not None and float(lane.width) >= prices.assumed.both_sides_m
    ends = crossings.at(*line[0]), crossings.at(*line[-1])
    return prices.street(name_of(lane), ends, length, seconds, "both sides" if both else "once")


def along(graph: StreetGraph, lanes: Sequence[Any], sites: Sequence[Any], yard: Yard, prices: Prices) -> Parts:
    """Every street of a graph; those a lane follows are swept."""
    arcs = list(graph.streets())
    whose = lane_of_each_arc(graph, arcs, lanes)
    return Parts(
        lonlat=list(zip(graph.lon.tolist(), graph.lat.tolist(), strict=True)),
        streets=[_stretch(graph, arc, lane, prices) for arc, lane in zip(arcs, whose, strict=True)],
        lanes=whose,
        depot=_crossing(graph, yard.name, yard.lon, yard.lat),
        sites=[_crossing(graph, name_of(row), *(position(row) or (0.0, 0.0))) for row in sites],
        own=[],
        arcs=arcs,
        banned=_banned(graph, arcs),
    )


def _banned(graph: StreetGraph, arcs: Sequence[int]) -> frozenset[tuple[Move, Move]]:
    """The graph's turn restrictions, arcs as streets in their directions."""
    move = {arc: (street, True) for street, arc in enumerate(arcs)}
    move |= {int(graph.reverse[arc]): (street, False) for street, arc in enumerate(arcs) if graph.reverse[arc] >= 0}
    return frozenset((move[before], move[after]) for before, after in graph.banned.tolist())


def _stretch(graph: StreetGraph, arc: int, lane: Any, prices: Prices) -> Street:
    ends, one_way = (int(graph.tail[arc]), int(graph.head[arc])), bool(graph.one_way[arc])
    wide = lane is not None and lane.width is not None and float(lane.width) >= prices.assumed.both_sides_m
    service: Service = "none" if lane is None else "both sides" if wide and not one_way else "once"
    name = str(graph.name[arc]) if lane is None else name_of(lane)
    return prices.street(name, ends, float(graph.length_m[arc]), float(graph.seconds[arc]), service, one_way)


def _crossing(graph: StreetGraph, name: str, lon: float, lat: float) -> int:
    away = geo.distance_m(lon, lat, graph.lon, graph.lat)
    nearest = int(np.argmin(away))
    if not away[nearest] <= _FARTHEST_CROSSING_M:
        raise BadInput(
            f"{name}: the nearest crossing is {away[nearest]:.0f} m off; {_FARTHEST_CROSSING_M:g} m is the limit"
        )
    return nearest
