"""Read a number written in Chinese characters, and know the many words that only look like one."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.figures.lexicon import BIG, LASTED, WORD_UNIT, opens_rank, unit_in_place, unit_meaning
from yihe.figures.numerals import read_numeral
from yihe.figures.token import Token, silent

_N = "[一二两三四五六七八九十百千万亿零〇]"
_D = "[一二两三四五六七八九十]"
_FIGURE = re.compile(
    rf"(?P<num>{_N}+)(?P<inner>[余多来])?(?P<scale>[百千万亿](?=[元个家户名人吨亩]))?(?P<unit>{WORD_UNIT})(?P<after>多(?=[的，,。、；]|$))?"
)
_PERCENT = re.compile(rf"百分之(?P<whole>{_N}+)(?:点(?P<part>[一二三四五六七八九零〇]+))?|千分之(?P<mille>{_N}+)")
_FRACTION = re.compile(rf"(?P<below>{_D}+)分之(?P<above>{_D}+)(?P<after>强|多)?")
_HALF = re.compile(r"一半(?=以上|左右|[，,。；、的]|$)|半数(?=以上|左右|[，,。；、]|$)")
_BARE_HALF = re.compile(r"半(?=[，,。；、的]|$)")
_TENTHS = re.compile(
    rf"{_D}成(?:(?P<half>半|多)|(?P<hundredths>[一二三四五六七八九]))?(?![为立功熟长果效员绩交本品色就不新份套都人型排对像片体])"
)
_DOUBLED = re.compile(rf"翻(?:了)?(?P<hedge>近|约|超)?(?P<times>{_D}|\d)番")
_FIRST = re.compile(r"首位(?![数度的]|负责|制|作者)|榜首|首名")
_RANK = re.compile(rf"第(?P<num>{_N}+)(?:位(?![置数])|名(?!单))")
# A rank that moves is told with both its ends: 从全国第五提升到第三.
_TO_RANK = "(?:提升|上升|跃升|前移|跃居|跃至|升至|升到|进位|下降|降至|降到|退居)[^，。]{0,4}第"
_BARE_RANK = re.compile(rf"第(?P<num>{_N}{{1,3}})(?=[，,。；;、：！）)”’\s]|$|以?[和及]第|{_TO_RANK})")
_TOP = re.compile(
    rf"前(?P<num>{_N}{{1,3}})(?:(?P<unit>位(?![置数])|名(?!单)|强|甲|(?:大|个))|(?=[，,。；;、：！）)”’\s]|$|行列|之列|序列))"
)
_ORDINAL = re.compile(
    rf"第{_N}+(?:届|期|次|轮|批|个|家|条|章|号|季度|代|集|卷|部|阶段|节|款|项|座|站|艘|例|台|任|套|张|版|编|篇|年|天|种|类|处|所)"
    r"|首(?:批|期|届|个|家|条|座|台|套|例|单|支|艘|架|款|列|轮|车|店|部|只|张|份|笔|宗|户|所|处|项|站)(?!次|席)"
)
_NO_ORDINAL = re.compile(
    rf"第{_N}+(?:产业|方|时间|线|书记|责任|课堂|中学|小学|医院|人民|动力|要务|资源|梯队|方阵|粮仓|大|等|县|市|区|城|村|镇|站位|现场|师|手|届)"
)
# 全省第三大煤田: a place in the order of size.
_LARGEST = re.compile(rf"第(?P<num>{_N}{{1,2}})(?=大(?![街道队会党学楼桥厦门类省国市县区]|[，。；]))")
_SCALE_CLASS = re.compile(
    r"(?P<num>(?:[一二两三四五六七八九十几])?(?:万亿|千亿|百亿|十亿|亿|千万|百万|百亿))(?P<unit>元)?级(?P<rest>以上)?(?!别人)"
)
# 新增1个千亿产业集群和2家百亿企业.
_SCALE_HEAD = re.compile(
    r"(?P<num>万亿|千亿|百亿|十亿)(?P<unit>元)?(?=(?:产业(?:集群|园区?|链)?|集群|企业|园区|板块|城市)(?!大关|台阶))"
)
_MONEY_LIMIT = re.compile(r"(?P<num>万亿|千亿|百亿|十亿|亿|千万|百万)(?P<unit>美元|元)?(?=以上|以下|及以上)")
_HEDGED_SCALE = re.compile(
    r"(?P<num>万亿|千亿|百亿|十亿|亿|千万|百万|百万亿|[一二两三四五六七八九]千亿|[一二两三四五六七八九]百亿|[一二两三四五六七八九]万亿)(?P<unit>元|美元|斤|吨|千瓦时)?"
)
_DATE = re.compile(
    rf"[二一][〇零○一二三四五六七八九]{{3}}年(?:{_D}{{1,2}}月(?:{_D}{{1,3}}[日号])?)?|{_D}{{1,2}}月(?:份|底|末|初)?(?:{_D}{{1,3}}[日号])?(?!饼|亮)"
    rf"|(?:前|头)?{_D}个?季度|第{_N}季度|[前头后近这][一二两三四五六七八九十]+(?:年|个月|季度|天|周)(?:多)?(?:来|间)?"
    rf"|{_N}+(?:余|多|几)?(?:年|个月)(?:多来|以来|来|间|前|后|内|期|规划|行动|计划|任务|目标|时间|建设|发展|禁渔|过渡期|攻坚)?"
    rf"|近?{_N}+个月来|半年|{_N}+日(?!内)|{_N}+天来|{_N}+时(?=许|半|整)|[初]{_D}+"
)
_DURATION_BEFORE = re.compile(
    r"(?:连续|为期|提前|[快慢早晚少多]了|节省|节约|耗费|花费|历经|仅用|只用|拖欠|逾期|超期|持续|需要?|[不已]满|缩短|压缩?[至到为]|缩短[至到为]|上线|(?:[期限]|时[间长限])[由从]|延长[至到为]?|不到|不足|超过|用时|耗时|滞后|推迟|工期|寿命|期限|累计)(?:了|近|约)?$"
    rf"|{LASTED}(?:了|已)?(?:近|约|将近|超过)?$"
)
_NAME = re.compile(
    rf"{_D}+大(?:[^，。；、“”\s\d]{{0,8}}?)(?:考古|新闻|新发现|行动|工程|计划|战役|攻坚战|保卫战|会战|战略|专项|发展理念|任务|体系|抓手|支撑|保障|机制|理念|关系|新业态|优势|标志性战役|振兴|会)"
    rf"|{_D}+级(?!以上|及以上)|{_D}+期(?!间|货|待|限)|{_D}+号|{_D}+等奖?|{_D}+甲|{_D}+星级?|{_D}+产|{_D}+农|{_D}+县|{_D}+化(?:建设)?"
    rf"|{_D}个(?:确立|维护|毫不动摇|务必|结合|代表|意识|自信|全面|最严|统筹|坚持|融合|必须|一律|一百年|百年|健康|不|一批|一|转变|优先|导向|重点任务|面向|提升|注重|中心|清单|责任|区分|转型|更加|放心|明确|强化|现代化|革命|示范|倍增|翻番|突破年|确保|文明)"
    rf"|{_D}(?:次供水|次全委|次全[体会]|次人代|次党代|次会议|次代表大会|种有色金属|次创业|次能源|次分配|次污染|次开发|类疫苗|类区域|类地区|类(?:标准|海?水质?|海域|断面|水体|及以上)|类[^，。]{{0,2}}资源区|支一扶|轮车|台河|大革命|大班子|大名著|套班子|类人员|块地改革|种所有制|个先行|项补贴|项规定|项任务|次产业|条控制线|条红线|条底线|项制度|公经费|位一体|项改革任务|类(?:严重)?(?:暴力|刑事)*案件|方面|方|者|地|国|市|区|侧|岸|端|手|边|种精神|条例|番五次|令五申|面八方|张网|张清单|本账)"
)
HEDGE_NEEDED = re.compile(
    r"(?:上|近|超|超过|过|破|突破|逾|约|达|达到|高达|不足|接近|迈上|迈进|站上|跨越|跃上|冲刺|迈向|新增)$"
)
_INNER_ONE = re.compile(
    r"(?:新增|建成|新建|落户|获批|创建|新设|开工|投产|引进|入选|打造|增设|成立|设立|布局建设)(?:了)?$"
)
# The middle of a numeral is never tried on its own: 二十大 holds no 十大.
_NUMERAL_CHARS = tuple("一二两三四五六七八九十百千万亿零〇")
_ONE_COUNTED = frozenset("座所处家条")


def read_words(text: str, position: int) -> Token | None:
    """Read the number at `position`, None where the characters are only a word."""
    char = text[position]
    before = text[max(0, position - 8) : position]
    if char == "第":
        return _ordered(text, position)
    if char == "首" or char == "榜":
        return _first(text, position)
    if char == "后":
        return _bottom(text, position)
    if char == "前":
        if not opens_rank(text[max(0, position - 1) : position + 1]):
            return None
        return _top(text, position)
    if char == "翻":
        return _doubled(text, position)
    if char == "半":
        return _half(text, position)
    if text[position - 1 : position] in _NUMERAL_CHARS:
        return None
    return (
        _part(text, position)
        or _scaled(text, position, before)
        or _timed(text, position, before)
        or (_named(text, position) or _counted(text, position, before))
    )


# 经济密度居全市之首, 总量居首.
_AT_THE_HEAD = re.compile("(?<=[之居])首(?=[，。；、）]|$)")


def _first(text: str, position: int) -> Token | None:
    if _AT_THE_HEAD.match(text, position):
        return Token(position - 1, position + 1, Decimal(1), "rank", "first-place", "rank")
    found = _FIRST.match(text, position)
    if found:
        return Token(position, found.end(), Decimal(1), "rank", "first-place", "rank")
    ordinal = _ORDINAL.match(text, position) if text[position] == "首" else None
    return silent(position, ordinal.end(), "ordinal", "ordinal") if ordinal else None


_RANKED_BEFORE = re.compile(
    r"(?:[由从]|居|列|位|排名|排|名列|全[国省市区县疆州盟旗]|世界|全球|亚洲|东北|北方|同类城市|跃升|升至|升到|进位|稳居|蝉联|获|得|得分)[^，。；]{0,10}$"
)
# 树立安全第一、质量为重的意识.
_MOTTOS = ("安全", "质量", "健康", "生命", "服务", "信誉", "生态", "效率", "顾客")


def _ordered(text: str, position: int) -> Token | None:
    rank = _RANK.match(text, position)
    if rank:
        return _ranked(rank, "rank")
    if largest := _LARGEST.match(text, position):
        return _ranked(largest, "rank")
    if _NO_ORDINAL.match(text, position):
        return None
    ordinal = _ORDINAL.match(text, position)
    if ordinal:
        return silent(position, ordinal.end(), "ordinal", "ordinal")
    bare = _BARE_RANK.match(text, position)
    ranked = bare and _RANKED_BEFORE.search(text[max(0, position - 16) : position])
    if bare and ranked and not text.endswith(_MOTTOS, 0, position):
        return _ranked(bare, "bare-rank")
    return None


def _ranked(found: re.Match[str], rule: str, hedge: str = "none") -> Token | None:
    value = read_numeral(found["num"])
    return Token(found.start(), found.end(), value, "rank", rule, "rank", hedge=hedge) if value else None


def _top(text: str, position: int) -> Token | None:
    window = _DATE.match(text, position)
    if window and window.group()[-1] != "年":
        return silent(position, window.end(), "date", "window")
    found = _TOP.match(text, position)
    if found is None or found["unit"] in ("大", "个"):
        return None
    return _ranked(found, "top", "at_most")


_BOTTOM = re.compile(rf"后(?P<num>{_N}{{1,2}}|\d{{1,2}})[位名](?=[，,。；;、：:！）)”’\s]|$|的)")


def _bottom(text: str, position: int) -> Token | None:
    """投资增速后三名: the last of an order."""
    found = _BOTTOM.match(text, position)
    if found is None:
        return None
    num = found["num"]
    value = Decimal(num) if num.isdigit() else read_numeral(num)
    return Token(position, found.end(), value, "rank", "bottom", "rank", hedge="at_most") if value else None


def _doubled(text: str, position: int) -> Token | None:
    found = _DOUBLED.match(text, position)
    if found is None:
        return None
    times = found["times"]
    power = 1 if times is None else int(times) if times.isdigit() else int(read_numeral(times) or 1)
    # 翻了近一番: the hedge is read before its number as anywhere.
    start = found.start("times") if found["hedge"] else position
    return Token(start, found.end(), Decimal(2) ** power - 1, "倍", "doubling", "growth_cum")


# 连续半个月的阴雨天气, 工期缩短半年.
_HALVES = {
    "个月": (Decimal("0.5"), "month"),
    "年": (Decimal(6), "month"),
    "个小时": (Decimal(30), "min"),
    "小时": (Decimal(30), "min"),
}
_HALF_LONG = re.compile("半(?P<unit>个月|个小时|年(?![度报来多])|小时)")


def _half(text: str, position: int) -> Token | None:
    lasts = _HALF_LONG.match(text, position)
    if lasts and _DURATION_BEFORE.search(text[max(0, position - 8) : position]):
        value, unit = _HALVES[lasts["unit"]]
        return Token(position, lasts.end(), value, unit, "duration-words", "duration")
    found = _HALF.match(text, position)
    hedged = _BARE_HALF.match(text, position)
    if hedged and text[position - 1 : position] in "过近":
        found = hedged
    if found and text[position - 1 : position] not in "一":
        return Token(position, found.end(), Decimal(50), "%", "half", "share")
    return None


def _part(text: str, position: int) -> Token | None:
    percent = _PERCENT.match(text, position)
    if percent:
        return _percent(percent)
    fraction = _FRACTION.match(text, position)
    if fraction:
        return _fraction(fraction)
    half = _HALF.match(text, position)
    if half:
        return Token(position, half.end(), Decimal(50), "%", "half", "share")
    tenths = _TENTHS.match(text, position)
    if tenths and text[position - 1 : position] not in ("第", "百", "千", "十"):
        # 四成二 is 42 per cent.
        below = 5 if tenths["half"] == "半" else int(read_numeral(tenths["hundredths"] or "零") or 0)
        value = 10 * (read_numeral(text[position]) or 0) + below
        return Token(
            position,
            tenths.end(),
            Decimal(value),
            "%",
            "tenths",
            hedge="over" if tenths["half"] == "多" else "none",
        )
    return None


def _percent(found: re.Match[str]) -> Token:
    if found["mille"]:
        return Token(found.start(), found.end(), read_numeral(found["mille"]), "‰", "percent-words")
    value = read_numeral(found["whole"]) or Decimal(0)
    digits = "".join(str(read_numeral(char) or 0) for char in found["part"] or "")
    value += Decimal(f"0.{digits}") if digits else 0
    return Token(found.start(), found.end(), value, "%", "percent-words")


def _fraction(found: re.Match[str]) -> Token | None:
    above, below = read_numeral(found["above"]), read_numeral(found["below"])
    if not above or not below or above >= below:
        return None
    return Token(
        found.start(),
        found.end(),
        100 * above / below,
        "%",
        "fraction",
        "share",
        hedge="over" if found["after"] in ("强", "多") else "none",
    )


def _scaled(text: str, position: int, before: str) -> Token | None:
    if before[-1:].isdigit():
        return None
    size = _SCALE_CLASS.match(text, position)
    if size:
        return _threshold(size, "size-class", "CNY")
    limit = _MONEY_LIMIT.match(text, position)
    if limit:
        return _threshold(limit, "money-limit", "USD" if limit["unit"] == "美元" else "CNY", core_only=True)
    found = _HEDGED_SCALE.match(text, position)
    if found and HEDGE_NEEDED.search(before) and (found["unit"] or _ends_phrase(text, found.end())):
        return _hedged_scale(found)
    head = _SCALE_HEAD.match(text, position)
    return _threshold(head, "size-class", "CNY") if head else None


_PHRASE_END = re.compile(
    r"$|[，,。；;、：！）)”\s大关的]|新?(?:台阶|大关|关口)|企业|产业|园区|城市|县|集群|规模|项目|俱乐部|关口|门槛|镇|村"
)


def _ends_phrase(text: str, end: int) -> bool:
    return bool(_PHRASE_END.match(text, end))


def _threshold(found: re.Match[str], rule: str, unit: str, core_only: bool = False) -> Token | None:
    value = read_numeral(found["num"])
    if value is None:
        return None
    core_end = found.end("unit") if found["unit"] else found.end("num")
    token = Token(
        found.start(),
        core_end,
        value,
        unit,
        rule,
        "threshold",
        implied=found["unit"] is None,
        hedge="at_least",
    )
    if not core_only:
        token.end = found.end()
    return token


def _hedged_scale(found: re.Match[str]) -> Token | None:
    symbol, factor = unit_meaning(found["unit"]) if found["unit"] else ("CNY", Decimal(1))
    value = read_numeral(found["num"])
    return (
        Token(found.start(), found.end(), value * factor, symbol, "scale-words", implied=found["unit"] is None)
        if value
        else None
    )


_LENGTH = re.compile(
    rf"(?P<num>{_N}+)(?P<inner>[余多])?(?P<unit>年|个月|个季度|天)(?P<after>多)?(?!来|以来|间|前|后|规划|行动|计划|任务|目标|禁渔|(?:的)?(?:努力|奋斗|攻坚|实践))"
)


# 历时两个多月, 共三个多小时: 多 stands between the count and its unit.
_MANY_LONG = re.compile(rf"(?P<num>{_D})个多(?P<unit>月|小时|星期)")


def _timed(text: str, position: int, before: str) -> Token | None:
    if text.startswith("个多", position + 1) and (many := _MANY_LONG.match(text, position)):
        unit = {"月": "month", "小时": "hour", "星期": "周"}[many["unit"]]
        value = read_numeral(many["num"])
        return Token(position, many.end(), value, unit, "duration-words", "duration", hedge="over")
    found = _DATE.match(text, position)
    if found is None:
        return None
    duration = _LENGTH.match(text, position)
    if duration and _DURATION_BEFORE.search(before):
        return _duration(duration)
    return silent(position, found.end(), "date", "date-words")


def _duration(found: re.Match[str]) -> Token | None:
    value = read_numeral(found["num"])
    if value is None:
        return None
    symbol, factor = unit_meaning({"年": "year", "个月": "month", "个季度": "month", "天": "day"}[found["unit"]])
    hedge = "over" if found["inner"] or found["after"] else "none"
    return Token(
        found.start(),
        found.end(),
        value * factor * (3 if found["unit"] == "个季度" else 1),
        symbol,
        "duration-words",
        "duration",
        hedge=hedge,
    )


def _named(text: str, position: int) -> Token | None:
    found = _NAME.match(text, position)
    return silent(position, found.end(), "name", "name-words") if found else None


_BIG = re.compile(rf"(?P<num>{_D}+){BIG}")
# 入选广东智慧城市建设十大范本, 被评为十大创新成果: the name of an honour.
_HONOURED = re.compile("(?:入选|评为|荣获|荣膺|获评|获得?)[^，。；、“”]{0,14}$")
_TEN = frozenset("十百")


def _counted(text: str, position: int, before: str) -> Token | None:
    big = _BIG.match(text, position)
    if big and big["num"] in _TEN and _HONOURED.search(text[max(0, position - 16) : position]):
        return silent(position, big.end(), "name", "honour")
    if big and big["num"] != "一" and not before.endswith("党的"):
        symbol = "大" if big["unit"] == "大" else "类"
        return Token(position, big.end(), read_numeral(big["num"]), symbol, "big-classes")
    found = _FIGURE.match(text, position)
    return _checked(found, text, before) if found else None


def _checked(found: re.Match[str], text: str, before: str) -> Token | None:
    num, unit = found["num"], found["unit"]
    inner = bool(found["inner"] or found["after"])
    value = read_numeral(num + (found["scale"] or ""))
    if unit == "组" and before.endswith(("村", "庄", "屯", "寨", "社区", "社")):
        # 甲家庄七组: where one lives.
        return silent(found.start(), found.end(), "name", "village-group")
    if unit == "类" and num in "一二三四" and _classed(found, text):
        return silent(found.start(), found.end(), "name", "class")
    if unit == "次" and _MEETING_AFTER.match(text, found.end()) and _MEETING_BEFORE.search(before):
        return silent(found.start(), found.end(), "ordinal", "ordinal")
    if value is None or unit in ("万", "亿") or before.endswith(_VAGUE_BEFORE):
        return None
    if before.endswith("、") and text[found.end() : found.end() + 1].isdigit():
        # 太平、四方、五台3个街道: the last name of a list that is counted next.
        return None
    if not _counts(num, unit, before, inner or bool(HEDGE_NEEDED.search(before))):
        return None
    symbol, factor = unit_in_place(unit, before)
    hedge = "over" if inner else "none"
    return Token(found.start(), found.end(), value * factor, symbol, "word-numeral", hedge=hedge)


# 一类公厕213座、二类公厕456座: the classes of one thing.
_CLASSES = re.compile("[一二三四]类(?=(?P<noun>[一-鿿]{2}))")


def _classed(found: re.Match[str], text: str) -> bool:
    noun = text[found.end() : found.end() + 2]
    near = _CLASSES.finditer(text, max(0, found.start() - 30), found.end() + 30)
    return any(one["noun"] == noun and one.start() != found.start() for one in near)


# The fifth meeting of a congress: 市十四届人大五次会议.
_MEETING_BEFORE = re.compile(r"(?:届|次、|人大|政协|代会|大会|委员会)$")
_MEETING_AFTER = re.compile(f"(?:、{_N}+次)*(?:(?:全体)?会议|全会)")
_VAGUE_BEFORE = ("数", "几", "第", "每", "成", "这", "同", "某", "另")


def _counts(num: str, unit: str, before: str, hedged: bool) -> bool:
    """Say whether a numeral counts: 一个 seldom does, 百家 and 万元 alone only with a hedge."""
    if num == "一":
        return _one_counts(unit, before)
    if num in ("十", "百") and unit in ("分", "层"):
        return False
    return num[0] not in "百千万亿" or hedged or (len(num) > 1 and "元" in unit)


def _one_counts(unit: str, before: str) -> bool:
    if unit in ("倍", "亿元", "万元", "个百分点", "百分点"):
        return True
    return unit in _ONE_COUNTED and bool(_INNER_ONE.search(before))
