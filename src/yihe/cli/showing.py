"""The commands `show` and `goals`: an entry with its relations, and the way from goals to figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import AsJson
from .output import console, print_json, print_table, refuse
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.ledger.entries import Entry


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(show)
    app.command()(goals)


def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The entry's code (编号).")],
    kind: Annotated[str, typer.Option("--kind", help="Its kind, where several hold the code.")] = "",
    related: Annotated[bool, typer.Option("--related", help="What it belongs to and what belongs to it.")] = False,
    depth: Annotated[int, typer.Option("--depth", min=1, max=5, help="How far relations are followed.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Show one entry; with --related the way from goal to task, from area to streams to projects, to money.

    Examples: yihe show ZD-2022-001 · yihe show PQ-01 --related --depth 3 --json
    """
    open_ledger()
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.relations import walk

    entry = _found(code, kind)
    told = _fields(entry)
    if related:
        told |= walk(entry, command_line_user(), depth)
    told |= _measured(entry)
    if as_json:
        print_json(told)
        return
    if "measured_by" in told:
        console.print(f"→ {told['measured_by']['indicator']} {told['measured_by']['zh']}", soft_wrap=True)
    for name, value in told["fields"].items():
        console.print(f"{name}: {value}", soft_wrap=True, highlight=False)
    _print_related(told.get("related", []), 0)


def _found(code: str, kind: str) -> Entry:
    from yihe.ledger.kinds import UnknownKind, entry_kind, entry_kinds

    try:
        kinds = [entry_kind(kind)] if kind else list(entry_kinds().values())
    except UnknownKind as unknown:
        refuse(str(unknown))
    found = [e for k in kinds for e in k.objects.present().filter(code=code)]
    if len(found) != 1:
        held = "、".join(e.kind() for e in found) or "—"
        refuse(f"{code}: {len(found)} entries have this code (编号对应 {len(found)} 条记录): {held}; --kind names one")
    entry: Entry = found[0]
    return entry


def _fields(entry: Entry) -> dict[str, Any]:
    from yihe.ledger.kinds import editable_fields
    from yihe.ledger.labels import as_label

    shown = [f for f in editable_fields(type(entry)) if f.name != "geometry"]
    values = {as_label(f.verbose_name).zh: getattr(entry, f.name) for f in shown}
    return {
        "kind": entry.kind(),
        "code": entry.code,
        "name": entry.name,
        "version": entry.version,
        "fields": {name: str(value) for name, value in values.items() if value not in (None, "")},
    }


def _measured(entry: Entry) -> dict[str, Any]:
    from yihe.indicators.measuring import measured_by

    indicator = measured_by(entry)
    if indicator is None:
        return {}
    programme = indicator.programme.slug if indicator.programme else ""
    return {"measured_by": {"programme": programme, "indicator": indicator.id, "zh": indicator.zh}}


def goals(as_json: AsJson = False) -> None:
    """Walk from the goals (一核突破, 1+233 …) to their tasks, the programmes that do them, and the figures that tell.

    Examples: yihe goals · yihe goals --json
    """
    open_ledger()
    rows = _goal_rows()
    if as_json:
        print_json(rows)
    elif not rows:
        console.print("台账里没有战略任务。No strategy tasks in the ledger yet: yihe template strategy, then yihe load")
    else:
        columns = ["goal", "programme", "indicator", "zh", "value", "unit", "tasks", "done"]
        print_table("", columns, [[row[c] for c in columns] for row in rows])


def _goal_rows() -> list[dict[str, Any]]:
    """One row for each goal and indicator, with its tasks counted."""
    from collections import defaultdict

    from django.conf import settings

    from yihe.indicators.engine import evaluate
    from yihe.indicators.measuring import measured_by
    from yihe.indicators.spans import Span
    from yihe.programmes.strategy import Frame, StrategyTask

    tasks: dict[tuple[str, Any], list[StrategyTask]] = defaultdict(list)
    for task in StrategyTask.objects.present().order_by("frame", "code"):
        tasks[task.frame, measured_by(task)].append(task)
    named = [indicator for _, indicator in tasks if indicator]
    values = evaluate(list(dict.fromkeys(named)), [settings.YIHE_PLACE], Span())
    return [
        {
            "goal": str(Frame(frame).label),
            "programme": i.programme.slug if i and i.programme else "",
            "indicator": i.id if i else "",
            "zh": i.zh if i else "",
            "value": values[i.id, settings.YIHE_PLACE].value if i else None,
            "unit": i.unit if i else "",
            "tasks": len(held),
            "done": sum(task.stage in task.stages.reached_by("done") for task in held),
            "codes": [task.code for task in held],
        }
        for (frame, i), held in tasks.items()
    ]


def _print_related(relations: list[dict[str, Any]], level: int) -> None:
    for relation in relations:
        arrow = "↑" if relation["direction"] == "up" else "↓"
        console.print(f"{'  ' * level}{arrow} {relation['relation']} ({relation['total']})")
        for entry in relation["entries"]:
            said = f"{'  ' * (level + 1)}{entry['code']} {entry['name']} {entry.get('stage', '')}"
            console.print(said.rstrip(), soft_wrap=True, highlight=False)
            _print_related(entry.get("related", []), level + 2)
