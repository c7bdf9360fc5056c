"""Decide what a quantity says: a level, how much more or less, how long, a limit."""

from __future__ import annotations

import re

from yihe.figures.budgets import is_set
from yihe.figures.limits import SELECTS, is_limit
from yihe.figures.meaning import Meaning, Surroundings, listed
from yihe.figures.moves import MORE_OR_LESS, compared
from yihe.figures.nouns import opens_with_move
from yihe.figures.targets import BEYOND
from yihe.figures.token import TIME_UNITS, Token

_DELTA = re.compile(
    r"(?:净增加?|增加(?!值)|(?<![新递激倍])增(?!容|加|长|值|强|设|收|量|速|幅|效|持|资|殖|绿|发|补|进|添)|多增|扩大(?!内需|开放|消费|就业)|缩小(?![到至为])|(?<!为企业)减少|下降|降低|(?<![升下起])降(?!低|至|到|幅|碳|本|水|级|雨|雪|温)|少增|(?<![节创])[增减][收支](?!节|脱)|[少多短超][收支]|压减(?![^，]{2})|压缩(?!箱|机|站|车|天然|空气|垃圾)|(?<![压核])减(?!容|少|排|免|税|负|至|到|灾|碳|压|轻|速|震|持))(?:了)?(?P<noun>[^，到至为]{0,8})$"
)
_MORE = re.compile(
    r"(?:[多少](?<=[比较][上去]年[多少])|[多少](?<=[比较][上去]年同期[多少])|(?:比|较)[^，]{1,10}(?:多|(?P<less>少))出?|(?<=面积)新增|(?<=里程)新增|[比较](?:年初|上年[末底]?|去年[末底]?)新增|提高|上升|(?<![和、与改造])提升|(?<![稳保促])增长|回落|上涨|下跌|[涨跌]了|[上下][调浮]|超[警汛保][戒限证](?:[^，]{0,2}水位)?|超历史极值)了?$"
)
# A move is told with one of these characters.
_MAY_MOVE = re.compile("[增扩减缩下降少多短超压提升回涨跌调浮]")
_RELIEF = re.compile(
    r"(?:为|给)[^，]{0,12}减|减[税免负]|(?:减少|降低)(?:地方|群众|企业)?(?:用[电能工地气]|物流|融资|经营)?(?:税|费|负担|成本|支出|垫付|损失)"
    r"|(?<!面积)(?<!里程)(?<!年[初末底])新增|增加值"
)


def quantity(token: Token, around: Surroundings) -> Meaning:
    """Return what a number with a unit of its own says."""
    if token.unit == "year" and around.tail.startswith("一遇"):
        # 防洪标准由20年一遇提高到50年一遇.
        return Meaning("level")
    if token.unit in TIME_UNITS and token.hedge != "none" and SELECTS.match(around.tail):
        return Meaning("threshold")
    if token.unit in TIME_UNITS and (_COUNTED_TIME.search(around.gap) or _counted_to(token, around)):
        return Meaning("level")
    if token.unit in TIME_UNITS and not _more_time(around):
        return Meaning("duration")
    if token.unit in ("位", "位次"):
        fallen = re.search("[后下退]", around.left[-8:])
        return Meaning("delta", "down" if fallen else "up", compared(around.left))
    if (
        ("超" in around.gap or "多" in around.gap)
        and (beyond := BEYOND.search(around.gap))
        and not around.tail.startswith("的")
    ):
        return Meaning("delta", "up", beyond.group().lstrip("超额出过比").rstrip("多出"))
    if token.unit in TIME_UNITS and (shorter := _SHORTENED.search(around.gap)):
        return Meaning("delta", "up" if shorter.group().startswith("延") else "down", compared(around.left))
    if is_limit(token, around.gap, around.right, around.tail) or _each_exceeds(token, around):
        return Meaning("threshold")
    if token.unit in _SIZES and _AHEAD.search(around.gap):
        return Meaning("delta", "up")
    if token.unit == "CNY" and around.left.endswith("个") and _STEPS.match(around.tail):
        # 连跨4个万亿元台阶.
        return Meaning("threshold")
    if token.unit in ("CNY", "USD") and is_set(around.left):
        return Meaning("target")
    found = _moved(around)
    if found and not _RELIEF.search(around.left) and (token.unit != "岁" or _VERSUS_BEFORE.search(around.left)):
        down = found.group()[0] in "减缩下降少压回跌" or bool(found.groupdict().get("less"))
        return Meaning("delta", "down" if down else "up", compared(around.left))
    return Meaning("level")


# 安徽省GDP高出上海70亿元.
_SIZES, _AHEAD = frozenset({"CNY", "USD", "t", "m2", "mu"}), re.compile(r"(?:高出|多出|领先)[^，\d标准水平]{1,6}$")
_STEPS = re.compile("级?(?:新?台阶|大关)")
# 191家企业营业收入超百亿元: each of those counted; no sum of them is told.
_EACH_EARNS = re.compile(
    "(?:的)?[一-鿿]{0,8}(?:企业|公司|产业|园区|集群|[镇乡村])(?:集体)?(?:的)?(?:年)?(?:主营业务|营业|销售|经营性?|集体经济)?(?:收入|营收|产值|税收|纳税|规模)"
)


def _each_exceeds(token: Token, around: Surroundings) -> bool:
    counted = around.before is not None and around.before.unit in ("家", "户", "个", "%")
    return counted and token.unit == "CNY" and token.hedge == "over" and bool(_EACH_EARNS.fullmatch(around.gap))


def _more_time(around: Surroundings) -> bool:
    """Say whether a length of time is how much longer something took than before."""
    more = (
        _MORE_DAYS.search(around.gap)
        or MORE_OR_LESS.search(around.gap)
        or _SHORTENED.search(around.gap)
        or (_VERSUS_BEFORE.search(around.left) and _DELTA.search(around.gap))
    )
    return bool(more)


def _moved(around: Surroundings) -> re.Match[str] | None:
    """Return the move that a quantity is the size of: 增加3万, also of the numbers listed before it."""
    if not _MAY_MOVE.search(around.left):
        return None
    return (
        _DELTA.search(around.gap)
        or _MORE.search(around.gap)
        or (_DELTA.search(around.left) if listed(around) else None)
    )


# 人均受教育年限达9年 is a mean of many, 空气优良天数305天 a count.
_COUNTED_TIME = re.compile(
    "(?:受教育年限|(?:(?:优良|良好|[一二]级|达标)[^，]{0,8}|污染)天数|利用小时数?)(?:平均|共)?(?:[仅约达为由从]|达到|(?:保持|稳定)?在)*$"
)


def _counted_to(token: Token, around: Surroundings) -> bool:
    """Say whether days are the second end of a count of days: 优良天数从262天增加到306天."""
    same = around.before is not None and around.before.unit == token.unit and around.told == "level"
    return same and opens_with_move(around.gap)


# 车主平均找位时间缩短6分钟; 比国家规定的30分钟缩短19分钟.
_SHORTENED = re.compile("(?:缩短|延长|压缩)了?$")
# 优良天数增加43天 counts days.
_MORE_DAYS = re.compile(
    "(?:[天日]数|[一二]级天|优良天|污染天)(?:累计|同比|净|[比较][上去]年)?(?:同期)?(?:增加|减少|增|减)了?$"
)
_VERSUS_BEFORE = re.compile(r"同比|(?:比|较)(?:上年|去年|[^，]{0,3}年前|上月|\d|年初)")
