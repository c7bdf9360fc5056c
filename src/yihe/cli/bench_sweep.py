"""The command that measures the sweeping solver on public instances: `bench sweep`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from .bench import bench
from .bench_rows import Keep, Row, kept_rows, number, percent, tell_rows
from .options import AsJson
from .output import refuse


def add_to(app: typer.Typer) -> None:
    """Add this module's command to `bench`."""
    bench.command("sweep")(sweep)


def sweep(
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="For each instance, building included.")] = 60,
    sets: Annotated[str, typer.Option("--sets", help="Which sets, with commas.")] = "kshs,gdb,val,egl",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many of each set.")] = None,
    patience: Annotated[
        float | None, typer.Option("--patience", min=0.1, help="Stop when nothing got better for so many seconds.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another run.")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Searches side by side.")] = 2,
    processor_time: Annotated[bool, typer.Option("--processor-time", help="Count processor seconds.")] = False,
    peers: Annotated[bool, typer.Option("--peers/--no-peers", help="Beside PyVRP, as long.")] = True,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder of the instances; ../shared/bench if left out."),
    ] = None,
    keep: Keep = None,
    as_json: AsJson = False,
) -> None:
    """Plan the public sweeping instances and compare with the best known values; a row is printed as it comes.

    Sets: kshs, gdb, val, C, D, E, F, egl, egl-g, large, lpr, lpr-if. The solver never sees a best known value.
    Exit code 1 if a plan breaks a rule.

    Examples: yihe bench sweep --sets kshs,gdb,val --patience 5 · yihe bench sweep --sets egl-g --seconds 300 --json
    """
    from yihe.bench.sweeping import SETS, run
    from yihe.bench.sweeping_instances import FOLDER

    chosen = [each.strip() for each in sets.split(",") if each.strip()]
    if unknown := sorted(set(chosen) - set(SETS)):
        refuse(f"no set called {', '.join(unknown)}; there are {', '.join(SETS)}")
    folder = data / FOLDER.name if data else FOLDER
    if not (folder / "best_known.csv").exists():
        refuse(f"{folder}: no best_known.csv there")
    conditions = {"seconds": seconds, "seed": seed, "processor_time": processor_time, "peers": peers}
    kept = kept_rows(keep, bench="sweep", patience=patience, workers=workers, **conditions)
    rows = run(chosen, seconds, seed, limit, processor_time, peers, patience, workers, folder, kept)
    tell_rows(kept, rows, _lines, as_json)


def _lines(row: Row) -> Iterator[str]:
    line = f"{row['instance']:<12} {row['passes']:>5} passes {number(row['objective'])}"
    line += f" best known {number(row['best_known'])} gap {percent(row['gap_percent'])}  {row['routes']} crews"
    line += f"  {row['seconds']} s (processor {row['processor_seconds']} s, seed {row['seed']})"
    yield line + (f"  BROKEN {row['broken']}" if row["broken"] else "")
    for name, answer in row["peers"].items():
        told = f"{number(answer['objective'])} gap {percent(answer['gap_percent'])}  {answer['routes']} crews"
        yield f"  {name:<10} {told}  {answer['seconds']} s  {answer['note']}"
