"""Texts written to be hard: owners clauses back, quotes, chains of parts, times that only the sense tells.

Sixteen texts in words of their own, about places that do not exist, labelled by who had not seen the reader. They are
not read well; the floors keep what is reached.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

from yihe.figures import scan

from .labelled import alike, days, paired

FOLDER = Path(__file__).parent / "hard"


def _records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def _all() -> list[tuple[list[dict], list[dict], list[tuple[dict, dict]]]]:
    """Return the labels of each text, what is read of it, and the pairs of both."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        told = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        figures = scan(
            path.read_text(encoding="utf-8"),
            release_date=date.fromisoformat(told["release_date"]),
            place=told["place"],
        )
        read = [figure.as_record(number) for number, figure in enumerate(figures)]
        gold = _records(path.with_suffix(".claims.jsonl"))
        found.append((gold, read, paired(gold, read)))
    return found


def _pairs() -> list[tuple[dict, dict]]:
    return [pair for _, _, pairs in _all() for pair in pairs]


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_nearly_every_number_is_found_with_value_and_unit() -> None:
    claims = sum(record["claim"] for gold, read, _ in _all() for record in (*gold, *read))
    assert 2 * len(_pairs()) / claims >= 0.975


def test_kinds_and_hedges_are_mostly_read() -> None:
    assert _share([gold["kind"] == read["kind"] for gold, read in _pairs()]) >= 0.94
    assert _share([gold["hedge"] == read["hedge"] for gold, read in _pairs()]) >= 0.98


def test_falls_are_mostly_negative() -> None:
    signed = [(gold, read) for gold, read in _pairs() if gold.get("direction") in ("up", "down")]
    assert _share([(read["value"] < 0) == (gold["value"] < 0) for gold, read in signed]) >= 0.96


def test_subjects_and_times_are_read_where_near_words_tell_them() -> None:
    assert _share([alike(gold["subject"], read["subject"]) >= 0.6 for gold, read in _pairs()]) >= 0.67
    assert _share([days(gold) == days(read) for gold, read in _pairs()]) >= 0.70


def test_what_is_no_claim_is_seldom_taken_for_one() -> None:
    taken = total = 0
    for gold, read, _ in _all():
        spans = [(record["start"], record["end"]) for record in read if record["claim"]]
        others = [record for record in gold if not record["claim"]]
        total += len(others)
        taken += sum(any(start < o["core_end"] and o["core_start"] < end for start, end in spans) for o in others)
    assert taken <= 0.03 * total
