"""The list of a kind and the page of one entry."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from yihe import geo
from yihe.indicators.measuring import measured_by
from yihe.ledger.entries import Entry, Record
from yihe.ledger.labels import Label
from yihe.ledger.places import Level, Place
from yihe.ledger.policy import User, may, visible
from yihe.ledger.relations import related
from yihe.ledger.sheets.template import write_template

from ..catalogue import programme_of
from ..chronicle import rail, versions
from ..columns import Column, table_columns
from ..counting import counted_by
from ..drawing import Drawing, draw
from ..exports import table_response
from ..guard import Request, allowed, kind_or_404
from ..listing import Listing, listing

RELATED = Label("关联", "Relations")
_POINTS_DRAWN = 2000
"""Points on the map without WebGL; the live one shows more."""


@allowed("view")
def index(request: Request, kind: str) -> HttpResponseBase:
    """A list with search, filters, order, pages, map and exports."""
    model = kind_or_404(kind)
    asked = listing(request, model)
    if request.GET.get("as") in ("csv", "xlsx"):
        return _export(asked, request.GET["as"])
    page = asked.page()
    context = {
        "kind": model,
        "kind_slug": kind,
        "programme": programme_of(model),
        "listing": asked,
        "page": page,
        "rows": asked.rows(page),
        "may_add": may(request.user, "add", model),
        "shows_map": request.GET.get("view") == "map",
        "drawing": _drawing(asked) if request.GET.get("view") == "map" else None,
    }
    template = (
        "yihe/parts/record_table.html" if request.htmx and request.htmx.target == "table" else "yihe/records.html"
    )
    return render(request, template, context)


def _export(asked: Listing, form: str) -> HttpResponseBase:
    rows = ([c.raw(e) for c in asked.columns] for e in asked.entries.iterator(chunk_size=2000))
    return table_response(form, str(asked.kind.label()), [c.heading for c in asked.columns], rows)


@allowed("load")
def template(request: Request, kind: str) -> HttpResponseBase:
    """An empty workbook for a kind, with headings, an example row and the rules of each column."""
    model = kind_or_404(kind)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template([model], path)
        return FileResponse(io.BytesIO(path.read_bytes()), as_attachment=True, filename=f"{model.label()}.xlsx")


def _drawing(asked: Listing) -> Drawing:
    boxes = asked.entries.filter(min_lon__isnull=False).select_related(None).order_by()
    points = boxes.values_list("min_lon", "min_lat", "max_lon", "max_lat")[:_POINTS_DRAWN]
    district = Place.objects.present().filter(level=Level.SUBDISTRICT, geometry__isnull=False)
    return draw(district, [((west + east) / 2, (south + north) / 2) for west, south, east, north in points])


def entry_or_404(request: Request, kind: str, code: str) -> Entry:
    """The entry an address names, if the reader may see it; a deleted one is shown as deleted."""
    model = kind_or_404(kind)
    entries = visible(request.user, model._default_manager.all())
    links = [f.name for f in model._meta.fields if f.name in ("place", "responsible", "load", "parent")]
    found = entries.select_related(*links).filter(code=code).first()
    if found is None:
        raise Http404(
            _("There is no entry with the code “%(code)s” here, or it lies outside your place.") % {"code": code}
        )
    return found


@allowed("view")
def show(request: Request, kind: str, code: str) -> HttpResponseBase:
    """One entry."""
    entry = entry_or_404(request, kind, code)
    return render(request, "yihe/record.html", page_of(entry, request.user))


def page_of(entry: Entry, user: User) -> dict[str, Any]:
    """What the page of an entry shows."""
    record = entry if isinstance(entry, Record) else None
    return {
        "entry": entry,
        "kind": type(entry),
        "kind_slug": entry.kind(),
        "programme": programme_of(type(entry)),
        "facts": _facts(entry),
        "rail": rail(record) if record and len(record.stages) else [],
        "versions": versions(entry),
        "counted_by": counted_by(record) if record else [],
        "related": related(record, user) if record else [],
        "related_title": RELATED,
        "measured_by": measured_by(entry),
        "drawing": _entry_drawing(entry),
        **{f"may_{action}": may(user, action, entry) for action in ("edit", "move", "delete")},
    }


def _facts(entry: Entry) -> list[tuple[Column, Any]]:
    hidden = {"code", "name", "stage", "stage_date"}
    return [(c, c.fact(entry)) for c in table_columns(type(entry)) if c.name not in hidden]


def _entry_drawing(entry: Entry) -> Drawing | None:
    if not entry.geometry:
        return None
    if isinstance(entry, Place):
        return draw([entry])
    middle = geo.from_wkb(entry.geometry).envelope.centroid
    return draw(_places_around(entry), [(middle.x, middle.y)])


def _places_around(entry: Entry) -> list[Place]:
    """The subdistricts of the entry's district, for orientation."""
    code = entry.place.code[:6] if isinstance(entry, Record) else ""
    return list(Place.objects.present().filter(level=Level.SUBDISTRICT, code__startswith=code, geometry__isnull=False))
