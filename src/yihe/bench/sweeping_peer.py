"""PyVRP on a sweeping problem: one required group of two directed clients for every street."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from yihe.planning.sweeping import SweepingProblem
from yihe.planning.sweeping.network import SPAN, Network


@dataclass(frozen=True)
class Answer:
    """What a peer found: its cost, or why there is none."""

    objective: float | None
    seconds: float
    routes: int = 0
    note: str = ""


def pyvrp(problem: SweepingProblem, seconds: float, seed: int) -> Answer:
    """Solve with PyVRP in the same time, its model's building included. Sites are not modelled."""
    from pyvrp import solve
    from pyvrp.stop import MaxRuntime

    if problem.sites or math.isfinite(problem.fleet.shift):
        return Answer(None, 0.0, note="sites and shifts are not modelled")
    began = time.perf_counter()
    data, scale = pyvrp_data(problem)
    left = max(0.5, seconds - (time.perf_counter() - began))
    result = solve(data, stop=MaxRuntime(left), seed=seed, display=False, collect_stats=False)
    spent = round(time.perf_counter() - began, 2)
    if not result.is_feasible():
        return Answer(None, spent, note="no feasible plan")
    return Answer(result.cost() / scale, spent, len(result.best.routes()))


def pyvrp_data(problem: SweepingProblem) -> tuple[Any, float]:
    """Return PyVRP's data and the steps of cost in one unit; a client's sweeping is part of the way to it."""
    from pyvrp import Client, ClientGroup, Depot, Location, ProblemData, VehicleType

    network = Network(problem)
    modes = [(street, forward, group) for group, (street, ways) in enumerate(problem.passes()) for forward in ways]
    entries, leaves = [problem.depot], [problem.depot]
    clients: list[Client] = []
    members: list[list[int]] = [[] for _ in problem.passes()]
    for place, (index, forward, group) in enumerate(modes):
        street = problem.streets[index]
        entries.append(street.tail if forward else street.head)
        leaves.append(street.head if forward else street.tail)
        members[group].append(place)
        clients.append(Client(place + 1, [int(street.load)], required=False, group=group))
    way = network.ways(leaves, entries) // SPAN
    way[:, 1:] += [round(problem.streets[index].sweep_cost * network.cost_scale) for index, _, _ in modes]
    np.fill_diagonal(way, 0)
    fixed = round(problem.fleet.crew_cost * network.cost_scale)
    vehicle = VehicleType(len(members), [int(min(problem.fleet.hopper, 2**40))], fixed_cost=fixed)
    data = ProblemData(
        [Location(0, 0)] * (len(modes) + 1), clients, [Depot(0)], [vehicle], [way], [np.zeros_like(way)],
        [ClientGroup(each) for each in members],
    )  # fmt: skip
    return data, network.cost_scale
