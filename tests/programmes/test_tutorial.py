"""The tutorial holds: its file, copied out of the document into a fresh package, gives tables, a load and figures."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import yihe

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = ROOT / "docs" / "adding-a-programme.md"
HEADER = ["编号", "名称", "所属街道", "功率（千瓦）", "阶段", "规划日期", "安装日期", "亮灯日期"]
LAMPS = [
    ["LD-1", "北马路1号灯", "向阳街道", 0.25, "亮灯", "2022年3月1日", "2022-03-11", "2022.3.21"],
    ["LD-2", "北马路2号灯", "向阳街道", 0.15, "亮灯", "2022年3月1日", "2022-03-11", "2022.3.31"],
    ["LD-3", "东山路1号灯", "东山街道", 0.40, "安装", "2022年4月1日", "2022-04-20", None],
]
PLACES = [["370602", "芝罘区"], ["370602001", "向阳街道"], ["370602002", "东山街道"]]


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """A copy of the package with the tutorial's file in it, and an empty home."""
    package = tmp_path / "src" / "yihe"
    leave = shutil.ignore_patterns("__pycache__", "vendor", "node_modules")
    shutil.copytree(Path(yihe.__path__[0]), package, ignore=leave)
    (package / "programmes" / "street_lamps.py").write_text(example(), encoding="utf-8")
    settings = {"YIHE_HOME": str(tmp_path / "home"), "PYTHONPATH": str(package.parent)}
    settings["DJANGO_SETTINGS_MODULE"] = "yihe.server.settings"
    (tmp_path / "home").mkdir()
    return {k: v for k, v in os.environ.items() if k != "YIHE_DATABASE_URL"} | settings


def example() -> str:
    found = re.search(r"```python\n(.+?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found.group(1)


def run(environment: dict[str, str], *arguments: str) -> str:
    # -P keeps the working directory off the path; the copy alone is imported.
    done = subprocess.run(
        [sys.executable, "-P", *arguments], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def command(environment: dict[str, str], *arguments: str) -> Any:
    return json.loads(run(environment, "-c", "from yihe.cli import main; main()", *arguments, "--json"))


def book(path: Path, tab: str, rows: list[list[Any]]) -> str:
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet(tab)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return str(path)


def test_the_tutorials_file_alone_gives_tables_a_load_and_figures(installation, tmp_path):
    said = run(installation, "-m", "django", "makemigrations", "programmes")
    assert "Create model StreetLamp" in said
    assert not (Path(yihe.__path__[0]) / "programmes" / "street_lamps.py").exists()
    places = book(tmp_path / "区划.xlsx", "行政区划", [["编号", "名称"], *PLACES])
    lamps = book(tmp_path / "路灯台账.xlsx", "路灯", [HEADER, *LAMPS])
    loaded = command(installation, "load", places, lamps)
    assert (loaded["created"], loaded["problems"]) == (6, [])
    assert "streetlamp" in {sheet["kind"] for sheet in loaded["sheets"]}
    answers = command(installation, "figures", "street-lamps", "--place", "370602")
    figures = {answer["indicator"].removeprefix("street_lamps."): answer["value"] for answer in answers}
    assert figures["lamps"] == 3
    assert figures["lit"] == 2
    assert figures["lit_share"] == pytest.approx(200 / 3)
    assert figures["power"] == pytest.approx(0.4)
    assert figures["days_to_light"] == 25
