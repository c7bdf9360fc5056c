"""Time all indicators at 13 places, on the sample and on a ledger grown from it, beside Django's ORM."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

SEED = 20220908
_PLACES = 13  # the district and its twelve subdistricts
_CLOSE = 1e-9  # relative; SQLite adds decimals as floats


def run(
    records: int = 1_000_000, seed: int = SEED, *, peer: bool = True, told: Callable[[str], None] = lambda step: None
) -> dict[str, Any]:
    """Measure in ledgers of their own, each step in a process of its own.

    Returns
    -------
    dict
        ``seconds``: from the question to the last value in a process that has read nothing yet, on
        ``records`` records; ``seconds_again`` in a further process, which finds large kinds' columns
        kept, and ``seconds_warm`` asked a second time there. ``peer_seconds`` of the ORM in the same
        run, ``ratio`` to it, ``compared`` values of ``indicators_compared`` indicators and whether
        they ``agreed``. ``sample`` has the same of the sample alone. What loading libraries takes is
        no part of it. ``cpu_seconds`` compare better on a machine that is busy otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="yihe-bench-") as folder:
        home = Path(folder)
        told("sample")
        _step(home, "load", seed)
        told("figures of the sample")
        sample = _side_by_side(home, peer)
        told(f"{records:,} records")
        made = _step(home, "grow", seed, records)
        told(f"figures of {made['records']:,} records")
        large = _side_by_side(home, peer)
    return large | {"seconds_to_grow": made["seconds"], "sample": sample}


def _side_by_side(home: Path, peer: bool) -> dict[str, Any]:
    ours, again = _step(home, "ours"), _step(home, "ours")
    measured = {key: ours[key] for key in ("records", "indicators", "places", "seconds", "cpu_seconds", "memory_mb")}
    measured |= {"seconds_again": again["seconds"], "seconds_warm": again["seconds_warm"]}
    if not peer:
        return measured | {"peer_seconds": None, "ratio": None, "compared": 0, "agreed": None}
    theirs = _step(home, "peer")
    return measured | _compared(ours, theirs) | {"peer_memory_mb": theirs["memory_mb"]}


def _compared(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    both = theirs["values"]
    apart = {key: [ours["values"][key], value] for key, value in both.items() if not _same(ours["values"][key], value)}
    return {
        "peer_seconds": theirs["seconds"],
        "ratio": round(theirs["seconds"] / ours["seconds"], 1),
        "peer_cpu_seconds": theirs["cpu_seconds"],
        "indicators_compared": len({key.rpartition("@")[0] for key in both}),
        "compared": len(both),
        "agreed": not apart,
        "apart": dict(list(apart.items())[:20]),
    }


def _same(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= max(1e-6, _CLOSE * abs(ours))


def _step(home: Path, name: str, *arguments: int) -> dict[str, Any]:
    environment = os.environ | {"YIHE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "yihe.server.settings"}
    environment.pop("YIHE_DATABASE_URL", None)
    command = [sys.executable, "-m", "yihe.bench.indicators", name, *map(str, arguments)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _load(seed: int) -> dict[str, Any]:
    """The sample through the load a user has."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from yihe.ledger.accounts import command_line_user
    from yihe.ledger.sheets.loading import load
    from yihe.sample import write_sample

    write_sample(Path(settings.HOME) / "sample", seed=seed)
    load([Path(settings.HOME) / "sample"], actor=command_line_user())
    return {}


def _grow(seed: int, records: int) -> dict[str, Any]:
    from .grown_ledger import grow

    begun = time.perf_counter()
    held = grow(records, seed)
    return {"records": held, "seconds": round(time.perf_counter() - begun, 1)}


def _ours() -> dict[str, Any]:
    from yihe.indicators.engine import evaluate, store
    from yihe.indicators.register import indicators

    places, span = _question()
    # A running application has loaded its libraries; pyarrow looks for pandas at the first array.
    store()
    import pandas  # noqa: F401

    begun = _begin()
    values = evaluate(indicators(), places, span)
    measured = _since(begun)
    warm = time.perf_counter()
    evaluate(indicators(), places, span)
    return measured | {
        "seconds_warm": round(time.perf_counter() - warm, 2),
        "records": _records(),
        "indicators": len(indicators()),
        "places": len(places),
        "values": {f"{i}@{place}": _plain(value.value) for (i, place), value in values.items()},
    }


def _peer() -> dict[str, Any]:
    from yihe.indicators.register import indicators

    from .orm_figures import figures

    places, span = _question()
    begun = _begin()
    values = figures(indicators(), places, span)
    return _since(begun) | {"values": {f"{i}@{place}": _plain(value) for (i, place), value in values.items()}}


def _question() -> tuple[list[str], Any]:
    """The district and its subdistricts, everything up to the day of the press conference."""
    from django.conf import settings

    from yihe.indicators.spans import Span
    from yihe.ledger.places import Place

    codes = (
        Place.objects.present().filter(code__startswith=settings.YIHE_PLACE).exclude(level__in=("community", "grid"))
    )
    return list(codes.order_by("code").values_list("code", flat=True)[:_PLACES]), Span(None, date(2022, 9, 8))


def _records() -> int:
    from yihe.ledger.kinds import record_kinds

    return sum(kind.objects.count() for kind in record_kinds().values())


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _begin() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(begun: tuple[float, float]) -> dict[str, Any]:
    return {
        "seconds": round(time.perf_counter() - begun[0], 2),
        "cpu_seconds": round(time.process_time() - begun[1], 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    import django

    django.setup()
    steps: dict[str, Callable[..., dict[str, Any]]] = {"load": _load, "grow": _grow, "ours": _ours, "peer": _peer}
    print(json.dumps(steps[sys.argv[1]](*map(int, sys.argv[2:]))))
