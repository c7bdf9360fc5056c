"""Turn restrictions: which street one may not turn into from which other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .graph import StreetGraph

Member = tuple[str, str, int]
_NO = ("no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry", "no_exit")
_ONLY = ("only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn")
_EXEMPT = frozenset(("hgv", "goods", "motor_vehicle", "vehicle"))


@dataclass(frozen=True)
class Restriction:
    """A restriction over one node.

    Attributes
    ----------
    only
        The turn is the only one allowed, instead of the one forbidden.
    origins, via, targets
        Ways one comes from, the node, and ways one turns into, as the source names them.
    """

    only: bool
    origins: tuple[int, ...]
    via: int
    targets: tuple[int, ...]


def read_restriction(tags: Mapping[str, str], members: Sequence[Member]) -> Restriction | str | None:
    """Read a restriction relation.

    Parameters
    ----------
    tags
        Of the relation.
    members
        Rows of (type, role, reference); the type is ``"n"``, ``"w"`` or ``"r"``.

    Returns
    -------
    Restriction, str or None
        A word of what is wrong if it cannot be kept; ``None`` if it is no restriction on lorries.
    """
    if tags.get("type", "restriction") != "restriction":
        return None
    said = tags.get("restriction:hgv") or tags.get("restriction", "")
    if _EXEMPT & set(tags.get("except", "").replace(" ", "").split(";")):
        return None
    if said not in _NO and said not in _ONLY:
        return "restriction_unknown" if said else "restriction_conditional"
    if any(kind == "w" for kind, role, _ in members if role == "via"):
        return "restriction_via_way"
    vias = _members(members, "n", "via")
    origins, targets = _members(members, "w", "from"), _members(members, "w", "to")
    if len(vias) != 1 or not origins or not targets:
        return "restriction_unclear"
    return Restriction(said in _ONLY, origins, vias[0], targets)


def _members(members: Sequence[Member], kind: str, role: str) -> tuple[int, ...]:
    return tuple(ref for of_kind, in_role, ref in members if of_kind == kind and in_role == role)


def add_restrictions(graph: StreetGraph, restrictions: Sequence[Restriction]) -> StreetGraph:
    """Return the graph with these turns banned as well; those that name no arcs of it are counted in ``remarks``."""
    index = _Ends(graph)
    banned = {(int(one), int(other)) for one, other in graph.banned}
    unclear = 0
    for restriction in restrictions:
        pairs = list(_bans(index, restriction))
        unclear += not pairs
        banned.update(pairs)
    remarks = Counter(graph.remarks)
    remarks["restriction_unclear"] += unclear
    return replace(graph, banned=_pairs(banned), remarks=dict(+remarks))


def without_u_turns(graph: StreetGraph) -> StreetGraph:
    """Return the graph where no vehicle turns round at a corner that has another way out."""
    index = _Ends(graph)
    banned = {(int(one), int(other)) for one, other in graph.banned}
    for arc in np.flatnonzero(graph.reverse >= 0).tolist():
        if len(index.leaving[int(graph.head[arc])]) > 1:
            banned.add((arc, int(graph.reverse[arc])))
    return replace(graph, banned=_pairs(banned))


def _pairs(banned: set[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(banned), dtype=np.int64).reshape(-1, 2)


class _Ends:
    """Arcs by the node and the way they come from or lead to."""

    def __init__(self, graph: StreetGraph) -> None:
        self.node_row = {each: row for row, each in enumerate(graph.node.tolist())}
        self.coming: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.going: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.leaving: dict[int, list[int]] = defaultdict(list)
        columns = (graph.tail.tolist(), graph.head.tolist(), graph.way.tolist())
        for arc, (tail, head, way) in enumerate(zip(*columns, strict=True)):
            self.coming[way, head].append(arc)
            self.going[way, tail].append(arc)
            self.leaving[tail].append(arc)


def _bans(index: _Ends, restriction: Restriction) -> Iterator[tuple[int, int]]:
    via = index.node_row.get(restriction.via)
    if via is None:
        return
    origins = [arc for way in restriction.origins for arc in index.coming[way, via]]
    targets = [arc for way in restriction.targets for arc in index.going[way, via]]
    # A way that runs on through the node names two arcs: which one is meant cannot be told.
    if len(origins) != len(restriction.origins) or len(targets) != len(restriction.targets):
        return
    banned = [arc for arc in index.leaving[via] if arc not in targets] if restriction.only else targets
    yield from ((origin, arc) for origin in origins for arc in banned)
