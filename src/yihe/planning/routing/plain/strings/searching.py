"""The search: cut the routes in two, anneal both parts at once, cut them differently, until the clock is over."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ....chance import stream
from ....stopping import Clock
from ...problem import RoutingProblem
from ..modelling import Tour
from ..searching import Found
from .annealing import anneal, build
from .state import COST, NEXT, ROUTE, SIZE, State, Zone, empty_state
from .tables import ABSENT, FIXED, KIND, Ints, Tables, tables_of

# Temperatures at the beginning and at the end, as shares of the mean cost of a stop in the first routes.
HOT, COLD = 1.5, 0.01
# Seconds between two cuts, and steps there where only steps are limited.
CUT_SECONDS, STEPS = 0.4, 5000
# Room of a zone's journal and of its list of stops that are out.
WRITES, OUT = 2**16, 512
# Vehicles of a kind at first: twice what the loads need, and some more.
SPARE = 20


def improve(problem: RoutingProblem, clock: Clock, seed: int, threads: int) -> Found:
    """Search a problem that `suits` accepts until the clock is over.

    Parameters
    ----------
    clock
        A running budget; an iteration is one ruin and recreate. With a limit on iterations alone and a seed a run
        can be repeated.
    threads
        Parts searched at once.
    """
    return begin(problem, seed, threads).improve(clock)


def begin(problem: RoutingProblem, seed: int, threads: int) -> Search:
    """Build first routes, with as many vehicles as it takes."""
    most, all_there_are = most_vehicles(problem), max(kind.count for kind in problem.vehicles)
    while True:
        search = Search(problem, seed, threads, most)
        if not search.leaves_out() or most >= all_there_are:
            return search
        most *= 2


def most_vehicles(problem: RoutingProblem) -> int:
    """Vehicles of a kind that the search holds ready at first; narrow hours may call for more."""
    total = problem.stops.load.sum(axis=0)
    room = np.array([kind.capacity for kind in problem.vehicles]).max(axis=0)
    return 2 * int(np.max(total / np.maximum(room, 1), initial=0)) + SPARE


class Search:
    """Routes that stand, the best that were met, and how hot it is."""

    def __init__(self, problem: RoutingProblem, seed: int, threads: int, most: int) -> None:
        self.problem, self.threads = problem, threads
        self.chance = random.Random(seed)
        self.tables: Tables = tables_of(problem, most)
        self.state: State = empty_state(self.tables)
        self.stops, self.routes = np.arange(self.state.starts), np.arange(len(self.tables.room))
        self.steps = 0
        whole = self._zone(self.stops, self.routes)
        build(self.tables, self.state, whole)
        self.cost = self.best_cost = self._cost_of(whole)
        self.best = self.state.node[: self.state.ends, NEXT].copy()

    def leaves_out(self) -> bool:
        """Whether stops that must be served are in no route."""
        return bool((self.problem.stops.required & (self.state.node[self.stops, ROUTE] < 0)).any())

    def stops_a_route(self) -> float:
        """Stops of a route on average."""
        sizes = self.state.node[self.state.totals :, SIZE]
        return float(sizes.sum() / max(1, (sizes > 0).sum()))

    def improve(self, clock: Clock) -> Found:
        """Anneal until the clock is over; the best routes of all."""
        with ThreadPoolExecutor(self.threads) as pool:
            self._run(pool, clock)
        return self._found()

    def _run(self, pool: ThreadPoolExecutor, clock: Clock) -> None:
        """Anneal until the clock is over, colder with every share of the budget spent."""
        out = self.stops[self.state.node[self.stops, ROUTE] < 0]
        driven = self.cost - int(self.tables.stop[out, ABSENT].sum())
        unit, steps = max(1.0, driven / max(1, len(self.stops))), STEPS
        while not self._over(clock):
            began = clock.seconds
            self._round(pool, unit * HOT * (COLD / HOT) ** self._spent(clock), self._at_most(steps, clock))
            if clock.budget.iterations is None:
                took = max(clock.seconds - began, 1e-6)
                steps = max(50, int(steps * min(4.0, CUT_SECONDS / took)))

    def _over(self, clock: Clock) -> bool:
        value = self.best_cost * self.problem.objective_scale
        clock.report(self.steps, value)
        return len(self.stops) == 0 or clock.over(self.steps, value)

    def _spent(self, clock: Clock) -> float:
        budget = clock.budget
        shares = [0.0]
        if budget.seconds is not None:
            shares.append(clock.seconds / budget.seconds)
        if budget.iterations is not None:
            shares.append(self.steps / budget.iterations)
        return min(1.0, max(shares))

    def _at_most(self, steps: int, clock: Clock) -> int:
        left = clock.budget.iterations
        return steps if left is None else max(1, min(steps, (left - self.steps) // self.threads))

    def _round(self, pool: ThreadPoolExecutor, temperature: float, steps: int) -> None:
        zones = [zone for zone in self._cut() if len(zone.jobs)]
        costs = [self._cost_of(zone) for zone in zones]
        runs = [
            pool.submit(anneal, self.tables, self.state, zone, steps, temperature, cost)
            for zone, cost in zip(zones, costs, strict=True)
        ]
        results = [run.result() for run in runs]
        self.steps += steps * len(zones)
        self.cost = sum(current for current, _ in results)
        best = sum(best for _, best in results)
        if best < self.best_cost:
            self.best_cost = best
            for zone in zones:
                rows = np.concatenate([zone.jobs, self.state.starts + zone.routes])
                self.best[rows] = zone.best[rows]

    def _cut(self) -> list[Zone]:
        """Routes nearer to one of two stops drawn by chance than to the other, half of the stops in each zone."""
        if self.threads == 1:
            return [self._zone(self.stops, self.routes)]
        node, sizes = self.state.node, self.state.node[self.state.totals :, SIZE]
        distance = self.problem.networks[0].distance[:, self.problem.stops.location]
        poles = self.chance.choices(range(len(self.stops)), k=2)
        at = self.problem.stops.location[poles]
        nearer = (distance[at[0]] - distance[at[1]]).astype(np.float64)
        served = node[self.stops, ROUTE] >= 0
        sums = np.bincount(node[self.stops, ROUTE][served], nearer[served], len(sizes))
        order = np.argsort(sums / np.maximum(sizes, 1) + np.where(sizes > 0, 0.0, np.inf), kind="stable")
        out = order[: int((sizes > 0).sum())]
        half = np.searchsorted(np.cumsum(sizes[out]), len(self.stops) / 2)
        first = np.zeros(len(sizes), dtype=bool)
        first[out[:half]] = True
        first[np.flatnonzero(sizes == 0)[::2]] = True
        inside = np.where(served, first[node[self.stops, ROUTE]], self.stops % 2 == self.chance.randrange(2))
        return [self._zone(self.stops[inside == side], self.routes[first == side]) for side in (True, False)]

    def _zone(self, jobs: Ints, routes: Ints) -> Zone:
        inside = np.zeros(len(self.routes), dtype=bool)
        inside[routes] = True
        many = max(WRITES, 32 * self.state.starts)
        return Zone(
            jobs,
            routes,
            inside,
            np.full(len(self.routes), -1, np.int64),
            np.zeros(OUT, np.int64),
            np.zeros(OUT),
            np.zeros(many, np.int64),
            self.state.node[: self.state.ends, NEXT].copy(),
            np.zeros(3, np.int64),
            stream(self.chance.randrange(2**31)),
        )

    def _cost_of(self, zone: Zone) -> int:
        node, out = self.state.node, zone.jobs[self.state.node[zone.jobs, ROUTE] < 0]
        served = zone.jobs[node[zone.jobs, ROUTE] >= 0]
        driving = zone.routes[node[self.state.totals + zone.routes, SIZE] > 0]
        return int(
            node[served, COST].sum()
            + node[self.state.starts + driving, COST].sum()
            + self.tables.room[driving, FIXED].sum()
            + self.tables.stop[out, ABSENT].sum()
        )

    def _found(self) -> Found:
        """The best routes as tours."""
        tours: list[Tour] = []
        for route, kind in enumerate(self.tables.room[:, KIND]):
            stops, at = [], int(self.best[self.state.starts + route])
            while at < self.state.starts:
                stops.append(at)
                at = int(self.best[at])
            if stops:
                tours.append((int(kind), tuple(stops)))
        out = self.best[: self.state.starts] < 0
        return Found(tours, self.best_cost, not bool((out & self.problem.stops.required).any()), self.steps)
