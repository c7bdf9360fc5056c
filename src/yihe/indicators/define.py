"""The definition language: what an indicator counts, sums, shares, ranks or compares, declared once in a programme file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

import ibis
import ibis.expr.types as ir
from django.utils import timezone
from ibis import _
from ibis.common.deferred import Deferred

from yihe.ledger.entries import Record
from yihe.ledger.labels import Label, as_label

from .spans import Span

Condition: TypeAlias = Deferred | Callable[[ir.Table, Span], ir.BooleanValue]
Measure = Literal["level", "delta", "share", "ratio", "growth_yoy", "rank", "pp_above_avg", "pp_above_target", "target", "duration"]
When = Literal["flow", "stock", "point"]

__all__ = [
    "Above",
    "Average",
    "Count",
    "Derived",
    "Duration",
    "Growth",
    "InYear",
    "Indicator",
    "Label",
    "Largest",
    "Observed",
    "Overdue",
    "Programme",
    "Rank",
    "Ratio",
    "Reduction",
    "Series",
    "Share",
    "Sum",
    "Tally",
    "_",
]


@dataclass(frozen=True)
class Programme:
    """A governance system: what its file is about, for menus, pages and texts.

    Parameters
    ----------
    slug
        Name in addresses, as in the list of systems.
    label
        Chinese and English name.
    owner
        The department that answers for its figures.
    order
        Place in menus.
    """

    slug: str
    label: Label
    owner: str = ""
    order: int = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator:
    """What every indicator says of itself.

    Parameters
    ----------
    zh, en
        Name in both languages, complete enough to stand alone.
    unit
        Canonical unit of the value, as in :mod:`yihe.units`.
    aliases
        Further names under which texts know the same figure.
    measure
        What a text must claim for this indicator to be meant: a level, a growth rate, a rank …
    """

    zh: str
    en: str
    unit: str
    aliases: tuple[str, ...] = ()
    id: str = ""
    programme: Programme | None = None

    measure: Measure = "level"

    @property
    def label(self) -> Label:
        return Label(self.zh, self.en, *self.aliases)

    def named(self, id: str, programme: Programme) -> None:
        """Take the id ``module.variable`` and the programme; called once, by the register."""
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "programme", programme)

    def parts(self) -> tuple[Indicator, ...]:
        """The indicators this one is computed from."""
        return ()

    def definition(self) -> str:
        """How the value comes about, in Chinese, for receipts and pages."""
        raise NotImplementedError


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
        terms = [t.id.notnull(), *self._time_terms(t, span)]
        terms += [c.resolve(t) if isinstance(c, Deferred) else c(t, span) for c in self._conditions()]
        return ibis.and_(*terms)

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
        said += [_condition_zh(c) for c in self._conditions()]
        return "；".join(said)

    def _reduction_zh(self) -> str:
        return "计数"


def _condition_zh(condition: Condition) -> str:
    """What a receipt says of a condition; one that names itself has ``zh``."""
    if isinstance(condition, Deferred):
        return f"条件 {condition!r}"
    return str(getattr(condition, "zh", "按时段取数"))


def _name_of(kind: type[Record], field: str) -> str:
    """Chinese label of a kind's field."""
    return as_label(getattr(kind._meta.get_field(field), "verbose_name", field)).zh


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
    """The sum of a quantity over records."""

    field: str = dataclasses.field(kw_only=True)

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.field].sum(where=counted).fill_null(0)

    def _reduction_zh(self) -> str:
        return f"“{_name_of(self.kind, self.field)}”合计"


@dataclass(frozen=True, eq=False)
class Average(Reduction):
    """The mean of a quantity over records; empty where there are none."""

    field: str = dataclasses.field(kw_only=True)

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        return t[self.field].mean(where=counted)

    def _reduction_zh(self) -> str:
        return f"“{_name_of(self.kind, self.field)}”平均"


@dataclass(frozen=True, eq=False)
class Largest(Reduction):
    """The largest value of a quantity among records; empty where there are none."""

    field: str = dataclasses.field(kw_only=True)

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

    def reduce(self, t: ir.Table, counted: ir.BooleanValue) -> ir.Scalar:
        days = t[f"at_{self.reached}"].delta(t[f"at_{self.since}"], unit="day")
        return days.mean(where=counted)

    def _reduction_zh(self) -> str:
        return f"自“{self.kind.stages[self.since].label.zh}”起的平均天数"


