"""What a sweeping plan comes to, in words."""

from __future__ import annotations

from .plan import SweepingPlan
from .problem import SweepingProblem


def explain(problem: SweepingProblem, plan: SweepingPlan) -> str:
    """Say in words what the plan costs and how it was found."""
    visits = sum(call.kind == "site" for route in plan.routes for call in route.calls)
    passes = sum(len(route.streets) for route in plan.routes)
    work = f"{passes} passes along {len(plan.owners())} streets by {len(plan.routes)} crews"
    driving = f"driving without sweeping {plan.dead_cost:,.10g}"
    lines = [
        f"{problem.name}: {work}, {visits} visits to sites; cost {plan.objective:,.10g}",
        f"sweeping {plan.sweep_cost:,.10g}, {driving}, sites {plan.site_cost:,.10g}, crews {plan.crew_cost:,.10g}",
        "no bound is known" if plan.bound is None else f"bound {plan.bound:,.10g}, gap {plan.gap:.2%}",
        f"found in {plan.seconds:.1f} s and {plan.iterations:,} steps with seed {plan.seed}",
    ]
    return "\n".join(lines)
