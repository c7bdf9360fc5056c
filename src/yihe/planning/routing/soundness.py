"""Is a collection problem one at all?  What no plan could ever keep is told before solving, naming the object."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..outcome import BadInput
from .problem import FOREVER, Depot, Facility, RoutingProblem, VehicleType


def require_sound(problem: RoutingProblem) -> None:
    """Raise `BadInput` for the first thing wrong with `problem`."""
    for complaint in complaints(problem):
        raise BadInput(f"{problem.name}: {complaint}")


def complaints(problem: RoutingProblem) -> Iterator[str]:
    """Everything wrong with a problem, one sentence each."""
    found = list(_shapes(problem))
    yield from found
    if not found:
        yield from _vehicles(problem)
        yield from _numbers(problem)
        yield from _demands(problem)
        yield from _windows(problem)
        yield from _reach(problem)


def _shapes(problem: RoutingProblem) -> Iterator[str]:
    stops, count, units = problem.stops, len(problem.stops), len(problem.load_units)
    if not problem.networks or not problem.depots or not problem.vehicles:
        yield "at least one network, one depot and one vehicle type are needed"
        return
    places = problem.networks[0].distance.shape[0]
    for at, network in enumerate(problem.networks):
        if network.distance.shape != (places, places) or network.duration.shape != (places, places):
            yield f"network {at} has shape {network.distance.shape}; ({places}, {places}) is needed"
    for field in ("location", "service", "release", "visits", "least_gap", "prize", "required", "windows"):
        if len(getattr(stops, field)) != count:
            yield f"stops.{field} has {len(getattr(stops, field))} rows; {count} are needed"
    if stops.load.shape != (count, units):
        yield f"stops.load has shape {stops.load.shape}; ({count}, {units}) is needed"
    sites: tuple[Depot | Facility, ...] = (*problem.depots, *problem.facilities)
    used = [int(each) for each in stops.location] + [each.location for each in sites]
    if used and not 0 <= min(used) <= max(used) < places:
        yield f"a location is {min(used)} or {max(used)}; 0 to {places - 1} are in the network"


def _vehicles(problem: RoutingProblem) -> Iterator[str]:
    for kind in problem.vehicles:
        if len(kind.capacity) != len(problem.load_units) or (
            kind.day_load and len(kind.day_load) != len(kind.capacity)
        ):
            yield f"{kind.name} has {len(kind.capacity)} capacities; {len(problem.load_units)} are needed"
        if not (0 <= kind.start < len(problem.depots) and 0 <= kind.end < len(problem.depots)):
            yield f"{kind.name} uses depots {kind.start} and {kind.end}; there are {len(problem.depots)}"
        if not 0 <= kind.network < len(problem.networks) or not 0 <= kind.period < problem.periods:
            yield f"{kind.name} uses network {kind.network} in period {kind.period}, which do not exist"
        if any(not 0 <= each < len(problem.facilities) for each in kind.facilities or ()):
            yield f"{kind.name} uses facilities {kind.facilities}; there are {len(problem.facilities)}"
        if kind.shift[0] > kind.shift[1]:
            yield f"{kind.name} has a shift from {kind.shift[0]} to {kind.shift[1]}"
        if kind.comes_home_empty and not problem.facilities:
            yield f"{kind.name} must come home empty and there is no facility"


def _numbers(problem: RoutingProblem) -> Iterator[str]:
    for at, network in enumerate(problem.networks):
        for field in ("distance", "duration"):
            if np.any(getattr(network, field) < 0):
                a, b = np.argwhere(getattr(network, field) < 0)[0]
                yield f"network {at}: {field} from place {a} to place {b} is negative"
    for field in ("load", "service", "release", "visits", "least_gap", "prize"):
        values = getattr(problem.stops, field).reshape(len(problem.stops), -1)
        for row in np.flatnonzero((values < 0).any(axis=1)):
            yield f"stop {problem.stops.names[row]}: {field} is {values[row].min()}; at least 0 is needed"
    for facility in problem.facilities:
        if facility.service < 0:
            yield f"facility {facility.name}: service is {facility.service}; at least 0 is needed"


def _demands(problem: RoutingProblem) -> Iterator[str]:
    room = np.array([kind.capacity for kind in problem.vehicles if kind.count > 0]).reshape(-1, len(problem.load_units))
    for row in np.flatnonzero(problem.stops.required & (problem.stops.visits > 0)):
        load = problem.stops.load[row]
        if not np.any(np.all(load <= room, axis=1)):
            yield f"stop {problem.stops.names[row]}: a load of {load.tolist()} fits into no vehicle"


def _windows(problem: RoutingProblem) -> Iterator[str]:
    for row, windows in enumerate(problem.stops.windows):
        name = problem.stops.names[row]
        if any(early > late for early, late in windows):
            yield f"stop {name}: a window closes before it opens ({windows})"
        elif windows and problem.stops.required[row] and not any(_overlap(kind, windows) for kind in problem.vehicles):
            yield f"stop {name}: no shift reaches into its windows {windows}"


def _overlap(kind: VehicleType, windows: tuple[tuple[int, int], ...]) -> bool:
    return any(early <= kind.shift[1] and late >= kind.shift[0] for early, late in windows)


def _reach(problem: RoutingProblem) -> Iterator[str]:
    """Every stop that must be served can be driven to and from by some vehicle; every facility left by someone."""
    open_ = [(network.distance < FOREVER) & (network.duration < FOREVER) for network in problem.networks]
    at = problem.stops.location
    reached = np.zeros(len(problem.stops), dtype=np.bool_)
    for kind in problem.vehicles:
        roads = open_[kind.network]
        reached |= roads[:, at].sum(axis=0) - 1 > 0
    for row in np.flatnonzero(~reached & problem.stops.required):
        yield f"stop {problem.stops.names[row]}: no road leads to it"
    for index, facility in enumerate(problem.facilities):
        users = [kind for kind in problem.vehicles if kind.facilities is None or index in kind.facilities]
        if users and not any(_joined(open_[kind.network], facility.location) for kind in users):
            yield f"facility {facility.name}: no road leads to it and away"


def _joined(roads: np.ndarray, place: int) -> bool:
    return bool(roads[:, place].sum() > 1 and roads[place].sum() > 1)
