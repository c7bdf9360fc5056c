"""A figure of one thing is held against the record that its sentence names, and against no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from yihe.briefing.report import VerifiedClaim
from yihe.briefing.verify import verify

from .conftest import HOME, RELEASED


@pytest.fixture
def named(add_market: Callable[..., Any]) -> None:
    """Two markets with names that a text may say."""
    for number, name, area in (("M1", "向阳街农贸市场", 3200), ("M2", "东山里农贸市场", 5100)):
        add_market(number, stage="upgraded", day=date(2022, 3, 1), name=name, floor_area=area)


def only_claim(text: str) -> VerifiedClaim:
    (claim,) = verify(text, release_date=RELEASED, place=HOME).claims
    return claim


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("营业面积3200平方米的向阳街农贸市场已开业。", "exact"),
        ("向阳街农贸市场今春重新开业，营业面积约0.32万平方米。", "hedged"),
        ("向阳街农贸市场今春重新开业，营业面积2300平方米。", "off"),
    ],
)
def test_a_quantity_of_a_named_record_is_judged(named: None, text: str, verdict: str) -> None:
    claim = only_claim(text)
    assert claim.verdict == verdict
    assert claim.record is not None and claim.record.code == "M1"
    assert "向阳街农贸市场" in claim.full_why.zh and "向阳街农贸市场" in claim.full_why.en


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "向阳街农贸市场今春重新开业，绿化面积3200平方米。",
        "西郊农贸市场今春重新开业，营业面积3200平方米。",
        "东山里农贸市场、向阳街农贸市场今春重新开业，营业面积3200平方米。",
    ],
)
def test_another_quantity_another_name_or_two_names_are_left_open(named: None, text: str) -> None:
    assert only_claim(text).record is None
