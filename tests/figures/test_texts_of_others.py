"""Whole texts in words of our own, about places that do not exist, labelled by others before the reader saw them.

`hard` was written to be hard: owners clauses back, quotes, chains, times that only the sense tells. `notes` holds
newspaper notes, statements, chapters of reports and bulletins as they are usually written. Both were read once as the
reader stood (the first readings stand in `unseen/README.md`) and mended on where a rule is general; `latest`, five
reports, five statements and five notes, has hardly been mended on. News is read worse
than reports; the floors keep what is reached.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from .labelled import Read, alike, days, share, taken_for_claims, texts_of


class Floors(NamedTuple):
    """The least share that is read right, of each field; the greatest of non-claims that are taken for claims."""

    texts: int
    strict: float
    kind: float
    hedge: float
    sign: float
    subject: float
    period: float
    taken: float


FLOORS = {
    "hard": Floors(16, 0.98, 0.96, 0.99, 0.975, 0.70, 0.72, 0.03),
    "notes": Floors(40, 0.985, 0.97, 0.99, 0.985, 0.85, 0.79, 0.01),
    "latest": Floors(15, 0.97, 0.91, 0.99, 0.97, 0.73, 0.65, 0.01),
}


@cache
def _texts(folder: str) -> list[Read]:
    return texts_of(Path(__file__).parent / folder)


@pytest.fixture(params=FLOORS)
def texts(request: pytest.FixtureRequest) -> list[Read]:
    return _texts(request.param)


@pytest.fixture
def floors(texts: list[Read]) -> Floors:
    return next(floors for folder, floors in FLOORS.items() if _texts(folder) is texts)


@pytest.fixture
def pairs(texts: list[Read]) -> list[tuple[dict, dict]]:
    return [pair for text in texts for pair in text.pairs]


def test_nearly_every_number_is_found_with_value_and_unit(texts: list[Read], pairs: list, floors: Floors) -> None:
    claims = sum(record["claim"] for gold, read, _ in texts for record in (*gold, *read))
    assert len(texts) == floors.texts
    assert 2 * len(pairs) / claims >= floors.strict


def test_kinds_and_hedges_are_mostly_read(pairs: list[tuple[dict, dict]], floors: Floors) -> None:
    assert share([gold["kind"] == read["kind"] for gold, read in pairs]) >= floors.kind
    assert share([gold["hedge"] == read["hedge"] for gold, read in pairs]) >= floors.hedge


def test_falls_are_mostly_negative(pairs: list[tuple[dict, dict]], floors: Floors) -> None:
    signed = [(gold, read) for gold, read in pairs if gold.get("direction") in ("up", "down")]
    assert share([(read["value"] < 0) == (gold["value"] < 0) for gold, read in signed]) >= floors.sign


def test_subjects_and_times_are_read_where_words_tell_them(pairs: list[tuple[dict, dict]], floors: Floors) -> None:
    assert share([alike(gold["subject"], read["subject"]) >= 0.6 for gold, read in pairs]) >= floors.subject
    assert share([days(gold) == days(read) for gold, read in pairs]) >= floors.period


def test_what_is_no_claim_is_seldom_taken_for_one(texts: list[Read], floors: Floors) -> None:
    taken, total = taken_for_claims(texts)
    assert taken <= floors.taken * total
