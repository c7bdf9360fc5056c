"""Hold what is read of a text against its labels, as the scorer of the gold texts does."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

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
