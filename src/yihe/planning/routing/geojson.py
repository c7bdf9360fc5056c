"""A collection plan as a map layer (GeoJSON, RFC 7946): a line for each route, a point for each place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..lines import Line, rounded
from ..words import Language, say
from .clock import has_clock, notice, time_of
from .plan import RoutingPlan
from .problem import RoutingProblem
from .timetable import Row, Totals, timetable, totals
from .tracks import position, tracks

Feature = dict[str, Any]


def to_geojson(
    problem: RoutingProblem, plan: RoutingPlan, lines: list[Line] | None = None, language: Language = "zh"
) -> dict[str, Any]:
    """Give the plan as a feature collection.

    Parameters
    ----------
    lines
        What `tracks` drew; straight lines if ``None``.
    language
        Of the property names' values, such as times and kinds; property names are English.
    """
    drawn = tracks(problem, plan) if lines is None else lines
    layer = {
        "type": "FeatureCollection",
        "name": problem.name,
        "plan": _figures(plan),
        "features": [*_routes(problem, plan, drawn, language), *_places(problem, plan, language)],
    }
    if notice(problem):
        layer["notice"] = notice(problem)
    if not has_clock(problem):
        layer["coordinates"] = "of the instance; no longitude and latitude"
    return layer


def write_geojson(
    path: Path, problem: RoutingProblem, plan: RoutingPlan, lines: list[Line] | None = None, language: Language = "zh"
) -> None:
    """Write `to_geojson` to a file."""
    layer = to_geojson(problem, plan, lines, language)
    path.write_text(json.dumps(layer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _figures(plan: RoutingPlan) -> dict[str, Any]:
    return {"objective": plan.objective, "bound": plan.bound, "seconds": round(plan.seconds, 3), "seed": plan.seed}


def _feature(problem: RoutingProblem, geometry: str, coordinates: Any, properties: dict[str, Any]) -> Feature:
    said = {"notice": notice(problem)} if notice(problem) else {}
    return {
        "type": "Feature",
        "geometry": {"type": geometry, "coordinates": coordinates},
        "properties": {**properties, **said},
    }


def _routes(problem: RoutingProblem, plan: RoutingPlan, drawn: list[Line], language: Language) -> Iterator[Feature]:
    for route, total, line in zip(plan.routes, totals(problem, plan), drawn, strict=True):
        # A line needs two points, also that of a vehicle that stays where it is.
        points = rounded(line if len(line) > 1 else line * 2)
        said = _said(problem, total, language) | {"period": problem.vehicles[route.vehicle_type].period}
        yield _feature(problem, "LineString", points, said)


def _said(problem: RoutingProblem, total: Totals, language: Language) -> dict[str, Any]:
    loads = dict(zip(problem.load_units, total.collected, strict=True))
    return {
        "layer": "route",
        "vehicle": total.vehicle,
        "visits": total.stops,
        "unloads": total.unloads,
        **{f"collected_{unit}": amount for unit, amount in loads.items()},
        "km": round(total.metres / 1000, 2),
        "out": time_of(problem, total.begin, language),
        "home": time_of(problem, total.end, language),
    }


def _places(problem: RoutingProblem, plan: RoutingPlan, language: Language) -> Iterator[Feature]:
    called: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for rows in timetable(problem, plan):
        for row in rows:
            called[row.kind, row.index].append(row)
    for kind, index, name, location in _all_places(problem):
        yield _place(problem, kind, name, location, called[kind, index], language)


def _all_places(problem: RoutingProblem) -> Iterator[tuple[str, int, str, int]]:
    """Kind, row, name and location of every place."""
    for row, name in enumerate(problem.stops.names):
        yield "stop", row, name, int(problem.stops.location[row])
    for row, depot in enumerate(problem.depots):
        yield "depot", row, depot.name, depot.location
    for row, facility in enumerate(problem.facilities):
        yield "facility", row, facility.name, facility.location


def _place(
    problem: RoutingProblem, kind: str, name: str, location: int, rows: list[Row], language: Language
) -> Feature:
    said: dict[str, Any] = {"layer": kind, "kind": say(kind, language), "name": name, "visits": len(rows)}
    if kind == "stop":
        # In the order in which they are made, whichever vehicle makes them.
        visits = sorted(rows, key=lambda row: row.begin)
        said["times"] = [time_of(problem, row.begin, language) for row in visits]
        said["vehicles"] = [row.vehicle for row in visits]
    return _feature(problem, "Point", rounded([position(problem, location)])[0], said)
