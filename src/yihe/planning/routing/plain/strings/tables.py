"""A plain problem as the arrays that the compiled search reads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...problem import RoutingProblem, VehicleType

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]

# Columns of `Tables.stop`, one row a node: stops, then the starts of all routes, then their ends.
OPENS, CLOSES, SERVICE, ABSENT, LOADS = range(5)
MOST_LOADS = 4
# Columns of `Tables.room`, one row a route; capacities follow from CAPACITY on.
FIXED, KIND, CAPACITY = range(3)
# What `Tables.drive` holds between a place and another: cost and time there, cost and time from there.
COST_TO, COST_FROM, TIME_TO, TIME_FROM = range(4)

# Nothing in a plan comes near it, and sums of many such numbers stay within int64.
NEVER = 2**44
# Neighbours before and behind which a stop is tried; stops around one within which strings are taken out.
TRIED, AROUND = 40, 300
# What waiting a unit of time weighs beside a unit of distance when neighbours are chosen (PyVRP's weight).
WAITING = 0.2


class Tables(NamedTuple):
    """What the search reads; see the column names above.

    `behind` and `ahead` hold, for each stop, the stops that may best be served just before and just after it, -1 for
    none; `near` the nearest ones. `room` has one row for each route a vehicle could drive, those of a kind together.
    """

    stop: Ints
    drive: Small
    room: Ints
    place: Ints
    behind: Small
    ahead: Small
    near: Small
    first_of_kind: Ints


def tables_of(problem: RoutingProblem, most: int) -> Tables:
    """Arrays of a problem that `suits` accepts, with at most so many vehicles of each kind."""
    counts = [min(kind.count, most) for kind in problem.vehicles]
    kinds = np.repeat(np.arange(len(counts)), counts)
    places = np.concatenate(
        [
            problem.stops.location,
            [problem.depots[problem.vehicles[kind].start].location for kind in kinds],
            [problem.depots[problem.vehicles[kind].end].location for kind in kinds],
        ]
    ).astype(np.int64)
    stop = _stops(problem, kinds)
    drive = _drives(problem)
    behind, ahead = _neighbours(problem, stop)
    room = np.array([_room(kind, at) for at, kind in enumerate(problem.vehicles)], dtype=np.int64)[kinds]
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Tables(stop, drive, room, places, behind, ahead, _near(problem), first)


def _stops(problem: RoutingProblem, kinds: Ints) -> Ints:
    stops, many = problem.stops, len(problem.stops)
    rows = np.zeros((many + 2 * len(kinds), LOADS + MOST_LOADS), dtype=np.int64)
    rows[:, CLOSES] = NEVER
    for at, windows in enumerate(stops.windows):
        if windows:
            rows[at, OPENS], rows[at, CLOSES] = windows[0][0], min(windows[0][1], NEVER)
    rows[:many, SERVICE] = stops.service
    rows[:many, ABSENT] = np.where(stops.required, NEVER // (many + 1), stops.prize)
    rows[:many, LOADS : LOADS + stops.load.shape[1]] = stops.load
    for at, kind in enumerate(kinds):
        vehicle = problem.vehicles[kind]
        for row, depot in ((many + at, vehicle.start), (many + len(kinds) + at, vehicle.end)):
            opens, closes = problem.depots[depot].window
            rows[row, OPENS] = max(opens, vehicle.shift[0])
            rows[row, CLOSES] = min(closes, vehicle.shift[1], NEVER)
    return rows


def _drives(problem: RoutingProblem) -> Small:
    network, kind = problem.networks[problem.vehicles[0].network], problem.vehicles[0]
    cost, time = network.distance * kind.cost_per_distance, network.duration
    return np.ascontiguousarray(np.stack([cost, cost.T, time, time.T], axis=-1).clip(max=2**30).astype(np.int32))


def _room(kind: VehicleType, at: int) -> list[int]:
    return [kind.fixed_cost, at, *kind.capacity, *[0] * (MOST_LOADS - len(kind.capacity))]


def _near(problem: RoutingProblem) -> Small:
    distance = problem.networks[0].distance
    between = distance[np.ix_(problem.stops.location, problem.stops.location)].astype(np.float64)
    np.fill_diagonal(between, np.inf)
    return _first(between, AROUND)


def _neighbours(problem: RoutingProblem, stop: Ints) -> tuple[Small, Small]:
    """Stops that go well before, and after, each: near in space, little waiting, never too late."""
    network, many = problem.networks[problem.vehicles[0].network], len(problem.stops)
    cut = np.ix_(problem.stops.location, problem.stops.location)
    opens, closes, service = stop[:many, OPENS], stop[:many, CLOSES], stop[:many, SERVICE]
    time = network.duration[cut] + service[:, None]
    waiting = np.maximum(0, opens[None, :] - time - closes[:, None])
    worth = network.distance[cut] + WAITING * waiting
    worth[opens[:, None] + time > closes[None, :]] = np.inf
    np.fill_diagonal(worth, np.inf)
    return _first(worth.T, TRIED), _first(worth, TRIED)


def _first(worth: npt.NDArray[np.float64], many: int) -> Small:
    """The columns of the smallest numbers of each row in order, -1 where they are infinite."""
    order = np.argsort(worth, axis=1, kind="stable")[:, :many]
    found = np.where(np.isinf(np.take_along_axis(worth, order, axis=1)), -1, order)
    return np.ascontiguousarray(found.astype(np.int32))
