"""Indicator values for pages: evaluated once, kept until the ledger changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.core.cache import cache

from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value, evaluate

from .numbers import Said, say
from .revision import ledger_revision
from .selection import Selection


def values_at(
    indicators: Sequence[Indicator], places: Sequence[str], selection: Selection
) -> dict[tuple[str, str], Value]:
    """Values by (indicator id, place code); see :func:`yihe.indicators.engine.evaluate`."""
    ids = [i.id for i in indicators]
    asked = repr((ids, list(places), str(selection.span), selection.as_of, ledger_revision()))
    key = "web.values." + hashlib.sha256(asked.encode()).hexdigest()
    kept: dict[tuple[str, str], tuple] | None = cache.get(key)
    if kept is None:
        found = evaluate(indicators, places, selection.span, selection.as_of)
        kept = {k: (v.value, v.records) for k, v in found.items()}
        cache.set(key, kept)
    by_id = {i.id: i for i in indicators}
    return {
        (id, place): Value(by_id[id], place, selection.span, selection.as_of, value, records)
        for (id, place), (value, records) in kept.items()
    }


def said(value: Value) -> Said:
    """The value as a page shows it."""
    return say(value.value, value.indicator.unit)
