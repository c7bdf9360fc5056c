"""The page of one indicator: definition, value, split, and the records it was computed from."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yihe.indicators.define import Indicator, Reduction
from yihe.indicators.register import UnknownIndicator, indicator, programmes, select
from yihe.indicators.spans import Span

from ..behind import Behind, behind
from ..cards import cards
from ..columns import table_columns
from ..exports import table_response
from ..families import families
from ..guard import Request, allowed
from ..listing import PAGE_SIZE
from ..selection import Selection, period_choices, place_choices, place_name, selection_of
from ..splits import split, ways
from ..values import said, values_at


def pickers(selection: Selection) -> dict[str, Any]:
    """Context of the place and period pickers."""
    return {
        "selection": selection,
        "places": place_choices(selection.place),
        "periods": period_choices(selection.period),
    }


@allowed("view")
def index(request: Request) -> HttpResponseBase:
    """Every indicator with its value, by programme."""
    selection = selection_of(request.GET)
    found = {p: families(select(p.slug)) for p in programmes()}
    drawn = cards([f for fs in found.values() for f in fs], selection)
    groups = [(p, [drawn[f.root.id] for f in fs]) for p, fs in found.items() if fs]
    return render(request, "yihe/figures.html", {**pickers(selection), "groups": groups})


@allowed("view")
def show(request: Request, id: str) -> HttpResponseBase:
    """One indicator."""
    asked, selection = _asked(id), selection_of(request.GET)
    value = values_at([asked], [selection.place], selection)[asked.id, selection.place]
    parts = split(asked, selection, request.GET.get("by", ""))
    context = {
        **pickers(selection),
        "indicator": asked,
        "programme": asked.programme,
        "value": value,
        "said": said(value),
        "place_name": place_name(selection.place),
        "family": next(f for f in families(select(asked.programme.slug)) if asked in f.members)
        if asked.programme
        else None,
        "made_of": asked.parts(),
        "split": parts,
        "ways": ways(asked),
        "chart": parts.chart(_chart_title(asked, parts.label)),
        "sets": _pages(request, behind(asked, selection, request.user)),
        "kinds": [asked.kind] if isinstance(asked, Reduction) else [],
    }
    return render(request, "yihe/figure.html", context)


def _asked(id: str) -> Indicator:
    try:
        return indicator(id)
    except UnknownIndicator as error:
        raise Http404(str(error)) from None


def _chart_title(asked: Indicator, by: str) -> str:
    return _("%(indicator)s by %(by)s") % {"indicator": asked.label, "by": by}


def _pages(request: Request, sets: list[Behind]) -> list[dict[str, Any]]:
    """The first or asked page of each kind's records."""
    return [_page(found, request.GET.get(f"page.{found.kind.kind()}", "1")) for found in sets]


def _page(found: Behind, number: str) -> dict[str, Any]:
    columns = table_columns(found.kind)[:8]
    page: Page[Any] = Paginator(cast(Any, found), PAGE_SIZE).get_page(number)
    rows = [(e, [(c, c.cell(e)) for c in columns]) for e in page]
    return {
        "kind": found.kind,
        "count": len(found),
        "columns": columns,
        "page": page,
        "rows": rows,
        "name": f"page.{found.kind.kind()}",
    }


@allowed("view")
def behind_export(request: Request, id: str) -> HttpResponseBase:
    """The records behind a figure as a file; JSON carries the figure itself too."""
    asked, selection = _asked(id), selection_of(request.GET)
    sets = behind(asked, selection, request.user)
    form = request.GET.get("as", "csv")
    if form == "json":
        return JsonResponse(_receipt(asked, selection, sets), json_dumps_params={"ensure_ascii": False})
    found = next((s for s in sets if s.kind.kind() == request.GET.get("kind")), sets[0] if sets else None)
    if found is None or form not in ("csv", "xlsx"):
        raise Http404(_("No records stand behind this figure."))
    columns = table_columns(found.kind)
    rows = ([c.raw(e) for c in columns] for e in found)
    return table_response(form, f"{asked.label} {selection.place}", [c.heading for c in columns], rows)


def _receipt(asked: Indicator, selection: Selection, sets: list[Behind]) -> dict[str, Any]:
    value = values_at([asked], [selection.place], selection)[asked.id, selection.place]
    return {
        "indicator": asked.id,
        "zh": asked.zh,
        "en": asked.en,
        "definition": asked.definition(),
        "unit": asked.unit,
        "place": selection.place,
        "period": "" if selection.span == Span() else str(selection.span),
        "as_of": selection.as_of,
        "value": value.value,
        "records": {s.kind.kind(): [e.code for e in s] for s in sets},
    }
