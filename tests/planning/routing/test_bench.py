"""The bench reads the table of best known values, checks every plan twice and sets peers beside it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from yihe.bench.routing import chosen, gap, run
from yihe.cli import bench, bench_plans
from yihe.planning import BadInput
from yihe.planning.routing.formats import best_known

from .test_formats import SMALL

TABLE = """instance,best_known,status,source,set,bound,archive,member
tiny,28.0,best_published (1 vehicles),made,kim,,made.zip,tiny.txt
tiny,27.0,best_known_this_study,made,kim,,made.zip,tiny.txt
other,,no_value_here,made,kim,,made.zip,tiny.txt
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of instances with one of two stops."""
    place = tmp_path / "1_waste_routing"
    place.mkdir()
    (place / "best_known.csv").write_text(TABLE, encoding="utf-8")
    with zipfile.ZipFile(place / "made.zip", "w") as archive:
        archive.writestr("tiny.txt", SMALL)
    return tmp_path


def test_the_published_value_is_the_yardstick_and_tells_the_fleet(folder: Path) -> None:
    rows = chosen(best_known(folder / "1_waste_routing"), ["kim"], None)
    assert [(row.instance, row.value, row.vehicles) for row in rows] == [("tiny", 28.0, 1), ("other", None, None)]
    assert gap(28.0 * 1.05, rows[0]) == 5.0 and gap(28.0, rows[1]) is None
    assert len(chosen(best_known(folder / "1_waste_routing"), ["kim"], 1)) == 1


def test_a_row_tells_objective_gap_and_peers(folder: Path) -> None:
    (row,) = run(folder, ["kim"], 1.0, 1, 1, False, True)
    assert row.objective == pytest.approx(24.0) and row.broken == []
    assert row.gap_percent == pytest.approx(100 * (24 / 28 - 1), abs=0.001)
    assert set(row.peers) == {"pyvrp", "ortools"}
    assert all("breaks" in str(peer["note"]) for peer in row.peers.values())


def test_the_command_prints_a_row_for_each_instance(folder: Path) -> None:
    options = ["--seconds", "1", "--no-peers", "--limit", "1", "--data", str(folder), "--json"]
    app = typer.Typer()
    bench.add_to(app)
    bench_plans.add_to(app)
    outcome = CliRunner().invoke(app, ["bench", "route", *options])
    assert outcome.exit_code == 0 and json.loads(outcome.stdout)["instance"] == "tiny"


def test_a_folder_without_instances_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"best_known\.csv"):
        list(run(tmp_path, ["kim"], 1.0, 1, None, False, False))
