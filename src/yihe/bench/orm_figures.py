"""The peer of `bench indicators`: the same figures by Django ORM aggregates, one grouped query a kind.

The strongest form the ORM has for this: each kind is read once, grouped by place, all its figures in
one query; places are added up afterwards. A figure whose condition the ORM cannot say is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Q
from django.db.models import Sum as Total

from yihe.indicators.define import Count as CountOf
from yihe.indicators.define import Derived, Duration, Indicator, Observed, Reduction, Tally
from yihe.indicators.derived import Above, Growth, Rank
from yihe.indicators.observations import Observation
from yihe.indicators.reductions import Largest, Sum
from yihe.indicators.spans import Span
from yihe.ledger.entries import Record
from yihe.ledger.places import prefix_of

from .orm_conditions import NotInTheORM, condition, stage_days, standing

Values = dict[tuple[Reduction, str], Decimal | None]


def figures(asked: Sequence[Indicator], places: Sequence[str], span: Span) -> dict[tuple[str, str], Decimal | None]:
    """Values by (indicator id, place) of those indicators that the ORM can express."""
    leaves = dict.fromkeys(leaf for indicator in asked if _plain(indicator) for leaf in _leaves(indicator))
    conditions = {leaf: said for leaf in leaves if (said := _said(leaf, span)) is not None}
    by_kind: dict[type[Record], list[Reduction]] = defaultdict(list)
    for leaf in conditions:
        by_kind[leaf.kind].append(leaf)
    values: Values = {}
    for kind, reductions in by_kind.items():
        values |= _of_kind(kind, {r: conditions[r] for r in reductions}, places, span)
    values |= _observed([leaf for leaf in leaves if isinstance(leaf, Observed)], places, span)
    return {
        (i.id, place): _value(i, place, values)
        for i in asked
        if _plain(i) and all((leaf, places[0]) in values for leaf in _leaves(i))
        for place in places
    }


def _plain(indicator: Indicator) -> bool:
    """Without other places or other years."""
    if isinstance(indicator, Growth | Rank) or (isinstance(indicator, Above) and isinstance(indicator.over, str)):
        return False
    return all(_plain(part) for part in indicator.parts())


def _leaves(indicator: Indicator) -> Iterable[Reduction]:
    if isinstance(indicator, Reduction):
        yield indicator
    for part in indicator.parts():
        yield from _leaves(part)


def _said(leaf: Reduction, span: Span) -> Q | None:
    if isinstance(leaf, Observed):
        return None
    try:
        return condition(leaf, span)
    except NotInTheORM:
        return None


def _value(indicator: Indicator, place: str, values: Values) -> Decimal | None:
    if isinstance(indicator, Reduction):
        return values[indicator, place]
    assert isinstance(indicator, Derived | Tally)
    return indicator.combine([_value(part, place, values) for part in indicator.parts()])


def _of_kind(kind: type[Record], said: dict[Reduction, Q], places: Sequence[str], span: Span) -> Values:
    used = str(list(said.values()))
    stages = {name for name in kind.stages.names if f"at_{name}" in used}
    stages |= {name for r in said if isinstance(r, Duration) for name in (r.since, str(r.reached))}
    query = kind.objects.present().order_by().annotate(**stage_days(kind, stages))
    if "standing" in used:
        query = query.annotate(standing=standing(kind, span.end))
    parts = {f"{part}{n}": made for n, (r, q) in enumerate(said.items()) for part, made in _parts(r, q).items()}
    rows: list[Any] = list(query.values("place__code").annotate(**parts))
    found: Values = {}
    for n, (reduction, q) in enumerate(said.items()):
        distinct = (
            list(query.filter(q).values_list("place__code", _distinct(reduction)).distinct())
            if _distinct(reduction)
            else []
        )
        for place in places:
            inside = [row for row in rows if row["place__code"].startswith(prefix_of(place))]
            different = {v for code, v in distinct if code.startswith(prefix_of(place)) and v is not None}
            found[reduction, place] = _together(reduction, n, inside, different)
    return found


def _distinct(reduction: Reduction) -> str:
    return (reduction.distinct or "") if isinstance(reduction, CountOf) else ""


def _parts(reduction: Reduction, q: Q) -> dict[str, Aggregate]:
    """What is added up over places: number of records and, where there is one, the quantity."""
    parts: dict[str, Aggregate] = {"n": Count("pk", filter=q)}
    if isinstance(reduction, Duration):
        days = ExpressionWrapper(
            F(f"at_{reduction.reached}") - F(f"at_{reduction.since}"), output_field=DurationField()
        )
        parts["v"] = Total(days, filter=q)
    elif isinstance(reduction, Largest):
        parts["v"] = Max(reduction.field, filter=q)
    elif hasattr(reduction, "field"):
        parts["v"] = Total(reduction.field, filter=q)
    return parts


def _together(reduction: Reduction, n: int, rows: list[dict[str, Any]], different: set[Any]) -> Decimal | None:
    records = sum(row[f"n{n}"] for row in rows)
    if isinstance(reduction, CountOf):
        return Decimal(len(different) if reduction.distinct else records)
    values = [_number(row[f"v{n}"]) for row in rows if row[f"v{n}"] is not None]
    if isinstance(reduction, Sum):
        return sum(values, Decimal(0))
    if not values or not records:
        return None
    return max(values) if isinstance(reduction, Largest) else sum(values, Decimal(0)) / records


def _number(value: Any) -> Decimal:
    if isinstance(value, timedelta):
        return Decimal(value.days)
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _observed(leaves: Sequence[Observed], places: Sequence[str], span: Span) -> Values:
    """The latest observation of each series at each place up to the end of an open span."""
    if span.start is not None:
        return {}
    query = Observation.objects.present().filter(place__code__in=places).order_by("period_end")
    query = query.filter(period_end__lte=span.end) if span.end else query
    columns = sorted({leaf.column for leaf in leaves})
    latest: dict[tuple[str, str, str], Decimal] = {}
    for series, place, *values in query.values_list("series", "place__code", *columns):
        latest |= {(series, place, c): v for c, v in zip(columns, values, strict=True) if v is not None}
    return {(leaf, place): latest.get((leaf.series.slug, place, leaf.column)) for leaf in leaves for place in places}
