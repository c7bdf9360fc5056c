"""Check a text (核数): every figure of a draft held against the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yihe.briefing.implied import implied_by, implied_records
from yihe.briefing.remembered import remembered_bindings
from yihe.briefing.report import Report, as_json
from yihe.briefing.verify import verify
from yihe.figures import UnreadableDocument, read_document

from ..guard import Request, allowed
from ..marking import ImpliedSaid, Marked, counted, marked, pieces
from ..selection import Selection, place_choices, selection_of
from .bindings import asked_of

MAX_CHARACTERS = 300_000
"""A hundred and fifty pages: ten seconds of one core. The cost grows with the length; what is larger is no draft."""

MAX_BYTES = 20 * 1024 * 1024


@allowed("view")
def check(request: Request) -> HttpResponse:
    """The form; posted, the text with every figure marked by its verdict."""
    selection = selection_of(request.POST if request.method == "POST" else request.GET)
    context: dict[str, Any] = {
        "selection": selection,
        "places": place_choices(selection.place),
        "limit": MAX_CHARACTERS,
    }
    if request.method != "POST":
        return render(request, "yihe/briefing.html", context)
    text, problem = _text(request)
    context |= {"text": text[:MAX_CHARACTERS], "problem": problem, "release_date": request.POST.get("release_date", "")}
    if problem:
        return render(request, "yihe/briefing.html", context, status=422)
    return _answer(request, text, context)


def _text(request: Request) -> tuple[str, str]:
    """The pasted or uploaded text, and what is wrong with it."""
    file = request.FILES.get("file")
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if file and (file.size or 0) > MAX_BYTES:
        return text, _("The file is larger than 20 MB. Save the text alone, without pictures.")
    if file:
        try:
            text = read_document(file.read(), file.name).text
        except UnreadableDocument as error:
            return text, error.en if (get_language() or "zh").startswith("en") else error.zh
    return text, _unusable(text)


def _unusable(text: str) -> str:
    if not text.strip():
        return _("There is no text. Paste one or choose a file.")
    if len(text) > MAX_CHARACTERS:
        said = _("The text has %(have)s characters; %(limit)s can be checked at a time. Check it part by part.")
        return said % {"have": f"{len(text):,}", "limit": f"{MAX_CHARACTERS:,}"}
    return ""


def _answer(request: Request, text: str, context: dict[str, Any]) -> HttpResponse:
    selection: Selection = context["selection"]
    report = verify(text, release_date=_day(context["release_date"]), as_of=selection.as_of, place=selection.place)
    if request.POST.get("as") == "json":
        told = as_json(report) | {"implied": implied_records(report)}
        return _download(JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}), "json")
    marks = marked(report.claims)
    context |= {"report": report, "marks": marks, "pieces": pieces(text, marks), "counts": counted(marks)}
    context["meanings"] = _meanings(report, marks)
    context |= {
        "failed_checks": [c for c in report.checks if not c.ok],
        "passed_checks": [c for c in report.checks if c.ok],
        "implied": [ImpliedSaid(found) for found in implied_by(report)],
    }
    if request.POST.get("as") == "html":
        return _download(render(request, "yihe/briefing_report.html", context | {"styles": _styles()}), "html")
    return render(request, "yihe/briefing.html", context)


def _meanings(report: Report, marks: Sequence[Marked]) -> dict[int, dict[str, Any]]:
    """For each claim how the page of meanings is asked about it, and what a person has confirmed."""
    kept = remembered_bindings([mark.claim.figure for mark in marks], report.place)
    return {
        mark.number: {"asked": asked_of(mark.claim, report.place), "kept": memory}
        for mark, memory in zip(marks, kept, strict=True)
    }


def _styles() -> str:
    """The style sheets, to stand inside a report that is read without this server."""
    found = [finders.find(f"yihe/{name}.css") for name in ("base", "parts")]
    return "\n".join(Path(path).read_text(encoding="utf-8") for path in found if path)


def _day(text: str) -> Any:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _download(response: HttpResponse, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="yihe-verify.{ending}"'
    return response
