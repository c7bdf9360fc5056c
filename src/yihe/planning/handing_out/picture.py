"""A collection plan as a picture: every route on the map, one panel for each shift."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ..routing.plan import RoutingPlan
from ..routing.problem import RoutingProblem
from .timetable import totals
from .tracks import Line, tracks
from .words import Language, notice, say

# Fonts with Chinese that Linux, Windows and macOS bring, sans-serif first.
_CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK JP", "Noto Serif CJK SC"),
)
_PANEL_INCHES = 8.0
_DOTS_PER_INCH = 150
_GROUND, _BIN, _STATION, _YARD = "#f7f7f5", "#6b7280", "#b42318", "#111827"


@cache
def chinese_font() -> str | None:
    """Name of an installed font with Chinese; ``None`` if there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE_FONTS if name in installed), None)


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
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    drawn = tracks(problem, plan) if lines is None else lines
    font = chinese_font()
    spoken: Language = language if font else "en"
    with matplotlib.rc_context({"font.family": [font or "DejaVu Sans"], "axes.unicode_minus": False}):
        figure = Figure(figsize=(_PANEL_INCHES * problem.periods, _PANEL_INCHES + 1), layout="constrained")
        FigureCanvasAgg(figure)
        panels = figure.subplots(1, problem.periods, squeeze=False)[0]
        for period, panel in enumerate(panels):
            _panel(panel, problem, plan, drawn, period, spoken)
        figure.suptitle(_readable(_title(problem, plan, spoken), font), fontsize=15)
        if notice(problem):
            figure.supxlabel(_readable(notice(problem), font) or "synthetic sample data", color="#b42318", fontsize=13)
        figure.savefig(path, dpi=_DOTS_PER_INCH, metadata={"Software": None} if path.suffix == ".png" else None)


def _readable(text: str, font: str | None) -> str:
    return text if font else "".join(sign for sign in text if sign.isascii()).strip()


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
    _dots(panel, places[problem.stops.location], _BIN, 1.2, ".")
    panel.add_collection(LineCollection(here, colors=_colours(len(here)), linewidths=1.1, alpha=0.85))
    _dots(panel, places[[each.location for each in problem.facilities]], _STATION, 40, "^")
    _dots(panel, places[[each.location for each in problem.depots]], _YARD, 55, "s")
    panel.set_title(_shift(problem, period, len(here), language))
    panel.set_aspect(_aspect(problem))
    panel.autoscale()
    panel.set_xticks([])
    panel.set_yticks([])


def _dots(panel: Any, places: np.ndarray, colour: str, size: float, marker: str) -> None:
    if len(places):
        panel.scatter(*places.T, s=size, c=colour, marker=marker, linewidths=0, zorder=3)


def _shift(problem: RoutingProblem, period: int, routes: int, language: Language) -> str:
    names = problem.remarks.get("shifts", [])
    name = names[period] if period < len(names) and language == "zh" else ""
    number = f"{period + 1} / {problem.periods}" if problem.periods > 1 and not name else ""
    return f"{name or number}  {say('vehicles', language)} {routes}".strip()


def _colours(count: int) -> list[tuple[float, float, float]]:
    """Colours as different as possible from their neighbours: hues by the golden ratio."""
    from matplotlib.colors import hsv_to_rgb

    hues = (np.arange(count) * 0.618034) % 1.0
    return [tuple(hsv_to_rgb((hue, 0.75, 0.62 + 0.2 * (at % 2)))) for at, hue in enumerate(hues)]


def _aspect(problem: RoutingProblem) -> float:
    """How much longer a unit north is than a unit east."""
    assert problem.coordinates is not None
    if "clock" not in problem.remarks:
        return 1.0
    return 1 / math.cos(math.radians(float(problem.coordinates[:, 1].mean())))
