"""Search over everything: codes and names of entries, places, indicators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from yihe.indicators.define import Indicator
from yihe.indicators.register import indicators

from ..finding import find
from ..guard import Request, allowed


@allowed("view")
def show(request: Request) -> HttpResponse:
    """What matches; the only entry with exactly this code is opened at once."""
    query = request.GET.get("q", "").strip()
    found = find(query, request.user)
    exact = [(f.kind.kind(), h.code) for f in found for h in f.hits if h.code == query]
    if len(exact) == 1:
        return redirect("record", *exact[0])
    return render(request, "yihe/search.html", {"query": query, "found": found, "indicators": _indicators(query)})


def _indicators(query: str) -> list[Indicator]:
    words = query.casefold().split()
    if not words:
        return []
    return [i for i in indicators() if all(w in " ".join((i.id, *i.label.all)).casefold() for w in words)]
