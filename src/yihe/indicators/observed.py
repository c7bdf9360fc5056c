"""Figures that are read from observed statistical series."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from yihe.ledger.entries import Record

from .indicator import When
from .reductions import Reduction
from .series import Series
from .spans import Span


def _observation_kind() -> type[Record]:
    from .observations import Observation

    return Observation


STATISTICS_LAG = timedelta(days=62)
"""How far the latest monthly statistics may lie behind the day of a text that quotes them."""


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@dataclass(frozen=True, eq=False)
class Observed(Reduction):
    """An observation of a series at exactly one place and over exactly one period.

    Asked without a start of the period, the latest observation up to its end.

    Parameters
    ----------
    column
        ``value`` (the level), ``growth`` (% against the same period of the year before) or
        ``target`` (the guided growth, %).
    """

    kind: type[Record] = dataclasses.field(default_factory=_observation_kind, init=False)
    series: Series = dataclasses.field(kw_only=True)
    column: str = dataclasses.field(default="value", kw_only=True)

    @property
    def when(self) -> When:
        return "point"

    def condition(self, t: ir.Table, span: Span) -> ir.BooleanValue:
        terms = [t.series == self.series.slug, t.place_code == t.bucket, t[self.column].notnull()]
        if span.start:
            terms.append(t.period_start == ibis.literal(span.start))
        if span.end:
            terms.append(t.period_end <= ibis.literal(span.end))
        if span.start and span.end:
            # A text of 8 September that says 今年以来 quotes the statistics to July; whole months are exact.
            lag = timedelta(0) if _is_month_end(span.end) else STATISTICS_LAG
            terms.append(t.period_end >= ibis.literal(span.end - lag))
        return ibis.and_(*terms)

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.column].argmax(t.period_end, where=counted)

    def definition(self) -> str:
        said = {"value": "统计值", "growth": "同比增速", "target": "引导性目标增速"}[self.column]
        return f"统计数据“{self.series.zh}”；{said}；地区与时段完全一致"
