"""Columns of the ledger: brought up to date by what changed, kept for the next process, never of another ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from yihe.bench.orm_figures import figures
from yihe.indicators import columns, kept
from yihe.indicators.engine import evaluate, store
from yihe.indicators.register import indicators, select
from yihe.indicators.spans import Span
from yihe.ledger import actions
from yihe.programmes import markets

HOME = "370602"
ASKED = [markets.network, markets.upgraded, markets.floor_area, markets.upgrading]


def values(span: Span = Span()) -> list[Any]:  # noqa: B008
    found = evaluate(ASKED, [HOME, "370602001"], span)
    return [found[i.id, place].value for i in ASKED for place in (HOME, "370602001")]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Which records of which kinds were read from the ledger; None for a whole kind."""
    seen: list[Any] = []
    read = columns.read_rows

    def noting(kind: Any, names: Any, as_of: Any, ids: Any = None) -> Any:
        seen.append(ids)
        return read(kind, names, as_of, ids)

    monkeypatch.setattr(columns, "read_rows", noting)
    return seen


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Path:
    """However small a kind, it is kept, in a folder of this test."""
    monkeypatch.setattr(kept, "WORTH_KEEPING", 0)
    settings.HOME = tmp_path
    return tmp_path / "columns"


@pytest.mark.django_db
def test_after_a_change_only_the_changed_records_are_read_again(add_market: Any, clerk: Any, reads: list[Any]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("elsewhere numbers of history become visible out of order: the whole kind is read")
    first, second = add_market("M1", floor_area=10), add_market("M2", floor_area=20)
    add_market("M3", floor_area=40)
    assert values()[4] == 70
    first = actions.edit(first, {"floor_area": 11}, version=1, actor=clerk)
    actions.move(first, "designing", business_date=date(2022, 2, 1), version=2, actor=clerk)
    actions.delete(second, version=1, actor=clerk, reason="重复")
    patched, reread = values(), list(reads)
    store.cache_clear()
    assert patched == values()
    assert patched[4] == 51
    assert reread == [None, [first.pk, second.pk]]


@pytest.mark.django_db
def test_where_a_record_stood_follows_a_correction(add_market: Any, clerk: Any) -> None:
    market = add_market("M1")
    before = Span(None, date(2022, 3, 1))
    assert values(before)[6] == 0
    actions.move(market, "designing", business_date=date(2022, 2, 1), version=1, actor=clerk)
    assert values(before)[6] == 1
    assert values(Span(None, date(2022, 1, 20)))[6] == 0


@pytest.mark.django_db(transaction=True)
def test_a_new_process_finds_the_columns_kept_and_brings_them_up(
    keeping: Path, add_market: Any, clerk: Any, reads: list[Any]
) -> None:
    add_market("M1", floor_area=10)
    assert values()[4] == 10
    assert {path.suffix for path in keeping.rglob("market*")} == {".json", ".parquet"}
    store.cache_clear()
    assert values()[4] == 10
    assert reads == [None]
    added = add_market("M2", floor_area=5)
    store.cache_clear()
    assert values()[4] == 15
    assert reads[1:] == ([[added.pk]] if connection.vendor == "sqlite" else [None])


@pytest.mark.django_db(transaction=True)
def test_what_a_preview_sees_is_not_kept(keeping: Path, add_market: Any) -> None:
    with transaction.atomic():
        add_market("M1", floor_area=10)
        assert values()[4] == 10
        transaction.set_rollback(True)
    assert not list(keeping.rglob("market*"))
    assert values()[4] == 0


@pytest.mark.django_db(transaction=True)
def test_columns_of_another_history_with_the_same_numbers_are_not_used(
    keeping: Path, add_market: Any, reads: list[Any]
) -> None:
    market = add_market("M1", floor_area=10)
    values()
    # As after a restored backup: the same numbers of history, at another moment, with another content.
    type(market).objects.filter(pk=market.pk).update(floor_area=99)
    newest = market.history.first()
    type(newest).objects.filter(pk=newest.pk).update(history_date=newest.history_date.replace(year=2021))
    store.cache_clear()
    assert values()[4] == 99
    assert reads == [None, None]


@pytest.mark.django_db(transaction=True)
def test_a_damaged_file_only_costs_time(keeping: Path, add_market: Any) -> None:
    add_market("M1", floor_area=10)
    values()
    for path in keeping.rglob("*.parquet"):
        path.write_bytes(b"PAR1 torn")
    store.cache_clear()
    assert values()[4] == 10


@pytest.mark.django_db
def test_the_orm_comes_to_the_same_figures(add_market: Any) -> None:
    add_market("M1", stage="rated", day=date(2022, 3, 1), floor_area=100, stars=4, due=date(2022, 2, 1))
    add_market("M2", stage="upgrading", day=date(2022, 5, 1), place="370602002", floor_area=7, due=date(2022, 4, 1))
    add_market("M3", stage="designing", day=date(2022, 8, 1), cost=5, tier="wholesale")
    places, span = [HOME, "370602001", "370602002"], Span(None, date(2022, 6, 30))
    asked = select("markets")
    ours = evaluate(asked, places, span)
    theirs = figures(asked, places, span)
    assert len(theirs) >= 0.8 * len(asked) * len(places)
    assert {key: ours[key].value for key in theirs} == {key: pytest.approx(v) for key, v in theirs.items()}


@pytest.mark.django_db
def test_the_orm_can_say_most_indicators() -> None:
    theirs = figures(indicators(), [HOME], Span(None, date(2022, 9, 8)))
    assert len(theirs) >= 0.9 * len(indicators())
