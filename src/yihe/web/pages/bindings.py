"""Say what a figure of a text means (对应关系): confirm the indicator it was held against, or name another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yihe.briefing.catalogue import Words, names_of, takes_unit
from yihe.briefing.ledger_source import LedgerSource
from yihe.briefing.remembered import NO_INDICATOR, UnsuitableIndicator, confirm, forget, remembered_binding
from yihe.indicators.define import Indicator
from yihe.indicators.register import UnknownIndicator, indicator, indicators

from ..guard import Request, allowed
from ..selection import place_name

_SHOWN = 12
_LONGEST = {"subject": 300, "unit": 40, "kind": 20, "text": 60, "place": 12, "chosen": 120}


@dataclass(frozen=True)
class Asked:
    """A figure as the checked text has it: its words, unit and kind, and whose text it is."""

    subject: str
    unit: str
    kind: str
    text: str
    place: str = ""
    chosen: str = ""

    @property
    def query(self) -> str:
        """The figure as part of an address."""
        return urlencode({name: said for name in _LONGEST if (said := getattr(self, name))})


def asked_of(claim: Any, place: str) -> Asked:
    """The figure of a verified claim, with the indicator it was held against."""
    figure = claim.figure
    return Asked(
        figure.subject,
        figure.unit or "",
        figure.kind,
        figure.text,
        place,
        claim.indicator.id if claim.indicator else "",
    )


def _asked(sent: Mapping[str, str]) -> Asked:
    asked = Asked(**{name: sent.get(name, "")[:longest] for name, longest in _LONGEST.items()})
    if not asked.subject or not asked.kind:
        raise Http404(_("This address names no figure of a text."))
    return asked


@allowed("view")
def show(request: Request) -> HttpResponse:
    """What a figure means so far and what else it may mean; posted, what somebody says it means."""
    if request.method != "POST":
        return _page(request, _asked(request.GET), {})
    asked = _asked(request.POST)
    try:
        return _page(request, asked, {"done": _keep(request, asked)})
    except (UnsuitableIndicator, UnknownIndicator) as trouble:
        return _page(request, asked, {"problem": str(trouble)}, status=422)


def _keep(request: Request, asked: Asked) -> str:
    """Confirm, correct or take back, and say what was done."""
    meant = request.POST.get("indicator", "")
    place = asked.place if request.POST.get("here") else ""
    note = request.POST.get("note", "")[:1000]
    if not meant:
        kept = remembered_binding(asked, asked.place)
        if kept:
            forget(kept, request.user, note=note)
        return _("Taken back. The next check decides by itself again.")
    found = None if meant == NO_INDICATOR else indicator(meant)
    confirm(asked, found, request.user, place=place, note=note)
    return _("Kept. The next check uses it first.")


def _page(request: Request, asked: Asked, more: Mapping[str, Any], status: int = 200) -> HttpResponse:
    query = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()
    kept = remembered_binding(asked, asked.place)
    context: dict[str, Any] = {
        "asked": asked,
        "kept": kept,
        "kept_indicator": _kept(kept),
        "q": query,
        "nothing": NO_INDICATOR,
    }
    context |= {"offered": _offered(asked, query), "place_name": place_name(asked.place) if asked.place else "", **more}
    part = request.htmx and not request.htmx.boosted
    return render(request, "yihe/parts/binding.html" if part else "yihe/binding.html", context, status=status)


def _kept(kept: Any) -> Indicator | None:
    try:
        return indicator(kept.indicator) if kept and kept.indicator != NO_INDICATOR else None
    except UnknownIndicator:
        return None


def _offered(asked: Asked, query: str) -> list[Indicator]:
    """Indicators of a fitting unit: those a search names, else those whose names are most alike, the chosen first."""
    if query:
        found = [i for i in indicators() if takes_unit(i, asked.unit) and _is_named(i, query)]
    else:
        alike = LedgerSource().catalogue.candidates(asked.kind, asked.unit, Words(asked.subject))
        found = [candidate.indicator for candidate in alike]
    return sorted(found, key=lambda i: i.id != asked.chosen)[:_SHOWN]


def _is_named(found: Indicator, query: str) -> bool:
    said = " ".join((found.id, *found.label.all, *names_of(found))).casefold()
    return all(word in said for word in query.casefold().split())
