"""Indicator values for pages: evaluated once, kept until the ledger changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar, cast

from django.core.cache import cache

from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value, breakdown, evaluate

from .numbers import Said, say
from .revision import ledger_revision
from .selection import Selection

T = TypeVar("T")
Plain = dict[tuple[str, str], tuple[Decimal | None, int]]


def values_at(
    indicators: Sequence[Indicator], places: Sequence[str], selection: Selection
) -> dict[tuple[str, str], Value]:
    """Values by (indicator id, place code); see :func:`yihe.indicators.engine.evaluate`."""

    def compute() -> Plain:
        found = evaluate(indicators, places, selection.span, selection.as_of)
        return {key: (value.value, value.records) for key, value in found.items()}

    kept = until_written(compute, "values", [i.id for i in indicators], list(places), selection)
    by_id = {i.id: i for i in indicators}
    return {(id, place): value_of(by_id[id], place, selection, plain) for (id, place), plain in kept.items()}


def parts_of(indicator: Indicator, selection: Selection, by: str) -> list[tuple[str, Value]]:
    """The value split by `by`; see :func:`yihe.indicators.engine.breakdown`."""

    def compute() -> list[tuple[str, str, tuple[Decimal | None, int]]]:
        found = breakdown(indicator, selection.place, selection.span, selection.as_of, by=by)
        return [(key, value.place, (value.value, value.records)) for key, value in found]

    kept = until_written(compute, "parts", indicator.id, by, selection)
    return [(key, value_of(indicator, place, selection, plain)) for key, place, plain in kept]


def value_of(indicator: Indicator, place: str, selection: Selection, plain: tuple[Decimal | None, int]) -> Value:
    """A value made again from what was kept."""
    return Value(indicator, place, selection.span, selection.as_of, *plain)


def until_written(compute: Callable[[], T], *asked: object) -> T:
    """What `compute` gives, kept under what was asked until anything is written to the ledger."""
    key = hashlib.sha256(repr((*asked, ledger_revision())).encode()).hexdigest()
    return cast(T, cache.get_or_set(f"web.{key}", compute))


def said(value: Value) -> Said:
    """The value as a page shows it."""
    return say(value.value, value.indicator.unit)
