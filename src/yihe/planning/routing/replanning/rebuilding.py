"""Write the changed routes down as a plan of the rest of the day, calls, rests and all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..plan import Call, Route
from ..problem import Ints, RoutingProblem
from .board import FREE_AT
from .driving import ARRIVAL, BEGIN, FINISH, drive
from .remainder import ON_BOARD, Crew
from .table import Table


def routes_now(problem: RoutingProblem, crews: Sequence[Crew], table: Table, stop_of: Ints) -> list[Route]:
    """Routes of the rest problem for every crew that is out or has work."""
    aboard = iter(problem.remarks[ON_BOARD])
    found = []
    for row, crew in enumerate(crews):
        first = next(aboard) if any(crew.carries) else None
        if crew.out or table.routes.length[row]:
            found.append(Route(row, 0, tuple(_calls(problem, crew, row, table, stop_of, first))))
    return found


def _calls(
    problem: RoutingProblem, crew: Crew, row: int, table: Table, stop_of: Ints, aboard: int | None
) -> list[Call]:
    kind, free_at = problem.vehicles[row], int(table.board.crew[row, FREE_AT])
    codes = table.sequence(row)
    drive(table.board, table.log, row, np.array([*codes, 0], dtype=np.int64), len(codes))
    calls = [Call("depot", kind.start, free_at, free_at, free_at)]
    if aboard is not None:
        calls.append(Call("stop", aboard, free_at, free_at, free_at))
    for position, code in enumerate([*codes, None]):
        calls += _rests_before(crew, table, position)
        arrival, begin, end = (int(table.log.times[position, column]) for column in (ARRIVAL, BEGIN, FINISH))
        if code is None:
            calls.append(Call("depot", kind.end, arrival, begin, end))
        elif code >= 0:
            calls.append(Call("stop", int(stop_of[code]), arrival, begin, end))
        else:
            calls.append(Call("facility", -1 - code, arrival, begin, end))
    return calls


def _rests_before(crew: Crew, table: Table, position: int) -> list[Call]:
    taken = []
    for k, rest in enumerate(crew.kind.breaks):
        if table.log.rest[k, 0] == position:
            begin = int(table.log.rest[k, 1])
            taken.append(Call("break", k, begin, begin, begin + rest.duration))
    return sorted(taken, key=lambda call: call.begin)
