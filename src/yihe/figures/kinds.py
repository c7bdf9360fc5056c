"""Decide from the clause what a number says: level, growth, share, target … and which way it points."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.figures.amounts import quantity
from yihe.figures.growths import fraction
from yihe.figures.limits import selects_by_rank, selects_cases
from yihe.figures.meaning import Meaning, Surroundings, listed
from yihe.figures.moves import compared, last_change
from yihe.figures.targets import is_target
from yihe.figures.token import Token

_VERSUS = re.compile(
    r"(?:高于|快于|高出|超出|超过|领先于?|好于|优于|^超|多于|跑赢|低于|慢于|落后于?|少于)(?P<ref>[^，]*)$"
)
_THAN = re.compile(
    r"(?:比|较|与(?=[^，]{2,16}相比))(?P<ref>[^，]{2,16}?)(?:增速|水平)?(?:相比)?[还仍]?(?:(?P<up>高出|(?<!提)高|加?快|多|领先|好)|(?P<down>低|慢|少))(?:出|了)?$"
)
_BELOW = re.compile(r"(?:低于|慢于|落后于?|少于|低)[^，]*$")
_PAST = re.compile(
    r"上年|去年|同期(?:水平)?$|上月|上季|季度|半年|年初|年末|年底|(?:19|20)\d\d年|五”|时期|前\S{0,2}月|\d月"
)
_GOAL = re.compile(r"目标|计划|任务|预期|序时|进度|指标值|要求|预算")
_PULL = re.compile(r"(?:拉动|贡献|带动|影响|[上下]拉|拉[高低])[^，]*$")
# 对生产总值的贡献率比上年提高2.4个百分点: the rate moved.
_RATE_MOVED = re.compile("贡献率[^，]{0,10}(?:提高|上升|下降|降低|回落|提升)了?$")


def decide(token: Token, around: Surroundings) -> Meaning:
    """Return the meaning of a number; a fall also turns the value negative."""
    meaning = _decide(token, around)
    if meaning.direction == "down" and isinstance(token.value, Decimal) and meaning.kind in _MAY_FALL:
        token.value = -abs(token.value)
    elif isinstance(token.value, Decimal) and token.value < 0 and meaning.kind in _SIGNED:
        meaning.direction = "down"
    if meaning.kind not in _NEVER_TARGET and is_target(
        token, around.left, around.gap, around.tail, opened=around.target
    ):
        meaning.kind = "target"
    return meaning


_SIGNED = frozenset(
    {
        "growth_yoy",
        "growth_avg",
        "growth_cum",
        "pp_change",
        "pp_above_avg",
        "pp_above_target",
        "delta",
        "contribution",
    }
)
# The next of a list of aims falls as the one before: 分别削减3.1%和6.6%.
_MAY_FALL = _SIGNED | {"target"}
_NEVER_TARGET = frozenset({"rank", "ratio", "threshold", "pp_above_avg", "pp_above_target", "contribution"})


def _decide(token: Token, around: Surroundings) -> Meaning:
    if token.kind == "rank" and not around.gap.endswith(_HOLDS_RANK) and selects_by_rank(token, around.ahead):
        return Meaning("threshold")
    if selects_cases(token, around.tail):
        return Meaning("threshold")
    if token.kind in ("rank", "ratio") or (token.kind == "threshold" and token.rule in _FORMS):
        return Meaning(token.kind)
    if (
        around.last
        and around.before
        and listed(around)
        and (around.before.unit == token.unit or {around.before.unit, token.unit} == {"%", "倍"})
        and token.kind == ""
    ):
        return Meaning(around.last.kind, around.last.direction, around.last.reference)
    if around.last and around.last.kind == "delta" and _goes_on(token, around):
        return Meaning("delta", around.last.direction, around.last.reference)
    if token.unit == "pp":
        return _points(around)
    if token.unit in ("%", "‰", "倍"):
        return fraction(token, around)
    return quantity(token, around)


# Thresholds by their form alone: 百亿级企业, 全球前1%学科.
_FORMS = ("size-class", "top-share")
# 增加值居前10位的行业: they hold those ranks.
_HOLDS_RANK = ("居", "列", "排")
# 增加水稻面积26万亩、蔬菜16万亩: the next head of a list changes as the one before.
_NEXT_HEAD = re.compile(r"[、和](?:以及)?[^，、\d]{2,12}")
_OTHER_DEED = re.compile("(?:新建|新增|改造|建成|完成|实现|达到?|投入|培训|发放|为|占)")


def _goes_on(token: Token, around: Surroundings) -> bool:
    same = around.before is not None and around.before.unit == token.unit
    return same and bool(_NEXT_HEAD.fullmatch(around.gap)) and not _OTHER_DEED.search(around.gap)


def _points(around: Surroundings) -> Meaning:
    left = around.left
    also = _ALSO.fullmatch(around.gap)
    if also and around.last and around.last.kind.startswith("pp_above") and not _PAST.search(also["ref"]):
        return Meaning(around.last.kind, around.last.direction, also["ref"])
    if _PULL.search(left) and not _RATE_MOVED.search(left):
        return Meaning("contribution", "down" if re.search("下拉|拉低|负向", left) else "up")
    versus = _THAN.search(left) or _VERSUS.search(around.gap) or _VERSUS.search(left)
    if versus and (_GOAL.search(versus["ref"]) or not _PAST.search(versus["ref"])):
        kind = "pp_above_target" if _GOAL.search(versus["ref"]) else "pp_above_avg"
        below = _BELOW.search(versus.group()) or (versus.re is _THAN and versus["down"])
        return Meaning(kind, "down" if below else "up", versus["ref"] or None)
    change = last_change(left)
    reference = versus["ref"] if versus else compared(left)
    if versus and not change:
        return Meaning(
            "pp_change",
            "down" if _BELOW.search(versus.group()) or "低" in versus.group() else "up",
            reference,
        )
    return Meaning("pp_change", change, reference)


# The second of two comparisons: 高于全国2.3个百分点、全省0.7个百分点.
_ALSO = re.compile(r"[、和](?P<ref>[^，、\d]{1,8})")
# 安徽省GDP高出上海70亿元.
_SIZES, _AHEAD = frozenset({"CNY", "USD", "t", "m2", "mu"}), re.compile(r"(?:高出|多出|领先)[^，\d标准水平]{1,6}$")
