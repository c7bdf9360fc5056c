"""Times, distances and ways between many places on streets, for one vehicle."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .errors import BadStreets
from .graph import Floats, StreetGraph
from .search import arrive, fill_rows, leave, make_room, search
from .snapping import Places, cut
from .turns import turn_network
from .vehicles import StreetVehicle

Singles = npt.NDArray[np.float32]
# So few places are not worth a second thread.
_ROWS_PER_THREAD = 64


@dataclass(frozen=True)
class TravelMatrices:
    """Fastest drives between all places, from row to column.

    Attributes
    ----------
    seconds, metres
        (n, n) driving time, and the distance along that fastest way; infinite where there is none.
    """

    seconds: Singles
    metres: Singles


@dataclass(frozen=True)
class StreetPath:
    """One drive.

    Attributes
    ----------
    arcs
        Arcs driven, in order; the first and the last only in part.
    seconds, metres
        Of the drive.
    line
        (k, 2) longitudes and latitudes along the streets.
    """

    arcs: tuple[int, ...]
    seconds: float
    metres: float
    line: Floats


class Router:
    """Finds the fastest drives between places; turn restrictions and the vehicle's limits are kept.

    A place on a two-way street may be left and reached in both directions, and a vehicle may turn round where it
    stops. The position along the street counts.

    Parameters
    ----------
    graph, places
        Streets, and places on them (see `snap`).
    vehicle
        Who drives; a vehicle without limits if ``None``.
    """

    def __init__(self, graph: StreetGraph, places: Places, vehicle: StreetVehicle | None = None) -> None:
        self.graph, self.places = graph, places
        driver = vehicle or StreetVehicle()
        is_open = driver.may_enter(graph)
        self._seconds = np.ascontiguousarray(driver.seconds(graph))
        self._metres = np.ascontiguousarray(graph.length_m)
        self._network = turn_network(graph, is_open)
        self._arcs = np.where((places.arcs >= 0) & is_open[places.arcs], places.arcs, -1)
        self._searched = -1
        self._room = make_room(self._network.states, len(graph))
        self._starts = (np.empty(2, np.int64), np.empty(2), np.empty(2))

    def matrices(self, threads: int | None = None) -> TravelMatrices:
        """All times and distances.

        Parameters
        ----------
        threads
            How many rows are worked on at once; one for each core if ``None``. The result does not depend on it.
        """
        count = len(self.places)
        seconds = np.empty((count, count), dtype=np.float32)
        metres = np.empty((count, count), dtype=np.float32)
        workers = max(1, min(threads or os.cpu_count() or 1, count // _ROWS_PER_THREAD))
        borders = np.linspace(0, count, workers + 1).astype(int).tolist()
        with ThreadPoolExecutor(workers) as pool:
            parts = [pool.submit(self._fill, first, last, seconds, metres) for first, last in pairwise(borders)]
            for part in parts:
                part.result()
        return TravelMatrices(seconds, metres)

    def _fill(self, first: int, last: int, seconds: Singles, metres: Singles) -> None:
        network, places = self._network, self.places
        fill_rows(
            first,
            last,
            network.start,
            network.arc,
            network.end_state,
            self._seconds,
            self._metres,
            self._arcs,
            places.shares,
            seconds,
            metres,
        )

    def path(self, origin: int, goal: int) -> StreetPath:
        """The fastest drive from one place to another, by their rows.

        Raises
        ------
        BadStreets
            The goal cannot be reached.
        """
        if origin == goal:
            return self._stand(origin)
        self._search_from(origin)
        side, stays, seconds, metres = self._arrival(origin, goal)
        if side < 0:
            raise BadStreets(f"{self.places.names[goal]} cannot be reached from {self.places.names[origin]}")
        arc, share = int(self._arcs[goal, side]), float(self.places.shares[goal, side])
        if stays >= 0:
            line = cut(self.graph, arc, float(self.places.shares[origin, stays]), share)
            return StreetPath((arc,), seconds, metres, line)
        first, between = self._back_to(origin, arc)
        begun, left = int(self._arcs[origin, first]), float(self.places.shares[origin, first])
        lines = [cut(self.graph, begun, left, 1.0), *map(self.graph.line, between), cut(self.graph, arc, 0.0, share)]
        return StreetPath((begun, *between, arc), seconds, metres, _joined(lines))

    def _stand(self, place: int) -> StreetPath:
        point = np.array([[self.places.street_lon[place], self.places.street_lat[place]]])
        return StreetPath((), 0.0, 0.0, point)

    def _search_from(self, origin: int) -> None:
        if self._searched == origin:
            return
        network, places = self._network, self.places
        leave(
            origin,
            self._arcs,
            places.shares,
            network.end_state,
            self._seconds,
            self._metres,
            self._starts,
        )
        search(network.start, network.arc, network.end_state, self._seconds, self._metres, *self._starts, self._room)
        self._searched = origin

    def _arrival(self, origin: int, goal: int) -> tuple[int, int, float, float]:
        places = self.places
        seconds, metres, side, stays = arrive(
            origin, goal, self._arcs, places.shares, self._seconds, self._metres, *self._room[4:6]
        )
        return side, stays, seconds, metres

    def _back_to(self, origin: int, last: int) -> tuple[int, list[int]]:
        """The side of the origin a drive sets out from, and the whole arcs up to the last one."""
        came_over, came_from, enter_state = self._room[2], self._room[3], self._room[6]
        state, arcs = int(enter_state[last]), []
        while came_over[state] >= 0:
            arcs.append(int(came_over[state]))
            state = int(came_from[state])
        return -1 - int(came_over[state]), arcs[::-1]


def _joined(lines: list[Floats]) -> Floats:
    """One line through all, without the points that two neighbours share."""
    points = np.concatenate(lines)
    new = np.concatenate(([True], (np.diff(points, axis=0) != 0).any(axis=1)))
    return points[new] if new.sum() > 1 else points[:2]
