"""Rows of a solver bench: each printed as it comes, so that a run that is interrupted keeps what it has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

import typer

from .output import FOUND_SOMETHING

Row = dict[str, Any]


def tell_rows(rows: Iterable[Any], lines: Callable[[Row], Iterator[str]], as_json: bool) -> None:
    """Print each row of a bench, then the mean gap; leave with 1 if a plan breaks a rule."""
    broken, gaps = 0, []
    for row in (asdict(each) for each in rows):
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
