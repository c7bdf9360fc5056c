"""Indicator families: a headline figure with the growth, rank, target and share that belong to it, as one card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from yihe.indicators.define import Indicator, Observed, Share


@dataclass
class Family:
    """A headline indicator and its companions."""

    root: Indicator
    companions: list[Indicator] = field(default_factory=list)

    @property
    def members(self) -> list[Indicator]:
        return [self.root, *self.companions]


def families(indicators: Iterable[Indicator]) -> list[Family]:
    """Group indicators so that each derived or observed companion stands with its headline.

    An observed growth or target joins the level of the same series; a growth, rank, share or gap
    joins the family of its first part. What joins nothing heads a family of its own.
    """
    found: list[Family] = []
    heads: dict[object, Family] = {}
    for indicator in indicators:
        family = heads.get(_head_key(indicator))
        if family is None:
            family = Family(indicator)
            found.append(family)
        else:
            family.companions.append(indicator)
        heads.setdefault(indicator.id, family)
        heads.setdefault(_own_key(indicator), family)
    return found


def _own_key(indicator: Indicator) -> object:
    return ("series", indicator.series.slug) if isinstance(indicator, Observed) else indicator.id


def _head_key(indicator: Indicator) -> object:
    if isinstance(indicator, Observed):
        return _own_key(indicator)
    if indicator.measure == "level":
        return None  # a level per unit of something else is a headline in its own right
    first = indicator.part if isinstance(indicator, Share) else next(iter(indicator.parts()), None)
    return first.id if first is not None else None
