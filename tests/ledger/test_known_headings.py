"""Headings that a clerk explained once are understood from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yihe.ledger.models import KnownHeading
from yihe.ledger.sheets.loading import Options, Rejected, load, preview
from yihe.programmes.markets import Market

from .workbooks import MARKET_HEADER, MARKET_ROWS, market_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
HEADER = ["营业场所" if h == "名称" else h for h in MARKET_HEADER] + ["摊主星座"]
ROWS = [[*row, "狮子座"] for row in MARKET_ROWS]
SAID = {"营业场所": "名称", "摊主星座": ""}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return market_book(tmp_path / "m.xlsx", ROWS, HEADER)


def test_a_heading_said_to_be_a_field_is_read_as_that_field_and_remembered(book: Path, clerk: Any) -> None:
    with pytest.raises(Rejected):
        load([book], actor=clerk)
    load([book], actor=clerk, options=Options(mappings=SAID))
    assert Market.objects.get(code="M1").name == "友谊市场"
    known = {k.heading: (k.kind, k.field, k.actor) for k in KnownHeading.objects.all()}
    assert known == {"营业场所": ("market", "name", clerk), "摊主星座": ("market", "", clerk)}


def test_a_remembered_heading_needs_no_saying_again(book: Path, clerk: Any) -> None:
    load([book], actor=clerk, options=Options(mappings=SAID))
    again = load([book], actor=clerk)
    assert (again.changed, again.unchanged) == (0, 2)
    load([book], actor=clerk, options=Options(mappings=SAID))
    assert KnownHeading.objects.count() == 2


def test_what_is_said_later_holds_and_the_earlier_stays_on_record(book: Path, clerk: Any) -> None:
    load([book], actor=clerk, options=Options(mappings=SAID))
    load([book], actor=clerk, options=Options(mappings={"营业场所": "地址"}))
    assert Market.objects.get(code="M1").address == "友谊市场"
    assert [k.field for k in KnownHeading.objects.filter(heading="营业场所")] == ["name", "address"]


def test_a_preview_or_a_refused_load_remembers_nothing(book: Path, tmp_path: Path, clerk: Any) -> None:
    preview([book], actor=clerk, options=Options(mappings=SAID))
    bad = market_book(tmp_path / "b.xlsx", [[*ROWS[0][:4], "五级", *ROWS[0][5:]]], HEADER)
    with pytest.raises(Rejected):
        load([bad], actor=clerk, options=Options(mappings=SAID))
    assert not KnownHeading.objects.exists()


@pytest.mark.parametrize(("said", "cell"), [({"营业场所": "星座"}, "C2"), ({"不存在的列": "名称"}, "")])
def test_a_mapping_that_cannot_be_is_refused_in_both_languages(
    book: Path, clerk: Any, said: dict[str, str], cell: str
) -> None:
    with pytest.raises(Rejected) as caught:
        load([book], actor=clerk, options=Options(mappings=said, ignore_unmatched=True))
    (problem,) = caught.value.preview.problems
    assert problem.cell == cell and problem.message.zh and problem.message.en
