"""Find the cheapest place for a visit in all running routes: cheap bounds first, the exact drive for what is left."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...compiled import outer
from ..problem import FOREVER, Ints
from .board import (
    ALIKE,
    CLOSE,
    CREW_LOADS,
    CREW_PERIOD,
    END,
    END_WINDOW,
    F_CLOSE,
    F_PLACE,
    F_SERVICE,
    FIXED,
    FREE_AT,
    LOADS,
    NETWORK,
    PER_DISTANCE,
    PERIOD,
    PLACE,
    SERVICE,
    START,
    Board,
)
from .driving import BEGIN, FINISH, KEPT, drive, first_begin

_LATE = 2**50
# How an emptying comes with a visit: none, behind it, before it.
PLAIN, THEN_EMPTY, EMPTY_FIRST = range(3)


class Routes(NamedTuple):
    """Running routes, with what insertions need to know of them.

    Attributes
    ----------
    sequence, length
        (crews, longest) calls as `drive` reads them, and how many.
    finish, latest
        (crews, longest + 1) when each call ends (row 0: when the crew is free), and the latest time at which it may
        be reached without breaking a window or the shift behind it; the latter never too early.
    load
        (crews, longest + 1, loads) on board before each call.
    peak
        (crews, longest + 1, loads) on board when the trip of each place ends.
    cost
        (crews,) of the route.
    """

    sequence: Ints
    length: Ints
    finish: Ints
    latest: Ints
    load: Ints
    peak: Ints
    cost: Ints


def routes_of(board: Board, longest: int) -> Routes:
    """Empty routes for all crews."""
    crews = len(board.crew)
    shape = (crews, longest + 1)
    return Routes(
        np.zeros((crews, longest), dtype=np.int64),
        np.zeros(crews, dtype=np.int64),
        np.zeros(shape, dtype=np.int64),
        np.zeros(shape, dtype=np.int64),
        np.zeros((*shape, board.loads), dtype=np.int64),
        np.zeros((*shape, board.loads), dtype=np.int64),
        np.zeros(crews, dtype=np.int64),
    )


@outer
def place_at(board: Any, crew: Any, sequence: Any, length: Any, position: Any) -> Any:
    """Place of a call; -1 is where the crew is, `length` its home."""
    if position < 0:
        return board.crew[crew, START]
    if position == length:
        return board.crew[crew, END]
    code = sequence[position]
    return board.visit[code, PLACE] if code >= 0 else board.facility[-1 - code, F_PLACE]


@outer
def settle(board: Any, log: Any, routes: Any, crew: Any) -> Any:
    """Drive a crew's route, write down times, loads and slack; position of the first broken rule or `KEPT`."""
    sequence, length = routes.sequence[crew], routes.length[crew]
    broken, cost = drive(board, log, crew, sequence, length)
    if broken != KEPT:
        return broken
    routes.cost[crew] = cost
    routes.finish[crew, 0] = board.crew[crew, FREE_AT]
    for position in range(length):
        routes.finish[crew, position + 1] = log.times[position, FINISH]
        if sequence[position] >= 0:
            log.begin[sequence[position]] = log.times[position, BEGIN]
    _write_latest(board, routes, crew)
    _write_loads(board, routes, crew)
    return KEPT


@outer
def _write_latest(board: Any, routes: Any, crew: Any) -> Any:
    sequence, length = routes.sequence[crew], routes.length[crew]
    network = board.crew[crew, NETWORK]
    latest = board.crew[crew, CLOSE]
    routes.latest[crew, length] = latest
    for position in range(length - 1, -1, -1):
        code = sequence[position]
        here = place_at(board, crew, sequence, length, position)
        there = place_at(board, crew, sequence, length, position + 1)
        service = board.visit[code, SERVICE] if code >= 0 else board.facility[-1 - code, F_SERVICE]
        last = board.window[board.visit[code, END_WINDOW] - 1, 1] if code >= 0 else board.facility[-1 - code, F_CLOSE]
        latest = min(last, latest - board.duration[network, here, there] - service)
        routes.latest[crew, position] = latest


@outer
def _write_loads(board: Any, routes: Any, crew: Any) -> Any:
    sequence, length = routes.sequence[crew], routes.length[crew]
    for k in range(board.loads):
        load = board.crew[crew, CREW_LOADS + k]
        for position in range(length + 1):
            routes.load[crew, position, k] = load
            if position < length:
                load = load + board.visit[sequence[position], LOADS + k] if sequence[position] >= 0 else 0
        peak = load
        for position in range(length, -1, -1):
            if position < length and sequence[position] < 0:
                peak = routes.load[crew, position, k]
            routes.peak[crew, position, k] = peak


