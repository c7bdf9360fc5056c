"""Put what happens into running routes: full bins, broken vehicles, closed streets, cancelled stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from ...outcome import BadInput
from ..checking import cost_of
from ..plan import RoutingPlan
from ..problem import Network, RoutingProblem
from .board import REQUIRED
from .events import BrokenVehicle, CancelledStop, ClosedStreet, Event, FullBin, State, changed_entries
from .rebuilding import routes_now
from .work import Work, start_work


@dataclass(frozen=True)
class Replanned:
    """The rest of the day after the events.

    Attributes
    ----------
    problem, plan
        The rest of the day as a problem of its own and its plan: `check(problem, plan)` holds but for `unserved`, and
        the two can be given to `replan` again. Rows of stops and depots are those of the problem given; behind them
        stand the full bins reported and the loads on board.
    crews
        Type and number, in the problem given, of the vehicle that each route of `plan` is driven by.
    answered
        For each full bin when its service begins, ``None`` if nobody can come in time.
    moved
        Promised visits (stops) that got another place, though the events did not touch them.
    handed_over
        Visits of broken vehicles that others make now.
    later
        Visits that kept their place but begin more than `tolerance` later.
    unserved
        Names of the stops that no crew can serve any more by the rules; never silently lost.
    seconds
        Wall-clock time taken.
    """

    problem: RoutingProblem
    plan: RoutingPlan
    crews: tuple[tuple[int, int], ...]
    answered: tuple[int | None, ...]
    moved: tuple[int, ...]
    handed_over: tuple[int, ...]
    later: tuple[int, ...]
    unserved: tuple[str, ...]
    seconds: float


def replan(
    problem: RoutingProblem,
    plan: RoutingPlan,
    state: State,
    events: Sequence[Event],
    *,
    seconds: float = 0.8,
    stand_by: int = 2,
    turnout: int = 600,
    tolerance: int = 900,
) -> Replanned:
    """Put events into running routes.

    A vehicle on its way to a call makes that call first. Visits stay where they are unless the events or a broken
    rule force them out; a stand-by crew takes over a broken vehicle's round as a whole, what does not fit goes to
    whoever takes it at least cost; a full bin goes where it costs least, by putting an optional stop off or by moving
    one promised stop where nothing else helps.

    Parameters
    ----------
    state
        How far the routes have come, see `state_by_plan`.
    seconds
        Wall-clock time after which nothing more is improved, and stops that the plan had left out are not tried;
        mending is always finished.
    stand_by
        Greatest number of unused vehicles of each type that may be turned out.
    turnout
        Time a stand-by crew needs before it leaves.
    tolerance
        Delay that does not count.
    """
    began = perf_counter()
    _require_known(problem, plan, events)
    work = start_work(_after_streets(problem, events), plan, state, events, stand_by, turnout)
    work.mend()
    work.hand_over()
    # Where nothing runs yet, every visit is a new one.
    work.serve(began + seconds, everything=not plan.routes)
    work.improve(began + seconds)
    return _outcome(work, plan, tolerance, began)


def _require_known(problem: RoutingProblem, plan: RoutingPlan, events: Sequence[Event]) -> None:
    running = {(route.vehicle_type, route.number) for route in plan.routes}
    for event in events:
        if isinstance(event, FullBin | CancelledStop) and not 0 <= event.stop < len(problem.stops):
            raise BadInput(f"stop {event.stop} is none of the {len(problem.stops)} stops of {problem.name}")
        if isinstance(event, BrokenVehicle) and (event.vehicle_type, event.number) not in running:
            raise BadInput(f"vehicle {event.number} of type {event.vehicle_type} drives no route of the plan")


def _after_streets(problem: RoutingProblem, events: Sequence[Event]) -> RoutingProblem:
    closed = [event for event in events if isinstance(event, ClosedStreet)]
    networks = [
        _changed(network, [event for event in closed if event.network in (None, row)])
        for row, network in enumerate(problem.networks)
    ]
    return replace(problem, networks=tuple(networks)) if closed else problem


def _changed(network: Network, events: Sequence[ClosedStreet]) -> Network:
    if not events:
        return network
    distance, duration = network.distance.copy(), network.duration.copy()
    for event in events:
        distance[changed_entries(event)] = event.distance
        duration[changed_entries(event)] = event.duration
    return Network(distance, duration)


def _outcome(work: Work, plan: RoutingPlan, tolerance: int, began: float) -> Replanned:
    log, stop_of = work.table.log, work.numbered.stop_of
    lost = [visit for visit in range(len(stop_of)) if log.owner[visit] < 0]
    left_out = _never_visited(work.problem, [int(stop_of[visit]) for visit in lost])
    routes = tuple(routes_now(work.problem, work.crews, work.table, stop_of))
    cost = cost_of(work.problem, routes, left_out) * work.problem.objective_scale
    rest = RoutingPlan(cost, None, perf_counter() - began, plan.seed, 0, routes, left_out)
    # A stop that is visited less often than set is named even where it could have been left out altogether.
    owed = [v for v in lost if work.table.board.visit[v, REQUIRED] or int(stop_of[v]) not in left_out]
    return Replanned(
        problem=work.problem,
        plan=rest,
        crews=tuple(work.crews[route.vehicle_type].origin for route in routes),
        answered=tuple(int(log.begin[visit]) if log.owner[visit] >= 0 else None for visit in work.full),
        moved=_stops(work, work.ejected),
        handed_over=_stops(work, [visit for visit in work.orphans if log.owner[visit] >= 0]),
        later=_stops(work, _later(work, tolerance)),
        unserved=tuple(work.problem.stops.names[stop] for stop in _stops(work, owed)),
        seconds=perf_counter() - began,
    )


def _stops(work: Work, visits: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(work.numbered.stop_of[visit]) for visit in dict.fromkeys(visits))


def _later(work: Work, tolerance: int) -> list[int]:
    out, begin = set(work.ejected), work.table.log.begin
    kept = [visit for codes in work.numbered.sequences for visit in codes if visit >= 0 and visit not in out]
    return [visit for visit in kept if begin[visit] > work.numbered.begin[visit] + tolerance]


def _never_visited(problem: RoutingProblem, lost: Sequence[int]) -> tuple[int, ...]:
    missing = Counter(lost)
    return tuple(sorted(stop for stop, times in missing.items() if times == problem.stops.visits[stop]))
