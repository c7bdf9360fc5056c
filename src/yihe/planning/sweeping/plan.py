"""A sweeping plan: which crew sweeps which street, in which direction and when, and where it empties and refills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..outcome import Plan
from .problem import SweepingProblem

if TYPE_CHECKING:
    import pandas as pd

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

    def explain(self) -> str:
        """Say in words what the plan costs and how it was found."""
        visits = sum(call.kind == "site" for route in self.routes for call in route.calls)
        passes = sum(len(route.streets) for route in self.routes)
        work = f"{passes} passes along {len(self.owners())} streets by {len(self.routes)} crews"
        driving = f"driving without sweeping {self.dead_cost:,.10g}"
        lines = [
            f"{self.problem.name}: {work}, {visits} visits to sites; cost {self.objective:,.10g}",
            f"sweeping {self.sweep_cost:,.10g}, {driving}, sites {self.site_cost:,.10g}, crews {self.crew_cost:,.10g}",
            "no bound is known" if self.bound is None else f"bound {self.bound:,.10g}, gap {self.gap:.2%}",
            f"found in {self.seconds:.1f} s and {self.iterations:,} steps with seed {self.seed}",
        ]
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """One row per call: crew, order, kind, name, direction, begin, end, load and water since emptied and filled."""
        import pandas as pd

        columns = ["crew", "order", "kind", "name", "from_node", "to_node", "begin_s", "end_s", "load", "water"]
        rows = [row for route in self.routes for row in _rows(self.problem, route)]
        return pd.DataFrame(rows, columns=columns)


def ends(problem: SweepingProblem, call: Call) -> tuple[int, int]:
    """Nodes at which a sweeper comes to a call and leaves it."""
    if call.kind == "depot":
        return problem.depot, problem.depot
    if call.kind == "site":
        node = problem.sites[call.index].node
        return node, node
    street = problem.streets[call.index]
    return (street.tail, street.head) if call.forward else (street.head, street.tail)


def _rows(problem: SweepingProblem, route: Route) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    load = water = 0.0
    for order, call in enumerate(route.calls):
        if call.kind == "street":
            load, water = load + problem.streets[call.index].load, water + problem.streets[call.index].water
        elif call.kind == "site":
            site = problem.sites[call.index]
            load, water = (0.0 if site.empties else load), (0.0 if site.refills else water)
        what = (route.crew, order, call.kind, _name(problem, call), *ends(problem, call))
        rows.append((*what, call.begin, call.end, load, water))
    return rows


def _name(problem: SweepingProblem, call: Call) -> str:
    if call.kind == "street":
        return problem.streets[call.index].name
    return problem.sites[call.index].name if call.kind == "site" else "depot"
