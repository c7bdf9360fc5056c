"""Solomon's text format (also Gehring and Homberger's): vehicle routing with time windows.

The DIMACS rule holds: distances and times times 10, truncated; values are told in units of 1.
"""

from __future__ import annotations

import numpy as np

from ...outcome import BadInput
from ..problem import FOREVER, Depot, Network, RoutingProblem, Stops, VehicleType
from .fields import Line, lines_of
from .planar import dimacs, euclid

_COLUMNS = ("number", "x", "y", "demand", "ready", "due", "service")


def recognises(text: str) -> bool:
    """Blocks called VEHICLE and CUSTOMER."""
    words = text[:2000].upper().split()
    return "VEHICLE" in words and "CUSTOMER" in words


def read(text: str, name: str) -> RoutingProblem:
    """Read an instance; see the module for its rules."""
    lines = lines_of(text, name)
    numbers = [line for line in lines if line.words[0].lstrip("-").replace(".", "", 1).isdigit()]
    fleet = [line for line in numbers if len(line.words) == 2]
    rows = [line for line in numbers if len(line.words) != 2]
    if len(fleet) != 1 or len(rows) < 2:
        raise BadInput(f"{name}: a line with number and capacity of vehicles and at least 2 places are needed")
    data = np.array([_row(line) for line in rows])
    tenths, metres = dimacs(data), dimacs(euclid(data[:, 1:3]))
    count, capacity = fleet[0].whole_at(0, "vehicles", 1), fleet[0].whole_at(1, "capacity", 1)
    return RoutingProblem(
        name=name,
        networks=(Network(metres, metres),),
        depots=(Depot("depot", 0),),
        facilities=(),
        stops=_stops(rows[1:], data[1:], tenths[1:]),
        vehicles=(VehicleType("truck", count, (capacity,), shift=(int(tenths[0, 4]), int(tenths[0, 5]))),),
        objective_scale=0.1,
        coordinates=data[:, 1:3],
        remarks={"format": "solomon", "time": "units / 10"},
    )


def _row(line: Line) -> list[float]:
    return [line.number_at(at, field, None if at in (1, 2) else 0) for at, field in enumerate(_COLUMNS)]


def _stops(rows: list[Line], data: np.ndarray, tenths: np.ndarray) -> Stops:
    count = len(rows)
    return Stops(
        names=tuple(row.words[0] for row in rows),
        location=np.arange(1, count + 1),
        load=data[:, 3:4].astype(np.int64),
        service=tenths[:, 6],
        windows=tuple(((int(early), int(late)),) for early, late in tenths[:, 4:6]),
        release=np.zeros(count, dtype=np.int64),
        visits=np.ones(count, dtype=np.int64),
        least_gap=np.zeros(count, dtype=np.int64),
        prize=np.full(count, FOREVER, dtype=np.int64),
        required=np.ones(count, dtype=np.bool_),
    )
