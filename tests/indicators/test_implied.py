"""Shares and ratios that a text implies by quoting their parts, beside the ledger's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from yihe.indicators.implied import implied
from yihe.indicators.spans import Span

pytestmark = pytest.mark.django_db
PARTS = {"markets.upgraded": Decimal(1), "markets.network": Decimal(2)}


def test_two_quoted_parts_imply_their_share_and_one_alone_nothing(add_market: Any) -> None:
    add_market("M1", stage="upgraded")
    add_market("M2")
    (found,) = implied(PARTS, "370602", Span())
    assert (found.indicator.id, found.text, found.ledger, found.agrees) == ("markets.upgraded_share", 50, 50, True)
    assert implied({"markets.upgraded": Decimal(1)}, "370602", Span()) == []


def test_a_ratio_that_the_ledger_does_not_bear_out_is_told(add_market: Any) -> None:
    for code in ("M1", "M2", "M3"):
        add_market(code, stage="upgraded" if code == "M1" else "registered")
    (found,) = implied(PARTS, "370602", Span())
    assert not found.agrees


def test_what_the_ledger_does_not_know_does_not_agree() -> None:
    (found,) = implied(PARTS, "370602", Span())
    assert (found.ledger, found.agrees) == (None, False)
