"""The words the scanner knows: scales, unit words, hedges, and what must not follow a unit word."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.resources import files

from yihe.units import parse_unit, unit_words

SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "亿万": 10**12,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
SCALE = (
    "(?:万亿|亿万|千亿|百亿|十亿|亿|千万|百万|十万|万)|个(?:万亿|千亿|百亿|十亿|亿|千万|百万)(?![元级]|台阶|产业|集群|园区|企业|项目|城市|镇|县)"
    "|千(?![瓦克米伏卡焦赫帕升])|百(?!分)"
)
# Unit words that a digit does not count: ambiguous ones, and pint's names for what has a Chinese word.
_SKIPPED = frozenset(
    [
        "rank",
        "ratio",
        "percent",
        "permille",
        "pp",
        "CNY",
        "USD",
        "HKD",
        "EUR",
        "JPY",
        "year",
        "month",
        "day",
        "hour",
        "min",
        "second",
        "week",
        "workday",
        "mu",
        "W",
        "g",
        "月",
        "日",
        "学年",
        "周年",
        "平",
        "级",
        "期",
        "版",
        "大",
        "点",
        "圈",
        "环",
        "平台",
        "排",
        "井",
        "区",
        "升",
        "角",
        "度",
        "集",
        "步",
        "字",
        "例数",
        "倍数",
        "机组",
        "场地",
    ]
)


def _guards() -> dict[str, str]:
    text = files(__package__).joinpath("unit_guards.txt").read_text(encoding="utf-8")
    lines = (line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return dict(lines)  # type: ignore[arg-type]


GUARDS = _guards()


def guarded(word: str) -> str:
    """Return the pattern of a unit word that is no head of a longer word: 3人, not 3人民."""
    if word.isascii() and word.isalnum():
        return re.escape(word) + r"(?![A-Za-z0-9])"
    barred = GUARDS.get(word)
    return re.escape(word) + (f"(?!{barred})" if barred else "")


UNIT_WORDS = tuple(word for word in unit_words() if word not in _SKIPPED)
_TOP = "元|美元|公斤|千克|斤|吨|人|部|辆|立方米|微克|毫克|克|千瓦时|车次|公里|亩|件|起|例|升|户|米"
_BELOW = (
    "百平方公里|万人|百人|百户|千人|平方米|平方公里|立方米|公斤|千克|公顷|亩|人次?|天|日|月|年|小时|头|吨|千瓦时|千瓦|度|户|㎡|m2|m3|斤|套|辆|km2"
    "|百公里|公里|升|次|张|床|间|节|学期|学年|生|株|只|件|份|班|票|家|台|位|万元|秒"
)
UNIT = (
    # The unit written most comes first; no other begins so.
    r"(?:%|[镇乡](?=\d|[、，。；和“])|"
    rf"(?:{_TOP}|微克|毫克|μg|ug|mg|千克|克)/(?:{_BELOW})(?![A-Za-z])(?:[·•.][月年天日次])?"
    # The energy that output or persons take is weighed in coal.
    r"|吨标准煤/(?:万元|人)"
    r"|(?:微克|毫克|克)每(?:立方米|升|千克|公斤)"
    r"|人公里|m/s|吨公里|个?位次|分贝|日(?=以?内|办[结理]|送达|上门|响应|审[批结]|出证)"
    rf"|{'|'.join(guarded(word) for word in UNIT_WORDS)}|℃|摄氏度|(?<=[万亿])度(?!假))"
)


_SPEEDS = ("公里/小时", "km/h", "千米/小时")
# 设计时速80公里.
_AN_HOUR = re.compile("时速(?:可|将)?(?:[约达为近超]|达到|超过|不超过|提高到|提升至)*$")


def _meaning(word: str) -> tuple[str, Decimal]:
    if word in _SPEEDS:
        return "km/h", Decimal(1)
    if "/百" in word:
        # 102.8部/百人 is told so by its definition.
        return word, Decimal(1)
    # 元/人·月 is told per month: whose month it is stands in the subject.
    word = re.sub(r"/[^·•.]+[·•.]", "/", word.replace("克每", "克/").replace("标准煤", ""))
    unit = parse_unit(word)
    return (unit.symbol, unit.scale) if unit else (word, Decimal(1))


UNITS: dict[str, tuple[str, Decimal]] = {word: _meaning(word) for word in UNIT_WORDS} | {"个位次": ("位次", Decimal(1))}


def unit_meaning(word: str) -> tuple[str, Decimal]:
    """Return the symbol and the scale of a unit word of the scanner."""
    found = UNITS.get(word)
    if found is None:
        found = UNITS[word] = _meaning(word)
    return found


# 前 opens a rank or a window (前3, 前五个月), but not at the end of a word (目前3所, 提前3天).
_RANKS_AFTER = re.compile(r"(?:(?<![目当日提此以之先空眼午生产会节年月汛])|(?<=[今去]年)|(?<=\d{4}年))前$")


def opens_rank(before: str) -> bool:
    """Say whether the words before a number end with a 前 that opens a rank or a window."""
    return before.endswith("前") and bool(_RANKS_AFTER.search(before))


# Verbs after which 近三年 is a length of time; elsewhere it is the window a text reports on.
LASTED = (
    "(?:停滞|搁置|闲置|荒废|历时|长达|困扰|等待|等了|拖延|悬置|尘封|沉寂|沿用|使用|从业|任职|坚持|停工|烂尾"
    "|拖欠|运行|已有|经过|时隔)"
)

_MOVED = re.compile(r"(?:前移|上升|提升|后移|下降|跃升|进位|前进|晋升|攀升|提高)(?:了)?(?:\d+位[、和])?$")


_POINTS_MOVED = re.compile("[高低增减升降落快慢宽窄涨跌缩提扩于][^，。；]{0,4}$")


def unit_in_place(word: str, before: str) -> tuple[str, Decimal]:
    """Return the meaning of a unit word; 位 counts persons, except where a rank has moved (前移3位)."""
    if word == "位" and _MOVED.search(before):
        return "位", Decimal(1)
    if word in ("公里", "千米") and "时速" in before and _AN_HOUR.search(before):
        return "km/h", Decimal(1)
    if word == "个点" and not _POINTS_MOVED.search(before):
        # 覆盖2000个点、5条线: places, no percentage points.
        return "个", Decimal(1)
    return unit_meaning(word)


# 低于3%左右的预期目标: the number before is the aim.
AIM_ITSELF = re.compile("的(?:预期|全年|年度|年初)?(?:预期|增长|发展|控制|调控)?目标")
# What a numeral before 大 counts: 三大水系, 10大优势产业; 十大代表 of a congress and 二大队 count nothing.
BIG = (
    r"(?P<unit>大类|大)(?=[^，。；、“”\s]{2})(?!小|多|力|幅|量|致|概|约|家|会|局|战[略役争]|学|道|院|赛|棚|鹏|连|同|庆|兴|理|精神|报告|以来"
    "|和十|代表|届)"
)
# Classifiers that may follow a Chinese numeral; shorter than the digits' list, because 三方 and 两路 are words.
WORD_UNITS = (
    "个百分点|百分点|个位次|个月|个工作日|个小时|小时|工作日|万平方米|平方公里|平方米|亿元|万元|元|美元|亿斤|公斤|公里|公顷|万吨|千瓦|立方米"
    "|大类|人次|户|家|项|处|套|栋|幢|座|所|件|条|台|辆|艘|架|只|株|名|人|位|批次|批|场次|场|次|种|类|轮|间|倍|天|周"
    "|个|米|吨|亩|层|宗|起|例|笔|款|支|张|片|道|组|块|份|口|对|艘|部|万|亿|街道|社区"
)
WORD_UNIT = "(?:" + "|".join(guarded(word) for word in WORD_UNITS.split("|")) + ")"

_BEFORE = {
    "nearly": "近 接近 将近",
    "about": "约 大约 约为 约达 大概",
    "over": "超 超过 超过了 突破 突破了 逾 破 过 大于 多于 高于 迈上 迈过 跨越 跨过 站上 跃上 跨上 越过 首破 冲破 上",
    "at_least": "不低于 不少于 至少 至少有 不小于 最少 达到或超过",
    "under": "不足 不到 低于 少于 小于 未满 不满",
    "at_most": "不超过 不超 不高于 不多于 最多 最长 最长为 不大于",
}
HEDGES_BEFORE = {word: hedge for hedge, words in _BEFORE.items() for word in words.split()}
# A hedge word that ends another word is no hedge: 签约15个, 通过3项, 附近.
NOT_A_HEDGE = re.compile(r"(?:[签节集契预合公条履特制]约|[通经不透渡度再错]过|[最附靠临邻相亲]近|[爆打攻]破|[赶]超)$")
_AFTER = {
    "about": "左右 上下",
    "at_least": "以上 及以上",
    "at_most": "以下 及以下 以内 之内 内",
    "over": "余 多 有余 开外 还多 出头",
}
HEDGES_AFTER = {word: hedge for hedge, words in _AFTER.items() for word in words.split()}
_PERSONS = "群众 居民 市民 村民 人口 人民 党员 干部 职工 学生 农民 游客 学子 师生 移民 老人 儿童 妇女 残疾 青年 劳动力"
PERSON_NOUNS = (*_PERSONS.split(), "从业人员")
