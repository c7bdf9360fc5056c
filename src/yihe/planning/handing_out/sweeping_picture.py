"""A sweeping plan as a picture: every street in the colour of the crew that sweeps it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..sweeping.lines import StreetLines, lines_of
from ..sweeping.plan import SweepingPlan
from ..sweeping.problem import SweepingProblem
from ..words import Language, say
from .drawing import aspect_of, chinese_font, colours, readable, saved, shape_of

_HEIGHT_INCHES = 11.0
_LEGEND_INCHES = 2.0
_CREWS_IN_A_COLUMN = 36
_GROUND, _DRIVEN, _SITE, _DEPOT = "#f7f7f5", "#9ca3af", "#b42318", "#111827"


def write_sweeping_picture(
    path: Path, plan: SweepingPlan, lines: StreetLines | None = None, language: Language = "zh"
) -> None:
    """Draw the plan into a .png, .svg or .pdf file; streets grey where crews only drive.

    Raises
    ------
    BadInput
        The crossings have no positions.
    """
    problem, drawn = plan.problem, lines_of(plan.problem, lines)
    assert problem.coordinates is not None
    on_earth, font = lines is not None, chinese_font()
    spoken: Language = language if font else "en"
    words = [problem.name, f"{say('crews out', spoken)} {len(plan.routes)}"]
    title = readable("  ".join([*words, f"{say('cost', spoken)} {plan.objective:,.0f}"]), font)
    size = (_HEIGHT_INCHES * shape_of(problem.coordinates, on_earth) + _LEGEND_INCHES, _HEIGHT_INCHES)
    with saved(path, size, title, str(problem.remarks.get("sample", "")), font) as figure:
        panel = figure.subplots()
        panel.set_facecolor(_GROUND)
        _streets(panel, plan, drawn)
        _places(panel, problem, spoken)
        panel.set_aspect(aspect_of(problem.coordinates, on_earth))
        panel.autoscale()
        panel.set_xticks([])
        panel.set_yticks([])
        columns = 1 + len(plan.routes) // _CREWS_IN_A_COLUMN
        figure.legend(loc="outside right center", title=say("crew", spoken), ncols=columns)


def _streets(panel: Any, plan: SweepingPlan, drawn: StreetLines) -> None:
    from matplotlib.collections import LineCollection

    for route, colour in zip(plan.routes, colours(len(plan.routes)), strict=True):
        swept = [drawn.street_line(street, forward) for street, forward in route.streets]
        driven = [drawn.way_line(way) for way in route.ways if len(way) > 1]
        panel.add_collection(LineCollection(driven, colors=_DRIVEN, linewidths=0.7, linestyles=":"))
        panel.add_collection(LineCollection(swept, colors=[colour], linewidths=2.2, label=str(route.crew)))


def _places(panel: Any, problem: SweepingProblem, language: Language) -> None:
    assert problem.coordinates is not None
    sites = problem.coordinates[np.array([site.node for site in problem.sites], dtype=int)]
    depot = problem.coordinates[[problem.depot]]
    panel.scatter(*sites.T, s=60, c=_SITE, marker="^", zorder=3, label=say("site", language))
    panel.scatter(*depot.T, s=60, c=_DEPOT, marker="s", zorder=3, label=say("depot", language))
