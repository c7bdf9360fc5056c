"""Ruin and recreate under simulated annealing, in slices short enough to watch the clock between them."""

from __future__ import annotations

import math

import numpy as np

from ..chance import Stream, fraction
from ..compiled import outer, uncounted
from .arrays import Best, Floats, Model, State, Undo
from .chains import refresh
from .recreate import recreate, worth
from .ruin import begin, restore, ruin
from .visits import drop_visits, move_visits

MEAN_REMOVED = 10.0


@outer
def anneal(
    model: Model, state: State, undo: Undo, best: Best, chance: Stream, left_out: Floats, heat: Floats, steps: int
) -> None:
    """Take so many steps while the temperature falls from heat[0] to heat[1] by the same ratio each.

    A step that is not accepted leaves the state as it was. The best complete plan is kept in ``best``.
    """
    temperature = heat[0]
    ratio = (heat[1] / heat[0]) ** (1.0 / steps)
    current = worth(state, left_out)
    for _ in range(steps):
        begin(state, undo)
        ruin(model, state, undo, chance, MEAN_REMOVED)
        if model.kinds:
            drop_visits(model, state, undo)
        recreate(model, state, undo, chance)
        if model.kinds:
            move_visits(model, state, undo, chance)
        value = worth(state, left_out)
        if value < current - temperature * math.log(fraction(chance) + 1e-300):
            current = value
            if state.out_count[0] == 0 and value < best.value[0] - 1e-9:
                _remember(state, best, value)
        else:
            restore(model, state, undo)
        if state.out_count[0]:
            for i in range(state.out_count[0]):
                state.weight[state.out[i]] += 1.0
            current = worth(state, left_out)
        temperature *= ratio


@uncounted
def _remember(state: State, best: Best, value: float) -> None:
    best.value[0] = value
    for r in range(len(state.size)):
        best.size[r] = state.size[r]
        for p in range(1, state.size[r] + 1):
            best.line[r, p] = state.line[r, p]


@outer
def load_routes(model: Model, state: State, line: np.ndarray, size: np.ndarray) -> None:
    """Make these the routes of the state; tasks in none of them are out."""
    state.route[:] = -1
    for r in range(len(state.size)):
        state.size[r] = size[r]
        for p in range(1, size[r] + 1):
            state.line[r, p] = line[r, p]
        refresh(model, state, r)
    state.out_count[0] = 0
    for task in range(model.tasks):
        if state.route[task] < 0:
            state.out[state.out_count[0]] = task
            state.out_count[0] += 1
