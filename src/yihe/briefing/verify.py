"""Verify a text: find its figures, bind them to indicators, and judge each against the ledger (核数)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from yihe.figures import Figure, infer_place, infer_release_date, scan
from yihe.figures.checks import cross_check
from yihe.figures.tolerance import judge
from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value, evaluate_each
from yihe.indicators.spans import Span, months
from yihe.ledger.kinds import record_kinds
from yihe.ledger.places import Place
from yihe.units import IncompatibleUnits, convert

from .binding import Binding, bind
from .report import Report, VerifiedClaim


def verify(
    text: str, *, release_date: date | None = None, as_of: datetime | None = None, place: str | None = None
) -> Report:
    """Hold every figure of a text against the ledger.

    Parameters
    ----------
    text
        The draft.
    release_date
        Day of release; read from the text if left out, else today.
    as_of
        Moment of knowing; now if left out.
    place
        Statistical code of the place whose release it is; read from the text if left out, else the
        district of this ledger.

    Returns
    -------
    Report
        One verdict for each claim, and the cross-checks that need no ledger.
    """
    day = release_date or infer_release_date(text) or timezone.localdate()
    home = place or _home_of(text)
    figures = scan(text, release_date=day, names=_registered_names(), place=_name_of(home))
    claims = [f for f in figures if f.claim]
    bindings = bind(text, claims, home, day)
    verified = _judge_all(bindings, as_of)
    return Report(text, home, day, as_of or timezone.now(), verified, cross_check(figures, text), figures)


def _home_of(text: str) -> str:
    named = infer_place(text)
    found = Place.objects.present().filter(name=named).values_list("code", flat=True).first() if named else None
    return found or str(settings.YIHE_PLACE)


def _name_of(code: str) -> str | None:
    return Place.objects.filter(code=code).values_list("name", flat=True).first()


def _registered_names() -> list[str]:
    """Names in the ledger that hold a number (1861蔚蓝人才公寓): they are no claims."""
    names: set[str] = set()
    for kind in record_kinds().values():
        names.update(kind.objects.present().filter(name__regex=r"[0-9]").values_list("name", flat=True)[:5000])
    return sorted(names)


def _judge_all(bindings: Sequence[Binding], as_of: datetime | None) -> list[VerifiedClaim]:
    bound = [(b.indicator, b.place, b.span) for b in bindings if b.indicator]
    values = iter(evaluate_each(bound, as_of))
    return [_judged(b, next(values) if b.indicator else None, as_of) for b in bindings]


def _judged(binding: Binding, value: Value | None, as_of: datetime | None) -> VerifiedClaim:
    figure, indicator = binding.figure, binding.indicator
    runner_up = binding.runner_up.indicator if binding.runner_up else None
    if indicator is None or value is None:
        return VerifiedClaim(figure, "untraceable", None, None, None, binding.reason, _reason_en(binding))
    known = _in_unit_of(figure, indicator, value.value)
    verdict, why, why_en = ("off", "台账没有这个时段的数值", "the ledger has no value for this period")
    if known is not None:
        judgement = judge(figure, known)
        verdict, why = judgement.verdict, judgement.why
        why_en = _why_en(judgement.verdict, known)
    if verdict == "off":
        other = _elsewhere(figure, indicator, value, as_of)
        if other:
            verdict, why, why_en = "wrong-scope-or-period", *other
        elif known is None:
            return VerifiedClaim(figure, "untraceable", indicator, value, None, why, why_en, runner_up, binding.score)
    return VerifiedClaim(figure, verdict, indicator, value, known, why, why_en, runner_up, binding.score)


def _in_unit_of(figure: Figure, indicator: Indicator, value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    try:
        return convert(value, indicator.unit, figure.unit or indicator.unit)
    except IncompatibleUnits:
        # Counting words differ (项 for 个); the count is the same.
        return value


def _elsewhere(
    figure: Figure, indicator: Indicator, value: Value, as_of: datetime | None
) -> tuple[str, str] | None:
    """Another scope or period of the same indicator with which the claim would agree."""
    frames = [f for f in _other_frames(value) if f != (value.place, value.span)]
    for other in evaluate_each([(indicator, place, span) for place, span in frames], as_of):
        known = _in_unit_of(figure, indicator, other.value)
        if known and judge(figure, known).verdict != "off":
            name = _name_of(other.place) or other.place
            return (
                f"与“{name}”{_said(other.span)}的数值一致，口径不符",
                f"agrees only with {name}, {other.span}",
            )
    return None


def _other_frames(value: Value) -> list[tuple[str, Span]]:
    """The slips that occur: the city's figure, last year's, another part of the year, all years."""
    span, places = value.span, [value.place]
    own = Place.objects.filter(code=value.place).select_related("parent").first()
    if own and own.parent:
        places.append(own.parent.code)
    spans = [span]
    if span.end:
        spans += [span.year_before(), span.until_end(), Span(date(span.end.year, 1, 1), span.end)]
        spans += [months(span.end.year - back, 1, last) for back in (0, 1) for last in (3, 6, 9, 12)]
    return [(place, s) for place in places for s in spans]


def _said(span: Span) -> str:
    if span.start and span.end:
        return f"{span.start}至{span.end}"
    return f"截至{span.end}" if span.end else "累计"


def _why_en(verdict: str, known: Decimal) -> str:
    said = f"{known.normalize():f}"
    return {
        "exact": "equals the ledger",
        "rounds": f"the ledger has {said}; equal after rounding",
        "hedged": f"the ledger has {said}; true as worded",
        "truncated": f"the ledger has {said}; cut off instead of rounded",
        "off": f"the ledger has {said}; outside the tolerance",
    }[verdict]


def _reason_en(binding: Binding) -> str:
    if not binding.place:
        return f"the ledger holds nothing of “{binding.figure.scope}”"
    if binding.best is None:
        return "no indicator of this dimension and measure"
    near = binding.best.indicator
    return f"nearest is “{near.en}” ({near.id}), likeness {binding.best.score:.2f}: not bound rather than guessed"
