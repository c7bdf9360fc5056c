"""The double guarantee (双保障): which crews answer a full bin of which grid, and how surely within the limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from ..outcome import BadInput
from .plan import RoutingPlan
from .problem import Ints, RoutingProblem
from .replanning.answering import NOBODY, answers
from .replanning.events import FullBin, state_by_plan
from .replanning.work import start_work

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class GridGuarantee:
    """What a grid can be promised.

    Attributes
    ----------
    grid
        Name of the grid.
    bins
        Number of its bins.
    probability
        That a bin reported full is cleared within the limit by the first or the second crew, mean over bins and
        moments.
    first_alone
        The same by the first crew alone.
    weakest
        Probability of the grid's worst bin, mean over the moments.
    weakest_bin
        Its name.
    crews, seconds
        Vehicle type and number of those who come first, and of those who stand behind them, most frequent first.
    """

    grid: str
    bins: int
    probability: float
    first_alone: float
    weakest: float
    weakest_bin: str
    crews: tuple[str, ...]
    seconds: tuple[str, ...]


@dataclass(frozen=True)
class Guarantee:
    """Grids with their crews; see `guarantee`."""

    grids: tuple[GridGuarantee, ...]
    limit: int
    moments: tuple[int, ...]

    @property
    def probability(self) -> float:
        """Of the whole district, every bin alike."""
        weight = [each.bins for each in self.grids]
        return float(np.average([each.probability for each in self.grids], weights=weight))

    def to_rows(self) -> list[list[Any]]:
        """One row for each grid, for tables: the crews who come first and second, and the probabilities."""
        return [
            [
                each.grid,
                each.bins,
                "、".join(each.crews),
                "、".join(each.seconds),
                round(each.probability, 3),
                round(each.first_alone, 3),
                round(each.weakest, 3),
                each.weakest_bin,
            ]
            for each in self.grids
        ]


def guarantee(
    problem: RoutingProblem,
    plan: RoutingPlan,
    grids: Sequence[str],
    limit: int,
    moments: Sequence[int],
    *,
    stand_by: int = 2,
    turnout: int = 600,
    travel_spread: float = 0.25,
    named: int = 3,
) -> Guarantee:
    """Probability that a full bin is cleared within a limit by running routes and stand-by vehicles, grid by grid.

    At each moment, every bin is reported full once. Every crew offers the earliest begin at which it can come without
    breaking a promise of its route (see `replan`); as all bins report at once, no planned visit may slip beyond twice
    the limit meanwhile, which errs on the safe side. A response planned to take r takes r times a lognormal factor in
    truth, so that it keeps the limit with probability Φ(ln(limit / r) / spread). The second crew is sent where the
    first fails, its delay taken as independent of the first one's.

    Parameters
    ----------
    grids
        Name of the grid of each stop.
    limit
        Response limit, from the report to the begin of service.
    moments
        Times of the day at which bins may be reported.
    stand_by, turnout
        As for `replan`.
    travel_spread
        Standard deviation of ln(true response / planned response).
    named
        How many crews are named for a grid.

    Raises
    ------
    BadInput
        If the number of grids is not that of the stops, or there is no moment.
    """
    if len(grids) != len(problem.stops):
        raise BadInput(f"{len(grids)} grids were given for {len(problem.stops)} stops")
    if not moments or limit <= 0:
        raise BadInput("at least one moment and a limit above 0 are needed")
    looks = [_look(problem, plan, limit, moment, stand_by, turnout, travel_spread) for moment in moments]
    members: dict[str, list[int]] = {}
    for stop, grid in enumerate(grids):
        members.setdefault(grid, []).append(stop)
    found = tuple(_grid(problem, grid, np.array(rows), looks, named) for grid, rows in sorted(members.items()))
    return Guarantee(found, limit, tuple(moments))


@dataclass(frozen=True)
class _Look:
    """All bins at one moment: chance of the first and of either crew, and who they are ("" for nobody)."""

    first: Floats
    either: Floats
    names: list[tuple[str, str]]


def _look(
    problem: RoutingProblem, plan: RoutingPlan, limit: int, now: int, stand_by: int, turnout: int, spread: float
) -> _Look:
    # Twice the limit is looked at: a response planned a little late may still come in time.
    events = [FullBin(stop, now + 2 * limit) for stop in range(len(problem.stops))]
    work = start_work(problem, plan, state_by_plan(plan, now), events, stand_by, turnout)
    work.mend()
    begins = answers(work)
    if not begins.shape[1]:
        nothing = np.zeros(len(events))
        return _Look(nothing, nothing, [("", "")] * len(events))
    order = np.argsort(begins, axis=1, kind="stable")[:, :2]
    chance = _in_time(np.take_along_axis(begins, order, axis=1) - now, limit, spread)
    names = [
        _names(problem, [work.crews[crew].origin for crew in row], p) for row, p in zip(order, chance, strict=True)
    ]
    return _Look(chance[:, 0], 1.0 - np.prod(1.0 - chance, axis=1), names)


def _in_time(response: Ints, limit: int, spread: float) -> Floats:
    late = np.log(limit / np.maximum(response, 1))
    chance = norm.cdf(late / spread) if spread > 0 else (late >= 0).astype(float)
    return np.where(response < NOBODY // 2, chance, 0.0)


def _names(problem: RoutingProblem, crews: list[tuple[int, int]], chance: Floats) -> tuple[str, str]:
    pairs = zip(crews, chance, strict=True)
    named = [f"{problem.vehicles[kind].name} {number}" if p > 0 else "" for (kind, number), p in pairs]
    return (named[0], named[1] if len(named) > 1 else "")


def _grid(problem: RoutingProblem, grid: str, rows: Ints, looks: list[_Look], named: int) -> GridGuarantee:
    either = np.mean([look.either[rows] for look in looks], axis=0)
    first = Counter(look.names[row][0] for look in looks for row in rows)
    second = Counter(look.names[row][1] for look in looks for row in rows)
    worst = int(np.argmin(either))
    return GridGuarantee(
        grid,
        len(rows),
        float(either.mean()),
        float(np.mean([look.first[rows].mean() for look in looks])),
        float(either[worst]),
        problem.stops.names[rows[worst]],
        *(tuple(name for name, _ in crews.most_common() if name)[:named] for crews in (first, second)),
    )


def square_grids(coordinates: Floats, side: float) -> list[str]:
    """Names of the squares of a given side that points lie in, for a district without grids of its own.

    Parameters
    ----------
    coordinates
        (n, 2) in the unit of `side`.
    """
    cell = np.floor((coordinates - coordinates.min(axis=0)) / side).astype(int)
    return [f"{row + 1:02d}-{column + 1:02d}" for column, row in cell]
