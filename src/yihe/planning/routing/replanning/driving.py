"""Drive a sequence of visits and emptyings by the clock: is every rule kept, where is the first that is not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...compiled import outer
from ..problem import FOREVER, Ints
from .board import (
    BEFORE,
    BEHIND,
    CLOSE,
    CREW_LOADS,
    DAY_STOPS,
    END,
    END_OPEN,
    END_WINDOW,
    F_CLOSE,
    F_OPEN,
    F_PLACE,
    F_SERVICE,
    FIRST_WINDOW,
    FIXED,
    FREE_AT,
    GAP,
    HOME_EMPTY,
    LEFT,
    LOADS,
    NETWORK,
    PER_DISTANCE,
    PER_DURATION,
    PLACE,
    RELEASE,
    SERVICE,
    START,
    TRIPS,
    Board,
)

KEPT = -1
ARRIVAL, BEGIN, FINISH = range(3)
_LATE = 2**50


class Log(NamedTuple):
    """What drives write down.

    Attributes
    ----------
    owner, begin
        (visits,) crew that makes each visit (-1: none yet), and when it begins by the routes agreed on.
    drawn
        (visits, 2) number of the drive that last made the visit, and when it began there.
    tick
        (1,) number of the drive.
    times
        (longest, 3) arrival, begin and end of every call of the last drive; the last row is the way home.
    rest
        (most, 2) before which call each rest is taken (-1: not) and when, in the last drive.
    load
        (loads,) scratch.
    """

    owner: Ints
    begin: Ints
    drawn: Ints
    tick: Ints
    times: Ints
    rest: Ints
    load: Ints


def log_of(board: Board, longest: int) -> Log:
    """Empty log for routes of at most `longest` calls."""
    visits, most = len(board.visit), board.rests.shape[1]
    return Log(
        np.full(visits, -1, dtype=np.int64),
        np.zeros(visits, dtype=np.int64),
        np.full((visits, 2), -1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
        np.zeros((longest + 1, 3), dtype=np.int64),
        np.full((most, 2), -1, dtype=np.int64),
        np.zeros(board.loads, dtype=np.int64),
    )


@outer
def first_begin(board: Any, visit: Any, time: Any) -> Any:
    """First time from `time` on at which a visit may begin by its windows; `_LATE` if there is none."""
    for row in range(board.visit[visit, FIRST_WINDOW], board.visit[visit, END_WINDOW]):
        if time <= board.window[row, 1]:
            return max(time, board.window[row, 0])
    return _LATE


@outer
def _bounds(board: Any, log: Any, crew: Any, visit: Any) -> Any:
    """Earliest and latest begin of a visit by the gaps to the visits of the same stop next to it."""
    low, high = -_LATE, _LATE
    before, behind, gap = board.visit[visit, BEFORE], board.visit[visit, BEHIND], board.visit[visit, GAP]
    if before >= 0:
        if log.owner[before] == crew:
            # The earlier visit must have been made in this very drive.
            low = log.drawn[before, 1] + gap if log.drawn[before, 0] == log.tick[0] else _LATE
        elif log.owner[before] >= 0:
            low = log.begin[before] + gap
    if behind >= 0 and log.owner[behind] >= 0 and log.owner[behind] != crew:
        high = log.begin[behind] - gap
    return low, high


@outer
def _begin(board: Any, crew: Any, code: Any, home: Any, low: Any, time: Any) -> Any:
    """When work begins for who comes at `time`."""
    if home:
        return max(time, board.crew[crew, END_OPEN])
    if code < 0:
        opens = max(time, board.facility[-1 - code, F_OPEN])
        return opens if opens <= board.facility[-1 - code, F_CLOSE] else _LATE
    return first_begin(board, code, max(time, low))


@outer
def _take_rests(
    board: Any,
    log: Any,
    crew: Any,
    code: Any,
    home: Any,
    low: Any,
    position: Any,
    depart: Any,
    arrive: Any,
    service: Any,
) -> Any:
    """Take the rests that fall due on the way or while waiting: new arrival and begin; begin `_LATE` if one is missed.

    A rest begins at the first moment of its window at which the crew is not at work.
    """
    begin = _begin(board, crew, code, home, low, arrive)
    for k in range(board.rests.shape[1]):
        first, last, length = board.rests[crew, k]
        if length < 0 or log.rest[k, 0] >= 0 or (home and arrive <= last):
            continue
        rest = max(depart, first)
        if rest > last:
            return arrive, _LATE
        if rest < arrive:
            arrive += length
            begin = _begin(board, crew, code, home, low, arrive)
        elif rest < begin or begin + service > last:
            begin = _begin(board, crew, code, home, low, rest + length)
        else:
            continue
        log.rest[k, 0], log.rest[k, 1] = position, rest
        depart = rest + length
    return arrive, begin


@outer
def _take_up(board: Any, log: Any, crew: Any, visit: Any, left: Any, trips: Any, made: Any) -> Any:
    """Load one visit; whether release, capacity, trips and the day's limits are kept."""
    kept = board.visit[visit, RELEASE] <= left
    kept = kept and trips <= board.crew[crew, TRIPS] and made <= board.crew[crew, DAY_STOPS]
    for k in range(board.loads):
        log.load[k] += board.visit[visit, LOADS + k]
        kept = kept and log.load[k] <= board.crew[crew, CREW_LOADS + board.loads + k]
    return kept


