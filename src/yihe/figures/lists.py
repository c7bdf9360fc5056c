"""What the numbers of a list share: a unit said once, a hedge said at its end, the bounds of a range."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from yihe.figures.lexicon import unit_meaning
from yihe.figures.token import Token

_JOIN = re.compile(r"[、和与及至到或]|以及|[—–\-~]+")


def borrow_units(text: str, tokens: list[Token]) -> None:
    """Give a bare number the unit of the next one in its list: 0.9、5.9个百分点, 5至8个."""
    for following, token in pairwise(reversed(tokens)):
        if not following.claim or following.kind in ("rank", "ratio") or not _joins(text, token, following):
            continue
        if token.bare and not token.claim:
            _take_unit(token, following)
        elif token.claim and token.rule == "implied-unit" and following.rule != "implied-unit":
            token.unit = following.unit or token.unit
        elif token.claim and token.unit == "个" and following.unit == "pp":
            # 1.74个、3.22个、4个百分点: the unit is said in full only once.
            token.unit = "pp"


_NAMED_ITEM = re.compile(r"[、和]“?[^，。；、\d“”]{1,8}”?")


def _joins(text: str, token: Token, following: Token) -> bool:
    """A list joins its numbers directly, or, for decimals, over the next item's name: 煤改气8.2、煤改电5.4万户."""
    start, end = token.end, following.start
    if _JOIN.fullmatch(text, start, end):
        return True
    return token.bare and "." in str(token.value) and bool(_NAMED_ITEM.fullmatch(text, start, end))


def _take_unit(token: Token, following: Token) -> None:
    number = token.value
    if isinstance(number, Decimal) and isinstance(following.value, Decimal):
        token.value = number * following.factor
        token.unit, token.implied, token.claim, token.kind = following.unit, True, True, following.kind
        token.rule, token.bare = "borrowed-unit", False
        token.scale_word, token.factor = following.scale_word, following.factor


# 鸡蛋每公斤11.2元, 批发价一斤3~4元: what a unit of goods costs, said before the sum.
_PER = re.compile(r"(?<!每天)(?<!每月)(?<!每年)[每一](?P<unit>公斤|千克|斤|平方米|平米|立方米|吨)[^，。；、\d]{0,10}$")
# 比上月回落3.1元, 年后降至4元: of the price told before.
_STILL = re.compile(
    r"[^。；]{0,12}(?:比|较|提高|下降|回落|上涨|[降涨跌][至到了]|卖到|年后|如今|[~～—–\-至到、])[^。；]{0,10}"
)


# 投资5亿，建设高速: money told without its unit.
_LAID_OUT = re.compile("(?:投资|耗资|斥资|出资|资金)(?:[了达近约超共逾]|超过|达到)*$")


def mean_money(text: str, tokens: list[Token]) -> None:
    """Take a bare number that was laid out as money."""
    for token in tokens:
        if token.unit == "" and token.claim and _LAID_OUT.search(text, max(0, token.start - _REACH), token.start):
            token.unit, token.implied = "CNY", True


def price_per(text: str, tokens: list[Token]) -> None:
    """Give a sum told for each unit of goods the unit of a price: 每斤1.5元 is 3 CNY/kg."""
    before, unit = None, ""
    for token in tokens:
        if token.unit != "CNY" or not token.claim or not isinstance(token.value, Decimal):
            continue
        found = _PER.search(text, max(0, token.start - _REACH), token.start)
        goes_on = before is not None and not found and _STILL.fullmatch(text, before.end, token.start)
        unit = found["unit"] if found else unit if goes_on else ""
        before = token if unit else None
        if unit:
            token.unit, factor = unit_meaning("元/" + unit.replace("平米", "平方米"))
            token.value = token.value * factor


_REACH = 16
_AND = re.compile("[零又]?")


def join_durations(text: str, tokens: list[Token]) -> None:
    """Take years and months told together as months: 历时2年零3个月."""
    for years, months in pairwise(list(tokens)):
        if years.unit != "year" or months.unit != "month" or years.hedge != "none":
            continue
        if not (isinstance(years.value, Decimal) and isinstance(months.value, Decimal)):
            continue
        if _AND.fullmatch(text, years.end, months.start):
            months.value = 12 * years.value + months.value
            months.start = months.core_start = years.start
            tokens.remove(years)


_RANGE = re.compile(r"[—–\-~]+|[至到]")


def bound_ranges(text: str, tokens: list[Token]) -> None:
    """The ends of a range are bounds: 10%—15%, 5至8个."""
    for low, high in pairwise(tokens):
        same = low.claim and high.claim and low.unit == high.unit and low.kind == high.kind == ""
        if same and _RANGE.fullmatch(text, low.end, high.start) and not _moves_from(text, low):
            low.bound, high.bound = "low", "high"


def _moves_from(text: str, low: Token) -> bool:
    return text[low.start - 1 : low.start] in ("由", "从", "自")


def share_hedges(text: str, tokens: list[Token]) -> None:
    """A hedge after a list speaks for all of it: 分别增长10%、11%左右."""
    carried: Token | None = None
    for following, token in pairwise(reversed(tokens)):
        hedged = following.claim and (following.end > following.core_end or following is carried)
        plain = token.claim and token.hedge == "none" and token.unit == following.unit
        if hedged and plain and _JOIN.fullmatch(text, token.end, following.start):
            token.hedge, carried = following.hedge, token
    for token, following in pairwise(tokens):
        hedged = token.claim and token.start < token.core_start and token.hedge in ("over", "nearly")
        plain = following.claim and following.hedge == "none" and token.unit == following.unit
        if hedged and plain and _JOIN.fullmatch(text, token.end, following.start):
            following.hedge = token.hedge
