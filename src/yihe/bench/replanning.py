"""Events thrown at running routes, one at a time: how long replanning takes, what it moves, whom it cannot serve."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np

from yihe.planning import Budget
from yihe.planning.routing import FOREVER, RoutingPlan, RoutingProblem
from yihe.planning.routing.checking import check
from yihe.planning.routing.formats import best_known, from_archive
from yihe.planning.routing.replanning import (
    BrokenVehicle,
    CancelledStop,
    ClosedStreet,
    Event,
    FullBin,
    Replanned,
    replan,
    state_by_plan,
)
from yihe.planning.routing.solving import solve

DEFAULT = Path("../shared/bench/1_waste_routing")
_FAMILY = "kim.zip"
_KINDS = ("full bin", "broken vehicle", "closed street", "cancelled stop")
_WEIGHTS = (6, 1, 2, 1)
# Steps of the search for the plan that runs: a plan that serves everybody, the same in every run.
_STEPS = 20_000
_CLOSED_AROUND = 5


@dataclass
class _Tally:
    """What is counted over all events."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, event: Event, found: Replanned, seed: str) -> None:
        self.seconds[kind].append(found.seconds)
        visits = sum(len(route.stops) for route in found.plan.routes)
        self.counts.update(
            visits=visits + len(found.unserved),
            unserved=len(found.unserved),
            moved=len(found.moved),
            later=len(found.later),
            handed_over=len(found.handed_over),
        )
        self.counts["events that moved a promised stop"] += bool(found.moved)
        if isinstance(event, FullBin):
            self.counts["full"] += 1
            self.counts["answered"] += found.answered[0] is not None
        self._hold_against_the_rules(kind, found, seed)

    def _hold_against_the_rules(self, kind: str, found: Replanned, seed: str) -> None:
        for broken in check(found.problem, found.plan):
            # Who cannot be served is named; every other rule must hold.
            if not (broken.rule in ("unserved", "visits") and broken.where in found.unserved):
                self.faults.append(f"{seed} {kind}: {broken.message}")


def run(
    folder: Path,
    events: int,
    seed: int,
    response_s: int = 7200,
    moved: Callable[[str, int, int], object] = lambda what, done, of: None,
) -> dict[str, Any]:
    """Draw events over Kim's instances in turn, each on an untouched plan at a random moment of the day.

    Parameters
    ----------
    moved
        Told what is under way, how much of it is done, and of how much.
    """
    began = perf_counter()
    problems = [from_archive(row, folder) for row in best_known(folder) if row.archive == _FAMILY]
    problems = list({problem.name: problem for problem in problems}.values())
    plans: list[RoutingPlan] = []
    for problem in problems:
        moved(f"planning {problem.name}", len(plans), len(problems))
        plans.append(solve(problem, Budget(seconds=None, iterations=_STEPS)))
    planned = perf_counter()
    _warm_up(problems[0], plans[0])
    tally = _Tally()
    for number in range(events):
        random = Random(f"{seed}/{number}")
        problem, plan = problems[number % len(problems)], plans[number % len(problems)]
        kind = random.choices(_KINDS, _WEIGHTS)[0]
        state = state_by_plan(plan, _moment(plan, random))
        event = _draw(kind, problem, plan, state.now, response_s, random)
        tally.add(kind, event, replan(problem, plan, state, [event]), f"{problem.name} {seed}/{number}")
        moved("events", number + 1, events)
    spent = {"seconds_planning": planned - began, "seconds_events": perf_counter() - planned}
    return _report(tally, problems, events) | {name: round(value, 1) for name, value in spent.items()}


def _warm_up(problem: RoutingProblem, plan: RoutingPlan) -> None:
    """Let the compiled parts be loaded before anything is timed, as a running service has them."""
    replan(problem, plan, state_by_plan(plan, plan.routes[0].calls[1].end), [CancelledStop(0)])


def _moment(plan: RoutingPlan, random: Random) -> int:
    first = min(route.calls[0].end for route in plan.routes)
    return random.randrange(first, max(route.calls[-1].arrival for route in plan.routes))


def _draw(kind: str, problem: RoutingProblem, plan: RoutingPlan, now: int, response_s: int, random: Random) -> Event:
    if kind == "full bin":
        return FullBin(random.randrange(len(problem.stops)), now + response_s)
    if kind == "cancelled stop":
        return CancelledStop(random.randrange(len(problem.stops)))
    out = [route for route in plan.routes if route.calls[-1].arrival > now]
    route = random.choice(out or list(plan.routes))
    if kind == "broken vehicle":
        return BrokenVehicle(route.vehicle_type, route.number)
    return _closed(problem, route.stops, random)


def _closed(problem: RoutingProblem, stops: tuple[int, ...], random: Random) -> ClosedStreet:
    """Drives from around one stop of a route to around the next take three times as long, or are shut."""
    at = random.randrange(max(1, len(stops) - 1))
    ends = [int(problem.stops.location[stop]) for stop in (stops[at], stops[min(at + 1, len(stops) - 1)])]
    network = problem.networks[0]
    near = [np.argsort(network.distance[end], kind="stable")[:_CLOSED_AROUND] for end in ends]
    origin, destination = (side.ravel() for side in np.meshgrid(*near, indexing="ij"))
    apart = origin != destination
    origin, destination = origin[apart], destination[apart]
    if random.random() < 0.25:
        shut = np.full(len(origin), FOREVER)
        return ClosedStreet(origin, destination, shut, shut)
    return ClosedStreet(
        origin, destination, 3 * network.distance[origin, destination], 3 * network.duration[origin, destination]
    )


def _report(tally: _Tally, problems: list[RoutingProblem], events: int) -> dict[str, Any]:
    every = [second for seconds in tally.seconds.values() for second in seconds]
    counts = tally.counts
    return {
        "instances": [problem.name for problem in problems],
        "events": events,
        "seconds": _quantiles(every),
        "seconds_by_kind": {kind: _quantiles(seconds) for kind, seconds in sorted(tally.seconds.items())},
        "promised_stops_moved_per_event": round(counts["moved"] / events, 4),
        "events_that_moved_a_promised_stop": counts["events that moved a promised stop"],
        "stops_over_15_min_later_per_event": round(counts["later"] / events, 4),
        "handed_over": counts["handed_over"],
        "full_bins_answered_in_time": round(counts["answered"] / max(1, counts["full"]), 4),
        "share_of_visits_served": round(1 - counts["unserved"] / max(1, counts["visits"]), 6),
        "unserved_but_named": counts["unserved"],
        "faults": len(tally.faults),
        "complaints": tally.faults[:20],
    }


def _quantiles(seconds: list[float]) -> dict[str, float]:
    p50, p95, most = np.quantile(seconds, [0.5, 0.95, 1.0])
    return {"p50": round(float(p50), 4), "p95": round(float(p95), 4), "max": round(float(most), 4)}
