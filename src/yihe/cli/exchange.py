"""Commands that exchange files with clerks: `template`, `export`, `loads` and `undo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import AsJson, moment, writable
from .output import console, print_json, print_table, progress, refuse
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.ledger.entries import Entry
    from yihe.ledger.journal import Load
    from yihe.ledger.sheets.undoing import Undone

What = Annotated[
    str,
    typer.Argument(
        metavar="SYSTEM|KIND", help="A system (markets, 农贸市场) with all its kinds, or one kind (market)."
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", callback=writable, help="The file to write.")]

_SHOWN = 40


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (template, export, loads, undo):
        app.command()(command)


def template(what: What, output: Output) -> None:
    """Write a workbook for a clerk to fill: labels, units, drop-downs, checks, an example row, a sheet of rules.

    The example row (示例，不导入) and the sheet of rules are never loaded.

    Examples: yihe template markets -o 农贸市场.xlsx · yihe template 违法建设 -o 违建.xlsx
    """
    open_ledger()
    from yihe.ledger.sheets.template import write_template

    kinds = _kinds(what)
    if output.suffix.lower() != ".xlsx":
        refuse(f"{output}: a template is an .xlsx workbook (模板须为 .xlsx 文件)")
    write_template(kinds, output)
    console.print(f"{output}: {'、'.join(str(k.label()) for k in kinds)}", soft_wrap=True)


def export(
    what: What,
    output: Output,
    place: Annotated[str, typer.Option("--place", help="Statistical code: only entries at that place or below.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="TIME", help="What the ledger knew then.")] = "",
    form: Annotated[
        str, typer.Option("--format", help="oc4ids: key projects as a project package; else the ending of FILE tells.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write entries to .xlsx, .csv, .geojson, .gpkg or .parquet; loading the file again changes nothing.

    Edit cells and load the file: only those cells change. A .parquet file is for analysis and is not loaded;
    neither is a package of key projects after OC4IDS (--format oc4ids, or `projects` to a .json file).

    Examples: yihe export markets -o 农贸市场.xlsx · yihe export market -o m.gpkg --place 370602001 ·
    yihe export enforcement -o 违建.xlsx --as-of 2022-09-08 · yihe export projects -o projects.json
    """
    known_at = moment(as_of)
    open_ledger()
    if form or output.suffix.lower() == ".json":
        _export_projects(what, output, place, as_of, form or "oc4ids", as_json)
        return
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.sheets import exporting

    kinds = _kinds(what)
    _require_place(place)
    with progress("export") as moved:
        try:
            found = exporting.export(
                kinds, output, actor=command_line_user(), place=place, as_of=known_at, progress=moved
            )
        except exporting.CannotExport as trouble:
            refuse(str(trouble))
    if as_json:
        print_json({"file": str(output), "kinds": [{"kind": e.kind.kind(), "entries": e.entries} for e in found]})
        return
    for exported in found:
        console.print(f"{output}: {exported.kind.label()} {exported.entries}", soft_wrap=True)


def _export_projects(what: str, output: Path, place: str, as_of: str, form: str, as_json: bool) -> None:
    """Key projects as an OC4IDS package, what they are known as now."""
    from yihe.ledger.accounts import command_line_user
    from yihe.programmes.exchange.oc4ids import write_package
    from yihe.programmes.projects import KeyProject

    if form != "oc4ids" or KeyProject not in _kinds(what):
        refuse(f"{what}: only key projects (projects, 重点项目) go out as .json, after OC4IDS (--format oc4ids)")
    if as_of:
        refuse("--as-of: an OC4IDS package says what is known now (OC4IDS 只导出当前数据)")
    _require_place(place)
    try:
        projects = write_package(output, actor=command_line_user(), place=place)
    except ValueError as trouble:
        refuse(str(trouble))
    if as_json:
        print_json({"file": str(output), "kinds": [{"kind": KeyProject.kind(), "entries": projects}]})
    else:
        console.print(f"{output}: {KeyProject.label()} {projects} (OC4IDS)", soft_wrap=True)


