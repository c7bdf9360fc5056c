"""Bind claims to indicators: one to one over the whole text, and rather not at all than wrongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy.optimize import linear_sum_assignment

from yihe.figures import Figure
from yihe.indicators.define import Indicator
from yihe.indicators.spans import Span
from yihe.ledger.places import Level, Place

from .candidates import Candidate, candidates

THRESHOLD = 0.58
"""Likeness below which a claim stays unbound. Set on the gold texts and the seeded bench: lower
values bind claims about things the ledger does not know to their nearest neighbour."""

_MARGIN = 0.03
"""A winner must lead the second best by this much, unless its name fits almost fully."""

_SURE = 0.85
_NEIGHBOURLY = 0.05
_SENTENCE_ENDS = "。！？\n"
_SCOPE_HOME = frozenset({"全区", "我区", "本区", "辖区", "区内"})
_SCOPE_CITY = frozenset({"全市", "我市", "本市"})


@dataclass(frozen=True)
class Binding:
    """What a claim was bound to, or why it was not.

    `score` is the likeness of the names, `runner_up` the next indicator that was considered.
    """

    figure: Figure
    indicator: Indicator | None
    place: str
    span: Span
    score: float = 0.0
    name: str = ""
    runner_up: Candidate | None = None
    best: Candidate | None = None
    reason: str = ""


@dataclass(frozen=True)
class _Frame:
    """Place, span and paragraph of a claim: within it an indicator can be meant once."""

    place: str | None
    span: Span
    paragraph: int


def bind(text: str, figures: Sequence[Figure], home: str, release_date: date | None) -> list[Binding]:
    """Bind the claims of a text.

    Parameters
    ----------
    text
        The text the figures were read from.
    figures
        Claims only, in text order.
    home
        Code of the place whose release it is.
    release_date
        Day up to which 目前 and 累计 reach.

    Returns
    -------
    list of Binding
        One for each figure, in order.
    """
    scopes = _Scopes(home)
    frames = [_Frame(scopes.code(f), span_of(f, release_date), text.count("\n", 0, f.start)) for f in figures]
    options = [candidates(f, _sentence(text, f)) if frame.place else [] for f, frame in zip(figures, frames, strict=True)]
    options = _favour_neighbours(text, figures, options)
    chosen = _assign(figures, frames, options)
    bound = [_binding(*each) for each in zip(figures, frames, options, chosen, strict=True)]
    return _settle_repetitions(bound)


def span_of(figure: Figure, release_date: date | None) -> Span:
    """The span a claim's period means: a single day stands for everything up to it."""
    period = figure.period
    start, end = (period.from_, period.to) if period else (None, None)
    if start == end:
        start = None
    return Span(start, end or release_date)


def _sentence(text: str, figure: Figure) -> str:
    start = max(text.rfind(mark, 0, figure.start) for mark in _SENTENCE_ENDS) + 1
    ends = [pos for mark in _SENTENCE_ENDS if (pos := text.find(mark, figure.end)) >= 0]
    return text[start : min(ends, default=len(text))]


class _Scopes:
    """Codes of the places that texts name as scope; None for one the ledger does not hold."""

    def __init__(self, home: str) -> None:
        self.home = home
        places = Place.objects.present().filter(level__in=[Level.CITY, Level.DISTRICT, Level.SUBDISTRICT, Level.PROVINCE])
        self._by_name = {name: code for name, code in places.values_list("name", "code")}
        own = Place.objects.filter(code=home).select_related("parent").first()
        self._parent = own.parent.code if own and own.parent else None

    def code(self, figure: Figure) -> str | None:
        """Whose figure it is; a rank is among the city's places but is the home's."""
        scope = figure.scope
        if not scope or scope in _SCOPE_HOME or figure.kind == "rank":
            return self.home
        if scope in _SCOPE_CITY:
            return self._parent
        return self._by_name.get(scope)


