"""Cross-checks that need the ledger: shares and ratios which a verified text implies by quoting both parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yihe.indicators.implied import Implied, implied
from yihe.indicators.spans import Span

from .report import Report, VerifiedClaim


def implied_by(report: Report) -> list[Implied]:
    """Each share or ratio of which the text quotes both parts, with what the text and what the ledger give."""
    quoted: dict[str, Decimal] = {}
    for claim in report.claims:
        if claim.indicator and (said := _canonical(claim)) is not None:
            quoted.setdefault(claim.indicator.id, said)
    if len(quoted) < 2:
        return []
    return implied(quoted, report.place, Span(None, report.release_date), report.as_of)


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
