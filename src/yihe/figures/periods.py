"""Say which time a number is about, with the release date as anchor."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import itemgetter

from yihe.figures.holidays import days_off, last_long, travel_rush
from yihe.figures.model import Period
from yihe.figures.numerals import read_numeral
from yihe.figures.spans import PLAN_YEARS, years_ahead

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|(?<![\d万亿美日欧])元)"
_Y = r"(?:(?:19|20)\d\d ?年|今年|去年|上年|明年)"
# 中铁十五局, 十五天 name no plan.
_NO_PLAN = "[局运天年个人名届条项中师小大五]"
# 确保“十五五”良好开局, “十四五”规划: the plan itself, not its years.
# “十三五”目标任务圆满完成 is told of its years.
_NOT_AMID = (
    "(?:良好|精彩|新)?(?:开局|起步|规划|纲要|蓝图|建议|收官"
    "|[^，。；”]{0,12}(?:任务|目标)(?!(?:任务)?(?:已)?(?:圆满|胜利|顺利|如期|全面)完成))"
)
# Most places open no time: asked once, not of every kind of time.
_OPENS = (
    r"(?=(?:\d+|[一二两三四五六七八九十]+|元) ?[年月日季至到—–\-~]|十[一二三四五]?五|九五|“[十九]"
    r"|[自到][\d今去上明一二三四五六七八九十元]|前[\d一二三四五六七八九十元]|第[1-4一二三四]季|截[至止]"
    r"|今年|本年|去年|上年|明年|[上下]半年|到?上月[底末]|年[初末底度内]|开年|目前|迄今|至今|现[已为达]|[三五七八]天[长黄]|假[日期]|小长|当[前年月]|全年|如今|累计"
    r"|元旦|春节|清明|“?五一|劳动节|端午|中秋|国庆|长假|黄金周"
    r"|(?:党的)?(?:十[六七八九]|二十)大(?:召开)?以来"
    r"|近[几些年\d一二两三四五六七八九十]|过去|最近|[这的][的\d一二两三四五六七八九十]|[几多]年来|(?:今后|未来)(?:[二两三四五十]|[2-5]|10)年)"
)
_TIMES = (
    rf"(?:(?P<since>(?:自)?(?P<since_y>{_Y})?(?P<since_m>{_N}) ?月(?:份|(?P<since_d>{_N})日)?"
    r"(?:以来|至今|起|(?<=[日份月])[一-鿿、“”]{2,36}以来(?!首|最|新|第)))"
    rf"|(?P<since_year>(?:19|20)\d\d)年(?:以来(?!首|最|新|第)|至今|起|(?<=自\d{{4}}年)[一-鿿、“”]{{2,20}}以来(?!首|最|新|第))"
    r"|(?:党的)?(?P<congress>十[六七八九]|二十)大(?:召开)?以来"
    rf"|(?P<this>(?P<since_last>去年以来)|今年(?:以来|来(?![看讲说]))|年初以来|开年以来|年初至今)"
    # 5月9日0时至24时.
    rf"|(?P<hours_y>{_Y})?(?P<hours_m>{_N})月(?P<hours_d>\d{{1,2}})日\d{{1,2}}时[—–\-~至到]+\d{{1,2}}时"
    rf"|(?P<days_y>{_Y})?(?P<days_m>{_N})月(?P<days_a>\d{{1,2}})日?(?:\d{{1,2}}时)?[—–\-~至到]+(?:(?P<days_n>{_N})月)?(?P<days_b>\d{{1,2}})日(?:\d{{1,2}}时)?"
    rf"|截[至止]到?(?P<until_y>{_Y})?(?P<until>上半年|前?[一二三1-3]季度)[末底]?"
    r"|截[至止]到?(?P<asof_year>(?:19|20)\d\d)年(?:年?[末底]|(?!\d))"
    rf"|(?P<asof>截至|截止到?|到)?(?:目前)?(?P<asof_y>{_Y})?(?P<asof_m>{_N}) ?月(?:份)?"
    rf"(?:(?P<asof_d>\d{{1,2}})日|底|末|(?(asof)(?=[，、]|$)|(?!)))"
    rf"|(?<![月年])到(?P<till_y>{_Y})?(?P<till_m>{_N}) ?月(?=，|$)"
    rf"|(?P<span_y>{_Y})?(?P<span_a>{_N}) ?(?:月份?)?[—–\-~至到]+ ?(?P<span_b>{_N}) ?月(?:份)?"
    rf"|(?P<front_y>{_Y})?前(?P<front>{_N})个?(?P<front_u>月|季度)"
    rf"|(?P<half_y>{_Y})?(?P<half>上半年|下半年)"
    rf"|(?P<quarter_y>{_Y})?第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>[末底])?"
    rf"|(?P<school>(?:19|20)\d\d)(?: ?[—–\-~至到/]+ ?(?:(?:19|20)\d\d))?学年度?"
    rf"|(?P<holiday_y>{_Y})?(?P<holiday>元旦|春节|清明|“?五一”?|劳动节|端午|中秋|国庆)(?:中秋|节)?"
    r"(?:长假|小长假|假期|假日|黄金周|放假|期间|[三五六七八\d]天|(?(holiday_y)(?<=节)(?![前后起联])|(?!)))(?:期间|假期|长假|[三五六七八\d]天)?"
    r"|(?P<rush_y>(?:(?:19|20)\d\d ?年)|今年|去年)春运(?:期间)?"
    r"|(?P<long>(?:[三五七八\d]天)?(?:长假|黄金周)(?:期间|[三五七八\d]天|(?=落下帷幕|结束|收官))|(?P<any>假[日期](?:期间|[里内])|小长假(?:期间|[里内])))"
    # 从2015年申办成功到2019年雪季: what lies between the years names their events.
    rf"|(?P<years_a>(?:19|20)\d\d) ?(?:年)?(?:(?<=[从由]\d{{4}}年)[^，。；\d]{{1,12}}(?=到))?"
    r"[—–\-~至到]+ ?(?P<years_b>(?:19|20)\d\d) ?年"
    rf"|(?P<plan>“?(?:十[一二三四五]?|九)五(?!{_NO_PLAN}|”?{_NOT_AMID})”?) ?"
    r"(?P<plan_x>期?末|时期|期间|以来|五年|(?:的)?前[一二三四]年)?"
    rf"|(?P<ten_y>{_Y})?(?P<ten_m>{_N}) ?月(?P<ten>[上中下])旬"
    rf"|(?P<month_y>{_Y})?(?P<month>{_N}) ?月份?(?!\d|底|末)"
    r"|(?<![\d月.])(?:截至)?(?P<only>\d{1,2})日(?:\d{1,2}时(?:\d{1,2}分)?)?(?:[至到—\-](?P<only_to>\d{1,2})日)?(?!\d|内|均|游|办|产|处理|送达)"
    r"|(?:截[至止]到?|到)?(?P<last_month>上月)[底末]"
    rf"|(?P<year_end>(?:(?P<end_y>{_Y})年?(?:末|底))|年末|(?<![\d今去明每])年底(?P<due>前)?)"
    r"|(?P<before>(?:19|20)\d\d)年(?:以前|之前|前)(?![\d一二三四五六七八九十]|[建投竣交])"
    rf"|(?P<year>(?:19|20)\d\d) ?年(?:全年)?(?!代|年?[末底])"
    rf"|(?P<now>目前|截至目前|现已|迄今|至今|当前|(?<=[率积量数度])现(?=[为达]))"
    rf"|(?P<whole>全年|(?:去年|上年)(?:全年)?)|(?P<current>今年|(?<![\d一二三四五六七八九十两几多半])年内(?=$|，|[将计再拟还])|年度|当年|本年(?!度)|(?<![月份])当月)|(?P<next>明年)"
    rf"|(?P<five>(?:过去|近|这|最近)?(?:的)?(?P<five_n>[一二两三四五六七八九十]|\d{{1,2}})年(?:多)?"
    # 五年改造公路600公里; 五年年均.
    r"(?:来|间|以来|(?=分别|累计|共)|(?<=^.年)(?=(?:新|改|完成|建成|投入|实施|招聘)[^，。]{0,20}\d)|(?<=[三四五六七八九十\d]年)(?=年均)))"
    rf"|(?:过去的?|近|最近|这)(?P<past_n>[一二两三四五六七八九十]|\d{{1,2}})年"
    r"|(?:今后|未来)(?P<ahead>[二两三四五十]|[2-5]|10)年"
    r"|(?P<vague>如今|近(?:几|些)?年来?(?![一二三四五六七八九十\d])|几年来|多年来)"
    rf"|(?P<total>累计))"
)
_EXPRESSION = re.compile(_OPENS + _TIMES)
_COMPARED = re.compile(r"(?:比|较|于|超|为|(?<!主要)(?<!特别)(?<!尤其)是|同比|占)$")
# 2019年同期 and 2021年以来首次 are what a figure is held against, not its time.
# 2000年以前建成的小区 and 建于1986年的楼 are dated by it, not what is told of them.
_BASE_AFTER = re.compile(
    r"同期|相比|有[^，]{0,4}记录以来|开始|起(?![\d至到])|结转|结余|以来(?:的)?(?:首次|最|新|第一)"
    r"|(?:以前|之前|前|以后|之后)(?:建成|建设|建造|竣工|建|交付)(?:并[^，。]{2,6})?的"
)
_BUILT_IN = re.compile(r"建[于在]$")

# 完成全年任务的97.9%: the year belongs to the goal.
_AIMED_BEFORE = re.compile(r"(?:完成|占|超|超额|达到?|为|实现)(?:了|全[市省县区])?$")
_AIMED_AFTER = re.compile(r"(?:度)?(?:的)?(?:投资|建设|收入|税收)?(?:目标|任务|计划|预算|预期|进度|指标|总)")
# 上半年开工数将达到87%: a part of the year that is to come is one of the running year.
_PART_TO_COME = re.compile(
    r"(?:[上下]半年|第?[一二三四1-4]季度[末底]?|前[一二三四五六七八九十\d]+(?:季度|个?月))[，、]?[^，。；\d]{0,14}?"
    r"(?:将(?![军近])|计划|力争|预计|确保|还可|[将需]要|拟)"
)
# 预计11月底贯通.
_COMES = re.compile("(?:预计|计划|力争|确保|争取|拟|将)(?:于|在|到)?$")
# 计划7月开工建设的公路投资9亿元: dates the road's beginning, not its cost.
_TO_BE = re.compile(r"(?:份|底|前)*(?:开工|动工|建成|竣工|通车|投产|投用|启用)[^，。；\d]{0,6}的")
_MENTION = re.compile(
    r"节|假|五一|国庆|端午|清明|黄金周|年|月|日|季度|如今|目前|累计|现|迄今|至今|当前|以来|九.?五|十.?五"
)


def _number(text: str) -> int:
    # 元月 is the first month of the year.
    return int(text) if text.isdigit() else int(read_numeral(text) or (text == "元"))


@dataclass(slots=True)
class Calendar:
    """The release date, the year a text reports on, the year it means by 今年, and how far 今年以来 reaches."""

    release: date | None
    default_year: int | None
    running: int | None = None
    reach: date | None = None

    def year(self, text: str | None) -> int | None:
        """Return the year a text like 去年 or 2022年 names; without one, the year the text reports on."""
        if not text:
            return self.default_year
        if text[0] in "12":
            return int(text[:4])
        if text[0] == "上":
            return self.default_year - 1 if self.default_year else None
        if self.running is None:
            return None
        return self.running + {"今": 0, "去": -1, "明": 1}[text[0]]

    def year_until(self, text: str | None, month: int) -> int | None:
        """Return the year of a run of months from January; one just over is the running year's (一季度 in April)."""
        early = self.release is not None and self.release.month <= _EARLY
        # A late report tells beside its year the months that are just over.
        over = self.release is not None and 0 < self.release.month - month <= (_EARLY if early else 1)
        return self.running if over and not text else self.year(text)


