"""The bench of a whole district's day, on a few streets with a few bins."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from yihe.bench.district_day import run
from yihe.bench.district_drawn import along_streets, collection_of, read_city
from yihe.cli import bench, bench_district
from yihe.planning.routing.checking import check

_SIDE, _STEP = 4, 0.004


def both_ways(one: int, other: int, kind: str, metres: int) -> list[str]:
    """A street as the city's table has it: a row for each direction."""
    return [f"{tail},{head},{kind},{metres}" for tail, head in ((one, other), (other, one))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A grid of two-way streets under the name of the city, one of them a motorway."""
    nodes = ["node_id,lon,lat"]
    edges = ["u,v,highway,length_m"]
    for row in range(_SIDE):
        for column in range(_SIDE):
            here = row * _SIDE + column
            nodes.append(f"{here},{column * _STEP},{row * _STEP}")
            kind = "motorway" if row == 0 else "residential"
            edges += both_ways(here, here + 1, kind, 445) if column + 1 < _SIDE else []
            edges += both_ways(here, here + _SIDE, "residential", 442) if row + 1 < _SIDE else []
    for name, rows in (("nodes", nodes), ("edges", edges)):
        (tmp_path / f"stockholm_{name}.csv.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    return tmp_path


def test_bins_stand_along_streets_but_not_on_a_motorway(folder: Path) -> None:
    graph = read_city(folder, "stockholm")
    lon, lat = along_streets(graph, 200, np.random.default_rng(1)).T
    on_line = np.minimum(np.abs(lon / _STEP - np.rint(lon / _STEP)), np.abs(lat / _STEP - np.rint(lat / _STEP)))
    assert np.all(on_line < 1e-6)
    between_columns = np.abs(lon / _STEP - np.rint(lon / _STEP)) > 1e-6
    assert not np.any(between_columns & (lat < 1e-9))


def test_the_seed_draws_the_same_day_again_and_another_seed_another(folder: Path) -> None:
    graph = read_city(folder, "stockholm")
    assert collection_of(graph, "stockholm", 30, 4) == collection_of(graph, "stockholm", 30, 4)
    assert collection_of(graph, "stockholm", 30, 4).bins != collection_of(graph, "stockholm", 30, 5).bins


def test_every_bin_gets_two_rounds_five_hours_apart(folder: Path) -> None:
    day = run(folder, "stockholm", 30, 3.0, 1)
    assert day.plan is not None and check(day.problem, day.plan) == []
    begins = [[] for _ in range(30)]
    for route in day.plan.routes:
        for call in route.calls:
            if call.kind == "stop":
                begins[call.index].append(call.begin)
    assert all(len(each) == 2 and max(each) - min(each) >= 5 * 3600 for each in begins)
    assert day.figures["unserved_visits"] == 0 and day.figures["visits_made"] == 60
    assert day.figures["km"] > 0 and day.figures["seconds_building"] + day.figures["seconds_planning"] < 10


def test_the_command_tells_the_day_and_refuses_an_unknown_city(folder: Path) -> None:
    app = typer.Typer()
    bench.add_to(app)
    bench_district.add_to(app)
    options = ["bench", "district", "--streets", str(folder), "--bins", "20", "--seconds", "2", "--weeks", "0"]
    outcome = CliRunner().invoke(app, [*options, "--json"])
    assert outcome.exit_code == 0, outcome.output
    found = json.loads(outcome.stdout)
    assert found["feasible"] and found["broken_rules"] == [] and found["visits"] == 40
    assert CliRunner().invoke(app, [*options, "--city", "atlantis"]).exit_code == 2
