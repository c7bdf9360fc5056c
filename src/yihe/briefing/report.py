"""The outcome of a verification: a verdict for each claim, cross-checks, and both as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yihe.figures import Figure
from yihe.figures.checks import Check
from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value

from .reasons import NOTHING, Reason
from .source import Told

VERDICTS = ("exact", "rounds", "hedged", "truncated", "off", "wrong-scope-or-period", "untraceable")
VERDICTS_ZH = dict(
    zip(VERDICTS, ("一致", "四舍五入一致", "说法成立", "截尾", "不符", "口径不符", "不可追溯"), strict=True)
)
FAULTS = frozenset({"off", "wrong-scope-or-period"})
"""Verdicts for which a draft must be corrected."""


@dataclass(frozen=True)
class VerifiedClaim:
    """A claim with its verdict.

    Attributes
    ----------
    figure
        The claim as read.
    verdict
        One of :data:`VERDICTS`.
    indicator, value
        What it was bound to, and the ledger's value of it; None where untraceable.
    ledger_value
        That value in the claim's unit.
    why, why_en
        The reason, in both languages.
    runner_up
        The indicator that came second in binding.
    score
        Likeness of subject and indicator name, 0 to 1.
    because
        Why it was bound so and what came second, or why it was not bound.
    record
        The one record it was held against, where no indicator answers it but a record that its sentence names.
    """

    figure: Figure
    verdict: str
    indicator: Indicator | None
    value: Value | None
    ledger_value: Decimal | None
    why: str
    why_en: str
    runner_up: Indicator | None = None
    score: float = 0.0
    because: Reason = NOTHING
    record: Told | None = None

    def as_record(self, number: int) -> dict[str, Any]:
        """The claim in the gold schema with verdict, indicator, ledger value and reason."""
        record = self.figure.as_record(number)
        return record | {
            "verdict": self.verdict,
            "indicator": self.indicator.id if self.indicator else None,
            "programme": self.indicator.programme.slug if self.indicator and self.indicator.programme else None,
            "ledger_value": _number(self.ledger_value),
            "place": self.value.place if self.value else None,
            "span": str(self.value.span) if self.value else None,
            "records": self.value.records if self.value else int(self.record is not None),
            "record": f"{self.record.kind}:{self.record.code}" if self.record else None,
            "why": self.full_why.zh,
            "why_en": self.full_why.en,
            "runner_up": self.runner_up.id if self.runner_up else None,
            "score": round(self.score, 3),
        }

    @property
    def full_why(self) -> Reason:
        """The reason for the verdict, then the reason for the binding."""
        verdict = Reason(self.why, self.why_en)
        return verdict if self.because in (NOTHING, verdict) else verdict + self.because


@dataclass(frozen=True)
class Report:
    """The verdicts on a text."""

    text: str
    place: str
    release_date: date | None
    as_of: datetime
    claims: list[VerifiedClaim]
    checks: list[Check]
    figures: list[Figure] = field(default_factory=list, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """Number of claims by verdict, every verdict named."""
        found = Counter(c.verdict for c in self.claims)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def is_clean(self) -> bool:
        """Whether nothing must be corrected."""
        return not any(c.verdict in FAULTS for c in self.claims) and all(c.ok for c in self.checks)


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data, as `yihe verify --json` prints it."""
    return {
        "text": report.text,
        "place": report.place,
        "release_date": report.release_date.isoformat() if report.release_date else None,
        "as_of": report.as_of.isoformat(),
        "claims": [c.as_record(n) for n, c in enumerate(report.claims, 1)],
        "checks": [_check_record(c, report) for c in report.checks],
        "counts": report.counts,
    }


def _check_record(check: Check, report: Report) -> dict[str, Any]:
    spans = [[report.figures[n].start, report.figures[n].end] for n in check.figures]
    return {"name": check.name, "spans": spans, "ok": check.ok, "why": check.why, "why_en": check.why_en}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
