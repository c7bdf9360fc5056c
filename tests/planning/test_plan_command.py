"""`yihe plan`: instances by file and by name, what is printed and written, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from typer.testing import CliRunner, Result

from yihe.cli import planning, planning_runs
from yihe.cli.planning_instances import find_instance
from yihe.cli.planning_runs import interruptible
from yihe.planning import BadInput, Progress

SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  3         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0       1000          0
    1      3          4         10          0       1000         10
    2      0         10         10          0       1000         10
    3      6          8         10          0       1000         10
"""
TABLE = """instance,best_known,status,source,set,bound,archive,member
TINY,36.0,optimal,by hand,solomon,,tiny.zip,deep/tiny.txt
TINY,1.0,"inconsistent_in_source",nowhere,solomon,,tiny.zip,deep/tiny.txt
"""


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    folder = tmp_path / "bench" / "1_waste_routing"
    folder.mkdir(parents=True)
    (folder / "best_known.csv").write_text(TABLE, encoding="utf-8")
    with zipfile.ZipFile(folder / "tiny.zip", "w") as archive:
        archive.writestr("deep/tiny.txt", SOLOMON)
    return tmp_path / "bench"


def run(*words: str) -> Result:
    app = typer.Typer()
    planning.add_to(app)
    return CliRunner().invoke(app, ["plan", *words])


def printed(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_instance_is_found_by_name_and_by_content(bench: Path, tmp_path: Path) -> None:
    by_name = find_instance("route", "TINY", bench)
    assert (by_name.name, by_name.best_known, by_name.content.decode()) == ("TINY", 36.0, SOLOMON)
    copy = tmp_path / "tiny.txt"
    copy.write_text(SOLOMON, encoding="utf-8")
    assert find_instance("route", str(copy), bench) == by_name
    copy.write_text(SOLOMON.replace("20", "30", 1), encoding="utf-8")
    assert find_instance("route", str(copy), bench).best_known is None


def test_an_unknown_instance_is_refused(bench: Path) -> None:
    with pytest.raises(BadInput, match="NONE: neither a file nor a public instance in"):
        find_instance("route", "NONE", bench)
    assert run("route", "NONE", "--data", str(bench)).exit_code == 2


def test_a_plan_is_printed_and_written(bench: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"plan.{kind}" for kind in ("geojson", "xlsx", "png")]
    wanted = [word for path in files for word in ("--out", str(path))]
    result = run("route", "TINY", "--seconds", "2", "--data", str(bench), "--json", *wanted)
    assert result.exit_code == 0, result.output
    found = printed(result)
    assert set(found) >= {"kind", "instance", "objective", "bound", "best_known", "gap", "seconds", "seed"}
    assert (found["kind"], found["instance"], found["best_known"]) == ("route", "TINY", 36.0)
    assert (found["feasible"], found["broken"]) == (True, [])
    assert found["objective"] > 0
    assert found["written"] == [str(path) for path in files]
    assert all(path.stat().st_size > 100 for path in files)


def test_what_nobody_can_serve_is_told_with_exit_code_1(tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    # Three customers who all must be begun at once, far apart, by one vehicle.
    rows = SOLOMON.replace("  3         20", "  1         90").replace(
        "0       1000         10", "10         10         10"
    )
    late.write_text(rows, encoding="utf-8")
    result = run("route", str(late), "--seconds", "2", "--json")
    assert result.exit_code == 1, result.output
    assert printed(result)["feasible"] is False
    assert printed(result)["broken"]


def test_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("what is this", encoding="utf-8")
    assert run("route", str(odd)).exit_code == 2
    assert run("sweep", str(odd)).exit_code == 2


def test_a_form_that_is_not_written_is_refused_before_planning(bench: Path, tmp_path: Path) -> None:
    result = run("route", "TINY", "--data", str(bench), "--seconds", "600", "--out", str(tmp_path / "plan.docx"))
    assert result.exit_code == 2


@pytest.mark.parametrize("place", ["missing/plan.xlsx", ""], ids=["no folder", "a folder"])
def test_where_nothing_can_be_written_is_refused_before_planning(bench: Path, tmp_path: Path, place: str) -> None:
    good = tmp_path / "plan.geojson"
    words = ("--data", str(bench), "--out", str(good), "--out", str(tmp_path / place))
    result = run("route", "TINY", *words)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert not good.exists()


@pytest.mark.django_db
def test_the_sample_is_planned_and_says_on_every_paper_that_it_is_one(tmp_path: Path) -> None:
    files = [tmp_path / f"plan.{kind}" for kind in ("geojson", "xlsx", "svg")]
    wanted = [word for path in files for word in ("--out", str(path))]
    result = run("route", "sample", "--bins", "40", "--seconds", "3", "--json", *wanted)
    assert result.exit_code == 0, result.output
    assert "样例" in printed(result)["instance"]
    layer = json.loads(files[0].read_text(encoding="utf-8"))
    assert all("样例" in each["properties"]["notice"] for each in layer["features"])
    # Along streets: far more points than places called at.
    lines = [each for each in layer["features"] if each["properties"]["layer"] == "route"]
    calls = sum(each["properties"]["visits"] + each["properties"]["unloads"] for each in lines)
    assert sum(len(each["geometry"]["coordinates"]) for each in lines) > 2 * calls
    assert all("样例" in sheet["A2"].value for sheet in openpyxl.load_workbook(files[1]))


def test_a_first_interrupt_takes_the_best_plan_so_far_and_a_second_one_gives_up() -> None:
    before = signal.getsignal(signal.SIGINT)
    now = Progress(1.0, 1)
    with interruptible() as stopped:
        assert not stopped(now)
        signal.raise_signal(signal.SIGINT)
        assert stopped(now)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.parametrize("name", ["TINY", "sample"])
@pytest.mark.django_db
def test_a_plan_is_written_though_its_search_was_interrupted(
    bench: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # To the process, as a keyboard does: raised in a searching thread it would not wake the main one, which waits.
    press = _once(lambda: os.kill(os.getpid(), signal.SIGINT))
    monkeypatch.setattr(planning_runs, "_standing", lambda name, now: press() or "")
    out = tmp_path / "plan.geojson"
    words = ("--bins", "40") if name == "sample" else ("--data", str(bench))
    result = run("route", name, "--seconds", "100000", "--out", str(out), "--json", *words)
    assert result.exit_code == 0, result.output
    assert (printed(result)["feasible"], out.exists()) == (True, True)


def _once(act: Callable[[], None]) -> Callable[[], None]:
    done: list[bool] = []

    def call() -> None:
        if not done:
            done.append(True)
            act()

    return call
