"""Time one large workbook into an empty ledger, beside django-import-export on the same file."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = (
    "编号",
    "名称",
    "所属街道",
    "地址",
    "市场层级",
    "阶段",
    "登记日期",
    "方案设计日期",
    "改造中日期",
    "完成改造日期",
    "摊位数",
    "建筑面积（平方米）",
    "改造投资（万元）",
    "经度",
    "纬度",
)
"""Fifteen columns, four of them stage days: each row gives a record, its history and four stage changes."""

_PLACES = (("370600", "烟台市"), ("370602", "芝罘区"), ("370602001", "向阳街道"), ("370602002", "东山街道"))
_TIERS = ("批发市场", "区级市场", "社区市场", "便民网点")
_STREETS = ("向阳街道", "东山街道")


def run(rows: int = 100_000, seed: int = 20220908) -> dict[str, Any]:
    """Load a workbook of so many rows, in a process and a ledger of its own, history kept on both sides.

    Returns
    -------
    dict
        ``rows``; ``seconds`` and ``cpu_seconds`` from opening the file to the commit; ``memory_mb``,
        the largest resident size; ``peer_seconds`` of django-import-export with
        django-simple-history and ``ratio`` to it, null where it is not installed (see ``peer``). On a
        machine that is busy otherwise the two ``cpu_seconds`` compare better.
    """
    with tempfile.TemporaryDirectory(prefix="yihe-bench-") as folder:
        book = write_workbook(Path(folder) / "农贸市场.xlsx", rows, seed)
        ours = _in_own_process("ours", book, Path(folder) / "ours")
        installed = importlib.util.find_spec("import_export") is not None
        peer = _in_own_process("peer", book, Path(folder) / "peer") if installed else None
    return {
        "rows": rows,
        "seconds": ours["seconds"],
        "peer_seconds": peer and peer["seconds"],
        "ratio": peer and round(peer["seconds"] / ours["seconds"], 1),
        "memory_mb": ours["memory_mb"],
        "cpu_seconds": ours["cpu_seconds"],
        "peer_cpu_seconds": peer and peer["cpu_seconds"],
        "peer": "django-import-export" if installed else "django-import-export: not installed",
        "history_rows": ours["history_rows"],
    }


def write_workbook(path: Path, rows: int, seed: int) -> Path:
    """A workbook of farmers' markets; the same seed gives the same bytes."""
    chance = random.Random(seed)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": date(2022, 9, 8)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("农贸市场")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, rows + 1):
            for column, value in enumerate(_row(number, chance)):
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
    return path


def _row(number: int, chance: random.Random) -> list[Any]:
    start = date(2019, 1, 1) + timedelta(days=chance.randrange(700))
    days = [start + timedelta(days=gap) for gap in (0, 60, 150, 150 + chance.randrange(30, 200))]
    street = chance.choice(_STREETS)
    return [
        f"SC-{number:07}",
        f"{street}{number}号市场",
        street,
        f"{street}北大街{chance.randrange(1, 400)}号",
        chance.choice(_TIERS),
        "完成改造",
        *days,
        chance.randrange(20, 400),
        round(chance.uniform(200, 20000), 1),
        round(chance.uniform(5, 900), 2),
        round(chance.uniform(121.30, 121.45), 6),
        round(chance.uniform(37.50, 37.56), 6),
    ]


def _in_own_process(side: str, book: Path, home: Path) -> dict[str, Any]:
    environment = os.environ | {"YIHE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "yihe.server.settings"}
    environment.pop("YIHE_DATABASE_URL", None)
    command = [sys.executable, "-m", "yihe.bench.load", side, str(book)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _measure(work: Callable[[Path], None], book: Path) -> dict[str, Any]:
    empty_ledger()
    # What a running application has imported already is no part of loading.
    importlib.import_module("yihe.ledger.sheets.loading")
    wall, cpu = time.perf_counter(), time.process_time()
    work(book)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    from yihe.programmes.markets import Market

    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu_seconds, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "history_rows": Market.history.count(),  # type: ignore[attr-defined]
    }


def empty_ledger() -> None:
    """Set Django up on the data folder of the environment, with the places the benchmarks use."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from yihe.ledger import actions
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.places import Place

    for code, name in _PLACES:
        actions.create(Place, {"code": code, "name": name}, actor=command_line_user())


def _ours(book: Path) -> None:
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.sheets.loading import load

    load([book], actor=command_line_user())


def _peer(book: Path) -> None:
    from .peer import load_with_import_export

    load_with_import_export(book)


if __name__ == "__main__":
    print(json.dumps(_measure({"ours": _ours, "peer": _peer}[sys.argv[1]], Path(sys.argv[2]))))
