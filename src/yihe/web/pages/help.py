"""The help page: what each page is for, how figures come about, what verdicts mean, keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ..marking import VERDICTS

MEANINGS = {
    "exact": _("The ledger has exactly this number."),
    "rounds": _("The ledger's number, rounded to the digits written."),
    "hedged": _("True as worded: about, nearly, over, more than."),
    "truncated": _("Digits were cut off; rounding would have given another last digit."),
    "off": _("The ledger has another number."),
    "wrong-scope-or-period": _("The number is right for another place or period."),
    "untraceable": _("The ledger has no figure of this meaning; nobody can vouch for it here."),
}


def show(request: HttpRequest) -> HttpResponse:
    """Show the help page, to everybody who has signed in."""
    rows = [(verdict, word, MEANINGS[verdict]) for verdict, word in VERDICTS.items()]
    return render(request, "yihe/help.html", {"verdicts": rows})
