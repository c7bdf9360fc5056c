"""Ask the catalogue what a claim may mean, in every way in which its text may say it."""

from __future__ import annotations

import re
from dataclasses import replace

from yihe.figures import Figure

from .catalogue import Candidate, Catalogue, Words, is_of_growth
from .frames import Layout

_RATE = ("增速", "增幅", "增长率")
_GROWING = re.compile(r"增长|下降|上涨|下跌|增加|减少")
_OTHER_RANK = 0.15


def candidates(figure: Figure, layout: Layout, catalogue: Catalogue) -> list[Candidate]:
    """Indicators that a claim may mean, best first."""
    words, unit = layout.words(figure), figure.unit or ""
    found = ask(catalogue, _kind(figure, words), unit, words)
    if figure.kind != "rank":
        return found
    return sorted((_by_growth(figure, c) for c in found), key=lambda c: (-c.score, c.indicator.id))


def ask(catalogue: Catalogue, kind: str, unit: str, words: Words) -> list[Candidate]:
    """Candidates for one kind and unit: the best answer to any way of saying the subject."""
    answers = [c for way in _ways_to_say(words, kind) for c in catalogue.candidates(kind, unit, way)]
    best = {c.indicator.id: c for c in sorted(answers, key=lambda c: c.score)}
    return sorted(best.values(), key=lambda c: (-c.score, c.indicator.id))


def _kind(figure: Figure, words: Words) -> str:
    """A percentage in a clause of growth is growth, also as one of a list (分别增长8%、9%)."""
    grows = figure.kind == "share" and _GROWING.search(words.beside.clause)
    return "growth_yoy" if grows and "占" not in words.beside.clause else figure.kind


def _ways_to_say(words: Words, kind: str) -> list[Words]:
    """A lead over an average is mostly one of growth rates, which texts need not say (增速)."""
    if not kind.startswith("pp_above") or any(word in words.subject for word in _RATE):
        return [words]
    return [words, replace(words, subject=f"{words.subject}增速")]


def _by_growth(figure: Figure, candidate: Candidate) -> Candidate:
    """A rank is by growth only where the text says so; its subject then speaks of 增速."""
    said = any(word in figure.subject for word in _RATE)
    if said == is_of_growth(candidate.indicator):
        return candidate
    return replace(candidate, score=max(0.0, candidate.score - _OTHER_RANK))
