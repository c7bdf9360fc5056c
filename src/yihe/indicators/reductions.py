"""Figures reduced from the records of one kind: counts, sums, means, largest values, days between stages."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis.common.deferred import Deferred

from yihe.ledger.entries import Record
from yihe.ledger.labels import as_label

from .conditions import Condition, between, condition_zh
from .indicator import Indicator, Measure, When
from .spans import Span


@dataclass(frozen=True, eq=False)
class Reduction(Indicator):
    """A figure reduced from the records of one kind.

    Parameters
    ----------
    kind
        The record kind.
    where
        Which records: an Ibis deferred expression over the kind's columns (``_.tier == "city"``),
        a function of table and :class:`Span`, or a tuple of them that must all hold.
    reached
        Count a record in the period in which it reached this stage (a flow; without a start of the
        period: all that have reached it by the end).
    in_stage
        Records that stand in one of these stages at the end of the period (a stock).
    dated
        A date field that places the record in the period, where no stage does.
    by
        Columns by which the figure is commonly broken down.
    """

    kind: type[Record]
    where: Condition | tuple[Condition, ...] | None = dataclasses.field(default=None, kw_only=True)
    reached: str | None = dataclasses.field(default=None, kw_only=True)
    in_stage: str | Sequence[str] | None = dataclasses.field(default=None, kw_only=True)
    dated: str | None = dataclasses.field(default=None, kw_only=True)
    by: tuple[str, ...] = dataclasses.field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        for stage in (self.reached, *self._stages()):
            if stage is not None and stage not in self.kind.stages:
                raise ValueError(f"{self.zh}: {self.kind.__name__} has no stage {stage!r}")

    def _stages(self) -> tuple[str, ...]:
        if self.in_stage is None:
            return ()
        return (self.in_stage,) if isinstance(self.in_stage, str) else tuple(self.in_stage)

    @property
    def when(self) -> When:
        """How the period matters: a flow over it, or a stock at its end."""
        return "flow" if self.reached or self.dated else "stock"

    def condition(self, t: ir.Table, span: Span) -> ir.BooleanValue:
        """Which rows of the kind's relation count, as one boolean column."""
        terms = [t.id.notnull(), *self._time_terms(t, span), *self._contributing(t)]
        terms += [c.resolve(t) if isinstance(c, Deferred) else c(t, span) for c in self._conditions()]
        return ibis.and_(*terms)

    def _contributing(self, t: ir.Table) -> list[ir.BooleanValue]:
        """Terms that leave out records without a say in the value, so that those behind a figure make it up."""
        return []

    def _conditions(self) -> tuple[Condition, ...]:
        if self.where is None:
            return ()
        return self.where if isinstance(self.where, tuple) else (self.where,)

    def _time_terms(self, t: ir.Table, span: Span) -> list[ir.BooleanValue]:
        terms: list[ir.BooleanValue] = []
        column = f"at_{self.reached}" if self.reached else self.dated
        if column:
            terms += between(t[column], span)
        if self.in_stage is not None:
            terms.append(t.standing.isin(list(self._stages())))
        return terms

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        """The figure over the rows where `counted` is true."""
        raise NotImplementedError

    def definition(self) -> str:
        kind = self.kind.label().zh
        said = [f"{kind}台账", self._reduction_zh()]
        if self.reached:
            said.append(f"时段内进入“{self.kind.stages[self.reached].label.zh}”阶段")
        if self.in_stage is not None:
            names = "、".join(self.kind.stages[s].label.zh for s in self._stages())
            said.append(f"期末处于“{names}”阶段")
        if self.dated:
            said.append(f"{_name_of(self.kind, self.dated)}在时段内")
        said += [condition_zh(c) for c in self._conditions()]
        return "；".join(said)

    def _reduction_zh(self) -> str:
        return "计数"


def _name_of(kind: type[Record], field: str) -> str:
    """Chinese label of a kind's field."""
    return as_label(getattr(kind._meta.get_field(field), "verbose_name", field)).zh


@dataclass(frozen=True, eq=False)
class Count(Reduction):
    """How many records; with `distinct`, how many different values of a column."""

    distinct: str | None = dataclasses.field(default=None, kw_only=True)

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.distinct].nunique(where=counted) if self.distinct else counted.sum().fill_null(0)

    def _reduction_zh(self) -> str:
        return f"按{_name_of(self.kind, self.distinct)}去重计数" if self.distinct else "计数"


@dataclass(frozen=True, eq=False)
class Sum(Reduction):
    """The sum of a quantity over records; those where it is empty or zero do not count as records behind it."""

    field: str = dataclasses.field(kw_only=True)

    def _contributing(self, t: ir.Table) -> list[ir.BooleanValue]:
        return [t[self.field].notnull(), t[self.field] != 0]

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.field].sum(where=counted).fill_null(0)

    def _reduction_zh(self) -> str:
        return f"“{_name_of(self.kind, self.field)}”合计"


@dataclass(frozen=True, eq=False)
class Average(Reduction):
    """The mean of a quantity over records; empty where there are none."""

    field: str = dataclasses.field(kw_only=True)

    def _contributing(self, t: ir.Table) -> list[ir.BooleanValue]:
        return [t[self.field].notnull()]

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.field].mean(where=counted)

    def _reduction_zh(self) -> str:
        return f"“{_name_of(self.kind, self.field)}”平均"


@dataclass(frozen=True, eq=False)
class Largest(Reduction):
    """The largest value of a quantity among records; empty where there are none."""

    field: str = dataclasses.field(kw_only=True)

    def _contributing(self, t: ir.Table) -> list[ir.BooleanValue]:
        return [t[self.field].notnull()]

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.field].max(where=counted)

    def _reduction_zh(self) -> str:
        return f"“{_name_of(self.kind, self.field)}”最大值"


@dataclass(frozen=True, eq=False)
class Duration(Reduction):
    """Mean number of days between two stages, of the records that reached the later one in the span."""

    since: str = dataclasses.field(kw_only=True)
    unit: str = dataclasses.field(default="day", kw_only=True)
    measure: Measure = dataclasses.field(default="duration", kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.reached is None or self.since not in self.kind.stages:
            raise ValueError(f"{self.zh}: a duration needs two stages of {self.kind.__name__}")

    def _contributing(self, t: ir.Table) -> list[ir.BooleanValue]:
        return [t[f"at_{self.since}"].notnull()]

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        days = t[f"at_{self.reached}"].delta(t[f"at_{self.since}"], unit="day")
        return days.mean(where=counted)

    def _reduction_zh(self) -> str:
        return f"自“{self.kind.stages[self.since].label.zh}”起的平均天数"
