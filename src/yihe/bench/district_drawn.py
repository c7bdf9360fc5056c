"""A made day of collecting on a real city's streets: bins drawn along them by seed, trucks, stations, shifts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj

from yihe.geo.streets import StreetGraph, largest_strong_part, read_tables
from yihe.planning.routing.collection import Bin, Collection, Shift, Station, Truck, Yard
from yihe.planning.routing.problem import Break

_FILES = {"stockholm": "stockholm", "shanghai": "shanghai_center"}
_HOUR = 3600
_LEAST_GAP = 5 * _HOUR
# Nobody's bin stands on these.
_NO_BINS = ("motorway", "motorway_link", "trunk", "trunk_link")
# Bins of 240 litres that stand together, how full they are when emptied, kg per litre as it lies in them.
_TOGETHER = (1, 4)
_LITRES = 240
_FILL = (0.45, 0.95)
_DENSITY = 0.14
_SECONDS_A_PLACE, _SECONDS_A_BIN = 30, 15
# A tenth stands where collecting is only allowed outside rush hours.
_QUIET = ((0, 7 * _HOUR), (9 * _HOUR, 16 * _HOUR), (18 * _HOUR + 1800, 24 * _HOUR))
_QUIET_SHARE = 0.1
# More trucks than a day takes: how many go out is for the plan to say.
_BINS_A_TRUCK = 100
# A crew is paid for its shift, and a truck that goes out wears; so as few as possible are to go.
_YUAN_A_SHIFT = 400.0
_SHIFTS = {"早班": 0, "中班": 8, "晚班": 16}
_GEOD = pyproj.Geod(ellps="WGS84")


def read_city(folder: Path, city: str) -> StreetGraph:
    """Read the city's streets, only what can be reached from everywhere."""
    name = _FILES[city]
    graph = read_tables(folder / f"{name}_nodes.csv.gz", folder / f"{name}_edges.csv.gz")
    return largest_strong_part(graph)


def collection_of(graph: StreetGraph, city: str, bins: int, seed: int) -> Collection:
    """Draw the day: bins by length of street, two rounds each at least five hours apart, three shifts with breaks."""
    random = np.random.default_rng(seed)
    lonlat = along_streets(graph, bins, random)
    (yard,), stations = _spots(lonlat, ((0.5, 0.9),)), _spots(lonlat, ((0.2, 0.3), (0.8, 0.3)))
    count = max(2, -(-bins // _BINS_A_TRUCK))
    return Collection(
        name=f"{city}, {bins} bins",
        bins=tuple(_bin(row, lon, lat, random) for row, (lon, lat) in enumerate(lonlat.tolist())),
        stations=tuple(Station(f"转运站{row + 1}", *spot, 600) for row, spot in enumerate(stations)),
        yards=(Yard("环卫车场", *yard),),
        shifts=tuple(_shift(name, hour * _HOUR) for name, hour in _SHIFTS.items()),
        trucks=(Truck("8吨压缩车", count, 8000, 45_000, 0, 4.2, 60.0, _YUAN_A_SHIFT),),
        least_gap=_LEAST_GAP,
        # Yard and stations stand in the middle of many bins, not beside a street.
        limit_m=2000.0,
    )


def _shift(name: str, begin: int) -> Shift:
    rest = Break((begin + 3 * _HOUR, begin + 5 * _HOUR), 1800)
    return Shift(name, (begin, begin + 8 * _HOUR), (rest,))


def _bin(row: int, lon: float, lat: float, random: np.random.Generator) -> Bin:
    together = int(random.integers(_TOGETHER[0], _TOGETHER[1] + 1))
    litres = _LITRES * together * random.uniform(*_FILL)
    return Bin(
        name=f"桶站{row + 1:05d}",
        lon=lon,
        lat=lat,
        kg=round(litres * _DENSITY),
        litres=round(litres),
        seconds=_SECONDS_A_PLACE + _SECONDS_A_BIN * together,
        rounds=2,
        windows=_QUIET if random.random() < _QUIET_SHARE else (),
    )


def along_streets(graph: StreetGraph, count: int, random: np.random.Generator) -> np.ndarray:
    """(count, 2) longitudes and latitudes on the streets, every metre of street as likely as any other."""
    arcs = np.array([arc for arc in graph.streets() if graph.street_class[arc] not in _NO_BINS])
    chosen = random.choice(arcs, count, p=graph.length_m[arcs] / graph.length_m[arcs].sum())
    shares = random.random(count)
    return np.array([_on_arc(graph, arc, share) for arc, share in zip(chosen.tolist(), shares, strict=True)])


def _on_arc(graph: StreetGraph, arc: int, share: float) -> tuple[float, float]:
    """The place at a share of an arc's length."""
    lon, lat = graph.line(arc).T
    passed = np.append(0.0, np.cumsum(_GEOD.line_lengths(lon, lat)))
    at = share * passed[-1]
    return float(np.interp(at, passed, lon)), float(np.interp(at, passed, lat))


def _spots(lonlat: np.ndarray, shares: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Places at given quantiles of the bins' longitudes and latitudes."""
    return [(float(np.quantile(lonlat[:, 0], east)), float(np.quantile(lonlat[:, 1], north))) for east, north in shares]
