"""Which days or shifts a stop may be visited in, when it wants several visits within the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import comb

import numpy as np

from ...outcome import BadInput
from ..problem import RoutingProblem

Pattern = tuple[int, ...]

# More patterns for one stop than this make every step of a search slow without giving it more room that matters.
MOST_PATTERNS = 400
# With more ways to choose the periods than this only evenly spread ones are looked at.
MOST_TO_TRY = 100_000


@cache
def patterns(visits: int, periods: int, least_gap: int = 1, repeats: bool = True) -> tuple[Pattern, ...]:
    """Return every way to put visits into the periods of a horizon.

    Parameters
    ----------
    visits, periods
        How many visits there are and how many days or shifts to choose from.
    least_gap
        Least number of periods from one visit to the next; 1 only asks for different periods. The value
        ``periods // visits`` leaves the evenly spaced patterns.
    repeats
        Whether the horizon begins again after its end (each week like the last), so that the gap from the last
        visit round to the first one counts as well.

    Examples
    --------
    >>> patterns(2, 4, least_gap=2)
    ((0, 2), (1, 3))
    """
    if visits < 1 or periods < 1 or least_gap < 1:
        raise BadInput(f"{visits} visits in {periods} periods, gap {least_gap}; all must be at least 1")
    end = periods - least_gap if repeats else periods - 1
    return tuple(
        (first, *rest)
        for first in range(periods)
        for rest in _rest(visits - 1, first + least_gap, min(first + end, periods - 1), least_gap)
    )


def _rest(visits: int, earliest: int, latest: int, gap: int) -> Iterator[Pattern]:
    """Yield the ways to put visits between two periods, both included, at least a gap apart."""
    if visits == 0:
        yield ()
        return
    for period in range(earliest, latest - (visits - 1) * gap + 1):
        for rest in _rest(visits - 1, period + gap, latest, gap):
            yield period, *rest


def allowed_patterns(problem: RoutingProblem) -> tuple[tuple[Pattern, ...], ...]:
    """Return the patterns of every stop: those the problem states, or all that can keep its least gap.

    Raises
    ------
    BadInput
        If a stop has no pattern, or a pattern names a period that the horizon does not have.
    """
    if problem.patterns is not None:
        stated = problem.patterns
    else:
        opening, closing = _hours(problem)
        stated = tuple(
            _within_hours(int(visits), int(gap), opening, closing)
            for visits, gap in zip(problem.stops.visits, problem.stops.least_gap, strict=True)
        )
    _require_patterns(problem, stated)
    return stated


def _hours(problem: RoutingProblem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return when the first shift of each period begins and the last one ends."""
    opening, closing = [], []
    for period in range(problem.periods):
        shifts = [kind.shift for kind in problem.vehicles if kind.period == period and kind.count > 0]
        opening.append(min((shift[0] for shift in shifts), default=0))
        closing.append(max((shift[1] for shift in shifts), default=-1))
    return tuple(opening), tuple(closing)


@cache
def _within_hours(visits: int, gap: int, opening: tuple[int, ...], closing: tuple[int, ...]) -> tuple[Pattern, ...]:
    """Return the patterns that keep the gap if visits come early in the first and late in the second period."""
    staffed = [period for period in range(len(opening)) if closing[period] >= 0]
    many = comb(len(staffed), visits) > MOST_TO_TRY
    found = [
        each
        for each in (_spread_out(staffed, visits) if many else combinations(staffed, visits))
        if all(closing[later] - opening[earlier] >= gap for earlier, later in pairwise(each))
    ]
    if len(found) <= MOST_PATTERNS:
        return tuple(found)
    return tuple(sorted(found, key=lambda each: _unevenness(each, len(opening)))[:MOST_PATTERNS])


def _spread_out(staffed: list[int], visits: int) -> list[Pattern]:
    """Return the patterns that are as even as can be, one for each period to begin with."""
    count = len(staffed)
    places = [sorted((first + visit * count // visits) % count for visit in range(visits)) for first in range(count)]
    return sorted({tuple(staffed[place] for place in of_pattern) for of_pattern in places})


def _unevenness(pattern: Pattern, periods: int) -> float:
    gaps = np.diff([*pattern, pattern[0] + periods])
    return float(gaps.var())


def _require_patterns(problem: RoutingProblem, stated: tuple[tuple[Pattern, ...], ...]) -> None:
    for name, of_stop in zip(problem.stops.names, stated, strict=True):
        if not of_stop:
            raise BadInput(f"stop {name}: no set of periods holds its visits; fewer visits or a smaller gap would do")
        if any(not each or min(each) < 0 or max(each) >= problem.periods for each in of_stop):
            raise BadInput(f"stop {name}: patterns must name periods from 0 to {problem.periods - 1}")
