"""The vehicles of a ledger, equal ones together, each group at the place it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yihe.ledger.labels import as_label
from yihe.planning import BadInput
from yihe.planning.routing.collection import Yard
from yihe.programmes.operations import Work, WorkVehicle
from yihe.programmes.sanitation import TransferStation

from .known import known, missing, name_of, position, require, require_some

IN_SERVICE = ("in_service",)
_COSTS = ("cost_per_km", "cost_per_hour", "cost_per_shift")
_A_NUMBER = "a number is needed (须填数)"
_MORE_THAN_NONE = "a number above 0 is needed (须大于 0)"


@dataclass(frozen=True)
class Group:
    """Vehicles that a plan need not tell apart: one yard, equal capacities and costs.

    Attributes
    ----------
    members
        Their records, by code.
    yard
        Row of the yard.
    """

    members: tuple[Any, ...]
    yard: int

    @property
    def first(self) -> Any:
        return self.members[0]


@dataclass(frozen=True)
class Fleet:
    """Groups of vehicles and the yards they stand at."""

    groups: tuple[Group, ...]
    yards: tuple[Yard, ...]


def fleet(
    work: Work, place: str, as_of: datetime | None, stations: Sequence[Any], standing_at: str | None = None
) -> Fleet:
    """Vehicles in service for a kind of work.

    Parameters
    ----------
    stations
        Records of the stations vehicles may stand at.
    standing_at
        Code of one of them: only the vehicles that name it as their home.

    Raises
    ------
    BadInput
        There is none; no working station has the code; or a vehicle has no place to stand, no capacity or no cost, and
        the message names vehicle and field.
    """
    if standing_at is not None and standing_at not in {station.code for station in stations}:
        accepted = ", ".join(station.code for station in stations)
        raise BadInput(
            f"no working station has the code {standing_at} (没有此编号的在用转运站); accepted (可用): {accepted}"
        )
    where = {} if standing_at is None else {"station__code": standing_at}
    vehicles = known(WorkVehicle, place, as_of, IN_SERVICE, work=work, **where)
    label = as_label(work.label)
    require_some(WorkVehicle, vehicles, IN_SERVICE, place, of=f"{label.en.lower()} ({label.zh}) ")
    homes = {station.id: station for station in stations}
    require(each for vehicle in vehicles for each in _complaints(vehicle, work, homes))
    yards = {_stand(vehicle, homes): None for vehicle in vehicles}
    rows = {yard: row for row, yard in enumerate(yards)}
    groups: dict[tuple[int, tuple[object, ...]], list[Any]] = {}
    for vehicle in vehicles:
        alike = tuple(getattr(vehicle, name) for name in ("payload", "volume", "tank", *_COSTS))
        groups.setdefault((rows[_stand(vehicle, homes)], alike), []).append(vehicle)
    return Fleet(tuple(Group(tuple(each), yard) for (yard, _), each in groups.items()), tuple(yards))


def _complaints(vehicle: Any, work: Work, homes: dict[int, Any]) -> Iterator[str]:
    capacities = ("payload", "volume") if work == Work.COLLECTING else ("volume", "tank")
    for name in capacities:
        if not getattr(vehicle, name):
            yield missing(WorkVehicle, vehicle, name, _MORE_THAN_NONE)
    for name in _COSTS:
        if getattr(vehicle, name) is None:
            yield missing(WorkVehicle, vehicle, name, _A_NUMBER)
    if not vehicle.geometry and vehicle.station_id not in homes:
        wanted = "a station that works, or a position of its own, is needed (须填运行中的转运站或车辆自己的停放位置)"
        yield missing(WorkVehicle, vehicle, "station", wanted)


def _stand(vehicle: Any, homes: dict[int, Any]) -> Yard:
    own = position(vehicle)
    if own is not None:
        return Yard(f"{own[0]:.5f},{own[1]:.5f}", *own)
    home = homes[vehicle.station_id]
    lon, lat = position(home) or (0.0, 0.0)
    return Yard(name_of(home), lon, lat)


def stations(place: str, as_of: datetime | None) -> list[Any]:
    """Stations that work, each with a position.

    Raises
    ------
    BadInput
        There is none, or one has no position.
    """
    working = ("running", "rated")
    found = known(TransferStation, place, as_of, working)
    require_some(TransferStation, found, working, place)
    wanted = "a point is needed (须有点位)"
    require(missing(TransferStation, each, "geometry", wanted) for each in found if not each.geometry)
    return found
