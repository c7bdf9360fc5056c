"""Statistical series: what is observed and not derived, and the register of those that programmes declare."""

from __future__ import annotations

from yihe.ledger.labels import Label


class Series(Label):
    """A statistical series that is observed, not derived: its slug, names and unit.

    Parameters
    ----------
    slug
        Name in the ledger.
    zh, en, *aliases
        Names in sheets and texts.
    unit
        Canonical unit of its level.
    """

    slug: str
    unit: str

    def __init__(self, slug: str, zh: str, en: str, *aliases: str, unit: str) -> None:
        super().__init__(zh, en, *aliases)
        self.slug = slug
        self.unit = unit


_series: dict[str, Series] = {}


def take_up(declared: Series) -> None:
    """Register a series that a programme file declares."""
    _series[declared.slug] = declared


def series() -> dict[str, Series]:
    """All declared series by slug."""
    return dict(_series)


def series_choices() -> list[tuple[str, Series]]:
    """Choices of the series field of an observation."""
    return list(_series.items())
