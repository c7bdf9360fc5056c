"""Write a plan in the form that a file's name asks for."""

from __future__ import annotations

from pathlib import Path

from ..routing.geojson import write_geojson
from ..routing.plan import RoutingPlan
from ..routing.problem import RoutingProblem
from ..routing.tracks import Ways, tracks
from ..words import Language
from .kinds import require_kind
from .picture import write_picture
from .sheets import write_sheets


def hand_out(
    path: Path, problem: RoutingProblem, plan: RoutingPlan, ways: Ways | None = None, language: Language = "zh"
) -> None:
    """Write the plan: a map layer (.geojson), crew sheets (.xlsx) or a picture (.png, .svg, .pdf).

    Parameters
    ----------
    ways
        How one drives between places; straight lines if ``None``.

    Raises
    ------
    UnknownKind
        For another ending.
    """
    require_kind(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_sheets(path, problem, plan, language)
    elif suffix == ".geojson":
        write_geojson(path, problem, plan, tracks(problem, plan, ways), language)
    else:
        write_picture(path, problem, plan, tracks(problem, plan, ways), language)
