"""Farmers' markets: 2 + 5 + 51 + N, ten of them upgraded to the star standard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.markets import Market

from ..chance import LATEST, OPENING, Journey, share_out
from ..ground import Community, communities, site
from ..sheets import Book, Row, Sheet
from ..workdays import any_workday

TIERS = {"wholesale": 2, "district": 5, "neighbourhood": 51, "convenience": 76}
UPGRADED = 10
_RATED = 6
_WAY = ("registered", "designing", "upgrading", "upgraded", "rated")
_SIZES = {"wholesale": 42_000, "district": 7_600, "neighbourhood": 1_900, "convenience": 120}
_NAMES = {
    "wholesale": "农产品批发市场",
    "district": "中心农贸市场",
    "neighbourhood": "农贸市场",
    "convenience": "便民菜店",
}
_AREA_PER_STALL = {"wholesale": 45, "district": 18, "neighbourhood": 15, "convenience": 14}


def books(chance: Random) -> list[Book]:
    """The network as one sheet."""
    rows = [{"code": f"NM-{n:03}", **row} for n, row in enumerate(_rows(chance), start=1)]
    return [Book("区商务局", "农贸市场台账", [Sheet(Market, rows, total=("stalls", "floor_area"))])]


def _rows(chance: Random) -> Iterator[Row]:
    small = TIERS["district"] + TIERS["neighbourhood"]
    ends = share_out(
        chance,
        ["rated", "upgraded", "upgrading", "designing", "registered"],
        [_RATED, UPGRADED - _RATED, 7, 6, small - UPGRADED - 13],
    )
    ends = ["registered"] * TIERS["wholesale"] + ends + ["registered"] * TIERS["convenience"]
    tiers = [tier for tier, count in TIERS.items() for _ in range(count)]
    for tier, end, town in zip(tiers, ends, _towns(chance, len(tiers)), strict=True):
        yield _market(chance, tier, town, _days(chance, end))
    for town in chance.sample(communities(), 2):
        closed = Journey(("registered", "closed"), (200, 400)).within(chance, "closed")
        yield _market(chance, "neighbourhood", town, closed, "（已撤市）")


def _towns(chance: Random, count: int) -> list[Community]:
    """Different communities, so that no two markets share a name."""
    return chance.sample(communities(), count)


def _days(chance: Random, end: str) -> dict[str, date]:
    registered = any_workday(chance, date(2021, 4, 1), date(2021, 6, 30))
    if end == "registered":
        return {"registered": registered}
    key = "upgraded" if end in ("upgraded", "rated") else end
    last = LATEST - timedelta(days=50) if end == "rated" else LATEST
    first = OPENING + timedelta(days=150)
    days = Journey(_WAY, (20, 45)).until(end).within(chance, key, first, last)
    return {**days, "registered": registered}


def _market(chance: Random, tier: str, town: Community, days: dict[str, date], suffix: str = "") -> Row:
    area = round(_SIZES[tier] * chance.uniform(0.6, 1.5))
    return {
        **site(chance, town),
        "name": f"{town.bare}{_NAMES[tier]}{suffix}",
        "tier": tier,
        "stalls": max(1, round(area / _AREA_PER_STALL[tier])),
        "floor_area": Decimal(area),
        "stars": chance.choice((3, 4, 4, 5)) if "rated" in days else None,
        "cost": Decimal(round(area * chance.uniform(0.08, 0.16))) * 10000 if "designing" in days else None,
        "due": days["designing"] + timedelta(days=chance.choice((90, 120, 150))) if "designing" in days else None,
        "responsible": "区商务局",
        "stage": list(days)[-1],
        "days": days,
    }
