"""Lay the words of one clause out around each of its numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter

from yihe.figures.clauses import Clause
from yihe.figures.meaning import Surroundings
from yihe.figures.memory import Place
from yihe.figures.token import Token

# No rule looks further than this; a clause without end must not cost the square of its length.
REACH = 160
_LISTING, _JOINTS = re.compile(" ?[、和与及] ?"), "和与及至到"
# 同比分别增加9天、提高2.2个百分点.
_LISTING_ON = re.compile("[、和与及](?:提[高升]|增[加长]|下降|减少|上升|降低|回落|扩大|缩小|加快)?了?")
_EACH = "分别"
_ITEM_END = re.compile(r"[。；;\n！？]")


class Layout:
    """The words before, between and after the claims of a clause."""

    def __init__(self, text: str, clause: Clause, following: str) -> None:
        self.text, self.clause, self.following = text, clause, following
        self.claims = [token for token in clause.claims if not _limits(text, token)]
        self.places = {id(token): number for number, token in enumerate(self.claims)}
        if self.claims:
            start, end = self.claims[0].start, self.claims[-1].end
            self.opening, self.rest = self._before(start, clause.start), self._after(end, clause.end)
            self.lists = self._lists() if len(self.claims) > 1 else []

    def _lists(self) -> list[range]:
        """Return which claims belong to one list: those after a 分别, or all of a clause that only lists."""
        first, last = self.clause.start, self.claims[-1].start
        if self.text.find(_EACH, first, last) < 0:
            return [range(len(self.claims))] if _is_list(self.text, self.claims) else []
        marks = [first + found.start() for found in re.finditer(_EACH, self.text[first:last])]
        bounds = [bisect_left(self.claims, mark, key=attrgetter("start")) for mark in marks]
        return [self._alike(low, high) for low, high in pairwise([*bounds, len(self.claims)]) if low < high]

    def _alike(self, low: int, high: int) -> range:
        """Return the claims from `low` on that go on in one unit or follow directly: 21年、37年居第一 are two."""
        for number in range(low + 1, high):
            one, two = self.claims[number - 1], self.claims[number]
            if one.unit != two.unit and not _LISTING_ON.fullmatch(self.text, one.end, two.start):
                return range(low, number)
        return range(low, high)

    def _opening_of(self, listed: range) -> str:
        """Return the words before a list without the numbers among them: 批发、零售、住宿三个行业."""
        first = self.claims[listed.start]
        words, end = "", self.clause.start
        for token in self.claims[: listed.start]:
            words, end = words + self.text[end : token.start], token.end
        return (words + self.text[end : first.start])[-REACH:]

    def _before(self, position: int, start: int) -> str:
        return self.text[max(start, position - REACH) : position]

    def _after(self, position: int, end: int) -> str:
        return self.text[position : min(end, position + REACH)]

    def left(self, token: Token) -> str:
        """Return the clause before a number."""
        return self._before(token.start, self.clause.start)

    def gap(self, token: Token, before: Token) -> str:
        """Return the words since the claim before."""
        return self._before(token.start, before.end)

    def tail(self, token: Token) -> str:
        """Return the clause after a number."""
        return self._after(token.end, self.clause.end)

    def ahead(self, token: Token) -> str:
        """Return the words after a number, beyond its clause, to the end of the item."""
        return _ITEM_END.split(self._after(token.end, token.end + REACH), 1)[0]

    def right(self, token: Token, number: int) -> str:
        """Return the words up to the next number of the clause, `number` being this one's place in it."""
        return self._after(token.end, self.clause.tokens[number + 1].start)

    def place(self, token: Token, around: Surroundings) -> Place:
        """Return the words that may name the subject of a claim."""
        number = self.places.get(id(token))
        if number is None:
            return Place(around.left, around.gap, around.right, "", self.following, around.tail)
        first, last = number == 0, number == len(self.claims) - 1
        before = None if first else self.claims[number - 1]
        gap = around.gap
        if before is not around.before:
            gap = self.gap(token, before) if before else around.left
        right = around.tail if last else self._after(token.end, self.claims[number + 1].start)
        # After a number in brackets stands what the sentence goes on with: 比去年同期（29起）下降93%.
        right = "" if right.startswith((")", "）")) else right
        listed = next((one for one in self.lists if number in one), None) if self.lists else None
        index, total = (number - listed.start, len(listed)) if listed else (0, 1)
        opening = self._opening_of(listed) if listed and listed.start else self.opening
        return Place(opening, gap, right, self.rest, self.following, around.tail, index, total, last, first)


def _limits(text: str, token: Token) -> bool:
    """A size limit before a noun (10亿元以上项目) belongs to the noun, not to the list of numbers."""
    if token.kind == "threshold":
        return True
    if token.unit == "岁" and (token.bound or token.hedge in ("at_least", "at_most", "under")):
        return True
    if token.hedge == "none":
        return False
    if token.start < token.core_start and text.startswith(("项目", "企业"), token.end):
        return True
    follows = text[token.end : token.end + 1]
    return (
        token.hedge in ("at_least", "at_most")
        and token.end > token.core_end
        and follows not in _JOINTS
        and ("一" <= follows <= "鿿" or follows.isdigit())
    )


def _is_list(text: str, claims: list[Token]) -> bool:
    """Numbers of one unit that follow each other directly: 增长5.8%和7.4%."""
    return all(one.unit == two.unit and _LISTING.fullmatch(text, one.end, two.start) for one, two in pairwise(claims))