# Reports on a year come until April, and again when it is nearly over.
_EARLY, _LATE = 4, 11


def _days(text: str, year: int | None, first: int, last: int, day: int | None = None) -> Period:
    if year is None or not 1 <= first <= 12 or not 1 <= last <= 12:
        return Period(text, None, None)
    end = day if day and day <= monthrange(year, last)[1] else monthrange(year, last)[1]
    return Period(text, date(year, first, 1), date(year, last, end))


def _point(text: str, year: int | None, month: int, day: int | None = None) -> Period:
    span = _days(text, year, month, month, day)
    return Period(text, span.to, span.to)


def _since(found: re.Match[str], calendar: Calendar) -> Period:
    year, month = calendar.year(found["since_y"]), _number(found["since_m"])
    if calendar.running and not found["since_y"]:
        year = calendar.running
    first = _days(found.group(), year, month, month)
    day = _number(found["since_d"]) if found["since_d"] else 1
    ahead = first.from_ and calendar.release and first.from_ > calendar.release
    if ahead and year and not found["since_y"]:
        first = _days(found.group(), year - 1, month, month)
    start = first.from_.replace(day=day) if first.from_ and first.to and day <= first.to.day else None
    return Period(found.group(), start, calendar.release)


def _since_year(found: re.Match[str], calendar: Calendar) -> Period:
    start = date(int(found["since_year"]), 1, 1)
    told = date(calendar.default_year, 12, 31) if calendar.default_year else None
    if calendar.release and calendar.release < start:
        # 2020年起每天开行8对, said in 2011.
        return Period(found.group(), start, date(start.year, 12, 31))
    return Period(found.group(), start, calendar.release or calendar.reach or told)


