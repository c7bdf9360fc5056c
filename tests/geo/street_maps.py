"""Small street maps made by hand, and a brute-force answer to hold the search against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from yihe.geo.streets import Places, StreetGraph

# A crossing: 1 west, 2 middle, 3 east, 4 north, 5 south; 0.01 degrees apart at the equator (1,113 m and 1,106 m).
CROSSING = {1: (0.0, 0.0), 2: (0.01, 0.0), 3: (0.02, 0.0), 4: (0.01, 0.01), 5: (0.01, -0.01)}
ARMS = {10: [1, 2], 20: [2, 3], 30: [2, 4], 40: [5, 2]}

Relation = tuple[Mapping[str, str], Sequence[tuple[str, int, str]]]


def tagged(tags: Mapping[str, str]) -> str:
    """Tags as OpenStreetMap XML."""
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())


def write_map(
    path: Path,
    nodes: Mapping[int, tuple[float, float]],
    ways: Mapping[int, Sequence[int]],
    *,
    way_tags: Mapping[int, Mapping[str, str]] | None = None,
    node_tags: Mapping[int, Mapping[str, str]] | None = None,
    relations: Sequence[Relation] = (),
) -> Path:
    """Write an OpenStreetMap XML file; ways are residential streets unless tagged otherwise."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">']
    for ref, (lon, lat) in nodes.items():
        lines.append(f'<node id="{ref}" lon="{lon}" lat="{lat}">{tagged((node_tags or {}).get(ref, {}))}</node>')
    for ref, along in ways.items():
        bends = "".join(f'<nd ref="{node}"/>' for node in along)
        tags = {"highway": "residential", **(way_tags or {}).get(ref, {})}
        lines.append(f'<way id="{ref}">{bends}{tagged(tags)}</way>')
    for ref, (tags, members) in enumerate(relations, start=1):
        inside = "".join(f'<member type="{kind}" ref="{of}" role="{role}"/>' for kind, of, role in members)
        lines.append(f'<relation id="{ref}">{inside}{tagged({"type": "restriction", **tags})}</relation>')
    path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
    return path


def turn(kind: str, origin: int, via: int, target: int, **tags: str) -> Relation:
    """A turn restriction over a node."""
    members = [("way", origin, "from"), ("node", via, "via"), ("way", target, "to")]
    return {"restriction": kind, **tags}, members


def arc_of(graph: StreetGraph, tail: int, head: int) -> int:
    """The only arc from one node of the source to another."""
    found = np.flatnonzero((graph.node[graph.tail] == tail) & (graph.node[graph.head] == head))
    assert len(found) == 1
    return int(found[0])


def shortest_by_brute_force(graph: StreetGraph, places: Places) -> np.ndarray:
    """Driving times by Floyd and Warshall's method over all pairs of arcs: another way than the search goes."""
    arcs = len(graph)
    banned = {(int(one), int(other)) for one, other in graph.banned}
    between = np.full((arcs, arcs), np.inf)
    for one in range(arcs):
        for other in range(arcs):
            if graph.head[one] == graph.tail[other] and (one, other) not in banned:
                between[one, other] = 0.0
    for middle in range(arcs):
        through = between[:, [middle]] + graph.seconds[middle] + between[[middle], :]
        between = np.minimum(between, through)
    return np.array([[_from_to(graph, places, between, a, b) for b in range(len(places))] for a in range(len(places))])


def _from_to(graph: StreetGraph, places: Places, between: np.ndarray, origin: int, goal: int) -> float:
    best = 0.0 if origin == goal else np.inf
    for one, begun in zip(places.arcs[origin], places.shares[origin], strict=True):
        for other, end in zip(places.arcs[goal], places.shares[goal], strict=True):
            if one < 0 or other < 0:
                continue
            far = (1 - begun) * graph.seconds[one] + between[one, other] + end * graph.seconds[other]
            near = (end - begun) * graph.seconds[one] if one == other and end >= begun else np.inf
            best = min(best, far, near)
    return best
