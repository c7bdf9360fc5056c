"""The search for a periodic plan: chains of annealing that start anew and exchange the days of stops."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from ...outcome import BrokenRule, Infeasible
from ...stopping import Clock
from ..checking import cost_of
from ..plan import RoutingPlan
from ..problem import RoutingProblem
from .annealing import Search, Snapshot
from .balance import price_of_unevenness
from .building import routes_of, snapshot_of
from .model import Model, build

# Chains that run side by side; a fixed number, so that a run does not depend on the machine.
CHAINS = 2
# Steps of a chain between two looks at the clock, and the seconds they should take at most.
CHUNK = 400
CHUNK_SECONDS = 0.2
# Steps per visit of one annealing: beyond that another start gains more.
STEPS_PER_VISIT = 400
# Temperatures in shares of the mean cost of an arc in the first plan.
WARM, COLD = 0.8, 0.05
# Of the first temperature for a plan that is gone on with: enough to reorder days, not enough to lose the plan.
REHEAT = 0.4
# Good plans kept to cross.
ELITE = 8


def improve(
    problem: RoutingProblem, start: RoutingPlan | None, clock: Clock, seed: int, *, balance: float = 0.0
) -> RoutingPlan:
    """Search for a plan over all periods at once: visit days, routes and places to empty at.

    Parameters
    ----------
    start
        A plan to begin with; what it leaves out or puts on days that no pattern allows is planned anew.
    clock
        One iteration is one ruin and recreate step of any chain.
    balance
        Price of uneven work, see `balance.price_of_unevenness`; not part of the plan's objective.

    Raises
    ------
    Infeasible
        If stops that must be served found no place.
    BadInput
        If the problem has breaks or release times, which this search does not know.

    Notes
    -----
    Ruin and recreate with string removals and simulated annealing (Christiaens and Vanden Berghe, Transportation
    Science 54, 2020). Stops are taken out on one day or on all their days and put back with their cheapest pattern;
    every insertion is priced with the best emptyings of the route around it by dynamic programming.
    """
    model = build(problem, price_of_unevenness(problem, balance))
    chains = [Search(model, seed, stream) for stream in range(CHAINS)]
    if start is not None:
        for chain in chains:
            chain.restart(snapshot_of(problem, model, start))
    run = _Run(chains, clock, seed, int(problem.stops.visits.sum()))
    with ThreadPoolExecutor(CHAINS) as threads:
        run.go(threads, start is not None)
    return _plan(problem, model, run, seed)


class _Run:
    """Cycles of annealing until the clock ends them."""

    def __init__(self, chains: list[Search], clock: Clock, seed: int, visits: int) -> None:
        self.chains, self.clock, self.visits = chains, clock, visits
        self.chance = np.random.default_rng([seed, CHAINS])
        self.steps = 0
        self.chunk = 1
        self.elite: list[tuple[float, Snapshot]] = []
        self.empty = chains[0].best.copy()

    @property
    def best(self) -> Snapshot:
        """The best plan of all chains and cycles."""
        return min(self._plans(), key=lambda each: each[0])[1]

    def go(self, threads: ThreadPoolExecutor, started: bool) -> None:
        """Anneal from the first plan, then by turns from nothing and from two crossed plans."""
        self._advance(threads, 1e-9)
        mean_arc = self._objective() / (self.visits + 1)
        cycle_steps = self._cycle_steps(threads, mean_arc)
        cycle, warm = 0, REHEAT if started else 1.0
        while not self._over():
            self._anneal(threads, mean_arc * warm, mean_arc, cycle, cycle_steps)
            self.elite = sorted(self._plans(), key=lambda each: each[0])[:ELITE]
            cycle += 1
            warm = self._begin_again(cycle)

    def _anneal(
        self, threads: ThreadPoolExecutor, first: float, mean_arc: float, cycle: int, cycle_steps: float
    ) -> None:
        """Cool all chains down until the cycle's share of the budget is used."""
        while not self._over():
            place = self._progress(cycle_steps) - cycle
            if place >= 1:
                return
            warm = first * WARM
            self._advance(threads, warm * (COLD * mean_arc / warm) ** max(place, 0.0))

    def _begin_again(self, cycle: int) -> float:
        """Give each chain its next plan; return the share of the first temperature it needs."""
        if cycle % 2 == 0:
            for chain in self.chains:
                chain.restart(self.empty)
            return 1.0
        for chain in self.chains:
            self._cross(chain)
        return REHEAT

    def _cross(self, chain: Search) -> None:
        """Let one of the good plans take over the days that another one has for a part of the stops."""
        first, second = self.chance.integers(len(self.elite), size=2)
        chain.restart(self.elite[first][1])
        chosen = self.elite[second][1].chosen
        taken = (self.chance.random(len(chosen)) < 0.5) & (chosen >= 0)
        chain.cross(chosen, np.flatnonzero(taken & (chosen != chain.best.chosen)))

    def _plans(self) -> list[tuple[float, Snapshot]]:
        return [*self.elite, *((chain.value, chain.best.copy()) for chain in self.chains)]

    def _objective(self) -> float:
        return min([each[0] for each in self.elite] + [chain.value for chain in self.chains])

    def _advance(self, threads: ThreadPoolExecutor, heat: float) -> None:
        """Let all chains go one chunk at a temperature."""
        steps = self._next_chunk()
        list(threads.map(lambda chain: chain.anneal(steps, heat, heat), self.chains))
        self.steps += steps * CHAINS
        self.clock.report(self.steps, self._objective())

    def _next_chunk(self) -> int:
        limit = self.clock.budget.iterations
        return self.chunk if limit is None else max(1, min(self.chunk, -(-(limit - self.steps) // CHAINS)))

    def _over(self) -> bool:
        return self.clock.over(self.steps, self._objective())

    def _cycle_steps(self, threads: ThreadPoolExecutor, mean_arc: float) -> float:
        """Return the steps of a cycle so that a whole number of them fills the budget; sets the size of a chunk."""
        self.chunk = 10
        before = self.clock.seconds
        self._advance(threads, WARM * mean_arc)
        per_step = max((self.clock.seconds - before) / (10 * CHAINS), 1e-6)
        self.chunk = CHUNK
        if self.clock.budget.seconds is not None:
            self.chunk = int(min(CHUNK, max(1, CHUNK_SECONDS / (per_step * CHAINS))))
        wanted = float(STEPS_PER_VISIT * CHAINS * self.visits)
        expected = min(self.clock.seconds_left / per_step, float(self.clock.budget.iterations or np.inf))
        return wanted if np.isinf(expected) else expected / max(1, round(expected / wanted))

    def _progress(self, cycle_steps: float) -> float:
        """Return how many cycles the budget used so far is worth."""
        return self.steps / cycle_steps


def _plan(problem: RoutingProblem, model: Model, run: _Run, seed: int) -> RoutingPlan:
    best = run.best
    out = np.flatnonzero(best.chosen < 0)
    _require_served(problem, out)
    routes, left_out = routes_of(problem, model, best), tuple(int(stop) for stop in out)
    return RoutingPlan(
        objective=cost_of(problem, routes, left_out) * problem.objective_scale,
        bound=None,
        seconds=run.clock.seconds,
        seed=seed,
        iterations=run.steps,
        routes=routes,
        left_out=left_out,
    )


def _require_served(problem: RoutingProblem, out: npt.NDArray[np.intp]) -> None:
    missed = [problem.stops.names[stop] for stop in out if problem.stops.required[stop]]
    if missed:
        raise Infeasible([BrokenRule("unserved", name, f"no vehicle has room and time for {name}") for name in missed])
