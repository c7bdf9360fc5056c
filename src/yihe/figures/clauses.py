"""Cut a folded text into clauses, items, sentences and paragraphs around its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from yihe.figures.token import Token

# A dash cuts (开局良好——前三季度，…) where it joins no two ends of a range.
_MARK = re.compile(r"，|。|；|！|？|：|\n|;|!|\?|,(?!\d)|——(?<=[^\d\n年月日“]——)(?=[^\d\n“”])")
_ENDS_ITEM = frozenset("；;。！？!?\n")
_ENDS_SENTENCE = frozenset("。！？!?\n")
_LONGEST_HEADING = 40


@dataclass(slots=True)
class Clause:
    """A stretch between two punctuation marks, with the numbers in it; `claims` are those that claim something."""

    start: int
    end: int
    mark: str
    item: int
    sentence: int
    paragraph: int
    tokens: list[Token] = field(default_factory=list)
    claims: list[Token] = field(default_factory=list)
    heading: bool = False


def split_clauses(text: str, tokens: list[Token]) -> list[Clause]:
    """Return the clauses of a text in order; a mark inside a number (3.9：59.5) cuts nothing."""
    clauses: list[Clause] = []
    start = item = sentence = paragraph = 0
    # The token a mark may stand in; there is none after the last.
    coming = iter(tokens)
    token = next(coming, None)
    for position, mark in _marks(text):
        while token and token.end <= position:
            token = next(coming, None)
        if token and token.start <= position:
            continue
        if position > start and not text[start:position].isspace():
            clauses.append(Clause(start, position, mark, item, sentence, paragraph))
        start = position + len(mark)
        item += mark in _ENDS_ITEM
        sentence += mark in _ENDS_SENTENCE
        paragraph += mark == "\n"
    _hand_out(clauses, tokens)
    _mark_headings(clauses)
    return clauses


# A short remark in brackets (预计，下同) is part of its clause.
_REMARK = re.compile(r"[（(][^（）()\d\n。；]{1,24}[）)]")


def _marks(text: str) -> Iterator[tuple[int, str]]:
    closed = [found.span() for found in _REMARK.finditer(text)]
    inside = {at for start, end in closed for at in range(start, end)}
    for found in _MARK.finditer(text):
        if found.start() not in inside:
            yield found.start(), found.group()
    yield len(text), "\n"


def _hand_out(clauses: list[Clause], tokens: list[Token]) -> None:
    if not clauses:
        return
    coming = iter(clauses)
    clause = next(coming)
    for token in tokens:
        while clause.end < token.end and (following := next(coming, None)):
            clause = following
        clause.tokens.append(token)
        if token.claim:
            clause.claims.append(token)


def _mark_headings(clauses: list[Clause]) -> None:
    """A paragraph that closes without a sentence mark and is short is a heading."""
    for _, paragraph in groupby(clauses, attrgetter("paragraph")):
        line = list(paragraph)
        if line[-1].mark == "\n" and sum(clause.end - clause.start + 1 for clause in line) <= _LONGEST_HEADING:
            for clause in line:
                clause.heading = True
