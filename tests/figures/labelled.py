"""Hold what is read of a text against its labels, as the scorer of the gold texts does."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from yihe.figures import scan
from yihe.units import parse_unit

_SILENT = str.maketrans("", "", " \n，。；、：“”‘’（）()的数额率")


def _measure(value: float | list[float] | Decimal, unit: str | None) -> tuple[str, list[float]]:
    """Dimension and magnitude in its base, so that 千公顷 and m2 agree."""
    known = parse_unit(unit or "")
    terms = [abs(float(term)) for term in (value if isinstance(value, list | tuple) else [value])]
    if known is None:
        return unit or "", terms
    return known.dimension, [term * float(known.factor) for term in terms]


def agrees(gold: dict, read: dict) -> bool:
    spans = ((gold["start"], gold["end"]), (gold["core_start"], gold["core_end"]))
    if (read["start"], read["end"]) not in spans:
        return False
    dimension, terms = _measure(gold["value"], gold["unit"])
    other, values = _measure(read["value"], read["unit"])
    implied = gold.get("unit_implied") and not read["unit"]
    return (dimension == other or implied) and terms == pytest.approx(values, rel=1e-6)


def alike(gold: str, read: str) -> float:
    """Characters two subjects share, as an F1."""
    ours, theirs = Counter(gold.translate(_SILENT)), Counter(read.translate(_SILENT))
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / total if total else 0.0


def days(record: dict) -> tuple[str | None, str | None]:
    period = record["period"] or {}
    return period.get("from"), period.get("to")


def paired(gold: list[dict], read: list[dict]) -> list[tuple[dict, dict]]:
    """Return the labelled claims whose span, value and unit were read, with what was read."""
    claims = [record for record in read if record["claim"]]
    by_start = {record["start"]: record for record in claims}
    by_core = {record["core_start"]: record for record in claims}
    found = []
    for label in gold:
        match = by_start.get(label["start"]) or by_core.get(label["core_start"])
        if label["claim"] and match and agrees(label, match):
            found.append((label, match))
    return found


class Read(NamedTuple):
    """The labels of a text, what is read of it, and the pairs of both."""

    gold: list[dict]
    read: list[dict]
    pairs: list[tuple[dict, dict]]


def texts_of(folder: Path) -> list[Read]:
    """Read each NAME.txt of a folder, its labels in NAME.claims.jsonl, its day and place in NAME.meta.json."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        told = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        figures = scan(
            path.read_text(encoding="utf-8"),
            release_date=date.fromisoformat(told["release_date"]),
            place=told["place"],
        )
        lines = path.with_suffix(".claims.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [json.loads(line) for line in lines]
        read = [figure.as_record(number) for number, figure in enumerate(figures)]
        found.append(Read(gold, read, paired(gold, read)))
    return found


def taken_for_claims(texts: list[Read]) -> tuple[int, int]:
    """Return how many of the numbers that claim nothing were read as claims, and how many there are."""
    taken = total = 0
    for gold, read, _ in texts:
        spans = [(record["start"], record["end"]) for record in read if record["claim"]]
        others = [record for record in gold if not record["claim"]]
        total += len(others)
        taken += sum(any(start < o["core_end"] and o["core_start"] < end for start, end in spans) for o in others)
    return taken, total


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)
