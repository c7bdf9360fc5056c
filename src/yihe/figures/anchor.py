"""Infer from a text when it was released, or at least which year it reports on."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_HAN_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HEAD = 600
_LAST_QUARTER = 10
_DAY = r"(?P<y>(?:19|20)\d\d) ?[-/年.] ?(?P<m>\d{1,2}) ?[-/月.] ?(?P<d>\d{1,2})(?!\d|月)日?"
_OF_NEWS = r"(?=[^。\n]{0,40}?(?:获悉|了解到|召开|举行|举办|发布|通报|介绍|讯|电))"
# A day alone on its line, in brackets, or named as the day of publication.
_PUBLISHED = re.compile(
    rf"(?:^|\n)[ \u3000]*[（(]?{_DAY}[）)]?[ \u3000]*(?=\n|$)"
    rf"|(?:发布|公布|发文|成文)(?:时间|日期)[:：]? ?{_DAY.replace('?P<', '?P<p')}"
)
# A text that gives no day of its own speaks on the day its data reach: 台账数据截至2022年9月8日.
_DATA_UNTIL = re.compile(rf"数据(?:统计)?截[至止]到?{_DAY}")
_NO_RELEASE = r"(?!之?[至到—\-–~起前后]|以[来前后]|期间|达|当天)"
_FULL = re.compile(rf"(?<!截至)(?<!截止)(?<!截止到)(?<![至到自从于以\d—\-–~]){_DAY}{_NO_RELEASE}")
_DATELINE = re.compile(rf"(?<![\d年至到自从截—\-–~])(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日{_NO_RELEASE}{_OF_NEWS}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年")
# 较2019年同期, 由2017年的, 2027年建成, 《…（2021—2030年）》 tell nothing of the year a text speaks in.
_BASE_BEFORE = re.compile(r"(?:比|较|由|从|自|于|是|为|超|恢复[到至])$")
_BASE_AFTER = re.compile(r"[^，。；]{0,3}同期|以来|[^，。；]{2,40}的?基础上")
_PLANNED_BEFORE = re.compile(
    r"(?:(?<!增加)(?<!提高)(?<!提升)(?<!上升)(?<!发展)(?<!下降)到|计划|预计|力争|争取|确保|[—\-–~至])$"
)
_PLANNED_AFTER = re.compile(
    r"(?:[底末前]{0,2})?[^，。；]{0,6}?(?:预期|目标|草案|任务|计划|安排|打算|工作重点|建成|投用|投产|竣工|通车)"
)
_TITLE_YEAR = re.compile(
    r"(?P<y>(?:19|20)\d\d)年?(?P<part>上半年|[^，。\n]{0,3}季度|[\d一二三四五六七八九十—\-至]+月)?"
)
_ANNUAL = re.compile(r"总结|回顾|公报|工作报告|执行情况|工作情况|年报|极不平凡")
_NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]+[、.．)）]")
_GOVERNMENT_REPORT = re.compile(
    r"(?P<y>(?:19|20)\d\d)年[^，。\n]{0,6}政府工作报告"
    r"|政府工作报告[^，。\d]{0,4}[（(](?P<z>(?:19|20)\d\d)年?[）)]"
)


# 一季度, 上半年, 前三季度, 1—7月, 前8个月, 截至5月底.
_MONTHS_OVER = re.compile(
    r"(?P<quarters>前三|[一二三1-3])季度|(?P<half>上半年)|(?:[—–\-至]|截[至止]到?)(?P<month>\d{1,2})月|前(?P<front>\d{1,2})个月"
)


def _month(found: re.Match[str]) -> int:
    if found["quarters"]:
        return 3 * ("一二三".find(found["quarters"][-1]) + 1 or int(found["quarters"]))
    return 6 if found["half"] else int(found["month"] or found["front"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times hang on: the day of release, the year reported on, the year 今年 means."""

    release: date | None = None
    reported: int | None = None
    running: int | None = None

    def reach(self, text: str) -> date | None:
        """The day to which 年初以来 runs: that of release, else the last month the text says is over."""
        if self.release or self.running is None or self.running != self.reported:
            return self.release
        months = [_month(found) for found in _MONTHS_OVER.finditer(text)]
        last = max((month for month in months if 1 <= month <= 12), default=0)
        return date(self.running, last, monthrange(self.running, last)[1]) if last else None


def anchor_of(text: str, release: date | None = None) -> Anchor:
    """Return the anchor of a text; where its day is unknown, its years may still be known.

    Parameters
    ----------
    text
        The whole text as published.
    release
        The day of release where it is known.
    """
    plain = _HAN_YEAR.sub(lambda found: found.group().translate(_HAN_DIGITS), text)
    if release:
        return _told_by(plain, release)
    years = _years(plain)
    day = _published(plain) or _dateline(plain, years.running)
    # A day before the years a text tells of is an event: 2005年5月18日开业 … 2008年末.
    early = day and years.reported and day.year < years.reported
    return _told_by(text, day) if day and not early else years


