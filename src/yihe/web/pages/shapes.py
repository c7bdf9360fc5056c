"""Shapes and points for the live maps, as GeoJSON."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from shapely.geometry import mapping

from yihe import geo
from yihe.indicators.register import indicators
from yihe.ledger.places import Level, Place

from ..choropleth import Area, choropleth
from ..drawing import short_name
from ..guard import Request, allowed, kind_or_404
from ..listing import listing
from ..selection import selection_of

MAX_FEATURES = 5000
"""Records on one live map; narrow the list to see others."""

_TOLERANCE_DEG = 0.0002


@allowed("view")
def places(request: Request) -> HttpResponse:
    """The places below the selected one, shaded by an indicator."""
    selection = selection_of(request.GET)
    asked = next((i for i in indicators() if i.id == request.GET.get("map")), None)
    if asked is None:
        return _collection([_outline(p) for p in _district(selection.place)])
    found = choropleth(asked, selection)
    return _collection(
        [_area(a, f"{reverse('figure', args=[asked.id])}?{selection.at(a.place.code)}") for a in found.areas if a.shape]
    )


def _district(code: str) -> list[Place]:
    return list(Place.objects.present().filter(code__startswith=code, level=Level.SUBDISTRICT, geometry__isnull=False))


def _outline(place: Place) -> dict[str, Any]:
    return _feature(place.geometry, {"name": place.name})


def _area(area: Area, href: str) -> dict[str, Any]:
    outline = geo.from_wkb(cast(bytes, area.place.geometry))
    largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
    at = largest.representative_point()
    properties = {"name": area.place.name, "short": short_name(area.place.name), "said": str(area.said)}
    return _feature(area.place.geometry, {**properties, "shade": area.shade, "href": href, "label_at": [at.x, at.y]})


@allowed("view")
def records(request: Request, kind: str) -> HttpResponse:
    """Entries of a list that have a geometry, the first :data:`MAX_FEATURES` of them."""
    asked = listing(request, kind_or_404(kind))
    rows = asked.entries.filter(geometry__isnull=False).select_related(None).defer(None)
    found = rows.values_list("code", "name", "geometry")[:MAX_FEATURES]
    return _collection([_record(kind, *row) for row in found])


def _record(kind: str, code: str, name: str, geometry: bytes) -> dict[str, Any]:
    return _feature(geometry, {"name": f"{code} {name}", "href": reverse("record", args=[kind, code])})


def _feature(wkb: Any, properties: dict[str, Any]) -> dict[str, Any]:
    outline = geo.from_wkb(wkb).simplify(_TOLERANCE_DEG)
    return {"type": "Feature", "geometry": mapping(outline), "properties": properties}


def _collection(features: list[dict[str, Any]]) -> HttpResponse:
    found = {"type": "FeatureCollection", "features": features}
    return JsonResponse(found, content_type="application/geo+json", json_dumps_params={"ensure_ascii": False})
