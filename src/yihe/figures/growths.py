"""Decide what a percentage or a multiple says: growth, and since when, a share, a ratio."""

from __future__ import annotations

import re

from yihe.figures.meaning import Meaning, Surroundings
from yihe.figures.moves import CHANGE, DOWN, MORE_OR_LESS, UP, YEARLY, compared, last_change
from yihe.figures.spans import years_long
from yihe.figures.token import Token

_REACHED = re.compile(
    rf"(?:{UP}|{DOWN}|收窄)(?:了)?(?:到|至|为)(?:了)?(?:[^，]{{0,6}}年[末底]?的?|(?:目前|现在|如今)的?)?$|(?:由|从)(?![^，]*(?:增长|下降|回落)$)[^，]{{0,6}}$|(?:达到|达|为|占)$"
)
_GROWTH_WORD = re.compile(
    r"(?:增长率(?<!自然增长率)|增幅|增速|涨幅|降幅|增长速度|增长幅度|跌幅|升幅|减幅|同比|环比|年均)[^，]*$"
)
_SHARE_WORD = re.compile(
    r"(?:占比|比重|比例|占|覆盖率|率|份额|达标|完成|(?<![季年])度|之比)(?:增加值|[^，增降升减涨跌])*$"
)
_AVERAGE = re.compile(
    r"(?<!全)年均(?!浓度|值|气温|降水|日照|水位)|年平均|平均每年|年递增|平均增长|年度平均|年复合|复合增长"
)
_BASE = re.compile(
    r"(?=[比较是为相累环上五十\d翻])(?:(?:比|较|是|为|相当于)(?:“[^”]{2,5}”(?:末|时期|期末|初)?|(?:19|20)\d\d年(?:末|底|初)?|[^，年]{0,6}(?:以前|之前|从前|(?:改造|整治|实施|试点|建设|搬迁|合并)前|年前|初期|建市|建区|成立|年初)|五年前|十年前)"
    r"|累计(?:增长|提高|下降|提升|降低)|环比|较?(?:上月|上季度)|(?:五|十|\d+)年(?:来|间)?(?:累计)?增[长加]|翻)"
)
_YEAR_BASE = re.compile(r"(?:比|较)(\d{4})年")


def fraction(token: Token, around: Surroundings) -> Meaning:
    """Return what a part of a whole, a percentage or a multiple says."""
    left = around.left
    gap = around.gap if around.gap.strip() else left
    if token.kind == "growth_cum":
        # 数量比上年翻了一番.
        return Meaning("growth_yoy" if YEARLY.search(left) else "growth_cum", "up", compared(left))
    if token.kind == "share" and (cut := _CUT_BY.search(gap)):
        # 通关时间压缩三分之二.
        return Meaning("growth_yoy" if YEARLY.search(left) else "growth_cum", "up" if cut["up"] else "down")
    if (token.kind == "share" or token.rule == "half") and not MORE_OR_LESS.search(gap):
        return Meaning("share")
    if token.unit == "倍":
        return _times(around)
    if around.last and around.last.kind.startswith("growth") and _moves_too(around.gap):
        return Meaning(around.last.kind, around.last.direction, around.last.reference)
    return _percent(left, gap, around)


# 压减一般性支出20%、公用经费5%.
_MOVES_TOO = re.compile(r"[、和](?:以及)?[^，、\d]{2,12}(?<![率重比占达为到成])")


def _moves_too(gap: str) -> bool:
    """Say whether the next of a list changes as the one before, as its words name no change of its own."""
    return bool(_MOVES_TOO.fullmatch(gap)) and not CHANGE.search(gap)


# 达到9.3件、增长2倍多.
_GREW = re.compile("^[、，](?:同比)?(?:增长|下降)了?(?:近|约|超过?)?$")
# 同比增速分别为1.9倍、16.1%.
_AT_A_RATE = re.compile("(?:增速|增幅|涨幅)(?:分别|均)?(?:为|达到?)$")


def _times(around: Surroundings) -> Meaning:
    left = around.left
    if _AT_A_RATE.search(around.gap):
        return Meaning("growth_yoy", "up")
    change = last_change(left)
    if change and _GREW.search(around.gap):
        return Meaning(_growth_kind(around), change, compared(left))
    if change and not re.search(r"(?:到|至|为|是)[^，]{0,14}$", left):
        return Meaning(_growth_kind(around), change, compared(left))
    base = re.search(r"(?:是|为|相当于|达到|达)([^，]{1,12})的?(?:近|约)?$", left)
    return Meaning("ratio", None, base.group(1).removesuffix("的") if base else None)


