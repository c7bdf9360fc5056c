"""Commands that measure the ledger: `bench load`, `bench dirty` and `bench indicators`."""

from __future__ import annotations

from typing import Annotated

import typer

from .bench import bench
from .options import AsJson
from .output import FOUND_SOMETHING, console, print_json, print_table


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to `bench`."""
    bench.command("load")(load)
    bench.command("dirty")(dirty)
    bench.command("indicators")(indicators)


def load(
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows of the workbook.")] = 100_000,
    seed: Annotated[int, typer.Option("--seed", help="Another workbook.")] = 20220908,
    as_json: AsJson = False,
) -> None:
    """Load one large workbook into an empty ledger, beside django-import-export, history kept on both sides.

    Examples: yihe bench load · yihe bench load --rows 10000 --json
    """
    from yihe.bench.load import run

    with console.status(f"loading {rows:,} rows"):
        found = run(rows, seed)
    if as_json:
        print_json(found)
    else:
        print_table("bench load", ["measure", "value"], [[name, "—" if v is None else v] for name, v in found.items()])


def dirty(
    count: Annotated[int, typer.Option("--count", min=1, help="How many workbooks.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The first seed.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Load seeded dirty workbooks: none may crash, half-write, or be refused without naming the bad cell.

    Exit code 0: all as they should; 1: complaints, each with its seed.

    Examples: yihe bench dirty · yihe bench dirty --count 50 --json
    """
    from yihe.bench.dirty import run

    with console.status(f"loading {count:,} dirty workbooks"):
        found = run(count, seed)
    if as_json:
        print_json(found)
    else:
        print_table("bench dirty", ["measure", "value"], [[k, v] for k, v in found.items() if k != "complaints"])
        for complaint in found["complaints"]:
            console.print(complaint, soft_wrap=True)
    raise typer.Exit(FOUND_SOMETHING if found["complaints"] else 0)


def indicators(
    records: Annotated[int, typer.Option("--records", min=30_000, help="Records of the grown ledger.")] = 1_000_000,
    seed: Annotated[int, typer.Option("--seed", help="Another sample and other copies of it.")] = 20220908,
    peer: Annotated[bool, typer.Option("--peer/--no-peer", help="Also by Django ORM aggregates.")] = True,
    as_json: AsJson = False,
) -> None:
    """Evaluate every indicator at 13 places on the sample and on a grown ledger, beside Django ORM aggregates.

    Exit code 0: all compared figures agree; 1: some do not.

    Examples: yihe bench indicators · yihe bench indicators --records 100000 --no-peer --json
    """
    from yihe.bench.indicators import run

    with console.status("sample") as status:
        found = run(records, seed, peer=peer, told=status.update)
    if as_json:
        print_json(found)
    else:
        sample = found.pop("sample")
        rows = [[name, "—" if v is None else v, sample.get(name, "")] for name, v in found.items() if name != "apart"]
        print_table("bench indicators", ["measure", "grown ledger", "sample"], rows)
    raise typer.Exit(FOUND_SOMETHING if found["agreed"] is False else 0)
