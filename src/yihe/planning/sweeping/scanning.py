"""First routes: go on to the nearest street that still fits, until none does.

Method: path scanning (Golden, DeArmon and Baker 1983), with their rule of turning back at half load for equally near
streets.
"""

from __future__ import annotations

import numpy as np

from .arrays import Ints, Model
from .network import NO_WAY, SPAN

Line = list[int]


def scan(model: Model) -> list[Line]:
    """Return routes without visits that keep all limits and hold every task once; their number is not limited."""
    return _Scan(model).lines()


class _Scan:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.left = np.ones(model.tasks, dtype=bool)
        counts = model.modes[: model.tasks]
        self.task = np.repeat(np.arange(model.tasks), counts)
        self.mode = np.concatenate([np.arange(count) for count in counts])
        self.entry = model.entry[self.task, self.mode]
        self.home = model.way[model.leave[self.task, self.mode], -1]

    def lines(self) -> list[Line]:
        lines = []
        while self.left.any():
            lines.append(self._line())
        return lines

    def _line(self) -> Line:
        """One route; an empty route takes any street, as every street fits a sweeper of its own."""
        model, line = self.model, []
        node, load, spent = int(model.leave[-2, 0]), np.zeros(2), 0
        rows = np.flatnonzero(self.left[self.task])
        while rows.size:
            row = self._next(node, rows, bool((load < model.capacity / 2).all()))
            task, mode = int(self.task[row]), int(self.mode[row])
            line.append(task)
            self.left[task] = False
            load += model.demand[task]
            spent += int(model.way[node, self.entry[row]] + model.work[task, mode]) % SPAN
            node = int(model.leave[task, mode])
            rows = self._fitting(rows, node, load, spent)
        return line

    def _next(self, node: int, rows: Ints, outward: bool) -> int:
        """The nearest street; of equally near ones the farthest from home, or the nearest to it at half load."""
        near = self.model.way[node, self.entry[rows]]
        nearest = rows[near == near.min()]
        home = self.home[nearest]
        return int(nearest[home.argmax() if outward else home.argmin()])

    def _fitting(self, rows: Ints, node: int, load: np.ndarray, spent: int) -> Ints:
        model = self.model
        rows = rows[self.left[self.task[rows]]]
        rows = rows[(model.demand[self.task[rows]] + load <= model.capacity + 1e-9).all(axis=1)]
        rows = rows[model.way[node, self.entry[rows]] < NO_WAY]
        if model.limit < 0:
            return rows
        work = model.work[self.task[rows], self.mode[rows]]
        return rows[spent + (model.way[node, self.entry[rows]] + work + self.home[rows]) % SPAN <= model.limit]
