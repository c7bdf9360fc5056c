"""Waste collection instances of Kim, Kim and Sahoo, *Waste collection vehicle routing problem with time windows*,
Computers & Operations Research 33 (2006).

Five header lines (capacity, yards and stops a day, lunch, speed), a title line, then a row for each place. Distance is
Manhattan in hundredths of a foot, objective miles. Every vehicle empties before it comes home and lunches between 11
and 12. Drives are rounded up to whole seconds, so that a plan holds in exact arithmetic too.
"""

from __future__ import annotations

import numpy as np

from ...outcome import BadInput
from ..problem import FOREVER, Break, Depot, Facility, Ints, Network, RoutingProblem, Stops, VehicleType, Window
from .fields import Line, lines_of
from .planar import Points, manhattan

FEET_IN_MILE = 5280
# Coordinates are told to hundredths of a foot.
PARTS_OF_FOOT = 100
HOUR = 3600
LUNCH = (11 * HOUR, 12 * HOUR)
DEPOT, STOP, LANDFILL = 0, 1, 2
_HEADER = ("vehicle capacity", "yards a day", "stops a day", "lunch", "speed")
_COLUMNS = 8


def recognises(text: str) -> bool:
    """Five numbers, one a line, then a title with ``Stop_ID``."""
    rows = [line.split() for line in text[:4000].splitlines() if line.strip()]
    return len(rows) > 5 and rows[5][0].strip('"').lower() == "stop_id"


def read(text: str, name: str) -> RoutingProblem:
    """Read an instance; see the module for its rules."""
    rows = lines_of(text, name)
    capacity, day_load, day_stops, lunch, mph = (
        row.number_at(0, field, 0) for row, field in zip(rows[:5], _HEADER, strict=True)
    )
    places = rows[6:]
    kinds = np.array([row.whole_at(_COLUMNS - 1, "type") for row in places])
    _require_kinds(name, kinds)
    xy = np.array([[row.number_at(1, "x"), row.number_at(2, "y")] for row in places], dtype=float)
    loads = np.array([row.number_at(6, "load", 0) for row in places])
    # Whole yards stay whole; an instance with fractions is counted in hundredths.
    unit = 1 if np.all(loads == np.floor(loads)) and capacity == int(capacity) else 100
    depots, facilities, stops = (np.flatnonzero(kinds == kind) for kind in (DEPOT, LANDFILL, STOP))
    vehicle = VehicleType(
        "truck",
        len(stops),
        (int(capacity * unit),),
        shift=_window(places[depots[0]]) or (0, 24 * HOUR),
        breaks=(Break(LUNCH, int(lunch)),) if lunch else (),
        day_load=(int(day_load * unit),),
        day_stops=int(day_stops),
        comes_home_empty=True,
    )
    return RoutingProblem(
        name=name,
        networks=(_network(xy, mph, name),),
        depots=(Depot(f"depot {places[depots[0]].words[0]}", int(depots[0])),),
        facilities=tuple(_facility(places[at], int(at)) for at in facilities),
        stops=_stops([places[at] for at in stops], stops, np.round(loads[stops] * unit).astype(np.int64)),
        vehicles=(vehicle,),
        load_units=("yard" if unit == 1 else "yard/100",),
        objective_scale=1 / (FEET_IN_MILE * PARTS_OF_FOOT),
        coordinates=xy,
        remarks={"format": "kim", "objective": "miles", "time": "s of the day", "coordinates": "feet"},
    )


def _require_kinds(name: str, kinds: Ints) -> None:
    if np.count_nonzero(kinds == DEPOT) != 1:
        raise BadInput(f"{name}: {np.count_nonzero(kinds == DEPOT)} places of type 0 (depot); exactly 1 is needed")
    for kind, what in ((STOP, "stop"), (LANDFILL, "landfill")):
        if not np.any(kinds == kind):
            raise BadInput(f"{name}: no place of type {kind} ({what})")


def _network(xy: Points, mph: float, name: str) -> Network:
    if mph <= 0:
        raise BadInput(f"{name}, line 5: speed is {mph:g}; a number above 0 is needed")
    feet = manhattan(xy)
    seconds = np.ceil(feet * (HOUR / (FEET_IN_MILE * mph)) - 1e-9).astype(np.int64)
    return Network(np.round(feet * PARTS_OF_FOOT).astype(np.int64), seconds)


def _time(row: Line, place: int, field: str) -> int:
    hhmm = row.whole_at(place, field, 0)
    if hhmm > 2400:  # minutes above 59 occur in the published files: 1675 is 17:15
        raise BadInput(f"{row.file}, line {row.number}: {field} is {row.words[place]!r}; a time HHMM is needed")
    return hhmm // 100 * HOUR + hhmm % 100 * 60


def _window(row: Line) -> Window | None:
    """The window of a row, ``None`` for the whole day."""
    opens, closes = _time(row, 3, "earliest"), _time(row, 4, "latest")
    return None if (opens, closes) == (0, 24 * HOUR) else (opens, closes)


def _facility(row: Line, at: int) -> Facility:
    return Facility(f"landfill {row.words[0]}", at, row.whole_at(5, "service", 0), _window(row) or (0, 24 * HOUR))


def _stops(rows: list[Line], at: Ints, loads: Ints) -> Stops:
    count = len(rows)
    windows = (_window(row) for row in rows)
    return Stops(
        names=tuple(row.words[0] for row in rows),
        location=at.astype(np.int64),
        load=loads[:, None],
        service=np.array([row.whole_at(5, "service", 0) for row in rows], dtype=np.int64),
        windows=tuple((window,) if window else () for window in windows),
        release=np.zeros(count, dtype=np.int64),
        visits=np.ones(count, dtype=np.int64),
        least_gap=np.zeros(count, dtype=np.int64),
        prize=np.full(count, FOREVER, dtype=np.int64),
        required=np.ones(count, dtype=np.bool_),
    )
