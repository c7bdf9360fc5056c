"""Commands that measure waste collection: `bench fill`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from .bench import bench
from .options import AsJson
from .output import console, print_json, print_table, refuse

History = Annotated[
    Path | None, typer.Option("--history", help="Table of emptyings; Edinburgh's of ../shared/data if left out.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another draw of chance.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to `bench`."""
    bench.command("fill")(fill)


def fill(
    history: History = None,
    first_day: Annotated[float, typer.Option("--first-day", min=3, help="First day forecast.")] = 14,
    every_days: Annotated[float, typer.Option("--every-days", min=1, help="Days between two learnings.")] = 14,
    as_json: AsJson = False,
) -> None:
    """Back-test the fill forecast with a rolling origin, beside naive forecasts.

    Examples: yihe bench fill · yihe bench fill --every-days 7 --json
    """
    from yihe.bench.filling import run

    with console.status("forecasting every emptying from those before it"):
        found = run(_history(history), first_day, every_days)
    if as_json:
        print_json(found)
        return
    _print_measures("bench fill", found)
    errors = found["mean_absolute_error_pct"]
    print_table("mean absolute error, % of a bin", ["forecast", "error"], [[k, v] for k, v in errors.items()])
    rows = [list(row.values()) for row in found["reliability"]]
    print_table("full at the next emptying", ["emptyings", "forecast", "happened"], rows)


def _history(path: Path | None) -> Path:
    from yihe.bench.filling import DEFAULT

    found = path or Path(os.environ.get("YIHE_CHECKOUT", ".")) / DEFAULT
    if not found.exists():
        refuse(f"{found} is not there; name a table of emptyings with --history")
    return found


def _print_measures(title: str, found: dict[str, Any]) -> None:
    flat = {name: value for name, value in found.items() if not isinstance(value, dict | list)}
    print_table(title, ["measure", "value"], [[name, value] for name, value in flat.items()])
