"""The `yihe` command: gathers the commands of all modules."""

from __future__ import annotations

import gc
import sys

import typer

from . import (
    bench,
    bench_district,
    bench_load,
    bench_plans,
    bench_sweep,
    bench_waste,
    briefs,
    exchange,
    ledger,
    planning,
    quality,
    site,
    systems,
    texts,
)

app = typer.Typer(
    name="yihe",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="一核: one ledger for a city district; every figure traces to its records.\n\n"
    "Exit codes: 0 done, 1 found something off, 2 unusable input.",
)


# What starting creates lives as long as the command: looking through it for garbage costs a tenth of the start.
_OBJECTS_BEFORE_COLLECTING = 50_000


def main() -> None:
    """Entry point of the `yihe` command."""
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    for module in (
        site,
        ledger,
        systems,
        exchange,
        texts,
        briefs,
        bench_load,
        bench_plans,
        bench_sweep,
        bench_waste,
        bench_district,
        bench,
        planning,
        quality,
    ):
        module.add_to(app)
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe (head, less) left; that is no error of ours.
        sys.stderr.close()
        raise SystemExit(0) from None
