"""What happens while routes are running, and how far the routes have come."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from ..plan import RoutingPlan
from ..problem import Ints


@dataclass(frozen=True)
class FullBin:
    """A bin is reported full and must be emptied (begin of service) before `deadline`.

    Attributes
    ----------
    stop
        Row of the bin in the problem's stops.
    deadline
        Last time at which service may begin: the report plus the promised response.
    load
        What there is to collect; a usual visit's load where left out.
    """

    stop: int
    deadline: int
    load: tuple[int, ...] | None = None


@dataclass(frozen=True)
class BrokenVehicle:
    """A vehicle stands still from now on; what it has aboard is towed with it."""

    vehicle_type: int
    number: int


@dataclass(frozen=True, eq=False)
class ClosedStreet:
    """Some connections change: give detours, or `FOREVER` where there is no way.

    Attributes
    ----------
    origin, destination
        (k,) rows and columns of the networks.
    distance, duration
        (k,) new entries.
    network
        Which network; all where left out.
    """

    origin: Ints
    destination: Ints
    distance: Ints
    duration: Ints
    network: int | None = None


@dataclass(frozen=True)
class CancelledStop:
    """A stop needs no visit any more today."""

    stop: int


Event = FullBin | BrokenVehicle | ClosedStreet | CancelledStop


@dataclass(frozen=True)
class State:
    """How far the routes have come.

    Attributes
    ----------
    now
        Time in the problem's unit.
    reached
        For every route of the plan the number of calls it is bound to: those begun and the one it is heading for.
        A route that has not left yet is bound to its start alone.
    free_at
        For every route the time at which it is free again, at the place of the last call it is bound to.
    """

    now: int
    reached: tuple[int, ...]
    free_at: tuple[int, ...]


def state_by_plan(plan: RoutingPlan, now: int) -> State:
    """Return the state at a time if every route runs exactly as planned."""
    reached, free_at = [], []
    for route in plan.routes:
        ends = [call.end for call in route.calls]
        # Whoever has left a place is bound to the next one; a rest on the road does not change that.
        bound = bisect_right(ends, now) + 1 if ends[0] <= now else 1
        while bound < len(ends) and route.calls[bound - 1].kind == "break":
            bound += 1
        bound = min(bound, len(ends))
        reached.append(bound)
        free_at.append(max(now if bound == 1 else 0, ends[bound - 1]))
    return State(now, tuple(reached), tuple(free_at))


def changed_entries(event: ClosedStreet) -> tuple[Ints, Ints]:
    """Index of the changed entries in a network's arrays."""
    return np.asarray(event.origin, dtype=np.int64), np.asarray(event.destination, dtype=np.int64)
