"""One run of replanning: mend, hand over, serve, improve; the order in which things give way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from time import perf_counter

from ..plan import RoutingPlan
from ..problem import RoutingProblem, Stops
from .board import FIRST_WINDOW, PERIOD, PRIZE, REQUIRED, board_of
from .driving import KEPT
from .events import BrokenVehicle, CancelledStop, Event, FullBin, State
from .numbering import Numbered, calls_ahead, number_visits, undone_calls
from .remainder import Crew, crews_of, cut_windows, rest_problem, stops_left, with_stops
from .table import Table, size_of, table_of

_NEAREST = 30


@dataclass
class Work:
    """The rest of the day while it is being replanned.

    Attributes
    ----------
    ejected
        Promised visits that had to leave their place.
    """

    problem: RoutingProblem
    crews: list[Crew]
    numbered: Numbered
    table: Table
    full: list[int]
    ejected: list[int] = field(default_factory=list)
    pool: list[int] = field(default_factory=list)

    def mend(self) -> None:
        """Put the planned sequences down; visits that break a rule now go to the pool."""
        for crew in self.table.crews:
            if self.table.lay(crew, self.numbered.sequences[crew]) != KEPT:
                self.ejected += self.table.mend(crew)
        self.pool = [*self.numbered.unplanned, *self.ejected]

    @property
    def orphans(self) -> list[int]:
        """Visits that broken vehicles leave."""
        return [code for code in self.numbered.undone if code >= 0]

    def hand_over(self) -> None:
        """Let the stand-by crew that gets furthest take a broken vehicle's round over as a whole."""
        idle = [crew for crew in self.table.crews if not self.table.routes.length[crew] and self._may_take(crew)]
        if self.orphans and idle:
            tried = {crew: self.table.drive(crew, self.numbered.undone) for crew in idle}
            best = max(idle, key=lambda crew: (tried[crew][0] == KEPT, tried[crew][0], -tried[crew][1]))
            if self.table.lay(best, self.numbered.undone) != KEPT:
                self.table.mend(best)
        self.pool += [visit for visit in self.orphans if self.table.log.owner[visit] < 0]

    def _may_take(self, crew: int) -> bool:
        periods = {int(period) for period in self.numbered.period_of[self.orphans]}
        return not self.crews[crew].out and periods <= {-1, self.crews[crew].kind.period}

    def serve(self, until: float, everything: bool = False) -> None:
        """Serve what has no place: required visits first, those due soonest before the others, big before small.

        Parameters
        ----------
        everything
            Whether visits that the plan already left out are tried whatever the time, as those that lost their place
            are.
        """
        board = self.table.board
        due = board.window[board.visit[:, FIRST_WINDOW], 1]
        lost = {*self.ejected, *self.orphans, *self.full}
        required = [visit for visit in self.pool if board.visit[visit, REQUIRED]]
        for visit in sorted(required, key=lambda v: (v not in lost, due[v], -size_of(board, v))):
            if (everything or visit in lost or perf_counter() < until) and not self.table.insert(visit):
                self._make_room(visit, until)
        optional = defaultdict(list)
        for visit in self.pool:
            if not board.visit[visit, REQUIRED]:
                optional[int(self.numbered.stop_of[visit])].append(visit)
        for visits in optional.values():
            if perf_counter() < until:
                self._serve_if_worth(visits)

    def _serve_if_worth(self, visits: list[int]) -> None:
        """Serve an optional stop with all its visits, or with none."""
        before = self.table.cost()
        served = [visit for visit in visits if self.table.insert(visit)]
        if len(served) < len(visits) or self.table.cost() - before >= self.table.board.visit[visits[0], PRIZE]:
            for visit in served:
                self.table.remove(visit)

    def _make_room(self, visit: int, until: float) -> bool:
        """Put a visit in the place of an optional one, else of a promised one that finds another place."""
        near = [other for other in self.table.neighbours(visit, _NEAREST) if self._same_period(visit, other)]
        for other in sorted(near, key=lambda each: self.table.board.visit[each, REQUIRED]):
            if perf_counter() > until:
                return False
            if self.table.swap_in(visit, other):
                self.ejected.append(other)
                return True
        return False

    def _same_period(self, visit: int, other: int) -> bool:
        wanted = int(self.table.board.visit[visit, PERIOD])
        return wanted < 0 or wanted == self.crews[int(self.table.log.owner[other])].kind.period

    def improve(self, until: float) -> None:
        """Place the touched visits anew as long as that is cheaper; promised ones nobody touched stay."""
        touched = [visit for visit in dict.fromkeys(self.pool) if self.table.log.owner[visit] >= 0]
        better = True
        while better and perf_counter() < until:
            better = False
            for visit in touched:
                if perf_counter() < until and self.table.log.owner[visit] >= 0:
                    better = self._place_anew(visit) or better

    def _place_anew(self, visit: int) -> bool:
        crew, before = int(self.table.log.owner[visit]), self.table.cost()
        codes = self.table.sequence(crew)
        self.table.remove(visit)
        if self.table.insert(visit) and self.table.cost() < before:
            return True
        # Undo: out of wherever it went, back to where it was.
        if (other := int(self.table.log.owner[visit])) >= 0:
            self.table.lay(other, [code for code in self.table.sequence(other) if code != visit])
            self.table.tidy(other)
        self.table.lay(crew, codes)
        return False


