"""Newspaper notes, statements and short official texts in words of their own, labelled before the reader saw them.

They were read once as the reader stood (the first readings stand in `unseen/README.md`) and mended on where a rule is
general. News is read worse than reports: the floors keep what is reached.
"""

from functools import cache
from pathlib import Path

from .labelled import Read, alike, days, share, taken_for_claims, texts_of

FOLDER = Path(__file__).parent / "notes"


@cache
def _all() -> list[Read]:
    return texts_of(FOLDER)


def _pairs() -> list[tuple[dict, dict]]:
    return [pair for text in _all() for pair in text.pairs]


def test_the_folder_holds_them_all() -> None:
    assert len(_all()) == 28


def test_nearly_every_number_is_found_with_value_and_unit() -> None:
    claims = sum(record["claim"] for gold, read, _ in _all() for record in (*gold, *read))
    assert 2 * len(_pairs()) / claims >= 0.985


def test_kinds_and_hedges_are_read() -> None:
    assert share([gold["kind"] == read["kind"] for gold, read in _pairs()]) >= 0.97
    assert share([gold["hedge"] == read["hedge"] for gold, read in _pairs()]) >= 0.99


def test_falls_are_negative() -> None:
    signed = [(gold, read) for gold, read in _pairs() if gold.get("direction") in ("up", "down")]
    assert share([(read["value"] < 0) == (gold["value"] < 0) for gold, read in signed]) >= 0.99


def test_subjects_and_times_are_mostly_read() -> None:
    assert share([alike(gold["subject"], read["subject"]) >= 0.6 for gold, read in _pairs()]) >= 0.83
    assert share([days(gold) == days(read) for gold, read in _pairs()]) >= 0.77


def test_what_is_no_claim_is_seldom_taken_for_one() -> None:
    taken, total = taken_for_claims(_all())
    assert taken <= 0.01 * total
