"""Why no plan was found: the stops that cannot be served together, as few as could be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..outcome import BrokenRule
from .problem import RoutingProblem

# Above so many stops in conflict they are no longer thinned out one by one.
THINNED = 40
Solvable = Callable[[RoutingProblem], bool]


def conflict_of(problem: RoutingProblem, unserved: list[int], solvable: Solvable) -> list[BrokenRule]:
    """Name the smallest set of stops found that cannot be served together.

    First each unserved stop alone; else stops are left out one by one as long as the rest still cannot be served
    (a deletion filter), starting from all that must be served.
    """
    alone = [stop for stop in unserved[:THINNED] if not solvable(only(problem, [stop]))]
    if alone:
        return [_told(problem, stop, "cannot be served even alone") for stop in alone[:1]]
    required = [int(stop) for stop in np.flatnonzero(problem.stops.required)]
    if len(required) > THINNED:
        return [_told(problem, stop, "found no place within what could be spent") for stop in sorted(unserved)]
    chosen = _thinned(problem, required, solvable)
    return [_told(problem, stop, f"cannot be served together with {len(chosen) - 1} others") for stop in chosen]


def _thinned(problem: RoutingProblem, stops: list[int], solvable: Solvable) -> list[int]:
    kept = list(stops)
    for stop in stops:
        rest = [each for each in kept if each != stop]
        if rest and not solvable(only(problem, rest)):
            kept = rest
    return kept


def only(problem: RoutingProblem, chosen: list[int]) -> RoutingProblem:
    """The problem with no stops but the chosen ones."""
    stops, rows = problem.stops, np.array(chosen, dtype=np.int64)
    kept = replace(
        stops,
        names=tuple(stops.names[row] for row in rows),
        windows=tuple(stops.windows[row] for row in rows),
        **{
            field: getattr(stops, field)[rows]
            for field in ("location", "load", "service", "release", "visits", "least_gap", "prize", "required")
        },
    )
    patterns = None if problem.patterns is None else tuple(problem.patterns[row] for row in rows)
    return replace(problem, stops=kept, patterns=patterns)


def _told(problem: RoutingProblem, stop: int, why: str) -> BrokenRule:
    name = problem.stops.names[stop]
    return BrokenRule("unserved", name, f"Stop {name} {why} by the vehicles and hours there are")
