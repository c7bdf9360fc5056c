"""One indicator across the places below another: the map's colours and the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value
from yihe.ledger.places import Place

from .drawing import Drawing, Shape, classes, draw
from .numbers import Said
from .selection import Selection
from .values import said, values_at


@dataclass(frozen=True)
class Area:
    """A place with its value and colour class (0 palest … 4, None unknown)."""

    place: Place
    value: Value
    shade: int | None
    shape: Shape | None

    @property
    def said(self) -> Said:
        return said(self.value)


@dataclass(frozen=True)
class Choropleth:
    """A coloured map with its table."""

    indicator: Indicator
    drawing: Drawing
    areas: list[Area]

    @property
    def title(self) -> str:
        return _("%(indicator)s by place") % {"indicator": self.indicator.label}

    @property
    def largest_first(self) -> list[Area]:
        return sorted(self.areas, key=lambda a: (a.value.value is None, -(a.value.value or 0)))

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Each colour class in use with the smallest and largest value in it."""
        shades = sorted({a.shade for a in self.areas if a.shade is not None})
        return [(shade, _range([a for a in self.areas if a.shade == shade])) for shade in shades]


def _range(areas: list[Area]) -> str:
    ordered = sorted(areas, key=lambda a: a.value.value or 0)
    low, high = str(ordered[0].said), str(ordered[-1].said)
    return low if low == high else f"{low} – {high}"


def below(code: str) -> list[Place]:
    """The places one level down, with their shapes; the place itself where nothing lies below it."""
    children = list(Place.objects.present().filter(parent__code=code).order_by("code"))
    with_shape = [p for p in children if p.geometry]
    return with_shape or list(Place.objects.present().filter(code=code))


def choropleth(indicator: Indicator, selection: Selection) -> Choropleth:
    """The indicator over the places below the selected one."""
    places = below(selection.place)
    values = values_at([indicator], [p.code for p in places], selection)
    found = [values[indicator.id, p.code] for p in places]
    shades = classes([None if v.value is None else float(v.value) for v in found])
    drawing = draw(places)
    shapes = {s.code: s for s in drawing.shapes}
    rows = zip(places, found, shades, strict=True)
    return Choropleth(indicator, drawing, [Area(p, v, s, shapes.get(p.code)) for p, v, s in rows])
