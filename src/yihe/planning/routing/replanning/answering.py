"""Who could answer a full bin soonest: the earliest begin each crew can offer without breaking a promise."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiled import outer
from ..problem import Ints
from .board import CREW_PERIOD, END_WINDOW, NETWORK, PERIOD, PLACE
from .driving import BEGIN, KEPT, drive
from .inserting import EMPTY_FIRST, PLAIN, fits, place_at, put
from .work import Work

NOBODY = 2**50


def answers(work: Work) -> Ints:
    """(full bins, crews) earliest begin at each full bin of a mended `Work`, `NOBODY` where a crew cannot come.

    A bin whose planned visit comes in time has that visit's crew alone.
    """
    table = work.table
    found = np.full((len(work.full), len(work.crews)), NOBODY, dtype=np.int64)
    buffer = np.zeros(table.routes.sequence.shape[1] + 4, dtype=np.int64)
    for row, visit in enumerate(work.full):
        owner = int(table.log.owner[visit])
        if owner >= 0:
            found[row, owner] = table.log.begin[visit]
        else:
            _answer(table.board, table.log, table.routes, visit, found[row], buffer)
    return found


@outer
def _answer(board: Any, log: Any, routes: Any, visit: Any, begins: Any, buffer: Any) -> Any:
    for crew in range(len(board.crew)):
        period = board.visit[visit, PERIOD]
        full = routes.length[crew] + 2 > routes.sequence.shape[1]
        if not full and (period < 0 or period == board.crew[crew, CREW_PERIOD]):
            log.owner[visit] = crew
            begins[crew] = _earliest(board, log, routes, crew, visit, buffer)
    log.owner[visit] = -1


@outer
def _earliest(board: Any, log: Any, routes: Any, crew: Any, visit: Any, buffer: Any) -> Any:
    sequence, length = routes.sequence[crew], routes.length[crew]
    last = board.window[board.visit[visit, END_WINDOW] - 1, 1]
    for position in range(length + 1):
        a = place_at(board, crew, sequence, length, position - 1)
        reach = routes.finish[crew, position] + board.duration[board.crew[crew, NETWORK], a, board.visit[visit, PLACE]]
        if reach > last:
            continue
        for how in range(3):
            if not fits(board, routes, crew, position, visit, how):
                continue
            for facility in range(1 if how == PLAIN else len(board.facility)):
                grown = put(sequence, length, position, visit, how, facility, buffer)
                broken, _ = drive(board, log, crew, buffer, grown)
                if broken == KEPT:
                    return log.times[position + (1 if how == EMPTY_FIRST else 0), BEGIN]
    return NOBODY