@outer
def fits(board: Any, routes: Any, crew: Any, position: Any, visit: Any, how: Any) -> Any:
    """Whether capacities allow a visit there; exact for the trip it joins."""
    for k in range(board.loads):
        more, most = board.visit[visit, LOADS + k], board.crew[crew, CREW_LOADS + board.loads + k]
        before, peak = routes.load[crew, position, k], routes.peak[crew, position, k]
        if how == PLAIN and peak + more > most:
            return False
        if how == THEN_EMPTY and before + more > most:
            return False
        if how == EMPTY_FIRST and peak - before + more > most:
            return False
    return True


@outer
def _detour(board: Any, crew: Any, a: Any, b: Any, visit: Any, how: Any, facility: Any) -> Any:
    """Extra metres and the time at which the call behind can be reached at best, counted from leaving `a`."""
    network = board.crew[crew, NETWORK]
    distance, duration = board.distance[network], board.duration[network]
    here = board.visit[visit, PLACE]
    first, second = here, here
    extra, wait = 0, board.visit[visit, SERVICE]
    if how != PLAIN:
        dump = board.facility[facility, F_PLACE]
        first, second = (here, dump) if how == THEN_EMPTY else (dump, here)
        extra = distance[first, second]
        wait += duration[first, second] + board.facility[facility, F_SERVICE]
    saved = min(distance[a, b], FOREVER)
    return distance[a, first] + extra + distance[second, b] - saved, duration[a, first] + wait + duration[second, b]


@outer
def put(sequence: Any, length: Any, position: Any, visit: Any, how: Any, facility: Any, out: Any) -> Any:
    """Write a sequence with a visit (and an emptying) put in; its length."""
    out[:position] = sequence[:position]
    at = position
    if how == EMPTY_FIRST:
        out[at] = -1 - facility
        at += 1
    out[at] = visit
    at += 1
    if how == THEN_EMPTY:
        out[at] = -1 - facility
        at += 1
    out[at : at + length - position] = sequence[position:length]
    return at + length - position


@outer
def _try(
    board: Any,
    log: Any,
    routes: Any,
    crew: Any,
    position: Any,
    visit: Any,
    how: Any,
    facility: Any,
    buffer: Any,
    best: Any,
) -> Any:
    """Extra cost of one way to put the visit in, or `_LATE` where it breaks a rule or is no better than `best`."""
    sequence, length = routes.sequence[crew], routes.length[crew]
    a = place_at(board, crew, sequence, length, position - 1)
    b = place_at(board, crew, sequence, length, position)
    extra, lasts = _detour(board, crew, a, b, visit, how, facility)
    fixed = board.crew[crew, FIXED] if length == 0 else 0
    if board.crew[crew, PER_DISTANCE] * extra + fixed >= best or lasts >= FOREVER:
        return _LATE
    leave = routes.finish[crew, position]
    if leave + lasts > routes.latest[crew, position]:
        return _LATE
    to = board.duration[board.crew[crew, NETWORK], a, board.visit[visit, PLACE]]
    if how != EMPTY_FIRST and first_begin(board, visit, leave + to) >= _LATE:
        return _LATE
    grown = put(sequence, length, position, visit, how, facility, buffer)
    broken, cost = drive(board, log, crew, buffer, grown)
    return cost - routes.cost[crew] if broken == KEPT else _LATE


@outer
def _best_in(board: Any, log: Any, routes: Any, crew: Any, visit: Any, best: Any, found: Any, buffer: Any) -> Any:
    """Improve on `best` within one crew's route; writes crew, position, how and facility into `found`."""
    length = routes.length[crew]
    for position in range(length + 1):
        for how in range(3):
            if not fits(board, routes, crew, position, visit, how):
                continue
            for facility in range(1 if how == PLAIN else len(board.facility)):
                cost = _try(board, log, routes, crew, position, visit, how, facility, buffer, best)
                if cost < best:
                    best = cost
                    found[0], found[1], found[2], found[3] = crew, position, how, facility
            # An emptying more is worth a drive only where the plain visit does not fit.
            if how == PLAIN and position < length:
                break
    return best


@outer
def best_place(board: Any, log: Any, routes: Any, visit: Any, penalty: Any, found: Any, buffer: Any) -> Any:
    """Cheapest way to serve a visit; extra cost with the crew's penalty, or `_LATE` if no crew can.

    Parameters
    ----------
    penalty
        (crews,) cost added for each crew.
    found
        (4,) is written: crew, position, how, facility.
    """
    best = _LATE
    found[0], idle = -1, -1
    for crew in range(len(board.crew)):
        period = board.visit[visit, PERIOD]
        if routes.length[crew] + 2 > routes.sequence.shape[1] or (
            period >= 0 and period != board.crew[crew, CREW_PERIOD]
        ):
            continue
        if routes.length[crew] == 0 and board.crew[crew, ALIKE] >= 0:
            if board.crew[crew, ALIKE] == idle:
                continue
            idle = board.crew[crew, ALIKE]
        log.owner[visit] = crew
        inside = _best_in(board, log, routes, crew, visit, best - penalty[crew], found, buffer)
        best = min(best, inside + penalty[crew])
    log.owner[visit] = -1
    return best
