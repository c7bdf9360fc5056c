"""Walk through a folded text once and note every number in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from yihe.figures.digits import read_digits
from yihe.figures.lexicon import HEDGES_AFTER, HEDGES_BEFORE, NOT_A_HEDGE
from yihe.figures.names import name_spans
from yihe.figures.token import Token, silent
from yihe.figures.words import read_words

_HIT = re.compile(
    r"[0-9]|[一二两三四五六七八九十百千万亿第首前翻半榜](?!些|般|样|定|直|起|旦|切|致|体化|律|概)"
)
_AFTER = re.compile(r"(?:及?以上|及?以下|以内|之内|左右|上下|有余|开外|内(?=[，。；、完办,]|$))")
_JOIN = re.compile(r"[、和与及至到或]|以及|[—–\-~]+")


def scan_tokens(text: str, names: Iterable[str] = ()) -> list[Token]:
    """Return every number of a folded text in order, names, dates and ordinals included."""
    tokens: list[Token] = []
    position = 0
    for start, end, rule in [*name_spans(text, names), (len(text), len(text), "")]:
        _read_stretch(text, position, start, tokens)
        if rule:
            tokens += _name_tokens(text, start, end, rule)
        position = max(position, end)
    _borrow(text, tokens)
    for token in tokens:
        if token.claim:
            _hedge(text, token)
    _share_hedges(text, tokens)
    _bound_ranges(text, tokens)
    return tokens


_RANGE = re.compile(r"[—–\-~]+|[至到]")


def _bound_ranges(text: str, tokens: list[Token]) -> None:
    """The ends of a range are bounds: 10%—15%, 5至8个."""
    for low, high in zip(tokens, tokens[1:], strict=False):
        if low.claim and high.claim and low.unit == high.unit and _RANGE.fullmatch(text, low.end, high.start):
            if low.kind == high.kind == "" and text[low.start - 1 : low.start] not in ("由", "从", "自"):
                low.hedge, high.hedge = "at_least", "at_most"


def _share_hedges(text: str, tokens: list[Token]) -> None:
    """A hedge after a list speaks for all of it: 分别增长10%、11%左右."""
    for token, following in zip(reversed(tokens[:-1]), reversed(tokens[1:]), strict=True):
        if following.end > following.core_end and token.hedge == "none" and token.unit == following.unit:
            if token.claim and following.claim and _JOIN.fullmatch(text, token.end, following.start):
                token.hedge = following.hedge


def _name_tokens(text: str, start: int, end: int, rule: str) -> list[Token]:
    return [silent(start, end, "name", rule)]


def _read_stretch(text: str, position: int, end: int, tokens: list[Token]) -> None:
    floor = position
    while hit := _HIT.search(text, position, end):
        place = hit.start()
        token = read_digits(text, place) if text[place].isascii() else read_words(text, place)
        if token is None or token.core_start < floor:
            position = place + 1
            continue
        tokens.append(token)
        position = floor = max(token.end, place + 1)


def _borrow(text: str, tokens: list[Token]) -> None:
    """Give a bare number the unit of the next one in its list: 0.9、5.9个百分点, 5至8个."""
    for token, following in zip(reversed(tokens[:-1]), reversed(tokens[1:]), strict=True):
        between = text[token.end : following.start]
        if not _joins(token, between) or not following.claim or following.kind in ("rank", "ratio"):
            continue
        if token.bare and not token.claim:
            _take_unit(token, following)
        elif (
            token.rule == "implied-unit"
            and token.claim
            and following.unit
            and following.rule != "implied-unit"
        ):
            token.unit = following.unit


_NAMED_ITEM = re.compile(r"[、和]“?[^，。；、\d“”]{1,8}”?")


def _joins(token: Token, between: str) -> bool:
    """A list joins its numbers directly, or, for decimals, over the next item's name: 煤改气8.2、煤改电5.4万户."""
    if _JOIN.fullmatch(between):
        return True
    return token.bare and "." in str(token.value) and bool(_NAMED_ITEM.fullmatch(between))


def _take_unit(token: Token, following: Token) -> None:
    number = token.value
    if isinstance(number, Decimal) and isinstance(following.value, Decimal):
        token.value = number * following.factor
        token.unit, token.implied, token.claim, token.kind = following.unit, True, True, following.kind
        token.rule, token.bare = "borrowed-unit", False
        token.scale_word, token.factor = following.scale_word, following.factor


def _hedge(text: str, token: Token) -> None:
    after = _AFTER.match(text, token.end)
    if after:
        token.end = after.end()
        if token.hedge == "none" or token.kind == "threshold":
            token.hedge = HEDGES_AFTER[after.group()]
    for length in (4, 3, 2, 1):
        word = text[max(0, token.core_start - length) : token.core_start]
        if word == "上" and text[token.core_start] not in "百千万亿":
            continue
        if word in HEDGES_BEFORE and not NOT_A_HEDGE.search(
            text[max(0, token.core_start - length - 1) : token.core_start]
        ):
            token.start = token.core_start - len(word)
            token.hedge = HEDGES_BEFORE[word]
            return
