"""Crew sheets (作业单) of a sweeping plan: a summary, and one sheet for each crew."""

from __future__ import annotations

from pathlib import Path

from ..sweeping.plan import Call, Route, SweepingPlan, ends
from ..sweeping.problem import SweepingProblem
from ..words import Language, say
from .workbook import Cell, Page, Shaded, write_workbook

_COLUMNS = ("order", "kind", "name", "from node", "to node", "begin", "end")
_WIDTHS = (6, 10, 34, 14, 14, 11, 11)
_SUMMARY = ("order", "crew", "streets", "site visits", "begin", "end")


def write_sweeping_sheets(path: Path, plan: SweepingPlan, language: Language = "zh") -> None:
    """Write crew sheets: a summary, and one sheet for each crew with its streets in order."""
    problem = plan.problem
    notice = str(problem.remarks.get("sample", ""))
    pages = [_summary(plan, language), *(_crew(problem, route, language) for route in plan.routes)]
    write_workbook(path, problem.name, notice, pages)


def _crew_name(route: Route, language: Language) -> str:
    return f"{say('crew', language)} {route.crew}"


def _summary(plan: SweepingPlan, language: Language) -> Page:
    rows: list[list[Cell]] = []
    for at, route in enumerate(plan.routes, start=1):
        sites = sum(call.kind == "site" for call in route.calls)
        times = [float(route.calls[0].begin), float(route.calls[-1].end)]
        rows.append([at, _crew_name(route, language), len(route.streets), sites, *times])
    title = say("summary", language)
    return Page(
        tab=title,
        title=f"{plan.problem.name} {title}",
        line=f"{say('cost', language)} {plan.objective:,.2f}",
        headings=[say(word, language) for word in _SUMMARY],
        widths=[6, 16, 12, 12, 12, 12],
        rows=rows,
        links=1,
    )


def _crew(problem: SweepingProblem, route: Route, language: Language) -> Page:
    return Page(
        tab=_crew_name(route, language),
        title=f"{say('crew sheet', language)} {_crew_name(route, language)}",
        line=f"{say('streets', language)} {len(route.streets)}",
        headings=[say(word, language) for word in _COLUMNS],
        widths=_WIDTHS,
        rows=[_call(problem, at, call, language) for at, call in enumerate(route.calls)],
    )


def _call(problem: SweepingProblem, at: int, call: Call, language: Language) -> list[Cell]:
    ground = "facility" if call.kind == "site" else call.kind
    kind = Shaded(say("sweep" if call.kind == "street" else call.kind, language), ground)
    nodes = [problem.node_name(node) for node in ends(problem, call)]
    return [at, kind, Shaded(_name(problem, call), ground), *nodes, float(call.begin), float(call.end)]


def _name(problem: SweepingProblem, call: Call) -> str:
    if call.kind == "street":
        return problem.streets[call.index].name
    return problem.sites[call.index].name if call.kind == "site" else problem.node_name(problem.depot)
