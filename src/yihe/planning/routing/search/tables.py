"""A collection problem as flat arrays for compiled loops.

Nodes are numbered jobs first (a stop has one job for each visit), then facilities, then depots.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ...compiled import outer
from ..problem import FOREVER, Ints, RoutingProblem, VehicleType, Window

# Columns of `Tables.kind`.
NETWORK, PROFILE, START, END, OPENS, CLOSES, LONGEST, HOME_EMPTY, DAY_STOPS, TRIPS, FIXED, PER_DISTANCE = range(12)
PER_DURATION, PERIOD, RESTS = 12, 13, 14
KIND_COLUMNS = 15
# Columns of `Tables.rest`.
FROM, TO, LENGTH = range(3)
# An arc that may not be driven; sums of a few stay within 32 bits.
BLOCKED = 2**29
NEVER = 2**60
NEIGHBOURS = 100
ENDLESS = 2**50


class Tables(NamedTuple):
    """What the search reads and never writes.

    distance, duration (networks, places, places); location, service (nodes); windows of node i are rows
    first_window[i] to first_window[i + 1] of opens and closes; load (jobs, units); release, absent (cost of leaving
    out), stop, sibling (next job of the same stop, in a ring), period_apart (jobs); near (jobs, k) nearest jobs;
    gateway (profiles, places, places) cheapest facility between two places, -1 for none; allowed (kinds, facilities);
    kind (kinds, columns); capacity, day_load (kinds, units); rest (kinds, rests, 3); vehicle (routes) their kind, those
    of kind k are rows first_vehicle[k] to first_vehicle[k + 1].
    """

    distance: Any
    duration: Any
    location: Ints
    service: Ints
    first_window: Ints
    opens: Ints
    closes: Ints
    load: Ints
    release: Ints
    absent: Ints
    stop: Ints
    sibling: Ints
    near: Any
    gateway: Any
    allowed: Any
    kind: Ints
    capacity: Ints
    day_load: Ints
    rest: Ints
    vehicle: Ints
    first_vehicle: Ints
    longest_route: int
    apart: bool


def tables_of(problem: RoutingProblem, most_vehicles: int | None = None) -> Tables:
    """Lay out a problem, with at most so many vehicles of each kind; less than a second's work at 2,100 stops."""
    stops, visits = problem.stops, problem.stops.visits.astype(np.int64)
    stop = np.repeat(np.arange(len(stops)), visits)
    distance, duration = _networks(problem)
    kind, profiles = _kinds(problem, len(stop))
    windows = _windows(problem, stop)
    first = np.zeros(len(windows) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in windows], out=first[1:])
    flat = np.array([window for each in windows for window in each], dtype=np.int64).reshape(-1, 2)
    location = _locations(problem, stop)
    counts = [min(each.count, most_vehicles or each.count, max(len(stop), 1)) for each in problem.vehicles]
    units = len(problem.load_units)
    load = stops.load[stop].astype(np.int64).reshape(len(stop), units)
    return Tables(
        distance=distance,
        duration=duration,
        location=location,
        service=_services(problem, stop),
        first_window=first,
        opens=flat[:, 0].copy(),
        closes=flat[:, 1].copy(),
        load=load,
        release=stops.release[stop].astype(np.int64),
        absent=_absence(problem, stop, distance),
        stop=stop,
        sibling=_siblings(stop),
        near=_near(distance[0], duration[0], location[: len(stop)]),
        gateway=_gateways(problem, distance, profiles),
        allowed=np.array([_allowed(problem, each) for each in problem.vehicles], dtype=np.bool_),
        kind=kind,
        capacity=np.array([each.capacity for each in problem.vehicles], dtype=np.int64).reshape(-1, units),
        day_load=np.array([each.day_load or (ENDLESS,) * units for each in problem.vehicles], dtype=np.int64),
        rest=_rests(problem),
        vehicle=np.repeat(np.arange(len(counts)), counts).astype(np.int64),
        first_vehicle=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        longest_route=_longest_route(problem, stop),
        apart=problem.periods > 1,
    )


