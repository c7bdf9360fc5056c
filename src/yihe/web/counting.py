"""Which figures count a record: every reduction of its kind asked at once about this one row."""

from __future__ import annotations

import ibis.expr.types as ir
from django.utils import timezone

from yihe.indicators.define import Indicator, Reduction
from yihe.indicators.engine import store
from yihe.indicators.register import indicators
from yihe.indicators.spans import Span
from yihe.ledger.entries import Record


def counted_by(record: Record) -> list[Indicator]:
    """Indicators whose cumulative value, as known now, rests on this record."""
    kind = type(record)
    reductions = [i for i in indicators() if isinstance(i, Reduction) and i.kind is kind]
    if not reductions or record.deleted_at:
        return []

    def build(relation: ir.Table) -> ir.Table:
        row = relation.filter(relation.id == record.pk)
        return row.select(**{f"n{n}": i.condition(row, Span()).fill_null(False) for n, i in enumerate(reductions)})

    with store().lock:
        store().refresh()
        answers = store().ask(kind, ("counted by", record.pk, timezone.localdate()), [record.place.code], build)
    return [i for n, i in enumerate(reductions) if answers and answers[0][f"n{n}"]]
