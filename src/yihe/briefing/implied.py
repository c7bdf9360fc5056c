"""Cross-checks that need the ledger: shares and ratios which a verified text implies by quoting both parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from yihe.indicators.implied import Implied, implied
from yihe.indicators.spans import Span

from .report import Report, VerifiedClaim


def implied_by(report: Report) -> list[Implied]:
    """Each share or ratio of which the text quotes both parts for a place and a day, with what text and ledger give.

    A part of last year is not set beside a whole of this one: both must be told of times that end on the same day. The
    ledger's own share is the one that stands at that day.
    """
    quoted: dict[tuple[str, date | None], dict[str, Decimal]] = {}
    for claim in report.claims:
        if claim.indicator and claim.value and (said := _canonical(claim)) is not None:
            day = _known_at(claim.value.span, report.release_date)
            quoted.setdefault((claim.value.place, day), {}).setdefault(claim.indicator.id, said)
    pairs = ((place, day, parts) for (place, day), parts in quoted.items() if len(parts) > 1)
    return [found for place, day, parts in pairs for found in implied(parts, place, Span(None, day), report.as_of)]


def _known_at(span: Span, release: date | None) -> date | None:
    """The day a quoted figure tells of: the end of its time, or the day of release where that is still to come."""
    return min(filter(None, (span.end, release)), default=None)


def implied_records(report: Report) -> list[dict[str, Any]]:
    """The same as plain data, as `yihe verify --json` prints it."""
    return [
        {
            "indicator": found.indicator.id,
            "zh": found.indicator.zh,
            "unit": found.indicator.unit,
            "text": round(found.text, 4),
            "ledger": None if found.ledger is None else round(found.ledger, 4),
            "agrees": found.agrees,
        }
        for found in implied_by(report)
    ]


def _canonical(claim: VerifiedClaim) -> Decimal | None:
    """The quoted value in the indicator's unit, by the same factor as the ledger's value was turned into the text's."""
    ledger = claim.value.value if claim.value else None
    if not ledger or not claim.ledger_value or not isinstance(claim.figure.value, Decimal | int):
        return None
    return Decimal(claim.figure.value) * ledger / claim.ledger_value
