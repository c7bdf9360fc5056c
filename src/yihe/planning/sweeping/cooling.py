"""Run searches side by side until the budget is spent: cooled, reheated from the best, or divided among groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from ..stopping import Clock
from .arrays import Model
from .grouping import groups
from .network import SPAN
from .scanning import scan
from .scheduling import Schedule, schedule
from .searching import Line, Part, Search, part

STEPS_PER_TASK = 3_000
SLICE = 2_000
# Above so many tasks a plan is divided into groups of about half as many that are searched one by one.
WHOLE = 1250
NEIGHBOURS = 100


@dataclass
class Run:
    """What a run shares: the problem's arrays, its clock, threads and random numbers."""

    model: Model
    clock: Clock
    bound: float | None
    scale: float
    seed: int
    workers: int
    routes: int
    pool: ThreadPoolExecutor
    steps: int = 0
    best: list[Line] | None = None
    value: float = float("inf")
    heat: float = 1.0
    schedule: Schedule = field(init=False)
    cooled: int = 0
    rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.schedule = schedule(self.model.tasks)

    @property
    def share(self) -> float:
        """Share of the budget that is spent."""
        budget = self.clock.budget
        by_time = self.clock.seconds / budget.seconds if budget.seconds else 0.0
        by_steps = self.steps / budget.iterations if budget.iterations else 0.0
        return min(1.0, max(by_time, by_steps))

    @property
    def slice(self) -> int:
        """Steps of each worker until the clock is asked again."""
        limit = self.clock.budget.iterations
        if limit is None:
            return SLICE
        return max(1, min(SLICE, -(-(limit - self.steps) // self.workers)))

    def all(self, act: Callable[[Search], None], searches: Iterable[Search]) -> None:
        """Do something with every search, side by side."""
        list(self.pool.map(act, searches))

    def take(self, lines: list[Line], value: float) -> None:
        """Take over a complete plan if it is better than any before."""
        if value < self.value - 1e-9:
            self.best, self.value = lines, value
            self.clock.report(self.steps, value / self.scale, self.bound)

    @property
    def over(self) -> bool:
        """Whether the budget is spent."""
        return self.clock.over(self.steps, self.value / self.scale if self.best else None, self.bound)


class _Cooling:
    """How far one cooling has come: by the steps planned for it, or by the budget that was left when it began."""

    def __init__(self, run: Run, planned: int) -> None:
        self.planned = planned
        self._run, self._share, self._steps = run, run.share, run.steps

    @property
    def done(self) -> float:
        """Share of the cooling that is behind; 1 at its end."""
        by_steps = (self._run.steps - self._steps) / self.planned
        return max(by_steps, (self._run.share - self._share) / max(1e-9, 1 - self._share))


def improve(run: Run, may_add_routes: bool) -> list[int]:
    """Search until the budget is spent; the plan is then in ``run.best``.

    Returns
    -------
    list of int
        Tasks that found no place, if no complete plan was found.
    """
    searches = _first(run, may_add_routes)
    while not run.over:
        if run.model.tasks <= WHOLE or run.best is None:
            _cool(run, searches)
        else:
            _cool_groups(run)
    return [] if run.best is not None else searches[0].out


def _first(run: Run, may_add_routes: bool) -> list[Search]:
    """Searches that begin with scanned routes; what is in routes beyond their number is put in greedily."""
    lines = sorted(scan(run.model), key=len, reverse=True)
    if may_add_routes:
        run.routes = max(run.routes, len(lines) + 4)
    searches = [Search(run.model, run.routes, run.seed, branch) for branch in range(run.workers)]
    run.all(lambda search: search.load(lines[: run.routes]), searches)
    run.heat = _heat(run, searches[0])
    run.all(lambda search: search.run(1e-3, 1e-3, 1), searches)
    run.steps += run.workers
    _gather(run, searches)
    return searches


def _heat(run: Run, search: Search) -> float:
    """Cost of driving without sweeping per street, in steps; a little even where there is none."""
    model, served = run.model, run.model.tasks - len(search.out)
    dead = (int(search.state.cost.sum()) - int(model.work[: model.tasks, 0].sum())) / SPAN
    return max(dead / max(1, served), 1e-3 * float(model.far.mean()) / SPAN, 1e-3)


def _gather(run: Run, searches: list[Search]) -> None:
    best = min(searches, key=lambda search: search.value)
    if best.value < run.value - 1e-9:
        run.take(best.best_lines(), best.value)


def _cool(run: Run, searches: list[Search]) -> None:
    """Cool every search once from the best plan so far; a short rest of the budget is spent in the same go."""
    longer = run.schedule.length(run.cooled)
    cooling = _Cooling(run, STEPS_PER_TASK * longer * run.model.tasks * run.workers)
    if run.share > 0.01 and run.steps * (1 - run.share) / run.share < 3 * cooling.planned:
        cooling.planned = 2**62
    if run.best is not None and run.cooled:
        run.all(lambda search: search.load(run.best or []), searches)
    run.cooled += 1
    while cooling.done < 1 and not run.over:
        temperature = run.heat * run.schedule.at(cooling.done)
        steps = run.slice
        run.all(lambda search: search.run(temperature, temperature, steps), searches)  # noqa: B023
        run.steps += steps * run.workers
        _gather(run, searches)


def _cool_groups(run: Run) -> None:
    """Cool groups of neighbouring routes, divided anew every round, for all the rest of a limited budget."""
    lines = run.best or []
    limited = run.clock.budget.seconds or run.clock.budget.iterations
    cooling = _Cooling(run, 2**62 if limited else STEPS_PER_TASK * run.model.tasks)
    while cooling.done < 1 and not run.over:
        temperature = run.heat * run.schedule.at(cooling.done)
        found = groups(run.model, lines, WHOLE // 2, run.rng)
        parts = [part(run.model, [lines[r] for r in group], NEIGHBOURS) for group in found]
        searches = _part_searches(run, parts, run.routes - len(lines))
        _run_parts(run, searches, temperature)
        ended = [_complete(each, search) for each, search in zip(parts, searches, strict=True)]
        lines = [line for each, found in zip(parts, ended, strict=True) for line in each.outer(found)]
        run.take(lines, sum(float(search.state.cost.sum() // SPAN) for search in searches))


def _part_searches(run: Run, parts: list[Part], spare: int) -> list[Search]:
    branches = run.rng.integers(2**31, size=len(parts))
    more = [spare // len(parts) + (i < spare % len(parts)) for i in range(len(parts))]
    searches = []
    for each, branch, extra in zip(parts, branches, more, strict=True):
        search = Search(each.model, len(each.lines) + extra, run.seed, int(branch))
        search.load(each.lines)
        searches.append(search)
    return searches


def _complete(each: Part, search: Search) -> list[Line]:
    """Routes a group has come to; where a street just then has no place, its best routes or those it began with."""
    if search.out:
        search.load(search.best_lines() if search.value < float("inf") else each.lines)
    return search.lines()


def _run_parts(run: Run, searches: list[Search], temperature: float) -> None:
    """A round: every group gets steps by its size, in slices, until the budget ends."""
    goal = 40 * SLICE * run.workers
    while goal > 0 and not run.over:
        steps = run.slice
        run.all(lambda search: search.run(temperature, temperature, steps), searches)  # noqa: B023
        run.steps += steps * len(searches)
        goal -= steps * len(searches)
