"""Bind claims to indicators: one to one over the whole text, and rather not at all than wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

import numpy as np
from scipy.optimize import linear_sum_assignment

from yihe.figures import Figure
from yihe.indicators.define import Indicator
from yihe.indicators.spans import Span

from . import reasons
from .asking import candidates
from .catalogue import Candidate
from .frames import Frame, Layout, frames_of
from .memory import Remembered
from .reasons import Reason
from .source import Source

THRESHOLD = 0.60
"""Likeness below which a claim stays unbound. Set on the gold texts and the seeded bench: lower
values bind claims about things the ledger does not know to their nearest neighbour."""

_MARGIN = 0.03
"""A winner must lead the second best by this much, unless its name fits almost fully."""

_SURE = 0.85
_NEIGHBOURLY = 0.05
_MUCH_WEAKER = 0.15
_TIE = 0.005
_LOOK_BACK = 8


@dataclass(frozen=True)
class Binding:
    """What a claim was bound to, or why it was not.

    Attributes
    ----------
    indicator
        None where the claim stays unbound.
    place, span
        The frame in which the indicator is to be evaluated.
    score, name
        Likeness of the winning name, and the name.
    runner_up
        The indicator that came second.
    reason
        Why it was bound so, or why not at all.
    """

    figure: Figure
    indicator: Indicator | None
    place: str
    span: Span
    score: float = 0.0
    name: str = ""
    runner_up: Candidate | None = None
    reason: Reason = reasons.NOTHING


def bind(text: str, figures: Sequence[Figure], home: str, release_date: date | None, source: Source) -> list[Binding]:
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
    source
        The ledger.

    Returns
    -------
    list of Binding
        One for each figure, in order.
    """
    layout = Layout(text, source.name(home))
    frames = frames_of(figures, layout, source, home, release_date)
    memories = [source.remembered(f, frame.place or home) for f, frame in zip(figures, frames, strict=True)]
    options = _options(figures, frames, memories, layout, source)
    options = _favour_neighbours(layout, figures, options)
    chosen = _assign(frames, options)
    bound = [_binding(*each) for each in zip(figures, frames, memories, options, chosen, strict=True)]
    return _settle_headlines(layout, _settle_repetitions(bound))


def _options(
    figures: Sequence[Figure],
    frames: Sequence[Frame],
    memories: Sequence[Remembered | None],
    layout: Layout,
    source: Source,
) -> list[list[Candidate]]:
    """For each claim what it may mean, best first; a confirmed one is certain."""
    found: list[list[Candidate]] = []
    for n, (figure, frame, memory) in enumerate(zip(figures, frames, memories, strict=True)):
        start = layout.segment_start(figure)
        before = [f for f in figures[max(0, n - _LOOK_BACK) : n] if f.start >= start]
        options = candidates(figure, before, layout, source.catalogue) if frame.place else []
        found.append(_confirmed(memory, options, source) if memory else options)
    return found


def _confirmed(memory: Remembered, options: list[Candidate], source: Source) -> list[Candidate]:
    known = next((i for i in source.catalogue.indicators if i.id == memory.indicator_id), None)
    return [Candidate(known, 1.0, known.zh), *(c for c in options if c.indicator is not known)] if known else []


