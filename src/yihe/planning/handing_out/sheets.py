"""Crew sheets (作业单) of a collection plan: a summary, and one sheet for each vehicle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..routing.clock import has_clock, notice, time_of
from ..routing.plan import RoutingPlan
from ..routing.problem import RoutingProblem
from ..routing.timetable import Row, Totals, timetable, totals
from ..words import Language, say
from .workbook import Cell, Page, Shaded, write_workbook

_NUMBER, _KIND, _VEHICLE, _NAME, _WIDTH = 6, 8, 24, 34, 11


def write_sheets(path: Path, problem: RoutingProblem, plan: RoutingPlan, language: Language = "zh") -> None:
    """Write crew sheets.

    The first sheet sums up every vehicle; each further one is a vehicle's own list: place, time, what it collects and
    carries, where it unloads and rests, and kilometres. No text can become a formula.

    Parameters
    ----------
    path
        An .xlsx file, replaced if there.
    language
        Of headings and words; names stay as the problem has them.
    """
    writer = _Writer(problem, language)
    sums = totals(problem, plan)
    crews = [writer.crew(rows, total) for rows, total in zip(timetable(problem, plan), sums, strict=True)]
    write_workbook(path, problem.name, notice(problem), [writer.summary(plan, sums), *crews])


@dataclass(frozen=True)
class _Writer:
    """Makes the pages, in one language."""

    problem: RoutingProblem
    language: Language

    def say(self, *words: str) -> list[str]:
        """Words in the reader's language."""
        return [say(word, self.language) for word in words]

    def time(self, time: int) -> str:
        """A time as people say it."""
        return time_of(self.problem, time, self.language)

    def summary(self, plan: RoutingPlan, sums: Sequence[Totals]) -> Page:
        """The first page: a row for each vehicle."""
        units = self.say(*self.problem.load_units)
        headings = [*self.say("order", "vehicle", "stops", "unloads"), *units, *self.say("km", "hours", "out", "home")]
        title, vehicles, cost, left_out = self.say("summary", "vehicles", "cost", "left out")
        return Page(
            tab=title,
            title=f"{self.problem.name} {title}",
            line=f"{vehicles} {len(sums)}  {cost} {plan.objective:,.2f}  {left_out} {len(plan.left_out)}",
            headings=headings,
            widths=[_NUMBER, _VEHICLE, *[_WIDTH] * (len(headings) - 2)],
            rows=[*(self._line(at, total) for at, total in enumerate(sums, start=1)), self._sum(sums)],
            links=1,
        )

    def _line(self, at: int, total: Totals) -> list[Cell]:
        times = [self.time(total.begin), self.time(total.end)]
        km, hours = total.metres / 1000, self._hours(total.time)
        return [at, total.vehicle, total.stops, total.unloads, *total.collected, km, hours, *times]

    def _sum(self, sums: Sequence[Totals]) -> list[Cell]:
        loads = [sum(total.collected[unit] for total in sums) for unit in range(len(self.problem.load_units))]
        visits, unloads = sum(total.stops for total in sums), sum(total.unloads for total in sums)
        km, hours = sum(total.metres for total in sums) / 1000, self._hours(sum(total.time for total in sums))
        return ["", *self.say("total"), visits, unloads, *loads, km, hours, "", ""]

    def _hours(self, time: int) -> float:
        """Hours where the problem's time is a clock, else its own unit."""
        return time / 3600 if has_clock(self.problem) else float(time)

    def crew(self, rows: Sequence[Row], total: Totals) -> Page:
        """A vehicle's own page."""
        units = self.say(*self.problem.load_units)
        loads = [f"{word} {unit}" for word in self.say("collected", "on board") for unit in units]
        headings = [
            *self.say("order", "kind", "name", "arrival", "begin", "end"),
            *loads,
            *self.say("leg", "driven"),
        ]
        sheet, stops, unloads, km = self.say("crew sheet", "stops", "unloads", "km")
        return Page(
            tab=total.vehicle,
            title=f"{sheet} {total.vehicle}",
            line=f"{stops} {total.stops}  {unloads} {total.unloads}  {km} {total.metres / 1000:,.1f}",
            headings=headings,
            widths=[_NUMBER, _KIND, _NAME, *[_WIDTH] * (len(headings) - 3)],
            rows=[self._call(row) for row in rows],
        )

    def _call(self, row: Row) -> list[Cell]:
        collected: list[Cell] = [amount if row.kind == "stop" else "" for amount in row.collected]
        times = [self.time(time) for time in (row.arrival, row.begin, row.end)]
        words = [Shaded(text, row.kind) for text in (*self.say(row.kind), row.name)]
        return [row.order, *words, *times, *collected, *row.on_board, row.metres / 1000, row.metres_so_far / 1000]
