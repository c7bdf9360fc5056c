"""Routes of the tables as calls of a plan, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..plan import Call, Kind, Route
from ..problem import Ints, RoutingProblem, VehicleType
from .state import DEPOT, FACILITY
from .translating import visits_of, windows_of

# Pairs of node and window row, as the search holds a route.
Nodes = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Timetable:
    """Writes routes of the search as routes of a plan for one problem."""

    problem: RoutingProblem

    @cached_property
    def visits(self) -> Ints:
        """The problem's stop of each visit."""
        return visits_of(self.problem)

    @cached_property
    def windows(self) -> Ints:
        """Windows by row."""
        return windows_of(self.problem)

    @cached_property
    def first_windows(self) -> list[int]:
        """Row of each stop's first window."""
        rows, first = [], 0
        for each in self.problem.stops.windows:
            rows.append(first)
            first += len(each) or 1
        return rows

    def route_of(self, vehicle: tuple[int, int], nodes: Nodes, begin: int) -> Route:
        """A route of the search as calls, begun at time `begin`."""
        return Route(vehicle[0], vehicle[1], tuple(self._calls(self.problem.vehicles[vehicle[0]], nodes, begin)))

    def _calls(self, kind: VehicleType, nodes: Nodes, begin: int) -> Iterator[Call]:
        releases, time, place = self._releases(nodes), begin, self.problem.depots[kind.start].location
        duration = self.problem.networks[kind.network].duration
        for at, (node, window) in enumerate(nodes):
            call, to, service, opens = self._work(kind, node, window, at == 0)
            arrival = time + (int(duration[place, to]) if at else 0)
            # A trip waits for its release before it is loaded or emptied, not after.
            start = max(arrival, opens, releases[at] - service)
            yield Call(call[0], call[1], arrival if at else start, start, start + service)
            place, time = to, start + service

    def _work(self, kind: VehicleType, node: int, window: int, first: bool) -> tuple[tuple[Kind, int], int, int, int]:
        """What a node is in the plan, where it is, how long it takes and when it opens."""
        if node >= 0:
            stop, stops = int(self.visits[node]), self.problem.stops
            opens = int(self.windows[window, 0])
            return ("stop", stop), int(stops.location[stop]), int(stops.service[stop]), opens
        if node <= FACILITY:
            facility = self.problem.facilities[FACILITY - node]
            return ("facility", FACILITY - node), facility.location, facility.service, facility.window[0]
        depot = kind.start if first else kind.end
        return ("depot", depot), self.problem.depots[depot].location, 0, self.problem.depots[depot].window[0]

    def _releases(self, nodes: Nodes) -> list[int]:
        """For each depot or facility the latest release among the stops of the trip behind it; 0 for stops."""
        latest, releases = 0, [0] * len(nodes)
        for at in range(len(nodes) - 1, -1, -1):
            node = nodes[at][0]
            if node >= 0:
                latest = max(latest, int(self.problem.stops.release[self.visits[node]]))
            else:
                releases[at], latest = latest, 0
        return releases

    def nodes_of(self, route: Route, free: dict[int, list[int]]) -> list[tuple[int, int]]:
        """A plan's route as pairs of node and window row; takes its visits from `free`, by stop."""
        nodes = []
        for call in route.calls:
            if call.kind == "stop":
                nodes.append((free[call.index].pop(), self._window_of(call)))
            else:
                nodes.append((DEPOT if call.kind == "depot" else FACILITY - call.index, 0))
        return nodes

    def _window_of(self, call: Call) -> int:
        """Row of the window in which a call begins, or the stop's first one."""
        first = self.first_windows[call.index]
        for at, (opens, closes) in enumerate(self.problem.stops.windows[call.index]):
            if opens <= call.begin <= closes:
                return first + at
        return first