def loads(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many, newest first.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List what was loaded and taken back: number, time, actor, files, counts.

    Examples: yihe loads · yihe loads --limit 100 --json
    """
    open_ledger()
    from yihe.ledger.journal import Load

    found = list(Load.objects.select_related("undone_by")[:limit])
    if as_json:
        print_json([_load_record(load) for load in found])
        return
    columns = ["load", "time", "actor", "files", "new", "changed", "unchanged", "removed"]
    print_table("", columns, [_load_row(load) for load in found])


def undo(
    load: Annotated[int, typer.Argument(metavar="LOAD", help="Number of the load, as in `yihe loads`.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be taken back; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take a load back: what it brought is deleted, what it changed has its former values again.

    Refused (exit code 2) where later changes touched the same entries. The undo is in the history itself.

    Examples: yihe undo 12 --preview · yihe undo 12 --reason 文件拿错了
    """
    open_ledger()
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.journal import Load
    from yihe.ledger.sheets import undoing

    wanted = Load.objects.filter(pk=load).first()
    if wanted is None:
        refuse(f"there is no load {load} (没有第 {load} 次导入); see `yihe loads`")
    with progress("undo") as moved:
        try:
            done = undoing.undo(wanted, actor=command_line_user(), reason=reason, dry_run=preview, progress=moved)
        except undoing.CannotUndo as trouble:
            refuse(str(trouble))
    if as_json:
        print_json(_undone_record(done))
    else:
        _print_undone(done)


def _kinds(what: str) -> list[type[Entry]]:
    """The kinds that a system or kind name stands for."""
    from yihe.indicators.register import programmes
    from yihe.ledger.kinds import UnknownKind, entry_kind
    from yihe.web.catalogue import kinds_of

    for programme in programmes():
        if what in (programme.slug, *programme.label.all):
            return list(kinds_of(programme))
    try:
        return [entry_kind(what)]
    except UnknownKind as unknown:
        known = ", ".join(p.slug for p in programmes())
        refuse(f"{unknown}; systems (治理系统): {known}")


def _require_place(code: str) -> None:
    from yihe.ledger.places import Place

    if code and not Place.objects.present().filter(code=code).exists():
        refuse(f"--place {code}: the ledger holds no such place (台账中没有这个区划代码)")


def _local(load: Load) -> Any:
    from django.utils import timezone

    return timezone.localtime(load.recorded_at)


def _what(load: Load) -> str:
    if load.undoes_id:
        return f"undo (撤销) #{load.undoes_id}{f': {load.reason}' if load.reason else ''}"
    files = "、".join(dict.fromkeys(f["file"] for f in load.files))
    return files + (f" · undone by (已撤销) {load.undone_by}" if hasattr(load, "undone_by") else "")


def _load_row(load: Load) -> list[Any]:
    counts = [load.created, load.changed, load.unchanged, load.removed]
    return [load.pk, f"{_local(load):%Y-%m-%d %H:%M}", load.actor_name, _what(load), *counts]


def _load_record(load: Load) -> dict[str, Any]:
    return {
        "load": load.pk,
        "time": _local(load).isoformat(),
        "actor": load.actor_name,
        "files": load.files,
        "created": load.created,
        "changed": load.changed,
        "unchanged": load.unchanged,
        "removed": load.removed,
        "undoes": load.undoes_id,
        "undone_by": load.undone_by.pk if hasattr(load, "undone_by") else None,
        "reason": load.reason,
    }


def _undone_record(done: Undone) -> dict[str, Any]:
    return {
        "written": done.load is not None,
        "load": done.load.pk if done.load else None,
        "undoes": done.undoes.pk,
        "removed": [{"code": code, "name": name} for code, name in done.removed],
        "restored": [{"code": code, "name": name} for code, name in done.restored],
    }


def _print_undone(done: Undone) -> None:
    for title, entries in (("removed (移除)", done.removed), ("restored (恢复原值)", done.restored)):
        for code, name in entries[:_SHOWN]:
            console.print(f"  {title} {code} {name}", soft_wrap=True)
        if len(entries) > _SHOWN:
            console.print(f"  … {len(entries) - _SHOWN} more (--json lists all)")
    end = f"taken back as (已撤销，记为) {done.load}" if done.load else "preview, nothing written (预览，未写入)"
    console.print(f"{done.undoes}: {len(done.removed)} removed, {len(done.restored)} restored; {end}")