def _networks(problem: RoutingProblem) -> tuple[Any, Any]:
    """Distances and durations with blocked arcs capped, in 32 bits where they fit."""
    both = []
    for name in ("distance", "duration"):
        found = np.stack([getattr(network, name) for network in problem.networks])
        wide = np.any((found >= BLOCKED) & (found < FOREVER))
        both.append(np.minimum(found, BLOCKED if not wide else FOREVER).astype(np.int64 if wide else np.int32))
    return both[0], both[1]


def _kinds(problem: RoutingProblem, jobs: int) -> tuple[Ints, list[tuple[int, tuple[bool, ...]]]]:
    profiles: list[tuple[int, tuple[bool, ...]]] = []
    kind = np.zeros((len(problem.vehicles), KIND_COLUMNS), dtype=np.int64)
    for row, each in enumerate(problem.vehicles):
        profile = (each.network, _allowed(problem, each))
        if profile not in profiles:
            profiles.append(profile)
        start, end = problem.depots[each.start], problem.depots[each.end]
        first_depot = jobs + len(problem.facilities)
        kind[row] = (
            each.network,
            profiles.index(profile),
            first_depot + each.start,
            first_depot + each.end,
            max(each.shift[0], start.window[0]),
            min(each.shift[1], end.window[1]),
            each.longest,
            each.comes_home_empty,
            ENDLESS if each.day_stops is None else each.day_stops,
            ENDLESS if each.trips is None else each.trips,
            each.fixed_cost,
            each.cost_per_distance,
            each.cost_per_duration,
            each.period,
            len(each.breaks),
        )
    return kind, profiles


def _allowed(problem: RoutingProblem, kind: VehicleType) -> tuple[bool, ...]:
    return tuple(kind.facilities is None or at in kind.facilities for at in range(len(problem.facilities)))


def _windows(problem: RoutingProblem, stop: Ints) -> list[tuple[Window, ...]]:
    """Windows of all nodes; the visits of a stop with a least gap get slots of the horizon that lie the gap apart."""
    slots = slot_windows(problem)
    number = np.arange(len(stop)) - np.searchsorted(stop, stop)
    jobs = [slots[row][visit] for row, visit in zip(stop, number, strict=True)]
    return [*jobs, *((each.window,) for each in problem.facilities), *((each.window,) for each in problem.depots)]


def slot_windows(problem: RoutingProblem) -> list[list[tuple[Window, ...]]]:
    """For each stop and visit the windows it may begin in."""
    horizon = (min(each.shift[0] for each in problem.vehicles), max(each.shift[1] for each in problem.vehicles))
    return [_slots(problem, row, horizon) for row in range(len(problem.stops))]


