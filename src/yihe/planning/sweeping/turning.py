"""Places that tell apart which turns are left: crossings, ends of streets with banned turns, and gates of streets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from .problem import Move, SweepingProblem

Drives = dict[tuple[int, int], Move]


class Places:
    """Numbers of the places between which ways are asked for; without banned turns these are the crossings alone.

    Whoever comes to the end of a street with a banned turn is at a place of its own, from which only the turns that
    are left lead on. A street into which some turn is banned has a gate, which is come to by the turns that are left.
    Who stopped at a crossing (at the depot, at a site) may go on in any direction.

    Attributes
    ----------
    states
        Crossings and ends of streets: places one can be at. Gates are numbered after them.
    """

    def __init__(self, problem: SweepingProblem) -> None:
        self._problem = problem
        origins = sorted({before for before, _ in problem.banned})
        goals = sorted({after for _, after in problem.banned})
        self.states = problem.nodes + len(origins)
        self._ends = {move: problem.nodes + i for i, move in enumerate(origins)}
        self._gates = {move: self.states + i for i, move in enumerate(goals)}
        self._at: dict[int, list[Move]] = {}
        for move in origins:
            self._at.setdefault(problem.ends(move)[1], []).append(move)
        self._node = [*range(problem.nodes), *(problem.ends(move)[1] for move in origins)]

    @property
    def count(self) -> int:
        """How many places there are."""
        return self.states + len(self._gates)

    def leaving(self, move: Move) -> int:
        """Where one is after driving along a street."""
        return self._ends.get(move, self._problem.ends(move)[1])

    def entering(self, move: Move) -> int:
        """Where one has to come to, to drive along a street."""
        return self._gates.get(move, self._problem.ends(move)[0])

    def node(self, state: int) -> int:
        """The crossing of a state."""
        return self._node[state]

    def reached_in(self, place: int) -> list[int]:
        """States in which one is at a crossing, or before a gate; none for the end of a street."""
        if place < self._problem.nodes:
            return [place, *(self._ends[move] for move in self._at.get(place, ()))]
        return next((self._before(move) for move, gate in self._gates.items() if gate == place), [])

    def _before(self, goal: Move) -> list[int]:
        node = self._problem.ends(goal)[0]
        return [node, *(self._ends[move] for move in self._at.get(node, ()) if self._may(move, goal))]

    def _may(self, move: Move, goal: Move) -> bool:
        return (move, goal) not in self._problem.banned

    def steps(self, drives: Drives) -> Iterator[tuple[int, int, Move]]:
        """Each step from a state to the next, with the street driven: over a crossing, only turns that are left."""
        for (tail, _), move in drives.items():
            yield tail, self.leaving(move), move
            for before in self._at.get(tail, ()):
                if self._may(before, move):
                    yield self._ends[before], self.leaving(move), move

    def padded(self, targets: list[int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """(targets, most) states in which each is reached, filled up with its first; and whether there is any."""
        found = [self.reached_in(target) for target in targets]
        most = max((len(each) for each in found), default=1)
        rows = [(each or [0]) + (each or [0])[:1] * (max(most, 1) - len(each or [0])) for each in found]
        return np.array(rows, dtype=np.int64).reshape(len(targets), -1), np.array([bool(each) for each in found])


def drives(problem: SweepingProblem) -> Drives:
    """The street driven between each two crossings: the cheapest, the fastest of those, the first of those.

    A loop counts too: it may be the way around a banned turn.
    """
    found: dict[tuple[int, int], tuple[float, float, Move]] = {}
    for index, street in enumerate(problem.streets):
        for forward in (True,) if street.one_way else (True, False):
            pair, price = problem.ends((index, forward)), (street.pass_cost, street.pass_time, (index, forward))
            if pair not in found or price[:2] < found[pair][:2]:
                found[pair] = price
    return {pair: move for pair, (_, _, move) in found.items()}
