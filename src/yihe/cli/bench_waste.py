"""Commands that measure waste collection: `bench fill`, `bench simulate` and `bench replan`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from .bench import bench
from .options import AsJson
from .output import FOUND_SOMETHING, console, print_json, print_table, progress, refuse

History = Annotated[
    Path | None, typer.Option("--history", help="Table of emptyings; Edinburgh's of ../shared/data if left out.")
]
Response = Annotated[float, typer.Option("--response", min=0.1, help="Hours in which a full bin is to be cleared.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Another draw of chance.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to `bench`."""
    bench.command("fill")(fill)
    bench.command("simulate")(simulate)
    bench.command("replan")(replan)


def fill(
    history: History = None,
    first_day: Annotated[float, typer.Option("--first-day", min=3, help="First day forecast.")] = 14,
    every_days: Annotated[float, typer.Option("--every-days", min=1, help="Days between two learnings.")] = 14,
    as_json: AsJson = False,
) -> None:
    """Back-test the fill forecast with a rolling origin, beside naive forecasts.

    Examples: yihe bench fill · yihe bench fill --every-days 7 --json
    """
    from yihe.bench.filling import DEFAULT, run

    with console.status("forecasting every emptying from those before it"):
        found = run(there(history, DEFAULT, "--history"), first_day, every_days)
    if as_json:
        print_json(found)
        return
    print_measures("bench fill", found)
    errors = found["mean_absolute_error_pct"]
    print_table("mean absolute error, % of a bin", ["forecast", "error"], [[k, v] for k, v in errors.items()])
    rows = [list(row.values()) for row in found["reliability"]]
    print_table("full at the next emptying", ["emptyings", "forecast", "happened"], rows)


def simulate(
    bins: Annotated[int, typer.Option("--bins", min=10, help="Bins of the district.")] = 1000,
    weeks: Annotated[int, typer.Option("--weeks", min=2, help="Weeks played of each way of collecting.")] = 10,
    hours_to_full: Annotated[
        float, typer.Option("--hours-to-full", min=1, help="Hours in which the median bin fills.")
    ] = 48.0,
    response: Response = 2.0,
    seed: Seed = 0,
    history: History = None,
    as_json: AsJson = False,
) -> None:
    """Play weeks of stochastic fill, travel and breakdown: fixed rounds beside collect-when-full.

    Examples: yihe bench simulate · yihe bench simulate --bins 5000 --weeks 5 --json
    """
    from yihe.bench.filling import DEFAULT
    from yihe.bench.simulating import run

    path = there(history, DEFAULT, "--history")
    with progress("weeks") as move:
        found = run(path, bins, weeks, hours_to_full, response, seed, lambda done: move("weeks", done, weeks))
    rows = found.pop("rows")
    if as_json:
        print_json(found)
        return
    print_measures("bench simulate", found)
    print_table("mean of a week ± 95 %", ["measure", *found["measures"]], rows)


def replan(
    events: Annotated[int, typer.Option("--events", min=1, help="How many events.")] = 1000,
    response: Response = 2.0,
    seed: Seed = 0,
    folder: Annotated[
        Path | None, typer.Option("--instances", metavar="DIR", help="Folder of the public instances.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Throw events at running routes of Kim's instances: full bins, broken vehicles, closed streets, cancelled stops.

    Exit code 0: every plan keeps its rules or names whom it cannot serve; 1: complaints, each with its seed.

    Examples: yihe bench replan · yihe bench replan --events 200 --response 1 --json
    """
    from yihe.bench.replanning import DEFAULT, run

    with progress("events") as move:
        found = run(
            there(folder, DEFAULT, "--instances"),
            events,
            seed,
            int(response * 3600),
            move,
        )
    if as_json:
        print_json(found)
    else:
        print_measures("bench replan", found | {f"seconds_{name}": value for name, value in found["seconds"].items()})
        rows = [[kind, *seconds.values()] for kind, seconds in found["seconds_by_kind"].items()]
        print_table("seconds", ["event", "p50", "p95", "max"], rows)
    raise typer.Exit(FOUND_SOMETHING if found["faults"] else 0)


def there(path: Path | None, default: Path, option: str) -> Path:
    """The path asked for, else the one beside the checkout."""
    found = path or Path(os.environ.get("YIHE_CHECKOUT", ".")) / default
    if not found.exists():
        refuse(f"{found} is not there; name another with {option}")
    return found


def print_measures(title: str, found: dict[str, Any]) -> None:
    flat = {name: value for name, value in found.items() if not isinstance(value, dict | list)}
    print_table(title, ["measure", "value"], [[name, value] for name, value in flat.items()])
