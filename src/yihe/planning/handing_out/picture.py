"""A collection plan as a picture: every route on the map, one panel for each shift."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..lines import Line
from ..routing.clock import has_clock, notice
from ..routing.plan import RoutingPlan
from ..routing.problem import RoutingProblem
from ..routing.timetable import totals
from ..routing.tracks import tracks
from ..words import Language, say
from .drawing import aspect_of, chinese_font, colours, readable, saved, shape_of

_HEIGHT_INCHES = 9.0
_GROUND, _BIN, _STATION, _YARD = "#f7f7f5", "#6b7280", "#b42318", "#111827"


def write_picture(
    path: Path, problem: RoutingProblem, plan: RoutingPlan, lines: list[Line] | None = None, language: Language = "zh"
) -> None:
    """Draw the plan into a .png, .svg or .pdf file.

    Where no installed font has Chinese, words are English and Chinese names are left out.

    Parameters
    ----------
    lines
        What `tracks` drew; straight lines if ``None``.
    """
    drawn, font = tracks(problem, plan) if lines is None else lines, chinese_font()
    assert problem.coordinates is not None
    spoken: Language = language if font else "en"
    width = _HEIGHT_INCHES * shape_of(problem.coordinates, has_clock(problem)) * problem.periods
    title = readable(_title(problem, plan, spoken), font)
    with saved(path, (width, _HEIGHT_INCHES + 1), title, notice(problem), font) as figure:
        panels = figure.subplots(1, problem.periods, squeeze=False)[0]
        for period, panel in enumerate(panels):
            _panel(panel, problem, plan, drawn, period, spoken)
        panels[0].legend(loc="lower left", framealpha=0.9)


def _title(problem: RoutingProblem, plan: RoutingPlan, language: Language) -> str:
    sums = totals(problem, plan)
    km = sum(total.metres for total in sums) / 1000
    visits = sum(total.stops for total in sums)
    words = [
        problem.name,
        f"{say('vehicles', language)} {len(plan.routes)}",
        f"{say('stops', language)} {visits:,}",
        f"{say('km', language)} {km:,.0f}",
    ]
    return "  ".join(words)


def _panel(
    panel: Any, problem: RoutingProblem, plan: RoutingPlan, drawn: list[Line], period: int, language: Language
) -> None:
    from matplotlib.collections import LineCollection

    assert problem.coordinates is not None
    kinds = [problem.vehicles[route.vehicle_type] for route in plan.routes]
    here = [line for line, kind in zip(drawn, kinds, strict=True) if kind.period == period]
    places = problem.coordinates
    panel.set_facecolor(_GROUND)
    _dots(panel, places[problem.stops.location], _BIN, 7, ".", say("bin", language))
    panel.add_collection(LineCollection(here, colors=colours(len(here)), linewidths=1.1, alpha=0.85))
    _dots(panel, places[[each.location for each in problem.facilities]], _STATION, 40, "^", say("station", language))
    _dots(panel, places[[each.location for each in problem.depots]], _YARD, 55, "s", say("depot", language))
    panel.set_title(_shift(problem, period, len(here), language))
    panel.set_aspect(aspect_of(places, has_clock(problem)))
    panel.autoscale()
    panel.set_xticks([])
    panel.set_yticks([])


def _dots(panel: Any, places: np.ndarray, colour: str, size: float, marker: str, label: str) -> None:
    if len(places):
        panel.scatter(*places.T, s=size, c=colour, marker=marker, linewidths=0, zorder=3, label=label)


def _shift(problem: RoutingProblem, period: int, routes: int, language: Language) -> str:
    names = problem.remarks.get("shifts", [])
    name = names[period] if period < len(names) and language == "zh" else ""
    number = f"{period + 1} / {problem.periods}" if problem.periods > 1 and not name else ""
    return f"{name or number}  {say('vehicles', language)} {routes}".strip()
