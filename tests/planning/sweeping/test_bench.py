"""The bench tells what was found beside what is known, and stops when nothing gets better."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from yihe.bench.sweeping import Patience, run
from yihe.bench.sweeping_instances import FOLDER
from yihe.cli import bench_sweep
from yihe.planning import Progress

needs_data = pytest.mark.skipif(not FOLDER.exists(), reason="the shared benchmark data is not here")


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command("sweep")(bench_sweep.sweep)
    return app


def test_patience_ends_when_nothing_got_better_for_so_long():
    stop = Patience(2)
    told = [(0, None), (1, 50.0), (2.9, 50.0), (3.0, 40.0), (4.9, 40.0), (5.1, 40.0)]
    assert [stop(Progress(at, 1, value)) for at, value in told] == [False, False, False, False, False, True]


@needs_data
def test_an_instance_is_planned_beside_pyvrp():
    (row,) = run(["kshs"], seconds=1, limit=1, processor_time=True, patience=0.5)
    assert row.broken == [] and row.gap_percent == 0 and row.objective == row.best_known
    assert row.peers["pyvrp"]["objective"] >= row.best_known


@needs_data
def test_the_command_prints_one_json_row_per_instance(command):
    words = ["--sets", "gdb", "--limit", "2", "--seconds", "1", "--no-peers", "--json", "--data", str(FOLDER.parent)]
    told = CliRunner().invoke(command, words)
    rows = [json.loads(line) for line in told.output.splitlines()]
    assert told.exit_code == 0 and [row["set"] for row in rows] == ["gdb", "gdb"]


@pytest.mark.parametrize("words", [["--sets", "moon"], ["--data", "nowhere"]])
def test_a_set_or_folder_that_is_not_there_is_refused(command, words):
    assert CliRunner().invoke(command, words).exit_code == 2
