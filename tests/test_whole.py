"""The main job, as a newcomer meets it: demo, load again, correct one cell, verify now and as of before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
STATEMENT = ROOT / "src/yihe/sample/texts/statement-2022-09-08.txt"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "home"
    demo = run(folder, "demo", "--check")
    assert demo.returncode == 0, demo.stdout + demo.stderr
    return folder


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "YIHE_DATABASE_URL"} | {"YIHE_HOME": str(home)}
    # The demo takes the text that ships with the package, wherever the checkout lies.
    environment["YIHE_CHECKOUT"] = str(home)
    command = [sys.executable, "-c", "from yihe.cli import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)


def verified(home: Path, *options: str) -> dict[str, Any]:
    answer = run(home, "verify", str(STATEMENT), "--json", *options)
    assert answer.returncode in (0, 1), answer.stderr
    report: dict[str, Any] = json.loads(answer.stdout)
    return report


def verdicts(report: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(c["text"], c["indicator"], c["verdict"]) for c in report["claims"]]


def enlarge_one_demolished_building(book: Path, by_m2: float) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["违法建设"]
    header = next(row for row in sheet.iter_rows(max_row=8) if any("面积" in str(c.value or "") for c in row))
    columns = {str(c.value).split("（")[0].strip(): c.column for c in header if c.value}
    area = next(column for label, column in columns.items() if label.endswith("面积"))
    for row in range(header[0].row + 1, sheet.max_row + 1):
        cell = sheet.cell(row, area)
        if sheet.cell(row, columns["阶段"]).value == "拆除" and isinstance(cell.value, int | float):
            cell.value += by_m2
            workbook.save(book)
            return
    raise AssertionError("the sample holds no demolished building")


def test_the_sample_loads_verifies_and_answers_as_of_before_a_correction(home: Path) -> None:
    before = verified(home)
    assert before["counts"]["off"] == before["counts"]["wrong-scope-or-period"] == 0
    assert before["counts"]["untraceable"] == 0

    again = run(home, "load", str(home / "sample"), "--json")
    result = json.loads(again.stdout)
    assert (result["created"], result["changed"]) == (0, 0)

    moment = datetime.now(ZoneInfo("Asia/Shanghai")).isoformat()
    time.sleep(0.01)
    book = next((home / "sample").rglob("违法建设治理台账.xlsx"))
    enlarge_one_demolished_building(book, 1_000)
    corrected = json.loads(run(home, "load", str(book), "--json").stdout)
    assert (corrected["created"], corrected["changed"]) == (0, 1)

    after = verified(home)
    changed = {new[1] for old, new in zip(verdicts(before), verdicts(after), strict=True) if old != new}
    assert changed == {"enforcement.demolished_area"}
    assert verdicts(verified(home, "--as-of", moment)) == verdicts(before)


def test_what_is_no_text_or_no_table_is_refused_with_exit_code_2(home: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "假.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    for command, name in (("claims", "空.txt"), ("verify", "图.pdf"), ("load", "假.xlsx"), ("load", "没有这个.xlsx")):
        answer = run(home, command, str(tmp_path / name))
        assert answer.returncode == 2, (command, name, answer.stderr)
        assert "Traceback" not in answer.stderr and name.split(".")[0] in answer.stderr + answer.stdout
