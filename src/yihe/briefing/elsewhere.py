"""Another scope or period of the same indicator with which a claim would agree (口径不符)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from yihe.figures import Figure, judge
from yihe.indicators.engine import Value
from yihe.indicators.spans import Span, months

from . import reasons
from .amounts import in_unit_of
from .reasons import Reason
from .source import Asked, Source

_TELLING_DIGITS = 3
"""A number of fewer digits agrees with some other period by chance too often."""


def explain(missed: Sequence[tuple[Figure, Value]], source: Source, as_of: datetime | None) -> list[Reason | None]:
    """For each claim that is off, where it would be right; None where nowhere.

    The commonest slips are asked first; other parts of the year only for what is left.
    """
    found = _search(missed, [_slips(f, v, source) for f, v in missed], source, as_of)
    left = [n for n, reason in enumerate(found) if reason is None]
    further = [_other_parts(missed[n][0], missed[n][1]) for n in left]
    again = _search([missed[n] for n in left], further, source, as_of)
    for n, reason in zip(left, again, strict=True):
        found[n] = reason
    return found


def _search(
    missed: Sequence[tuple[Figure, Value]], asked: Sequence[list[Asked]], source: Source, as_of: datetime | None
) -> list[Reason | None]:
    """One evaluation for all claims and frames together."""
    if not any(asked):
        return [None] * len(missed)
    answers = iter(source.values([each for frames in asked for each in frames], as_of))
    return [
        _first_fit(figure, value, [next(answers) for _ in frames], source)
        for (figure, value), frames in zip(missed, asked, strict=True)
    ]


def _first_fit(figure: Figure, here: Value, others: Sequence[Value], source: Source) -> Reason | None:
    for other in others:
        if _fits_better(figure, here, other):
            return reasons.elsewhere(source.name(other.place) or other.place, other.span)
    return None


def _fits_better(figure: Figure, here: Value, other: Value) -> bool:
    there = in_unit_of(figure, other)
    if not there or judge(figure, there).verdict == "off":
        return False
    known = in_unit_of(figure, here)
    return known is None or _distance(figure, there) < _distance(figure, known)


def _distance(figure: Figure, known: Decimal) -> Decimal:
    value = figure.value
    return abs(known - value) if isinstance(value, Decimal) else Decimal(0)


def _slips(figure: Figure, value: Value, source: Source) -> list[Asked]:
    """Last year's figure, the city's, and the two of them together."""
    spans = [value.span, value.span.year_before()]
    parent = source.parent(value.place)
    places = [value.place, parent] if parent and figure.kind != "rank" else [value.place]
    frames = [(place, span) for place in places for span in dict.fromkeys(spans)]
    return [(value.indicator, place, span) for place, span in frames if (place, span) != (value.place, value.span)]


def _other_parts(figure: Figure, value: Value) -> list[Asked]:
    """All years together, the year to date, and other parts of this year and the last."""
    if value.span.end is None or _digits(figure) < _TELLING_DIGITS:
        return []
    spans = dict.fromkeys([value.span.until_end(), *_parts_of_years(value.span.end)])
    return [(value.indicator, value.place, span) for span in spans if span != value.span]


def _parts_of_years(end: date) -> list[Span]:
    to_date = Span(date(end.year, 1, 1), end)
    return [to_date, *(months(end.year - back, 1, last) for back in (0, 1) for last in (6, 9, 12))]


def _digits(figure: Figure) -> int:
    value = figure.value
    return len(value.normalize().as_tuple().digits) if isinstance(value, Decimal) else 0
