"""The command `systems`: every governance system with its records, stages, figures, and what a text says of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import rules, showing
from .options import AsJson
from .output import print_json, print_table, refuse
from .site import _release
from .starting import open_ledger

if TYPE_CHECKING:
    from yihe.indicators.define import System


def add_to(app: typer.Typer) -> None:
    """Add the commands on systems, their rules and their entries."""
    app.command()(systems)
    rules.add_to(app)
    showing.add_to(app)


def systems(
    text: Annotated[
        Path | None,
        typer.Option("--text", help="Count the figures of this text; the press release of the sample if left out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the governance systems: programme, kinds, records in the ledger, stages, indicators, figures of a text.

    A system whose column of figures says 0 is named by the text without a figure.

    Examples: yihe systems · yihe systems --json · yihe systems --text draft.docx
    """
    open_ledger()
    rows = _rows(text or _release())
    if as_json:
        print_json(rows)
        return
    columns = ["system", "zh", "en", "programme", "kinds", "records", "stages", "indicators", "figures"]
    print_table("", columns, [[_cell(row[c]) for c in columns] for row in rows])


def _rows(text: Path) -> list[dict[str, Any]]:
    from yihe.indicators.register import systems as declared

    quoted = _quoted(text)
    figures = {system.number: _bound(system, quoted) for system in declared()}
    return [_row(system, figures) for system in declared()]


def _quoted(text: Path) -> Counter[str]:
    """How many claims of the text the ledger binds to each indicator."""
    from yihe.briefing.verify import verify

    report = verify(_read(text))
    return Counter(claim.indicator.id for claim in report.claims if claim.indicator)


def _read(text: Path) -> str:
    from yihe.figures.documents import UnreadableDocument, read_document

    try:
        return read_document(text, text.name).text
    except UnreadableDocument as trouble:
        refuse(str(trouble))
    except OSError as trouble:
        refuse(f"{text}: {trouble.strerror}")


def _bound(system: System, quoted: Counter[str]) -> dict[str, int]:
    from yihe.indicators.register import indicators_of

    return {i.id: quoted[i.id] for i in indicators_of(system) if quoted[i.id]}


def _row(system: System, figures: dict[int, dict[str, int]]) -> dict[str, Any]:
    from yihe.indicators.register import indicators_of

    bound = dict(figures[system.number])
    for number in system.gathers:
        bound |= figures.get(number, {})
    return {
        "system": system.number,
        "zh": system.label.zh,
        "en": system.label.en,
        "programme": system.programme.slug if system.programme else "",
        "kinds": [kind.kind() for kind in system.kinds],
        "records": system.records(),
        "stages": len(system.stages()),
        "indicators": len(indicators_of(system)),
        "figures": sum(bound.values()),
    }


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value
