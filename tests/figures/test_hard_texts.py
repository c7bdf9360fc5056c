"""Texts written to be hard: owners clauses back, quotes, chains of parts, times that only the sense tells.

Sixteen texts in words of their own, about places that do not exist, labelled by who had not seen the reader. They are
not read well; the floors keep what is reached.
"""

from functools import cache
from pathlib import Path

from .labelled import Read, alike, days, share, taken_for_claims, texts_of

FOLDER = Path(__file__).parent / "hard"


@cache
def _all() -> list[Read]:
    return texts_of(FOLDER)


def _pairs() -> list[tuple[dict, dict]]:
    return [pair for text in _all() for pair in text.pairs]


def test_nearly_every_number_is_found_with_value_and_unit() -> None:
    claims = sum(record["claim"] for gold, read, _ in _all() for record in (*gold, *read))
    assert 2 * len(_pairs()) / claims >= 0.975


def test_kinds_and_hedges_are_mostly_read() -> None:
    assert share([gold["kind"] == read["kind"] for gold, read in _pairs()]) >= 0.94
    assert share([gold["hedge"] == read["hedge"] for gold, read in _pairs()]) >= 0.98


def test_falls_are_mostly_negative() -> None:
    signed = [(gold, read) for gold, read in _pairs() if gold.get("direction") in ("up", "down")]
    assert share([(read["value"] < 0) == (gold["value"] < 0) for gold, read in signed]) >= 0.96


def test_subjects_and_times_are_read_where_near_words_tell_them() -> None:
    assert share([alike(gold["subject"], read["subject"]) >= 0.6 for gold, read in _pairs()]) >= 0.67
    assert share([days(gold) == days(read) for gold, read in _pairs()]) >= 0.70


def test_what_is_no_claim_is_seldom_taken_for_one() -> None:
    taken, total = taken_for_claims(_all())
    assert taken <= 0.03 * total
