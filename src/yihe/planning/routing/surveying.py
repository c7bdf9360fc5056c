"""What is wrong with a day of collecting before anybody plans it, said by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..outcome import BadInput
from .collection import Bin, Collection, Shift
from .problem import FOREVER, Network, Window

_SHOWN = 5


def require_sound(collection: Collection) -> None:
    """Raise `BadInput` for what is wrong whatever the streets are."""
    _refuse(_missing(collection))
    _refuse(_negative(collection))
    _refuse(each for thing in collection.bins for each in _bin_complaints(collection, thing))
    _refuse(each for truck in collection.trucks for each in _yard_complaints(collection, truck.name, truck.yard))


def _refuse(complaints: Iterator[str]) -> None:
    found = list(complaints)
    if found:
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise BadInput("; ".join(found[:_SHOWN]) + more)


def _missing(collection: Collection) -> Iterator[str]:
    for name in ("bins", "stations", "yards", "shifts", "trucks"):
        if not getattr(collection, name):
            yield f"{collection.name}: there are no {name}; at least one is needed"


def _negative(collection: Collection) -> Iterator[str]:
    fields = {
        "bins": ("kg", "litres", "seconds"),
        "stations": ("seconds",),
        "trucks": ("kg", "litres", "count", "yuan_per_km", "yuan_per_hour", "yuan_per_shift"),
    }
    for rows, names in fields.items():
        for thing in getattr(collection, rows):
            for name in names:
                if not 0 <= getattr(thing, name) < FOREVER:
                    yield f"{thing.name}: {name} is {getattr(thing, name)}; a number of at least 0 is needed"
    for shift in collection.shifts:
        if not 0 <= shift.window[0] < shift.window[1]:
            yield f"{shift.name}: the shift {shift.window} has no length; a later end than beginning is needed"
    if collection.least_gap < 0:
        yield f"{collection.name}: least_gap is {collection.least_gap}; a number of at least 0 is needed"


def _yard_complaints(collection: Collection, name: str, yard: int) -> Iterator[str]:
    if not 0 <= yard < len(collection.yards):
        yield f"{name}: yard is {yard}; a row from 0 to {len(collection.yards) - 1} is needed"


def _bin_complaints(collection: Collection, thing: Bin) -> Iterator[str]:
    if not any(thing.kg <= truck.kg and thing.litres <= truck.litres for truck in collection.trucks):
        most = " or ".join(f"{truck.kg:g} kg and {truck.litres:g} l" for truck in collection.trucks)
        yield f"{thing.name}: {thing.kg:g} kg and {thing.litres:g} l fit into no truck; trucks hold {most}"
    open_in = sum(_open_during(thing.windows, shift) for shift in collection.shifts)
    if open_in == 0:
        said = ", ".join(f"{shift.name} {shift.window}" for shift in collection.shifts)
        yield f"{thing.name}: its windows {thing.windows} lie outside every shift: {said}"
    elif not 1 <= thing.rounds <= open_in:
        yield f"{thing.name}: rounds is {thing.rounds}; from 1 to {open_in}, the shifts in which it is open, is needed"


def _open_during(windows: tuple[Window, ...], shift: Shift) -> bool:
    early, late = shift.window
    return not windows or any(begin <= late and end >= early for begin, end in windows)


def require_servable(collection: Collection, networks: Sequence[Network], network_of: Sequence[int]) -> None:
    """Raise `BadInput` for bins that no truck big enough can reach from its yard, empty, and come home from.

    Parameters
    ----------
    networks
        Over yards, stations and bins, in this order.
    network_of
        Network of each truck.
    """
    served = np.zeros(len(collection.bins), dtype=bool)
    for truck, row in zip(collection.trucks, network_of, strict=True):
        fits = np.array([each.kg <= truck.kg and each.litres <= truck.litres for each in collection.bins])
        served |= fits & _reached(collection, networks[row], truck.yard)
    _refuse(
        f"{collection.bins[row].name}: no truck can drive there from its yard, on to a station and home again"
        for row in np.flatnonzero(~served)
    )


def _reached(collection: Collection, network: Network, yard: int) -> np.ndarray:
    yards, stations = len(collection.yards), len(collection.stations)
    can = network.duration < FOREVER
    home = can[yards : yards + stations, yard]
    emptied = can[yards + stations :, yards : yards + stations] & home
    return np.asarray(can[yard, yards + stations :] & emptied.any(axis=1))