# The days on which the party's congresses opened.
_CONGRESSES = {
    "十六": date(2002, 11, 8),
    "十七": date(2007, 10, 15),
    "十八": date(2012, 11, 8),
    "十九": date(2017, 10, 18),
    "二十": date(2022, 10, 16),
}


def _since_congress(found: re.Match[str], calendar: Calendar) -> Period:
    return Period(found.group(), _CONGRESSES[found["congress"]], calendar.release or calendar.reach)


def _this(found: re.Match[str], calendar: Calendar) -> Period:
    start = date(calendar.running - bool(found["since_last"]), 1, 1) if calendar.running else None
    return Period(found.group(), start, calendar.reach or calendar.release)


def _as_of(found: re.Match[str], calendar: Calendar) -> Period:
    day = int(found["asof_d"]) if found["asof_d"] else None
    told = _point(found.group(), calendar.year(found["asof_y"]), _number(found["asof_m"]), day)
    just_now = _point(found.group(), calendar.running, _number(found["asof_m"]), day)
    if not day and just_now.to and just_now.from_ and calendar.release and _amid(just_now.to, calendar.release):
        # 截至7月份 in the midst of July is the day it is told.
        return Period(found.group(), calendar.release, calendar.release)
    return just_now if not found["asof_y"] and _is_news(just_now.to, calendar.release) else told


