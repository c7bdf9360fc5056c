"""From a text to its figures: fold, scan, then give every number kind, period, scope and subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from yihe.figures.clauses import Clause, split_clauses
from yihe.figures.fold import Folded, fold
from yihe.figures.kinds import Meaning, Surroundings, decide, opens_target
from yihe.figures.model import Figure, Period
from yihe.figures.periods import Calendar, default_period, default_year, expressions, infer_release_date
from yihe.figures.scanner import scan_tokens
from yihe.figures.scope import explicit_scope, infer_place
from yihe.figures.subjects import Memory, Place, among_whom, clean, name_subject, topic_of
from yihe.figures.token import Token

_PARTS = re.compile(r"\s*(?:其中|按[^，]{1,8}分|分[^，]{1,6}看|从[^，]{1,8}看)")


def scan(
    text: str, *, release_date: date | None = None, names: Iterable[str] = (), place: str | None = None
) -> list[Figure]:
    """Read every number of an official Chinese text.

    Parameters
    ----------
    text
        The text as published; offsets of the result refer to it.
    release_date
        Anchor of relative times; inferred from the text where it is not given.
    names
        Names of the ledger's registers (projects, estates, roads) whose numerals are no claims.
    place
        Whose release it is; inferred where it is not given.

    Returns
    -------
    list of Figure
        In text order; names, dates and ordinals are there with ``claim=False``.
    """
    folded = fold(text)
    tokens = scan_tokens(folded.text, names)
    released = release_date or infer_release_date(text)
    reader = Reader(text, folded, released, place or infer_place(text))
    return reader.read(split_clauses(folded.text, tokens))


class Reader:
    """Walks through the clauses of one text and remembers what was spoken of."""

    def __init__(self, text: str, folded: Folded, released: date | None, place: str | None) -> None:
        self.text, self.folded, self.place = text, folded, place
        self.calendar = Calendar(released, default_year(released))
        self.usual = default_period(self.calendar)
        self.period: Period | None = self.usual
        self.memory = Memory()
        self.item = self.sentence = self.paragraph = -1
        self.target = False
        self.figures: list[Figure] = []

    def read(self, clauses: list[Clause]) -> list[Figure]:
        """Return the figures of all clauses."""
        for number, clause in enumerate(clauses):
            self._enter(clause)
            following = clauses[number + 1] if number + 1 < len(clauses) else None
            self._clause(clause, following)
        return self.figures

    def _enter(self, clause: Clause) -> None:
        if clause.paragraph != self.paragraph:
            self.paragraph = clause.paragraph
            self.memory.new_paragraph()
        if clause.sentence != self.sentence:
            self.sentence, self.target = clause.sentence, False
        if clause.item != self.item:
            self.item = clause.item
            self.memory.new_item()

    def _clause(self, clause: Clause, following: Clause | None) -> None:
        words = self.folded.text[clause.start : clause.end]
        times = expressions(words, self.calendar)
        if _PARTS.match(words):
            self.memory.parts = True
        if clause.tokens:
            self._numbers(clause, words, times, following)
        elif times:
            self.period = times[-1][1]
        if not any(token.claim for token in clause.tokens):
            self.memory.topic = topic_of(words) or self.memory.topic
            self.memory.said = clean(words)[:16]
        if opens_target(words, self.calendar.default_year):
            self.target = True

    def _numbers(
        self, clause: Clause, words: str, times: list[tuple[int, Period]], following: Clause | None
    ) -> None:
        before: Token | None = None
        last: Meaning | None = None
        claims = [token for token in clause.tokens if token.claim]
        more = self._rest(following) if following and following.item == clause.item else ""
        for number, token in enumerate(clause.tokens):
            self._move_time(times, token.start - clause.start)
            after = clause.tokens[number + 1].start if number + 1 < len(clause.tokens) else clause.end
            around = self._around(clause, token, before, last, after)
            if not token.claim:
                self.figures.append(self._made(token, Meaning(token.kind), "", words, around.left))
                continue
            last = self._claim(token, around, words, self._place(clause, claims, token, around, more))
            before = token
        if times:
            self.period = times[-1][1]

    def _move_time(self, times: list[tuple[int, Period]], position: int) -> None:
        for start, period in times:
            if start <= position:
                self.period = period

    def _rest(self, clause: Clause) -> str:
        claims = [token for token in clause.tokens if token.claim]
        return self.folded.text[claims[-1].end if claims else clause.start : clause.end]

    def _around(
        self, clause: Clause, token: Token, before: Token | None, last: Meaning | None, after: int
    ) -> Surroundings:
        text = self.folded.text
        gap_start = before.end if before else clause.start
        left = text[clause.start : token.start]
        gap, right, tail = text[gap_start : token.start], text[token.end : after], text[token.end : clause.end]
        return Surroundings(left, gap, right, tail, before, last, self.target, self.calendar.default_year)

    def _place(
        self, clause: Clause, claims: list[Token], token: Token, around: Surroundings, more: str
    ) -> Place:
        text = self.folded.text
        opening, rest = text[clause.start : claims[0].start], text[claims[-1].end : clause.end]
        number = claims.index(token)
        index, total = (number, len(claims)) if "分别" in around.left else (0, 1)
        first, last = number == 0, number == len(claims) - 1
        right = text[token.end : clause.end] if last else text[token.end : claims[number + 1].start]
        return Place(opening, around.gap, right, rest, more, around.tail, index, total, last, first)

    def _claim(self, token: Token, around: Surroundings, words: str, place: Place) -> Meaning:
        meaning = decide(token, around)
        if meaning.kind == "rank":
            meaning.reference = among_whom(around.gap)
        subject = name_subject(token, meaning, place, self.memory)
        self.memory.note(token, meaning, subject)
        self.figures.append(self._made(token, meaning, subject, words, around.left))
        return meaning

    def _made(self, token: Token, meaning: Meaning, subject: str, words: str, left: str) -> Figure:
        where, ends = self.folded.original, self.folded.original_end
        start, end = where(token.start), ends(token.end)
        core_start, core_end = where(token.core_start), ends(token.core_end)
        return Figure(
            self.text[start:end], start, end, self.text[core_start:core_end], core_start, core_end,
            token.value if token.claim else None, token.unit if token.claim else None, subject, meaning.kind, token.claim,
            token.hedge, self.period, explicit_scope(left) or self.place, meaning.direction, meaning.reference,
            token.implied, None, token.rule, words.strip(),
        )  # fmt: skip
