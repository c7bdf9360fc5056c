"""Ask the catalogue what a claim may mean, in every way in which its text may say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yihe.figures import Figure

from .catalogue import Candidate, Catalogue, Words, is_of_growth
from .frames import Layout

_RATE = ("增速", "增幅", "增长率")
_GROWING = re.compile(r"增长|下降|上涨|下跌|增加|减少")
_WHOLES = re.compile(r"全[国省市区县州]")
_OTHER_RANK = 0.2


def candidates(figure: Figure, before: Sequence[Figure], layout: Layout, catalogue: Catalogue) -> list[Candidate]:
    """Indicators that a claim may mean, best first.

    Parameters
    ----------
    figure
        The claim.
    before
        The claims before it in its sentence, up to a semicolon.
    """
    words, unit = layout.words(figure), figure.unit or ""
    found = [c for c in ask(catalogue, _kind(figure, words), unit, words) if _same_reference(figure, c)]
    if figure.kind != "rank":
        return found
    ranked = _ranked(figure, before)
    return sorted((_by_measure(ranked, c) for c in found), key=lambda c: (-c.score, c.indicator.id))


def ask(catalogue: Catalogue, kind: str, unit: str, words: Words) -> list[Candidate]:
    """Candidates for one kind and unit: the best answer to any way of saying the subject."""
    answers = [c for way in _ways_to_say(words, kind) for c in catalogue.candidates(kind, unit, way)]
    best = {c.indicator.id: c for c in sorted(answers, key=lambda c: c.score)}
    return sorted(best.values(), key=lambda c: (-c.score, c.indicator.id))


def _same_reference(figure: Figure, candidate: Candidate) -> bool:
    """A rank in the province is none in the city, a lead over the nation none over the city."""
    said = set(_WHOLES.findall(figure.reference or ""))
    meant = set(_WHOLES.findall(candidate.indicator.zh))
    return not said or not meant or bool(said & meant)


def _kind(figure: Figure, words: Words) -> str:
    """A percentage in a clause of growth is growth, also as one of a list (分别增长8%、9%)."""
    grows = figure.kind == "share" and _GROWING.search(words.beside.clause)
    return "growth_yoy" if grows and "占" not in words.beside.clause else figure.kind


def _ways_to_say(words: Words, kind: str) -> list[Words]:
    """A lead or a rank after a growth rate is one of growth rates, which texts need not say (增速)."""
    if not kind.startswith(("pp_above", "rank")) or any(word in words.subject for word in _RATE):
        return [words]
    rate = words.subject.replace("全市排名", "增速全市排名") if kind == "rank" else f"{words.subject}增速"
    return [words, replace(words, subject=rate)]


def _ranked(figure: Figure, before: Sequence[Figure]) -> str:
    """What a rank is taken of: “growth”, “level”, or nothing where the text leaves it open."""
    if any(word in figure.subject for word in _RATE):
        return "growth"
    grows = any(f.kind.startswith(("growth", "pp")) for f in before)
    has_level = any(f.kind == "level" for f in before)
    if grows and has_level:
        return ""
    return "growth" if grows else "level"


def _by_measure(ranked: str, candidate: Candidate) -> Candidate:
    of_growth = is_of_growth(candidate.indicator)
    if not ranked or (ranked == "growth") == of_growth:
        return candidate
    return replace(candidate, score=max(0.0, candidate.score - _OTHER_RANK))
