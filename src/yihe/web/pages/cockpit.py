"""The cockpit (驾驶舱): the district at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from yihe.indicators.define import Indicator, Programme, Reduction
from yihe.indicators.register import indicators, programmes, select

from ..cards import Card, cards
from ..choropleth import choropleth
from ..families import families
from ..guard import Request, allowed
from ..selection import Selection, period_choices, place_choices, selection_of

HEADLINES = 6
"""Cards shown for each programme; the programme's own page has all of them."""


@dataclass(frozen=True)
class Group:
    """A programme with its headline cards."""

    programme: Programme
    cards: list[Card]
    more: int


@allowed("view")
def show(request: Request) -> HttpResponse:
    """Map, headline figures and pickers."""
    selection = selection_of(request.GET)
    groups = _groups(selection)
    mapped = _mapped(request.GET.get("map", ""), groups)
    context = {
        "selection": selection,
        "places": place_choices(selection.place),
        "periods": period_choices(selection.period),
        "groups": groups,
        "mapped": mapped,
        "mappable": [i for i in indicators() if i.measure in ("level", "share")],
        "map": choropleth(mapped, selection) if mapped else None,
    }
    template = (
        "yihe/parts/cockpit_map.html" if request.htmx and request.htmx.target == "map-panel" else "yihe/cockpit.html"
    )
    return render(request, template, context)


def _mapped(id: str, groups: list[Group]) -> Indicator | None:
    """The indicator the map shows: the asked one, else the headline that rests on most records."""
    known = {i.id: i for i in indicators()}
    heads = [
        c.head
        for g in groups
        for c in g.cards
        if isinstance(c.head.indicator, Reduction) and c.head.indicator.when != "point"
    ]
    fullest = max(heads, key=lambda line: line.value.records, default=None)
    return known.get(id) or (fullest.indicator if fullest else None)


def _groups(selection: Selection) -> list[Group]:
    shown = {p.slug: families(select(p.slug)) for p in programmes()}
    drawn = cards([f for found in shown.values() for f in found[:HEADLINES]], selection)
    groups = []
    for programme in programmes():
        found = shown[programme.slug]
        groups.append(Group(programme, [drawn[f.root.id] for f in found[:HEADLINES]], max(0, len(found) - HEADLINES)))
    return [g for g in groups if g.cards]
