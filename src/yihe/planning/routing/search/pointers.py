"""Tables, state and zone as compiled loops see them: sizes, and bare addresses that nobody counts references to.

Passing arrays makes every call count owners up and down, for threads on the same counters: that cost most of a step.
Rows are flat: figure c of kind k is ``kind[k * KIND_COLUMNS + c]``, place p of route r is ``seq[r * width + p]``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ...compiled import hot
from .addresses import pointer


class TablesAt(NamedTuple):
    """`tables.Tables`; slots is the most rests of any kind and one."""

    jobs: int
    routes: int
    kinds: int
    units: int
    slots: int
    places: int
    near_width: int
    apart: int
    facilities: int
    distance: Any
    duration: Any
    location: Any
    service: Any
    first_window: Any
    opens: Any
    closes: Any
    load: Any
    release: Any
    absent: Any
    sibling: Any
    near: Any
    gateway: Any
    kind: Any
    capacity: Any
    day_load: Any
    rest: Any
    vehicle: Any
    first_vehicle: Any


class StateAt(NamedTuple):
    """`state.State`."""

    width: int
    seq: Any
    size: Any
    early: Any
    late: Any
    carried: Any
    trip: Any
    leaves: Any
    total: Any
    stops: Any
    trips: Any
    cost: Any
    route_of: Any
    place_of: Any


class ZoneAt(NamedTuple):
    """`zone.Zone`; many is the number of its jobs."""

    number: int
    many: int
    jobs: Any
    of_route: Any
    gone: Any
    backup: Any
    backup_size: Any
    backup_cost: Any
    changed: Any
    mark: Any
    seen: Any
    best: Any
    clock: Any
    dirty: Any
    best_seq: Any
    best_size: Any


@hot
def tables_at(tables: Any) -> Any:
    """Sizes and addresses of the tables."""
    return TablesAt(
        len(tables.stop),
        len(tables.vehicle),
        len(tables.kind),
        tables.load.shape[1],
        tables.rest.shape[1] + 1,
        tables.distance.shape[1],
        tables.near.shape[1],
        int(tables.apart),
        tables.allowed.shape[1],
        pointer(tables.distance),
        pointer(tables.duration),
        pointer(tables.location),
        pointer(tables.service),
        pointer(tables.first_window),
        pointer(tables.opens),
        pointer(tables.closes),
        pointer(tables.load),
        pointer(tables.release),
        pointer(tables.absent),
        pointer(tables.sibling),
        pointer(tables.near),
        pointer(tables.gateway),
        pointer(tables.kind),
        pointer(tables.capacity),
        pointer(tables.day_load),
        pointer(tables.rest),
        pointer(tables.vehicle),
        pointer(tables.first_vehicle),
    )


@hot
def state_at(state: Any) -> Any:
    """Sizes and addresses of the state."""
    return StateAt(
        state.seq.shape[1],
        pointer(state.seq),
        pointer(state.size),
        pointer(state.early),
        pointer(state.late),
        pointer(state.carried),
        pointer(state.trip),
        pointer(state.leaves),
        pointer(state.total),
        pointer(state.stops),
        pointer(state.trips),
        pointer(state.cost),
        pointer(state.route_of),
        pointer(state.place_of),
    )


@hot
def zone_at(zone: Any) -> Any:
    """Sizes and addresses of a zone."""
    return ZoneAt(
        zone.number,
        len(zone.jobs),
        pointer(zone.jobs),
        pointer(zone.of_route),
        pointer(zone.gone),
        pointer(zone.backup),
        pointer(zone.backup_size),
        pointer(zone.backup_cost),
        pointer(zone.changed),
        pointer(zone.mark),
        pointer(zone.seen),
        pointer(zone.best),
        pointer(zone.clock),
        pointer(zone.dirty),
        pointer(zone.best_seq),
        pointer(zone.best_size),
    )
