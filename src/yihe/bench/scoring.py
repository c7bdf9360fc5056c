"""Score read claims against labels by the rule of the labelled texts: strict F1, kind, hedge, sign, subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from yihe.units import IncompatibleUnits, convert

Label = dict[str, Any]
_SLACK = Decimal("1e-6")
_SAME_SUBJECT = 0.6
_EMPTY = re.compile(r"[\s，。；：、“”‘’（）()的数额率]")


def score(gold: Sequence[Label], read: Sequence[Label]) -> Counter[str]:
    """Counts of one text; add those of several and take :func:`shares`."""
    labels, claims = ([r for r in records if r["claim"]] for records in (gold, read))
    strict = _matches(labels, claims, lambda g, p: _same_span(g, p) and _same_amount(g, p))
    relaxed = _matches(labels, claims, lambda g, p: _overlap(g, p) and _same_amount(g, p))
    counts = Counter(gold=len(labels), read=len(claims), strict=len(strict), relaxed=len(relaxed))
    for g, p in relaxed:
        counts.update(
            kind=g["kind"] == p["kind"],
            hedge=g["hedge"] == p["hedge"],
            subject=subject_likeness(g["subject"], p["subject"]) >= _SAME_SUBJECT,
        )
        if g.get("direction") in ("up", "down") and not isinstance(p["value"], list):
            counts.update(signed=1, sign=(p["value"] < 0) == (g["value"] < 0))
    names = [g for g in gold if not g["claim"]]
    spare = [p for p in claims if not any(_overlap(g, p) for g in labels)]
    counts.update(names=len(names), names_taken=sum(any(_overlap(n, p) for p in spare) for n in names))
    return counts


def shares(counts: Counter[str]) -> dict[str, float | int]:
    """The measures of the scoring rule."""
    return {
        "strict_f1": _part(2 * counts["strict"], counts["gold"] + counts["read"]),
        "relaxed_f1": _part(2 * counts["relaxed"], counts["gold"] + counts["read"]),
        "kind": _part(counts["kind"], counts["relaxed"]),
        "hedge": _part(counts["hedge"], counts["relaxed"]),
        "sign": _part(counts["sign"], counts["signed"]),
        "subject": _part(counts["subject"], counts["relaxed"]),
        "claims": counts["gold"],
        "non_claims_taken": counts["names_taken"],
        "non_claims": counts["names"],
    }


def _part(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _matches(
    gold: Sequence[Label], read: Sequence[Label], fits: Callable[[Label, Label], bool]
) -> list[tuple[Label, Label]]:
    """One prediction answers at most one label, the first that fits."""
    used: set[int] = set()
    pairs: list[tuple[Label, Label]] = []
    for g in gold:
        for n, p in enumerate(read):
            if n not in used and fits(g, p):
                used.add(n)
                pairs.append((g, p))
                break
    return pairs


def _same_span(g: Label, p: Label) -> bool:
    return (p["start"], p["end"]) in ((g["start"], g["end"]), (g["core_start"], g["core_end"]))


def _overlap(g: Label, p: Label) -> bool:
    return bool(p["start"] < g["core_end"] and g["core_start"] < p["end"])


def _same_amount(g: Label, p: Label) -> bool:
    """Value and unit agree; only the size counts, the sign is scored apart."""
    if not (p.get("unit") or "").strip() and g.get("unit_implied"):
        return _same_value(g["value"], p["value"])
    if isinstance(g["value"], list) or isinstance(p["value"], list):
        return g["unit"] == p["unit"] and _same_value(g["value"], p["value"])
    try:
        converted = convert(_decimal(p["value"]), p["unit"] or "", g["unit"])
    except IncompatibleUnits:
        return g["unit"] == p["unit"] and _same_value(g["value"], p["value"])
    return _close(_decimal(g["value"]), converted)


def _same_value(a: Any, b: Any) -> bool:
    if isinstance(a, list) or isinstance(b, list):
        both = isinstance(a, list) and isinstance(b, list) and len(a) == len(b)
        return both and all(_same_value(x, y) for x, y in zip(a, b, strict=True))
    return a is not None and b is not None and _close(_decimal(a), _decimal(b))


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(abs(a) - abs(b)) <= _SLACK * max(abs(a), abs(b), Decimal("1e-12"))


def subject_likeness(a: str, b: str) -> float:
    """F1 of the characters of two subjects."""
    first, second = (Counter(_EMPTY.sub("", words or "")) for words in (a, b))
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total()) if shared else 0.0