def _favour_neighbours(
    layout: Layout, figures: Sequence[Figure], options: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Figures of one sentence mostly speak of one programme: a sure one lends its neighbours a little."""
    starts = [layout.sentence_start(f) for f in figures]
    sure = {
        start: offered[0].indicator.programme
        for start, offered in zip(starts, options, strict=True)
        if offered and offered[0].score >= _SURE
    }
    return [_favour(offered, sure.get(start)) for start, offered in zip(starts, options, strict=True)]


def _favour(offered: list[Candidate], programme: object) -> list[Candidate]:
    if programme is None:
        return offered
    raised = [
        replace(c, score=min(1.0, c.score + _NEIGHBOURLY)) if c.indicator.programme is programme else c for c in offered
    ]
    return sorted(raised, key=lambda c: (-c.score, c.indicator.id))


def _assign(frames: Sequence[Frame], options: Sequence[list[Candidate]]) -> list[Candidate | None]:
    """The assignment of greatest total likeness in which no two claims of a frame get the same figure.

    A frame holds the paragraph, so that claims of different frames never compete: each is a small problem of its
    own, and a text of any length costs in proportion to its length.
    """
    claims: dict[Frame, list[int]] = {}
    for n, frame in enumerate(frames):
        claims.setdefault(frame, []).append(n)
    picked: list[Candidate | None] = [None] * len(options)
    for together in claims.values():
        fit = [[c for c in options[n] if c.score >= THRESHOLD] for n in together]
        for n, pick in zip(together, _assign_frame(fit), strict=True):
            picked[n] = pick
    return picked


def _assign_frame(fit: Sequence[list[Candidate]]) -> list[Candidate | None]:
    columns: dict[str, int] = {}
    for c in chain.from_iterable(fit):
        columns.setdefault(c.indicator.id, len(columns))
    if not columns:
        return [None] * len(fit)
    # A column of its own for each claim, of no gain: to stay unbound.
    gain = np.zeros((len(fit), len(columns) + len(fit)))
    for n, offered in enumerate(fit):
        for c in offered:
            gain[n, columns[c.indicator.id]] = c.score
    rows, picked = linear_sum_assignment(gain, maximize=True)
    taken = dict(zip(rows.tolist(), picked.tolist(), strict=True))
    return [
        next((c for c in offered if columns[c.indicator.id] == taken.get(n)), None) for n, offered in enumerate(fit)
    ]


def _binding(
    figure: Figure, frame: Frame, memory: Remembered | None, offered: list[Candidate], pick: Candidate | None
) -> Binding:
    code, span = frame.place, frame.span
    if memory and not memory.indicator_id:
        return Binding(figure, None, code or "", span, reason=reasons.no_indicator_by_person(memory))
    if code is None:
        return Binding(figure, None, "", span, reason=reasons.unheld_place(figure))
    if pick is None:
        return Binding(figure, None, code, span, reason=_why_unbound(figure, offered[0] if offered else None))
    second = next((c for c in offered if c.indicator is not pick.indicator), None)
    if memory:
        return Binding(figure, pick.indicator, code, span, 1.0, pick.name, second, reasons.by_person(memory))
    margin = _MARGIN if pick.score < _SURE else _TIE
    if second and pick.score - second.score < margin:
        return Binding(figure, None, code, span, runner_up=second, reason=reasons.undecided(pick, second))
    reason = reasons.by_name(pick, second)
    return Binding(figure, pick.indicator, code, span, pick.score, pick.name, second, reason)


def _why_unbound(figure: Figure, best: Candidate | None) -> Reason:
    if figure.kind == "threshold":
        return reasons.THRESHOLD
    if figure.kind == "rank" and figure.hedge == "at_most":
        return reasons.RANK_CLASS
    if best is None:
        return reasons.NO_INDICATOR
    return reasons.taken(best) if best.score >= THRESHOLD else reasons.too_weak(best, THRESHOLD)


def _settle_repetitions(bound: Sequence[Binding]) -> list[Binding]:
    """Where one indicator answers several claims of a place and span, a much weaker one is let go."""
    surest: dict[tuple[str, str, Span], Binding] = {}
    for b in bound:
        if b.indicator:
            key = (b.indicator.id, b.place, b.span)
            surest[key] = max(surest.get(key, b), b, key=lambda each: each.score)
    return [_settled(b, surest[b.indicator.id, b.place, b.span]) if b.indicator else b for b in bound]


def _settled(binding: Binding, surest: Binding) -> Binding:
    same = (binding.figure.value, binding.figure.unit) == (surest.figure.value, surest.figure.unit)
    if same or binding.score >= _SURE or surest.score - binding.score < _MUCH_WEAKER:
        return binding
    assert binding.indicator is not None
    lost = Candidate(binding.indicator, binding.score, binding.name)
    return replace(binding, indicator=None, reason=reasons.taken(lost))


def _settle_headlines(layout: Layout, bound: Sequence[Binding]) -> list[Binding]:
    """A headline has no time of its own: the frame of the same figure in the body holds for it."""
    bodies: dict[str, Binding] = {}
    headlines = [layout.in_headline(b.figure) for b in bound]
    for b, is_headline in zip(bound, headlines, strict=True):
        if b.indicator and not is_headline:
            bodies.setdefault(b.indicator.id, b)
    return [
        _as_in_body(b, bodies.get(b.indicator.id)) if b.indicator and is_headline else b
        for b, is_headline in zip(bound, headlines, strict=True)
    ]


def _as_in_body(headline: Binding, body: Binding | None) -> Binding:
    return replace(headline, place=body.place, span=body.span) if body else headline