def _favour_neighbours(
    text: str, figures: Sequence[Figure], options: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Figures of one sentence mostly speak of one programme: a sure one lends its neighbours a little."""
    sure = {
        _sentence_start(text, f): offered[0].indicator.programme
        for f, offered in zip(figures, options, strict=True)
        if offered and offered[0].score >= _SURE
    }
    return [
        _favour(offered, sure.get(_sentence_start(text, f))) for f, offered in zip(figures, options, strict=True)
    ]


def _favour(offered: list[Candidate], programme: object) -> list[Candidate]:
    if programme is None:
        return offered
    raised = [
        Candidate(c.indicator, min(1.0, c.score + _NEIGHBOURLY), c.name) if c.indicator.programme is programme else c
        for c in offered
    ]
    return sorted(raised, key=lambda c: (-c.score, c.indicator.id))


def _sentence_start(text: str, figure: Figure) -> int:
    return max(text.rfind(mark, 0, figure.start) for mark in _SENTENCE_ENDS) + 1


def _assign(
    figures: Sequence[Figure], frames: Sequence[_Frame], options: Sequence[list[Candidate]]
) -> list[Candidate | None]:
    """The assignment of greatest total likeness in which no two claims of a paragraph get the same figure."""
    fit = [[c for c in offered if c.score >= THRESHOLD] for offered in options]
    columns: dict[tuple[str, _Frame], int] = {}
    for offered, frame in zip(fit, frames, strict=True):
        for c in offered:
            columns.setdefault((c.indicator.id, frame), len(columns))
    # A column of its own for each claim, of no gain: to stay unbound.
    gain = np.zeros((len(figures), len(columns) + len(figures)))
    for n, (offered, frame) in enumerate(zip(fit, frames, strict=True)):
        for c in offered:
            gain[n, columns[c.indicator.id, frame]] = c.score
    rows, picked = linear_sum_assignment(gain, maximize=True)
    taken = dict(zip(rows.tolist(), picked.tolist(), strict=True))
    return [
        next((c for c in offered if columns[c.indicator.id, frame] == taken.get(n)), None)
        for n, (offered, frame) in enumerate(zip(fit, frames, strict=True))
    ]


def _binding(figure: Figure, frame: _Frame, offered: list[Candidate], pick: Candidate | None) -> Binding:
    code, span = frame.place, frame.span
    best = offered[0] if offered else None
    if code is None:
        return Binding(figure, None, "", span, reason=f"台账不含“{figure.scope}”的数据")
    if pick is None:
        return Binding(figure, None, code, span, best=best, reason=_why_unbound(best))
    runner_up = next((c for c in offered if c.indicator is not pick.indicator), None)
    if runner_up and pick.score < _SURE and abs(pick.score - runner_up.score) < _MARGIN:
        reason = f"“{pick.indicator.zh}”与“{runner_up.indicator.zh}”难分，不作猜测"
        return Binding(figure, None, code, span, best=pick, runner_up=runner_up, reason=reason)
    return Binding(figure, pick.indicator, code, span, pick.score, pick.name, runner_up, best)


def _why_unbound(best: Candidate | None) -> str:
    if best is None:
        return "台账没有同一量纲和口径的指标"
    if best.score >= THRESHOLD:
        return f"最接近的指标“{best.indicator.zh}”已对应文中另一数字"
    return f"最接近的指标是“{best.indicator.zh}”，相似度 {best.score:.2f}，低于 {THRESHOLD:.2f}，不作猜测"


def _settle_repetitions(bound: Sequence[Binding]) -> list[Binding]:
    """Headline and body that say the same mean the same; a lesser namesake elsewhere is let go.

    A headline has no period of its own, so the body's holds for both.
    """
    groups: dict[str, list[Binding]] = defaultdict(list)
    for binding in bound:
        if binding.indicator:
            groups[binding.indicator.id].append(binding)
    return [_settled(b, groups[b.indicator.id]) if b.indicator else b for b in bound]


def _settled(binding: Binding, group: Sequence[Binding]) -> Binding:
    same = [b for b in group if (b.figure.value, b.figure.unit) == (binding.figure.value, binding.figure.unit)]
    last = same[-1]
    if last is not binding:
        return replace(binding, place=last.place, span=last.span)
    surest = max(group, key=lambda b: b.score)
    if len(same) > 1 or surest is binding or binding.score >= _SURE or binding.span != surest.span:
        return binding
    reason = f"指标“{surest.name}”更符合文中“{surest.figure.subject}”"
    return replace(binding, indicator=None, reason=reason, best=Candidate(surest.indicator or _never(), binding.score, binding.name))


def _never() -> Indicator:
    raise AssertionError("a bound claim has an indicator")
