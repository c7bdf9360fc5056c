"""Know a flow from a stock: what was done as of a month's end was done since the year began."""

from __future__ import annotations

import re
from datetime import date

from yihe.figures.model import Period

_FLOW = re.compile(
    r"(?:完成(?:固定资产)?投资|出栏|生产总值|总?产[量值]|增加值|[^存]收入|零售额|进出口(?:总[值额])?|利润(?:总额)?|税收|销售额|交易额|[施使耗]用量|消费量|用电量)"
    r"(?:[达完为约近超]|达到|完成|实现)*$"
)
# What is done in the course of a year, though its sentence opened with what stood at the end of it.
_DONE_IN_YEAR = re.compile(
    r"(?:生产(?!总值|力|线)|征缴|诊疗|接诊|授权|授予|办理(?!权)|签[订约]|争取|发放|受理|审结|接收|销售|培训|完成|实现|新增|毕业|招生|出生|死亡|迁[入出])"
    r"[^，、；\d]{0,16}$"
)
# 目前…完成投资2亿元 is this year's; what was invested in all (累计) began nobody knows when.
_NOW = re.compile("(?:截至|截止|到)?目前")
_INVESTED = re.compile("(?<!累计)完成(?:固定资产)?投资[达约近超]?$")
_YEAR_END = re.compile(r".*年[底末]$|截[至止]到?12月底$")
_UNTIL = re.compile(r"截[至止]到?(?:\d{1,2}|[一二三四五六七八九十]+)月[底末]|.*(?:季度|年)[底末]$")
_DEED = re.compile(
    r"[，、；\s]*(?:全[市区县省州])?(?:共|累计)?(?:向上)?(?:争取|新?引进|新[改扩]*建|新增|新辟|改造|实施|完成|投入|发放|培训|开展|组织|举办|引进|整治|更新)"
)
_STOCK = re.compile(
    "(?:参[加保][^，]{0,14}人[数次]|余额|存栏量?|总数|实有[^，]{0,8}|在册[^，]{0,8}|保有量|用户)(?:[达为约近超]|达到)*$"
)


def is_stock(gap: str) -> bool:
    """Say whether the words before a number name what stands at a day."""
    return bool(_STOCK.search(gap))


def is_deed(gap: str) -> bool:
    """Say whether the words before a number open with something done."""
    return bool(_DEED.match(gap))


def since_january(gap: str, period: Period | None) -> Period | None:
    """Return the window of a flow told as of a month's end (截至5月底，完成投资2亿元); None for a stock.

    Parameters
    ----------
    gap
        The words before the number.
    period
        The day the clause is told as of.
    """
    if period is None or period.to is None or period.from_ != period.to:
        return None
    text = period.text or ""
    if _NOW.fullmatch(text) and _INVESTED.search(gap):
        return Period(period.text, date(period.to.year, 1, 1), period.to)
    done = _YEAR_END.match(text) and period.to.month == 12 and _DONE_IN_YEAR.search(gap)
    if not done and not (_UNTIL.match(text) and _FLOW.search(gap)):
        return None
    return Period(period.text, date(period.to.year, 1, 1), period.to)


# In a window of years what is reached stands at its end; what is held (稳定在, 保持在) stands all along.
_REACHED = re.compile(
    r"(?:(?:调整|优化)[为至到]|达到?|突破|超过|超|总数|总量|增[长加]?[至到]|[升扩提]至|提[高升][至到]|上升[至到]|发展[至到]|扩大[至到]|缩小[至到]|下降[至到]|降[至到])了?(?:每[人户亩年月]){0,2}$"
)
_HELD = re.compile("(?:稳定|保持|维持|控制)在?|每年|年均|累计|新[增建]|建成(?!区)|完成|改造|投入|发放|培训|减[税免轻]")
# 覆盖率由85%提高到92%: what a year began with is of the year before.
_MOVES_TO = re.compile(
    r"[^，。；\d]{0,8}?(?:提[高升]|增[加长]?|上升|[扩缩]大?小?|下降|降低?|升|跃升|发展|调整|优化|减少|压[减缩]|延伸|拓展)[^，\d]{0,3}[至到为]"
)
_FROM = re.compile("(?:由|从)(?:全[国省市区县])?第?$")
# What a place has, and what is held against a year before the window, stands at its end too.
_HAS = re.compile(r"(?:拥有|现有|共有|形成了?|实有)[^，、\d]{0,12}$")
_AGAINST = re.compile(
    r"(?:[比较]|是|相当于)(?:(?:19|20)\d\d年(?:末|底)?|“?(?:十[一二三四五]?|九)五”?期?末)(?:的|[^，\d]{0,8})$"
)


# A window that ends in the midst of a year reached what it did by the end of the one before, if it is long.
_LONG = 9
# The days from the first to the last of a year.
_WHOLE = (364, 365)


def year_moved_from(words: str, tail: str, year: Period | None) -> Period | None:
    """Return the year before, where a figure of a whole year is the first of a move; else None.

    Parameters
    ----------
    words
        The words of its clause before the numeral.
    tail
        Those after it.
    year
        The year the clause is told of.
    """
    if year is None or not (year.from_ and year.to) or (year.to - year.from_).days not in _WHOLE:
        return None
    if not _FROM.search(words) or not _MOVES_TO.match(tail):
        return None
    before = year.from_.year - 1
    return Period(str(before), date(before, 1, 1), date(before, 12, 31))


# 财政收入92亿元，年均增长12%; 合作社160家，是“十一五”末的2倍: what has grown to this over the years.
_HAS_GROWN = re.compile(
    r"\s*(?:年均|年递增|[比较]上年|[三四五六七八九十]年(?:累计)?增长|[比较是为]“?(?:十[一二三四五]?|九)五”?期?末)"
)


def end_of_years(words: str, gap: str, window: Period, *, ranked: bool = False, following: str = "") -> Period | None:
    """Return when a figure of a window of years was reached; None where it is told of all its years.

    Parameters
    ----------
    words
        The words of its clause before the numeral, hedge words with them.
    gap
        Those of them after the number before.
    window
        Several whole years, both their days known.
    ranked
        Whether the figure is a place in an order, which stands at a day.
    following
        The words of the clause after its own.
    """
    if window.from_ is None or window.to is None:
        return None
    last = window.to.year - (window.to.month < 12)
    if last < window.to.year and last - window.from_.year < _LONG:
        return None
    if _FROM.search(words):
        before = window.from_.year - (last == window.to.year)
        return Period(str(before), date(before, 1, 1), date(before, 12, 31))
    if not (
        _AGAINST.search(words)
        or (_HAS_GROWN.match(following) and not _HELD.search(gap))
        or ranked
        or (not _HELD.search(gap) and (_REACHED.search(words) or _HAS.search(words)))
    ):
        return None
    return Period(window.text, date(last, 1, 1), date(last, 12, 31))
