"""How `yihe verify` prints the shares and ratios that a text implies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .output import console

if TYPE_CHECKING:
    from yihe.briefing.report import Report


def implied_records(report: Report) -> list[dict[str, Any]]:
    """Each implied share or ratio with what the text and what the ledger give, for `yihe verify --json`."""
    from yihe.briefing.implied import implied_records as records

    return records(report)


def print_implied(report: Report) -> None:
    """One line for each, below the other cross-checks."""
    for row in implied_records(report):
        mark = "✓" if row["agrees"] else "✗"
        numbers = f"{row['text']:,} {row['unit']} (ledger 台账 {row['ledger']})"
        console.print(f"{mark} implied (推算): {row['zh']} {numbers}", soft_wrap=True)
