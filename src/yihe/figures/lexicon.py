"""The words the scanner knows: scales, unit words, hedges, and what must not follow a unit word."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.units import parse_unit, unit_words

SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "亿万": 10**12,
    "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
SCALE = "(?:万亿|亿万|千亿|百亿|十亿|亿|千万|百万|十万|万)|个(?:万亿|千亿|百亿|十亿|亿|千万|百万)(?![元级])|千(?![瓦克米伏卡焦赫帕])|百(?!分)"

# Characters after which a unit word is only the head of a longer word: 3人民 is no 3人.
NOT_BEFORE = {
    "个": "体", "户": "外口均籍型", "人": "均民工才大口社士行文居力为", "家": "庭具电居乡园长政", "项": "目",
    "处": "理置罚分于级", "座": "谈落椅", "名": "单优校师称牌企医录列", "位": "居于列置数", "所": "有属在", "次": "新日数级",
    "批": "准发", "场": "馆地所景", "年": "代级度产货轻均末初底中报", "台": "湾风账阶胞", "对": "接外口于企比", "片": "区",
    "套": "餐期路种牌", "节": "能约点水日目", "门": "店诊槛牌", "本": "地市省区级科土轮月", "口": "岸径袋腔", "班": "子列",
    "列": "入为居全第车", "组": "织建团成合", "队": "伍", "团": "队体结", "期": "间待货末满限望", "村": "庄级民居", "回": "迁收升落暖",
    "起": "步来到降点草重飞", "份": "额", "支": "持出撑付行部", "件": "均", "张": "家店江掖裕贴", "架": "构设", "轮": "船胎驳换候",
    "站": "点位", "成": "为立功效员绩交长本果", "分": "别之类期局公配析布", "头": "号部", "层": "次面级", "种": "植养粮业子", "台次": "", "天": "津然气",
    "版": "权图", "单": "位一独个元", "把": "握", "段": "落", "款": "项", "点": "", "档": "案次", "字": "", "米": "粉面", "笔": "记",
    "元": "旦素件器宵", "度": "假夏", "课": "题程堂改", "盘": "", "级": "", "份额": "", "市": "场民政级直委属区辖值", "省": "级委内会政直道",
    "县": "区级委域市政", "区": "域间级委块划内", "镇": "街村区", "届": "", "例": "", "条": "件例款约", "对子": "", "间": "隔接距", "扇": "", "席": "", "方": "面案式向针法",
    "孔": "", "道": "路德", "集": "团中群", "日": "", "棚": "户改", "箱": "", "步": "伐", "宗": "旨教", "堂": "", "环": "境节保", "圈": "", "块": "状", "起步": "",
    "月": "", "面": "", "门类": "", "大": "", "针": "对", "眼": "", "枚": "", "周": "边转围期岁年", "秒": "", "成色": "", "袋": "", "排": "放名水查", "粒": "", "平台": "", "剂": "",
}  # fmt: skip
_SKIPPED = {
    "rank", "ratio", "percent", "permille", "pp", "CNY", "USD", "HKD", "EUR", "JPY", "year", "month", "day", "hour",
    "min", "second", "week", "workday", "月", "日", "学年", "周年", "平", "级", "期", "版", "大", "点", "圈", "环",
    "平台", "板块", "比特", "排", "井", "区", "mu", "升", "角", "户籍", "人户", "台次x", "度", "节课x", "集", "步", "字", "例数", "倍数", "机组", "场地", "W", "g",
}  # fmt: skip


def _guarded(word: str) -> str:
    barred = NOT_BEFORE.get(word, "")
    if word.isascii() and word.isalnum():
        return re.escape(word) + r"(?![A-Za-z0-9])"
    return re.escape(word) + (f"(?![{barred}])" if barred else "")


UNIT_WORDS = tuple(word for word in unit_words() if word not in _SKIPPED)
_TOP = "元|美元|公斤|千克|斤|吨|人|辆|立方米|微克|毫克|克|千瓦时|车次|公里|亩"
_BELOW = (
    "平方米|平方公里|立方米|公斤|千克|亩|人|天|日|月|年|小时|头|吨|千瓦时|千瓦|度|户|㎡|m2|m3|斤|套|辆|km2"
)
UNIT = (
    rf"(?:(?:{_TOP}|微克|毫克|μg|ug|mg|千克|克)/(?:{_BELOW})(?![A-Za-z])"
    rf"|人公里|吨公里|{'|'.join(_guarded(word) for word in UNIT_WORDS)}|℃|摄氏度)"
)


def _meaning(word: str) -> tuple[str, Decimal]:
    unit = parse_unit(word)
    return (unit.symbol, unit.scale) if unit else (word, Decimal(1))


UNITS: dict[str, tuple[str, Decimal]] = {word: _meaning(word) for word in UNIT_WORDS}


def unit_meaning(word: str) -> tuple[str, Decimal]:
    """Return the symbol and the scale of a unit word of the scanner."""
    found = UNITS.get(word)
    if found is None:
        found = UNITS[word] = _meaning(word)
    return found


# Verbs after which 近三年 is a length of time; elsewhere it is the window a text reports on.
LASTED = "(?:停滞|搁置|闲置|荒废|历时|长达|困扰|等待|等了|拖延|悬置|尘封|沉寂|沿用|使用|从业|任职|坚持|停工|烂尾|拖欠|运行|已有|经过|时隔)"

_MOVED = re.compile(r"(?:前移|上升|提升|后移|下降|跃升|进位|前进|晋升|攀升|提高)(?:了)?$")


def unit_in_place(word: str, before: str) -> tuple[str, Decimal]:
    """Return the meaning of a unit word; 位 counts persons, except where a rank has moved (前移3位)."""
    if word == "位" and _MOVED.search(before):
        return "位", Decimal(1)
    return unit_meaning(word)


# Classifiers that may follow a Chinese numeral; shorter than the digits' list, because 三方 and 两路 are words.
WORD_UNITS = (
    "个百分点|百分点|个月|个工作日|个小时|小时|工作日|万平方米|平方公里|平方米|亿元|万元|元|美元|亿斤|公斤|公里|公顷|万吨|千瓦|立方米"
    "|大类|人次|户|家|项|处|套|栋|幢|座|所|件|条|台|辆|艘|架|只|株|名|人|位|批次|批|场次|场|次|种|类|轮|间|倍|天|周"
    "|个|米|吨|亩|层|宗|起|例|笔|款|支|张|片|道|组|块|份|口|对|艘|万|亿|街道|社区"
)
WORD_UNIT = "(?:" + "|".join(_guarded(word) for word in WORD_UNITS.split("|")) + ")"

HEDGES_BEFORE = {
    "近": "nearly", "接近": "nearly", "将近": "nearly", "约": "about", "大约": "about", "约为": "about", "大概": "about",
    "超": "over", "超过": "over", "超过了": "over", "突破": "over", "突破了": "over", "逾": "over", "破": "over", "过": "over",
    "大于": "over", "多于": "over", "高于": "over", "迈上": "over", "迈过": "over", "跨越": "over", "跨过": "over", "站上": "over",
    "跃上": "over", "跨上": "over", "越过": "over", "首破": "over", "冲破": "over", "上": "over",
    "不低于": "at_least", "不少于": "at_least", "至少": "at_least", "不小于": "at_least", "最少": "at_least",
    "不足": "under", "不到": "under", "低于": "under", "少于": "under", "小于": "under", "未满": "under",
    "不超过": "at_most", "不超": "at_most", "不高于": "at_most", "不多于": "at_most", "最多": "at_most", "不大于": "at_most",
}  # fmt: skip
# A hedge word that ends another word is no hedge: 签约15个, 通过3项, 附近.
NOT_A_HEDGE = re.compile(
    r"(?:[签节集契预合公条履特制]约|[通经不透渡度再错]过|[最附靠临邻相亲]近|[爆打攻]破|[赶]超)$"
)
HEDGES_AFTER = {
    "左右": "about", "上下": "about", "以上": "at_least", "及以上": "at_least", "以下": "at_most", "及以下": "at_most",
    "以内": "at_most", "之内": "at_most", "内": "at_most", "余": "over", "多": "over", "有余": "over", "开外": "over",
}  # fmt: skip
PERSON_NOUNS = (
    "群众",
    "居民",
    "市民",
    "村民",
    "人口",
    "人民",
    "党员",
    "干部",
    "职工",
    "学生",
    "农民",
    "游客",
    "学子",
    "师生",
    "移民",
    "老人",
    "儿童",
    "妇女",
    "残疾",
    "大学生",
    "青年",
    "劳动力",
    "从业人员",
    "贫困人口",
)