_FIRST_MONTHS = re.compile(r"(?<!第)[一1]季度|1 ?[—–\-~至到] ?[23]月|前[两二三23]个?月|开门红|首季")


def _told_by(text: str, day: date) -> Anchor:
    """A report of January to April tells the year before, unless its head tells the first months of its own.

    So does a bulletin that came later: 2017年…统计公报 of July 2018.
    """
    early = 2 <= day.month <= 4 and _tells_first_months(text[:200], day.year)
    early = early or bool(3 <= day.month <= 4 and _opens_with(text, day.year))
    early = early or (day.month <= 4 and _is_news(text, day))
    late = day.month > 4 and (
        _annual(_title(text)) == day.year - 1 or _titled_year(text) == day.year - 1 or _looks_back_only(text, day)
    )
    return Anchor(day, day.year if (day.month > 4 or early) and not late else day.year - 1, day.year)


# What a report on a whole year says, and what a note of the day does.
_OF_YEAR = re.compile(
    "全年|年末|年底|一年来|[三四五十]年来|过去[一五]年|工作报告|公报|总结|回顾|年度|“十.?五”(?:期间|时期|以来)|去年(?!同期|同比|的|[^，。]{0,6}(?:增|降|下|上|提|多|少|减))|上年(?!同期|同比)"
)
_OF_DAY = re.compile(r"记者|\d日(?:电|讯)|\d日[，,]|据[^，。]{2,10}(?:介绍|统计|监测)，|获悉|了解到")

_SENT = re.compile(r"[讯电] ?[（(][^）)]{0,20}记者")


def _is_news(text: str, day: date) -> bool:
    """Say whether a text of a year's first months is a note of the day and no report on the year before."""
    if not _OF_DAY.search(text):
        return False
    said, _ = _named_years(text)
    of_year = set(_OF_YEAR.findall(text))
    # A note sent from where it happened may speak of 去年 in passing.
    sent = of_year <= {"去年"} and day.year in said and _SENT.search(text[:_HEAD])
    return day.year - 1 not in said and (not of_year or bool(sent))


def _opens_with(text: str, year: int) -> bool:
    """Say whether a text opens with the running year, and is no report that only bears it in its title."""
    found = re.match(rf"\s*(?:今年|{year}年)(?P<rest>[^。\n]{{0,30}})", text)
    return found is not None and not (_ANNUAL.search(found["rest"]) or _PLANNED_AFTER.match(found["rest"]))


# A bulletin's chapter may name no year: 全年…增长5%, 年末….
_WHOLE_YEAR = re.compile("(?:^|[。；\n])[ \u3000]*(?:全[市省区县州国旗])?(?:全年|年末)")
_AMID = re.compile(r"今年|年初|年内|目前|截至(?!年末|20\d\d年|12月)|上半年|[一二三]季度|1 ?[—–\-~至] ?\d+ ?月")


def _looks_back_only(text: str, day: date) -> bool:
    """Say whether a text of the midst of a year tells only of whole years that are over, and so of the one before."""
    if day.month >= _LAST_QUARTER or _AMID.search(text):
        return False
    said, planned = _named_years(text)
    if day.year in planned or day.year in said:
        return False
    if re.search(rf"[比是较为]{day.year - 2}年(?:末|底)?(?:的|增|提|多|翻|下降|减)", text):
        # 贴息资金3亿元，是2018年的3倍, said in 2020: of the year between.
        return True
    whole = len(_WHOLE_YEAR.findall(text))
    return day.year - 1 in said or bool(whole > 1 or (whole and "增长" in text))


def _annual(title: str) -> int | None:
    """Return the whole year a title reports on; the first heading of many is no title."""
    found = None if _NUMBERED.match(title) else _TITLE_YEAR.search(title)
    return int(found["y"]) if found and not found["part"] and _ANNUAL.search(title) else None


def _titled_year(text: str) -> int | None:
    """Return the year a title tells of, where the text goes on with what was so all that year."""
    said, planned = _named_years(_title(text).split("\n")[0])
    return said[0] if len(said) == 1 and not planned and _WHOLE_YEAR.search(text) else None


def _tells_first_months(head: str, year: int) -> bool:
    """2020年…经济在一季度暂停后，…: those months are of the year before, which the head names first."""
    found = _FIRST_MONTHS.search(head)
    if found is None:
        return False
    said, _ = _named_years(head[: found.start()])
    return not said or max(said) >= year


def infer_release_date(text: str, *, undated: date | None = None) -> date | None:
    """Infer when a text was released; None where it does not say.

    Parameters
    ----------
    text
        The whole text as published. A day on a line of its own or in the dateline wins (2023年9月6日;
        7月14日讯 in the year the text speaks of), then the latest full date of the head that no 截至 opens.
    undated
        The day taken for a text that names neither a day nor a year: a draft of today says 1—8月.
    """
    anchor = anchor_of(text)
    return undated if anchor == Anchor() else anchor.release


