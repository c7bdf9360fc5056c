"""A district's day on real streets: thousands of bins, three shifts, two rounds, planned within a given time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from yihe.planning import Budget, Infeasible, Progress
from yihe.planning.filling import make_forecast, read_history
from yihe.planning.routing import RoutingPlan, RoutingProblem, check, on_streets, solve
from yihe.planning.routing.timetable import totals
from yihe.planning.simulating import CollectWhenFull, Comparison, Conditions, compare, made_world, rounds_of_plan

from .district_drawn import collection_of, read_city
from .routing import warm_up

DEFAULT = Path("../shared/data/routing")
CITIES = ("stockholm", "shanghai")
_LEAST_LEFT_S = 1.0


@dataclass(frozen=True)
class Day:
    """A district's day, the plan made for it, and what building and planning took; no plan where none was found."""

    problem: RoutingProblem
    plan: RoutingPlan | None
    figures: dict[str, Any]


def run(
    folder: Path,
    city: str,
    bins: int,
    seconds: float,
    seed: int,
    on_progress: Callable[[Progress], object] = lambda now: None,
) -> Day:
    """Build and plan a day; `seconds` hold for both together, reading the streets included.

    Raises
    ------
    BadStreets, BadInput
        If the folder's streets cannot be read or planned on.
    """
    warm_up(["kim"])
    began = time.perf_counter()
    graph = read_city(folder, city)
    read = time.perf_counter()
    problem = on_streets(collection_of(graph, city, bins, seed), graph).problem
    built = time.perf_counter()
    given = Budget(seconds=max(_LEAST_LEFT_S, seconds - (built - began)))
    plan, found = _planned(problem, given, seed, on_progress)
    figures = {
        "district": problem.name,
        "bins": bins,
        "visits": int(problem.stops.visits.sum()),
        "shifts": problem.periods,
        "seconds_given": seconds,
        "seconds_reading_streets": round(read - began, 2),
        "seconds_building": round(built - read, 2),
        "seconds_planning": round(time.perf_counter() - built, 2),
        "seed": seed,
    }
    return Day(problem, plan, figures | found)


def _planned(
    problem: RoutingProblem, budget: Budget, seed: int, on_progress: Callable[[Progress], object]
) -> tuple[RoutingPlan | None, dict[str, Any]]:
    try:
        plan = solve(problem, budget, seed, on_progress)
    except Infeasible as conflict:
        rules = sorted({broken.rule for broken in conflict.conflict})
        return None, {"feasible": False, "conflict": str(conflict)[:500], "broken_rules": rules}
    broken = check(problem, plan)
    rules = sorted({each.rule for each in broken})
    return plan, {"feasible": not broken, **measures(problem, plan), "broken_rules": rules, "broken": len(broken)}


def measures(problem: RoutingProblem, plan: RoutingPlan) -> dict[str, Any]:
    """What a plan comes to: vehicles, kilometres, hours on duty, visits missing, yuan."""
    rows = totals(problem, plan)
    visits = sum(row.stops for row in rows)
    out = Counter(problem.vehicles[route.vehicle_type].period for route in plan.routes)
    shifts = [out[shift] for shift in range(problem.periods)]
    return {
        "routes": len(plan.routes),
        "vehicles": max(shifts, default=0),
        "vehicles_by_shift": ", ".join(map(str, shifts)),
        "unloads": sum(row.unloads for row in rows),
        "km": round(sum(row.metres for row in rows) / 1000, 1),
        "hours": round(sum(row.time for row in rows) / 3600, 1),
        "visits_made": visits,
        "unserved_visits": int(problem.stops.visits.sum()) - visits,
        "yuan": round(plan.objective, 2),
        "iterations": plan.iterations,
    }


def played(
    day: Day, plan: RoutingPlan, history: Path, weeks: int, hours_to_full: float, promise_h: float
) -> Comparison:
    """Play weeks of the plan's rounds, the same every day, beside collect-when-full with as many trucks.

    Parameters
    ----------
    history
        Emptyings from which the law of filling is learned.
    hours_to_full
        In which the median bin fills.
    promise_h
        Hours within which a full bin is to be cleared.
    """
    law, seed = make_forecast(read_history(history)).law, plan.seed
    world = made_world(day.problem, law, hours_to_full, day.figures["vehicles"], seed)
    conditions = Conditions(promise_h=promise_h)
    rounds = replace(rounds_of_plan(plan), name="this plan's rounds")
    return compare(world, [rounds, CollectWhenFull(world, conditions)], conditions, range(seed, seed + weeks))
