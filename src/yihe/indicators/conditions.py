"""Which records an indicator counts: conditions over a kind's columns and the span asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
from django.utils import timezone
from ibis.common.deferred import Deferred

from .spans import Span

Condition: TypeAlias = Deferred | Callable[[ir.Table, Span], ir.BooleanValue]


def condition_zh(condition: Condition) -> str:
    """What a receipt says of a condition; one that names itself has ``zh``."""
    if isinstance(condition, Deferred):
        return f"条件 {condition!r}"
    return str(getattr(condition, "zh", "按时段取数"))


def between(column: ir.Value, span: Span) -> list[ir.BooleanValue]:
    """Terms that hold a date column inside a span; an empty date is never inside."""
    terms = [column.notnull()]
    if span.start:
        terms.append(column >= ibis.literal(span.start))
    if span.end:
        terms.append(column <= ibis.literal(span.end))
    return terms


@dataclass(frozen=True)
class InYear:
    """Condition: a column of years names the year in which the span ends (年度计划 lists)."""

    column: str

    def __call__(self, t: ir.Table, span: Span) -> ir.BooleanValue:
        return t[self.column] == ibis.literal(span.year or timezone.localdate().year)

    @property
    def zh(self) -> str:
        return f"{self.column} 为期末所在年度"


@dataclass(frozen=True)
class Overdue:
    """Condition: a due date lies before the end of the span, and the stage was not reached by then."""

    due: str
    reached: str

    def __call__(self, t: ir.Table, span: Span) -> ir.BooleanValue:
        end = ibis.literal(span.end or timezone.localdate())
        done = t[f"at_{self.reached}"]
        return ibis.and_(t[self.due].notnull(), t[self.due] < end, done.isnull() | (done > end))

    @property
    def zh(self) -> str:
        return f"{self.due} 早于期末，期末仍未进入 {self.reached} 阶段"
