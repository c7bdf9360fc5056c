"""Keep the time a text speaks of from clause to clause: what carries on, and what ends with its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter

from yihe.figures.aims import this_year_so_far, time_of_aim
from yihe.figures.asides import A_DAY, is_aside, is_ceremony, is_due, is_event, is_honour, is_news
from yihe.figures.clauses import Clause
from yihe.figures.flows import (
    YEAR_END,
    is_built_up,
    is_deed,
    is_rate_of_year,
    is_stock,
    since_january,
    stands_at_year_end,
)
from yihe.figures.kinds import Meaning
from yihe.figures.leading import Times, leads, of_heading, reported, tells_data
from yihe.figures.lexicon import AIM_ITSELF
from yihe.figures.model import Period
from yihe.figures.nouns import opens_with_move
from yihe.figures.numerals import read_numeral
from yihe.figures.periods import Calendar, default_period, expressions
from yihe.figures.sections import Sections
from yihe.figures.spans import in_year, inside, last_month_of, length, whole_year, within, year_before, years_long
from yihe.figures.standing import Standing, opens_standing
from yihe.figures.targets import heads_plan, starts_from
from yihe.figures.token import Token
from yihe.figures.windows import (
    STANDS_AT_END,
    Windows,
    held_on_end,
    months_on_end,
    of_plan_before,
    plan_moved_from,
    year_moved_from,
    years_on_end,
)

_SINCE_JANUARY = re.compile("(?:年初|今年|开年)以来")
_WINDOW = re.compile("以来|至今|年来|如今|近.{1,2}年")
# 临江站14日3时出现洪峰41米，超警戒水位1.8米.
_HOLDS_ON = re.compile(rf"以来|至今|^{A_DAY.pattern}$")
# 铁路运输期从9月28日至10月8日，为期11天.
_DAYS_LONG = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[—–\-~至到]")
_SO_FAR = re.compile("累计(?:增速|增长|同比|下降)")
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
_PART = re.compile("前.{1,2}(?:季度|个?月)|[上下]半年$|第?[一二三四]季度$")
# 2022年，我们将着力抓好八个方面工作: what follows is planned.
_WORKS = ("工作", "任务", "举措")
_WILL_DO = re.compile(f"(?:将|要|重点|着力)[^，]{{0,10}}(?:抓好|做好|推进|实施)[^，]{{0,12}}(?:{'|'.join(_WORKS)})$")
# The time a whole press text reports on; a single day or month is only an event.
_MAIN = re.compile(r"以来|上半年|季度|前.{1,2}个?月|全年|今年$|[—–\-~至到]")


# 9月份消费增长4%。同期，服务业增长5%: the time of the figure before.
_MEANWHILE = re.compile("\\s*(?P<same>同期)(?=，|$|[一-鿿])")
_YEAR_OR_SINCE = re.compile(r"(?:19|20)\d\d ?年(?:以来|至今|起)?")
# The days between the first and the last day of the shortest month.
_MONTH = 27
_MEAN = re.compile("[，、]?(?:全[市省区县])?年均")
# Shorter times introduce nothing.
_MONTHS = 80


_ON_END = {"year": years_on_end, "month": months_on_end}


class Timeline:
    """The time that holds at each clause.

    Attributes
    ----------
    period
        What holds now; None where the text has told no time.
    main
        The time the whole text reports on; a headline takes it.
    """

    def __init__(self, calendar: Calendar, *, works: bool = True, bulletin: bool = False) -> None:
        self.calendar, self.bulletin = calendar, bulletin
        self.usual = default_period(calendar)
        self.period: Period | None = self.usual
        self.main: Period | None = self.usual
        self.outer: Period | None = None
        self.paused: tuple[Period | None] | None = None
        self.as_of: Period | None = None
        self.sections, self.standing = Sections(), Standing(works=works)
        self.event: tuple[Period | None, Period | None] | None = None
        self.day: tuple[Period | None, Period | None] | None = None
        self.opening, self.amid, self.stated, self.untold = True, False, False, False
        # Whether a paragraph below the titles has ended, and whether one of them told a time.
        self.introduced = False
        self.windows = Windows()
        self.latest: Period | None = None
        self.amid_plans = False
        self.begun: Period | None = None
        self.built_up = self.body = self.led = self.told = self.counted = self.counts = self.aside = False

    def new_sentence(self) -> None:
        """End the asides of the sentence before."""
        if self.paused:
            self.period, self.paused = self.paused[0], None
        self.standing.new_sentence()
        self.counted, self.begun = False, None
        self.day = None

    def new_item(self) -> None:
        """End what was told as of a day in the midst of a sentence: …，截至5月底完成2亿元；投资3亿元…."""
        if self.paused and self.period and (self.amid_plans or (self.period.text or "").startswith("截")):
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

    def times(self, words: str, clause: Clause) -> Times:
        """Return the times a clause names, with their places in it."""
        told = expressions(words, self.calendar)
        if told and clause.claims:
            told = _outside_claims(told, clause)
        if self.latest and "同期" in words and (same := _MEANWHILE.match(words)):
            told = [(same.start("same"), self.latest), *told]
        if not told:
            return told
        if self.period and self.period.from_:
            # 累计增速 grows within the time spoken of; 累计 within a time its sentence tells is counted in that.
            dated = self.standing.dated
            told = [one for one in told if not (one[1].text == "累计" and (dated or _SO_FAR.match(words, one[0])))]
            told = [one for one in told if one[1].text != "年度" or length(self.period) not in (364, 365)]
        told = [(at, self._of_that_year(period)) for at, period in _counted_within(told)]
        told = [one for one in told if one[1].text != "当月" or one[1].from_]
        self.begun = (self._since(told[0][1]) if told else None) or self.begun
        return told

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
        self.opening, self.body = False, not clause.heading

    def _mean_of_years(self, words: str, times: Times) -> bool:
        """Say whether years are told for their mean alone: 2015年产值53亿元，“十二五”时期年均增长9%；收入9亿元."""
        at, period = times[0]
        told = self.counted and length(self.period) in (364, 365) and years_long(period)
        return told and bool(_MEAN.match(words, at + len(period.text or "")))

    def _to_come(self) -> bool:
        """Say whether a year is spoken of that comes after the one reported on."""
        year = self.calendar.default_year
        return year is not None and self.period is not None and year < _year_of(self.period)

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

    def of_claim(
        self,
        token: Token,
        meaning: Meaning,
        gap: str,
        period: Period | None,
        *,
        words: str = "",
        tail: str = "",
        following: str = "",
        of_thing: bool,
    ) -> Period | None:
        """Return the time of one claim: the year of a plan, the run of years of an average growth."""
        if AIM_ITSELF.match(tail) and 0 < length(period) <= 366:
            # Aims are of a year, whatever part of it the figure before is told of.
            return whole_year(period)
        if token.unit in _ON_END and meaning.kind == "duration" and isinstance(token.value, Decimal):
            period = _ON_END[token.unit](words, int(token.value), period) or period
        elif self.latest and held_on_end(words):
            # Of the same years as the length of time before it.
            return self.latest
        if meaning.kind == "level" and (earlier := of_plan_before(words)):
            return earlier
        moves = meaning.kind in STANDS_AT_END and ("由" in words or "从" in words)
        began = (plan_moved_from(words) or year_moved_from(words, tail, period)) if moves else None
        self.latest = began or self._of_claim(
            meaning, gap, period, words=words, following="" if tail else following, of_thing=of_thing
        )
        return self.latest

    def _of_claim(
        self, meaning: Meaning, gap: str, period: Period | None, *, words: str, following: str, of_thing: bool
    ) -> Period | None:
        if meaning.kind in ("level", "target") and self.standing.holds(gap, of_thing=of_thing):
            return None
        if self.outer and self._deed_after_stock(gap, period):
            return self.outer
        if self._deed_after_now(gap, period):
            return self.main
        if self.begun and "累计" in gap and period and period.text == self.begun.text:
            return self.begun
        window = since_january(gap, period) if meaning.kind != "threshold" else None
        if window:
            if period == self.period:
                self.as_of, self.period = period, window
            return window
        if self.as_of and period == self.period and period and period.to == self.as_of.to:
            moved = self.latest == self.as_of and opens_with_move(gap)
            if moved or is_stock(gap):
                return self.as_of
        if meaning.kind == "level" and self.sections.planned and starts_from(words):
            return self.usual or period
        dated = self.standing.dated
        if meaning.kind == "target" and (aim := time_of_aim(words, gap, period, self.calendar, dated=dated)):
            return aim[0]
        if period and period.from_ == period.to and is_rate_of_year(gap) and YEAR_END.match(period.text or ""):
            return whole_year(period)
        self.built_up = is_built_up(words) or (self.built_up and gap[:1] in ("、", "和"))
        if meaning.kind == "level" and _is_year(period) and not self.standing.dated and self.built_up:
            return None
        if self.bulletin and _is_year(period) and (stood := self._at_year_end(meaning, words, gap, period)):
            return stood
        after = self.latest if self.counted or gap[:1] in ("、", "和") else None
        if so_far := this_year_so_far(meaning.kind, words, gap, period, self.calendar.release, after=after):
            return so_far
        if reached := self.windows.reached(meaning, words, gap, period, following):
            return reached
        return self.windows.of_mean(meaning, gap, period, self.paused[0] if self.paused else self.outer)

    def _at_year_end(self, meaning: Meaning, words: str, gap: str, period: Period | None) -> Period | None:
        """A bulletin counts some things at its year's end; what these grew by is of that day too."""
        if period is None or period.to is None:
            return None
        end = Period(period.text, period.to, period.to)
        if meaning.kind in ("level", "share") and stands_at_year_end(words):
            return end
        goes_on = self.latest == end and (opens_with_move(gap) or meaning.kind == "delta")
        return end if goes_on else None

    def _deed_after_stock(self, gap: str, period: Period | None) -> bool:
        """What was done is of the wider window, though a stock was told as of its end in a sentence before."""
        as_of = period is not None and (period.text or "").startswith("截") and period == self.period
        return as_of and not self.standing.dated and years_long(self.outer) and is_deed(gap)

    def _deed_after_now(self, gap: str, period: Period | None) -> bool:
        """What was done is of the months the text tells of, though 目前 or 6月底 opened a sentence before."""
        if period is None or self.main is None or period != self.period or self.standing.dated:
            return False
        now = (period.text or "").endswith("目前") or period.from_ == self.main.to
        return now and bool(_PART.match(self.main.text or "")) and is_deed(gap)

    def _of_that_year(self, period: Period) -> Period:
        """当年 and 年底 are of the year last spoken of: 2021年末结存 …，当年收益 …; among plans 全年 is their year."""
        spoken, planned = self.period, self.sections.period if self.sections.planned else None
        if period.text in ("全年", "年度") and planned and length(planned) in (364, 365):
            return Period(period.text, planned.from_, planned.to)
        if period.text == "全年" and spoken and spoken.text == "今年" and length(spoken) in (364, 365):
            return Period(period.text, spoken.from_, spoken.to)
        if period.text == "当月":
            return last_month_of(spoken) or period
        if (run := _run_from(spoken, period)) is not None:
            return run
        if spoken is None or spoken.to is None or not (spoken.text or "").startswith(("19", "20")):
            return period
        year = spoken.to.year
        told = length(spoken) in (364, 365) and self.standing.dated
        if told and period.from_ and period.to and _PART.match(period.text or ""):
            # 2021年开局良好——前三季度…: the part of the year its sentence opened with.
            return Period(period.text, in_year(period.from_, year), in_year(period.to, year))
        if period.text in ("年底", "年末"):
            return Period(period.text, date(year, 12, 31), date(year, 12, 31))
        return Period(period.text, date(year, 1, 1), date(year, 12, 31)) if period.text == "当年" else period

    def _since(self, period: Period) -> Period | None:
        """自6月5日开磅以来，截至6月30日，累计收购…: from the one to the other."""
        since = self.period
        opened = self.amid and not self.counted and since is not None and (since.text or "").endswith("以来")
        if not opened or since is None or since.from_ is None or not (period.text or "").startswith("截"):
            return None
        closes = period.to is not None and period.from_ == period.to and since.from_ < period.to
        return Period(period.text, since.from_, period.to) if closes else None

    def _carry(self, period: Period, *, due: bool = False) -> None:
        """A time that opens a clause holds for what follows; the first one is the text's own."""
        if self._cumulates(period) or period.text == "年度":
            return
        self.amid_plans = self.amid and self._amid_plans(period)
        if due or self._amid_plans(period) or (not self.opening and self._passing(period)):
            self.paused = self.paused or (self.period,)
            self.period = period
            return
        if not within(period, self.outer):
            # 目前 is no part of a window: it holds until another time is named.
            since = period.from_ is None and _WINDOW.search(period.text or "")
            narrows = not self._part_that_is_over(period) and (
                since or (period.from_ != self.calendar.release and within(period, self.period))
            )
            # 五年来，…。目前，…: the paragraphs after it go on with the window.
            aside = not self.opening and (period.text or "").endswith("目前") and years_long(self.period)
            self.outer = self.period if narrows or (aside and length(self.period)) else None
        self.period, self.stated, self.as_of = period, bool(period.from_), None
        if self.main is None and period.from_ != period.to and _MAIN.search(period.text or ""):
            self.main = period
            if self.opening and not self.led:
                # The lead tells the days or months of what its title tells the year of.
                self.outer = None
                self.sections.retitle(period)

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
                or _HOLDS_ON.search(one.text or "")
                or _AIMED_AT.search(words, 0, at)
            )
        ]
        if inside and (announces or self.counts or _DAYS_LONG.match(inside[-1].text or "")):
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
        return length(spoken) * (0.85 if _is_year(spoken) and not amid else 0.95)

    def _part_that_is_over(self, period: Period) -> bool:
        """Say whether a time is the part that is over of a year that is not: 今年…，前三季度生产总值…."""
        spoken, release = self.period, self.calendar.release
        if spoken is None or spoken.from_ is None or period.from_ != spoken.from_ or length(period) < _MONTH:
            return False
        running = spoken.text == "今年" and release is not None and spoken.to is not None and release < spoken.to
        return running or bool(_SINCE_JANUARY.match(spoken.text or ""))

    def _amid_plans(self, period: Period) -> bool:
        """Among plans of several years a later one (2025年形成…) is told of its sentence alone."""
        planned = self.sections.period if self.sections.planned else None
        if planned is None or not years_long(planned) or not inside(period, planned):
            return False
        return period.from_ != planned.from_

    def _cumulates(self, period: Period) -> bool:
        """累计 counts within the time the paragraph states, or the text reports on."""
        window = years_long(self.period) and length(self.period) > 0
        return period.text == "累计" and bool(self.usual or self.stated or window)


