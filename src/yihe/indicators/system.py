"""A governance system as people name it: which records, stages and figures of the ledger make it up."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yihe.ledger.entries import Record
from yihe.ledger.labels import Label

from .indicator import Indicator, Programme
from .reductions import Reduction


@dataclass(frozen=True, eq=False)
class System:
    """A system, mechanism, campaign or network of the district, declared in a programme's ``SYSTEMS``.

    Parameters
    ----------
    number
        Its number in the list of systems (docs/systems.md).
    label
        Chinese and English name.
    kinds
        Kinds of its records.
    where
        Which records of these kinds, as a Django filter; all if empty.
    indicators
        Its figures; if empty, every figure of the programme that is computed from `kinds` alone.
    also
        Figures of other kinds that belong to it as well.
    gathers
        Numbers of the systems it is the roof of; their figures are its own too.
    """

    number: int
    label: Label
    kinds: tuple[type[Record], ...]
    where: Mapping[str, Any] = dataclasses.field(default_factory=dict, kw_only=True)
    indicators: tuple[Indicator, ...] = dataclasses.field(default=(), kw_only=True)
    also: tuple[Indicator, ...] = dataclasses.field(default=(), kw_only=True)
    gathers: tuple[int, ...] = dataclasses.field(default=(), kw_only=True)
    programme: Programme | None = dataclasses.field(default=None, init=False)

    def records(self) -> int:
        """How many records it has now."""
        return sum(kind.objects.present().filter(**self.where).count() for kind in self.kinds)

    def stages(self) -> list[Label]:
        """Labels of the stages its records pass, kind by kind."""
        return [stage.label for kind in self.kinds for stage in kind.stages]

    def computes(self, indicator: Indicator) -> bool:
        """Whether a figure is computed from this system's kinds and nothing else."""
        return kinds_of(indicator) <= set(self.kinds)


def kinds_of(indicator: Indicator) -> set[type[Record]]:
    """The record kinds a figure is computed from."""
    own = {indicator.kind} if isinstance(indicator, Reduction) else set()
    return own.union(*(kinds_of(part) for part in indicator.parts()))