def _amid(end: date, release: date) -> bool:
    return end.year == release.year and end.month == release.month and release < end


# What is told in the days around a release is of its own year, whatever year the text reports on: 1月23日，大会开幕.
_NEWS = timedelta(days=35), timedelta(days=10)


def _is_news(day: date | None, release: date | None) -> bool:
    return day is not None and release is not None and release - _NEWS[0] <= day <= release + _NEWS[1]


def _until_part(found: re.Match[str], calendar: Calendar) -> Period:
    """截至上半年 is the last day of June."""
    quarters = "一二三123".find(found["until"][-3]) % 3 + 1 if found["until"].endswith("季度") else 2
    return _point(found.group(), calendar.year_until(found["until_y"], 3 * quarters), 3 * quarters)


def _as_of_year(found: re.Match[str], calendar: Calendar) -> Period:
    """截至2013年 is the end of that year; of the year of release it is that day."""
    end = date(int(found["asof_year"]), 12, 31)
    if calendar.release and end > calendar.release:
        end = calendar.release
    return Period(found.group(), end, end)


def _front(found: re.Match[str], calendar: Calendar) -> Period:
    months = _number(found["front"]) * (3 if found["front_u"] == "季度" else 1)
    return _days(found.group(), calendar.year_until(found["front_y"], months), 1, months)


def _span(found: re.Match[str], calendar: Calendar) -> Period:
    first, last = _number(found["span_a"]), _number(found["span_b"])
    year = calendar.year_until(found["span_y"], last) if first == 1 else calendar.year(found["span_y"])
    return _days(found.group(), year, first, last)


def _half(found: re.Match[str], calendar: Calendar) -> Period:
    first = 1 if found["half"] == "上半年" else 7
    return _days(found.group(), calendar.year(found["half_y"]), first, first + 5)


def _quarter(found: re.Match[str], calendar: Calendar) -> Period:
    number = _number(found["quarter"])
    year = calendar.year_until if number == 1 else lambda text, _: calendar.year(text)
    span = _days(found.group(), year(found["quarter_y"], 3), 3 * number - 2, 3 * number)
    return Period(span.text, span.to, span.to) if found["quarter_end"] else span


def _plan(found: re.Match[str], calendar: Calendar) -> Period:
    start = PLAN_YEARS.get(found["plan"].strip("“”"))
    if start is None:
        return Period(found.group(), None, None)
    last = date(start + 4, 12, 31)
    if (part := found["plan_x"] or "").endswith("年") and "前" in part:
        return Period(found.group(), date(start, 1, 1), date(start + "一二三四".index(part[-2]), 12, 31))
    if found["plan_x"] == "以来" and calendar.release and date(start, 1, 1) < calendar.release:
        amid = calendar.release < last or calendar.running == calendar.default_year
        last = calendar.release if amid else last
    return Period(found.group(), date(start + 4 * (found["plan_x"] or "").endswith("末"), 1, 1), last)


