"""What every indicator says of itself, and the programme whose department answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yihe.ledger.labels import Label

Measure = Literal[
    "level",
    "delta",
    "share",
    "ratio",
    "growth_yoy",
    "rank",
    "pp_above_avg",
    "pp_above_target",
    "target",
    "duration",
]
When = Literal["flow", "stock", "point"]


@dataclass(frozen=True)
class Programme:
    """A governance system: what its file is about, for menus, pages and texts.

    Parameters
    ----------
    slug
        Name in addresses, as in the list of systems.
    label
        Chinese and English name.
    owner
        The department that answers for its figures.
    order
        Place in menus.
    """

    slug: str
    label: Label
    owner: str = ""
    order: int = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator:
    """What every indicator says of itself.

    Parameters
    ----------
    zh, en
        Name in both languages, complete enough to stand alone.
    unit
        Canonical unit of the value, as in :mod:`yihe.units`.
    aliases
        Further names under which texts know the same figure.
    measure
        What a text must claim for this indicator to be meant: a level, a growth rate, a rank …
    """

    zh: str
    en: str
    unit: str
    aliases: tuple[str, ...] = ()
    id: str = ""
    programme: Programme | None = None

    measure: Measure = "level"

    @property
    def label(self) -> Label:
        return Label(self.zh, self.en, *self.aliases)

    def named(self, id: str, programme: Programme) -> None:
        """Take the id ``module.variable`` and the programme; called once, by the register."""
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "programme", programme)

    def parts(self) -> tuple[Indicator, ...]:
        """The indicators this one is computed from."""
        return ()

    def definition(self) -> str:
        """How the value comes about, in Chinese, for receipts and pages."""
        raise NotImplementedError
