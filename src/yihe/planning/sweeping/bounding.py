"""A lower bound from what must flow through every crossing, whatever the routes are.

Sweeping is paid in any plan. Driving without sweeping must balance what enters and leaves every crossing, make the
passages of every crossing an even number, and bring as many crews out of the depot as the loads ask for. Together
that is a small linear programme; what hoppers forbid within a route is left out, so the bound may be far off.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from .problem import SweepingProblem


def lower_bound(problem: SweepingProblem, routes: int) -> float | None:
    """Return a cost below which no plan of at least so many routes can be, ``None`` if the programme fails."""
    passes = problem.passes()
    streets = problem.streets
    arcs = [(s.tail, s.head, s.pass_cost) for s in streets] + [
        (s.head, s.tail, s.pass_cost) for s in streets if not s.one_way
    ]
    # A pass with a free direction goes forward by a share from 0 to 1.
    free = [index for index, ways in passes if len(ways) == 2]
    balance, odd = np.zeros(problem.nodes), np.zeros(problem.nodes, dtype=np.int64)
    for index, ways in passes:
        street = streets[index]
        np.add.at(odd, [street.tail, street.head], 1)
        sign = 1 if len(ways) == 2 or not ways[0] else -1
        # Counted as swept backwards where the direction is free; the share then turns it.
        balance[street.tail] += sign
        balance[street.head] -= sign
    out_rows, columns, signs = _incidence(arcs, [(streets[i].tail, streets[i].head) for i in free])
    matrix = coo_array((signs, (out_rows, columns)), shape=(problem.nodes, len(arcs) + len(free))).tocsr()
    rows, right = _at_least(problem, arcs, free, odd, routes)
    cost = np.array([arc[2] for arc in arcs] + [0.0] * len(free))
    limits = [(0, None)] * len(arcs) + [(0, 1)] * len(free)
    found = linprog(cost, A_ub=-rows, b_ub=-right, A_eq=matrix, b_eq=balance, bounds=limits, method="highs")
    if found.status != 0:
        return None
    sweeping = sum(streets[index].sweep_cost for index, _ in passes)
    # A little less than the programme's value, so that rounding in it cannot lift the bound above the truth.
    return float(sweeping + routes * problem.fleet.crew_cost + found.fun - 1e-6 * max(1.0, abs(found.fun)))


def _incidence(
    arcs: list[tuple[int, int, float]], turned: list[tuple[int, int]]
) -> tuple[list[int], list[int], list[float]]:
    """Coefficients of what leaves minus what enters; turning a pass around changes both ends by two."""
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    ends = [(tail, head, 1.0) for tail, head, _ in arcs] + [(tail, head, 2.0) for tail, head in turned]
    for column, (tail, head, weight) in enumerate(ends):
        rows += [tail, head]
        columns += [column, column]
        signs += [weight, -weight]
    return rows, columns, signs


def _at_least(
    problem: SweepingProblem, arcs: list[tuple[int, int, float]], free: list[int], odd: np.ndarray, routes: int
) -> tuple[coo_array, np.ndarray]:
    """Rows that ask for a drive at every odd crossing, and for enough departures from the depot."""
    wanted = {int(node): i for i, node in enumerate(np.flatnonzero(odd % 2))}
    rows, columns = [], []
    for column, (tail, head, _) in enumerate(arcs):
        for node in {tail, head} & wanted.keys():
            rows.append(wanted[node])
            columns.append(column)
        if problem.depot in (tail, head) and tail != head:
            rows.append(len(wanted))
            columns.append(column)
    shape = (len(wanted) + 1, len(arcs) + len(free))
    matrix = coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    # Passages of the depot: every route leaves and enters it, and sweeping passes there count.
    needed = max(0, 2 * routes - int(odd[problem.depot]))
    return matrix, np.array([1.0] * len(wanted) + [float(needed)])
