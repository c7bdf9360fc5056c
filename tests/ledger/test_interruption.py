"""A load that is killed leaves the ledger as it was before, or as it is after; never between."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from .workbooks import MARKET_HEADER, market_book

ROWS = 1500
KILLS = 20


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    environment = os.environ | {"YIHE_HOME": str(tmp_path / "home")}
    environment.pop("YIHE_DATABASE_URL", None)
    return environment


def loading(paths: list[Path], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from yihe.cli import main; main()", "load", *map(str, paths)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def counts(home: Path) -> tuple[int, ...]:
    tables = ("programmes_market", "programmes_markethistory", "ledger_stagechange", "ledger_load")
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def places(path: Path) -> Path:
    return market_book(path, [["370602", "芝罘区"], ["370602001", "向阳街道"]], ["代码", "名称"], "行政区划")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="kills the process that writes the file")
def test_a_killed_load_leaves_before_or_after(tmp_path: Path, home: dict[str, str]) -> None:
    folder = Path(home["YIHE_HOME"])
    assert loading([places(tmp_path / "行政区划.xlsx")], home).wait() == 0
    before = counts(folder)
    rows = [
        [n, f"M{n}", f"市场{n}", "向阳街道", "二级", "完成改造", "2022-01-01", 1, 121.39, 37.53] for n in range(ROWS)
    ]
    book = market_book(tmp_path / "市场.xlsx", rows, MARKET_HEADER)
    started = time.monotonic()
    trial = folder.with_name("trial")
    folder.rename(trial)
    subprocess.run(["cp", "-r", str(trial), str(folder)], check=True)
    assert loading([book], home).wait() == 0
    whole, after = time.monotonic() - started, counts(folder)
    assert after[:3] == (before[0] + ROWS, before[1] + ROWS, before[2] + ROWS)
    rng = random.Random(20220908)
    seen = set()
    for _ in range(KILLS):
        subprocess.run(["rm", "-rf", str(folder)], check=True)
        subprocess.run(["cp", "-r", str(trial), str(folder)], check=True)
        process = loading([book], home)
        # The first third is only imports; the write lies in the last.
        time.sleep(whole * rng.uniform(0.35, 1.05))
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.add(counts(folder))
    assert seen <= {before, after}
    assert before in seen
