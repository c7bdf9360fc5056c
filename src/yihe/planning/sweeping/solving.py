"""Solve a sweeping problem within a budget."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from ..outcome import require_unbroken
from ..stopping import Budget, Clock, Listener
from .assembling import Assembler
from .bounding import lower_bound
from .checking import check
from .cooling import Run, improve
from .modelling import build, elements
from .network import Network
from .plan import SweepingPlan
from .possible import left_out, require_reach, require_room, routes_wanted
from .problem import SweepingProblem

_DEFAULT = Budget()


def solve(
    problem: SweepingProblem,
    budget: Budget = _DEFAULT,
    seed: int = 1,
    on_progress: Listener | None = None,
    workers: int = 2,
) -> SweepingPlan:
    """Plan who sweeps which street, in which direction and order, and where sweepers empty and refill.

    Streets are taken out in strings and put back greedily under simulated annealing (Christiaens and Vanden Berghe
    2020); directions follow from a dynamic programme over each route (Vidal 2017), so no move has to choose them.
    Sweepers drive by the cheapest way, the fastest among equally cheap ones.

    Parameters
    ----------
    workers
        Searches side by side. With a seed, an iteration limit, no time limit and the same number of workers a run
        can be repeated.

    Raises
    ------
    Infeasible
        With the streets no sweeper can serve, or the limit on crews and what found no place.
    """
    clock = budget.start(on_progress)
    network = Network(problem)
    found = elements(problem, network)
    require_reach(problem, found)
    if not found.tasks:
        return SweepingPlan(0.0, 0.0, clock.seconds, seed, 0, problem, (), 0.0, 0.0, 0.0, 0.0)
    model = build(problem, network, found)
    require_room(problem, network, found, model)
    wanted = routes_wanted(model)
    crews = problem.fleet.crews
    with ThreadPoolExecutor(workers) as pool:
        run = Run(
            model, clock, lower_bound(problem, wanted), network.cost_scale, seed, workers,
            crews or min(found.tasks, 2 * wanted + 8), pool,
        )  # fmt: skip
        missing = improve(run, crews is None)
    if run.best is None:
        raise left_out(problem, found, missing)
    plan = _plan(problem, Assembler(problem, network, found, model), run, clock)
    require_unbroken(check(problem, plan))
    return plan


def _plan(problem: SweepingProblem, assembler: Assembler, run: Run, clock: Clock) -> SweepingPlan:
    routes = assembler.routes(run.best or [])
    calls = [call for route in routes for call in route.calls]
    sweeping = float(sum(problem.streets[call.index].sweep_cost for call in calls if call.kind == "street"))
    sites = float(sum(problem.sites[call.index].cost for call in calls if call.kind == "site"))
    dead, crew = float(assembler.dead_cost(routes)), float(problem.fleet.crew_cost * len(routes))
    return SweepingPlan(
        sweeping + sites + dead + crew, run.bound, clock.seconds, run.seed, run.steps,
        problem, routes, sweeping, dead, sites, crew,
    )  # fmt: skip
