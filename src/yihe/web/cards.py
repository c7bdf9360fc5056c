"""Indicator cards: a family's values at the selected place, said for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yihe.indicators.define import Indicator, Rank
from yihe.indicators.engine import Value

from .families import Family
from .numbers import Said
from .selection import Selection
from .values import said, values_at

SHORT = {
    "growth_yoy": _("on the year before"),
    "rank": _("rank"),
    "pp_above_avg": _("over the average above"),
    "pp_above_target": _("over the guided target"),
    "target": _("guided target"),
}
"""What a companion is called on a card, where its full name would repeat the headline's."""


@dataclass(frozen=True)
class Line:
    """One figure on a card."""

    indicator: Indicator
    value: Value

    @property
    def said(self) -> Said:
        return said(self.value)

    @property
    def short(self) -> str:
        of_growth = isinstance(self.indicator, Rank) and self.indicator.of.measure == "growth_yoy"
        return str(_("rank by growth") if of_growth else SHORT.get(self.indicator.measure, self.indicator.label))

    @property
    def signed(self) -> str:
        """The number with its sign, where the sign is the news."""
        number = self.value.value
        plus = (
            self.indicator.measure in ("growth_yoy", "pp_above_avg", "pp_above_target")
            and number is not None
            and number > 0
        )
        return f"+{self.said.number}" if plus else self.said.number

    @property
    def tone(self) -> str:
        """``up``, ``down`` or nothing: shown by an arrow and a word, not by colour alone."""
        number = self.value.value
        if number is None or self.indicator.measure not in ("growth_yoy", "pp_above_avg", "pp_above_target"):
            return ""
        return "up" if number > 0 else "down" if number < 0 else ""


@dataclass(frozen=True)
class Card:
    """A headline figure with its companions."""

    head: Line
    companions: list[Line]


def cards(found: Sequence[Family], selection: Selection) -> dict[str, Card]:
    """Cards by the id of their headline; all values in one evaluation."""
    wanted = [i for family in found for i in family.members]
    values = values_at(wanted, [selection.place], selection)

    def line(indicator: Indicator) -> Line:
        return Line(indicator, values[indicator.id, selection.place])

    return {f.root.id: Card(line(f.root), [line(i) for i in f.companions]) for f in found}
