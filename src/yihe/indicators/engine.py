"""The engine: indicators evaluated for places, a span of business dates and a moment of knowing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir
from django.utils import timezone

from yihe.ledger.entries import Record
from yihe.ledger.places import Place

from .columns import ColumnStore
from .define import Above, Count, Derived, Growth, Indicator, Rank, Reduction, Sum
from .register import indicators
from .relation import columns_of, relation_of
from .spans import Span


@dataclass(frozen=True)
class Value:
    """An indicator's value with everything it depends on.

    `value` is in the indicator's canonical unit, None where nothing is known; `records` is how many
    records it was computed from.
    """

    indicator: Indicator
    place: str
    span: Span
    as_of: datetime | None
    value: Decimal | None
    records: int


@dataclass(frozen=True)
class RecordSet:
    """Records of one kind, by primary key."""

    kind: type[Record]
    ids: list[int]


NOWHERE = "-"
"""A place code that no record has."""

Need = tuple[Reduction, str, Span]
Answer = tuple[Decimal | None, int]


@cache
def store() -> ColumnStore:
    """The process's column store."""
    return ColumnStore(_used_columns)


@cache
def _used_columns(kind: type[Record]) -> frozenset[str]:
    """The columns of a kind that any declared indicator uses or is commonly broken down by."""
    table = relation_of(kind)
    used: set[str] = set()
    for reduction in _reductions_of(kind):
        counted = reduction.condition(table, Span())
        fields = [*counted.op().find(ops.Field), *reduction.reduce(table, counted).op().find(ops.Field)]
        used |= {field.name for field in fields} | set(reduction.by)
    return frozenset(used & columns_of(kind).keys())


def _reductions_of(kind: type[Record]) -> list[Reduction]:
    def leaves(indicator: Indicator) -> Iterable[Indicator]:
        yield indicator
        for part in indicator.parts():
            yield from leaves(part)

    found = dict.fromkeys(leaf for i in indicators() for leaf in leaves(i))
    return [i for i in found if isinstance(i, Reduction) and i.kind is kind]


def evaluate(
    indicators: Sequence[Indicator], places: Sequence[str], span: Span, as_of: datetime | None = None
) -> dict[tuple[str, str], Value]:
    """Values of indicators at places over a span, as known at a moment.

    Parameters
    ----------
    indicators
        What to evaluate; those of one kind are computed by one query.
    places
        Statistical codes; a place holds everything below it.
    span
        Business dates.
    as_of
        Recorded time; None for now.

    Returns
    -------
    dict
        By (indicator id, place code).
    """
    evaluation = _Evaluation(as_of)
    evaluation.prepare((i, p, span) for i in indicators for p in places)
    return {(i.id, p): evaluation.value(i, p, span) for i in indicators for p in places}


def evaluate_each(asked: Iterable[tuple[Indicator, str, Span]], as_of: datetime | None = None) -> list[Value]:
    """Values for single (indicator, place, span) triples, in their order."""
    triples = list(asked)
    evaluation = _Evaluation(as_of)
    evaluation.prepare(triples)
    return [evaluation.value(*triple) for triple in triples]


class _Evaluation:
    """One evaluation: first collects what is needed, then asks once a kind and span, then combines."""

    def __init__(self, as_of: datetime | None) -> None:
        self.as_of = as_of
        self.answers: dict[Need, Answer] = {}
        self.places = _Siblings()

    def prepare(self, asked: Iterable[tuple[Indicator, str, Span]]) -> None:
        needs = {need for triple in asked for need in self._needs(*triple)}
        groups: dict[tuple[type[Record], Span], set[Need]] = defaultdict(set)
        for need in needs:
            groups[need[0].kind, need[2]].add(need)
        with store().lock:
            store().refresh()
            for (kind, span), group in groups.items():
                self._ask(kind, span, group)

    def _ask(self, kind: type[Record], span: Span, needs: set[Need]) -> None:
        reductions = list(dict.fromkeys(n[0] for n in needs))
        codes = sorted({n[1] for n in needs})
        found = _reduce(kind, reductions, codes, span, self.as_of)
        for reduction in reductions:
            for code in codes:
                self.answers[reduction, code, span] = found.get((reduction, code), _nothing(reduction))

    def _needs(self, indicator: Indicator, place: str, span: Span) -> Iterable[Need]:
        if isinstance(indicator, Reduction):
            yield indicator, place, span
        for part in self._inputs(indicator, place, span):
            yield from self._needs(*part)

    def _inputs(self, indicator: Indicator, place: str, span: Span) -> list[tuple[Indicator, str, Span]]:
        """What a derived indicator combines: parts, other places, other years."""
        inputs = [(part, place, span) for part in indicator.parts()]
        if isinstance(indicator, Growth):
            inputs.append((indicator.of, place, span.year_before()))
        elif isinstance(indicator, Rank):
            inputs += [(indicator.of, other, span) for other in self.places.others(place)]
        elif isinstance(indicator, Above) and isinstance(indicator.over, str):
            inputs.append((indicator.of, self.places.parent(place), span))
        return inputs

    def value(self, indicator: Indicator, place: str, span: Span) -> Value:
        number, records = self._answer(indicator, place, span)
        return Value(indicator, place, span, self.as_of, number, records)

    def _answer(self, indicator: Indicator, place: str, span: Span) -> Answer:
        if isinstance(indicator, Reduction):
            return self.answers[indicator, place, span]
        assert isinstance(indicator, Derived)
        answers = [self._answer(*triple) for triple in self._inputs(indicator, place, span)]
        return indicator.combine([a[0] for a in answers]), self._records(indicator, place, span)

    def _records(self, indicator: Indicator, place: str, span: Span) -> int:
        """Records behind a derived figure: of reductions over the same rows the widest is counted."""
        widest: dict[tuple[type[Record], str, Span], int] = defaultdict(int)
        for need in self.leaves(indicator, place, span):
            rows = (need[0].kind, *need[1:])
            widest[rows] = max(widest[rows], self.answers[need][1])
        return sum(widest.values())

    def leaves(self, indicator: Indicator, place: str, span: Span) -> list[Need]:
        return list(dict.fromkeys(self._needs(indicator, place, span)))


