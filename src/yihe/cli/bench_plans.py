"""Commands that measure solvers on public instances: `bench route`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from .bench import bench
from .bench_rows import Keep, Row, kept_rows, number, percent, tell_rows
from .options import AsJson
from .output import refuse

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of the instances; ../shared/bench if left out.")
]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to `bench`."""
    bench.command("route")(route)


def route(
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="For each instance, building included.")] = 60,
    family: Annotated[str, typer.Option("--family", help="Of kim, pvrpif, mtvrptwr, vrptw, with commas.")] = "kim",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many of each family.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Another run.")] = 1,
    processor_time: Annotated[bool, typer.Option("--processor-time", help="Count processor seconds.")] = False,
    peers: Annotated[bool, typer.Option("--peers/--no-peers", help="Beside PyVRP and OR-Tools.")] = True,
    data: Data = None,
    keep: Keep = None,
    as_json: AsJson = False,
) -> None:
    """Plan the public collection instances and compare with the best known values; a row is printed as it comes.

    Exit code 1 if a plan breaks a rule.

    Examples: yihe bench route --family kim --no-peers · yihe bench route --family kim,vrptw --limit 3 --json ·
    yihe bench route --family mtvrptwr --keep rows.jsonl
    """
    from yihe.bench.routing import DEFAULT, FAMILIES, run
    from yihe.planning import BadInput

    families = [each.strip() for each in family.split(",") if each.strip()]
    if unknown := sorted(set(families) - set(FAMILIES)):
        refuse(f"no family called {', '.join(unknown)}; there are {', '.join(FAMILIES)}")
    kept = kept_rows(keep, bench="route", seconds=seconds, seed=seed, processor_time=processor_time, peers=peers)
    rows = run(data or DEFAULT, families, seconds, seed, limit, processor_time, peers, kept)
    try:
        tell_rows(kept, rows, _lines, as_json)
    except BadInput as trouble:
        refuse(str(trouble))


def _lines(row: Row) -> Iterator[str]:
    line = f"{row['instance']:<18} {number(row['objective'])} best known {number(row['best_known'])}"
    line += f" gap {percent(row['gap_percent'])}  {row['vehicles']} vehicles  {row['seconds']} s"
    line += f" (read in {row['build_seconds']} s, seed {row['seed']})"
    yield line + (f"  BROKEN {row['broken']}" if row["broken"] else "")
    for name, answer in row["peers"].items():
        told = f"{number(answer['objective'])} gap {percent(answer['gap_percent'])}  {answer['vehicles']} vehicles"
        yield f"  {name:<16} {told}  {answer['seconds']:.1f} s  {answer['note']}"