@outer
def _day_kept(board: Any, crew: Any, sequence: Any, length: Any) -> Any:
    for k in range(board.loads):
        limit = board.crew[crew, CREW_LOADS + 2 * board.loads + k]
        total = board.crew[crew, CREW_LOADS + k]
        if limit < FOREVER:
            for position in range(length):
                if sequence[position] >= 0:
                    total += board.visit[sequence[position], LOADS + k]
            if total > limit:
                return False
    return True


@outer
def _empty(log: Any) -> Any:
    return log.load.sum() == 0


@outer
def drive(board: Any, log: Any, crew: Any, sequence: Any, length: Any) -> Any:
    """Drive `sequence[:length]` (visits, or -1 - facility) and home.

    Returns
    -------
    `KEPT` or the position of the first call (`length`: the way home) at which a rule is broken, and the cost.
    """
    log.tick[0] += 1
    log.rest[:, 0] = -1
    for k in range(board.loads):
        log.load[k] = board.crew[crew, CREW_LOADS + k]
    row = board.crew[crew]
    place, time, left = row[START], row[FREE_AT], row[LEFT]
    metres, emptied, made = 0, 0, 0
    if not _day_kept(board, crew, sequence, length):
        return max(length - 1, 0), 0
    for position in range(length + 1):
        home = position == length
        code = 0 if home else sequence[position]
        visit = not home and code >= 0
        target, service, low, high = row[END], 0, -_LATE, _LATE
        if visit:
            target, service = board.visit[code, PLACE], board.visit[code, SERVICE]
            low, high = _bounds(board, log, crew, code)
        elif not home:
            target, service = board.facility[-1 - code, F_PLACE], board.facility[-1 - code, F_SERVICE]
            if not board.allowed[crew, -1 - code]:
                return position, 0
        metre, second = board.distance[row[NETWORK], place, target], board.duration[row[NETWORK], place, target]
        if metre >= FOREVER or second >= FOREVER:
            return position, 0
        arrive, begin = _take_rests(board, log, crew, code, home, low, position, time, time + second, service)
        log.times[position, ARRIVAL], log.times[position, BEGIN] = arrive, begin
        if begin >= _LATE or begin > high:
            return position, 0
        metres += metre
        time, place = begin + service, target
        log.times[position, FINISH] = time
        if visit:
            made += 1
            log.drawn[code, 0], log.drawn[code, 1] = log.tick[0], begin
            if not _take_up(board, log, crew, code, left, emptied + 1, made):
                return position, 0
        elif not home:
            log.load[:] = 0
            left, emptied = time, emptied + 1
        elif arrive > row[CLOSE] or (row[HOME_EMPTY] and not _empty(log)):
            return position, 0
    lasts = log.times[length, ARRIVAL] - row[FREE_AT]
    cost = row[PER_DISTANCE] * metres + row[PER_DURATION] * lasts
    return KEPT, cost + (row[FIXED] if length else 0)
