"""Plan the public street sweeping instances and compare with the best known values, beside PyVRP in the same run."""

from __future__ import annotations

import time
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from yihe.planning import Budget, Infeasible, Progress
from yihe.planning.sweeping import Fleet, Site, Street, SweepingProblem, check, solve

from .sweeping_instances import FOLDER, SETS, Instance, instances
from .sweeping_peer import pyvrp


@dataclass(frozen=True)
class Row:
    """One instance: what was found, what is known, and what the peers found; gaps in per cent of the best known."""

    instance: str
    set: str
    passes: int
    objective: float | None
    best_known: float | None
    gap_percent: float | None
    bound: float | None
    routes: int
    seconds: float
    processor_seconds: float
    iterations: int
    seed: int
    broken: list[str]
    peers: dict[str, Any] = field(default_factory=dict)


class Patience:
    """Ends a search when its plan has not become better for a while; knows no value to reach."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._best: float | None = None
        self._since = 0.0

    def __call__(self, progress: Progress) -> bool:
        """Tell whether to stop."""
        if progress.objective is None or (self._best is not None and progress.objective >= self._best):
            return self._best is not None and progress.seconds - self._since > self._seconds
        self._best, self._since = progress.objective, progress.seconds
        return False


def run(
    sets: list[str],
    seconds: float,
    seed: int = 1,
    limit: int | None = None,
    processor_time: bool = False,
    peers: bool = True,
    patience: float | None = None,
    workers: int = 2,
    folder: Path = FOLDER,
    done: Container[str] = (),
) -> Iterator[Row]:
    """Yield a row for each instance that is not `done` before, as soon as it is.

    The best known value is only read after a plan is made. Compiled code is loaded before the first clock starts.
    """
    warm()
    for name in sets:
        for instance in instances([name], folder=folder)[:limit]:
            if instance.name in done:
                continue
            until = Patience(patience) if patience else None
            budget = Budget(seconds, until=until, processor_time=processor_time)
            yield _row(instance, budget, seed, workers, peers)


def warm() -> None:
    """Solve tiny problems, so that compiling is not measured."""
    streets = tuple(Street(f"{i}", i, (i + 1) % 5, 1, 1, i > 3, "once", 1, 1, 1) for i in range(5))
    sites = (Site("tip", 2),)
    for each in (
        SweepingProblem("warm", 5, streets, 0, Fleet(2, shift=99), sites),
        SweepingProblem("warm", 5, streets, 0),
    ):
        solve(each, Budget(seconds=None, iterations=10))


def _row(instance: Instance, budget: Budget, seed: int, workers: int, peers: bool) -> Row:
    problem = instance.problem()
    began = time.process_time()
    common: dict[str, Any] = {
        "instance": instance.name, "set": instance.set, "passes": len(problem.passes()),
        "best_known": instance.best_known, "seed": seed,
    }  # fmt: skip
    try:
        plan = solve(problem, budget, seed, workers=workers)
    except Infeasible as refusal:
        spent = round(time.process_time() - began, 2)
        nothing: dict[str, Any] = {"objective": None, "gap_percent": None, "bound": None, "routes": 0, "iterations": 0}
        return Row(**common, **nothing, seconds=spent, processor_seconds=spent, broken=[str(refusal)])
    spent = time.process_time() - began
    beside = {"pyvrp": _peer(problem, instance, plan.seconds, seed)} if peers else {}
    return Row(
        **common, objective=plan.objective, gap_percent=_gap(plan.objective, instance.best_known), bound=plan.bound,
        routes=len(plan.routes), seconds=round(plan.seconds, 2), processor_seconds=round(spent, 2),
        iterations=plan.iterations, broken=[each.message for each in check(problem, plan)], peers=beside,
    )  # fmt: skip


def _peer(problem: SweepingProblem, instance: Instance, seconds: float, seed: int) -> dict[str, Any]:
    answer = pyvrp(problem, seconds, seed)
    return {**asdict(answer), "gap_percent": _gap(answer.objective, instance.best_known)}


def _gap(objective: float | None, best_known: float | None) -> float | None:
    if objective is None or not best_known:
        return None
    return round(100 * (objective / best_known - 1), 4)


__all__ = ["SETS", "Patience", "Row", "run", "warm"]
