"""Recombine routes that the search has met: the cheapest choice among them that serves every stop once.

Set partitioning over whole routes of vehicles, solved by HiGHS (as in Subramanian, Uchoa and Ochi, Computers &
Operations Research 40, 2013).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import highspy
import numpy as np

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
        model = self._model()
        model.setOptionValue("time_limit", seconds)
        model.run()
        if not model.getSolution().value_valid or model.getInfo().objective_function_value > below - 0.5:
            return None
        taken = np.array(model.getSolution().col_value[: len(self.routes)]) > 0.5
        return self._to_vehicles([key for key, each in zip(self.routes, taken, strict=True) if each])

    def _model(self) -> highspy.Highs:
        stops, kinds = len(self.tables.stop), Counter(int(kind) for kind in self.tables.vehicle[:, VEHICLE_ALIKE])
        row_of = {kind: stops + at for at, kind in enumerate(kinds)}
        columns = [[*served, row_of[kind]] for kind, served in self.routes] + [[stop] for stop in range(stops)]
        costs = [each.cost for each in self.routes.values()] + self.tables.stop[:, STOP_PENALTY].tolist()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(columns), stops + len(kinds)
        lp.col_cost_ = np.array(costs, dtype=float)
        lp.col_lower_, lp.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
        lp.row_lower_ = np.array([1.0] * stops + [0.0] * len(kinds))
        lp.row_upper_ = np.array([1.0] * stops + [float(count) for count in kinds.values()])
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(each) for each in columns])))
        lp.a_matrix_.index_ = np.array([row for each in columns for row in each])
        lp.a_matrix_.value_ = np.ones(sum(len(each) for each in columns))
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.passModel(lp)
        return model

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
