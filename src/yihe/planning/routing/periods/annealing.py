"""Simulated annealing by ruin and recreate over all periods of a plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...chance import Stream, fraction, stream
from ...compiled import outer
from .handles import handle_of_journal, handle_of_model, handle_of_state
from .model import Floats, Ints, Model
from .moving import await_visits, begin_step, renew_all, renew_touched, take_back, take_wholly, value
from .recreate import recreate
from .ruin import ruin
from .state import Ints32, Journal, State, empty_journal, empty_state


class Snapshot(NamedTuple):
    """A plan without its tables: sequences (v + 1, s), their lengths and the patterns of the stops."""

    sequence: Ints32
    length: Ints
    chosen: Ints

    def copy(self) -> Snapshot:
        """Return a snapshot that does not change with the search."""
        return Snapshot(self.sequence.copy(), self.length.copy(), self.chosen.copy())


class Search:
    """One chain of the annealing.

    Attributes
    ----------
    state, best
        The plan as it stands, and the best one so far.
    """

    def __init__(self, model: Model, seed: int, branch: int = 0) -> None:
        self.state: State = empty_state(model)
        self.best = Snapshot(self.state.sequence.copy(), self.state.length.copy(), self.state.chosen.copy())
        self._values: Floats = np.full(2, np.inf)
        self._chance: Stream = stream(seed, branch)
        self._model = handle_of_model(model)
        self._state = handle_of_state(self.state)
        self._journal = handle_of_journal(empty_journal(self.state))
        self.restart(self.best.copy())

    @property
    def value(self) -> float:
        """Value of the best plan since the last restart."""
        return float(self._values[1])

    def restart(self, snapshot: Snapshot) -> None:
        """Go on from another plan, and count it as the best."""
        load(self._model, self._state, self._values, snapshot, self.best)

    def cross(self, patterns: Ints, stops: Ints) -> None:
        """Give some stops other patterns and put them back in."""
        change_patterns(self._model, self._state, self._journal, self._values, self.best, self._chance, patterns, stops)

    def anneal(self, steps: int, warm: float, cold: float) -> None:
        """Go some steps from temperature `warm` down to `cold`, in units of cost; leaves Python's lock open."""
        anneal(self._model, self._state, self._journal, self._values, self.best, self._chance, steps, warm, cold)


@outer
def anneal(
    model: Model,
    state: State,
    journal: Journal,
    values: Floats,
    best: Snapshot,
    chance: Stream,
    steps: int,
    warm: float,
    cold: float,
) -> None:
    """Go steps of an annealing; values[0] is the plan's value, values[1] that of the best."""
    ratio = (cold / warm) ** (1.0 / max(1, steps - 1))
    heat = warm
    for _ in range(steps):
        begin_step(state, journal)
        ruin(model, state, journal, chance)
        if _rebuild(model, state, journal, values, chance, heat):
            _remember(state, values, best)
        heat *= ratio


@outer
def _rebuild(model: Model, state: State, journal: Journal, values: Floats, chance: Stream, heat: float) -> bool:
    """Put back what misses visits; keep the plan if it is good enough at this temperature, else the one before."""
    for stop in range(len(state.chosen)):
        if state.chosen[stop] < 0:
            await_visits(state, journal, stop)
    good = renew_touched(model, state, journal)
    recreate(model, state, journal, chance)
    after = value(model, state)
    if good and after < values[0] - heat * np.log(1.0 - fraction(chance)):
        values[0] = after
        return True
    take_back(model, state, journal)
    return False


@outer
def _remember(state: State, values: Floats, best: Snapshot) -> None:
    """Keep the plan if it is the best so far; values of whole numbers differ by more than rounding."""
    if values[0] < values[1] - 1e-7:
        values[1] = values[0]
        best.sequence[:] = state.sequence
        best.length[:] = state.length
        best.chosen[:] = state.chosen


@outer
def _clear(model: Model, state: State) -> None:
    """Let no vehicle go out."""
    state.vehicle_of[:] = -1
    state.chosen[:] = -1
    state.length[:] = 0
    renew_all(model, state)


@outer
def load(model: Model, state: State, values: Floats, plan: Snapshot, best: Snapshot) -> None:
    """Put a plan in place of the one under search, as the best; an empty one if it does not keep its limits."""
    state.vehicle_of[:] = -1
    state.chosen[:] = plan.chosen
    for v in range(len(model.kind)):
        state.length[v] = plan.length[v]
        for s in range(plan.length[v]):
            state.sequence[v, s] = plan.sequence[v, s]
            state.vehicle_of[plan.sequence[v, s], model.period[v]] = v
    if not renew_all(model, state):
        _clear(model, state)
    values[0] = value(model, state)
    values[1] = np.inf
    _remember(state, values, best)


@outer
def change_patterns(
    model: Model,
    state: State,
    journal: Journal,
    values: Floats,
    best: Snapshot,
    chance: Stream,
    patterns: Ints,
    stops: Ints,
) -> None:
    """Take stops out and put them back with given patterns, or others where these have no place."""
    begin_step(state, journal)
    for stop in stops:
        if state.chosen[stop] >= 0:
            take_wholly(model, state, journal, stop)
            state.chosen[stop] = patterns[stop]
    _rebuild(model, state, journal, values, chance, np.inf)
    _remember(state, values, best)
