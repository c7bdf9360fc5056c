"""One search: routes that are ruined, recreated and cooled, on a whole problem or on a part of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..chance import stream
from .annealing import anneal, load_routes
from .arrays import Best, Floats, Model, State, empty_best, empty_state, empty_undo
from .modelling import closeness
from .network import SPAN
from .recreate import worth

Line = list[int]


class Search:
    """A running search with its best complete plan so far."""

    def __init__(self, model: Model, routes: int, seed: int, branch: int) -> None:
        self.model = model
        self.state: State = empty_state(model, routes, _longest(model))
        self.undo = empty_undo(self.state)
        self.best: Best = empty_best(self.state)
        self.chance = stream(seed, branch)
        # Three times the dearest route for one task alone.
        alone = model.far + model.work[: model.tasks, 0] + model.work[-2, 0]
        self.left_out: Floats = np.array([2.0 + 3.0 * float(alone.max(initial=0) // SPAN)])

    @property
    def value(self) -> float:
        """Cost of the best complete plan in steps; infinite before there is one."""
        return float(self.best.value[0])

    @property
    def out(self) -> list[int]:
        """Tasks without a place in the running state."""
        return self.state.out[: self.state.out_count[0]].tolist()

    def run(self, hot: float, cold: float, steps: int) -> None:
        """Take so many steps, from one temperature to another."""
        heat = np.array([hot, cold])
        anneal(self.model, self.state, self.undo, self.best, self.chance, self.left_out, heat, steps)

    def load(self, lines: list[Line]) -> None:
        """Go on from these routes; tasks in none of them are out."""
        line, size = np.zeros_like(self.state.line), np.zeros_like(self.state.size)
        for r, each in enumerate(lines):
            line[r, 1 : len(each) + 1] = each
            size[r] = len(each)
        load_routes(self.model, self.state, line, size)
        cost = worth(self.state, self.left_out)
        if not self.out and cost < self.value:
            self.best.line[:], self.best.size[:], self.best.value[0] = self.state.line, self.state.size, cost

    def best_lines(self) -> list[Line]:
        """Routes of the best complete plan, without empty ones."""
        return _lines(self.best)

    def lines(self) -> list[Line]:
        """Routes of the running state, without empty ones."""
        return _lines(self.state)


def _lines(routes: Best | State) -> list[Line]:
    return [row[1 : n + 1].tolist() for row, n in zip(routes.line, routes.size, strict=True) if n]


def _longest(model: Model) -> int:
    """Most elements a route may come to hold: all that fits, and around every task a visit of every kind."""
    if model.kinds:
        return 2 * model.tasks * (1 + model.kinds) + 4
    longest = model.tasks
    for k in range(2):
        fits = np.cumsum(np.sort(model.demand[: model.tasks, k])) <= model.capacity[k] * (1 + 1e-9) + 1e-6
        longest = min(longest, int(fits.sum()))
    return longest + 2


@dataclass(frozen=True)
class Part:
    """Some routes as a problem of their own: its model, which element each of its own stands for, and its routes."""

    model: Model
    elements: list[int]
    lines: list[Line]

    def outer(self, lines: list[Line]) -> list[Line]:
        """The same routes in the elements of the whole problem."""
        return [[self.elements[e] for e in line] for line in lines]


def part(model: Model, lines: list[Line], neighbours: int) -> Part:
    """Cut routes out of a problem."""
    tasks = sorted(e for line in lines for e in line if e < model.tasks)
    elements = [*tasks, *range(model.tasks, len(model.modes))]
    inner = {e: i for i, e in enumerate(elements)}
    ends = (model.entry[elements], model.leave[elements])
    nodes, renamed = np.unique(
        np.concatenate([*(each.ravel() for each in ends), [len(model.way) - 1]]), return_inverse=True
    )
    entry, leave = renamed[:-1].astype(np.uint32).reshape(2, *ends[0].shape)
    near = _near(model, tasks, inner, neighbours)
    way = model.way[np.ix_(nodes, nodes)]
    cut = model._replace(
        tasks=len(tasks), modes=model.modes[elements], entry=entry, leave=leave, work=model.work[elements],
        demand=model.demand[elements], resets=model.resets[elements], way=way, back=np.ascontiguousarray(way.T),
        near=near, close=closeness(near, len(elements)), far=model.far[tasks],
    )  # fmt: skip
    return Part(cut, elements, [[inner[e] for e in line] for line in lines])


def _near(model: Model, tasks: list[int], inner: dict[int, int], count: int) -> np.ndarray:
    """Neighbours within the part; short rows are filled up with the task itself, which is never cut twice."""
    near = np.empty((len(tasks), count), dtype=np.int64)
    for i, task in enumerate(tasks):
        row = [inner[e] for e in model.near[task].tolist() if e in inner][:count]
        near[i] = row + [i] * (count - len(row))
    return near
