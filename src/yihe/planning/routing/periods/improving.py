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
# A temperature at which nothing worse is ever taken.
COLDEST = 1e-9
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
    chains = [Search(model, seed, branch) for branch in range(CHAINS)]
    if start is not None:
        for chain in chains:
            chain.restart(snapshot_of(problem, model, start))
    run = _Run(problem, chains, clock, seed)
    with ThreadPoolExecutor(CHAINS) as threads:
        run.go(threads, start is not None)
    return _plan(problem, model, run, seed)


class _Run:
    """Cycles of annealing until the clock ends them."""

    def __init__(self, problem: RoutingProblem, chains: list[Search], clock: Clock, seed: int) -> None:
        self.problem, self.chains, self.clock = problem, chains, clock
        self.visits = int(problem.stops.visits.sum())
        self.chance = np.random.default_rng([seed, CHAINS])
        self.steps = 0
        self.chunk = 1
        self.cycles = 1
        self.elite: list[tuple[float, Snapshot]] = []
        self.empty = chains[0].best.copy()

    @property
    def best(self) -> Snapshot:
        """The best plan of all chains and cycles."""
        return self._best()[1]

    @property
    def objective(self) -> float | None:
        """Its value in the published unit (with uneven work, if that has a price), once it serves all it must."""
        value, plan = self._best()
        if np.any(self.problem.stops.required & (plan.chosen < 0)):
            return None
        return value * self.problem.objective_scale

    def go(self, threads: ThreadPoolExecutor, started: bool) -> None:
        """Anneal from the first plan, then by turns from nothing and from two crossed plans."""
        self._advance(threads, COLDEST)
        mean_arc = self._mean_arc()
        self._pace(threads, WARM * mean_arc)
        cycle, share = 0, REHEAT if started else 1.0
        while not self._over():
            self._anneal(threads, mean_arc * WARM * share, mean_arc * COLD, cycle)
            found = [(chain.value, chain.best.copy()) for chain in self.chains]
            self.elite = sorted([*self.elite, *found], key=lambda each: each[0])[:ELITE]
            cycle += 1
            share = self._begin_again(cycle)

    def _mean_arc(self) -> float:
        """Return what an arc costs on average in the first plan, which sets the temperatures."""
        return max(float(self.chains[0].state.cost[:-1].sum()) / (self.visits + 1), COLDEST)

    def _anneal(self, threads: ThreadPoolExecutor, warm: float, cold: float, cycle: int) -> None:
        """Cool all chains down until the cycle's share of the budget is used."""
        while not self._over():
            place = self._progress() * self.cycles - cycle
            if place >= 1:
                return
            self._advance(threads, warm * (cold / warm) ** max(place, 0.0))

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

    def _best(self) -> tuple[float, Snapshot]:
        best = min(self.chains, key=lambda chain: chain.value)
        if self.elite and self.elite[0][0] <= best.value:
            return self.elite[0]
        return best.value, best.best

    def _advance(self, threads: ThreadPoolExecutor, heat: float) -> None:
        """Let all chains go one chunk at a temperature."""
        steps = self._next_chunk()
        list(threads.map(lambda chain: chain.anneal(steps, heat, heat), self.chains))
        self.steps += steps * CHAINS
        self.clock.report(self.steps, self.objective)

    def _next_chunk(self) -> int:
        limit = self.clock.budget.iterations
        return self.chunk if limit is None else max(1, min(self.chunk, -(-(limit - self.steps) // CHAINS)))

    def _over(self) -> bool:
        return self.clock.over(self.steps, self.objective)

    def _pace(self, threads: ThreadPoolExecutor, heat: float) -> None:
        """Measure the speed; set the size of a chunk and how many cycles the budget is good for."""
        self.chunk = CHUNK // 10
        before, steps = self.clock.seconds, self.steps
        self._advance(threads, heat)
        per_step = max((self.clock.seconds - before) / (self.steps - steps), 1e-6)
        self.chunk = CHUNK
        if self.clock.budget.seconds is not None:
            self.chunk = int(min(CHUNK, max(1, CHUNK_SECONDS / (per_step * CHAINS))))
        expected = min(self.clock.seconds_left / per_step, float(self.clock.budget.iterations or np.inf))
        if not np.isinf(expected):
            self.cycles = max(1, round(expected / self._cycle_steps()))

    def _cycle_steps(self) -> float:
        return float(STEPS_PER_VISIT * CHAINS * self.visits)

    def _progress(self) -> float:
        """Return the share of the budget that is used; of one cycle where the budget has no end."""
        budget = self.clock.budget
        if budget.seconds is None and budget.iterations is None:
            return self.steps / self._cycle_steps()
        by_time = 0.0 if budget.seconds is None else self.clock.seconds / budget.seconds
        return max(by_time, 0.0 if budget.iterations is None else self.steps / budget.iterations)


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
