"""A sweeping plan as a map layer (GeoJSON, RFC 7946): a line for each street swept, one of driving for each crew."""

from __future__ import annotations

from typing import Any

from ..lines import Line, rounded
from .lines import StreetLines, lines_of
from .plan import Call, Route, SweepingPlan
from .problem import SweepingProblem


def to_geojson(problem: SweepingProblem, plan: SweepingPlan, lines: StreetLines | None = None) -> dict[str, Any]:
    """Give the plan as a feature collection: a line for each street swept, and for each crew one of its driving.

    Parameters
    ----------
    lines
        How the streets run; straight from crossing to crossing if ``None``.

    Raises
    ------
    BadInput
        The crossings have no positions.
    """
    drawn = lines_of(problem, lines)
    calls = [(route, call) for route in plan.routes for call in route.calls if call.kind == "street"]
    swept = [_swept(problem, route, call, drawn.street_line(call.index, call.forward)) for route, call in calls]
    features = [*swept, *(_driven(problem, route, drawn) for route in plan.routes)]
    figures = {"objective": plan.objective, "bound": plan.bound, "seed": plan.seed}
    return {"type": "FeatureCollection", "name": problem.name, "plan": figures, "features": features}


def _feature(problem: SweepingProblem, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    said = {"notice": problem.remarks["sample"]} if "sample" in problem.remarks else {}
    return {"type": "Feature", "geometry": geometry, "properties": {**properties, **said}}


def _swept(problem: SweepingProblem, route: Route, call: Call, line: Line) -> dict[str, Any]:
    said = {"layer": "swept", "crew": route.crew, "street": problem.streets[call.index].name}
    said |= {"begin": call.begin, "end": call.end}
    return _feature(problem, {"type": "LineString", "coordinates": rounded(line)}, said)


def _driven(problem: SweepingProblem, route: Route, drawn: StreetLines) -> dict[str, Any]:
    """Ways without sweeping, between the calls."""
    legs = [rounded(drawn.way_line(way)) for way in route.ways if len(way) > 1]
    said = {"layer": "driven", "crew": route.crew, "legs": len(legs)}
    return _feature(problem, {"type": "MultiLineString", "coordinates": legs}, said)
