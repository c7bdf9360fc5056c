"""Know what is told of several years: when a figure of them was reached, and which years a mean is of."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from yihe.figures.meaning import Meaning
from yihe.figures.model import Period
from yihe.figures.spans import PLAN_YEARS, ends_plan, length, plan_of, years_long

# In a window of years what is reached stands at its end; what is held (稳定在, 保持在) stands all along.
_REACHED = re.compile(
    r"(?:(?:调整|优化)[为至到]|达到?|突破|超过|超|[跨迈站跃]上|总数|总量|增[长加]?[至到]|[升扩提]至|提[高升][至到]|上升[至到]|发展[至到]|扩[大充容展][至到]|缩小[至到]|下降[至到]|降[至到]|[存贷]款余额)了?(?:每[人户亩年月]){0,2}$"
)
_HELD = re.compile(
    "(?:稳定|保持|维持|控制)在?|每年(?!$)|年均|累计|新[增建]|建成(?!区)|完成|改造|投入|发放|培训|减[税免轻]|实施(?!率)|推进|开展(?!率)|惠及|接待|服务(?![业性])"
)
# 覆盖率由85%提高到92%: what a year began with is of the year before.
_MOVES_TO = re.compile(
    r"[^，。；\d]{0,8}?(?:提[高升]|增[加长]?|上升|[扩缩]大?小?|下降|降低?|升|跃升|发展|调整|优化|减少|压[减缩]|缩短|延伸|拓展)[^，\d]{0,3}[至到为]"
)
_FROM = re.compile(
    "(?:由|从)(?:全[国省市区县]|[三五十]年前的?|原来?的?|[年户亩]?人均|[户亩]均|每[人户亩名个项月年天日]|的)*第?$"
)
# What a place has, and what is held against a year before the window, stands at its end too.
_HAS = re.compile(
    r"(?:拥有|现有|共有|已有|形成了?|实有)[^，、\d]{0,12}$|(?:率|城镇化)$|人均[^，、\d]{0,8}(?:绿地|面积|收入|生产总值)$"
    r"|(?<!年均)(?<!年均空气)(?:优良|良好)天数$|(?:参[加保]|参合)[^，、\d]{0,8}$"
)
_AGAINST = re.compile(
    r"(?:[比较]|是|相当于)(?:(?:19|20)\d\d年(?:末|底)?|“?(?:十[一二三四五]?|九)五”?期?末)(?:的|[^，\d]{0,8})$"
)


# A window that ends in the midst of a year reached what it did by the end of the one before, if it is long.
_LONG = 9
# One told of in the last months of a year reached it in that year.
_LATE = 11
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
    before = year.from_.year - (5 if ends_plan(year) else 1)
    return Period(str(before), date(before, 1, 1), date(before, 12, 31))


_TO_YEAR = re.compile(r"[为到至]了?(?P<year>(?:19|20)\d\d)年[底末]?的[^，\d]{0,10}$")


def year_moved_to(words: str) -> Period | None:
    """Return the year a move is told to: 由2002年的20%调整为2007年的18%; None where it is told to none."""
    found = _TO_YEAR.search(words) if "年" in words else None
    year = int(found["year"]) if found else 0
    return Period(str(year), date(year, 1, 1), date(year, 12, 31)) if year else None


# 由“十三五”开局之年的19%攀升至50%; 由“十二五”末的….
_PLAN_BASE = re.compile(
    r"[由从]“?(?P<plan>十[一二三四五]?)五”?(?P<when>期?末|期?初|开局之?年|首年)的?[^，。；\d]{0,6}$"
)


# 累计835亿元，比“十三五”541亿元增加294亿元: that of the plan before.
_OF_PLAN_BEFORE = re.compile(r"[比较]“?(?P<plan>十[一二三四]?五)”?(?:时期|期间)?的?$")


def of_plan_before(words: str) -> Period | None:
    """Return the years of the plan a number is held against as that plan's own; None where there is none."""
    found = _OF_PLAN_BEFORE.search(words) if "五" in words else None
    if found is None:
        return None
    first = PLAN_YEARS[found["plan"]]
    return Period(found["plan"], date(first, 1, 1), date(first + 4, 12, 31))


