"""A day of collecting (一日收运) from the bins, stations and vehicles a ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from yihe.geo.streets import StreetGraph
from yihe.planning.routing.collection import Bin, Collection, Station, Truck
from yihe.planning.routing.plan import Route
from yihe.planning.routing.problem import RoutingProblem
from yihe.planning.routing.straight import by_air
from yihe.planning.routing.streets import on_streets
from yihe.planning.routing.tracks import RememberedWays, Ways
from yihe.programmes.operations import Work
from yihe.programmes.sanitation import WasteBin

from .assuming import Assumptions
from .fleets import Fleet, fleet, stations
from .known import known, missing, name_of, position, require, require_some
from .notices import notices

IN_PLACE = ("placed", "assigned", "sensed")
ASSUMED = ("fill", "kg_per_litre", "seconds_at_bin", "seconds_per_litre", "unload_s", "least_gap")
_A_POINT = "a point is needed (须有点位)"
_A_NUMBER = "a number above 0 is needed (须大于 0)"


@dataclass(frozen=True)
class CollectingDay:
    """The problem of a day with the records behind its rows.

    Attributes
    ----------
    ways
        How one drives; None where drives are straight.
    bins, stations
        Records, in the order of the problem's stops and facilities.
    """

    problem: RoutingProblem
    ways: Ways | None
    bins: tuple[Any, ...]
    stations: tuple[Any, ...]
    fleet: Fleet
    assumed: Assumptions

    def vehicle(self, route: Route) -> Any:
        """The record of the vehicle that drives a route; types repeat the groups of the fleet shift by shift."""
        groups = self.fleet.groups
        return groups[route.vehicle_type % len(groups)].members[route.number]


def collecting_day(
    place: str,
    as_of: datetime | None = None,
    assumed: Assumptions | None = None,
    graph: StreetGraph | None = None,
    most: int | None = None,
    standing_at: str | None = None,
) -> CollectingDay:
    """Build the problem of collecting from every bin in place, all kinds of waste that `assumed` has a density for.

    Parameters
    ----------
    place
        Statistical code; what lies below it counts.
    as_of
        What the ledger knew then; None for now.
    graph
        Streets; drives are straight where there are none.
    most
        Only so many bins, evenly out of all.
    standing_at
        Code of a station: only the vehicles that stand there.

    Raises
    ------
    BadInput
        The message names the record and its field, or the kind of which there is no record.
    """
    assumed = assumed or Assumptions()
    bins = _bins(place, as_of, assumed, most)
    unloading = stations(place, as_of)
    trucks = fleet(Work.COLLECTING, place, as_of, unloading, standing_at)
    collection = Collection(
        name=f"{place} 垃圾收运一日计划",
        bins=tuple(_bin(each, assumed) for each in bins),
        stations=tuple(_station(each, assumed) for each in unloading),
        yards=trucks.yards,
        shifts=assumed.shifts,
        trucks=tuple(_trucks(trucks)),
        least_gap=assumed.least_gap,
    )
    remarks = notices([*bins, *unloading])
    records = (tuple(bins), tuple(unloading), trucks, assumed)
    if graph is None:
        return CollectingDay(by_air(collection, assumed.detour, assumed.kmh, remarks), None, *records)
    driven = on_streets(collection, graph, remarks)
    return CollectingDay(driven.problem, RememberedWays(driven), *records)


def _bins(place: str, as_of: datetime | None, assumed: Assumptions, most: int | None) -> list[Any]:
    found = known(WasteBin, place, as_of, IN_PLACE, waste__in=list(assumed.kg_per_litre))
    require_some(WasteBin, found, IN_PLACE, place)
    if most is not None and most < len(found):
        found = [found[at] for at in np.linspace(0, len(found) - 1, most).astype(int)]
    require(each for row in found for each in _complaints(row))
    return found


def _complaints(row: Any) -> Iterator[str]:
    if not row.geometry:
        yield missing(WasteBin, row, "geometry", _A_POINT)
    if not row.volume:
        yield missing(WasteBin, row, "volume", _A_NUMBER)
    if not row.rounds:
        yield missing(WasteBin, row, "rounds", _A_NUMBER)


def _bin(row: Any, assumed: Assumptions) -> Bin:
    lon, lat = position(row) or (0.0, 0.0)
    volume = float(row.volume)
    litres = volume * assumed.fill
    return Bin(
        name=name_of(row),
        lon=lon,
        lat=lat,
        kg=round(litres * assumed.kg_per_litre[row.waste]),
        litres=round(litres),
        seconds=round(assumed.seconds_at_bin + volume * assumed.seconds_per_litre),
        rounds=row.rounds,
    )


def _station(row: Any, assumed: Assumptions) -> Station:
    lon, lat = position(row) or (0.0, 0.0)
    return Station(name_of(row), lon, lat, assumed.unload_s)


def _trucks(trucks: Fleet) -> Iterator[Truck]:
    for group in trucks.groups:
        kind = group.first
        yield Truck(
            name=f"{float(kind.payload):g} t {float(kind.volume):g} m³ {trucks.yards[group.yard].name}",
            count=len(group.members),
            kg=float(kind.payload * 1000),
            litres=float(kind.volume * 1000),
            yard=group.yard,
            yuan_per_km=float(kind.cost_per_km),
            yuan_per_hour=float(kind.cost_per_hour),
            yuan_per_shift=float(kind.cost_per_shift),
        )
