"""Chance under control: amounts that add up exactly, and the days on which a record passed its stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .workdays import any_workday, workday_from, workday_up_to

OPENING = date(2021, 10, 8)
"""First working day after the enlarged meeting of October 2021 from which the published totals count."""
LATEST = date(2022, 9, 7)
"""The day before the press conference."""


def split(chance: Random, total: int, parts: int, *, spread: float = 0.6, least: int = 1) -> list[int]:
    """Whole numbers that add up to `total`, unequal as real amounts are (log-normal).

    Parameters
    ----------
    spread
        Standard deviation of the logarithm: 0.3 is fairly even, 1.2 has a heavy tail.
    least
        No part is smaller.

    Raises
    ------
    ValueError
        The parts cannot all reach `least`.
    """
    free = total - parts * least
    if free < 0:
        raise ValueError(f"{parts} parts of at least {least} do not fit into {total}")
    weights = [chance.lognormvariate(0, spread) for _ in range(parts)]
    scale = free / sum(weights)
    amounts = [least + int(weight * scale) for weight in weights]
    for n in chance.sample(range(parts), k=total - sum(amounts)):
        amounts[n] += 1
    return amounts


def share_out(chance: Random, names: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Each name as often as its count says, shuffled."""
    drawn = [name for name, count in zip(names, counts, strict=True) for _ in range(count)]
    chance.shuffle(drawn)
    return drawn


def pick(chance: Random, weights: dict[str, float]) -> str:
    """One name, drawn by weight."""
    return chance.choices(list(weights), list(weights.values()))[0]


@dataclass(frozen=True)
class Journey:
    """How records of a kind walk through their stages.

    Parameters
    ----------
    path
        The stages passed, in order.
    gaps
        Least and greatest number of days between neighbouring stages.
    """

    path: tuple[str, ...]
    gaps: tuple[int, int] = (5, 30)

    def around(self, chance: Random, key: str, day: date, latest: date = LATEST) -> dict[str, date]:
        """Days of the stages when `key` was entered on `day`; nothing happens after `latest`."""
        middle = self.path.index(key)
        days = {key: day}
        for stage in reversed(self.path[:middle]):
            day = workday_up_to(day - self._gap(chance))
            days[stage] = day
        day = days[key]
        for stage in self.path[middle + 1 :]:
            day = workday_from(day + self._gap(chance))
            if day > latest:
                break
            days[stage] = day
        return {stage: days[stage] for stage in self.path if stage in days}

    def within(self, chance: Random, key: str, first: date = OPENING, last: date = LATEST) -> dict[str, date]:
        """Days of the stages when `key` was entered on some working day in between."""
        return self.around(chance, key, any_workday(chance, first, last))

    def until(self, stage: str) -> Journey:
        """The same journey, ended at a stage."""
        return Journey(self.path[: self.path.index(stage) + 1], self.gaps)

    def _gap(self, chance: Random) -> timedelta:
        return timedelta(days=chance.randint(*self.gaps))
