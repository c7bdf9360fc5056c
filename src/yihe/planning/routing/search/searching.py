"""Spend a budget on a problem: build routes, cut them into zones, anneal the zones at once, cut anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ...stopping import Clock
from .annealing import anneal, build
from .state import State, empty_state
from .tables import Tables
from .timing import refresh_all
from .zoning import cut_zones, zones_worth

# Temperatures at the beginning and the end, as shares of what serving one job costs on average.
HOT, COLD = 0.4, 0.008
# Steps between two cuts; with a limit on iterations and a seed alone the result is always the same.
STEPS = 1000
# Where time is the limit, seconds that one cut is searched for, and what timing and checking a stop takes afterwards.
CUT_SECONDS, SECONDS_FOR_STOP = 0.5, 0.0003
REACH = 30


@dataclass
class Found:
    """Best routes found, what they cost with the jobs left out, the steps spent; the seconds to keep for the end."""

    seq: Any
    size: Any
    cost: int
    steps: int
    last: float = 0.0


def search(
    tables: Tables,
    clock: Clock,
    seed: int,
    scale: float = 1.0,
    threads: int | None = None,
    more_vehicles: bool = False,
) -> Found:
    """Search until the budget is spent.

    Parameters
    ----------
    scale
        What one unit of cost is in progress reports.
    threads
        Zones searched at once; one for each processor at most if left out. The number is part of what a seed repeats.
    more_vehicles
        Whether tables with more vehicles could be had: then the search gives up at once if those it has are too few.
    """
    random = np.random.default_rng(seed)
    threads = threads or min(2, os.cpu_count() or 1)
    state = empty_state(tables, threads)
    refresh_all(tables, state)
    zone = cut_zones(tables, state, 1, random, (state.seq.copy(), state.size.copy()))[0]
    build(tables, state, zone, int(random.integers(2**31)))
    found = Found(state.seq.copy(), state.size.copy(), _cost(tables, state), 0)
    clock.report(0, found.cost * scale)
    if more_vehicles and _too_few(tables, state):
        return found
    with ThreadPoolExecutor(threads) as pool:
        for _ in _rounds(tables, state, clock, random, pool, threads, found):
            clock.report(found.steps, found.cost * scale)
            if clock.over(found.steps, found.cost * scale) or clock.seconds_left < found.last:
                break
    return found


def _too_few(tables: Tables, state: State) -> bool:
    """Whether jobs are left out although every vehicle of some kind is out."""
    out = state.size[: len(tables.vehicle)] > 2
    none_left = [out[a:b].all() for a, b in pairwise(tables.first_vehicle)]
    return bool((state.route_of < 0).any() and any(none_left))


def _cost(tables: Tables, state: State) -> int:
    absent = tables.absent[state.route_of < 0].sum()
    return int(state.cost[: len(tables.vehicle)].sum() + absent)


def _rounds(
    tables: Tables,
    state: State,
    clock: Clock,
    random: np.random.Generator,
    pool: ThreadPoolExecutor,
    threads: int,
    found: Found,
) -> Iterator[None]:
    """One cut after the other, each searched for some steps; keeps the best in `found`."""
    if len(tables.stop) == 0:
        return
    unit = max(1.0, found.cost / len(tables.stop))
    begun, share = clock.seconds, 0.0
    best_seq, best_size = state.seq.copy(), state.size.copy()
    steps = STEPS
    while True:
        started = clock.seconds
        zones = cut_zones(tables, state, zones_worth(state, tables, threads), random, (best_seq, best_size))
        warm, share_after = unit * _fall(share), _share(clock, begun, found.steps, share)
        cold = unit * _fall(share_after)
        seeds = [int(random.integers(2**31)) for _ in zones]
        runs = [
            pool.submit(anneal, tables, state, zone, seed, steps, warm, cold, REACH)
            for zone, seed in zip(zones, seeds, strict=True)
            if len(zone.jobs)
        ]
        best = sum(run.result()[1] for run in runs)
        found.steps += steps * len(runs)
        if best < found.cost:
            found.cost, found.seq, found.size = int(best), best_seq.copy(), best_size.copy()
        share = _share(clock, begun, found.steps, 0.0)
        found.last = clock.seconds - started + SECONDS_FOR_STOP * len(tables.stop)
        if clock.budget.iterations is None:
            steps = max(20, min(STEPS, int(steps * CUT_SECONDS / max(clock.seconds - started, 1e-6))))
        yield


def _fall(share: float) -> float:
    return HOT * (COLD / HOT) ** share


def _share(clock: Clock, begun: float, steps: int, before: float) -> float:
    """How much of the budget is spent; with a limit on iterations alone the clock has no say."""
    shares = [before]
    if clock.budget.iterations is not None:
        shares.append(steps / clock.budget.iterations)
    if clock.budget.seconds is not None:
        shares.append((clock.seconds - begun) / max(clock.budget.seconds - begun, 1e-9))
    return min(1.0, max(shares))


def settle(tables: Tables, state: State, found: Found) -> None:
    """Load the best routes into `state`."""
    routes = len(tables.vehicle)
    state.seq[:routes], state.size[:routes] = found.seq[:routes], found.size[:routes]
    state.route_of[:] = state.place_of[:] = -1
    refresh_all(tables, state)


def drop_jobs(tables: Tables, state: State, jobs: Any) -> None:
    """Take jobs out of their routes; a vehicle left without a stop stays at home."""
    served = len(tables.stop)
    for route in {int(each) for each in state.route_of[jobs]}:
        nodes = [int(node) for node in state.seq[route, : state.size[route]] if node not in jobs]
        if not any(node < served for node in nodes):
            nodes = [nodes[0], nodes[-1]]
        state.seq[route, : len(nodes)], state.size[route] = nodes, len(nodes)
    state.route_of[jobs] = state.place_of[jobs] = -1
    refresh_all(tables, state)
