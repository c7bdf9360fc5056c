"""A checked text as a page shows it: pieces of plain text and of marked figures, and what to say of each claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yihe.figures import judge
from yihe.indicators.implied import Implied
from yihe.indicators.spans import Span

from .numbers import Said, say

VERDICTS = {
    "exact": _("agrees"),
    "rounds": _("agrees when rounded"),
    "hedged": _("holds as an approximation"),
    "truncated": _("cut off, not rounded"),
    "off": _("does not agree"),
    "wrong-scope-or-period": _("other scope or period"),
    "untraceable": _("cannot be traced"),
}
"""Every verdict with its word, from good to bad."""


@dataclass(frozen=True)
class Marked:
    """One claim with all a reader may want to know of it."""

    number: int
    claim: Any

    @property
    def verdict(self) -> str:
        return str(getattr(self.claim.verdict, "value", self.claim.verdict))

    @property
    def word(self) -> str:
        return str(VERDICTS[self.verdict])

    @property
    def why(self) -> str:
        return str(self.claim.why_en if (get_language() or "zh").startswith("en") else self.claim.why)

    @property
    def bound(self) -> str:
        """Why the claim was held against this indicator, where the verdict does not already say so."""
        because = self.claim.because
        said = str(because.en if (get_language() or "zh").startswith("en") else because.zh)
        return "" if said == self.why else said

    @property
    def written(self) -> Said | None:
        value = self.claim.figure.value
        return None if value is None or isinstance(value, tuple) else say(value, self.claim.figure.unit)

    @property
    def ledger(self) -> Said | None:
        value = self.claim.value
        return None if value is None or value.value is None else say(value.value, value.indicator.unit)

    @property
    def tolerance(self) -> str:
        """The ledger values that would have matched."""
        if self.claim.ledger_value is None or isinstance(self.claim.figure.value, tuple):
            return ""
        judged = judge(self.claim.figure, self.claim.ledger_value)
        low, high = (
            None if end is None else say(end, self.claim.figure.unit).exact for end in (judged.low, judged.high)
        )
        return low or "" if low == high else f"{low or '…'} – {high or '…'}"

    @property
    def query(self) -> str:
        """The selection under which the indicator's page shows the compared value."""
        value = self.claim.value
        if value is None:
            return ""
        parts = {
            "place": value.place,
            "period": "" if value.span == Span() else str(value.span),
            "as_of": value.as_of.isoformat() if value.as_of else "",
        }
        return urlencode({k: v for k, v in parts.items() if v})


@dataclass(frozen=True)
class ImpliedSaid:
    """A share or ratio that the text implies by quoting both parts, beside the ledger's."""

    found: Implied

    @property
    def text(self) -> Said:
        return say(self.found.text, self.found.indicator.unit)

    @property
    def ledger(self) -> Said:
        return say(self.found.ledger, self.found.indicator.unit)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; with `mark`, a claim."""

    text: str
    mark: Marked | None = None


def marked(claims: Sequence[Any]) -> list[Marked]:
    """Claims in text order, numbered from 1."""
    ordered = sorted(claims, key=lambda c: (c.figure.start, c.figure.end))
    return [Marked(n, claim) for n, claim in enumerate(ordered, 1)]


def pieces(text: str, marks: Sequence[Marked]) -> list[Piece]:
    """The text cut at its claims; together the pieces are the text.

    A claim inside another one is left to the list beside the text.
    """
    found: list[Piece] = []
    position = 0
    for mark in marks:
        figure = mark.claim.figure
        if figure.start < position:
            continue
        found += [Piece(text[position : figure.start]), Piece(text[figure.start : figure.end], mark)]
        position = figure.end
    return [p for p in (*found, Piece(text[position:])) if p.text]


def counted(marks: Sequence[Marked]) -> list[tuple[str, str, int]]:
    """How many claims have each verdict: (verdict, word, number), those that occur."""
    numbers = {v: sum(1 for m in marks if m.verdict == v) for v in VERDICTS}
    return [(v, str(VERDICTS[v]), n) for v, n in numbers.items() if n]
