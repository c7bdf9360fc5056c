"""Read a number that begins with an Arabic digit: date, name, ratio, rank or quantity."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.figures.lexicon import (
    BIG,
    LASTED,
    PERSON_NOUNS,
    SCALE,
    SCALES,
    UNIT,
    guarded,
    opens_rank,
    unit_in_place,
)
from yihe.figures.token import Token, silent

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<num>{NUMBER})(?P<inner>[余多来])?(?P<scale>{SCALE})?(?P<inner2>[余多来](?!年来))?(?P<unit>{UNIT})?"
    r"(?P<after>多(?=[年月亩元倍天米吨斤,，。、；]|$))?"
)
_LONG_UNIT = re.compile("月|小时|星期|钟头|百分点")
_MANY_MONTHS = re.compile(r"(?P<num>\d+)个多(?=月|小时|星期|钟头|百分点)")
_DATES = re.compile(
    r"(?:19|20)\d\d ?(?:[—–\-~至到]+) ?(?:19|20)?\d\d(?:学年|年度?)?(?![\d.]|[万亿%个元]|[余多]?[家户人处项])"
    r"|(?:19|20)\d\d[年/.\-]\d{1,2}[月/.\-]\d{1,2}日?(?!\d)"
    r"|(?:19|20)\d\d ?年(?:度|代|末|底|初|间)?(?: ?\d{1,2} ?月(?:份|末|底|初)?(?: ?\d{1,2} ?[日号])?)?"
    r"|(?:19|20)\d\d(?=[、和及至到](?:19|20)\d\d年)"
    r"|(?:19|20)\d\d(?:学年度?|届)"
    r"|\d{1,2} ?(?:[—–\-~至到、]|— —) ?\d{1,2} ?月(?:份|末|底)?"
    r"|\d{1,2} ?月(?:份|末|底|初|上旬|中旬|下旬)?(?: ?\d{1,2}(?: ?[—–\-~至到、] ?\d{1,2})? ?[日号])?"
    r"|\d{1,2} ?[—–\-~至到、]+ ?\d{1,2}日(?!内|均)"
    r"|\d{1,2}[日](?!内|均|产|处理|以内|游|立方|吨|办[结理]|送达|上门|响应|审[批结]|出证)"
    r"|\d{1,2}[：:]\d{2}(?:[：:]\d{2})?(?: ?[—–\-~至到]+ ?\d{1,2}[：:]\d{2})?(?![\d.：:])"
    r"|\d{1,2}[时点](?!空|段|代|间|尚|评|击|位|赞|多)(?:\d{1,2}分|半|整|许)?"
    r"|0\d年|9\d年(?=[,，初底末])"
)
_WINDOW = re.compile(
    r"\d{1,3}(?:余|多)?年(?:多来|以来|来|间|里|期(?![限间])|前|后|之后|内|规划|行动|计划|发展|战略|(?=.{0,2}(?:规划|行动计划)))"
)
_NAMES = re.compile(
    r"\d+[×xX]24小时|\d+[×xX]\d+(?:\.\d+)?[万千]?(?:千瓦|兆瓦|吨|机组|MW)|24小时(?=便利|服务|值班|值守|不打烊|热线|在线|自助|营业|畅通|监控|开放|客服|书店|图书)|365天|7天(?=酒店|连锁|无理由)|\d+(?:[+＋][\dNnXx]+)+(?:[+＋][NnXx])?|\d+[+＋](?=[^\d\s])"
    r"|\d{3,4}-\d{7,8}|1\d{10}(?!\d|[.万亿]|" + UNIT + r")|\d{9,}(?!\d|[.万亿]|" + UNIT + r")"
    r"|\d+(?:\.\d+)?(?:千伏安?|kV|KV|伏|赫兹|毫安|纳米(?![级技])|纳米|英寸|微米|级|号|路(?![段径网灯])|周年|强(?![化调度降于村])|大行动|大工程|后(?=[人群青大出入]|$))"
    r"|\d+(?:\.\d+)?[万亿千百]?(?:吨级|千瓦级|米级|位级|人级|兆瓦级|立方米级|时速)"
    r"|\d+(?:电话|热线|平台|工程|计划|高校|会议|专项|调查|事件|公寓|厂区|街区|创意园)"
    # Stakes along a road: 191K+500m.
    r"|\d+[Kk][+＋]\d{3}(?:m|米)?"
    r"|\d+[A-Za-z]+(?![A-Za-z])(?:级)?"
)
_RATIO = re.compile(rf"(?:{NUMBER})(?: ?[:：]\s?(?:{NUMBER}))+(?!\d|年|月\d)")
_SPELT_RATIO = re.compile(rf"(?:{NUMBER})比(?:{NUMBER})(?![\d年%])")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/月日万])")
_PER_TEN_THOUSANDS = re.compile(rf"({NUMBER})/(10)?万")
_ORDINAL_AFTER = re.compile(
    r"(?:个|届|期|次|轮|批|集|章|条|页|款|卷|版|季度?|阶段|代|部|编|辑|家|座|周|站|类|标段|巡回|号|师|团|中学|小学|医院|中|天|日|年|师|工|教|场|例|号令|任|张|艘|架|台|列|车间|公司|机床|口|胎|书记|方面|点)"
)
_RANK_AFTER = re.compile(r"[位名](?![单优校])|(?=$|[\s，,。；;、：:！）)”’的和]|以内|[^\w])")
_INDEX_BEFORE = re.compile(
    r"(?:指数|系数|得分|评分|均分|总分|满意度|指数均值|容积率|倍差|收入比|比值)[^，。；、\d]{0,8}(?:(?:19|20)\d\d年的?)?(?:\d+(?:\.\d+)?[^，。；、\d]{1,4}[到至为])?$"
)
# 城乡居民收入倍差从2.5缩小到2.1 is told in times.
_MULTIPLE_BEFORE = re.compile(r"(?:倍差|收入比)[^，。；、]{0,20}$")
# 城乡居民收入比值为1.91，比上年缩小0.04: the ratio and what it fell by.
_OF_RATIO = re.compile(
    r"比值[^，。；、\d]{0,6}$"
    r"|(?:比值|收入比)[^。；]{1,30}\d[，,](?:比上年(?:同期)?|同比|较上年(?:同期)?)?(?:缩小|扩大|下降|上升|降低|提高|减少|增加)了?$"
)
_ARABIC_UNIT = re.compile(
    rf"(?:{NUMBER}) ?(?:[mMkKGT]?[Ww]h?|km/h|km2?|m[23]?|cm|mm|kg|[tT](?:EU)?|GW|MW|ha)(?![A-Za-z])"
)


def read_digits(text: str, position: int) -> Token | None:
    """Read the number at `position`; None where it is a list mark that carries no record."""
    before = text[max(0, position - 12) : position]
    if before[-1:].isascii() and (before[-1:].isalpha() or before[-1:] == "_"):
        return _coded(text, position, before)
    if before.endswith(("第", "第 ")) or opens_rank(before):
        return _ordered(text, position, before)
    if before.endswith("TOP"):
        return _bare_name(text, position)
    end = _end(_PLAIN, text, position)
    follows = text[end : end + 1]
    return (
        (_dated(text, position, before) if follows in _DATE_MARKS else None)
        or _named(text, position, before, end)
        or (_related(text, position, before) if follows in _RELATION_MARKS else None)
        or _quantity(text, position, before)
    )


# What follows the plain number at once says which readings it may have; most have only that of a quantity.
_DATE_MARKS = frozenset(" —–-~至到、和及年月日学届余多时点天/.：:")
_RELATION_MARKS = frozenset(" ：:比/金银铜")
_LIST_MARKS = frozenset(".．、)）")
# 化肥（折含氮100%）31万吨: how it was converted.
_CONVERTED = ("折", "折纯", "折含氮", "折纯氮")
_DOCUMENT_MARKS = frozenset("〔[(（【")
_NAME_MARKS = frozenset(
    "×xX小天+＋-千kK伏赫毫纳英微级号路周强大后吨米位人兆立时电热平工计高会专调事公厂街创"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_SCALE_MARKS = frozenset("万亿百")
_SIZES_AFTER_SCALE = frozenset("吨千米位人兆立时")
_LETTERS = frozenset(" ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# Nine digits on end are a telephone number or a code.
_CODE_DIGITS = 9


_CODE = re.compile(r"[A-Za-z0-9.\-]*[A-Za-z0-9]")
_PLAIN = re.compile(NUMBER)
_DIGITS = re.compile(r"\d+")


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position + 1


_STICKS_TO_LETTERS = re.compile(rf"(?:{NUMBER})(?:%|个?[万亿])")


def _coded(text: str, position: int, before: str) -> Token | None:
    """A digit glued to a letter is a code (G228, PM2.5), unless a percent sign or a scale says otherwise (GDP5%)."""
    if re.search(r"(?:GDP|CPI|PPI|PMI|RD|D)$", before) and _STICKS_TO_LETTERS.match(text, position):
        return _quantity(text, position, before)
    return silent(position, _end(_CODE, text, position), "name", "code")


def _bare_name(text: str, position: int) -> Token:
    return silent(position, _end(_PLAIN, text, position), "name", "bare-number")


def _ordered(text: str, position: int, before: str) -> Token | None:
    end = _end(_DIGITS, text, position)
    sign = position - 1 - before.endswith(" ")
    if before.endswith("前"):
        return _top(text, position, end, sign)
    after = _ORDINAL_AFTER.match(text, end)
    if after:
        return silent(sign, after.end(), "ordinal", "ordinal")
    rank = _RANK_AFTER.match(text, end)
    if rank:
        return Token(sign, rank.end(), Decimal(text[position:end]), "rank", "rank", "rank")
    return silent(sign, end, "ordinal", "ordinal")


_FIRST_MONTHS = re.compile(r"\d{1,2}(?:个?月份?|个?季度|年|天|周|日|个交易日)")
_SHARE_OR_SCALE = re.compile(r"\d+(?:\.\d+)?(?:%|[万亿])")
_TOP_SHARE = re.compile(r"(?P<num>\d+(?:\.\d+)?)(?P<unit>[%‰])(?=的?[一-鿿]{2})")
_TOP_WORD = re.compile(r"[位名强]|个?")


def _top(text: str, position: int, end: int, sign: int) -> Token:
    months = _FIRST_MONTHS.match(text, position)
    if months:
        return silent(sign, months.end(), "date", "window")
    if share := _TOP_SHARE.match(text, position):
        # 全球前1‰学科: what is among so many.
        unit = share["unit"]
        return Token(
            position,
            share.end(),
            Decimal(share["num"]),
            unit,
            "top-share",
            "threshold",
            hedge="at_most",
            start=sign,
            end=share.end(),
        )
    if _SHARE_OR_SCALE.match(text, position):
        return _quantity(text, position, "")
    value = Decimal(text[position:end])
    return Token(sign, _end(_TOP_WORD, text, end), value, "rank", "top", "rank", hedge="at_most")


_SOME_YEARS = re.compile(r"\d{1,3}(?:余|多)?年")
_WINDOW_BEFORE = re.compile(r"(?:未来|过去|今后|最近|这|前|后|往|每|首|届满|改革开放)的?$")


def _dated(text: str, position: int, before: str) -> Token | None:
    found = _DATES.match(text, position)
    if found and not _is_ratio(text, position):
        return silent(position, found.end(), "date", "date")
    if before.endswith(_HOLIDAY) and (days := _DAYS_OFF.match(text, position)):
        return silent(position, days.end(), "date", "days-off")
    window = _WINDOW.match(text, position)
    if window:
        kind = "name" if re.search(r"规划|行动|计划|战略", window.group()) else "date"
        return silent(position, window.end(), kind, "window")
    years = _SOME_YEARS.match(text, position)
    if years and _WINDOW_BEFORE.search(before):
        return silent(position, years.end(), "date", "window")
    if years and before.endswith("近") and not _LASTED_NEARLY.search(before):
        return silent(position - 1, years.end(), "date", "window")
    if years and _RUN_AHEAD.match(text, years.end()) and not _LASTS.search(before):
        return silent(position, years.end(), "date", "window")
    return None


# 5年共完成投资260亿元, 产业规模10年增加10倍: the years it was done in.
_RUN_AHEAD = re.compile(
    r"共|累计(?!不)|(?:完成|新增|新建|建成|改造|投入|投放)[^，。]{0,12}\d|(?:增[加长]|翻)了?[\d一两三四五六七八九十]"
)
_LASTS = re.compile("(?:连续|持续|历时|为期|提前|缩短|延长|工期|近|约|达|满|用|了|超过|每|需|前|后|第)$")
# 春节7天，图书馆…: when, not how long.
_HOLIDAY, _DAYS_OFF = ("春节", "国庆", "长假", "黄金周"), re.compile(r"\d天")
_LASTED_NEARLY = re.compile(rf"{LASTED}(?:了|已)?将?近$")


_HOUR_AND_MINUTE, _HOURS = 2, 24
_CAPTIONED = ("图", "表", "图 ", "表 ")


def _is_ratio(text: str, position: int) -> bool:
    """Two plain numbers around a colon are a time (8:30); more terms, decimals or too many hours are a ratio."""
    found = _RATIO.match(text, position)
    if found is None:
        return False
    terms = re.split("[:：]", found.group().replace(",", ""))
    return len(terms) > _HOUR_AND_MINUTE or "." in found.group() or int(terms[0]) > _HOURS


# 每10万人口中…, 每100元营业收入中的成本: per how many.
_DENOMINATOR = re.compile(r"10*[万亿]?(?:平方公里|公里|平方米|人|户|名|元|亩|公顷|千?克|公斤|吨|立方米|毫?升|辆)")
_DOCUMENT_NUMBER = re.compile(r"[〔\[(（【]\d{4}[〕\])）】] ?第?\d+号")
_LIST_MARK = re.compile(r"\d{1,2}[.．、](?![\d])|\d{1,2}[)）]")


def _named(text: str, position: int, before: str, end: int) -> Token | None:
    if before.endswith(_CAPTIONED):
        return silent(position, _end(_DIGITS, text, position), "name", "caption")
    follows = text[end : end + 1]
    if follows in _LIST_MARKS and _LIST_MARK.match(text, position) and _starts_line(text, position):
        return silent(position, _end(_DIGITS, text, position), "name", "list-mark")
    if follows == "%" and before.endswith(_CONVERTED):
        return silent(position, end + 1, "name", "converted")
    if before.endswith("每") and (per := _DENOMINATOR.match(text, position)):
        return silent(position, per.end(), "name", "denominator")
    opened = text[position - 1 : position] in _DOCUMENT_MARKS
    document = _DOCUMENT_NUMBER.match(text, position - 1) if opened else None
    if document:
        return silent(position, document.end(), "name", "document-number")
    if not _may_name(follows, text[end + 1 : end + 2], end - position):
        return None
    arabic = follows in _LETTERS and _ARABIC_UNIT.match(text, position)
    if arabic and not re.match(r"\d+[GK](?!W)", text[position : position + 8]):
        return None
    found = _NAMES.match(text, position)
    return silent(position, found.end(), "name", "name-pattern") if found else None


def _may_name(follows: str, second: str, digits: int) -> bool:
    scaled = follows in _SCALE_MARKS and second in _SIZES_AFTER_SCALE
    return follows in _NAME_MARKS or scaled or digits >= _CODE_DIGITS


def _starts_line(text: str, position: int) -> bool:
    line = text[text.rfind("\n", 0, position) + 1 : position].strip(" （(")
    return not line or (text[position - 1 : position] in "（(" and not line)


# 19金22银25铜: medals are counted without their unit.
_MEDALS = re.compile(r"(?P<num>\d{1,3})[金银铜](?=\d{1,3}[银铜]|(?<=[银铜])(?![牌矿业价]))")


def _medal(text: str, position: int, before: str) -> Token | None:
    found = _MEDALS.match(text, position)
    if found is None or not (before[-1:] in "金银" or text[found.end() : found.end() + 1].isdigit()):
        return None
    return Token(position, found.end(), Decimal(found["num"]), "枚", "medals", implied=True)


def _related(text: str, position: int, before: str) -> Token | None:
    if medal := _medal(text, position, before):
        return medal
    ratio = _RATIO.match(text, position) or (_SPELT_RATIO.match(text, position) if _compares(text, position) else None)
    if ratio:
        terms = tuple(Decimal(term.replace(",", "")) for term in re.findall(NUMBER, ratio.group()))
        return Token(position, ratio.end(), terms, "ratio", "ratio", "ratio")
    rate = _PER_TEN_THOUSANDS.match(text, position)
    if rate:
        return _rate(rate)
    fraction = _FRACTION.match(text, position)
    if fraction and int(fraction[2]) > 1 and int(fraction[1]) < int(fraction[2]):
        return Token(
            position,
            fraction.end(),
            100 * Decimal(fraction[1]) / Decimal(fraction[2]),
            "%",
            "fraction",
            "share",
        )
    return None


def _rate(found: re.Match[str]) -> Token:
    """A rate over persons, as health statistics write it: 6.8/10万."""
    value = Decimal(found[1].replace(",", "")) / (1000 if found[2] else 100)
    return Token(found.start(), found.end(), value, "%", "rate", "share")


def _compares(text: str, position: int) -> bool:
    around = text[max(0, position - 12) : position + 16]
    return any(word in around for word in ("比例", "之比", "结构", "比为", "配比", "师生比"))


def _sign(before: str) -> int:
    """A minus directly before a number counts only after a Chinese word: 增长-2.7%, not 10-15."""
    if before.endswith(("-", "－")) and len(before) > 1 and "一" <= before[-2] <= "鿿":
        return -1
    return 1


def _quantity(text: str, position: int, before: str) -> Token:
    found = _QUANTITY.match(text, position)
    assert found is not None
    unit = found["unit"]
    if unit is None and found["scale"] is None:
        return _unitless(text, position, before, found)
    if unit == "个月" and text.startswith("来", found.end()):
        # 试点开展3个月来.
        return silent(position, found.end() + 1, "date", "window")
    if unit == "个" and (months := _MANY_MONTHS.match(text, position)):
        return _many_months(text, months)
    return _measured(text, position, before, found)


def _many_months(text: str, months: re.Match[str]) -> Token:
    unit = _LONG_UNIT.match(text, months.end())
    assert unit is not None
    word = {"月": "month", "小时": "hour", "钟头": "hour", "星期": "周", "百分点": "pp"}[unit.group()]
    return Token(months.start(), unit.end(), Decimal(months["num"]), word, "quantity", hedge="over")


def _measured(text: str, position: int, before: str, found: re.Match[str]) -> Token:
    number, scaled, unit, *more = found.group("num", "scale", "unit", "inner", "inner2", "after")
    scale = (scaled or "").removeprefix("个")
    symbol, factor = unit_in_place(unit, before) if unit else (_implied_unit(text, found.end()), Decimal(1))
    sign = _sign(before)
    step = SCALES.get(scale, 1) * factor
    value = sign * Decimal(number.replace(",", "")) * step
    hedge = "over" if any(more) else "none"
    start = position - (sign < 0)
    rule = "quantity" if unit else "implied-unit"
    token = Token(start, found.end(), value, symbol, rule, hedge=hedge, implied=unit is None)
    token.scale_word, token.factor = scale, step
    return token


# A cell of a pasted table: 地区生产总值（亿元） 615.2, or 地区生产总值 亿元 615.2.
_UNIT_CELL = re.compile(rf"[ （(|：](?P<scale>{SCALE})?(?P<unit>{UNIT})[）)]?[ |]+$")


def _in_table(number: re.Match[str], cell: re.Match[str]) -> Token:
    symbol, factor = unit_in_place(cell["unit"], "")
    step = SCALES.get(cell["scale"] or "", 1) * factor
    value = Decimal(number.group().replace(",", "")) * step
    return Token(number.start(), number.end(), value, symbol, "table-cell", implied=True, factor=step)


_PERSONS = re.compile(rf"[^，。；、\d]{{0,6}}?(?:{'|'.join(PERSON_NOUNS)})")


_PEOPLE_BEFORE = re.compile(r"(?:人口|人数|人员|职工|学生|户籍人口)(?:总量|数)?[^，。；、\d]{0,4}[\d.,]+[万亿]$")


def _implied_unit(text: str, end: int) -> str:
    persons = _PERSONS.match(text, end) or _PEOPLE_BEFORE.search(text, max(0, end - 20), end)
    return "人" if persons else ""


_YEARS = re.compile(rf"\d{{1,4}}(?:余|多)?{guarded('年')}多?")


_BIG = re.compile(rf"(?P<num>\d{{1,2}}){BIG}")


def _unitless(text: str, position: int, before: str, found: re.Match[str]) -> Token:
    years = _YEARS.match(text, position)
    number = _PLAIN.match(text, position)
    assert number is not None
    if years:
        hedge = "over" if re.search("[余多]", years.group()) else "none"
        return Token(
            position,
            years.end(),
            Decimal(number.group().replace(",", "")),
            "year",
            "years",
            "duration",
            hedge=hedge,
        )
    if big := _BIG.match(text, position):
        return Token(position, big.end(), Decimal(big["num"]), "大", "big-classes")
    cell = _UNIT_CELL.search(text, max(0, position - 14), position)
    if cell:
        return _in_table(number, cell)
    end = found.end() if found["inner"] is None else number.end()
    claim = bool(_INDEX_BEFORE.search(before)) or bool(_INDEX_BEFORE.search(text[max(0, position - 20) : position]))
    value = Decimal(number.group().replace(",", ""))
    if "." in number.group() and _OF_RATIO.search(text[max(0, position - 40) : position]):
        return Token(position, number.end(), value, "ratio", "index", "ratio" if claim else "", implied=True)
    if claim:
        if _MULTIPLE_BEFORE.search(text[max(0, position - 24) : position]):
            return Token(position, number.end(), value, "ratio", "index", "ratio", implied=True)
        return Token(position, number.end(), value, "", "index", "level", bare=True)
    return Token(position, min(end, number.end()), value, None, "bare-number", "name", claim=False, bare=True)