# 从2018年起，中央每年安排3亿元，三年共安排9亿元.
_RUN = re.compile("([二两三四五])年")


def _run_from(spoken: Period | None, period: Period) -> Period | None:
    """Return the years counted from the one its sentence begins with; None where none does."""
    found = _RUN.fullmatch(period.text or "") if spoken and (spoken.text or "").endswith("起") else None
    if found is None or spoken is None or spoken.from_ is None:
        return None
    last = spoken.from_.year + int(read_numeral(found[1]) or 1) - 1
    return Period(period.text, spoken.from_, date(last, 12, 31))


def _is_year(period: Period | None) -> bool:
    return length(period) in (364, 365)


def _year_of(period: Period) -> int:
    return period.from_.year if period.from_ and length(period) in (364, 365) else 0


def _outside_claims(times: Times, clause: Clause) -> Times:
    """A length of time that is itself a claim (停滞近10年) dates nothing."""
    return [(at, period) for at, period in times if not _covered(clause.claims, clause.start + at)]


def _counted_within(told: Times) -> Times:
    """累计 after a time of its clause counts within that: 2018年排放量累计削减了38%."""
    return [one for number, one in enumerate(told) if not (number and one[1].text == "累计" and length(told[0][1]))]


def _covered(claims: list[Token], position: int) -> bool:
    place = bisect_right(claims, position, key=attrgetter("start"))
    return place > 0 and position < claims[place - 1].end
