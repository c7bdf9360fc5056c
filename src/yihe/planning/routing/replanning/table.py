"""The running routes while they are being changed: put visits in, take them out, and mend routes that break a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..problem import FOREVER, Ints
from .board import LOADS, PLACE, REQUIRED, Board
from .driving import KEPT, Log, drive, log_of
from .inserting import Routes, best_place, put, routes_of, settle

# How many visits before the first broken rule may be taken out to mend it.
_LOOK_BACK = 25


@dataclass
class Table:
    """Running routes.

    Attributes
    ----------
    board
        The rest of the day.
    log, routes
        As compiled code keeps them.
    penalty
        (crews,) cost of giving a further visit to a crew, to keep crews out of it.
    """

    board: Board
    log: Log
    routes: Routes
    penalty: Ints
    _found: Ints = field(default_factory=lambda: np.zeros(4, dtype=np.int64))

    def __post_init__(self) -> None:
        self._buffer = np.zeros(self.routes.sequence.shape[1] + 4, dtype=np.int64)

    @property
    def crews(self) -> range:
        """All crews."""
        return range(len(self.board.crew))

    def sequence(self, crew: int) -> list[int]:
        """Calls of a crew: visits, or -1 - facility."""
        return [int(code) for code in self.routes.sequence[crew, : self.routes.length[crew]]]

    def cost(self) -> int:
        """Cost of all routes."""
        return int(self.routes.cost.sum())

    def lay(self, crew: int, codes: Sequence[int]) -> int:
        """Give a crew a sequence; position of the first broken rule or `KEPT`."""
        for code in self.sequence(crew):
            if code >= 0:
                self.log.owner[code] = -1
        self.routes.sequence[crew, : len(codes)] = codes
        self.routes.length[crew] = len(codes)
        for code in codes:
            if code >= 0:
                self.log.owner[code] = crew
        return int(settle(self.board, self.log, self.routes, crew))

    def insert(self, visit: int) -> bool:
        """Put a visit where it costs least; whether any crew can take it."""
        best_place(self.board, self.log, self.routes, visit, self.penalty, self._found, self._buffer)
        crew, position, how, facility = (int(value) for value in self._found)
        if crew < 0:
            return False
        old = self.routes.sequence[crew]
        grown = put(old, self.routes.length[crew], position, visit, how, facility, self._buffer)
        return self.lay(crew, [int(code) for code in self._buffer[:grown]]) == KEPT

    def remove(self, visit: int) -> None:
        """Take a visit out, and with it emptyings that have become needless."""
        crew = int(self.log.owner[visit])
        self.lay(crew, [code for code in self.sequence(crew) if code != visit])
        self.tidy(crew)

    def tidy(self, crew: int) -> None:
        """Take out emptyings that have become needless."""
        codes = self.sequence(crew)
        for position in [place for place, code in enumerate(codes) if code < 0][::-1]:
            shorter = codes[:position] + codes[position + 1 :]
            broken, cost = self.drive(crew, shorter)
            if broken == KEPT and cost <= self.routes.cost[crew]:
                codes = shorter
                self.lay(crew, codes)

    def drive(self, crew: int, codes: Sequence[int]) -> tuple[int, int]:
        """Try a sequence without keeping it: position of the first broken rule or `KEPT`, and the cost.

        Visits in it that no crew has count as this crew's while it drives.
        """
        array = np.array([*codes, 0], dtype=np.int64)
        owners = self.log.owner[[code for code in codes if code >= 0]]
        rows = [code for code in codes if code >= 0]
        self.log.owner[rows] = crew
        broken, cost = drive(self.board, self.log, crew, array, len(codes))
        self.log.owner[rows] = owners
        return int(broken), int(cost)

    def mend(self, crew: int) -> list[int]:
        """Change a route that breaks a rule until it keeps all; the visits taken out of it."""
        out: list[int] = []
        codes = self.sequence(crew)
        broken, _ = self.drive(crew, codes)
        # A crew with nothing left to do that still comes home too late can only be reported by the checker.
        while broken != KEPT and codes:
            before, codes = codes, self._better(crew, codes, broken)
            out += [code for code in before if code >= 0 and code not in set(codes)]
            broken = self.lay(crew, codes)
        return out

    def _better(self, crew: int, codes: list[int], broken: int) -> list[int]:
        """Sequence that gets furthest: another or a further emptying if that mends all, else one visit less."""
        for other in self._other_emptyings(codes, broken):
            if self.drive(crew, other)[0] == KEPT:
                return other
        best, reached = None, (-1, 0)
        for position in range(min(broken, len(codes) - 1), max(-1, broken - _LOOK_BACK), -1):
            shorter = codes[:position] + codes[position + 1 :]
            stops_at, cost = self.drive(crew, shorter)
            # A call taken out in front moves all behind it up by one.
            furthest = (FOREVER, -cost) if stops_at == KEPT else (stops_at + 1, 0)
            if furthest > reached:
                best, reached = shorter, furthest
        return codes[:-1] if best is None else best

    def _other_emptyings(self, codes: list[int], broken: int) -> Iterator[list[int]]:
        for facility in range(len(self.board.facility)):
            if broken < len(codes) and codes[broken] < 0:
                yield [*codes[:broken], -1 - facility, *codes[broken + 1 :]]
            else:
                yield [*codes[:broken], -1 - facility, *codes[broken:]]

    def neighbours(self, visit: int, most: int) -> list[int]:
        """Visits on running routes that are nearest to a visit."""
        owned = np.flatnonzero(self.log.owner >= 0)
        row = self.board.distance[0, self.board.visit[visit, PLACE], self.board.visit[owned, PLACE]]
        return [int(each) for each in owned[np.argsort(row, kind="stable")[:most]]]

    def swap_in(self, visit: int, other: int) -> bool:
        """Put a visit in another's place and the other elsewhere, or out if it is optional; whether that works."""
        crew = int(self.log.owner[other])
        codes = self.sequence(crew)
        swapped = [visit if code == other else code for code in codes]
        if self.drive(crew, swapped)[0] != KEPT:
            return False
        self.lay(crew, swapped)
        if self.insert(other) or not self.board.visit[other, REQUIRED]:
            return True
        self.lay(crew, codes)
        return False


def table_of(board: Board, sequences: Sequence[Sequence[int]], begin: Ints) -> Table:
    """Table of running routes; none is settled yet.

    Parameters
    ----------
    sequences
        Calls of every crew.
    begin
        (visits,) when each visit was to begin by the plan.
    """
    extra = 2 * len(board.visit) - sum(len(codes) for codes in sequences)
    longest = max((len(codes) for codes in sequences), default=0) + min(max(extra, 16), 400)
    log = log_of(board, longest + 4)
    log.begin[:] = begin
    table = Table(board, log, routes_of(board, longest), np.zeros(len(board.crew), dtype=np.int64))
    for crew, codes in enumerate(sequences):
        log.owner[[code for code in codes if code >= 0]] = crew
    return table


def size_of(board: Board, visit: int) -> int:
    """Largest load of a visit, to place the big ones first."""
    return int(board.visit[visit, LOADS:].max(initial=0))
