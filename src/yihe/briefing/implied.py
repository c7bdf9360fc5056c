"""Cross-checks that need the ledger: shares and ratios which a verified text implies by quoting both parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yihe.indicators.implied import Implied, implied
from yihe.indicators.spans import Span

from .report import Report, VerifiedClaim


def implied_by(report: Report) -> list[Implied]:
    """Each share or ratio of which the text quotes both parts for one place, with what text and ledger give.

    Both are taken as they stand at the day of release; parts quoted for different periods are not told apart.
    """
    quoted: dict[str, dict[str, Decimal]] = {}
    for claim in report.claims:
        if claim.indicator and claim.value and (said := _canonical(claim)) is not None:
            quoted.setdefault(claim.value.place, {}).setdefault(claim.indicator.id, said)
    span = Span(None, report.release_date)
    pairs = ((place, parts) for place, parts in quoted.items() if len(parts) > 1)
    return [found for place, parts in pairs for found in implied(parts, place, span, report.as_of)]


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
