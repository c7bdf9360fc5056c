"""Where and when a claim holds: its place, its span of dates and its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yihe.figures import Figure
from yihe.indicators.spans import Span

from .catalogue import Words
from .likeness import plain
from .source import Source
from .telling import Surroundings

_CLAUSE = re.compile(r"[^。！？；，：,:\n]+")
_OWN_CLAUSE = 0.6
_DECAY = 0.85
_LATER = 0.25
_ENOUGH = 8
_SEMICOLON = 6
_NUMBER = re.compile(r"[0-9０-９]")
_HEADLINE = 40
_HOME = frozenset({"全区", "我区", "本区", "辖区", "区内", "全县", "我县"})


@dataclass(frozen=True)
class Frame:
    """Place, span and paragraph of a claim: within it an indicator can be meant once."""

    place: str | None
    span: Span
    paragraph: int


class Layout:
    """Sentences and paragraphs of a text.

    Parameters
    ----------
    text
        The text.
    whose
        Name of the place whose text it is; it says nothing of what is counted.
    """

    def __init__(self, text: str, whose: str = "") -> None:
        self.text = text
        self._whose = whose

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(n + 1 for n, mark in enumerate(self.text) if mark == "\n")]

    def paragraph(self, position: int) -> int:
        return bisect_right(self._line_starts, position)

    def sentence(self, figure: Figure) -> str:
        return self._around(figure, "。！？\n")

    def sentence_start(self, figure: Figure) -> int:
        return max(self.text.rfind(mark, 0, figure.start) for mark in "。！？\n") + 1

    def segment_start(self, figure: Figure) -> int:
        """Where its part of the sentence begins, at a full stop or a semicolon."""
        return max(self.text.rfind(mark, 0, figure.start) for mark in "。！？；\n") + 1

    def in_headline(self, figure: Figure) -> bool:
        """Whether it stands in a short line that is no sentence; such a line has no time of its own."""
        line = self._around(figure, "\n").strip()
        return len(line) <= _HEADLINE and line[-1:] not in "。；！？，："

    def words(self, figure: Figure) -> Words:
        """The subject and the clauses of the sentence, the nearer the heavier."""
        start = self.sentence_start(figure)
        sentence = self.sentence(figure)
        clauses = [(start + m.start(), m.group()) for m in _CLAUSE.finditer(sentence)]
        here = sum(1 for at, _ in clauses if at <= figure.start) - 1
        around = tuple((words, _near(n - here)) for n, (_, words) in enumerate(clauses))
        said = [words for _, words in clauses]
        last = here + 1 if here + 1 < len(said) and not _NUMBER.search(said[here + 1]) else here
        beside = Surroundings(
            "，".join(said[here : last + 1]), self._before(figure, clauses[:here]), "，".join(said[last + 1 :])
        )
        subject = _own_words(figure, said[here])
        return Words(self._without_place(subject), around, beside)

    def _before(self, figure: Figure, clauses: Sequence[tuple[int, str]]) -> tuple[str, ...]:
        """Earlier clauses, the nearest first; those beyond a semicolon stand far off."""
        segment = self.segment_start(figure)
        near = [words for at, words in reversed(clauses) if at >= segment]
        far = [words for at, words in reversed(clauses) if at < segment]
        return (*near, *([""] * _SEMICOLON if far else []), *far)

    def _without_place(self, subject: str) -> str:
        return subject.removeprefix(self._whose) or subject

    def _around(self, figure: Figure, ends: str) -> str:
        start = max(self.text.rfind(mark, 0, figure.start) for mark in ends) + 1
        stops = [at for mark in ends if (at := self.text.find(mark, figure.end)) >= 0]
        return self.text[start : min(stops, default=len(self.text))]


def _own_words(figure: Figure, clause: str) -> str:
    """The subject without what it inherited, where its own clause says enough: 12个长期未回迁安置项目实现破题."""
    own = clause.replace(figure.text, "")
    if figure.kind == "rank":
        return figure.subject
    return own if len(plain(own)) >= _ENOUGH and plain(own) in plain(figure.subject) else figure.subject


def _near(clauses_away: int) -> float:
    """Words of the own clause count most, those of later ones least: texts name a thing before they count it."""
    return _LATER if clauses_away > 0 else float(_OWN_CLAUSE * _DECAY**-clauses_away)


def frames_of(
    figures: Sequence[Figure], layout: Layout, source: Source, home: str, release_date: date | None
) -> list[Frame]:
    """The frame of each claim."""
    spans: list[Span] = []
    for n, figure in enumerate(figures):
        inherits = n > 0 and _inherits_time(figure, figures[n - 1], layout)
        spans.append(spans[-1] if inherits else span_of(figure, release_date))
    return [
        Frame(place_of(f, source, home), span, layout.paragraph(f.start))
        for f, span in zip(figures, spans, strict=True)
    ]


def _inherits_time(figure: Figure, before: Figure, layout: Layout) -> bool:
    """In a sentence that opens with 累计, figures that say no time of their own are totals too."""
    said = figure.period.text if figure.period else None
    sentence = layout.sentence(figure)
    same = layout.sentence_start(figure) == layout.sentence_start(before)
    return same and _is_total(before) and "累计" in sentence and not (said and said in sentence)


def _is_total(figure: Figure) -> bool:
    return figure.period is None or (figure.period.from_ is None and figure.period.to is None)


def place_of(figure: Figure, source: Source, home: str) -> str | None:
    """Whose figure it is; a rank is taken among the city's places but is the home's."""
    if not figure.scope or figure.scope in _HOME or figure.kind == "rank":
        return home
    return source.code(figure.scope, home)


def span_of(figure: Figure, release_date: date | None) -> Span:
    """The span a claim's period means: a single day stands for everything up to it."""
    period = figure.period
    start, end = (period.from_, period.to) if period else (None, None)
    if start == end:
        start = None
    return Span(start, end or release_date)
