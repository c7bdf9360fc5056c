"""Commands on the ledger: `load` and `figures`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import AsJson, moment, writable
from .output import UNUSABLE_INPUT, console, errors, print_json, print_table, progress, refuse, wrong
from .starting import open_ledger

if TYPE_CHECKING:
    from rich.text import Text

    from yihe.indicators.engine import Value
    from yihe.ledger.sheets.loading import Preview
    from yihe.ledger.sheets.problems import Problem

_SHOWN = 40


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(load)
    app.command()(figures)


def load(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files (.xlsx .xls .csv .geojson .gpkg …) or folders of them.")
    ],
    preview: Annotated[
        bool, typer.Option("--preview", help="Show every change and every bad cell; write nothing.")
    ] = False,
    kind: Annotated[
        str, typer.Option("--kind", help="The kind of entry all sheets hold, where headings do not tell.")
    ] = "",
    system: Annotated[
        str,
        typer.Option("--system", help="Coordinate system of longitude and latitude: WGS84, CGCS2000, GCJ-02, BD-09."),
    ] = "WGS84",
    ignore_unknown_columns: Annotated[
        bool, typer.Option("--ignore-unknown-columns", help="Leave out columns that are no field.")
    ] = False,
    mappings: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADING=FIELD",
            help="Which field a heading means, kept for later loads; HEADING= leaves the column out. May be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Load spreadsheets and map files into the ledger: whole or not at all, the same file twice without effect.

    Exit code 0: loaded; 2: nothing was written, every bad cell is listed.

    Examples: yihe load 台账/ · yihe load 违建.xlsx --preview · yihe load 点位.csv --kind market --system GCJ-02 ·
    yihe load 旧表.xlsx --map 门牌=地址 --map 备用列=
    """
    said = _mappings(mappings or [])
    open_ledger()
    from yihe.geo import UnknownSystem
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.sheets import loading

    options = loading.Options(kind=kind, system=system, ignore_unmatched=ignore_unknown_columns, mappings=said)
    run = loading.preview if preview else loading.load
    with progress("load") as moved:
        try:
            result = run(paths, actor=command_line_user(), options=options, progress=moved)
        except loading.Rejected as rejected:
            result = rejected.preview
        except UnknownSystem as unknown:
            refuse(str(unknown))
    _print_result(result, as_json=as_json, written=not preview and not result.problems)
    raise typer.Exit(UNUSABLE_INPUT if result.problems else 0)


def _mappings(texts: list[str]) -> dict[str, str]:
    """Headings and the fields they were said to mean."""
    if wrong := [text for text in texts if not text.partition("=")[0].strip() or "=" not in text]:
        refuse(f"--map {wrong[0]}: write it like 旧列名=建筑面积, or 无关列= to leave a column out (请写成“表头=字段”)")
    # The last sign divides: headings may hold one themselves, fields do not.
    return {heading: field.strip() for heading, _, field in (text.rpartition("=") for text in texts)}


def _print_result(result: Preview, *, as_json: bool, written: bool) -> None:
    if as_json:
        print_json(_result_record(result, written))
        return
    rows = [[t.file, t.sheet, str(t.label), t.rows, t.created, t.changed, t.unchanged] for t in result.tables]
    if not result.problems:
        print_table(
            "loaded" if written else "preview, nothing written",
            ["file", "sheet", "kind", "rows", "new", "changed", "unchanged"],
            rows,
        )
        _print_changes(result)
        _print_notes(result)
    for problem in result.problems[:_SHOWN]:
        errors.print(_said(problem), soft_wrap=True)
    if len(result.problems) > _SHOWN:
        errors.print(f"… {len(result.problems) - _SHOWN} more (--json lists all)")
    if result.problems:
        count = len(result.problems)
        errors.print(f"{count} problems; nothing was written (有 {count} 处问题，未写入任何内容)", style="red")
    else:
        console.print(f"{result.created} new, {result.changed} changed, {result.unchanged} unchanged")


def _print_changes(result: Preview) -> None:
    changes = [c for t in result.tables for c in t.changes]
    for change in changes[:_SHOWN]:
        for field in change.fields:
            console.print(
                f"  {change.code} {change.name} · {field.label}: {_short(field.before)} → {_short(field.after)}",
                soft_wrap=True,
            )
    if len(changes) > _SHOWN:
        console.print(f"  … {len(changes) - _SHOWN} more changed entries (--json lists all)")


def _print_notes(result: Preview) -> None:
    """What was passed over, so that nothing disappears unseen."""
    notes = [(t, n) for t in result.tables for n in t.notes]
    for table, note in notes[:_SHOWN]:
        where = " ".join(filter(None, (table.file, table.sheet, note.cell)))
        console.print(
            f"  {where}: {note.message.zh} / {note.message.en}: {_short(note.text)[:60]}",
            soft_wrap=True,
            style="dim",
        )
    if len(notes) > _SHOWN:
        console.print(f"  … {len(notes) - _SHOWN} more notes (--json lists all)")


