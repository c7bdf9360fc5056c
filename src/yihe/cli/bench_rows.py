"""Rows of a solver bench: each printed as it comes, so that a run that is interrupted keeps what it has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import FOUND_SOMETHING, refuse

if TYPE_CHECKING:
    from yihe.bench.kept import KeptRows

Row = dict[str, Any]
Keep = Annotated[
    Path | None,
    typer.Option("--keep", metavar="FILE", help="Keep rows there; what it has is told, not measured again."),
]


def kept_rows(path: Path | None, **conditions: Any) -> KeptRows:
    """The rows a run keeps; a file that holds something else is refused."""
    from yihe.bench.kept import KeptRows
    from yihe.planning import BadInput

    try:
        return KeptRows(path, **conditions)
    except BadInput as trouble:
        refuse(str(trouble))


def tell_rows(kept: KeptRows, rows: Iterable[Any], lines: Callable[[Row], Iterator[str]], as_json: bool) -> None:
    """Print the kept rows and each new one, then the mean gap; leave with 1 if a plan breaks a rule."""
    broken, gaps = 0, []
    for row in chain(kept.rows, map(asdict, kept.adding(rows))):
        told = [json.dumps(row, ensure_ascii=False)] if as_json else lines(row)
        for line in told:
            print(line, flush=True)
        broken += bool(row["broken"])
        gaps += [row["gap_percent"]] if row["gap_percent"] is not None else []
    if gaps and not as_json:
        typer.echo(f"mean gap {sum(gaps) / len(gaps):+.3f} % over {len(gaps)} instances, {broken} with broken rules")
    if broken:
        raise typer.Exit(FOUND_SOMETHING)


def number(value: float | None) -> str:
    """A value of an objective, right-aligned."""
    return f"{'—':>10}" if value is None else f"{value:>10,.10g}"


def percent(value: float | None) -> str:
    """A gap in per cent, right-aligned."""
    return f"{'—':>8}" if value is None else f"{value:>7.3f}%"
