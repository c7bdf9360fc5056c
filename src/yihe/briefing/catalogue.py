"""The indicators a claim may mean, with their names laid out as a matrix so that all are compared at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from yihe.indicators.define import Indicator, Observed
from yihe.units import same_dimension

from .likeness import SCORING, pieces, plain, rarity
from .telling import NOTHING_AROUND, Surroundings, difference

MEASURES: dict[str, frozenset[str]] = {
    "level": frozenset({"level", "delta", "ratio"}),
    "delta": frozenset({"delta", "level"}),
    "target": frozenset({"target", "level"}),
}
"""Which measures of indicators may answer which kind of claim; every other kind only its own."""

_OF_A_RATE = frozenset({"growth_yoy", "rank", "pp_above_avg", "pp_above_target"})

# Counting words that registers and texts use for one another.
_LOOSE = frozenset({"个", "项", "处", "家", "所", "座", "宗", "件", "起", "条", "只"})
_RATES = ("growth", "pp")
_NARROWED = 0.2
_OTHER_WORD = 0.04
_OTHER_MEASURE = 0.08
_CONSIDERED = 12

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Candidate:
    """An indicator that a claim may mean; `score` from 0 to 1, `name` the name that fitted best."""

    indicator: Indicator
    score: float
    name: str


@dataclass(frozen=True)
class Words:
    """The words by which a claim is known: its subject, and the clauses around with how near they stand."""

    subject: str
    around: tuple[tuple[str, float], ...] = ()
    beside: Surroundings = NOTHING_AROUND


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Every name a text may use for what the indicator measures.

    Texts name the quantity, not the measure: for “外贸进出口……增长32.1%” the growth rate goes by the
    name of its quantity.
    """
    names = [indicator.zh, *indicator.aliases]
    if indicator.measure in _OF_A_RATE:
        names += _quantity_names(indicator)
    return tuple(dict.fromkeys(names))


def _quantity_names(indicator: Indicator) -> list[str]:
    suffix = "增速" if is_of_growth(indicator) and indicator.measure != "growth_yoy" else ""
    names = [name + suffix for part in indicator.parts()[:1] for name in _bare_names(part)]
    if isinstance(indicator, Observed):
        names += [indicator.series.zh, *indicator.series.aliases]
    return [f"{name}全市排名" for name in names] if indicator.measure == "rank" else names


def _bare_names(part: Indicator) -> list[str]:
    if isinstance(part, Observed):
        return [part.series.zh, *part.series.aliases]
    return [part.zh, *part.aliases]


def is_of_growth(indicator: Indicator) -> bool:
    """Whether a rank or a lead is taken of a growth rate."""
    return any(part.measure == "growth_yoy" for part in indicator.parts()[:1])


