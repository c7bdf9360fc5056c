"""Import: upload, look at every change and every bad cell, approve."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from yihe.geo import WGS84, systems
from yihe.ledger.journal import Load
from yihe.ledger.kinds import entry_kinds
from yihe.ledger.sheets.loading import Options, Outdated, Preview, Rejected, apply, preview
from yihe.ledger.sheets.sniffing import EXTENSIONS

from .. import uploads
from ..guard import Request, allowed
from ..previews import shown

LOADS_SHOWN = 12


@allowed("load")
def upload(request: Request) -> HttpResponse:
    """The upload form, and what was loaded before."""
    files = request.FILES.getlist("files")
    if request.method == "POST" and files:
        address = reverse("import-review", args=[uploads.keep(files, request.user)])
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    context = {
        "loads": Load.objects.select_related("actor")[:LOADS_SHOWN],
        "accepted": ",".join(sorted(EXTENSIONS)),
        "no_files": request.method == "POST",
    }
    return render(request, "yihe/import.html", context)


@allowed("load")
def review(request: Request, token: str) -> HttpResponse:
    """What the files would do; approving does exactly that or nothing."""
    try:
        found = uploads.paths(token, request.user)
    except uploads.NoUpload:
        raise Http404(_("These files are no longer kept. Upload them again.")) from None
    if request.method == "POST" and "cancel" in request.POST:
        uploads.forget(token, request.user)
        return redirect("import")
    options = _options(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        return _approve(request, token, Preview(found, options, request.user, digest=request.POST.get("digest", "")))
    return _review(request, token, preview(found, actor=request.user, options=options))


def _options(asked: Any) -> Options:
    known = {s.code for s in systems()}
    system, kind = asked.get("system", ""), asked.get("kind", "")
    return Options(
        kind=kind if kind in entry_kinds() else "",
        system=system if system in known else WGS84.code,
        ignore_unmatched=asked.get("ignore_unmatched") == "1",
    )


def _approve(request: Request, token: str, seen: Preview) -> HttpResponse:
    try:
        load = apply(seen)
    except Outdated as changed:
        messages.warning(
            request,
            _("The ledger changed since you looked. This is what the files would do now; approve it again."),
        )
        return _review(request, token, changed.preview)
    except Rejected as refused:
        return _review(request, token, refused.preview)
    uploads.forget(token, request.user)
    messages.success(request, _said(load))
    return redirect("import")


def _said(load: Load | None) -> str:
    if load is None:
        return _("Nothing to write: the ledger already says all of this.")
    return _("Load %(load)s: %(created)s created, %(changed)s changed, %(unchanged)s unchanged.") % {
        "load": load,
        "created": load.created,
        "changed": load.changed,
        "unchanged": load.unchanged,
    }


def _review(request: Request, token: str, found: Preview) -> HttpResponse:
    context = {
        "token": token,
        "preview": found,
        "shown": shown(found),
        "systems": systems(),
        "options": found.options,
        "kinds": list(entry_kinds().values()),
    }
    return render(request, "yihe/import_review.html", context)
