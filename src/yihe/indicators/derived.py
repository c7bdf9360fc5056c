"""Figures computed from other indicators: shares, ratios, growth, ranks, tallies, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .indicator import Indicator, Measure


@dataclass(frozen=True, eq=False, kw_only=True)
class Derived(Indicator):
    """A figure computed from other indicators; `combine` gets their values in the order of `parts`."""

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        raise NotImplementedError


@dataclass(frozen=True, eq=False, kw_only=True)
class Share(Derived):
    """Part of a whole, in per cent."""

    part: Indicator
    whole: Indicator
    unit: str = "%"
    measure: Measure = "share"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.part, self.whole)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        part, whole = values
        return None if part is None or not whole else 100 * part / whole

    def definition(self) -> str:
        return f"“{self.part.zh}” ÷ “{self.whole.zh}” × 100%"


@dataclass(frozen=True, eq=False, kw_only=True)
class Ratio(Derived):
    """One figure per unit of another (投资 per 项目, 面积 per 处)."""

    of: Indicator
    per: Indicator

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of, self.per)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        of, per = values
        return None if of is None or not per else of / per

    def definition(self) -> str:
        return f"“{self.of.zh}” ÷ “{self.per.zh}”"


@dataclass(frozen=True, eq=False, kw_only=True)
class Growth(Derived):
    """Change against the same period of the year before, in per cent."""

    of: Indicator
    unit: str = "%"
    measure: Measure = "growth_yoy"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        now, before = values
        return None if now is None or not before else 100 * (now / before - 1)

    def definition(self) -> str:
        return f"“{self.of.zh}”与上年同期相比"


@dataclass(frozen=True, eq=False, kw_only=True)
class Rank(Derived):
    """Place in the order of all places of the same level under the same parent, largest first; equals share a rank."""

    of: Indicator
    unit: str = "rank"
    measure: Measure = "rank"

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        own, *others = values
        return None if own is None else Decimal(1 + sum(1 for v in others if v is not None and v > own))

    def definition(self) -> str:
        return f"“{self.of.zh}”在同级地区中由高到低的位次"


@dataclass(frozen=True, eq=False, kw_only=True)
class Tally(Derived):
    """How many of several figures exist and, with `at_most`, do not exceed it (7项排名全市前3)."""

    of: tuple[Indicator, ...]
    at_most: int | None = None

    def parts(self) -> tuple[Indicator, ...]:
        return self.of

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        known = [v for v in values if v is not None]
        if not known:
            return None
        return Decimal(sum(1 for v in known if self.at_most is None or v <= self.at_most))

    def definition(self) -> str:
        limit = "" if self.at_most is None else f"不超过 {self.at_most} 的"
        return f"{len(self.of)} 项指标中{limit}有值者的项数"


@dataclass(frozen=True, eq=False, kw_only=True)
class Above(Derived):
    """Percentage points of a growth rate over a reference.

    Parameters
    ----------
    over
        ``"average"``: the same rate of the place one level up (全市平均); an indicator: its value
        at the same place (引导性目标).
    """

    of: Indicator
    over: Indicator | Literal["average"]
    unit: str = "pp"

    def __post_init__(self) -> None:
        object.__setattr__(self, "measure", "pp_above_avg" if self.over == "average" else "pp_above_target")

    def parts(self) -> tuple[Indicator, ...]:
        return (self.of,) if isinstance(self.over, str) else (self.of, self.over)

    def combine(self, values: Sequence[Decimal | None]) -> Decimal | None:
        own, reference = values
        return None if own is None or reference is None else own - reference

    def definition(self) -> str:
        over = "上级地区同一增速（全市平均）" if isinstance(self.over, str) else f"“{self.over.zh}”"
        return f"“{self.of.zh}” − {over}，百分点"