class Catalogue:
    """Indicators with the names of all of them as rows of a matrix of pieces.

    Parameters
    ----------
    indicators
        In any order; the rarity of a piece is counted among their names.
    """

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self.indicators = list(indicators)
        self.left_out: frozenset[str] = frozenset()
        named = [(n, name) for n, i in enumerate(self.indicators) for name in names_of(i)]
        self._owner = np.array([n for n, _ in named], dtype=np.intp)
        self._names = [name for _, name in named]
        self._column = {p: c for c, p in enumerate(sorted({p for name in self._names for p in pieces(name)}))}
        self._matrix = self._laid_out()
        self._weights = self._rarities()
        self._mass = self._matrix @ self._weights
        self._penalties = lru_cache(maxsize=512)(self._measure_penalties)
        self._scores = lru_cache(maxsize=8192)(self._compare)

    def _laid_out(self) -> npt.NDArray[np.float32]:
        matrix = np.zeros((len(self._names), len(self._column)), dtype=np.float32, order="F")
        for row, name in enumerate(self._names):
            for piece in pieces(name):
                matrix[row, self._column[piece]] = 1.0
        return matrix

    def _rarities(self) -> Floats:
        owners = np.zeros((len(self.indicators), len(self._column)), dtype=bool)
        np.logical_or.at(owners, self._owner, self._matrix > 0)
        seen = owners.sum(axis=0)
        return np.array([rarity(p, int(seen[c]), len(self.indicators)) for p, c in self._column.items()])

    def without(self, ids: Collection[str]) -> Catalogue:
        """The same catalogue with some indicators left out; what was compared already is shared."""
        if not ids:
            return self
        other = copy(self)
        other.left_out = frozenset(ids)
        return other

    def candidates(self, kind: str, unit: str, words: Words) -> list[Candidate]:
        """Indicators that a claim may mean, best first.

        Parameters
        ----------
        kind, unit
            Of the claim; an indicator of another dimension or measure is none.
        words
            By which the claim is known.
        """
        penalties = self._penalties(kind, unit)
        if not np.isfinite(penalties).any():
            return []
        scores, best_names = self._scores(words)
        scores = scores - penalties
        order = np.argsort(-scores, kind="stable")[: _CONSIDERED + len(self.left_out)]
        found = [
            Candidate(self.indicators[n], _told(float(scores[n]), kind, words, name), name)
            for n in order.tolist()
            if scores[n] > 0 and self.indicators[n].id not in self.left_out and (name := self._names[best_names[n]])
        ]
        return sorted((c for c in found if c.score > 0), key=lambda c: (-c.score, c.indicator.id))

    def _measure_penalties(self, kind: str, unit: str) -> Floats:
        """For each indicator what to take off its likeness; infinite where it cannot be meant at all."""
        measures = MEASURES.get(kind, frozenset({kind}))
        return np.array([_penalty(i, kind, measures, unit) for i in self.indicators])

    def _compare(self, words: Words) -> tuple[Floats, npt.NDArray[np.intp]]:
        """For each indicator the likeness of its best name, and which name that is."""
        likeness = self._name_scores(words)
        best = np.full(len(self.indicators), -1.0)
        which = np.zeros(len(self.indicators), dtype=np.intp)
        for row, owner in enumerate(self._owner.tolist()):
            if likeness[row] > best[owner]:
                best[owner], which[owner] = likeness[row], row
        return best, which

    def _name_scores(self, words: Words) -> Floats:
        subject = pieces(words.subject)
        own = self._shared(dict.fromkeys(subject, 1.0))
        near = self._shared(_nearness(words, subject))
        wanted = sum(self._weight(p) for p in subject)
        return SCORING.combine(own, near, self._mass, wanted)

    def _shared(self, found: dict[str, float]) -> Floats:
        """For each name the weight of those pieces that it has."""
        known = [(self._column[p], near) for p, near in found.items() if p in self._column]
        columns = [c for c, _ in known]
        return self._matrix[:, columns] @ (self._weights[columns] * [near for _, near in known])

    def _weight(self, piece: str) -> float:
        column = self._column.get(piece)
        return rarity(piece, 0, len(self.indicators)) if column is None else float(self._weights[column])


def _told(score: float, kind: str, words: Words, name: str) -> float:
    """The likeness with the differences counted; rates are of a whole series and of no part of it."""
    apart = difference(words.subject, name, words.beside)
    narrowed = kind.startswith(_RATES) and apart.narrows(plain(words.subject))
    return apart.adjusted(score) - (_NARROWED if narrowed else 0.0)


def _nearness(words: Words, subject: frozenset[str]) -> dict[str, float]:
    """How near to the claim each piece stands that its subject does not hold."""
    near: dict[str, float] = {}
    for clause, weight in words.around:
        for piece in pieces(clause) - subject:
            near[piece] = max(weight, near.get(piece, 0.0))
    return near


def _penalty(indicator: Indicator, kind: str, measures: frozenset[str], unit: str) -> float:
    if indicator.measure not in measures:
        return float("inf")
    word = _unit_penalty(unit, indicator.unit)
    return word + (0.0 if indicator.measure == kind else _OTHER_MEASURE)


def takes_unit(indicator: Indicator, unit: str) -> bool:
    """Whether a claim in this unit may mean the indicator at all."""
    return _unit_penalty(unit, indicator.unit) < float("inf")


def _unit_penalty(written: str, unit: str) -> float:
    """0 for the same unit, a little for another counting word, infinite where the dimension differs."""
    if written == unit or same_dimension(written, unit):
        return 0.0
    return _OTHER_WORD if written in _LOOSE and unit in _LOOSE else float("inf")
