"""The rest of the day as arrays that compiled code reads: visits still to be made and crews on their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..problem import FOREVER, Ints, RoutingProblem
from .remainder import Crew

# Columns of `Board.visit`; the loads follow from LOADS on.
PLACE, SERVICE, RELEASE, FIRST_WINDOW, END_WINDOW, BEFORE, BEHIND, GAP, PERIOD, REQUIRED, PRIZE = range(11)
LOADS = 11

# Columns of `Board.crew`; load on board, capacity and what the day still allows follow from CREW_LOADS on.
(
    START,
    FREE_AT,
    LEFT,
    END,
    END_OPEN,
    CLOSE,
    NETWORK,
    TRIPS,
    DAY_STOPS,
    HOME_EMPTY,
    FIXED,
    PER_DISTANCE,
    PER_DURATION,
    CREW_PERIOD,
    ALIKE,
) = range(15)
CREW_LOADS = 15

# Columns of `Board.facility`.
F_PLACE, F_SERVICE, F_OPEN, F_CLOSE = range(4)


class Board(NamedTuple):
    """Arrays of the rest of the day.

    Attributes
    ----------
    distance, duration
        (networks, n, n).
    visit
        One row for each visit still to be made. BEFORE and BEHIND are the visits of the same stop next to it in
        time, -1 for none.
    window
        (m, 2) first and last time at which service may begin.
    crew
        One row for each crew. ALIKE is shared by stand-by crews of one type, of which one need be tried.
    rests
        (crews, most, 3) first and last begin and length of the rests still owed; length -1 where there is none.
    facility, allowed
        Facilities, and (crews, facilities) whether a crew may use one.
    loads
        Number of load dimensions.
    """

    distance: Ints
    duration: Ints
    visit: Ints
    window: Ints
    crew: Ints
    rests: Ints
    facility: Ints
    allowed: npt.NDArray[np.bool_]
    loads: int


def board_of(problem: RoutingProblem, crews: Sequence[Crew], stops: Ints, periods: Ints) -> Board:
    """Board of a rest problem.

    Parameters
    ----------
    stops, periods
        For each visit, in order of time for visits of the same stop, its row in the stops and the period it is
        bound to (-1: any).
    """
    window, first = _windows(problem)
    return Board(
        _stacked([network.distance for network in problem.networks]),
        _stacked([network.duration for network in problem.networks]),
        _visits(problem, stops, periods, first),
        window,
        _crews(problem, crews),
        _rests(crews),
        np.array([[f.location, f.service, *f.window] for f in problem.facilities], dtype=np.int64).reshape(-1, 4),
        _allowed(problem, crews),
        len(problem.load_units),
    )


def _stacked(matrices: list[Ints]) -> Ints:
    # One network is the rule; a view spares the copy.
    return matrices[0][None] if len(matrices) == 1 else np.stack(matrices)


def _windows(problem: RoutingProblem) -> tuple[Ints, Ints]:
    every = [windows or ((0, FOREVER),) for windows in problem.stops.windows]
    first = np.concatenate(([0], np.cumsum([len(windows) for windows in every])))
    return np.array([pair for windows in every for pair in windows], dtype=np.int64).reshape(-1, 2), first


def _visits(problem: RoutingProblem, stop: Ints, period: Ints, first: Ints) -> Ints:
    stops = problem.stops
    found = np.empty((len(stop), LOADS + len(problem.load_units)), dtype=np.int64)
    found[:, PLACE] = stops.location[stop]
    found[:, SERVICE] = stops.service[stop]
    found[:, RELEASE] = stops.release[stop]
    found[:, FIRST_WINDOW] = first[stop]
    found[:, END_WINDOW] = first[stop + 1]
    found[:, BEFORE], found[:, BEHIND] = _neighbours(stop)
    found[:, GAP] = stops.least_gap[stop]
    found[:, PERIOD] = period
    found[:, REQUIRED] = stops.required[stop]
    found[:, PRIZE] = stops.prize[stop]
    found[:, LOADS:] = stops.load[stop]
    return found


def _neighbours(stop: Ints) -> tuple[Ints, Ints]:
    before, behind = np.full(len(stop), -1), np.full(len(stop), -1)
    order = np.argsort(stop, kind="stable")
    same = stop[order][1:] == stop[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    behind[order[:-1][same]] = order[1:][same]
    return before, behind


def _crews(problem: RoutingProblem, crews: Sequence[Crew]) -> Ints:
    rows = []
    for crew in crews:
        kind, loads = crew.kind, len(problem.load_units)
        depot = problem.depots[kind.end]
        close = min(kind.shift[1], crew.free_at + kind.longest, depot.window[1])
        limit = [FOREVER] * loads if kind.day_load is None else list(kind.day_load)
        rows.append(
            [
                crew.place,
                crew.free_at,
                crew.left,
                depot.location,
                depot.window[0],
                close,
                kind.network,
                FOREVER if kind.trips is None else kind.trips,
                # The load on board stands among the stops of the rest problem.
                FOREVER if kind.day_stops is None else kind.day_stops - int(any(crew.carries)),
                int(kind.comes_home_empty),
                kind.fixed_cost,
                kind.cost_per_distance,
                kind.cost_per_duration,
                kind.period,
                crew.origin[0] if crew.stand_by else -1,
                *crew.carries,
                *kind.capacity,
                *limit,
            ]
        )
    return np.array(rows, dtype=np.int64).reshape(len(rows), CREW_LOADS + 3 * len(problem.load_units))


def _rests(crews: Sequence[Crew]) -> Ints:
    most = max((len(crew.kind.breaks) for crew in crews), default=0)
    found = np.full((len(crews), most, 3), -1, dtype=np.int64)
    for row, crew in enumerate(crews):
        for place, rest in enumerate(crew.kind.breaks):
            found[row, place] = (*rest.window, rest.duration)
    return found


def _allowed(problem: RoutingProblem, crews: Sequence[Crew]) -> npt.NDArray[np.bool_]:
    found = np.ones((len(crews), len(problem.facilities)), dtype=bool)
    for row, crew in enumerate(crews):
        if crew.kind.facilities is not None:
            found[row] = np.isin(np.arange(len(problem.facilities)), crew.kind.facilities)
    return found
