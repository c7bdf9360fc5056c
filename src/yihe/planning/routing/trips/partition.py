"""Recombine routes that the search has met: the cheapest choice among them that serves every stop once.

Set partitioning over whole routes of vehicles, solved by SciPy's HiGHS (as in Subramanian, Uchoa and Ochi, Computers &
Operations Research 40, 2013).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from .state import COST, DEPOT, LENGTH, NODE, VERSION, WINDOW, State
from .tables import STOP_PENALTY, VEHICLE_ALIKE, Tables
from .timetable import Nodes

# So many routes are kept; the oldest go first.
MOST_ROUTES = 12000

Stops = tuple[int, frozenset[int]]


@dataclass(frozen=True)
class Met:
    """A route the search has met: its cost and its nodes with their windows."""

    cost: int
    nodes: Nodes


class Pool:
    """Routes met so far, for each kind of vehicle and set of stops the cheapest."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.routes: dict[Stops, Met] = {}
        self._versions: dict[int, list[int]] = {}

    def add(self, island: int, state: State) -> None:
        """Take in the current routes of a search that changed since it was last asked."""
        seen = self._versions.setdefault(island, [-1] * len(state.tally))
        for v, tally in enumerate(state.tally):
            if tally[LENGTH] > 2 and tally[VERSION] != seen[v]:
                seen[v] = int(tally[VERSION])
                self._take(
                    int(self.tables.vehicle[v, VEHICLE_ALIKE]), state.route[v, : tally[LENGTH]], int(tally[COST])
                )
        while len(self.routes) > MOST_ROUTES:
            del self.routes[next(iter(self.routes))]

    def _take(self, kind: int, rows: np.ndarray, cost: int) -> None:
        nodes = [(int(row[NODE]), int(row[WINDOW])) for row in rows]
        key = kind, frozenset(node for node, _ in nodes if node >= 0)
        known = self.routes.pop(key, None)
        self.routes[key] = known if known is not None and known.cost <= cost else Met(cost, nodes)

    def recombine(self, seconds: float, below: float) -> list[Nodes] | None:
        """Cheapest choice of routes found within the time, for each vehicle of the tables; ``None`` if not `below`."""
        matrix, lower, upper, costs = self._model()
        found = milp(
            costs,
            integrality=np.ones(len(costs)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lower, upper),
            options={"time_limit": seconds},
        )
        if found.x is None or found.fun > below - 0.5:
            return None
        return self._to_vehicles([key for key, share in zip(self.routes, found.x, strict=False) if share > 0.5])

    def _model(self) -> tuple[csc_array, list[int], list[int], list[int]]:
        """Columns: the routes, then each stop left out. Rows: each stop once, then the vehicles of each kind."""
        stops, kinds = len(self.tables.stop), Counter(int(kind) for kind in self.tables.vehicle[:, VEHICLE_ALIKE])
        row_of = {kind: stops + at for at, kind in enumerate(kinds)}
        columns = [[*served, row_of[kind]] for kind, served in self.routes] + [[stop] for stop in range(stops)]
        costs = [each.cost for each in self.routes.values()] + self.tables.stop[:, STOP_PENALTY].tolist()
        starts = np.concatenate(([0], np.cumsum([len(each) for each in columns])))
        rows = np.array([row for each in columns for row in each])
        matrix = csc_array((np.ones(len(rows)), rows, starts), shape=(stops + len(kinds), len(columns)))
        return matrix, [1] * stops + [0] * len(kinds), [1] * stops + list(kinds.values()), costs

    def _to_vehicles(self, chosen: list[Stops]) -> list[Nodes]:
        waiting: dict[int, list[Stops]] = {}
        for key in chosen:
            waiting.setdefault(key[0], []).append(key)
        idle: Nodes = [(DEPOT, 0), (DEPOT, 0)]
        routes: list[Nodes] = []
        for kind in self.tables.vehicle[:, VEHICLE_ALIKE]:
            own = waiting.get(int(kind))
            routes.append(self.routes[own.pop()].nodes if own else idle)
        return routes
