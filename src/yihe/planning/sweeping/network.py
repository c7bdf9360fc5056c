"""Cheapest ways through the street graph, the fastest among equally cheap ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from .problem import SweepingProblem
from .turning import Places, drives

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A cost and a time share one number: whole steps of cost above, whole steps of time below. The cheaper way then
# always comes first and among equally cheap ones the faster. Ways stay below 2**53, exact in the float64 of scipy.
SPAN_BITS = 25
SPAN = 2**SPAN_BITS
_LARGEST_WAY = 2**28
# Above any way and any two; sixteen of them still fit into 64 bits.
NO_WAY = 2**57


class Network:
    """The graph of everything that may be driven, over turns that are not banned.

    Attributes
    ----------
    places
        Numbers of the places it knows.
    cost_scale, time_scale
        Steps per unit; whole numbers stay exact.
    """

    def __init__(self, problem: SweepingProblem) -> None:
        streets = problem.streets
        costs = [street.pass_cost for street in streets] + [street.sweep_cost for street in streets]
        times = [street.pass_time for street in streets] + [street.sweep_time for street in streets]
        self.cost_scale = _scale([*costs, problem.fleet.crew_cost, *(site.cost for site in problem.sites)], 3)
        self.time_scale = _scale([*times, *(site.time for site in problem.sites)], 1, SPAN // 4)
        self.places = Places(problem)
        self._graph = self._steps(problem)
        self._trees: dict[int, tuple[Floats, Ints]] = {}

    def weight(self, cost: float, time: float) -> int:
        """Pack a cost and a time, in the problem's units, into one number; times are rounded up."""
        return round(cost * self.cost_scale) * SPAN + int(np.ceil(round(time * self.time_scale, 6)))

    def ways(self, sources: Sequence[int], targets: Sequence[int]) -> Ints:
        """(sources, targets) packed cost and time of the best way between each pair, `NO_WAY` where there is none.

        Sources are crossings or `Places.leaving` a street, targets are crossings or `Places.entering` one; from and to
        any other place there is no way.
        """
        found = np.full((len(sources), len(targets)), NO_WAY, dtype=np.int64)
        states, may = self.places.padded(list(targets))
        rows = np.flatnonzero(np.asarray(sources) < self.places.states)
        for begin in range(0, len(rows), 256):
            block = rows[begin : begin + 256]
            drive = dijkstra(self._graph, indices=np.asarray(sources)[block])[:, states].min(axis=2)
            found[block] = np.where(np.isinf(drive) | ~may, NO_WAY, drive)
        return found

    def reach(self, node: int, backwards: bool = False) -> frozenset[int]:
        """Places that can be reached from a crossing, or from which it can be reached."""
        if backwards:
            goals = self.places.reached_in(node)
            drive = dijkstra(self._graph.T.tocsr(), indices=goals).min(axis=0)
            return frozenset(np.flatnonzero(np.isfinite(drive)).tolist())
        return frozenset(np.flatnonzero(self.ways([node], range(self.places.count))[0] < NO_WAY).tolist())

    def path(self, source: int, target: int) -> tuple[int, ...]:
        """Crossings of the best way, both ends included; the target must be within reach."""
        drive, before = self._tree(source)
        states = [min(self.places.reached_in(target), key=drive.__getitem__)]
        while states[-1] != source:
            states.append(int(before[states[-1]]))
        return tuple(self.places.node(state) for state in reversed(states))

    def _tree(self, source: int) -> tuple[Floats, Ints]:
        if source not in self._trees:
            self._trees[source] = dijkstra(self._graph, indices=source, return_predecessors=True)
        return self._trees[source]

    def _steps(self, problem: SweepingProblem) -> csr_array:
        """The graph of states. An arc that costs nothing weighs one step of time: scipy drops zeros."""
        steps = list(self.places.steps(drives(problem)))
        streets = [problem.streets[index] for _, _, (index, _) in steps]
        weights = [max(1, self.weight(street.pass_cost, street.pass_time)) for street in streets]
        ends = np.array([step[:2] for step in steps], dtype=np.int32).reshape(-1, 2)
        shape = (self.places.states, self.places.states)
        return csr_array((np.array(weights, dtype=np.float64), (ends[:, 0], ends[:, 1])), shape=shape)


def _scale(numbers: Iterable[float], decimals: int, largest: float = _LARGEST_WAY) -> float:
    """Steps per unit: 1 for whole numbers, else some decimals, and never more than the longest way has room for."""
    numbers = list(numbers)
    wanted = 1.0 if all(float(number).is_integer() for number in numbers) else 10.0**decimals
    room = largest / max(sum(numbers), 1.0)
    return min(wanted, 10.0 ** np.floor(np.log10(room))) if room < wanted else wanted
