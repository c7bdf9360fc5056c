"""A collection problem without streets: drives straight through the air, lengthened by a detour factor."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .assembling import assemble
from .collection import Bin, Collection, Station, Yard
from .problem import Network, RoutingProblem
from .surveying import require_servable, require_sound

# Mean radius of the Earth (IUGG).
_EARTH_M = 6_371_008.8
_ROWS_AT_ONCE = 256


def by_air(
    collection: Collection, detour: float = 1.3, kmh: float = 25.0, remarks: dict[str, Any] | None = None
) -> RoutingProblem:
    """Build the collection problem of a day where no streets are known; every truck drives alike.

    Parameters
    ----------
    detour
        Metres driven for each metre through the air.
    kmh
        Speed of every drive.
    remarks
        Kept with the problem.

    Raises
    ------
    BadInput
        Names what `yihe.planning.routing.streets.on_streets` would name, streets apart.
    """
    require_sound(collection)
    things: list[Yard | Station | Bin] = [*collection.yards, *collection.stations, *collection.bins]
    lonlat = np.array([(thing.lon, thing.lat) for thing in things])
    network = straight_network(lonlat, detour, kmh)
    all_alike = [0] * len(collection.trucks)
    require_servable(collection, [network], all_alike)
    return assemble(collection, [network], all_alike, lonlat, remarks)


def straight_network(lonlat: npt.NDArray[np.float64], detour: float, kmh: float) -> Network:
    """Metres and seconds between places (n, 2) in degrees; no drive takes less than is planned for it."""
    count = len(lonlat)
    distance, duration = np.empty((count, count), dtype=np.int64), np.empty((count, count), dtype=np.int64)
    for first in range(0, count, _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        metres = _through_air(lonlat[rows], lonlat) * detour
        distance[rows] = np.rint(metres)
        duration[rows] = np.ceil(metres * 3.6 / kmh)
    return Network(distance, duration)


def _through_air(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(n, m) great-circle metres by the haversine formula (Sinnott, Sky and Telescope 68, 1984)."""
    lon, lat = np.radians(one).T
    to_lon, to_lat = np.radians(other).T
    half = np.sin((to_lat[None] - lat[:, None]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(to_lat)[None] * np.sin((to_lon[None] - lon[:, None]) / 2) ** 2
    return np.asarray(2 * _EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
