"""What makes a problem impossible, found before any search: the smallest set of rules in conflict."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..outcome import BrokenRule, Infeasible
from .arrays import Model
from .modelling import Elements
from .network import SPAN, Network
from .problem import RESOURCES, SweepingProblem


def require_reach(problem: SweepingProblem, found: Elements) -> None:
    """Raise `Infeasible` for streets that cannot be reached, too large for a sweeper, or with no site to empty at."""
    conflict = [*_unreached(problem, found), *_too_large(problem)]
    if conflict:
        raise Infeasible(conflict)
    if problem.comes_home_empty and found.tasks and not found.home:
        message = "sweepers must come home empty, but no site that empties them can be reached from the depot and back"
        raise Infeasible([BrokenRule("empty", problem.name, message)])


def _unreached(problem: SweepingProblem, found: Elements) -> Iterator[BrokenRule]:
    for (index, _), modes in zip(problem.passes(), found.modes[: found.tasks], strict=True):
        if not modes:
            name = problem.streets[index].name
            yield BrokenRule("reach", name, f"{name} cannot be reached from the depot and back")


def _too_large(problem: SweepingProblem) -> Iterator[BrokenRule]:
    limits = (problem.fleet.hopper, problem.fleet.water)
    for index in {index for index, _ in problem.passes()}:
        street = problem.streets[index]
        for name, need, limit in zip(RESOURCES, (street.load, street.water), limits, strict=True):
            if need > limit:
                message = f"one pass along {street.name} needs {need:g} of the {name}, which holds {limit:g}"
                yield BrokenRule(name, street.name, message, need - limit)


def require_room(problem: SweepingProblem, network: Network, found: Elements, model: Model) -> None:
    """Raise `Infeasible` where a street alone is too long for a shift, or all streets are too much for the crews."""
    conflict = list(_too_long(problem, network, found, model)) or list(_too_much(problem, network, model))
    if conflict:
        raise Infeasible(conflict)


def _too_long(problem: SweepingProblem, network: Network, found: Elements, model: Model) -> Iterator[BrokenRule]:
    for task in range(found.tasks if model.limit >= 0 else 0):
        time = min(_alone(model, task, mode) for mode in range(model.modes[task])) % SPAN
        if time > model.limit:
            name = problem.streets[found.modes[task][0].index].name
            need, shift = time / network.time_scale, problem.fleet.shift
            message = f"{name} alone takes {need:g} s from the depot and back; the shift has {shift:g} s"
            yield BrokenRule("shift", name, message, need - shift)


def _alone(model: Model, task: int, mode: int) -> int:
    """Packed cost and time of a route for one task; the cheapest is driven, as everywhere."""
    there = model.way[model.leave[-2, 0], model.entry[task, mode]]
    return int(there + model.work[task, mode] + model.way[model.leave[task, mode], -1])


def _too_much(problem: SweepingProblem, network: Network, model: Model) -> Iterator[BrokenRule]:
    crews = problem.fleet.crews
    if crews is None:
        return
    for k, name in enumerate(RESOURCES):
        total, room = float(model.demand[:, k].sum()), crews * float(model.capacity[k])
        if not model.resets[: model.tasks + model.kinds, k].any() and total > room * (1 + 1e-9):
            message = f"all streets need {total:g} of the {name}; {crews} crews that cannot renew it have {room:g}"
            yield BrokenRule(name, problem.name, message, total - room)
    time = int((model.work[: model.tasks, 0] % SPAN).sum())
    if model.limit >= 0 and time > crews * model.limit:
        need, room = time / network.time_scale, crews * problem.fleet.shift
        message = f"sweeping alone takes {need:g} s; the shifts of {crews} crews have {room:g} s"
        yield BrokenRule("shift", problem.name, message, need - room)


def left_out(problem: SweepingProblem, found: Elements, tasks: list[int]) -> Infeasible:
    """Return the failure to find a plan with so few crews: the limit and the streets that found no place."""
    names = sorted({problem.streets[found.modes[task][0].index].name for task in tasks})
    crews = problem.fleet.crews
    rules = [BrokenRule("crews", problem.name, f"no plan was found with only {crews} crews", float(len(tasks)))]
    rules += [BrokenRule("once", name, f"{name} found no place in any route") for name in names]
    return Infeasible(rules)


def routes_wanted(model: Model) -> int:
    """Least number of routes that the loads and the time of sweeping alone ask for."""
    wanted = 1
    for k in range(2):
        if not model.resets[: model.tasks + model.kinds, k].any() and math.isfinite(model.capacity[k]):
            wanted = max(wanted, math.ceil(model.demand[:, k].sum() / model.capacity[k] - 1e-9))
    if model.limit > 0:
        wanted = max(wanted, math.ceil((model.work[: model.tasks, 0] % SPAN).sum() / model.limit))
    return wanted
