"""Know the running year's two halves: what is aimed at by its end, and what it has done so far."""

from __future__ import annotations

import re
from datetime import date, timedelta

from yihe.figures.flows import was_done
from yihe.figures.model import Period
from yihe.figures.periods import Calendar
from yihe.figures.spans import by_year_end, ends_plan, length, whole_year

# What is to be done 年内 is an aim of the year.
_THIS_YEAR = re.compile(r"(?<![\d一二三两几多半])年内")
# 计划投资5亿元 is planned for the year, whatever part of it has passed.
_OF_PLAN = re.compile(r"(?<!总)计划(?:完成)?(?:固定资产)?投资(?!总额)[^，]{0,3}$")
_PART_OF_YEAR = 300
# 全部达产后年产值可达60亿元: nobody says when.
_ONCE_RUNNING = re.compile("(?:达产|投产|达效|建成|运营)后")
# 预计今年年末耕地保有量, 从1月1日起调整为: told of a day to come, and settled.
_NO_PLAN = ("年末", "起")
# A figure told some days before the month it closes (到4月底前 on the 25th) is no plan.
_JUST_OVER = timedelta(days=10)
# What is told of 今年 is of the part that is over, unless it is only expected or set aside.
_TOLD_SO_FAR = frozenset({"level", "delta", "rank", "share", "ratio"})
_NOT_YET = re.compile("预计|计划|安排|列入|确定|拟|将|任务|目标|预算|指标|预期|力争")
_OF_WHOLE_YEAR = re.compile("率|占比|标准|平均")


def time_of_aim(
    words: str, gap: str, period: Period | None, calendar: Calendar, *, dated: bool
) -> tuple[Period | None] | None:
    """Return the time an aim is for, which may be told by nobody; None where it is that of its clause.

    Parameters
    ----------
    words, gap
        The words of its clause before the numeral, and those of them after the number before.
    period
        The time its clause is told of.
    calendar
        The day of release and the running year.
    dated
        Whether its sentence tells a time of its own.
    """
    if "后" in words and _ONCE_RUNNING.search(words) and not dated:
        return (None,)
    if _THIS_YEAR.search(words) and (running := calendar.running):
        return (Period("年内", date(running, 1, 1), date(running, 12, 31)),)
    if _for_the_year(gap, period, calendar.release, dated) or ends_plan(period) or by_year_end(period):
        return (whole_year(period),)
    return None


def _for_the_year(gap: str, period: Period | None, release: date | None, dated: bool) -> bool:
    """A plan told in a text of some months, without a time of its own, is one of the year."""
    if _OF_PLAN.search(gap):
        return length(period) <= 366
    if period and period.from_ and release and release < period.from_:
        return False
    return "总投资" not in gap and not dated and 0 < length(period) < _PART_OF_YEAR


# 2012—2015年，建设保障性住房95000套, said in 2012.
_YEARS_TOLD = re.compile(r"(?:19|20)\d\d ?年?[—–\-~至到]+(?:19|20)\d\d ?年")


def is_to_come(period: Period, release: date | None) -> bool:
    """Say whether a time begins after the day of release, or runs on for years: what is told of it is planned."""
    if release is None or period.from_ is None or (period.text or "").endswith(_NO_PLAN):
        return False
    if period.to and period.to.year > release.year >= period.from_.year and _YEARS_TOLD.fullmatch(period.text or ""):
        return True
    return release + _JUST_OVER < period.from_


def this_year_so_far(
    kind: str, words: str, gap: str, period: Period | None, release: date | None, *, after: Period | None
) -> Period | None:
    """Return the part of 今年 that is over, of which its deeds are told (今年新增3万人); else None.

    Parameters
    ----------
    kind
        What the figure is: its level, its share ….
    words, gap
        The words of its clause before the numeral, and those of them after the number before.
    period
        The time its clause is told of.
    release
        The day of release.
    after
        The time of the figure it goes on from, where it does: 更换管道38公里、水管27公里.
    """
    if kind not in _TOLD_SO_FAR or period is None or period.text != "今年" or release is None:
        return None
    if period.from_ is None or period.to is None or not period.from_ < release < period.to or _NOT_YET.search(words):
        return None
    so_far = Period(period.text, period.from_, release)
    goes_on = after == so_far and not _OF_WHOLE_YEAR.search(gap)
    return so_far if was_done(gap) or goes_on else None
