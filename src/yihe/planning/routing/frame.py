"""A collection plan as a table, one row for each thing a vehicle does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plan import RoutingPlan
from .problem import RoutingProblem
from .timetable import Row, timetable

if TYPE_CHECKING:
    import pandas as pd


def to_frame(problem: RoutingProblem, plan: RoutingPlan) -> pd.DataFrame:
    """Give the plan as a data frame.

    Returns
    -------
    pandas.DataFrame
        Columns ``route, vehicle, order, kind, name, arrival, begin, end`` (the problem's time unit), ``collected`` and
        ``on_board`` for each load unit, ``metres`` from the call before and ``metres_so_far``.
    """
    import pandas as pd

    rows = [_cells(problem, row) for route in timetable(problem, plan) for row in route]
    return pd.DataFrame(rows, columns=_columns(problem))


def _columns(problem: RoutingProblem) -> list[str]:
    units = problem.load_units
    loads = [f"collected_{unit}" for unit in units] + [f"on_board_{unit}" for unit in units]
    plain = ["route", "vehicle", "order", "kind", "name", "arrival", "begin", "end"]
    return [*plain, *loads, "metres", "metres_so_far"]


def _cells(problem: RoutingProblem, row: Row) -> list[Any]:
    plain = [row.route, row.vehicle, row.order, row.kind, row.name, row.arrival, row.begin, row.end]
    return [*plain, *row.collected, *row.on_board, row.metres, row.metres_so_far]
