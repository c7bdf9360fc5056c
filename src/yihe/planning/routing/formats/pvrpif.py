"""Periodic waste collection with intermediate facilities as GeoJSON (Taverna and Tilk, University of Udine).

`info` holds fleet and horizon, `features` the places in the order of the `duration` matrix. A stop with frequency f
is visited on days evenly spread over the horizon of h days: f days, h / f apart. Every route empties before it comes
home and lasts `maxDuration` at most, work included; the objective counts drives only.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from ...outcome import BadInput
from ..problem import FOREVER, Depot, Facility, Network, RoutingProblem, Stops, VehicleType

_KINDS = ("depot", "customer", "intermediateFacility")


def recognises(text: str) -> bool:
    """A JSON feature collection that speaks of a planning horizon."""
    return text.lstrip()[:1] == "{" and "planningHorizon" in text


def read(text: str, name: str) -> RoutingProblem:
    """Read an instance; see the module for its rules."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as trouble:
        raise BadInput(f"{name}, line {trouble.lineno}: not JSON ({trouble.msg})") from trouble
    info, features = _part(data, "info", dict, name), _part(data, "features", list, name)
    properties = [_part(feature, "properties", dict, f"{name}, feature {at}") for at, feature in enumerate(features)]
    rows = {kind: [at for at, each in enumerate(properties) if each.get("type") == kind] for kind in _KINDS}
    if len(rows["depot"]) != 1:
        raise BadInput(f"{name}: {len(rows['depot'])} features of type depot; exactly 1 is needed")
    days = _whole(info, "planningHorizon", f"{name}, info", 1)
    stops = _stops(properties, rows["customer"], name)
    return RoutingProblem(
        name=name,
        networks=(_network(data, len(features), name),),
        depots=(Depot("depot", rows["depot"][0]),),
        facilities=tuple(
            Facility(f"facility {at}", at, _whole(properties[at], "service", f"{name}, feature {at}"))
            for at in rows["intermediateFacility"]
        ),
        stops=stops,
        vehicles=tuple(_vehicle(info, day, name) for day in range(days)),
        periods=days,
        coordinates=_coordinates(features),
        patterns=tuple(
            spread(int(visits), days, label) for visits, label in zip(stops.visits, stops.names, strict=True)
        ),
        remarks={"format": "pvrpif", "objective": "minutes of driving", "time": "min of the day"},
    )


def spread(visits: int, days: int, label: str) -> tuple[tuple[int, ...], ...]:
    """The sets of days that are evenly spread over the horizon."""
    if visits < 1 or days % visits:
        raise BadInput(f"{label}: frequency is {visits}; a divisor of the horizon of {days} days is needed")
    step = days // visits
    return tuple(tuple(range(first, days, step)) for first in range(step))


def _part(data: Any, key: str, kind: type, where: str) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get(key), kind):
        raise BadInput(f"{where}: {key} is missing or not a {kind.__name__}")
    return data[key]


def _whole(data: dict[str, Any], key: str, where: str, least: int = 0) -> int:
    value = data.get(key)
    if not isinstance(value, int | float) or value != int(value) or value < least:
        raise BadInput(f"{where}: {key} is {value!r}; a whole number of at least {least} is needed")
    return int(value)


def _network(data: dict[str, Any], size: int, name: str) -> Network:
    try:
        minutes = np.array(_part(data, "duration", list, name), dtype=np.float64)
    except ValueError as trouble:
        raise BadInput(f"{name}: duration is no square of numbers") from trouble
    if minutes.shape != (size, size) or np.any(minutes < 0) or np.any(minutes != np.floor(minutes)):
        raise BadInput(f"{name}: duration is {minutes.shape}; ({size}, {size}) whole numbers from 0 are needed")
    return Network(minutes.astype(np.int64), minutes.astype(np.int64))


def _vehicle(info: dict[str, Any], day: int, name: str) -> VehicleType:
    where = f"{name}, info"
    return VehicleType(
        f"truck, day {day + 1}",
        _whole(info, "numVehicles", where, 1),
        (_whole(info, "maxCapacity", where),),
        shift=(0, _whole(info, "maxDuration", where)),
        comes_home_empty=True,
        period=day,
    )


def _stops(properties: list[dict[str, Any]], rows: list[int], name: str) -> Stops:
    def column(key: str) -> np.ndarray[Any, np.dtype[np.int64]]:
        return np.array([_whole(properties[at], key, f"{name}, feature {at}") for at in rows], dtype=np.int64)

    count = len(rows)
    return Stops(
        names=tuple(f"customer {at}" for at in rows),
        location=np.array(rows, dtype=np.int64),
        load=column("demand")[:, None],
        service=column("service"),
        windows=((),) * count,
        release=np.zeros(count, dtype=np.int64),
        visits=column("frequency"),
        least_gap=np.zeros(count, dtype=np.int64),
        prize=np.full(count, FOREVER, dtype=np.int64),
        required=np.ones(count, dtype=np.bool_),
    )


def _coordinates(features: list[dict[str, Any]]) -> np.ndarray[Any, np.dtype[np.float64]] | None:
    try:
        return np.array([feature["geometry"]["coordinates"][:2] for feature in features], dtype=np.float64)
    except (KeyError, TypeError, ValueError):
        return None
