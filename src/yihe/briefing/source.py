"""What verification asks of a ledger, so that a text can be held against any: the real one or one made for a bench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from yihe.figures import Figure
from yihe.indicators.define import Indicator
from yihe.indicators.engine import Value
from yihe.indicators.spans import Span

from .catalogue import Catalogue
from .memory import Remembered

Asked = tuple[Indicator, str, Span]
"""An indicator at a place over a span."""


@dataclass(frozen=True)
class Told:
    """One quantity that a record holds.

    Attributes
    ----------
    kind, code, name
        The record.
    labels
        Every name of the field in both languages, the Chinese one first.
    value, unit
        What it holds.
    """

    kind: str
    code: str
    name: str
    labels: tuple[str, ...]
    value: Decimal
    unit: str


class Source(Protocol):
    """A ledger as verification sees it."""

    @property
    def catalogue(self) -> Catalogue:
        """The indicators that a claim may mean."""
        ...

    def values(self, asked: Sequence[Asked], as_of: datetime | None) -> list[Value]:
        """Values in the order asked; None in a value where nothing is known."""
        ...

    def home(self, text: str) -> str:
        """Code of the place whose text it is."""
        ...

    def code(self, scope: str, home: str) -> str | None:
        """Code of the place a scope names (全市, 福山区); None for one the ledger does not hold."""
        ...

    def parent(self, code: str) -> str | None:
        """Code of the place one level up."""
        ...

    def name(self, code: str) -> str:
        """Name of a place; empty where it has none."""
        ...

    def names_with_numbers(self) -> Sequence[str]:
        """Registered names that hold a number (1861蔚蓝人才公寓): they are no claims."""
        ...

    def told_in(self, sentences: str, as_of: datetime | None) -> Sequence[Told]:
        """Quantities of the records whose names stand in these sentences."""
        ...

    def holds(self, indicator: Indicator) -> bool:
        """Whether there is any record that the indicator could be computed from."""
        ...

    def remembered(self, figure: Figure, place: str) -> Remembered | None:
        """What a person has said the claim means."""
        ...
