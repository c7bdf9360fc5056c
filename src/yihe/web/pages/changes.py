"""Forms that change one entry: new, edit, move to a stage, delete; each hands over to the ledger's action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yihe.ledger import actions
from yihe.ledger.entries import Entry, Record
from yihe.ledger.policy import NotAllowed, may

from ..catalogue import programme_of
from ..conflicts import conflict_rows, last_writer
from ..forms import DeleteForm, EntryForm, MoveForm
from ..guard import Request, allowed, kind_or_404
from .records import entry_or_404


@allowed("add")
def create(request: Request, kind: str) -> HttpResponse:
    """A new entry."""
    model = kind_or_404(kind)
    form = EntryForm(model, request.POST or None)

    def write() -> Entry:
        values = form.values() | ({"stage": form.cleaned_data["stage"]} if "stage" in form.fields else {})
        day = form.cleaned_data.get("business_date")
        return actions.create(model, values, actor=request.user, reason=form.cleaned_data["reason"], business_date=day)

    title = _("New: %(kind)s") % {"kind": model.label()}
    return _answer(request, form, write, {"kind": model, "title": title, "verb": _("Create")})


@allowed("edit")
def edit(request: Request, kind: str, code: str) -> HttpResponse:
    """Edit an entry's fields."""
    entry = _changeable(request, "edit", kind, code)
    form = EntryForm(type(entry), request.POST or None, entry=entry)

    def write() -> Entry:
        return actions.edit(
            entry,
            form.values(),
            version=form.cleaned_data["version"] or 0,
            actor=request.user,
            reason=form.cleaned_data["reason"],
        )

    return _answer(request, form, write, {"entry": entry, "title": _("Edit"), "verb": _("Save")})


@allowed("move")
def move(request: Request, kind: str, code: str) -> HttpResponse:
    """Move a record to another stage."""
    entry = _changeable(request, "move", kind, code)
    if not isinstance(entry, Record) or not len(entry.stages):
        return redirect("record", kind, code)
    form = MoveForm(entry, request.POST or None)

    def write() -> Entry:
        asked = form.cleaned_data
        return actions.move(
            entry,
            asked["stage"],
            business_date=asked["business_date"],
            version=asked["version"],
            actor=request.user,
            reason=asked["reason"],
        )

    return _answer(request, form, write, {"entry": entry, "title": _("Move to another stage"), "verb": _("Move")})


@allowed("delete")
def delete(request: Request, kind: str, code: str) -> HttpResponse:
    """Delete an entry; it stays in the history."""
    entry = _changeable(request, "delete", kind, code)
    form = DeleteForm(entry, request.POST or None)

    def write() -> Entry:
        return actions.delete(
            entry, version=form.cleaned_data["version"], actor=request.user, reason=form.cleaned_data["reason"]
        )

    return _answer(request, form, write, {"entry": entry, "title": _("Delete"), "verb": _("Delete"), "dangerous": True})


def _changeable(request: Request, action: Any, kind: str, code: str) -> Entry:
    entry = entry_or_404(request, kind, code)
    if not may(request.user, action, entry):
        raise NotAllowed(_("You may not do this to “%(entry)s”.") % {"entry": entry})
    return entry


def _answer(request: Request, form: Any, write: Callable[[], Entry], context: dict[str, Any]) -> HttpResponse:
    """Show the form, or act and go to the entry; a refusal or a conflict shows the form with all that was typed."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            written = write()
        except ValidationError as error:
            form.blame(error)
        except actions.Conflict as conflict:
            context |= _conflict(form, conflict.current)
            status = 409
        else:
            messages.success(request, _("Saved: %(entry)s.") % {"entry": written})
            return redirect("record", written.kind(), written.code)
    kind = context.get("kind") or type(context["entry"])
    context |= {"form": form, "kind": kind, "kind_slug": kind.kind(), "programme": programme_of(kind)}
    return render(request, "yihe/change.html", context, status=status)


def _conflict(form: Any, current: Entry) -> dict[str, Any]:
    """The other change beside what was typed; saving again now overwrites knowingly."""
    form.data = form.data.copy()
    form.data["version"] = str(current.version)
    return {"conflict": current, "conflict_rows": conflict_rows(form, current), "other": last_writer(current)}
