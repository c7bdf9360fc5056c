"""Claims whose unit slipped: % for percentage points or the other way round (百分号与百分点混用)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yihe.figures import Figure, judge
from yihe.indicators.engine import Value

from . import reasons
from .asking import ask
from .catalogue import Candidate
from .frames import Frame, Layout
from .reasons import Reason
from .source import Source

_OTHER_KINDS = {
    "pp": ("%", ("growth_yoy", "share", "growth_avg", "growth_cum")),
    "%": ("pp", ("pp_above_avg", "pp_above_target", "pp_change", "contribution")),
}
_SHARED = {"none": "about"}
"""A slipped unit breaks a list, and with it a hedge that both numbers shared (10%、11%左右)."""

LIKE_ENOUGH = 0.45
"""Lower than for a binding: the number must agree as well, which no chance neighbour does."""


def find(
    doubtful: Sequence[tuple[Figure, Frame]], layout: Layout, home: str, source: Source, as_of: datetime | None
) -> list[tuple[Value, Candidate, Reason] | None]:
    """For each claim the indicator with which it agrees in the other unit; None where there is none.

    A lead over an average is the home's, though its clause names the wider place (高于全市).
    """
    options = [_options(figure, layout, source) if frame.place else [] for figure, frame in doubtful]
    asked = [
        (c.indicator, home if c.indicator.measure.startswith("pp_above") else frame.place or home, frame.span)
        for (_, frame), offered in zip(doubtful, options, strict=True)
        for c in offered
    ]
    if not asked:
        return [None] * len(doubtful)
    values = iter(source.values(asked, as_of))
    return [
        _first(figure, offered, [next(values) for _ in offered])
        for (figure, _), offered in zip(doubtful, options, strict=True)
    ]


def _options(figure: Figure, layout: Layout, source: Source) -> list[Candidate]:
    if figure.unit not in _OTHER_KINDS:
        return []
    unit, kinds = _OTHER_KINDS[figure.unit]
    words = layout.words(figure)
    found = [c for kind in kinds for c in ask(source.catalogue, kind, unit, words) if c.score >= LIKE_ENOUGH]
    return sorted(found, key=lambda c: (-c.score, c.indicator.id))


def _first(
    figure: Figure, offered: Sequence[Candidate], values: Sequence[Value]
) -> tuple[Value, Candidate, Reason] | None:
    for candidate, value in zip(offered, values, strict=True):
        meant = figure._replace(unit=value.indicator.unit, hedge=_SHARED.get(figure.hedge, figure.hedge))
        if value.value is not None and judge(meant, value.value).verdict != "off":
            return value, candidate, reasons.unit_slip(figure.unit or "", value.indicator.unit)
    return None
