"""What a collection plan comes to, in words."""

from __future__ import annotations

from .plan import RoutingPlan
from .problem import RoutingProblem
from .timetable import Totals, totals


def explain(problem: RoutingProblem, plan: RoutingPlan) -> str:
    """Say in words what the plan does, what it costs and how it was found."""
    sums = totals(problem, plan)
    lines = [
        f"{problem.name}: {_work(problem, plan, sums)}; objective {plan.objective:,.10g}",
        _driven(problem, sums),
        *([f"left out: {_named(problem, plan)}"] if plan.left_out else []),
        "no bound is known" if plan.bound is None else f"bound {plan.bound:,.10g}, gap {plan.gap:.2%}",
        f"found in {plan.seconds:.1f} s and {plan.iterations:,} steps with seed {plan.seed}",
    ]
    return "\n".join(lines)


def _work(problem: RoutingProblem, plan: RoutingPlan, sums: list[Totals]) -> str:
    visits, unloads = sum(each.stops for each in sums), sum(each.unloads for each in sums)
    served = len({stop for route in plan.routes for stop in route.stops})
    return f"{visits} visits to {served} of {len(problem.stops)} stops by {len(sums)} routes, {unloads} unloads"


def _driven(problem: RoutingProblem, sums: list[Totals]) -> str:
    driven = f"driven {sum(each.metres for each in sums):,} (longest {max((e.metres for e in sums), default=0):,})"
    loads = [f"{sum(each.collected[unit] for each in sums):,} {name}" for unit, name in enumerate(problem.load_units)]
    return f"{driven}, on duty {sum(each.time for each in sums):,} in all, collected {', '.join(loads)}"


def _named(problem: RoutingProblem, plan: RoutingPlan, most: int = 5) -> str:
    names = [problem.stops.names[stop] for stop in plan.left_out]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