def _published(text: str) -> date | None:
    alone = [_valid(*_numbers(found)) for found in _PUBLISHED.finditer(text)]
    known = [day for day in alone if day]
    if known:
        return known[0]
    full = [_valid(*_numbers(found)) for found in _FULL.finditer(text[:_HEAD])]
    told = [day for day in full if day] or [
        day for one in _DATA_UNTIL.finditer(text) if (day := _valid(*_numbers(one)))
    ]
    return max(told, default=None)


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    groups = found.groupdict()
    year, month, day = (groups[key] or groups.get("p" + key) for key in "ymd")
    return int(year or 0), int(month or 0), int(day or 0)


def _dateline(text: str, year: int | None) -> date | None:
    """A paper prints the day after: of two neighbouring days, the event is the earlier one."""
    if year is None:
        return None
    found = list(_DATELINE.finditer(text[:_HEAD]))[:2]
    # What is told of a whole year in the first months of one is told of the year before: 4月19日讯 … 2017年 ….
    late = found and int(found[0]["m"]) <= 4 and not re.search("今年|年初|开年", text)
    if late and not _FIRST_MONTHS.search(text[:_HEAD]) and f"{year}年" in text:
        year += 1
    days = [day for day in (_valid(year, int(one["m"]), int(one["d"])) for one in found) if day]
    if not days:
        return None
    return min(days) if (max(days) - min(days)).days <= 3 else days[0]


def _years(text: str) -> Anchor:
    """The years of a text without a day: what its title says, else the latest year it speaks of."""
    report = _GOVERNMENT_REPORT.search(text[:80])
    if report:
        delivered = int(report["y"] or report["z"])
        return Anchor(None, delivered - 1, delivered)
    title = _title(text)
    said, planned = _named_years(text)
    titled, _ = _named_years(title)
    year: int | None = titled[0] if titled else _opened_plan(text) or max(said, default=None)
    amid = None if titled else _year_amid(text)
    if amid and (year is None or year < amid):
        return Anchor(None, amid, amid)
    if year is None:
        return Anchor()
    return Anchor(None, year, year + _looks_back(text, title, year, planned))


# Part of a year is over where it is measured against the year's plan: 截至5月底已完成年计划的47%, 首季开门红.
_PART_OVER = re.compile(
    r"截至 ?\d{1,2}月|[上下]半年|[一二三]季度|前\S{1,2}个?[月季]|首季|\d{1,2}[—\-至]\d{1,2}月|年初以来|今年以来"
)
_YEAR_BEFORE = re.compile(r"[比较](?P<y>(?:19|20)\d\d)年(?!末|底|[^，。]{0,8}年均)")

# 2010年计划投资6亿元, not what is planned to be done in a year (计划2027年建成).
_YEAR_PLAN = re.compile(r"(?<!计划)(?<!到)(?<!预计)(?P<y>(?:19|20)\d\d)年度?(?:计划|目标|任务|预算)")


def _year_amid(text: str) -> int | None:
    """The year a text stands in the midst of, where it says so only by plans for it and by the year before."""
    if not _PART_OVER.search(text):
        return None
    compared = {int(found["y"]) for found in _YEAR_BEFORE.finditer(text)}
    planned = {int(found["y"]) for found in _YEAR_PLAN.finditer(text)}
    if planned:
        return min(planned) if not compared or min(planned) == max(compared) + 1 else None
    return max(compared) + 1 if compared else None


def _title(text: str) -> str:
    """The lines before the first sentence, or the first sentence."""
    lines = [line for line in text[:200].split("\n") if line.strip()]
    heads = [line for line in lines[:3] if "。" not in line and len(line) <= 40]
    return "\n".join(heads) if heads else "".join(lines[:1])[:60]


# The plans of the state begin with a year that ends in 1 or 6: 今年是“十五五”开局之年.
_PLAN_OPENS = re.compile(r"今年是?“?十(?P<n>[一二三四五六七])五”?[^，。]{0,8}(?P<end>开局|起步|首|收官|末)")


def _opened_plan(text: str) -> int | None:
    found = _PLAN_OPENS.search(text)
    if found is None:
        return None
    first = 2001 + 5 * "零一二三四五六七".index(found["n"])
    return first + 4 * (found["end"] in ("收官", "末"))


def _looks_back(text: str, title: str, year: int, planned: set[int]) -> bool:
    """今年 is the year after the one reported on where that year is planned for, or a whole year told."""
    if re.search(rf"{year + 1}年[^，。；\n]{{0,8}}(?:目标|草案|任务|工作安排|工作重点|总体要求)", text):
        return True
    part = _TITLE_YEAR.search(title)
    whole = bool(_ANNUAL.search(title)) and not (part and part["part"])
    return (whole or year + 1 in planned) and not re.search("今年|截至目前|目前", text)


def _named_years(text: str) -> tuple[list[int], set[int]]:
    said, planned = [], set()
    for found in _YEAR.finditer(text):
        before, year = text[max(0, found.start() - 4) : found.start()], int(found[1])
        if _BASE_BEFORE.search(before) or _BASE_AFTER.match(text, found.end()):
            continue
        if _PLANNED_BEFORE.search(before) or _PLANNED_AFTER.match(text, found.end()):
            planned.add(year)
        else:
            said.append(year)
    return said, planned


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
