"""Commands that measure: `bench verify` and `bench claims`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .options import AsJson
from .output import console, print_json, print_table, progress, refuse
from .starting import start_django

Gold = Annotated[
    Path | None, typer.Option("--gold", metavar="DIR", help="Folder of the labelled texts; ../shared/gold if left out.")
]

bench = typer.Typer(no_args_is_help=True, help="Measure how well texts are read and wrong figures found.")


def add_to(app: typer.Typer) -> None:
    """Add this module's commands."""
    bench.command("verify")(verify)
    bench.command("claims")(claims)
    app.add_typer(bench, name="bench")


def verify(
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="How many drafts of each labelled text.")] = 100,
    first: Annotated[int, typer.Option("--first", min=0, help="The first seed.")] = 0,
    misses: Annotated[
        Path | None, typer.Option("--misses", help="Write every wrong verdict there, one JSON object a line.")
    ] = None,
    gold: Gold = None,
    as_json: AsJson = False,
) -> None:
    """Plant slips in labelled drafts and count which are found.

    Examples: yihe bench verify --seeds 1000 --json · yihe bench verify --misses misses.jsonl
    """
    start_django()
    from yihe.bench.gold import NoGold
    from yihe.bench.verifying import run

    try:
        with progress("seeds") as move:
            outcome, tally = run(_folder(gold), seeds, lambda done: move("seeds", done, seeds), first)
    except NoGold as trouble:
        refuse(str(trouble))
    if misses:
        _write_lines(misses, tally.misses)
    print_json(outcome) if as_json else _print(outcome)


def claims(gold: Gold = None, as_json: AsJson = False) -> None:
    """Score the reading of the labelled texts and time it.

    Examples: yihe bench claims · yihe bench claims --gold labels/ --json
    """
    from yihe.bench.claims import run
    from yihe.bench.gold import NoGold

    try:
        outcome = run(_folder(gold))
    except NoGold as trouble:
        refuse(str(trouble))
    if as_json:
        print_json(outcome)
        return
    rows = [[name, *scores.values()] for name, scores in {**outcome["texts"], "all": outcome["all"]}.items()]
    print_table("claims", ["text", *outcome["all"]], rows)
    console.print(f"{outcome['characters_per_second']:,} characters a second; peers: {outcome['peers']}")


def _folder(gold: Path | None) -> Path:
    """The folder asked for, else the one beside the checkout."""
    import os

    from yihe.bench.gold import DEFAULT

    return gold or Path(os.environ.get("YIHE_CHECKOUT", ".")) / DEFAULT


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    import json

    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _print(outcome: dict[str, Any]) -> None:
    flat = {key: value for key, value in outcome.items() if not isinstance(value, dict)}
    print_table("bench verify", ["measure", "value"], [[k, v] for k, v in flat.items()])
    planted = outcome["planted"]
    print_table("slips", ["slip", "planted", "found"], [[k, planted[k], v] for k, v in outcome["by_error"].items()])
