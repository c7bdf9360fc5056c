"""Commands that read texts: `claims` and `verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from .implied import implied_records, print_implied
from .options import AsJson, day, moment, writable
from .output import FOUND_SOMETHING, console, print_json, print_json_lines, print_table, refuse
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.briefing.report import Report
    from yihe.figures.documents import Document

TextFile = Annotated[
    Path, typer.Argument(metavar="TEXT", help="A .txt, .md, .docx, .pdf or .html file; - for standard input.")
]
ReleaseDate = Annotated[
    str, typer.Option("--release-date", metavar="DATE", help="Day of release, if the text does not say it: 2022-09-08.")
]

_COLOURS = {
    "exact": "green",
    "rounds": "green",
    "hedged": "green",
    "truncated": "yellow",
    "off": "red",
    "wrong-scope-or-period": "magenta",
    "untraceable": "dim",
}


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(claims)
    app.command()(verify)


def claims(text: TextFile, release_date: ReleaseDate = "", as_json: AsJson = False) -> None:
    """Find every figure of a Chinese official text.

    Examples: yihe claims draft.docx · yihe claims - --json < draft.txt
    """
    from yihe.figures import scan

    figures = scan(_read(text).text, release_date=day(release_date))
    if as_json:
        print_json_lines([f.as_record(n) for n, f in enumerate(figures, 1)])
        return
    rows = [
        [f.text, f.kind, f.hedge if f.claim else "", f.subject, f.period.text if f.period else "", f.scope]
        for f in figures
    ]
    print_table(
        f"{sum(f.claim for f in figures)} claims, {sum(not f.claim for f in figures)} other numbers",
        ["figure", "kind", "hedge", "subject", "period", "scope"],
        rows,
    )


def verify(
    text: TextFile,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="TIME", help="What the ledger knew then: 2022-09-08 or 2022-09-08T10:30.")
    ] = "",
    release_date: ReleaseDate = "",
    place: Annotated[str, typer.Option("--place", help="Statistical code of the place whose text it is.")] = "",
    html: Annotated[
        Path | None, typer.Option("--html", callback=writable, help="Write a page with every figure marked.")
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="OUT.docx",
            callback=writable,
            help="Write the .docx draft back with a comment at every figure.",
        ),
    ] = None,
    only_faults: Annotated[
        bool, typer.Option("--only-faults", help="With --annotate: comment only what must be looked at.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hold every figure of a text against the ledger.

    Exit code 0: nothing off; 1: something off; 2: unusable input.

    Examples: yihe verify draft.docx · yihe verify draft.txt --as-of 2022-09-01 --json
    · yihe verify draft.docx --annotate checked.docx --only-faults
    """
    if annotate and text.suffix.lower() != ".docx":
        refuse("only a .docx can be annotated (只有 .docx 能写批注)")
    document = _read(text)
    released, known_at = day(release_date), moment(as_of)
    open_ledger()
    from yihe.briefing import report as reports
    from yihe.briefing.verify import verify as hold

    report = hold(document.text, release_date=released, as_of=known_at, place=place or None)
    if html:
        from yihe.briefing.page import write_page

        write_page(report, html, title=text.name)
    if annotate:
        from yihe.briefing.annotate import annotate as comment

        annotate.write_bytes(comment(text, report, only_faults=only_faults))
    if as_json:
        print_json(reports.as_json(report) | {"implied": implied_records(report)})
    else:
        _print_report(report)
    raise typer.Exit(0 if report.is_clean else FOUND_SOMETHING)


def _read(path: Path) -> Document:
    from yihe.figures.documents import UnreadableDocument, read_document

    try:
        if str(path) == "-":
            return read_document(sys.stdin.buffer.read(), "standard input.txt")
        return read_document(path, path.name)
    except UnreadableDocument as trouble:
        refuse(str(trouble))
    except OSError as trouble:
        refuse(f"{path}: {trouble.strerror}")


def _print_report(report: Report) -> None:
    rows = [
        [
            c.figure.text,
            Text(c.verdict, _COLOURS[c.verdict]),
            c.indicator.id if c.indicator else "",
            c.ledger_value,
            c.value.records if c.value else "",
            c.full_why.zh,
        ]
        for c in report.claims
    ]
    print_table(
        f"{report.place} · {report.release_date}", ["figure", "verdict", "indicator", "ledger", "records", "why"], rows
    )
    for check in report.checks:
        console.print(f"{'✓' if check.ok else '✗'} {check.name}: {check.why}", soft_wrap=True)
    print_implied(report)
    console.print(Text(" · ").join(Text(f"{v} {n}", _COLOURS[v]) for v, n in report.counts.items() if n))
