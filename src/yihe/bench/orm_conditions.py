"""Indicators' conditions said again in Django's terms, as far as its ORM can say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import ibis.expr.operations as ops
from django.db.models import Case, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from ibis.common.deferred import Deferred

from yihe.indicators.conditions import Condition, InYear, Overdue
from yihe.indicators.define import Duration, Reduction, Sum
from yihe.indicators.reductions import Average, Largest
from yihe.indicators.relation import relation_of
from yihe.indicators.spans import Span
from yihe.ledger.entries import Record
from yihe.ledger.journal import StageChange


class NotInTheORM(Exception):
    """A condition that is a function of its own over columns."""


def condition(reduction: Reduction, span: Span) -> Q:
    """Which records a figure counts.

    Raises
    ------
    NotInTheORM
    """
    terms = [_time(reduction, span), _contributing(reduction)]
    terms += [_said(c, reduction.kind, span) for c in reduction._conditions()]
    return Q(*terms)


def stage_days(kind: type[Record], stages: set[str]) -> dict[str, Any]:
    """Annotations ``at_<stage>`` from the journal of stage changes."""
    return {f"at_{stage}": _first_day(kind, stage) for stage in sorted(stages)}


def standing(kind: type[Record], end: date | None) -> Any:
    """The stage at the end of the period."""
    if end is None:
        return F("stage")
    order = [When(stage=name, then=Value(n)) for n, name in enumerate(kind.stages.names)]
    return Subquery(
        _changes(kind)
        .filter(business_date__lte=end)
        .order_by("-business_date", Case(*order, default=Value(0), output_field=IntegerField()).desc())
        .values("stage")[:1]
    )


def _changes(kind: type[Record]) -> QuerySet[StageChange]:
    return StageChange.objects.filter(
        kind=kind.kind(), record_id=OuterRef("pk"), superseded_at__isnull=True, withdrawn=False
    ).order_by()


def _first_day(kind: type[Record], stage: str) -> Subquery:
    reached = _changes(kind).filter(stage__in=kind.stages.reached_by(stage))
    return Subquery(reached.values("record_id").annotate(day=Min("business_date")).values("day"))


def _time(reduction: Reduction, span: Span) -> Q:
    column = f"at_{reduction.reached}" if reduction.reached else reduction.dated
    inside = Q()
    if column:
        inside &= Q(**{f"{column}__isnull": False})
        inside &= Q(**{f"{column}__gte": span.start}) if span.start else Q()
        inside &= Q(**{f"{column}__lte": span.end}) if span.end else Q()
    return inside & (Q(standing__in=reduction._stages()) if reduction.in_stage is not None else Q())


def _contributing(reduction: Reduction) -> Q:
    if isinstance(reduction, Sum):
        return Q(**{f"{reduction.field}__isnull": False}) & ~Q(**{reduction.field: 0})
    if isinstance(reduction, Average | Largest):
        return Q(**{f"{reduction.field}__isnull": False})
    return Q(**{f"at_{reduction.since}__isnull": False}) if isinstance(reduction, Duration) else Q()


def _said(condition: Condition, kind: type[Record], span: Span) -> Q:
    if isinstance(condition, InYear):
        return Q(**{condition.column: span.year or timezone.localdate().year})
    if isinstance(condition, Overdue):
        end = span.end or timezone.localdate()
        late = Q(**{f"at_{condition.reached}__isnull": True}) | Q(**{f"at_{condition.reached}__gt": end})
        return Q(**{f"{condition.due}__lt": end}) & late
    if isinstance(condition, Deferred):
        return _translated(condition.resolve(relation_of(kind)).op())
    raise NotInTheORM(repr(condition))


_COMPARED: dict[type[Any], str] = {
    ops.Equals: "exact",
    ops.Greater: "gt",
    ops.GreaterEqual: "gte",
    ops.Less: "lt",
    ops.LessEqual: "lte",
    ops.StringContains: "contains",
}


def _translated(node: Any) -> Q:
    """An Ibis expression over columns and constants as a Q object."""
    lookup = next((name for kind, name in _COMPARED.items() if type(node) is kind), None)
    if lookup:
        field, other = node.args
        return Q(**{f"{_field(field)}__{lookup}": _constant(other)})
    make = _OTHERS.get(type(node))
    if make is None:
        raise NotInTheORM(type(node).__name__)
    return make(node)


_OTHERS: dict[type[Any], Callable[[Any], Q]] = {
    ops.Field: lambda node: Q(**{_field(node): True}),
    ops.NotEquals: lambda node: (
        ~Q(**{_field(node.left): _constant(node.right)}) & Q(**{f"{_field(node.left)}__isnull": False})
    ),
    ops.NotNull: lambda node: Q(**{f"{_field(node.arg)}__isnull": False}),
    ops.IsNull: lambda node: Q(**{f"{_field(node.arg)}__isnull": True}),
    ops.And: lambda node: _translated(node.left) & _translated(node.right),
    ops.Or: lambda node: _translated(node.left) | _translated(node.right),
    ops.InValues: lambda node: Q(**{f"{_field(node.value)}__in": [_constant(v) for v in node.options]}),
}


def _field(node: Any) -> str:
    if isinstance(node, ops.Field):
        return str(node.name)
    raise NotInTheORM(type(node).__name__)


def _constant(node: Any) -> Any:
    if isinstance(node, ops.Literal):
        return node.value
    if isinstance(node, ops.Cast):
        return _constant(node.arg)
    raise NotInTheORM(type(node).__name__)
