"""How streets run, for whatever draws a sweeping plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..lines import Line
from ..outcome import BadInput
from .problem import SweepingProblem


class StreetLines(Protocol):
    """Whatever knows how streets run; see `yihe.planning.sweeping.streets.StreetSweep`."""

    def street_line(self, street: int, forward: bool) -> Line:
        """Positions along a street of the problem, in the direction it is driven."""
        ...

    def way_line(self, nodes: Sequence[int]) -> Line:
        """Positions along a drive over crossings."""
        ...


@dataclass(frozen=True)
class StraightLines:
    """Streets as straight lines between their crossings."""

    problem: SweepingProblem

    def street_line(self, street: int, forward: bool) -> Line:
        """From one end to the other."""
        known = self.problem.streets[street]
        return self.way_line((known.tail, known.head) if forward else (known.head, known.tail))

    def way_line(self, nodes: Sequence[int]) -> Line:
        """From crossing to crossing."""
        assert self.problem.coordinates is not None
        return [(x, y) for x, y in self.problem.coordinates[list(nodes)].tolist()]


def lines_of(problem: SweepingProblem, known: StreetLines | None) -> StreetLines:
    """The lines known, or straight ones.

    Raises
    ------
    BadInput
        The crossings have no positions.
    """
    if problem.coordinates is None:
        raise BadInput(f"{problem.name}: has no coordinates; it cannot be drawn")
    return known or StraightLines(problem)
