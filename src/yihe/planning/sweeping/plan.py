"""A sweeping plan: which crew sweeps which street, in which direction and when, and where it empties and refills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..outcome import Plan
from .problem import SweepingProblem

Kind = Literal["depot", "street", "site"]


@dataclass(frozen=True)
class Call:
    """One thing a sweeper does.

    Attributes
    ----------
    kind, index
        What it is, and its row in the problem's streets or sites (0 for the depot).
    forward
        Of a street: whether it is swept from tail to head.
    begin, end
        Seconds since the crew left the depot. What lies between one call's end and the next one's begin is driving.
    """

    kind: Kind
    index: int
    forward: bool
    begin: float
    end: float


@dataclass(frozen=True)
class Route:
    """What one crew does in its shift, from the depot and back to it.

    Attributes
    ----------
    ways
        Nodes driven through between each call and the next, both ends included: ``len(calls) - 1`` of them, with a
        single node where the next call begins right there. Between two nodes the cheapest street is driven, the
        fastest among equally cheap ones.
    """

    crew: int
    calls: tuple[Call, ...]
    ways: tuple[tuple[int, ...], ...]

    @property
    def streets(self) -> tuple[tuple[int, bool], ...]:
        """Rows of the streets swept, in order, each with its direction."""
        return tuple((call.index, call.forward) for call in self.calls if call.kind == "street")

    @property
    def seconds(self) -> float:
        """Length of the shift."""
        return self.calls[-1].end - self.calls[0].begin


@dataclass(frozen=True)
class SweepingPlan(Plan):
    """Routes for every crew that goes out.

    Attributes
    ----------
    sweep_cost, dead_cost, site_cost, crew_cost
        Parts of the objective: sweeping, driving without sweeping, visits to sites, crews that go out.
    """

    problem: SweepingProblem
    routes: tuple[Route, ...]
    sweep_cost: float
    dead_cost: float
    site_cost: float
    crew_cost: float

    def owners(self) -> dict[int, tuple[int, ...]]:
        """Crews that sweep each street, by the street's row."""
        found: dict[int, set[int]] = {}
        for route in self.routes:
            for street, _ in route.streets:
                found.setdefault(street, set()).add(route.crew)
        return {street: tuple(sorted(crews)) for street, crews in sorted(found.items())}


def ends(problem: SweepingProblem, call: Call) -> tuple[int, int]:
    """Nodes at which a sweeper comes to a call and leaves it."""
    if call.kind == "depot":
        return problem.depot, problem.depot
    if call.kind == "site":
        node = problem.sites[call.index].node
        return node, node
    return problem.ends((call.index, call.forward))
