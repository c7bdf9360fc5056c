"""What a sweeping plan becomes for people: crew sheets, a map layer and a picture where crossings have positions."""

from __future__ import annotations

import json
from pathlib import Path

from ..sweeping.geojson import to_geojson
from ..sweeping.lines import StreetLines
from ..sweeping.plan import SweepingPlan
from ..words import Language
from .kinds import require_kind
from .sweeping_picture import write_sweeping_picture
from .sweeping_sheets import write_sweeping_sheets


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
        path.write_text(json.dumps(to_geojson(plan.problem, plan, lines), ensure_ascii=False), encoding="utf-8")
    else:
        write_sweeping_picture(path, plan, lines, language)
