"""Verify a text: find its figures, bind them to indicators, and judge each against the ledger (核数)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from yihe.figures import cross_check, infer_release_date, judge, scan
from yihe.indicators.engine import Value

from . import elsewhere, reasons, single_records, slips
from .amounts import in_unit_of
from .appendix import statement_of
from .binding import Binding, bind
from .frames import Frame, Layout
from .ledger_source import LedgerSource
from .report import Report, VerifiedClaim
from .source import Source


def verify(
    text: str,
    *,
    release_date: date | None = None,
    as_of: datetime | None = None,
    place: str | None = None,
    source: Source | None = None,
) -> Report:
    """Hold every figure of a text against the ledger.

    Parameters
    ----------
    text
        The draft.
    release_date
        Day of release; read from the text if left out, else today. The months of a text that names no year at
        all are those of that day's year.
    as_of
        Moment of knowing; now if left out.
    place
        Statistical code of the place whose release it is; read from the text if left out, else the
        district of this ledger.
    source
        The ledger to hold it against; this installation's if left out.

    Returns
    -------
    Report
        One verdict for each claim, and the cross-checks that need no ledger.
    """
    source = source or LedgerSource()
    statement = text[: statement_of(text)]
    today = timezone.localdate()
    released = release_date or infer_release_date(statement, undated=today)
    day = released or today
    home = place or source.home(text)
    figures = scan(statement, release_date=released, names=source.names_with_numbers(), place=source.name(home) or None)
    bindings = bind(text, [f for f in figures if f.claim], home, day, source)
    verified = _explained(_judge_all(bindings, source, as_of), source, as_of)
    verified = _with_slips(verified, bindings, text, home, source, as_of)
    layout = Layout(text, source.name(home))
    told = source.told_in(single_records.wanted(verified, text, layout), as_of)
    verified = single_records.judged(verified, text, layout, told)
    return Report(text, home, day, as_of or timezone.now(), verified, cross_check(figures, statement), figures)


def _judge_all(bindings: Sequence[Binding], source: Source, as_of: datetime | None) -> list[VerifiedClaim]:
    bound = [(b.indicator, b.place, b.span) for b in bindings if b.indicator]
    values = iter(source.values(bound, as_of))
    return [_judged(b, next(values), source) if b.indicator else _unbound(b) for b in bindings]


def _unbound(binding: Binding) -> VerifiedClaim:
    second = binding.runner_up.indicator if binding.runner_up else None
    return VerifiedClaim(
        binding.figure, "untraceable", None, None, None, *binding.reason, runner_up=second, because=binding.reason
    )


def _judged(binding: Binding, value: Value, source: Source) -> VerifiedClaim:
    known = in_unit_of(binding.figure, value)
    if not value.records and not source.holds(value.indicator):
        return _claim(binding, value, "untraceable", reasons.NO_RECORDS)
    if known is None:
        return _claim(binding, value, "untraceable", reasons.NO_VALUE)
    judgement = judge(binding.figure, known)
    said = reasons.Reason(judgement.why, reasons.agreement(judgement.verdict, known))
    return replace(_claim(binding, value, judgement.verdict, said), ledger_value=known)


def _claim(binding: Binding, value: Value, verdict: str, why: reasons.Reason) -> VerifiedClaim:
    second = binding.runner_up.indicator if binding.runner_up else None
    return VerifiedClaim(
        binding.figure, verdict, value.indicator, value, None, *why, second, binding.score, binding.reason
    )


def _explained(claims: list[VerifiedClaim], source: Source, as_of: datetime | None) -> list[VerifiedClaim]:
    """Claims that are off, or have no value here, but right elsewhere are told so."""
    missed = [n for n, c in enumerate(claims) if c.value and (c.verdict == "off" or c.why == reasons.NO_VALUE.zh)]
    pairs = [(claims[n].figure, v) for n in missed if (v := claims[n].value)]
    for n, reason in zip(missed, elsewhere.explain(pairs, source, as_of), strict=True):
        if reason:
            claims[n] = replace(claims[n], verdict="wrong-scope-or-period", why=reason.zh, why_en=reason.en)
    return claims


def _with_slips(
    claims: list[VerifiedClaim],
    bindings: Sequence[Binding],
    text: str,
    home: str,
    source: Source,
    as_of: datetime | None,
) -> list[VerifiedClaim]:
    """Claims that agree with nothing in their own unit, but with an indicator in the other (% and pp)."""
    doubtful = [n for n, c in enumerate(claims) if c.verdict in ("untraceable", "off")]
    pairs = [(claims[n].figure, Frame(bindings[n].place or None, bindings[n].span, 0)) for n in doubtful]
    for n, found in zip(doubtful, slips.find(pairs, Layout(text, source.name(home)), home, source, as_of), strict=True):
        if found:
            value, candidate, why = found
            because = reasons.by_name(candidate, None)
            claims[n] = VerifiedClaim(
                claims[n].figure, "off", value.indicator, value, value.value, *why, None, candidate.score, because
            )
    return claims
