"""VRPLIB files: CVRP, VRPTW, and multi-trip with time windows and release times (MTVRPTWR, Yang 2023).

With time windows the DIMACS rule holds: distances, times and windows times 10, truncated. Values of VRPTW are published
in units of 1, those of MTVRPTWR as the integers themselves; CVRP rounds to the nearest whole number.
``RELEASE_TIME_SECTION`` is the earliest start of a trip that serves the customer; ``VEHICLES_RELOAD_DEPOT_SECTION``
lets a vehicle come back to the depot and load again within its route.
"""

from __future__ import annotations

import numpy as np

from ...outcome import BadInput
from ..problem import FOREVER, Depot, Facility, Ints, Network, RoutingProblem, Stops, VehicleType
from .fields import Line, lines_of
from .planar import dimacs, euclid, nearest

_TIMED = ("VRPTW", "MTVRPTWR", "VRPTWR", "MTVRPTW")
Sections = dict[str, list[Line]]


def recognises(text: str) -> bool:
    """A file with a node or weight section."""
    return "NODE_COORD_SECTION" in text or "EDGE_WEIGHT_SECTION" in text


def read(text: str, name: str) -> RoutingProblem:
    """Read an instance; see the module for its rules."""
    header, sections = _split(lines_of(text, name))
    size = _header(header, "DIMENSION", name)
    kind = header["TYPE"].words[-1] if "TYPE" in header else "CVRP"
    timed = kind in _TIMED or "TIME_WINDOW_SECTION" in sections
    scaled = dimacs if timed else nearest
    _require_one_depot(sections, name)
    xy = _table(sections, "NODE_COORD_SECTION", size, 2, name)
    metres = scaled(_weights(header, sections, xy, size, name))
    windows = scaled(_table(sections, "TIME_WINDOW_SECTION", size, 2, name)) if timed else None
    demand = _table(sections, "DEMAND_SECTION", size, 1, name)[:, 0].astype(np.int64)
    vehicle = VehicleType(
        "truck",
        _header(header, "VEHICLES", name) if "VEHICLES" in header else size - 1,
        (_header(header, "CAPACITY", name),),
        shift=(int(windows[0, 0]), int(windows[0, 1])) if windows is not None else (0, FOREVER),
        facilities=None,
    )
    reloads = "VEHICLES_RELOAD_DEPOT_SECTION" in sections
    return RoutingProblem(
        name=name,
        networks=(Network(metres, metres),),
        depots=(Depot("depot", 0),),
        facilities=(Facility("depot", 0),) if reloads else (),
        stops=_stops(demand, windows, scaled(_service(header, sections, size, name)), _release(sections, size, name)),
        vehicles=(vehicle,),
        objective_scale=1.0 if reloads or not timed else 0.1,
        coordinates=xy,
        remarks={"format": "vrplib", "type": kind, "time": "units / 10" if timed else "units"},
    )


def _split(lines: list[Line]) -> tuple[dict[str, Line], Sections]:
    header: dict[str, Line] = {}
    sections: Sections = {}
    current: list[Line] | None = None
    for line in lines:
        word = line.words[0].rstrip(":")
        if word == "EOF":
            break
        if word.endswith("_SECTION"):
            current = sections.setdefault(word, [])
        elif word[0].isalpha():
            header[word], current = line, None
        elif current is not None:
            current.append(line)
    return header, sections


def _header(header: dict[str, Line], key: str, name: str) -> int:
    if key not in header:
        raise BadInput(f"{name}: the header has no {key}")
    line = header[key]
    return line.whole_at(len(line.words) - 1, key, 1)


def _require_one_depot(sections: Sections, name: str) -> None:
    words = [word for line in sections.get("DEPOT_SECTION", []) for word in line.words if word != "-1"]
    if words not in ([], ["1"]):
        raise BadInput(f"{name}: DEPOT_SECTION is {' '.join(words)}; only the first node can be the depot")


def _table(sections: Sections, key: str, size: int, columns: int, name: str) -> np.ndarray:
    """(size, columns) numbers of a section whose rows begin with the node's number."""
    rows = sections.get(key, [])
    if key == "NODE_COORD_SECTION" and not rows:
        return np.zeros((size, columns))
    if len(rows) != size:
        raise BadInput(f"{name}: {key} has {len(rows)} rows; {size} are needed")
    found = np.empty((size, columns))
    for row in rows:
        node = row.whole_at(0, f"{key} node", 1)
        if node > size:
            raise BadInput(f"{name}, line {row.number}: {key} node is {node}; the last one is {size}")
        found[node - 1] = [row.number_at(at + 1, f"{key} value") for at in range(columns)]
    return found


def _weights(header: dict[str, Line], sections: Sections, xy: np.ndarray, size: int, name: str) -> np.ndarray:
    kind = header["EDGE_WEIGHT_TYPE"].words[-1] if "EDGE_WEIGHT_TYPE" in header else "EUC_2D"
    if kind == "EUC_2D":
        return euclid(xy)
    rows = sections.get("EDGE_WEIGHT_SECTION", [])
    form = header["EDGE_WEIGHT_FORMAT"].words[-1] if "EDGE_WEIGHT_FORMAT" in header else "FULL_MATRIX"
    if kind != "EXPLICIT" or form != "FULL_MATRIX":
        raise BadInput(f"{name}: edge weights are {kind} {form}; EUC_2D or EXPLICIT FULL_MATRIX can be read")
    values = [row.number_at(at, "edge weight", 0) for row in rows for at in range(len(row.words))]
    if len(values) != size * size:
        raise BadInput(f"{name}: EDGE_WEIGHT_SECTION has {len(values)} numbers; {size * size} are needed")
    return np.array(values).reshape(size, size)


def _service(header: dict[str, Line], sections: Sections, size: int, name: str) -> np.ndarray:
    if "SERVICE_TIME_SECTION" in sections:
        return _table(sections, "SERVICE_TIME_SECTION", size, 1, name)[:, 0]
    if "SERVICE_TIME" not in header:
        return np.zeros(size)
    line = header["SERVICE_TIME"]
    return np.full(size, line.number_at(len(line.words) - 1, "SERVICE_TIME", 0))


def _release(sections: Sections, size: int, name: str) -> Ints:
    if "RELEASE_TIME_SECTION" not in sections:
        return np.zeros(size, dtype=np.int64)
    return dimacs(_table(sections, "RELEASE_TIME_SECTION", size, 1, name)[:, 0])


def _stops(demand: Ints, windows: Ints | None, service: Ints, release: Ints) -> Stops:
    count = len(demand) - 1
    spans = () if windows is None else tuple(((int(early), int(late)),) for early, late in windows[1:])
    return Stops(
        names=tuple(str(node) for node in range(2, count + 2)),
        location=np.arange(1, count + 1),
        load=demand[1:, None],
        service=service[1:],
        windows=spans or ((),) * count,
        release=release[1:],
        visits=np.ones(count, dtype=np.int64),
        least_gap=np.zeros(count, dtype=np.int64),
        prize=np.full(count, FOREVER, dtype=np.int64),
        required=np.ones(count, dtype=np.bool_),
    )