class Series(Label):
    """A statistical series that is observed, not derived: its slug, names and unit.

    Parameters
    ----------
    slug
        Name in the ledger.
    zh, en, *aliases
        Names in sheets and texts.
    unit
        Canonical unit of its level.
    """

    slug: str
    unit: str

    def __init__(self, slug: str, zh: str, en: str, *aliases: str, unit: str) -> None:
        super().__init__(zh, en, *aliases)
        self.slug = slug
        self.unit = unit


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


@dataclass(frozen=True, eq=False, kw_only=True)
class Derived(Indicator):
    """A figure computed from other indicators; `combine` gets their values in the order of `parts`."""

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        raise NotImplementedError


@dataclass(frozen=True, eq=False, kw_only=True)
class Share(Derived):
    """Part of a whole, in per cent."""

    part: Indicator
    whole: Indicator
    unit: str = "%"
    measure: Measure = "share"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.part, self.whole)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        part, whole = values
        return None if part is None or not whole else 100 * part / whole

    def definition(self) -> str:
        return f"“{self.part.zh}” ÷ “{self.whole.zh}” × 100%"


@dataclass(frozen=True, eq=False, kw_only=True)
class Ratio(Derived):
    """One figure per unit of another (投资 per 项目, 面积 per 处)."""

    of: Indicator
    per: Indicator

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of, self.per)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        of, per = values
        return None if of is None or not per else of / per

    def definition(self) -> str:
        return f"“{self.of.zh}” ÷ “{self.per.zh}”"


@dataclass(frozen=True, eq=False, kw_only=True)
class Growth(Derived):
    """Change against the same period of the year before, in per cent."""

    of: Indicator
    unit: str = "%"
    measure: Measure = "growth_yoy"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        now, before = values
        return None if now is None or not before else 100 * (now / before - 1)

    def definition(self) -> str:
        return f"“{self.of.zh}”与上年同期相比"


@dataclass(frozen=True, eq=False, kw_only=True)
class Rank(Derived):
    """Place in the order of all places of the same level under the same parent, largest first; equals share a rank."""

    of: Indicator
    unit: str = "rank"
    measure: Measure = "rank"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        own, *others = values
        return None if own is None else Decimal(1 + sum(1 for v in others if v is not None and v > own))

    def definition(self) -> str:
        return f"“{self.of.zh}”在同级地区中由高到低的位次"


@dataclass(frozen=True, eq=False, kw_only=True)
class Tally(Derived):
    """How many of several figures exist and, with `at_most`, do not exceed it (7项排名全市前3)."""

    of: tuple[Indicator, ...]
    at_most: int | None = None

    def parts(self) -> tuple[Indicator, ...]:
        return self.of

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        known = [v for v in values if v is not None]
        if not known:
            return None
        return Decimal(sum(1 for v in known if self.at_most is None or v <= self.at_most))

    def definition(self) -> str:
        limit = "" if self.at_most is None else f"不超过 {self.at_most} 的"
        return f"{len(self.of)} 项指标中{limit}有值者的项数"


@dataclass(frozen=True, eq=False, kw_only=True)
class Above(Derived):
    """Percentage points of a growth rate over a reference.

    Parameters
    ----------
    over
        ``"average"``: the same rate of the place one level up (全市平均); an indicator: its value
        at the same place (引导性目标).
    """

    of: Indicator
    over: Indicator | Literal["average"]
    unit: str = "pp"

    def __post_init__(self) -> None:
        object.__setattr__(self, "measure", "pp_above_avg" if self.over == "average" else "pp_above_target")

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,) if isinstance(self.over, str) else (self.of, self.over)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        own, reference = values
        return None if own is None or reference is None else own - reference

    def definition(self) -> str:
        over = "上级地区同一增速（全市平均）" if isinstance(self.over, str) else f"“{self.over.zh}”"
        return f"“{self.of.zh}” − {over}，百分点"