def _nothing(reduction: Reduction) -> Answer:
    """What an indicator is over no records: zero for counts and sums, unknown for all else."""
    return (Decimal(0), 0) if isinstance(reduction, Count | Sum) else (None, 0)


def _reduce(
    kind: type[Record], reductions: Sequence[Reduction], codes: Sequence[str], span: Span, as_of: datetime | None
) -> dict[tuple[Reduction, str], Answer]:
    """One grouped query for all reductions of a kind at all places."""
    question = ("values", tuple(reductions), span, timezone.localdate())
    rows = store().ask(
        kind, question, codes, lambda table: _grouped(table, reductions, span), as_of=as_of, end=span.end
    )
    return {
        (reduction, row["bucket"]): (_decimal(row.get(f"v{n}", row[f"n{n}"] or 0)), int(row[f"n{n}"] or 0))
        for row in rows
        for n, reduction in enumerate(reductions)
    }


def _is_plain_count(reduction: Reduction) -> bool:
    """Whether the value is the number of records itself, which is asked for anyway."""
    return isinstance(reduction, Count) and reduction.distinct is None


def _grouped(table: ir.Table, reductions: Sequence[Reduction], span: Span) -> ir.Table:
    """One row a place, with value and number of records of each reduction."""
    columns: dict[str, ir.Value] = {}
    for n, reduction in enumerate(reductions):
        counted = reduction.condition(table, span)
        columns[f"n{n}"] = counted.sum()
        if not _is_plain_count(reduction):
            columns[f"v{n}"] = reduction.reduce(table, counted)
    return table.group_by("bucket").aggregate(**columns)


def _decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(repr(value))


def records_of(indicator: Indicator, place: str, span: Span, as_of: datetime | None = None) -> list[RecordSet]:
    """The records a value was computed from, by kind."""
    found: dict[type[Record], dict[int, None]] = {}
    with store().lock:
        store().refresh()
        for reduction, code, when in _Evaluation(as_of).leaves(indicator, place, span):
            ids = found.setdefault(reduction.kind, {})
            ids.update(dict.fromkeys(_ids(reduction, code, when, as_of)))
    return [RecordSet(kind, list(ids)) for kind, ids in found.items()]


def _ids(reduction: Reduction, place: str, span: Span, as_of: datetime | None) -> list[int]:
    def build(table: ir.Table) -> ir.Table:
        return table.filter(reduction.condition(table, span)).select("id").order_by("id")

    question = ("ids", reduction, span, timezone.localdate())
    rows = store().ask(reduction.kind, question, [place], build, as_of=as_of, end=span.end)
    return [row["id"] for row in rows]


def breakdown(
    indicator: Indicator, place: str, span: Span, as_of: datetime | None = None, *, by: str
) -> list[tuple[str, Value]]:
    """The value split by places one level down (``by="place"``), by stage, or by a column of the kind.

    Returns
    -------
    list
        (key, value) with the place code, stage name or column value as key; largest first.
        Derived indicators split by place only.
    """
    if by == "place":
        codes = _Siblings().below(place)
        values = evaluate([indicator], codes, span, as_of)
        return _largest_first([(code, values[indicator.id, code]) for code in codes])
    if not isinstance(indicator, Reduction):
        return []

    def build(table: ir.Table) -> ir.Table:
        counted = indicator.condition(table, span)
        return table.group_by(key=table[by].cast("string").fill_null("")).aggregate(
            v=indicator.reduce(table, counted), n=counted.sum()
        )

    with store().lock:
        store().refresh()
        question = ("breakdown", indicator, by, span, timezone.localdate())
        answer = store().ask(indicator.kind, question, [place], build, as_of=as_of, end=span.end)
        rows = [row for row in answer if row["n"]]
    return _largest_first(
        [(r["key"], Value(indicator, place, span, as_of, _decimal(r["v"]), int(r["n"]))) for r in rows]
    )


def _largest_first(pairs: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    return sorted(pairs, key=lambda pair: (pair[1].value is None, -(pair[1].value or 0), pair[0]))


class _Siblings:
    """Places around a place, read once an evaluation."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int | None, str]] | None = None

    @property
    def known(self) -> dict[str, tuple[int, int | None, str]]:
        if self._known is None:
            rows = Place.objects.present().values_list("code", "pk", "parent_id", "level")
            self._known = {code: (pk, parent, level) for code, pk, parent, level in rows}
        return self._known

    def others(self, code: str) -> list[str]:
        """Places of the same level under the same parent, without the place itself."""
        if code not in self.known:
            return []
        _, parent, level = self.known[code]
        return [c for c, (_, p, lv) in self.known.items() if p == parent and lv == level and c != code]

    def parent(self, code: str) -> str:
        """The code one level up; a code that holds no place where none is known."""
        parent = self.known[code][1] if code in self.known else None
        return next((c for c, (pk, _, _) in self.known.items() if parent and pk == parent), NOWHERE)

    def below(self, code: str) -> list[str]:
        pk = self.known[code][0] if code in self.known else None
        return [c for c, (_, parent, _) in self.known.items() if parent == pk] if pk else []
