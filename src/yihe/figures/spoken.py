"""Hold what a text has told of time up to a clause."""

from __future__ import annotations

from datetime import date

from yihe.figures.model import Period
from yihe.figures.periods import Calendar, default_period
from yihe.figures.sections import Sections
from yihe.figures.standing import Standing
from yihe.figures.windows import Windows


class Spoken:
    """The times that hold at a clause, and what its sentence has told of them.

    Attributes
    ----------
    period
        What holds now; None where the text has told no time.
    usual
        What holds where nothing is told.
    main
        The time the whole text reports on; a headline takes it.
    outer
        The longer time that a part was told of, to which the next paragraph returns.
    paused
        What held before an aside of this sentence, in a tuple; None where there is no aside.
    as_of
        The day a stock was told of where `period` is the window up to it.
    begun
        The time from a day told before to one named in this sentence.
    latest
        The time of the claim before.
    amid
        Whether the clause stands in the midst of its sentence.
    counted
        Whether its sentence has told a figure.
    founded
        The day something was set up whose years a text goes on to tell: 2009年6月30日，新区成立。七年来….
    plan
        The years of the state's plan that was named last.
    built_up
        Whether the claim before told what has been built up over the years.
    """

    def __init__(self, calendar: Calendar, *, works: bool, bulletin: bool) -> None:
        self.calendar, self.bulletin = calendar, bulletin
        self.usual = default_period(calendar)
        self.period: Period | None = self.usual
        self.main: Period | None = self.usual
        self.outer: Period | None = None
        self.paused: tuple[Period | None] | None = None
        self.as_of: Period | None = None
        self.begun: Period | None = None
        self.latest: Period | None = None
        self.founded: date | None = None
        self.plan: Period | None = None
        self.sections, self.standing, self.windows = Sections(), Standing(works=works), Windows()
        self.amid = self.counted = self.built_up = False
