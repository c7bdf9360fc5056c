"""What a sweeping plan becomes for people: crew sheets, a map layer and a picture where crossings have positions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..sweeping.plan import Call, Route, SweepingPlan
from ..sweeping.problem import SweepingProblem
from .kinds import require_kind
from .sweeping_lines import StreetLines, lines_of
from .sweeping_picture import write_sweeping_picture
from .sweeping_sheets import write_sweeping_sheets
from .tracks import Line, rounded
from .words import Language


def sweeping_geojson(plan: SweepingPlan, lines: StreetLines | None = None) -> dict[str, Any]:
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
    problem = plan.problem
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


def hand_out_sweeping(
    path: Path, plan: SweepingPlan, lines: StreetLines | None = None, language: Language = "zh"
) -> None:
    """Write the plan: crew sheets (.xlsx), a map layer (.geojson) or a picture (.png, .svg, .pdf).

    Parameters
    ----------
    lines
        How the streets run; straight from crossing to crossing if ``None``.

    Raises
    ------
    BadInput
        For another ending, or a map layer or picture of crossings without positions.
    """
    require_kind(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_sweeping_sheets(path, plan, language)
    elif suffix == ".geojson":
        path.write_text(json.dumps(sweeping_geojson(plan, lines), ensure_ascii=False), encoding="utf-8")
    else:
        write_sweeping_picture(path, plan, lines, language)
