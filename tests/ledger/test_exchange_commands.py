"""The commands that exchange files: what they print for people and for programs, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from yihe.cli import exchange, ledger
from yihe.ledger.models import KnownHeading
from yihe.programmes.markets import Market

from .workbooks import MARKET_HEADER, market_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the test's own ledger."""
    for module in (exchange, ledger):
        monkeypatch.setattr(module, "open_ledger", lambda: None)
    app = typer.Typer()
    for module in (ledger, exchange):
        module.add_to(app)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def loaded(run: Run, *arguments: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("load", *arguments, "--json").stdout)
    return found


def test_what_is_exported_by_system_loads_again_without_a_change(run: Run, tmp_path: Path) -> None:
    loaded(run, market_book(tmp_path / "m.xlsx"))
    done = run("export", "农贸市场", "-o", tmp_path / "out.xlsx", "--json")
    assert json.loads(done.stdout)["kinds"] == [{"kind": "market", "entries": 2}]
    again = loaded(run, tmp_path / "out.xlsx")
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_a_template_of_a_system_is_written_and_only_as_a_workbook(run: Run, tmp_path: Path) -> None:
    assert run("template", "markets", "-o", tmp_path / "t.xlsx").exit_code == 0
    assert (tmp_path / "t.xlsx").exists()
    assert run("template", "markets", "-o", tmp_path / "t.csv").exit_code == 2
    assert run("template", "markts", "-o", tmp_path / "t.xlsx").exit_code == 2


def test_loads_are_listed_with_what_was_taken_back(run: Run, tmp_path: Path) -> None:
    loaded(run, market_book(tmp_path / "m.xlsx"))
    (load,) = json.loads(run("loads", "--json").stdout)
    assert (load["created"], load["files"][0]["file"], load["undone_by"]) == (2, "m.xlsx", None)
    seen = json.loads(run("undo", load["load"], "--preview", "--json").stdout)
    assert (seen["written"], [e["code"] for e in seen["removed"]]) == (False, ["M1", "M2"])
    done = json.loads(run("undo", load["load"], "--reason", "文件拿错了", "--json").stdout)
    newest, first = json.loads(run("loads", "--json").stdout)
    assert (newest["load"], newest["undoes"], newest["reason"], newest["removed"]) == (
        done["load"],
        first["load"],
        "文件拿错了",
        2,
    )
    assert first["undone_by"] == newest["load"]
    assert not Market.objects.present().exists()


def test_what_cannot_be_taken_back_ends_with_two_and_says_why(run: Run, tmp_path: Path) -> None:
    loaded(run, market_book(tmp_path / "m.xlsx"))
    (load,) = json.loads(run("loads", "--json").stdout)
    run("undo", load["load"])
    again = run("undo", load["load"])
    assert again.exit_code == 2 and "撤销" in again.stderr and "taken back" in again.stderr
    assert run("undo", 10_000).exit_code == 2


def test_a_heading_is_explained_once_on_the_command_line(run: Run, tmp_path: Path) -> None:
    header = ["营业场所" if h == "名称" else h for h in MARKET_HEADER]
    book = market_book(tmp_path / "m.xlsx", header=header)
    assert run("load", book).exit_code == 2
    assert loaded(run, book, "--map", "营业场所=名称")["created"] == 2
    assert run("load", book).exit_code == 0
    assert KnownHeading.objects.count() == 1
    assert run("load", book, "--map", "营业场所").exit_code == 2


@pytest.mark.parametrize("arguments", [["--place", "999999"], ["-o", "nowhere/x.xlsx"], ["-o", "x.docx"]])
def test_an_export_that_cannot_be_ends_with_two(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    output = [] if "-o" in arguments else ["-o", str(tmp_path / "x.xlsx")]
    assert run("export", "market", *output, *arguments).exit_code == 2
