"""Load seeded dirty workbooks: none may crash, half-write, or be refused without naming the bad cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .dirty_workbooks import make
from .made_files import LIMITS, Made


def run(count: int = 1000, seed: int = 0) -> dict[str, Any]:
    """Load `count` dirty workbooks in a process and a ledger of its own.

    Returns
    -------
    dict
        ``workbooks``; how many were ``loaded`` with every value exact and how many ``refused`` with
        every bad cell (``bad_cells``) named and nothing written; ``complaints``, one for each that was
        neither, with its seed; ``seconds``.
    """
    with tempfile.TemporaryDirectory(prefix="yihe-dirty-") as home:
        environment = os.environ | {"YIHE_HOME": home, "DJANGO_SETTINGS_MODULE": "yihe.server.settings"}
        environment.pop("YIHE_DATABASE_URL", None)
        command = [sys.executable, "-m", "yihe.bench.dirty", str(count), str(seed)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def complaint_about(made: Made, actor: Any) -> str:
    """Load a file and say what went wrong, empty if nothing did; what it wrote is taken back."""
    from django.db import transaction

    from yihe.ledger.sheets.loading import Options, Rejected, load

    before = _counts()
    with transaction.atomic():
        try:
            load([made.path], actor=actor, options=Options(limits=LIMITS))
            trouble = "loaded, but should be refused" if made.refused else _wrong_values(made)
        except Rejected as refused:
            trouble = _wrong_refusal(made, refused.preview.problems) or _half_written(before)
        except Exception as crash:  # a crash of any kind is what is looked for
            trouble = f"crash: {type(crash).__name__}: {crash}"
        transaction.set_rollback(True)
    return trouble


def _counts() -> dict[str, int]:
    """Rows of every table of the ledger."""
    from django.apps import apps

    models = [m for m in apps.get_models() if m._meta.app_label in ("ledger", "programmes", "indicators")]
    return {m._meta.db_table: m._default_manager.count() for m in models}


def _half_written(before: dict[str, int]) -> str:
    grown = {table: count - before[table] for table, count in _counts().items() if count != before[table]}
    return f"half written: {grown}" if grown else ""


def _wrong_refusal(made: Made, problems: list[Any]) -> str:
    if not made.refused:
        return f"refused: {[(p.cell, p.message.zh) for p in problems[:3]]}"
    silent = [
        p for p in problems if not (p.message.zh and p.message.en and p.accepted and p.accepted.zh and p.accepted.en)
    ]
    if silent:
        return f"says nothing in one language: {silent[0]}"
    named = {p.cell for p in problems}
    if made.bad_cells and named != made.bad_cells:
        return f"named {sorted(named)} instead of {sorted(made.bad_cells)}"
    return ""


def _wrong_values(made: Made) -> str:
    from yihe.programmes.markets import Market

    held = {m.code: m for m in Market.objects.select_related("place")}
    for truth in made.truths:
        market = held.get(truth.code)
        if market is None:
            return f"{truth.code} is missing"
        found = (market.place.name, market.stage_date, market.floor_area, market.cost, market.stalls)
        wanted = (truth.street, truth.day, truth.area, truth.cost, truth.stalls)
        if found != wanted:
            return f"{truth.code}: {found} instead of {wanted}"
    return "" if len(held) == len(made.truths) else f"{len(held)} entries from {len(made.truths)} rows"


def _run_here(count: int, seed: int) -> dict[str, Any]:
    from .load import empty_ledger

    empty_ledger()
    from yihe.ledger.accounts import command_line_user

    actor, started = command_line_user(), time.perf_counter()
    result: dict[str, Any] = {"workbooks": count, "loaded": 0, "refused": 0, "bad_cells": 0, "complaints": []}
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder), number)
            trouble = complaint_about(made, actor)
        if trouble:
            result["complaints"].append({"seed": number, "about": made.about, "complaint": trouble})
            continue
        result["refused" if made.refused else "loaded"] += 1
        result["bad_cells"] += len(made.bad_cells)
    return result | {"seconds": round(time.perf_counter() - started, 1)}


if __name__ == "__main__":
    print(json.dumps(_run_here(int(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
