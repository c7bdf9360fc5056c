"""Take a load back: what that would do first, then with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from yihe.ledger.journal import Load
from yihe.ledger.sheets.undoing import CannotUndo, undo

from ..guard import Request, allowed
from ..previews import in_readers_language

SHOWN = 200


@allowed("load")
def show(request: Request, number: int) -> HttpResponse:
    """What taking a load back would do; posted with a reason, it is done."""
    load = get_object_or_404(Load.objects.select_related("actor"), pk=number)
    reason = request.POST.get("reason", "").strip()
    asked = request.method == "POST" and bool(reason)
    context = {"load": load, "shown": SHOWN, "no_reason": request.method == "POST" and not reason}
    try:
        context["undone"] = done = undo(load, actor=request.user, reason=reason, dry_run=not asked)
    except CannotUndo as refused:
        context |= {"why": in_readers_language(refused.message), "entries": refused.entries}
        return render(request, "yihe/undo.html", context, status=409)
    if not asked:
        return render(request, "yihe/undo.html", context)
    said = _("Load %(load)s was taken back: %(removed)s entries removed, %(restored)s restored.")
    messages.success(request, said % {"load": load, "removed": len(done.removed), "restored": len(done.restored)})
    return redirect("import")
