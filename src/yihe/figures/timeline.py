"""Keep the time a text speaks of from clause to clause: what carries on, and what ends with its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from operator import itemgetter

from yihe.figures.asides import A_DAY, is_aside, is_ceremony, is_due, is_event, is_honour, is_news
from yihe.figures.clauses import Clause
from yihe.figures.leading import Times, leads, of_heading, reported, tells_data
from yihe.figures.model import Period
from yihe.figures.periods import Calendar
from yihe.figures.spans import YEARS_ON, inside, is_year, length, within, year_before, years_long
from yihe.figures.spoken import Spoken
from yihe.figures.standing import opens_standing
from yihe.figures.targets import heads_plan

_SINCE_JANUARY = re.compile("(?:年初|今年|开年)以来")
_WINDOW = re.compile("以来|至今|年来|如今|近.{1,2}年")
# 临江站14日3时出现洪峰41米，超警戒水位1.8米.
_HOLDS_ON = re.compile(rf"以来|至今|^{A_DAY.pattern}$")
# 铁路运输期从9月28日至10月8日，为期11天.
_DAYS_LONG = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[—–\-~至到]")
# 较上年同期的60件增长两成, 由去年同期下降5%转为增长21%; 2020年同期下降23%: the number is of the year before.
_SAME_TIME = re.compile(
    r"[较比](?:上一?年|去年)(?:同期)?的?[（(]?$|(?:(?:由|从)(?:去年|上年)同期的?|(?:^|，)\s*(?:上年|去年)同期[为是]|(?:^|，)\s*(?P<year>(?:19|20)\d\d)年同期)[^，\d]{0,16}$"
)
# 而在去年同期，上海市GDP为7856亿元: the rest of the sentence is of then.
_YEAR_AGO = re.compile(r"\s*[而但]?在?(?:去年|上年)同期")
# 现将2020年11月1日零时常住人口数据公布如下: the time of all that follows.
_FOR_ALL = re.compile("现将[^，]*(?:公布|通报|公告|报告|发布|汇报)如下$")
# “十三五”目标任务圆满完成: what follows is told of those years.
_GOALS_MET = re.compile(
    "^[^，]{0,3}十.?五”?(?:规划)?[^，]{0,12}(?:目标|任务)[^，]{0,4}(?:圆满|胜利|顺利|如期|全面)完成$"
)
# 大会提出到2020年实现产值80亿元，财政收入5亿元….
_AIMED_AT = re.compile("提出[^，]{0,6}到$")
# 2022年，我们将着力抓好八个方面工作: what follows is planned.
_WORKS = ("工作", "任务", "举措")
_WILL_DO = re.compile(f"(?:将|要|重点|着力)[^，]{{0,10}}(?:抓好|做好|推进|实施)[^，]{{0,12}}(?:{'|'.join(_WORKS)})$")
# The time a whole press text reports on; a single day or month is only an event.
_MAIN = re.compile(r"以来|上半年|季度|前.{1,2}个?月|全年|今年$|[—–\-~至到]")
_YEAR_OR_SINCE = re.compile(r"(?:19|20)\d\d ?年(?:以来|至今|起)?")
_FOUNDED = ("成立", "挂牌", "设立", "组建")
# The days between the first and the last day of the shortest month.
_MONTH = 27
_MEAN = re.compile("[，、]?(?:全[市省区县])?年均")
# Shorter times introduce nothing.
_MONTHS = 80


class Timeline(Spoken):
    """The time that holds at each clause, carried on from the ones before."""

    def __init__(self, calendar: Calendar, *, works: bool, bulletin: bool) -> None:
        super().__init__(calendar, works=works, bulletin=bulletin)
        self.event: tuple[Period | None, Period | None] | None = None
        self.day: tuple[Period | None, Period | None] | None = None
        # The day the clause before named.
        self._named_day: date | None = None
        # Whether the text is below its titles, and whether a paragraph there told a time.
        self.body = self.led = False
        # Whether the text goes on in the sentence of a plan's later year.
        self.amid_plans = False
        # Whether a day told by which something is to be done holds: 预计6月底前完工.
        self.due = False
        self.opening = True
        self.introduced = self.stated = self.untold = self.told = self.counts = self.aside = False

    def new_sentence(self) -> None:
        """End the asides of the sentence before."""
        if self.paused:
            self.period, self.paused = self.paused[0], None
        self.standing.new_sentence()
        self.counted, self.begun = False, None
        self.day = None

    def new_item(self) -> None:
        """End what was told as of a day in the midst of a sentence: …，截至5月底完成2亿元；投资3亿元…."""
        if self.paused and self.period and (self.due or self.amid_plans or (self.period.text or "").startswith("截")):
            self.new_sentence()

    def new_paragraph(self) -> None:
        """Return to the longer time that a part was told of; a time told after figures without one is theirs alone."""
        if self.untold and self.main is None:
            self.period = self.sections.period
        if self.event:
            self.period, self.outer, self.event = *self.event, None
        # A paragraph that only tells a time introduces those after it: 刚刚过去的2025年，….
        # So does, in a section of plans, the year they are made for.
        planned = self.sections.planned and 0 < length(self.period) <= 366
        outer = None if self.introduced or planned else self.outer
        self.period, self.outer, self.stated = outer or self.period, None, False
        self.introduced = False
        self.led = self.led or (self.body and self.period is not None)
        self.opening, self.untold, self.told = True, False, False
        self.standing.new_paragraph()

    def begin_plans(self, period: Period | None) -> None:
        """From here on the text tells what is planned, though no heading says so."""
        self.sections.open("", period, planned=True)
        self.period, self.outer = period or self.period, None

    def begin_review(self, period: Period | None) -> None:
        """From here on the text tells of this time where it tells none."""
        self.period, self.main, self.outer = period, period, None

    def enter(self, words: str, times: Times, clause: Clause, *, plan_over: bool) -> None:
        """Begin a clause; where a plan is over, 目前 opens what has come of it and is no aside."""
        self.counts = bool(clause.claims)
        if clause.heading and self.opening:
            told = None if self.counts else of_heading(words, times)
            self.sections.open(words, told, planned=heads_plan(words, self.calendar.default_year))
            self.period = None if self.sections.timeless else self.sections.period or self.main
        if plan_over:
            self.amid = False
        self.aside = bool(times) and (is_aside(words, bare=not self.counts) or self._long_past(words, times, clause))
        untold = not self.told
        dated = bool(times) and not self.aside and any(period.text != "累计" for _, period in times)
        self.standing.enter(words, dated=dated, opening=untold)
        if self.period is None and not times and self.counts:
            self.untold = True

    def _long_past(self, words: str, times: Times, clause: Clause) -> bool:
        """2011年晋升为4A级景区，现有景点86处: an event of a year not spoken of dates nothing after it."""
        year = times[0][1].from_.year if times[0][1].from_ else None
        spoken = (None, self.calendar.default_year, self.calendar.running)
        return year not in spoken and not self.counts and is_event(words)

    def leave(self, words: str, times: Times, clause: Clause) -> None:
        """End a clause: what it told of time carries on, or ends with its sentence or paragraph."""
        if times:
            self._remain(times, words, clause)
        if (
            times
            and not self.aside
            and not self._mean_of_years(words, times)
            and (leads(words, times[0][0]) or tells_data(words, times[0][0]))
        ):
            held = (self.period, self.outer)
            told = reported(words, times)
            self._carry(told, due=is_due(words, times[0][0], told))
            self._go_on_with_window(told)
            bare = not self.counts
            amid = self.led and not self.opening and _YEAR_OR_SINCE.fullmatch(told.text or "") and self.event is None
            self.event = held if amid or (bare and is_honour(words, times[0][0])) else self.event
            self.day = held if A_DAY.fullmatch(told.text or "") else None
        if self.day and not self.counts and is_ceremony(words):
            # A note of a ceremony that has told no time before it is all of that day.
            self.paused, self.day = (self.day[0],) if self.day[0] else None, None
        elif self.day and not self.counts and is_news(words):
            (self.period, self.outer), self.day = self.day, None
        if "同期" in words and _YEAR_AGO.fullmatch(words) and (earlier := year_before(self.period, None)):
            self.paused, self.period = self.paused or (self.period,), earlier
        if times and (_FOR_ALL.search(words) or (_GOALS_MET.search(words) and not self.counts)):
            self.period, self.outer, self.paused = times[-1][1], None, None
            self.sections.open("", self.period)
        if words.endswith(_WORKS) and _WILL_DO.search(words) and self._to_come():
            self.sections.open("", self.period, planned=True)
        if self.opening and opens_standing(words):
            self.outer, self.period = self.outer or self.period, None
        self.counted = self.counted or self.counts
        self.told = self.told or self.counts
        if times and self.opening and self.period and not clause.heading:
            self.introduced = length(self.period) >= _MONTHS
        self.introduced = self.introduced and not self.counts
        if self._named_day and words.endswith(_FOUNDED):
            self.founded = self._named_day
        self._named_day = times[-1][1].from_ if times and A_DAY.fullmatch(times[-1][1].text or "") else None
        self.opening, self.body = False, not clause.heading

    def _mean_of_years(self, words: str, times: Times) -> bool:
        """Say whether years are told for their mean alone: 2015年产值53亿元，“十二五”时期年均增长9%；收入9亿元."""
        at, period = times[0]
        told = self.counted and is_year(self.period) and years_long(period)
        return told and bool(_MEAN.match(words, at + len(period.text or "")))

    def _to_come(self) -> bool:
        """Say whether a year is spoken of that comes after the one reported on."""
        year = self.calendar.default_year
        return year is not None and self.period is not None and year < _year_of(self.period)

    def of_year_to_come(self) -> bool:
        """Say whether the running year is spoken of in a text that reports on the one before."""
        running, told = self.calendar.running, self.calendar.default_year
        return is_year(self.period) and running != told and self.period is not None and _year_of(self.period) == running

    def at(self, times: Times, position: int, before: int, words: str) -> Period | None:
        """Return the last time named before a number; one inside the clause holds for the next number only."""
        same = _SAME_TIME.search(words, 0, position) if "年" in words else None
        if same and (earlier := year_before(self.period, same["year"])):
            return earlier
        if not times:
            return self.period
        place = bisect_left(times, position, key=itemgetter(0))
        while place and self._cumulates(times[place - 1][1]):
            place -= 1
        if not place:
            return self.period
        at, period = times[place - 1]
        return period if at >= before or leads(words, at) or "以来" in (period.text or "") else self.period

    def _carry(self, period: Period, *, due: bool = False) -> None:
        """A time that opens a clause holds for what follows; the first one is the text's own."""
        if self._cumulates(period) or period.text == "年度":
            return
        self.amid_plans = self.amid and self._amid_plans(period)
        self.due = due
        if due or self._amid_plans(period) or (not self.opening and self._passing(period)):
            self.paused = self.paused or (self.period,)
            self.period = period
            return
        if self.opening and self._for_its_paragraph(period):
            self.outer = self.outer or self.period
        elif not within(period, self.outer):
            # 目前 is no part of a window: it holds until another time is named.
            since = period.from_ is None and _WINDOW.search(period.text or "")
            narrows = not self._part_that_is_over(period) and (
                since
                or (period.from_ != self.calendar.release and within(period, self.period))
                or self._part_of_reported(period)
            )
            # 五年来，…。目前，…: the paragraphs after it go on with the window.
            aside = not self.opening and (period.text or "").endswith("目前") and years_long(self.period)
            self.outer = self.period if narrows or (aside and length(self.period)) else None
        self.period, self.stated, self.as_of = period, bool(period.from_), None
        if self.opening and not self.led and self.main is self.usual and self.sections.period is None:
            # A text that begins with 五年来 goes on with them below its headings.
            self.main = self._whole_years(period) or self.main
        if self.main is None and period.from_ != period.to and _MAIN.search(period.text or ""):
            self.main = period
            if self.opening and not self.led:
                # The lead tells the days or months of what its title tells the year of.
                self.outer = None
                self.sections.retitle(period)

    def _for_its_paragraph(self, period: Period) -> bool:
        """Say whether a time holds for the paragraph it opens alone: 累计, a day to come among what was done."""
        if self.main is None or self.period is None or self.sections.planned:
            return False
        if self._part_that_is_over(period) and _SINCE_JANUARY.match(self.main.text or ""):
            return True
        release = self.calendar.release
        to_come = release is not None and period.from_ is not None and period.from_ > release
        return period.text == "累计" or to_come

    def _whole_years(self, period: Period) -> Period | None:
        """Return several years, up to the last that is over where a text reports on that; None of a shorter time."""
        if not length(period) or not years_long(period) or self.usual is None or self.usual.to is None:
            return None
        over = period.to == self.calendar.release and period.to is not None and self.usual.to < period.to
        return Period(period.text, period.from_, self.usual.to) if over else period

    def _go_on_with_window(self, told: Period) -> None:
        """年末用地供应量17公顷，增长6%: what grew and its parts are of the year, as the flow told first is."""
        latest = self.latest
        if latest is None or self.period != told or told.from_ != told.to or not self.counts:
            return
        if latest.text == told.text and latest.to == told.to and latest.from_ != told.from_:
            self.as_of, self.period = told, latest

    def _remain(self, times: Times, words: str, clause: Clause) -> None:
        """A window told within a clause (热线今年以来受理3万通，满意率…) holds to the end of the sentence.

        So does the time of what a clause announces (提出了2022年的目标：…).
        """
        announces = clause.mark == "：" and not self.counts
        inside = [
            one
            for at, one in times
            if not leads(words, at)
            and (
                announces
                or (not self.counts and _DAYS_LONG.match(one.text or ""))
                or (not self.counts and YEARS_ON.fullmatch(one.text or "") and words.endswith(one.text or ""))
                or _HOLDS_ON.search(one.text or "")
                or _AIMED_AT.search(words, 0, at)
            )
        ]
        told = inside[-1].text or "" if inside else ""
        if inside and (announces or self.counts or _DAYS_LONG.match(told) or YEARS_ON.fullmatch(told)):
            self.paused = self.paused or (self.period,)
            self.period = inside[-1]

    def _passing(self, period: Period) -> bool:
        """In the midst of a paragraph a day is an event (10月3日达到峰值), and 累计 or a part an aside."""
        text = period.text or ""
        if self.counted and text.startswith(("截", "到")) and text.endswith(("月底", "月末")):
            return True
        # 7月份…；1—7月平均…: the months up to a month's own are told beside it.
        beside = 0 < length(self.period) <= 31 and self.period is not None and inside(self.period, period)
        # 年初以来…。上半年生产总值…: what follows is of the months that are over.
        over = self._part_that_is_over(period)
        part = beside or (not over and 0 < length(period) <= self._most_of(self.period) and inside(period, self.period))
        # 能耗下降3%，“十四五”累计下降15%: the years around a year are told of in passing.
        around = self.amid and years_long(period) and self.period is not None and inside(self.period, period)
        return bool(A_DAY.fullmatch(text)) or text == "累计" or part or around or (self.amid and text == "目前")

    def _most_of(self, spoken: Period | None) -> float:
        """The days up to which a time is a part told of in passing; 1—11月 of a year is not."""
        amid = self.amid and self.usual is not None and spoken is not None and self.usual.to == spoken.to
        return length(spoken) * (0.85 if is_year(spoken) and not amid else 0.95)

    def _part_that_is_over(self, period: Period) -> bool:
        """Say whether a time is the part that is over of a year that is not: 今年…，前三季度生产总值…."""
        spoken, release = self.period, self.calendar.release
        if spoken is None or spoken.from_ is None or period.from_ != spoken.from_ or length(period) < _MONTH:
            return False
        running = spoken.text == "今年" and release is not None and spoken.to is not None and release < spoken.to
        return running or bool(_SINCE_JANUARY.match(spoken.text or ""))

    def _part_of_reported(self, period: Period) -> bool:
        """Say whether a time is a part of the year the text reports on, which is over: 一年来，…。前三季度增长3%."""
        spoken, usual = self.period, self.usual
        if spoken is None or usual is None or not is_year(spoken) or spoken.to != usual.to:
            return False
        return length(period) > _MONTH and inside(period, spoken)

    def _amid_plans(self, period: Period) -> bool:
        """Among plans of several years a later one (2025年形成…) is told of its sentence alone, a part of one's too."""
        planned = self.sections.period if self.sections.planned else None
        if planned is None:
            return False
        if is_year(planned):
            # 去年动工的大堤…, 确保三季度投产: said of one work among those of the year.
            over = period.to is not None and planned.from_ is not None and period.to < planned.from_
            return not self.opening and (over or inside(period, planned))
        return years_long(planned) and inside(period, planned) and period.from_ != planned.from_

    def _cumulates(self, period: Period) -> bool:
        """累计 counts within the time the paragraph states, or the text reports on."""
        window = years_long(self.period) and length(self.period) > 0
        return period.text == "累计" and bool(self.usual or self.stated or window)


def _year_of(period: Period) -> int:
    return period.from_.year if period.from_ and is_year(period) else 0
