"""Find the times a clause names, and what they mean after those named before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from operator import attrgetter

from yihe.figures.clauses import Clause
from yihe.figures.leading import Times
from yihe.figures.model import Period
from yihe.figures.numerals import read_numeral
from yihe.figures.periods import expressions
from yihe.figures.spans import YEARS_ON, in_year, is_part, is_year, last_month_of, length, plan_of
from yihe.figures.spoken import Spoken
from yihe.figures.token import Token

_SO_FAR = re.compile("累计(?:增速|增长|同比|下降)")
# 9月份消费增长4%。同期，服务业增长5%: the time of the figure before.
_MEANWHILE = re.compile("\\s*(?P<same>同期)(?=，|$|[一-鿿])")
# Any time as long is no part of a year.
_SHORT = 364
# 从2018年起，中央每年安排3亿元，三年共安排9亿元.
_RUN = re.compile("([二两三四五])年")


def times_named(spoken: Spoken, words: str, clause: Clause) -> Times:
    """Return the times a clause names, with their places in it."""
    told = expressions(words, spoken.calendar)
    if told and clause.claims:
        told = _outside_claims(told, clause)
    if spoken.latest and "同期" in words and (same := _MEANWHILE.match(words)):
        told = [(same.start("same"), spoken.latest), *told]
    if not told:
        return told
    if spoken.period and spoken.period.from_:
        # 累计增速 grows within the time spoken of; 累计 within a time its sentence tells is counted in that.
        dated = spoken.standing.dated
        told = [one for one in told if not (one[1].text == "累计" and (dated or _SO_FAR.match(words, one[0])))]
        told = [one for one in told if one[1].text != "年度" or 0 < length(spoken.period) < _SHORT]
    told = [(at, _of_that_year(spoken, period)) for at, period in _counted_within(told)]
    if spoken.founded:
        told = [(at, _since_founding(spoken.founded, period)) for at, period in told]
    told = [one for one in told if one[1].text != "当月" or one[1].from_]
    if "五" in words:
        told = [(at, _of_plan(spoken, period)) for at, period in told]
    spoken.begun = (_since(spoken, told[0][1]) if told else None) or spoken.begun
    return told


def _of_that_year(spoken: Spoken, period: Period) -> Period:
    """当年 and 年底 are of the year last spoken of: 2021年末结存 …，当年收益 …; among plans 全年 is their year."""
    last, planned = spoken.period, spoken.sections.period if spoken.sections.planned else None
    if planned and is_year(planned) and planned.to:
        if period.text in ("全年", "年度", "当年", "年内"):
            return Period(period.text, planned.from_, planned.to)
        if period.from_ and period.to and is_part(period) and period.to.year == planned.to.year - 1:
            return Period(period.text, in_year(period.from_, planned.to.year), in_year(period.to, planned.to.year))
    if period.text == "全年" and last and last.text == "今年" and is_year(last):
        return Period(period.text, last.from_, last.to)
    if period.text == "当月":
        return last_month_of(last) or period
    if (so_far := _this_year_until(spoken, period)) is not None:
        return so_far
    if (run := _run_from(last, period)) is not None:
        return run
    if last is None or last.to is None or not (last.text or "").startswith(("19", "20")):
        return period
    year = last.to.year
    told = is_year(last) and spoken.standing.dated
    if told and period.from_ and period.to and is_part(period):
        # 2021年开局良好——前三季度…: the part of the year its sentence opened with.
        return Period(period.text, in_year(period.from_, year), in_year(period.to, year))
    if period.text in ("年底", "年末"):
        return Period(period.text, date(year, 12, 31), date(year, 12, 31))
    return Period(period.text, date(year, 1, 1), date(year, 12, 31)) if period.text == "当年" else period


# 截至10月底; 目前 says no more than 今年.
_MONTH_UNTIL = re.compile(r"截[至止]到?(?:\d{4}年)?\d{1,2}月(?:份|[底末]|\d{1,2}日)?")


def _this_year_until(spoken: Spoken, period: Period) -> Period | None:
    """截至10月底，今年新收案件26万件: the part of 今年 up to the day its sentence opened with."""
    end = spoken.period
    if period.text != "今年" or not spoken.amid or spoken.counted or end is None or end.to is None:
        return None
    told = end.from_ == end.to and period.from_ is not None and period.from_.year == end.to.year
    return Period(period.text, period.from_, end.to) if told and _MONTH_UNTIL.fullmatch(end.text or "") else None


def _since(spoken: Spoken, period: Period) -> Period | None:
    """自6月5日开磅以来，截至6月30日，累计收购…: from the one to the other."""
    since = spoken.period
    opened = spoken.amid and not spoken.counted and since is not None and (since.text or "").endswith("以来")
    if not opened or since is None or since.from_ is None or not (period.text or "").startswith("截"):
        return None
    closes = period.to is not None and period.from_ == period.to and since.from_ < period.to
    return Period(period.text, since.from_, period.to) if closes else None


# 五年累计, 五年来.
_FIVE_YEARS = re.compile("(?:过去|近|这)?(?:的)?五年(?:来|间|以来)?")


def _of_plan(spoken: Spoken, period: Period) -> Period:
    """“十二五”期末，…。五年累计…: the five years told of in the year after a plan are the plan's."""
    spoken.plan = plan_of(period) or spoken.plan
    over, release = spoken.plan, spoken.calendar.release
    just_over = over is not None and over.to is not None and release is not None and over.to.year == release.year - 1
    if over is None or not just_over or not _FIVE_YEARS.fullmatch(period.text or ""):
        return period
    return Period(period.text, over.from_, over.to)


def _since_founding(day: date, period: Period) -> Period:
    """2009年6月30日，新区成立。七年来，…: the years told of begin with that day."""
    begins = period.from_ is not None and abs(period.from_.year - day.year) <= 1
    return Period(period.text, day, period.to) if begins and YEARS_ON.fullmatch(period.text or "") else period


def _run_from(last: Period | None, period: Period) -> Period | None:
    """Return the years counted from the one its sentence begins with; None where none does."""
    found = _RUN.fullmatch(period.text or "") if last and (last.text or "").endswith("起") else None
    if found is None or last is None or last.from_ is None:
        return None
    end = last.from_.year + int(read_numeral(found[1]) or 1) - 1
    return Period(period.text, last.from_, date(end, 12, 31))


def _outside_claims(times: Times, clause: Clause) -> Times:
    """A length of time that is itself a claim (停滞近10年) dates nothing."""
    return [(at, period) for at, period in times if not _covered(clause.claims, clause.start + at)]


def _counted_within(told: Times) -> Times:
    """累计 after a time of its clause counts within that: 2018年排放量累计削减了38%."""
    return [one for number, one in enumerate(told) if not (number and one[1].text == "累计" and length(told[0][1]))]


def _covered(claims: list[Token], position: int) -> bool:
    place = bisect_right(claims, position, key=attrgetter("start"))
    return place > 0 and position < claims[place - 1].end
