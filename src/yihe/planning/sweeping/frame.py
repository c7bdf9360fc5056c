"""A sweeping plan as a table, one row for each thing a crew does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plan import Call, Route, SweepingPlan, ends
from .problem import SweepingProblem

if TYPE_CHECKING:
    import pandas as pd


def to_frame(problem: SweepingProblem, plan: SweepingPlan) -> pd.DataFrame:
    """One row per call: crew, order, kind, name, direction, begin, end, load and water since emptied and filled."""
    import pandas as pd

    columns = ["crew", "order", "kind", "name", "from_node", "to_node", "begin_s", "end_s", "load", "water"]
    rows = [row for route in plan.routes for row in _rows(problem, route)]
    return pd.DataFrame(rows, columns=columns)


def _rows(problem: SweepingProblem, route: Route) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    load = water = 0.0
    for order, call in enumerate(route.calls):
        if call.kind == "street":
            load, water = load + problem.streets[call.index].load, water + problem.streets[call.index].water
        elif call.kind == "site":
            site = problem.sites[call.index]
            load, water = (0.0 if site.empties else load), (0.0 if site.refills else water)
        what = (route.crew, order, call.kind, _name(problem, call), *ends(problem, call))
        rows.append((*what, call.begin, call.end, load, water))
    return rows


def _name(problem: SweepingProblem, call: Call) -> str:
    if call.kind == "street":
        return problem.streets[call.index].name
    return problem.sites[call.index].name if call.kind == "site" else "depot"