# 高于全国同期2.4%的两年平均增速.
_OF_RATE = re.compile(r"的[^，、]{0,5}?(?P<mean>平均|年均)?增[速幅]")
# 净增风电45万千瓦，占净增装机的14%.
_TAKES_UP = re.compile("(?:^|[，、；别均约仅])占[^，、；]{2,16}的$")
# 销售增长高达47% grew by that much; 增长到47% reached it.
_GREW_BY = re.compile(r"(?:增长|下降)(?:了|分别|均)?(?:高|约)?达到?$")
# 报销比例提高5%: a share moves by points, though it is told in per cent.
_MOVED = ("提高", "上升", "提升", "下降", "降低", "了")
_SHARE_MOVED = re.compile("(?:比例|比重|占比|(?:覆盖|报销|参保|普及|入学)率)(?:提高|上升|提升|(?P<down>下降|降低))了?$")
# 增长7%，快于全省同期的6%，全国的5%: what a growth is held against are growths.
_HELD = re.compile("[，、也还且]*(?:[高低快慢好]于)?(?!为)[一-鿿]{2,8}(?:同期|平均|季度)?(?:水平|增速)?的")
# 新订单指数为65.14%: an index is no part of anything.
_INDEX = re.compile("指数(?:[(（][^）)]*[)）])?(?:分别|均|都)?(?:[为达]|位于|处[于在]|保持在)*$")
# 大幅低于全国（49.5%）: what a growth is held against, in brackets.
_HELD_BESIDE = re.compile("(?:[高低快慢]于|跑[赢输])[^，（(]{2,10}[（(]$")
_CUT_BY = re.compile("(?:(?P<up>增加|增长)|压缩|缩短|减少|下降|降低)(?:了|近|约|超过?)*$")


def _percent(left: str, gap: str, around: Surroundings) -> Meaning:
    if gap.endswith(_MOVED) and (moved := _SHARE_MOVED.search(gap)):
        return Meaning("pp_change", "down" if moved["down"] else "up", compared(left))
    if gap.endswith("的") and _TAKES_UP.search(gap):
        return Meaning("share")
    grown = _GROWTH_WORD.search(left) or gap.endswith("改善")
    index = "指数" in gap and _INDEX.search(gap)
    if not grown and (index or gap.endswith("贡献")):
        return Meaning("level" if index else "share")
    if not grown and (_SHARE_WORD.search(gap) or (_REACHED.search(gap) and not _GREW_BY.search(gap))):
        return Meaning("share")
    change = last_change(gap) or (last_change(left) if grown else None)
    if change is None and around.tail.startswith(
        ("的增长", "的速度", "的增速", "的增幅", "增长", "以上的增", "左右的增")
    ):
        change = "up"
    if change is None and (moved := MORE_OR_LESS.search(gap)):
        change = "down" if moved["less"] else "up"
    if change is None and around.told.startswith("growth") and _HELD.fullmatch(around.gap):
        return Meaning(around.told, "up")
    beside = change is None and gap[-1:] in "（(" and _HELD_BESIDE.search(gap)
    if beside and (grown or around.told.startswith("growth")):
        return Meaning("growth_yoy", "up")
    if change is None and (held := _OF_RATE.match(around.tail)):
        return Meaning("growth_avg" if held["mean"] else _growth_kind(around), "up")
    if change is None:
        return Meaning("level" if index else "share")
    if change == "down" and gap.endswith(("至", "到")) and _SLOWED_TO.search(gap):
        change = "up"
    elif gap.endswith("改善") and _POLLUTED.search(left):
        change = "down"
    return Meaning(_growth_kind(around), "down" if change == "down" else "up", compared(left))


# 增速放缓至4.9% still grew; PM2.5浓度改善10.8% fell.
_SLOWED_TO = re.compile("增[速幅](?:放缓|回落|下滑|收窄|降)[至到]$")
_POLLUTED = re.compile("PM|浓度|颗粒物|排放")


def _growth_kind(around: Surroundings) -> str:
    left, year = around.left, around.year
    if _AVERAGE.search(left):
        return "growth_avg"
    if _OTHER_TIMES.search(left):
        return "growth_cum"
    based = _YEAR_BASE.search(left)
    if based and year and int(based.group(1)) == year - 1:
        return "growth_yoy"
    if (around.based or years_long(around.period)) and not YEARLY.search(left):
        return "growth_cum"
    return "growth_cum" if _BASE.search(left) else "growth_yoy"


# 读者比平时多了五成; 与节前一周比较，…价格上涨4.3%.
_OTHER_TIMES = re.compile("[比较与同](?:平时|平日|往常|往年|节前|前一[天日周]|上[周旬]|[前昨]一?[天日])")
