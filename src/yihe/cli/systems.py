"""The command `systems`: every governance system with its records, stages, figures, and what a text says of it."""

from __future__ import annotations

import contextlib
import hashlib
import json
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
    """How many claims of the text the ledger binds to each indicator; found once for a text, a ledger and a program."""
    said = _read(text)
    kept = _kept_counts(said)
    try:
        return Counter(json.loads(kept.read_text()))
    except (OSError, ValueError):
        found = _bind(said)
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        for former in kept.parent.glob("quoted-*.json"):
            former.unlink(missing_ok=True)
        kept.write_text(json.dumps(found))
    return found


def _bind(said: str) -> Counter[str]:
    from yihe.briefing.verify import verify

    return Counter(claim.indicator.id for claim in verify(said).claims if claim.indicator)


def _kept_counts(said: str) -> Path:
    """Where the counts of this text lie; named after everything they depend on."""
    from django.conf import settings
    from django.utils import timezone

    from yihe.briefing.models import RememberedBinding
    from yihe.indicators.states import states

    package = Path(__file__).resolve().parent.parent
    program = sorted((str(p), p.stat().st_mtime_ns) for p in package.rglob("*.py"))
    bindings = list(RememberedBinding.objects.order_by("pk").values_list())
    told = repr((said, states(), program, bindings, timezone.localdate()))
    return Path(settings.HOME) / "columns" / f"quoted-{hashlib.sha256(told.encode()).hexdigest()[:24]}.json"


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
