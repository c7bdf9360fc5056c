"""Walk through a folded text once and note every number in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yihe.figures import lists
from yihe.figures.digits import read_digits
from yihe.figures.lexicon import AIM_ITSELF, HEDGES_AFTER, HEDGES_BEFORE, NOT_A_HEDGE
from yihe.figures.names import name_spans
from yihe.figures.token import Token, silent
from yihe.figures.words import read_words

_HIT = re.compile(
    r"[0-9一二两三四五六七八九十百千万亿第首前后翻半榜](?:(?<=[0-9])|(?!些|般|样|定|直|起|旦|切|致|体化|律|概))"
)
_AFTER = re.compile(
    r"(?:及?以上|及?以下|以内|之内|左右|上下|有余|开外|还多|出头|内(?=[，。；、完办,]|$)|(?<=[日天月时钟])内(?![外部涝河环陆]))"
)
_OTHER_UNIT = re.compile("[(（][次件个人户家台套只][)）]")
# Most numbers have no such words around them.
_AFTER_MARKS = frozenset(word[0] for word in HEDGES_AFTER)
_HEDGES_END = frozenset(word[-1] for word in HEDGES_BEFORE)
# 约占全市的12%: the hedge stands before what it is a share of.
_ABOUT = re.compile(r"约占[^，。；\d]{0,12}$")
# 接近总里程的八成, 不超过总造价的40%.
_OF_WHOLE = re.compile("(?P<word>接近|不超过|不低于|不少于)[^，。；、\\d]{2,20}的$")
# 超过全省的一半.
_OVER = re.compile("超过全[国省市区县]的?$")


def scan_tokens(text: str, names: Iterable[str] = ()) -> list[Token]:
    """Return every number of a folded text in order, names, dates and ordinals included."""
    tokens: list[Token] = []
    position = 0
    for start, end, rule in [*name_spans(text, names), (len(text), len(text), "")]:
        _read_stretch(text, position, start, tokens)
        if rule:
            tokens += _name_tokens(text, start, end, rule)
        position = max(position, end)
    lists.borrow_units(text, tokens)
    lists.mean_money(text, tokens)
    lists.join_durations(text, tokens)
    if "每" in text or "一" in text:
        lists.price_per(text, tokens)
    for token in tokens:
        if token.claim:
            _hedge(text, token)
    lists.share_hedges(text, tokens)
    lists.bound_ranges(text, tokens)
    return tokens


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


def _hedge(text: str, token: Token) -> None:
    after = None
    if text[token.end : token.end + 1] in _AFTER_MARKS:
        after = _AFTER.match(text, token.end)
    elif text.startswith("标准煤", token.end):
        # 2.3亿吨标准煤左右.
        after = _AFTER.match(text, token.end + len("标准煤"))
    elif text[token.end : token.end + 1] in "(（" and (unit := _OTHER_UNIT.match(text, token.end)):
        # 20场(次)以上.
        after = _AFTER.match(text, unit.end())
    if after:
        token.end = after.end()
        if token.hedge == "none" or token.kind == "threshold":
            token.hedge = HEDGES_AFTER[after.group()]
    if after and AIM_ITSELF.match(text, token.end):
        # 高于6%以上的预期目标: what is compared with the aim is no hedge of it.
        return
    if text[token.core_start - 1 : token.core_start] in _HEDGES_END and (word := _hedge_before(text, token)):
        token.start = token.core_start - len(word)
        token.hedge = HEDGES_BEFORE[word]
    elif token.hedge == "none" and text.endswith(("约有", "约共"), 0, token.start):
        # 全市大约有346万市民.
        token.hedge = "about"
    elif token.hedge == "none" and token.unit == "%":
        token.hedge = _hedge_of_whole(text, token.start)


# 跨越两条铁路, 跨过5座大桥: a road crosses them.
_CROSSED = frozenset("个条座道处河县市省")


def _hedge_before(text: str, token: Token) -> str:
    """Return the longest hedge word that ends where a number begins; empty where none does."""
    for length in (4, 3, 2, 1):
        word = text[max(0, token.core_start - length) : token.core_start]
        if word[:1] in "跨越" and token.unit in _CROSSED:
            continue
        if word == "上" and text[token.core_start] not in "百千万亿":
            continue
        if word in HEDGES_BEFORE and not NOT_A_HEDGE.search(
            text[max(0, token.core_start - length - 1) : token.core_start]
        ):
            return word
    return ""


def _hedge_of_whole(text: str, start: int) -> str:
    """A hedge before what a share is of: 约占全市的12%, 超过全省的一半."""
    said = text[max(0, start - 16) : start]
    if "约占" in said and _ABOUT.search(said):
        return "about"
    if said.endswith("的") and (bound := _OF_WHOLE.search(said)):
        return HEDGES_BEFORE[bound["word"]]
    return "over" if "超" in said and _OVER.search(said) else "none"
