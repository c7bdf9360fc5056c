"""Several searches of one problem side by side, one thread each, that tell each other of better routes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .annealing import anneal, back_to_best, take_up
from .partition import Pool
from .state import ABSENT, BEST_ABSENT, DEPOT, LENGTH, NODE, STEPS, VERSION, WINDOW, State, make_state
from .tables import Tables
from .timetable import Nodes


class Islands:
    """Searches with seeds of their own.

    Parameters
    ----------
    count
        Searches, and threads.
    start
        Routes to begin with, as nodes for each vehicle; ``None`` to begin with every stop absent.
    """

    def __init__(self, tables: Tables, count: int, seed: int, start: Sequence[Nodes] | None) -> None:
        self.tables, self.pool = tables, Pool(tables)
        self.states = [make_state(tables, seed * 1009 + island) for island in range(count)]
        for state in self.states:
            if not (start is not None and _write(tables, state, start) and take_up(tables, state)):
                back_to_best(tables, state)

    def anneal(self, steps: int, warm: float, cold: float) -> None:
        """Take a number of steps on every island, all at once."""
        if len(self.states) == 1:
            anneal(self.tables, self.states[0], steps, warm, cold)
            return
        with ThreadPoolExecutor(len(self.states)) as threads:
            list(threads.map(lambda state: anneal(self.tables, state, steps, warm, cold), self.states))

    def remember(self) -> None:
        """Note the routes that the islands have now."""
        for island, state in enumerate(self.states):
            self.pool.add(island, state)

    def recombine(self, seconds: float) -> None:
        """Put the routes met so far together anew; the worst island goes on from there if that is better."""
        routes = self.pool.recombine(seconds, self.cost)
        if routes is None:
            return
        worst = max(self.states, key=lambda state: float(state.cost[1]))
        if not (_write(self.tables, worst, routes) and take_up(self.tables, worst)):
            back_to_best(self.tables, worst)

    def exchange(self) -> None:
        """Begin anew everywhere from the best routes of all islands."""
        best = self.best
        for state in self.states:
            if state is not best:
                _copy_best(best, state)
                back_to_best(self.tables, state)

    @property
    def best(self) -> State:
        """The search with the best routes."""
        return min(self.states, key=lambda state: float(state.cost[1]))

    @property
    def cost(self) -> float:
        """Cost of the best routes, stops left out included."""
        return float(self.best.cost[1])

    @property
    def steps(self) -> int:
        """Steps taken by all islands together."""
        return sum(int(state.counter[STEPS]) for state in self.states)


def best_routes(state: State) -> list[Nodes]:
    """The best routes of a search, as nodes for each vehicle."""
    return [
        [(int(node), int(window)) for node, window in state.best_route[v, : state.best_tally[v, LENGTH]]]
        for v in range(len(state.best_tally))
    ]


def best_absent(state: State) -> list[int]:
    """Visits that the best routes leave out."""
    return [int(s) for s in state.best_absent[: state.counter[BEST_ABSENT]]]


def _write(tables: Tables, state: State, routes: Sequence[Nodes]) -> bool:
    """Write routes into a search that has none yet; tell whether there is room for them."""
    if max(len(nodes) for nodes in routes) > state.route.shape[1]:
        return False
    for v, nodes in enumerate(routes):
        state.tally[v, LENGTH] = len(nodes)
        state.route[v, : len(nodes), NODE] = [node for node, _ in nodes]
        state.route[v, : len(nodes), WINDOW] = [window for _, window in nodes]
    served = {node for nodes in routes for node, _ in nodes if node > DEPOT}
    absent = [s for s in range(len(tables.stop)) if s not in served]
    state.absent[: len(absent)] = absent
    state.counter[ABSENT] = len(absent)
    return True


def _copy_best(best: State, other: State) -> None:
    np.copyto(other.best_route, best.best_route)
    np.copyto(other.best_tally, best.best_tally)
    np.copyto(other.best_absent, best.best_absent)
    other.counter[BEST_ABSENT], other.cost[1] = best.counter[BEST_ABSENT], best.cost[1]
    # Versions count the islands' own routes; none of another island's may be taken for one of these.
    other.best_tally[:, VERSION] = -1
