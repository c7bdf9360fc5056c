"""Which figures count a record: every reduction of its kind asked at once about this one row."""

from __future__ import annotations

from yihe.indicators.define import Indicator, Reduction
from yihe.indicators.engine import store
from yihe.indicators.register import indicators
from yihe.indicators.spans import Span
from yihe.ledger.entries import Record


def counted_by(record: Record) -> list[Indicator]:
    """Indicators whose cumulative value, as known now, rests on this record."""
    asked = [i for i in indicators() if isinstance(i, Reduction) and i.kind is type(record)]
    if not asked or record.deleted_at:
        return []
    with store().lock:
        rows = store().relation(type(record), None)
        row = rows.filter(rows.id == record.pk)
        row = row.mutate(bucket=row.place_code)
        answers = store().run(
            row.select(**{f"n{n}": i.condition(row, Span()).fill_null(False) for n, i in enumerate(asked)})
        )
    return [i for n, i in enumerate(asked) if answers and answers[0][f"n{n}"]]