def _day_range(found: re.Match[str], calendar: Calendar) -> Period:
    """Return days from one to another: 1月28日至2月4日."""
    year = calendar.year(found["days_y"]) or calendar.running
    if calendar.running and not found["days_y"]:
        year = calendar.running
    first = _days(found.group(), year, _number(found["days_m"]), _number(found["days_m"]), int(found["days_a"]))
    month = _number(found["days_n"] or found["days_m"])
    last = _days(found.group(), year, month, month, int(found["days_b"]))
    return Period(found.group(), first.to, last.to)


def _hours(found: re.Match[str], calendar: Calendar) -> Period:
    """Return the day whose hours are told."""
    year = calendar.year(found["hours_y"]) if found["hours_y"] else calendar.running or calendar.default_year
    month = _number(found["hours_m"])
    day = _days(found.group(), year, month, month, int(found["hours_d"])).to
    return Period(found.group(), day, day)


_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def _ten_days(found: re.Match[str], calendar: Calendar) -> Period:
    month = _days(found.group(), calendar.year(found["ten_y"]), _number(found["ten_m"]), _number(found["ten_m"]))
    if month.from_ is None or month.to is None:
        return month
    first, last = _TENS[found["ten"]]
    return Period(month.text, month.from_.replace(day=first), month.from_.replace(day=min(last, month.to.day)))


def _only_day(found: re.Match[str], calendar: Calendar) -> Period:
    """A day without its month is one of the month of release: 截至14日18时, 16日至18日."""
    first, last = int(found["only"]), int(found["only_to"] or found["only"])
    release = calendar.release
    if release is None or not 1 <= first <= last <= monthrange(release.year, release.month)[1]:
        return Period(found.group(), None, None)
    return Period(found.group(), release.replace(day=first), release.replace(day=last))


def _year_end(found: re.Match[str], calendar: Calendar) -> Period:
    # 年底前将完工 is still to come: the end of the running year, whatever year the text reports on.
    return _point(found.group(), calendar.running if found["due"] else calendar.year(found["end_y"]), 12)


def _last_month(found: re.Match[str], calendar: Calendar) -> Period:
    """到上月底: the last day of the month before the release."""
    end = calendar.release.replace(day=1) - timedelta(days=1) if calendar.release else None
    return Period(found.group(), end, end)


def _whole(found: re.Match[str], calendar: Calendar) -> Period:
    word = found.group()
    return _days(word, calendar.default_year if word == "全年" else calendar.year(word), 1, 12)


def _now(found: re.Match[str], calendar: Calendar) -> Period:
    return Period(found.group(), calendar.release, calendar.release)


# The ten years of which the texts of 2022 tell begin with the year the tenth before was.
_DECADE = 10


def _run(found: re.Match[str], calendar: Calendar) -> Period:
    count = _number(found["five_n"] or found["past_n"])
    last = calendar.default_year
    if last is None or not count or "年多" in found.group():
        return Period(found.group(), None, None)
    release = calendar.release
    if release and last == release.year and _EARLY < release.month < _LATE:
        return Period(found.group(), _first_day_of_run(count, release), release)
    return Period(found.group(), date(last - count + 1, 1, 1), date(last, 12, 31))


def _first_day_of_run(count: int, release: date) -> date:
    """The first day of a run of years told of in the midst of one: a single one goes back to the day a year before."""
    if count == 1:
        # May to October: every day of theirs is there a year before.
        return release.replace(year=release.year - 1)
    return date(release.year - count + (count != _DECADE), 1, 1)


# A note of these days before a holiday tells what it will be like.
_EVE = timedelta(days=3)


def _holiday(found: re.Match[str], calendar: Calendar) -> Period:
    name, year = found["holiday"].strip("“”"), calendar.year(found["holiday_y"] or "今年")
    told = days_off(name, year) if year else None
    if told and calendar.release and told[0] - _EVE > calendar.release and not found["holiday_y"]:
        told = days_off(name, told[0].year - 1)
    return _days_off(found.group(), told)


def _days_off(text: str, days: tuple[date, date] | None) -> Period:
    return Period(text, *days) if days else Period(text, None, None)


def _current(found: re.Match[str], calendar: Calendar) -> Period:
    word = found.group()
    if word == "当月":
        # Of which part of the year it is the last, the text has told before.
        return Period(word, None, None)
    return _days(word, calendar.year("今年") if word in ("今年", "年内") else calendar.default_year, 1, 12)


