"""Cheapest ways through the street graph, the fastest among equally cheap ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from .problem import SweepingProblem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A cost and a time share one number: whole steps of cost above, whole steps of time below. The cheaper way then
# always comes first and among equally cheap ones the faster. Ways stay below 2**53, exact in the float64 of scipy.
SPAN_BITS = 25
SPAN = 2**SPAN_BITS
_LARGEST_WAY = 2**28
NO_WAY = 2**60


class Network:
    """The graph of everything that may be driven.

    Attributes
    ----------
    cost_scale, time_scale
        Steps per unit; whole numbers stay exact.
    """

    def __init__(self, problem: SweepingProblem) -> None:
        streets = problem.streets
        self.nodes = problem.nodes
        costs = [street.pass_cost for street in streets] + [street.sweep_cost for street in streets]
        times = [street.pass_time for street in streets] + [street.sweep_time for street in streets]
        self.cost_scale = _scale([*costs, problem.fleet.crew_cost, *(site.cost for site in problem.sites)], 3)
        self.time_scale = _scale([*times, *(site.time for site in problem.sites)], 1, SPAN // 4)
        two_way = np.array([index for index, street in enumerate(streets) if not street.one_way], dtype=np.int64)
        tails = np.array([street.tail for street in streets], dtype=np.int64)
        heads = np.array([street.head for street in streets], dtype=np.int64)
        weights = np.array([self.weight(street.pass_cost, street.pass_time) for street in streets], dtype=np.int64)
        self._graph = _cheapest_arcs(
            problem.nodes,
            np.concatenate([tails, heads[two_way]]),
            np.concatenate([heads, tails[two_way]]),
            np.concatenate([weights, weights[two_way]]),
        )
        self._trees: dict[int, Ints] = {}

    def weight(self, cost: float, time: float) -> int:
        """Pack a cost and a time, in the problem's units, into one number; times are rounded up."""
        return round(cost * self.cost_scale) * SPAN + int(np.ceil(round(time * self.time_scale, 6)))

    def ways(self, sources: Sequence[int], targets: Sequence[int]) -> Ints:
        """(sources, targets) packed cost and time of the best way between each pair, `NO_WAY` where there is none."""
        found = np.empty((len(sources), len(targets)), dtype=np.int64)
        for begin in range(0, len(sources), 256):
            block = dijkstra(self._graph, indices=np.asarray(sources[begin : begin + 256]))[:, targets]
            found[begin : begin + 256] = np.where(np.isinf(block), NO_WAY, block)
        return found

    def reach(self, node: int, backwards: bool = False) -> frozenset[int]:
        """Nodes that can be reached from a node, or from which it can be reached."""
        graph = self._graph.T.tocsr() if backwards else self._graph
        return frozenset(np.flatnonzero(np.isfinite(dijkstra(graph, indices=node))).tolist())

    def path(self, source: int, target: int) -> tuple[int, ...]:
        """Nodes of the best way, both ends included; the target must be within reach."""
        nodes = [target]
        before = self._tree(source) if source != target else np.empty(0)
        while nodes[-1] != source:
            nodes.append(int(before[nodes[-1]]))
        return tuple(reversed(nodes))

    def _tree(self, source: int) -> Ints:
        if source not in self._trees:
            _, self._trees[source] = dijkstra(self._graph, indices=source, return_predecessors=True)
        return self._trees[source]


def _cheapest_arcs(nodes: int, tails: Ints, heads: Ints, weights: Ints) -> csr_array:
    """Keep the best of parallel arcs. An arc that costs nothing weighs one step of time: scipy drops zeros."""
    order = np.lexsort((weights, heads, tails))
    order = order[tails[order] != heads[order]]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(tails[order]) != 0) | (np.diff(heads[order]) != 0)
    kept = order[first]
    starts = np.searchsorted(tails[kept], np.arange(nodes + 1))
    data = np.maximum(weights[kept], 1).astype(np.float64)
    return csr_array((data, heads[kept].astype(np.int32), starts.astype(np.int32)), shape=(nodes, nodes))


def _scale(numbers: Iterable[float], decimals: int, largest: float = _LARGEST_WAY) -> float:
    """Steps per unit: 1 for whole numbers, else some decimals, and never more than the longest way has room for."""
    numbers = list(numbers)
    wanted = 1.0 if all(float(number).is_integer() for number in numbers) else 10.0**decimals
    room = largest / max(sum(numbers), 1.0)
    return min(wanted, 10.0 ** np.floor(np.log10(room))) if room < wanted else wanted