def plan_moved_from(words: str) -> Period | None:
    """Return the year of a plan that a move is told from; None where it is told from none."""
    found = _PLAN_BASE.search(words) if "五" in words else None
    if found is None:
        return None
    year = PLAN_YEARS[found["plan"] + "五"] + 4 * found["when"].endswith("末")
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def end_of_move(words: str, tail: str, year: Period | None) -> Period | None:
    """Return the year that either end of a move (由A增加到B) is told of; None where it is that of its clause."""
    return year_moved_to(words) or plan_moved_from(words) or year_moved_from(words, tail, year)


# 财政收入92亿元，年均增长12%; 合作社160家，是“十一五”末的2倍: what has grown to this over the years.
_HAS_GROWN = re.compile(
    r"\s*(?:年均|年递增|[比较]上年|[三四五六七八九十]年(?:累计)?增长|[比较是为]“?(?:十[一二三四五]?|九)五”?期?末)"
)


# 财政总收入完成9亿元，年均增长27%: what a measure came to, though it was done.
_COMES_TO = re.compile("(?:收入|总额|总值|产值|增加值)(?:完成|实现)?(?:达到?)?$")
_ON_END = re.compile("(?:连续|持续)(?:了|近)?$")
# No run of months told of is longer.
_CENTURY = 1200


_ON_END_BEFORE = re.compile(
    r"(?:连续|持续)(?:了|近)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:年|个月)[^，；。]{0,8}$"
)


def held_on_end(words: str) -> bool:
    """Say whether a number stands behind the years it has held for: 连续16年超过20万吨, 连续五年居全国第三."""
    return ("年" in words or "个月" in words) and bool(_ON_END_BEFORE.search(words))


