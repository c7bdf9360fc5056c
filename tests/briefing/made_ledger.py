"""A ledger held in memory: indicators by name with one value each, for tests of binding alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from yihe.briefing.catalogue import Catalogue
from yihe.briefing.source import Told
from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value


def made(id: str, zh: str, unit: str, measure: str = "level", *aliases: str) -> Indicator:
    """An indicator of nothing but its names."""
    indicator = Indicator(zh=zh, en=id, unit=unit, aliases=aliases, measure=measure)  # type: ignore[arg-type]
    object.__setattr__(indicator, "id", id)
    return indicator


class InMemory:
    """A source whose every indicator has one value, everywhere and always."""

    def __init__(self, indicators: Sequence[Indicator], values: dict[str, str] | None = None) -> None:
        self.catalogue = Catalogue(indicators)
        self._values = values or {}

    def values(self, asked: Any, as_of: Any) -> list[Value]:
        return [Value(i, p, s, as_of, self._value(i), 1) for i, p, s in asked]

    def _value(self, indicator: Indicator) -> Decimal | None:
        return Decimal(self._values[indicator.id]) if indicator.id in self._values else None

    def home(self, text: str) -> str:
        return "here"

    def code(self, scope: str, home: str) -> str | None:
        return None if scope.startswith("全国") else home

    def parent(self, code: str) -> str | None:
        return None

    def name(self, code: str) -> str:
        return "海州区"

    def told_in(self, sentences: str, as_of: datetime | None) -> Sequence[Told]:
        return ()

    def names_with_numbers(self) -> Sequence[str]:
        return ()

    def holds(self, indicator: Indicator) -> bool:
        return True

    def remembered(self, figure: Any, place: str) -> None:
        return None