_READERS: dict[str, Callable[[re.Match[str], Calendar], Period]] = {
    "since": _since,
    "since_year": _since_year,
    "congress": _since_congress,
    "this": _this,
    "hours_m": _hours,
    "days_m": _day_range,
    "asof_m": _as_of,
    "until": _until_part,
    "asof_year": _as_of_year,
    "till_m": lambda f, c: _point(f.group(), c.year(f["till_y"]), _number(f["till_m"])),
    "span_a": _span,
    "front": _front,
    "half": _half,
    "quarter": _quarter,
    "school": lambda f, _: Period(f.group(), date(int(f["school"]), 9, 1), date(int(f["school"]) + 1, 8, 31)),
    "years_a": lambda f, c: Period(f.group(), date(int(f["years_a"]), 1, 1), date(int(f["years_b"]), 12, 31)),
    "plan": _plan,
    "ten": _ten_days,
    "only": _only_day,
    "month": lambda f, c: _days(f.group(), c.year(f["month_y"]), _number(f["month"]), _number(f["month"])),
    "last_month": _last_month,
    "year_end": _year_end,
    "before": lambda f, c: Period(f.group(), None, date(int(f["before"]) - 1, 12, 31)),
    "year": lambda f, c: _days(f.group(), int(f["year"]), 1, 12),
    "now": _now,
    "whole": _whole,
    "current": _current,
    "next": lambda f, c: _days(f.group(), c.year("明年"), 1, 12),
    "five": _run,
    "past_n": _run,
    "ahead": lambda f, c: years_ahead(f.group(), _number(f["ahead"]), c.running, c.release),
    "vague": lambda f, c: Period(f.group(), None, None),
    "holiday": _holiday,
    "rush_y": lambda f, c: _days_off(f.group(), travel_rush(year) if (year := c.year(f["rush_y"])) else None),
    "long": lambda f, c: _days_off(f.group(), last_long(c.release, of_any=bool(f["any"])) if c.release else None),
    "total": lambda f, c: Period("累计", None, None),
}


# 5月25日讯 今年4月…: when the note was sent.
_DATELINE = ("讯", "电 ", "电　", "电（", "电(")


def expressions(text: str, calendar: Calendar) -> list[tuple[int, Period]]:
    """Return the time expressions of a clause with their offsets; the base of a comparison is none."""
    if not _MENTION.search(text):
        return []
    found = []
    for match in _EXPRESSION.finditer(text):
        compared = _COMPARED.search(text[max(0, match.start() - 4) : match.start()])
        aimed = _AIMED_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        if aimed and _AIMED_AFTER.match(text, match.end()):
            continue
        if text.startswith(_DATELINE, match.end()):
            continue
        built = _BUILT_IN.search(text, 0, match.start()) and text.startswith("的", match.end())
        if not compared and not built and not _BASE_AFTER.match(text, match.end()):
            comes = _COMES.search(text, 0, match.start())
            if comes and _TO_BE.match(text, match.end()):
                continue
            in_months = match["asof_m"] or match["month"]
            ahead = _PART_TO_COME.match(text, match.start()) or (comes and in_months)
            told = replace(calendar, default_year=calendar.running) if ahead else calendar
            found.append((match.start(), _read(match, told)))
    return _since_event(text, found)


# An event whose day the text does not tell opens a window without days: 老旧小区改造部署以来.
_EVENT = re.compile(r"(?:(?![年月日季]|长期|一直|时间)[一-鿿“”、]){4,24}以来(?!首|最|新|第|(?:历史)?同期|历史)")


def _since_event(text: str, found: list[tuple[int, Period]]) -> list[tuple[int, Period]]:
    event = _EVENT.search(text) if "以来" in text and "记录以来" not in text else None
    if event is None or any(at >= event.start() and period.text != "累计" for at, period in found):
        return found
    return sorted([*found, (event.start(), Period(event.group(), None, None))], key=itemgetter(0))


def _read(match: re.Match[str], calendar: Calendar) -> Period:
    for told, reader in zip(match.group(*_READERS), _READERS.values(), strict=True):
        if told:
            return reader(match, calendar)
    return Period(match.group(), None, None)


def default_period(calendar: Calendar) -> Period | None:
    """A report of January to April tells the whole year before."""
    year = calendar.default_year
    if year is None or calendar.running == year:
        return None
    return Period(f"{year}年", date(year, 1, 1), date(year, 12, 31))
