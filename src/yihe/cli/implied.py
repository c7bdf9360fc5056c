"""Cross-checks that need the ledger: shares and ratios which a verified text implies by quoting both parts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .output import console

if TYPE_CHECKING:
    from yihe.briefing.report import Report, VerifiedClaim


def implied_records(report: Report) -> list[dict[str, Any]]:
    """Each implied share or ratio with what the text and what the ledger give, for `yihe verify --json`."""
    from yihe.indicators.implied import implied
    from yihe.indicators.spans import Span

    quoted: dict[str, Decimal] = {}
    for claim in report.claims:
        if claim.indicator and (said := _canonical(claim)) is not None:
            quoted.setdefault(claim.indicator.id, said)
    span = Span(None, report.release_date)
    return [
        {
            "indicator": found.indicator.id,
            "zh": found.indicator.zh,
            "unit": found.indicator.unit,
            "text": round(found.text, 4),
            "ledger": None if found.ledger is None else round(found.ledger, 4),
            "agrees": found.agrees,
        }
        for found in implied(quoted, report.place, span, report.as_of)
    ]


def _canonical(claim: VerifiedClaim) -> Decimal | None:
    """The quoted value in the indicator's unit, by the same factor as the ledger's value was turned into the text's."""
    ledger = claim.value.value if claim.value else None
    if not ledger or not claim.ledger_value or not isinstance(claim.figure.value, Decimal | int):
        return None
    return Decimal(claim.figure.value) * ledger / claim.ledger_value


def print_implied(report: Report) -> None:
    """One line for each, below the other cross-checks."""
    for row in implied_records(report):
        mark = "✓" if row["agrees"] else "✗"
        numbers = f"{row['text']:,} {row['unit']} (ledger 台账 {row['ledger']})"
        console.print(f"{mark} implied (推算): {row['zh']} {numbers}", soft_wrap=True, markup=False)