def _short(value: Any) -> str:
    return "(geometry)" if isinstance(value, bytes | memoryview) else "—" if value in (None, "") else str(value)


def _said(problem: Problem) -> Text:
    where = " ".join(filter(None, (problem.file, problem.sheet, problem.cell)))
    accepted = f" → {problem.accepted.zh} / {problem.accepted.en}" if problem.accepted else ""
    return wrong(f"{where}: {problem.message.zh} / {problem.message.en}{accepted}")


def _result_record(result: Preview, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "sheets": [
            {
                "file": t.file,
                "sheet": t.sheet,
                "kind": t.kind,
                "rows": t.rows,
                "created": t.created,
                "changed": t.changed,
                "unchanged": t.unchanged,
            }
            for t in result.tables
        ],
        "changes": [
            {
                "kind": t.kind,
                "code": c.code,
                "row": c.row,
                "fields": [
                    {"field": str(f.label), "before": _short(f.before), "after": _short(f.after)} for f in c.fields
                ],
            }
            for t in result.tables
            for c in t.changes
        ],
        "notes": [
            {
                "file": t.file,
                "sheet": t.sheet,
                "cell": n.cell,
                "kind": n.kind,
                "text": n.text,
                "message": {"zh": n.message.zh, "en": n.message.en},
            }
            for t in result.tables
            for n in t.notes
        ],
        "problems": [
            {
                "file": p.file,
                "sheet": p.sheet,
                "cell": p.cell,
                "field": p.field,
                "value": p.value,
                "message": {"zh": p.message.zh, "en": p.message.en},
                "accepted": {"zh": p.accepted.zh, "en": p.accepted.en} if p.accepted else None,
            }
            for p in result.problems
        ],
    }


def figures(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PROGRAMME|ID",
            help="A programme (enforcement) or one indicator (enforcement.demolished); all if left out.",
        ),
    ] = "",
    place: Annotated[str, typer.Option("--place", help="Statistical code; the district if left out.")] = "",
    period: Annotated[
        str,
        typer.Option(
            "--period",
            help="2022, 2022H1, 2022Q3, 2022-09, 2022-01-01..2022-06-30, ..2022-09-08; everything if left out.",
        ),
    ] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="TIME", help="What the ledger knew then.")] = "",
    by: Annotated[str, typer.Option("--by", help="Split by place, stage or a column.")] = "",
    xlsx: Annotated[Path | None, typer.Option("--xlsx", callback=writable, help="Write a workbook.")] = None,
    as_json: AsJson = False,
) -> None:
    """Evaluate indicators for a place, a period and a time of knowing.

    Examples: yihe figures enforcement · yihe figures markets.upgraded --period 2022 --by place --json
    """
    known_at = moment(as_of)
    open_ledger()
    rows = _evaluate(what, place, period, known_at, by)
    if xlsx:
        from yihe.indicators.workbook import write_values

        write_values(rows, xlsx)
    if as_json:
        print_json([_value_record(key, value) for key, value in rows])
    elif not xlsx:
        print_table(
            "",
            ["indicator", "名称", "name", "place", *([by] if by else []), "value", "unit", "records"],
            [_value_row(k, v, by) for k, v in rows],
        )


def _evaluate(what: str, place: str, period: str, known_at: Any, by: str) -> list[tuple[str, Value]]:
    from django.conf import settings

    from yihe.indicators.engine import breakdown, evaluate
    from yihe.indicators.register import UnknownIndicator, select
    from yihe.indicators.spans import Span, UnreadableSpan, parse_span
    from yihe.ledger.places import Place

    code = place or settings.YIHE_PLACE
    try:
        chosen, span = select(what), parse_span(period) if period else Span()
    except (UnknownIndicator, UnreadableSpan) as trouble:
        refuse(str(trouble))
    if not Place.objects.present().filter(code=code).exists():
        refuse(f"--place {code}: the ledger holds no such place (台账中没有这个区划代码); load places first")
    if not by:
        values = evaluate(chosen, [code], span, known_at)
        return [("", values[i.id, code]) for i in chosen]
    return [pair for i in chosen for pair in breakdown(i, code, span, known_at, by=by)]


def _value_record(key: str, value: Value) -> dict[str, Any]:
    indicator = value.indicator
    return {
        "indicator": indicator.id,
        "zh": indicator.zh,
        "en": indicator.en,
        "unit": indicator.unit,
        "place": value.place,
        "period": str(value.span),
        "as_of": value.as_of.isoformat() if value.as_of else None,
        "value": value.value,
        "records": value.records,
    } | ({"key": key} if key else {})


def _value_row(key: str, value: Value, by: str) -> list[Any]:
    indicator = value.indicator
    number = (
        "—"
        if value.value is None
        else f"{value.value:,f}".rstrip("0").rstrip(".")
        if "." in f"{value.value:f}"
        else f"{value.value:,}"
    )
    return [
        indicator.id,
        indicator.zh,
        indicator.en,
        value.place,
        *([key] if by else []),
        number,
        indicator.unit,
        value.records,
    ]
