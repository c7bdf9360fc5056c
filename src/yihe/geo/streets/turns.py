"""The graph a search runs on: nodes, and a state of its own behind every arc that may not turn everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse
import scipy.sparse.csgraph

from .graph import Bools, Ints, StreetGraph


@dataclass(frozen=True)
class TurnNetwork:
    """States and the arcs that lead out of each.

    The states are the nodes first, then one for each open arc from which some turn is banned: who comes over that arc
    is in this state instead of at the node, and only the turns that are left lead out of it. Shortest paths between
    states then keep every restriction over a node, at a cost in size only where there are restrictions.

    Attributes
    ----------
    end_state
        (m,) state at the end of each arc.
    start
        (states + 1,) state ``s`` is left by ``arc[start[s]:start[s + 1]]``.
    arc
        Arcs by the state they leave.
    """

    end_state: Ints
    start: Ints
    arc: Ints

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.start) - 1


def turn_network(graph: StreetGraph, is_open: Bools | None = None) -> TurnNetwork:
    """Build the search graph of the arcs that are open.

    Parameters
    ----------
    is_open
        (m,) whether each arc may be driven; all if ``None``.
    """
    may = np.ones(len(graph), dtype=bool) if is_open is None else is_open
    banned = graph.banned[may[graph.banned].all(axis=1)]
    origins = np.unique(banned[:, 0])
    end_state = graph.head.copy()
    end_state[origins] = len(graph.node) + np.arange(len(origins))
    opened = np.flatnonzero(may)
    after = _turns_left(graph, opened, origins, banned)
    state = np.concatenate((graph.tail[opened], end_state[after[:, 0]]))
    arc = np.concatenate((opened, after[:, 1]))
    order = np.argsort(state, kind="stable")
    start = np.searchsorted(state[order], np.arange(len(graph.node) + len(origins) + 1))
    return TurnNetwork(end_state, start.astype(np.int64), arc[order])


def _turns_left(graph: StreetGraph, opened: Ints, origins: Ints, banned: Ints) -> Ints:
    """Rows of (arc with a ban, arc it may still turn into)."""
    leaving: dict[int, list[int]] = {}
    for arc in opened.tolist():
        leaving.setdefault(int(graph.tail[arc]), []).append(arc)
    forbidden = {(int(one), int(other)) for one, other in banned}
    pairs = [
        (origin, arc)
        for origin in origins.tolist()
        for arc in leaving.get(int(graph.head[origin]), ())
        if (origin, arc) not in forbidden
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def largest_strong_part(graph: StreetGraph) -> StreetGraph:
    """Return the largest part within which every street can be reached from every other, turns respected.

    Dead-end pockets that can only be entered or only be left, and islands, go.
    """
    network = turn_network(graph)
    state = np.repeat(np.arange(network.states), np.diff(network.start))
    goal = network.end_state[network.arc]
    steps = scipy.sparse.csr_array((np.ones(len(goal)), (state, goal)), shape=(network.states,) * 2)
    _, part = scipy.sparse.csgraph.connected_components(steps, connection="strong")
    inside = part[state] == part[goal]
    most = np.bincount(part[state[inside]]).argmax() if inside.any() else 0
    keep = np.zeros(len(graph), dtype=bool)
    keep[network.arc[inside & (part[state] == most)]] = True
    return graph.with_arcs(keep)