def start_work(
    problem: RoutingProblem, plan: RoutingPlan, state: State, events: Sequence[Event], stand_by: int, turnout: int
) -> Work:
    """Rest of the day before anything is changed."""
    broken = {(e.vehicle_type, e.number) for e in events if isinstance(e, BrokenVehicle)}
    cancelled = {e.stop for e in events if isinstance(e, CancelledStop)}
    crews = crews_of(problem, plan, state, broken, stand_by, turnout)
    stops = stops_left(problem, plan, state, broken)
    stops.visits[sorted(cancelled)] = 0
    bins = _FullBins.of(plan, state, stops, [event for event in events if isinstance(event, FullBin)], broken)
    stops = bins.written_into(stops, state.now)
    rest = rest_problem(problem, stops, crews)
    numbered = number_visits(rest, crews, undone_calls(problem, plan, state, broken), cancelled)
    board = board_of(rest, crews, numbered.stop_of, numbered.period_of)
    number_of = {int(stop): visit for visit, stop in enumerate(numbered.stop_of)}
    full = [number_of[row] for row in bins.rows]
    return Work(rest, crews, numbered, table_of(board, numbered.sequences, numbered.begin), full)


@dataclass(frozen=True)
class _FullBins:
    """Bins reported full.

    Attributes
    ----------
    events
        What was reported.
    planned
        For each whether the only visit still planned comes in time: then no other is needed, but it may not slip.
    rows
        For each the row of its stop.
    """

    events: list[FullBin]
    planned: list[bool]
    rows: list[int]

    @classmethod
    def of(
        cls, plan: RoutingPlan, state: State, stops: Stops, events: list[FullBin], broken: set[tuple[int, int]]
    ) -> _FullBins:
        begins = {call.index: call.begin for call, _ in calls_ahead(plan, state, broken)}
        planned = [stops.visits[e.stop] == 1 and begins.get(e.stop, e.deadline + 1) <= e.deadline for e in events]
        new = count(len(stops))
        rows = [event.stop if early else next(new) for event, early in zip(events, planned, strict=True)]
        return cls(events, planned, rows)

    def written_into(self, stops: Stops, now: int) -> Stops:
        """Stops with a row for every bin that needs a visit of its own, and tighter windows where it does not."""
        windows = list(stops.windows)
        for event, early in zip(self.events, self.planned, strict=True):
            if early:
                windows[event.stop] = cut_windows(windows[event.stop], now, event.deadline)
        own = [event for event, early in zip(self.events, self.planned, strict=True) if not early]
        rows = [event.stop for event in own]
        return with_stops(
            replace(stops, windows=tuple(windows)),
            [f"{stops.names[row]} (full)" for row in rows],
            stops.location[rows].tolist(),
            [tuple(stops.load[event.stop].tolist()) if event.load is None else event.load for event in own],
            stops.service[rows].tolist(),
            [((now, event.deadline),) for event in own],
        )
