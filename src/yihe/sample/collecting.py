"""A day of collecting in the sample district: its bins and stations on the main roads of Zhifu."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyproj

from yihe.geo.streets import Columns, StreetGraph, largest_strong_part, read_tables, snap
from yihe.planning.routing.collection import Bin, Collection, Shift, Station, Truck, Yard
from yihe.planning.routing.problem import Break
from yihe.planning.routing.streets import StreetProblem, on_streets

from .district import SEED
from .ledgers import sanitation
from .side_streets import side_streets
from .writing import NOTICE

_HOUR = 3600
_COLUMNS = Columns(tail="from_node", head="to_node", length_m="straight_m", street_class="class")
# Speed classes: the corridors are arterial and secondary streets, a street made up here is a lane.
_MAIN, _LANE = "secondary", "living_street"
_NEAR_A_ROAD_M = 60.0
# Transverse Mercator on the district's own meridian, CGCS2000 3-degree zone without prefix.
_METRES = "EPSG:4549"

_IN_USE = ("placed", "assigned", "sensed")
_WORKING = ("running", "rated")
# kg per litre as it lies in the bin, and how full a bin is when it is emptied (synthetic, of the usual size).
_DENSITY = {"residual": 0.14, "food": 0.45, "recyclable": 0.06, "hazardous": 0.10}
_FILL = (0.45, 0.95)
_SECONDS_AT_BIN = {120: 35, 240: 45, 660: 75}
# Outside rush hours only, near schools and markets: before 07:00, 9 to 16, after 18:30.
_QUIET = ((0, 7 * _HOUR), (9 * _HOUR, 16 * _HOUR), (18 * _HOUR + 1800, 27 * _HOUR))
_QUIET_SHARE = 0.1
_LEAST_GAP = 4 * _HOUR


def collection_day(seed: int = SEED, bins: int | None = None) -> StreetProblem:
    """Build the collection problem of a day: every bin in use but those for hazardous waste, two rounds, three shifts.

    Parameters
    ----------
    seed
        Of the sample.
    bins
        Only so many, evenly out of all; all if ``None``.
    """
    book = sanitation.books(Random(f"{seed}:{sanitation.__name__}"))[0]
    sheets = {sheet.kind.__name__: sheet.rows for sheet in book.sheets}
    used = [row for row in sheets["WasteBin"] if row["stage"] in _IN_USE and row["waste"] != "hazardous"]
    chosen = used if bins is None else [used[at] for at in np.linspace(0, len(used) - 1, bins).astype(int)]
    working = [row for row in sheets["TransferStation"] if row["stage"] in _WORKING]
    chance = Random(f"{seed}:{__name__}")
    day = Collection(
        name="芝罘区垃圾收运一日计划（样例）",
        bins=tuple(_bin(row, chance) for row in chosen),
        stations=tuple(_station(row) for row in working),
        yards=tuple(_yards(working)),
        shifts=_shifts(),
        trucks=_trucks(len(chosen) / len(used)),
        least_gap=_LEAST_GAP,
    )
    return on_streets(day, streets([*chosen, *working]), {"sample": NOTICE})


def _bin(row: dict[str, Any], chance: Random) -> Bin:
    volume = int(row["volume"])
    litres = volume * chance.uniform(*_FILL)
    return Bin(
        name=f"{row['code']} {row['name']}",
        lon=row["lon"],
        lat=row["lat"],
        kg=round(litres * _DENSITY[row["waste"]]),
        litres=round(litres),
        seconds=_SECONDS_AT_BIN[volume],
        rounds=row["rounds"],
        windows=_QUIET if chance.random() < _QUIET_SHARE else (),
    )


def _station(row: dict[str, Any]) -> Station:
    return Station(f"{row['code']} {row['name']}", row["lon"], row["lat"], 600, (3 * _HOUR, 27 * _HOUR))


def _yards(stations: Sequence[dict[str, Any]]) -> list[Yard]:
    """The two largest stations have a yard beside them."""
    largest = sorted(stations, key=lambda row: (-row["capacity"], row["code"]))[:2]
    return [Yard(f"{row['name'].removesuffix('垃圾转运站')}停车场", row["lon"], row["lat"]) for row in largest]


def _shifts() -> tuple[Shift, ...]:
    begins = {"早班": 4 * _HOUR, "中班": 12 * _HOUR, "夜班": 19 * _HOUR}
    return tuple(
        Shift(name, (begin, begin + 8 * _HOUR), (Break((begin + 3 * _HOUR, begin + 5 * _HOUR), 1800),))
        for name, begin in begins.items()
    )


def _trucks(share: float) -> tuple[Truck, ...]:
    """Compactors (压缩车), loose litres as they lie in the bins; fewer where only a share of the bins is planned."""
    heavy, light = max(1, round(14 * share)), max(1, round(10 * share))
    return tuple(
        truck
        for yard in (0, 1)
        for truck in (
            Truck(f"8吨压缩车{'甲乙'[yard]}", heavy, 8000, 45_000, yard, 4.2, 90.0, 60.0),
            Truck(f"3吨压缩车{'甲乙'[yard]}", light, 3000, 18_000, yard, 2.4, 60.0, 40.0),
        )
    )


def streets(rows: Sequence[dict[str, Any]]) -> StreetGraph:
    """Streets of the sample: Zhifu's bus corridors (real, straight from stop to stop) and side streets (made up).

    A side street joins each of the rows (with ``lon`` and ``lat``) that no corridor touches.
    """
    main = corridors()
    lonlat = np.array([(row["lon"], row["lat"]) for row in rows])
    away = snap(main, lonlat[:, 0], lonlat[:, 1], limit_m=None).distance_m > _NEAR_A_ROAD_M
    made = np.unique(lonlat[away], axis=0)
    points = np.concatenate([np.column_stack((main.lon, main.lat)), made])
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", _METRES, always_xy=True)
    roads = np.column_stack((main.tail, main.head))
    added = side_streets(np.column_stack(to_metres.transform(*points.T)), roads)
    return _both(main, points, added)


def corridors() -> StreetGraph:
    """The main roads alone: bus corridors, straight from stop to stop; every one reachable from every other."""
    data = files(__package__).joinpath("data")
    with as_file(data.joinpath("street_nodes.csv.gz")) as nodes, as_file(data.joinpath("street_edges.csv.gz")) as edges:
        return largest_strong_part(read_tables(nodes, edges, columns=_COLUMNS, street_class=_MAIN))


def _both(main: StreetGraph, points: np.ndarray, added: np.ndarray) -> StreetGraph:
    """One graph of the corridors and of the streets added, through the tables that every district hands in."""
    nodes = [(row, *point) for row, point in enumerate(points.tolist())]
    edges: list[tuple[Any, ...]] = [
        (tail, head, f"{length:.1f}", _MAIN)
        for tail, head, length in zip(main.tail, main.head, main.length_m, strict=True)
    ]
    edges += [(a, b, "", _LANE) for one, other in added.tolist() for a, b in ((one, other), (other, one))]
    with TemporaryDirectory() as folder:
        written = Path(folder) / "nodes.csv.gz", Path(folder) / "edges.csv.gz"
        _write(written[0], ("node_id", "lon", "lat"), nodes)
        _write(written[1], ("from_node", "to_node", "straight_m", "class"), edges)
        return largest_strong_part(read_tables(*written, columns=_COLUMNS))


def _write(path: Path, heading: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([heading, *rows])
    path.write_bytes(gzip.compress(out.getvalue().encode()))
