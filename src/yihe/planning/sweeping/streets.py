"""A sweeping problem from a district's streets, and the lines its plan draws on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyproj

from yihe.geo.streets import StreetGraph

from ..outcome import BadInput
from .problem import Fleet, Move, Service, Site, Street, SweepingProblem

Line = list[tuple[float, float]]
_GEOD = pyproj.Geod(ellps="WGS84")
_LIMIT_M = 200.0
_METRES_PER_SECOND = 1 / 3.6


@dataclass(frozen=True)
class Broom:
    """How a sweeper works.

    Attributes
    ----------
    sweep_kmh
        Speed while sweeping.
    load_per_km, water_per_km
        What a kilometre of one side adds to the hopper and takes from the tank, in the fleet's units.
    """

    sweep_kmh: float = 8.0
    load_per_km: float = 0.0
    water_per_km: float = 0.0


@dataclass(frozen=True)
class Base:
    """A place a sweeper stands or empties at: what it is called and where it lies (WGS 84)."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class StreetSweep:
    """A sweeping problem with the streets it is driven on.

    Attributes
    ----------
    arcs
        For each street of the problem the arc of the graph from its tail to its head.
    """

    problem: SweepingProblem
    graph: StreetGraph
    arcs: tuple[int, ...]

    def street_line(self, street: int, forward: bool) -> Line:
        """Longitudes and latitudes along a street, in the direction it is driven."""
        line = self.graph.line(self.arcs[street])
        return [(lon, lat) for lon, lat in (line if forward else line[::-1]).tolist()]

    def way_line(self, nodes: Sequence[int]) -> Line:
        """Longitudes and latitudes of a drive over crossings, along the shortest street between each two."""
        line: Line = []
        for tail, head in pairwise(nodes):
            between = np.flatnonzero((self.graph.tail == tail) & (self.graph.head == head))
            shortest = between[np.lexsort((self.graph.seconds[between], self.graph.length_m[between]))[0]]
            line += [(lon, lat) for lon, lat in self.graph.line(int(shortest)).tolist()][bool(line) :]
        return line


def on_streets(
    graph: StreetGraph,
    name: str,
    depot: Base,
    sites: Sequence[tuple[Base, Site]] = (),
    fleet: Fleet | None = None,
    broom: Broom | None = None,
    both_sides: frozenset[str] = frozenset(("primary", "secondary")),
    remarks: dict[str, Any] | None = None,
) -> StreetSweep:
    """Build the problem of sweeping every street of a graph; its cost is metres driven, its time seconds.

    The graph's turn restrictions are kept, those of streets swept included.

    Parameters
    ----------
    graph
        Streets of which every part can be reached from every other.
    sites
        Where each site lies, and what it is; the site's node is filled in.
    both_sides
        Classes whose two-way streets are swept on each side; the others once.

    Raises
    ------
    BadInput
        Names the depot or site that has no crossing within 200 m.
    """
    work, arcs = broom or Broom(), tuple(graph.streets())
    problem = SweepingProblem(
        name=name,
        nodes=len(graph.node),
        streets=tuple(_street(graph, arc, work, both_sides) for arc in arcs),
        depot=_crossing(graph, depot),
        fleet=fleet or Fleet(),
        sites=tuple(
            Site(site.name, _crossing(graph, base), site.empties, site.refills, site.cost, site.time)
            for base, site in sites
        ),
        comes_home_empty=any(site.empties for _, site in sites),
        coordinates=np.column_stack((graph.lon, graph.lat)),
        node_names=tuple(str(node) for node in graph.node.tolist()),
        remarks=dict(remarks or {}),
        banned=_banned(graph, arcs),
    )
    return StreetSweep(problem, graph, arcs)


def _street(graph: StreetGraph, arc: int, broom: Broom, both_sides: frozenset[str]) -> Street:
    metres, tail, head = round(float(graph.length_m[arc])), int(graph.tail[arc]), int(graph.head[arc])
    two_way = not graph.one_way[arc]
    service: Service = "both sides" if two_way and graph.street_class[arc] in both_sides else "once"
    return Street(
        name=str(graph.name[arc]) or f"{graph.node[tail]}—{graph.node[head]}",
        tail=tail,
        head=head,
        pass_cost=metres,
        pass_time=round(float(graph.seconds[arc])),
        one_way=not two_way,
        service=service,
        sweep_cost=metres,
        sweep_time=round(metres / (broom.sweep_kmh * _METRES_PER_SECOND)),
        load=metres / 1000 * broom.load_per_km,
        water=metres / 1000 * broom.water_per_km,
    )


def _banned(graph: StreetGraph, arcs: tuple[int, ...]) -> frozenset[tuple[Move, Move]]:
    """The graph's banned turns from arc to arc, as streets of the problem in their directions."""
    move = {arc: (street, True) for street, arc in enumerate(arcs)}
    move |= {int(graph.reverse[arc]): (street, False) for street, arc in enumerate(arcs) if graph.reverse[arc] >= 0}
    return frozenset((move[one], move[other]) for one, other in graph.banned.tolist())


def _crossing(graph: StreetGraph, base: Base) -> int:
    count = len(graph.node)
    away = _GEOD.inv(np.full(count, base.lon), np.full(count, base.lat), graph.lon, graph.lat)[2]
    nearest = int(np.argmin(away))
    if not away[nearest] <= _LIMIT_M:
        raise BadInput(f"{base.name}: the nearest crossing is {away[nearest]:.0f} m off; {_LIMIT_M:g} m is the limit")
    return nearest
