"""Turn the routes of a search into a plan: directions, sites, ways, times and costs, in the problem's own numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .arrays import Model
from .modelling import Elements, Mode, way_home
from .network import Network
from .plan import Call, Kind, Route
from .problem import SweepingProblem
from .searching import Line


class Assembler:
    """Makes routes of lines of elements."""

    def __init__(self, problem: SweepingProblem, network: Network, found: Elements, model: Model) -> None:
        self.problem, self.network, self.found, self.model = problem, network, found, model
        self.arcs = _arcs(problem)

    def routes(self, lines: list[Line]) -> tuple[Route, ...]:
        """Return one route per line that has a street, in a stable order, crews numbered from 1."""
        swept = [line for line in lines if any(e < self.found.tasks for e in line)]
        return tuple(self._route(crew, line) for crew, line in enumerate(sorted(swept), 1))

    def dead_cost(self, routes: tuple[Route, ...]) -> float:
        """Cost of all ways driven without sweeping."""
        return sum(self._drive(way)[0] for route in routes for way in route.ways)

    def _route(self, crew: int, line: Line) -> Route:
        modes = self._modes(line)
        kinds: list[Kind] = ["street" if e < self.found.tasks else "site" for e in line]
        if self.found.home:
            modes.append(self._home(modes[-1].leave))
            kinds.append("site")
        depot = self.problem.depot
        nodes = [(depot, depot), *((m.entry, m.leave) for m in modes), (depot, depot)]
        ways = tuple(self.network.path(before[1], after[0]) for before, after in pairwise(nodes))
        calls = [Call("depot", 0, True, 0.0, 0.0)]
        for kind, mode, way in zip(kinds, modes, ways, strict=False):
            begin = calls[-1].end + self._drive(way)[1]
            calls.append(Call(kind, mode.index, mode.forward, begin, begin + mode.time))
        home = calls[-1].end + self._drive(ways[-1])[1]
        return Route(crew, (*calls, Call("depot", 0, True, home, home)), ways)

    def _modes(self, line: Line) -> list[Mode]:
        """Choose the cheapest chain of modes through a line."""
        model = self.model
        before, cost, choices = np.array([model.leave[-2, 0]]), np.zeros(1, dtype=np.int64), []
        for e in line:
            n = model.modes[e]
            reach = cost[:, None] + model.way[np.ix_(before, model.entry[e, :n])]
            choices.append(reach.argmin(axis=0))
            cost, before = reach.min(axis=0) + model.work[e, :n], model.leave[e, :n]
        mode = int((cost + model.way[before, -1]).argmin())
        chosen = []
        for e, choice in zip(reversed(line), reversed(choices), strict=True):
            chosen.append(self.found.modes[e][mode])
            mode = int(choice[mode])
        return chosen[::-1]

    def _home(self, node: int) -> Mode:
        """Choose the best site to empty at on the way home."""
        best = min(self.found.home, key=lambda site: int(way_home(self.problem, self.network, [node], site)[0]))
        site = self.problem.sites[best]
        return Mode(best, True, site.node, site.node, site.cost, site.time)

    def _drive(self, way: tuple[int, ...]) -> tuple[float, float]:
        steps = [self.arcs[step] for step in pairwise(way)]
        return sum(cost for cost, _ in steps), sum(time for _, time in steps)


def _arcs(problem: SweepingProblem) -> dict[tuple[int, int], tuple[float, float]]:
    arcs: dict[tuple[int, int], tuple[float, float]] = {}
    for street in problem.streets:
        price = (street.pass_cost, street.pass_time)
        for step in [(street.tail, street.head)] + [(street.head, street.tail)] * (not street.one_way):
            arcs[step] = min(price, arcs.get(step, price))
    return arcs