def months_on_end(words: str, count: int, period: Period | None) -> Period | None:
    """Return the months that something held on end, the last of them that spoken of; else None.

    Of 今年以来连续4个月 they begin with the year; which of a whole year's they were nobody says.
    """
    if period is None or period.to is None or period.from_ is None or not _ON_END.search(words) or count > _CENTURY:
        return None
    if "以来" in (period.text or "") and period.from_.month == 1 and count < period.to.month + 1:
        last = date(period.from_.year, count, monthrange(period.from_.year, count)[1])
        return Period(period.text, period.from_, last)
    if 12 * (period.to.year - period.from_.year) + period.to.month - period.from_.month + 1 >= count > 1:
        # 上半年…，连续4个月居首位: which of its months they were nobody says.
        return None
    if length(period) >= _WHOLE[0] or period.to.day != monthrange(period.to.year, period.to.month)[1]:
        return None
    first = 12 * period.to.year + period.to.month - count
    return Period(period.text, date(first // 12, first % 12 + 1, 1), period.to)


def years_on_end(words: str, count: int, period: Period | None) -> Period | None:
    """Return the years that something held on end (连续16年), the last of them the one spoken of; else None."""
    if period is None or period.to is None or length(period) < _WHOLE[0] or not _ON_END.search(words):
        return None
    if 12 * count > _CENTURY:
        return None
    return Period(period.text, date(period.to.year - count + 1, 1, 1), period.to)


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
    last = window.to.year - (window.to.month < _LATE)
    if last < window.to.year and last - window.from_.year < _LONG:
        return _year_before(window) if _FROM.search(words) else _running_year(words, gap, window.to)
    if _FROM.search(words):
        # 从2015年到2019年 and years since a day begin with what they began with; other windows with the year before.
        named = "到" in (window.text or "") or window.from_.month > 1
        before = window.from_.year - (last == window.to.year and not named)
        return Period(str(before), date(before, 1, 1), date(before, 12, 31))
    if not (
        _AGAINST.search(words)
        or (
            _HAS_GROWN.match(following) and not _SHARE.match(words) and (not _HELD.search(gap) or _COMES_TO.search(gap))
        )
        or ranked
        or (not _HELD.search(gap) and (_REACHED.search(words) or _HAS.search(words)))
    ):
        return None
    return Period(window.text, date(last, 1, 1), date(last, 12, 31))


def _running_year(words: str, gap: str, day: date) -> Period | None:
    """Return the year that a rate or a stock has reached its height in, where years run up to a day in its midst."""
    reached = _AGAINST.search(words) or (_REACHED.search(words) and not (_HELD.search(gap) or _LAID_OUT.search(words)))
    return Period(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31)) if reached else None


# 五年来，教育总投入达到62亿元: laid out over all the years.
_LAID_OUT = re.compile("(?:投入|投资|支出|资金|收入|产值|额)(?:累计)?(?:达到?|突破|超过?)*$")


def _year_before(window: Period) -> Period | None:
    if window.from_ is None:
        return None
    before = window.from_.year - 1
    return Period(str(before), date(before, 1, 1), date(before, 12, 31))


STANDS_AT_END = frozenset(
    {"level", "share", "rank", "ratio", "target", "pp_change", "growth_cum", "delta", "threshold"}
)
_LIST_MARK = re.compile("[、和与及]|以及")
# 产量达到145万辆、占全市近一半: a share of what was just told.
_SHARE_OF_IT = re.compile("[、，]占[^，]{0,14}$")
# 累计支出727亿元，占总支出的47%，年均增长3.5%: what grew is what the share is of.
_SHARE = re.compile(r"\s*占")
# 参加养老保险34万人，失业保险25万人.
_INSURED_TOO = re.compile(
    "[，,、]?(?:参加)?(?:失业|基本|医疗|工伤|生育|养老|农村|城[镇乡]|新型)[^，、]{0,8}(?:保险|医疗)$"
)
# 改造主干道80条，总里程达到61公里: what was just counted measures so much.
_IN_ALL = re.compile("[，、]?总(?:里程|长度|面积|装机|库容|投资)")
# 拥有大型企业1470家、上市企业74家: the next of a list stands where the one before does.
_LISTED_TOO = re.compile(r"、[^，、\d]{2,10}$")
# Among years, what grew over the year before is told of the last.
_OVER_A_YEAR = re.compile("[比较]上年|同比")
# 两年平均增长4%: of the year its level is of and the one before; beside months, of these.
_TWO_YEARS = re.compile("两年(?:平均|年均)")


def _with_year_before(period: Period | None) -> Period | None:
    if period is None or period.from_ is None or length(period) not in _WHOLE:
        return period
    return Period(period.text, period.from_.replace(year=period.from_.year - 1), period.to)


class Windows:
    """The windows of years a text has spoken of."""

    def __init__(self) -> None:
        self._reached: Period | None = None
        self._last: Period | None = None

    def reached(self, meaning: Meaning, words: str, gap: str, period: Period | None, following: str) -> Period | None:
        """Return the year a figure told of a window is of; None where it is of all its years.

        Parameters
        ----------
        words, gap
            The words of its clause before the numeral, and those of them after the number before.
        following
            The words of the clause after its own.
        """
        if period is None or not years_long(period):
            return None
        ends = period.to if period.to and period.to.month >= _LATE else None
        if ends and meaning.kind == "growth_yoy" and _OVER_A_YEAR.search(gap):
            return Period(period.text, date(ends.year, 1, 1), ends)
        # 提速50%以上 is what all the years brought; 较2020年下降25% holds at their end.
        over_all = meaning.kind == "growth_cum" and not _AGAINST.search(words)
        # “十二五”期间，力争普及率超过90%: an aim of all these years.
        over_all = over_all or (meaning.kind == "target" and (period.text or "").endswith(("期间", "时期")))
        listed = bool(_LIST_MARK.fullmatch(gap)) and words.endswith(gap)
        if meaning.kind not in STANDS_AT_END or (over_all and not listed):
            self._reached = None
            return None
        goes_on = listed or _SHARE_OF_IT.match(gap) or _INSURED_TOO.match(gap) or _IN_ALL.match(gap)
        stands = (
            self._reached is not None
            and bool(_LISTED_TOO.fullmatch(gap))
            and not (_HELD.search(gap) or _FROM.search(gap))
        )
        if not goes_on and not stands:
            ranked = meaning.kind == "rank"
            self._reached = end_of_years(words, gap, period, ranked=ranked, following=following)
        return self._reached

    def of_mean(self, meaning: Meaning, gap: str, period: Period | None, wider: Period | None) -> Period | None:
        """Return the years a mean growth is of: the wider ones, or those last told that end with its year."""
        if years_long(period):
            self._last = period if length(period) else self._last
            return period
        if "两年" in gap and _TWO_YEARS.search(gap):
            return _with_year_before(period)
        if meaning.kind != "growth_avg":
            return period
        wider = (plan_of(period) if ends_plan(period) else wider) or self._that_ends(period)
        return wider if years_long(wider) else period

    def _that_ends(self, period: Period | None) -> Period | None:
        ends = self._last and self._last.to and period and period.to and self._last.to.year == period.to.year
        return self._last if ends and length(period) in _WHOLE else None
