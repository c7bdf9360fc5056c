"""Decide from the clause what a number says: level, growth, share, target … and which way it points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yihe.figures.budgets import is_set
from yihe.figures.limits import SELECTS, is_limit, selects_by_rank, selects_cases
from yihe.figures.model import Period
from yihe.figures.spans import years_long
from yihe.figures.targets import BEYOND, is_target
from yihe.figures.token import TIME_UNITS, Token

_UP = "增长|提高|提升|上升|增加|上涨|攀升|加快|改善|增幅|增速|升幅|涨幅|提速|跃升|扩大|多增|增|升|涨|快"
_DOWN = (
    "负增长|下降|减少|降低|回落|下跌|下滑|压减|压缩(?!箱|机|站|车|天然|空气|垃圾)|缩减|缩短|降幅|跌幅|减幅|放缓|减缓|少增|削减|精简|下调"
    "|缩小|收缩|减|降|跌"
)
_CHANGE = re.compile(
    "(?=[负下减降回压缩少放削精收跌增长提上攀加改升涨扩跃多快])"
    rf"(?:(?P<narrowed>收窄)|(?P<down>{_DOWN})|(?P<up>(?<!新)(?:{_UP}))(?!值|加值|强|收节支|量|添|效|设|持|殖|绿|级))"
)
_REACHED = re.compile(
    rf"(?:{_UP}|{_DOWN}|收窄)(?:了)?(?:到|至|为)(?:了)?(?:[^，]{{0,6}}年[末底]?的?)?$|(?:由|从)(?![^，]*(?:增长|下降|回落)$)[^，]{{0,6}}$|(?:达到|达|为|占)$"
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
_VERSUS = re.compile(
    r"(?:高于|快于|高出|超出|超过|领先于?|好于|优于|^超|多于|跑赢|低于|慢于|落后于?|少于)(?P<ref>[^，]*)$"
)
_THAN = re.compile(
    r"(?:比|较|与(?=[^，]{2,16}相比))(?P<ref>[^，]{2,16}?)(?:增速|水平)?(?:相比)?[还仍]?(?:(?P<up>高出|(?<!提)高|快|多|领先|好)|(?P<down>低|慢|少))(?:出|了)?$"
)
_BELOW = re.compile(r"(?:低于|慢于|落后于?|少于|低)[^，]*$")
_PAST = re.compile(
    r"上年|去年|同期(?:水平)?$|上月|上季|季度|半年|年初|年末|年底|(?:19|20)\d\d年|五”|时期|前\S{0,2}月|\d月"
)
_GOAL = re.compile(r"目标|计划|任务|预期|序时|进度|指标值|要求|预算")
_PULL = re.compile(r"(?:拉动|贡献|带动|影响|[上下]拉|拉[高低])[^，]*$")

# 对生产总值的贡献率比上年提高2.4个百分点: the rate moved.
_RATE_MOVED = re.compile("贡献率[^，]{0,10}(?:提高|上升|下降|降低|回落|提升)了?$")
_DELTA = re.compile(
    r"(?:净增加?|增加(?!值)|(?<![新递激倍])增(?!容|加|长|值|强|设|收|量|速|幅|效|持|资|殖|绿|发|补|进|添)|多增|扩大(?!内需|开放|消费|就业)|缩小(?![到至为])|(?<!为企业)减少|下降|降低|(?<![升下起])降(?!低|至|到|幅|碳|本|水|级|雨|雪|温)|少增|(?<![节创])[增减][收支](?!节|脱)|[少多短超][收支]|压减(?![^，]{2})|压缩(?!箱|机|站|车|天然|空气|垃圾)|(?<![压核])减(?!容|少|排|免|税|负|至|到|灾|碳|压|轻|速|震|持))(?:了)?(?P<noun>[^，到至为]{0,8})$"
)
_MORE = re.compile(
    r"(?:[多少](?<=[比较][上去]年[多少])|[多少](?<=[比较][上去]年同期[多少])|(?:比|较)[^，]{1,10}(?:多|(?P<less>少))出?|(?<=面积)新增|(?<=里程)新增|提高|上升|(?<![和、与改造])提升|(?<![稳保促])增长|回落|上涨|下跌|[涨跌]了|[上下][调浮]|超[警汛保][戒限证][^，]{0,2}水位)了?$"
)
# A move is told with one of these characters.
_MAY_MOVE = re.compile("[增扩减缩下降少多短超压提升回涨跌调浮]")
_RELIEF = re.compile(
    r"(?:为|给)[^，]{0,12}减|减[税免负]|减少(?:地方|群众|企业)?(?:税|费|负担|成本|支出|垫付|损失)"
    r"|(?<!面积)(?<!里程)新增|增加值"
)


@dataclass(slots=True)
class Meaning:
    """Kind, direction and reference of one number."""

    kind: str
    direction: str | None = None
    reference: str | None = None


@dataclass(slots=True)
class Surroundings:
    """What stands around a number in its clause.

    `left` runs from the clause start, `gap` from the number before; `right` to the next number, `tail` to the
    clause end, `ahead` to the end of the item; `target` says that the sentence has opened a plan, `based` that it
    opened with a base; `period` is the time of the number, `told` the kind of the claim before.
    """

    left: str
    gap: str
    right: str
    tail: str
    before: Token | None
    last: Meaning | None
    target: bool = False
    year: int | None = None
    period: Period | None = None
    ahead: str = ""
    based: bool = False
    told: str = ""


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
        and _listed(around)
        and (around.before.unit == token.unit or {around.before.unit, token.unit} == {"%", "倍"})
        and token.kind == ""
    ):
        return Meaning(around.last.kind, around.last.direction, around.last.reference)
    if around.last and around.last.kind == "delta" and _goes_on(token, around):
        return Meaning("delta", around.last.direction, around.last.reference)
    if token.unit == "pp":
        return _points(around)
    if token.unit in ("%", "‰", "倍"):
        return _fraction(token, around)
    return _quantity(token, around)


# Thresholds by their form alone: 百亿级企业, 全球前1%学科.
_FORMS = ("size-class", "top-share")
# 增加值居前10位的行业: they hold those ranks.
_HOLDS_RANK = ("居", "列", "排")
_LIST = re.compile(r"[、和与及至到或—–\-~]|以及|[—–\-~]{2}")
_LONGEST_JOINT = 2


def _listed(around: Surroundings) -> bool:
    joint = around.gap.strip(" ")
    return len(joint) <= _LONGEST_JOINT and bool(_LIST.fullmatch(joint))


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
    change = _last_change(left)
    reference = versus["ref"] if versus else _compared(left)
    if versus and not change:
        return Meaning(
            "pp_change",
            "down" if _BELOW.search(versus.group()) or "低" in versus.group() else "up",
            reference,
        )
    return Meaning("pp_change", change, reference)


# The second of two comparisons: 高于全国2.3个百分点、全省0.7个百分点.
_ALSO = re.compile(r"[、和](?P<ref>[^，、\d]{1,8})")


def _last_change(left: str) -> str | None:
    change = None
    for found in _CHANGE.finditer(left):
        change = found.lastgroup
    return change


_COMPARED = re.compile(
    r"(?:比|较)(?<![同环].)(?P<ref>[^，]{2,10}?)(?:末|底)?(?=增|提|下|上|回|收|减|降|扩|加|放|净|多|少)"
)


def _compared(left: str) -> str | None:
    found = _COMPARED.search(left)
    return found["ref"] if found else None


def _fraction(token: Token, around: Surroundings) -> Meaning:
    left = around.left
    gap = around.gap if around.gap.strip() else left
    if token.kind == "growth_cum":
        # 数量比上年翻了一番.
        return Meaning("growth_yoy" if _YEARLY.search(left) else "growth_cum", "up", _compared(left))
    if token.kind == "share" and (cut := _CUT_BY.search(gap)):
        # 通关时间压缩三分之二.
        return Meaning("growth_yoy" if _YEARLY.search(left) else "growth_cum", "up" if cut["up"] else "down")
    if (token.kind == "share" or token.rule == "half") and not _MORE_OR_LESS.search(gap):
        return Meaning("share")
    if token.rule == "two-digits":
        return Meaning("growth_yoy", "up")
    if token.unit == "倍":
        return _times(around)
    if around.last and around.last.kind.startswith("growth") and _moves_too(around.gap):
        return Meaning(around.last.kind, around.last.direction, around.last.reference)
    return _percent(left, gap, around)


# 压减一般性支出20%、公用经费5%.
_MOVES_TOO = re.compile(r"[、和](?:以及)?[^，、\d]{2,12}(?<![率重比占达为到成])")


def _moves_too(gap: str) -> bool:
    """Say whether the next of a list changes as the one before, as its words name no change of its own."""
    return bool(_MOVES_TOO.fullmatch(gap)) and not _CHANGE.search(gap)


def _times(around: Surroundings) -> Meaning:
    left = around.left
    change = _last_change(left)
    if change and not re.search(r"(?:到|至|为|是)[^，]{0,14}$", left):
        return Meaning(_growth_kind(around), change, _compared(left))
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
_HELD = re.compile("[，、也还且]*(?:[高低快慢好]于)?[一-鿿]{2,8}(?:同期|平均|季度)?(?:水平|增速)?的")


# 新订单指数为65.14%: an index is no part of anything.
_INDEX = re.compile("指数(?:[(（][^）)]*[)）])?(?:分别|均|都)?(?:[为达]|位于|处[于在]|保持在)*$")
# 大幅低于全国（49.5%）: what a growth is held against, in brackets.
_HELD_BESIDE = re.compile("(?:[高低快慢]于|跑[赢输])[^，（(]{2,10}[（(]$")


_CUT_BY = re.compile("(?:(?P<up>增加|增长)|压缩|缩短|减少|下降|降低)(?:了|近|约|超过?)*$")
# 比去年少了38.7%, 同比少了一半, 比改造前多了三成.
_MORE_OR_LESS = re.compile("(?:[比较][^，]{1,8}|同比)(?:虽然|虽)?(?:多|(?P<less>少))[了出]?$")


def _percent(left: str, gap: str, around: Surroundings) -> Meaning:
    if gap.endswith(_MOVED) and (moved := _SHARE_MOVED.search(gap)):
        return Meaning("pp_change", "down" if moved["down"] else "up", _compared(left))
    if gap.endswith("的") and _TAKES_UP.search(gap):
        return Meaning("share")
    grown = _GROWTH_WORD.search(left) or gap.endswith("改善")
    index = "指数" in gap and _INDEX.search(gap)
    if not grown and (index or gap.endswith("贡献")):
        return Meaning("level" if index else "share")
    if not grown and (_SHARE_WORD.search(gap) or (_REACHED.search(gap) and not _GREW_BY.search(gap))):
        return Meaning("share")
    change = _last_change(gap) or (_last_change(left) if grown else None)
    if change is None and around.tail.startswith(
        ("的增长", "的速度", "的增速", "的增幅", "增长", "以上的增", "左右的增")
    ):
        change = "up"
    if change is None and (moved := _MORE_OR_LESS.search(gap)):
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
    return Meaning(_growth_kind(around), "down" if change == "down" else "up", _compared(left))


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
    if (around.based or years_long(around.period)) and not _YEARLY.search(left):
        return "growth_cum"
    return "growth_cum" if _BASE.search(left) else "growth_yoy"


# 读者比平时多了五成; 与节前一周比较，…价格上涨4.3%.
_OTHER_TIMES = re.compile("[比较与同](?:平时|平日|往常|往年|节前|前一[天日周]|上[周旬]|[前昨]一?[天日])")
_YEARLY = re.compile(r"同比|比上年|较上年|比去年|较去年|每年|当年")


def _quantity(token: Token, around: Surroundings) -> Meaning:
    if token.unit == "year" and around.tail.startswith("一遇"):
        # 防洪标准由20年一遇提高到50年一遇.
        return Meaning("level")
    if token.unit in TIME_UNITS and token.hedge != "none" and SELECTS.match(around.tail):
        return Meaning("threshold")
    if token.unit in TIME_UNITS and _COUNTED_TIME.search(around.gap):
        return Meaning("level")
    if token.unit in TIME_UNITS and not _more_time(around):
        return Meaning("duration")
    if token.unit in ("位", "位次"):
        fallen = re.search("[后下退]", around.left[-8:])
        return Meaning("delta", "down" if fallen else "up", _compared(around.left))
    if (
        ("超" in around.gap or "多" in around.gap)
        and (beyond := BEYOND.search(around.gap))
        and not around.tail.startswith("的")
    ):
        return Meaning("delta", "up", beyond.group().lstrip("超额出过比").rstrip("多出"))
    if token.unit in TIME_UNITS and (shorter := _SHORTENED.search(around.gap)):
        return Meaning("delta", "up" if shorter.group().startswith("延") else "down", _compared(around.left))
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
        return Meaning("delta", "down" if down else "up", _compared(around.left))
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
        or _MORE_OR_LESS.search(around.gap)
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
        or (_DELTA.search(around.left) if _listed(around) else None)
    )


# 人均受教育年限达9年 is a mean of many, 空气优良天数305天 a count.
_COUNTED_TIME = re.compile(
    "(?:受教育年限|(?:(?:优良|良好|[一二]级|达标)[^，]{0,8}|污染)天数|利用小时数?)(?:平均|共)?(?:[仅约达为]|达到|(?:保持|稳定)?在)*$"
)
# 车主平均找位时间缩短6分钟; 比国家规定的30分钟缩短19分钟.
_SHORTENED = re.compile("(?:缩短|延长|压缩)了?$")
# 优良天数增加43天 counts days.
_MORE_DAYS = re.compile(
    "(?:[天日]数|[一二]级天|优良天|污染天)(?:累计|同比|净|[比较][上去]年)?(?:同期)?(?:增加|减少|增|减)了?$"
)
_VERSUS_BEFORE = re.compile(r"同比|(?:比|较)(?:上年|去年|[^，]{0,3}年前|上月|\d|年初)")
