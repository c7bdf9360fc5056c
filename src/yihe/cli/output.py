"""What commands print: tables for people, JSON for programs, messages on standard error."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

# Names and paths are printed as they are: brackets in them are no colours. What is coloured is a `Text`.
console = Console(markup=False)
errors = Console(stderr=True, highlight=False, markup=False)
_PAGE_WIDTH = 160

FOUND_SOMETHING = 1
UNUSABLE_INPUT = 2


def print_json(data: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=_plain))


def print_json_lines(rows: list[dict[str, Any]]) -> None:
    """One JSON object a line on standard output."""
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def print_table(title: str, columns: list[str], rows: list[list[Any]]) -> None:
    """A table for people. A cell that is a `Text` brings its colours."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else "" if cell is None else str(cell) for cell in row))
    wide = console if console.is_terminal else Console(width=_PAGE_WIDTH, markup=False)
    wide.print(table)


def wrong(message: str) -> Text:
    """A message with the red cross before it."""
    return Text.assemble(("✗", "red"), f" {message}")


def refuse(message: str) -> NoReturn:
    """Say what is wrong with the input and end with exit code 2."""
    errors.print(wrong(message), soft_wrap=True)
    raise typer.Exit(UNUSABLE_INPUT)


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error; yields the function that moves it."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda what, done, total: bar.update(task, description=what[:60], completed=done, total=total)
