"""A programme's page: its figures and its kinds of record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yihe.indicators.register import programmes, select
from yihe.ledger.entries import Record
from yihe.ledger.policy import User, visible

from ..cards import cards
from ..catalogue import kinds_of
from ..families import families
from ..guard import Request, allowed
from ..selection import selection_of
from .figures import pickers
from .rules import TITLE as RULES


@dataclass(frozen=True)
class Holding:
    """A kind with how many of it stand in each stage."""

    kind: type[Record]
    total: int
    stages: list[tuple[str, str, int]]


@allowed("view")
def index(request: Request) -> HttpResponse:
    """All programmes."""
    rows = [(p, kinds_of(p), len(select(p.slug))) for p in programmes()]
    return render(request, "yihe/programmes.html", {"rows": rows, "rules_title": RULES})


@allowed("view")
def show(request: Request, slug: str) -> HttpResponse:
    """One programme."""
    programme = next((p for p in programmes() if p.slug == slug), None)
    if programme is None:
        raise Http404(_("There is no such programme."))
    selection = selection_of(request.GET)
    found = families(select(slug))
    context = {
        **pickers(selection),
        "programme": programme,
        "cards": list(cards(found, selection).values()),
        "holdings": [_holding(kind, request.user) for kind in kinds_of(programme)],
    }
    return render(request, "yihe/programme.html", context)


def _holding(kind: type[Record], user: User) -> Holding:
    rows = visible(user, kind.objects.present()).order_by().values_list("stage").annotate(n=Count("pk"))
    counts = dict(rows)
    stages = [(name, str(label), counts.get(name, 0)) for name, label in kind.stages.choices]
    return Holding(kind, sum(counts.values()), stages)