def _slots(problem: RoutingProblem, row: int, horizon: Window) -> list[tuple[Window, ...]]:
    windows, visits = problem.stops.windows[row], int(problem.stops.visits[row])
    gap = int(problem.stops.least_gap[row])
    if visits < 2 or gap == 0:
        return [windows] * visits
    windows = windows or (horizon,)
    low, high = max(windows[0][0], horizon[0]), min(windows[-1][1], horizon[1])
    width = max(0, (high - low - (visits - 1) * gap) // visits)
    cuts = [(low + at * (width + gap), low + at * (width + gap) + width) for at in range(visits)]
    cut = [tuple((max(a, c), min(b, d)) for a, b in windows if max(a, c) <= min(b, d)) for c, d in cuts]
    # A slot without any window can never be served; an empty window says so.
    return [each or ((1, 0),) for each in cut]


def _locations(problem: RoutingProblem, stop: Ints) -> Ints:
    others = [each.location for each in problem.facilities] + [each.location for each in problem.depots]
    return np.concatenate([problem.stops.location[stop], np.array(others, dtype=np.int64)]).astype(np.int64)


def _services(problem: RoutingProblem, stop: Ints) -> Ints:
    others = [each.service for each in problem.facilities] + [0] * len(problem.depots)
    return np.concatenate([problem.stops.service[stop], np.array(others, dtype=np.int64)]).astype(np.int64)


def _absence(problem: RoutingProblem, stop: Ints, distance: Any) -> Ints:
    """Cost of leaving a job out: its prize, or for a stop that must be served more than any detour can cost."""
    largest = int(distance[distance < BLOCKED].max(initial=1))
    dear = max(each.cost_per_distance * 4 * largest + each.fixed_cost for each in problem.vehicles)
    longest = max(
        min(each.shift[1] - each.shift[0], each.longest) * each.cost_per_duration for each in problem.vehicles
    )
    visits = np.maximum(problem.stops.visits, 1)
    shared = np.where(problem.stops.required, dear + min(longest, 2**40), problem.stops.prize // visits)
    return shared[stop].astype(np.int64)


def _siblings(stop: Ints) -> Ints:
    """The next job of the same stop, in a ring; a job alone points to itself."""
    following = np.arange(1, len(stop) + 1)
    ends = np.flatnonzero(np.append(stop[1:] != stop[:-1], True)) if len(stop) else np.array([], dtype=np.int64)
    following[ends] = np.searchsorted(stop, stop[ends])
    return following.astype(np.int64)


def _near(distance: Any, duration: Any, location: Ints) -> npt.NDArray[np.int32]:
    """(jobs, k) the nearest jobs of each, by the mean of both directions."""
    count = len(location)
    width = min(NEIGHBOURS, max(count - 1, 0))
    near = np.zeros((count, width), dtype=np.int32)
    if width == 0:
        return near
    for row in range(count):
        far = distance[location[row], location].astype(np.float64) + distance[location, location[row]]
        far[row] = np.inf
        chosen = np.argpartition(far, width - 1)[:width] if width < count else np.arange(width)
        near[row] = chosen[np.lexsort((chosen, far[chosen]))]
    return near


def _gateways(problem: RoutingProblem, distance: Any, profiles: list[tuple[int, tuple[bool, ...]]]) -> Any:
    """(profiles, places, places) the facility with the least detour between two places."""
    size = distance.shape[1]
    found = np.full((len(profiles), size, size), -1, dtype=np.int16)
    for row, (network, allowed) in enumerate(profiles):
        chosen = np.flatnonzero(allowed)
        at = np.array([problem.facilities[facility].location for facility in chosen], dtype=np.int64)
        least_detours(distance[network], chosen, at, found[row])
    return found


@outer
def least_detours(distance: Any, facilities: Any, at: Any, found: Any) -> None:
    """Write the facility with the least way from row to column by it; `at` are their places."""
    size = len(distance)
    for a in range(size):
        for b in range(size):
            least = BLOCKED
            for number in range(len(facilities)):
                way = distance[a, at[number]] + distance[at[number], b]
                if way < least:
                    least, found[a, b] = way, facilities[number]


def _rests(problem: RoutingProblem) -> Ints:
    widest = max((len(each.breaks) for each in problem.vehicles), default=0)
    rest = np.zeros((len(problem.vehicles), widest, 3), dtype=np.int64)
    for row, each in enumerate(problem.vehicles):
        for column, at in enumerate(rest_order(each)):
            own = each.breaks[at]
            rest[row, column] = own.window[0], own.window[1], own.duration
    return rest


def rest_order(kind: VehicleType) -> list[int]:
    """The order in which a crew takes its breaks."""
    return sorted(range(len(kind.breaks)), key=lambda at: (kind.breaks[at].window[1], kind.breaks[at].window[0]))


def _longest_route(problem: RoutingProblem, stop: Ints) -> int:
    """Most calls of any route: by the clock, by the day's stops, and room for an emptying after each."""
    work = np.sort(problem.stops.service[stop])
    most = 1
    for kind in problem.vehicles:
        hours = min(kind.shift[1] - kind.shift[0], kind.longest)
        by_clock = int(np.searchsorted(np.cumsum(work), hours, side="right")) + 1
        by_day = len(stop) if kind.day_stops is None else kind.day_stops
        most = max(most, min(by_clock, by_day, len(stop)))
    facilities = most + 1 if problem.facilities else 0
    return most + facilities + 2
