"""A figure split by place, by stage or by a column, for its chart and table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yihe.indicators.define import Indicator, Observed, Reduction
from yihe.indicators.engine import Value
from yihe.ledger.places import Place

from .columns import column_of, words_for
from .numbers import Said, scale_for
from .selection import Selection
from .values import parts_of, said


@dataclass(frozen=True)
class Part:
    """One part of a split."""

    key: str
    label: str
    value: Value

    @property
    def said(self) -> Said:
        return said(self.value)


@dataclass(frozen=True)
class Split:
    """A figure in parts."""

    by: str
    label: str
    parts: list[Part]

    def chart(self, title: str) -> dict[str, Any]:
        """What the chart needs: plain numbers in one scale, with the unit of the axis."""
        known = [p for p in self.parts if p.value.value is not None]
        unit = known[0].value.indicator.unit if known else ""
        factor, word = scale_for([p.value.value for p in known if p.value.value is not None], unit)
        return {
            "title": title,
            "unit": word,
            "names": [p.label for p in known],
            "values": [round(float((p.value.value or Decimal(0)) / factor), 4) for p in known],
        }


def ways(indicator: Indicator) -> list[tuple[str, str]]:
    """By what an indicator can be split: (name, label)."""
    found = [("place", _("place"))]
    if isinstance(indicator, Reduction) and not isinstance(indicator, Observed):
        if len(indicator.kind.stages):
            found.append(("stage", _("stage")))
        names = [f.name for f in indicator.kind._meta.fields if f.choices and f.name != "nature"]
        chosen = dict.fromkeys([*indicator.by, *names])
        found += [(n, column_of(indicator.kind, n).label) for n in chosen if n not in ("stage", "place")]
    return found


def split(indicator: Indicator, selection: Selection, by: str) -> Split:
    """The figure split `by` one of its :func:`ways`; the first way where another is asked."""
    known = dict(ways(indicator))
    by = by if by in known else "place"
    pairs = parts_of(indicator, selection, by)
    names = _names(indicator, by, [key for key, _value in pairs])
    return Split(by, known[by], [Part(key, names.get(key) or key or _("empty"), value) for key, value in pairs])


def _names(indicator: Indicator, by: str, keys: list[str]) -> dict[str, str]:
    if by == "place":
        return dict(Place.objects.filter(code__in=keys).values_list("code", "name"))
    assert isinstance(indicator, Reduction)
    if by == "stage":
        return {name: str(label) for name, label in indicator.kind.stages.choices}
    field = column_of(indicator.kind, by).field
    return {key: words_for(field, key) for key in keys}
