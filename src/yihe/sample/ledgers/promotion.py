"""Pitched renewal projects: 15 of three classes with 83.7 billion yuan in the first batch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from yihe.programmes.promotion import PitchedProject

from ..chance import Journey, share_out, split
from ..ground import site, town_of
from ..sheets import Book, Row, Sheet

FIRST_BATCH = 15
FIRST_BATCH_WAN = 8_370_000
_PITCHED = date(2022, 3, 18)
_SECOND_BATCH = 6
_NAMES = {
    "area": ["片区综合开发项目", "老城保护与更新项目"],
    "industry": ["都市产业园项目", "滨海商务区项目"],
    "public": ["滨海步道与公园项目", "公共停车与管网项目"],
}
_WAY = ("conceived", "packaged", "pitched", "negotiating", "signed", "landed")


def books(chance: Random) -> list[Book]:
    """One workbook with both batches."""
    rows = [{"code": f"TJ-{n:03}", **row} for n, row in enumerate(_rows(chance), start=1)]
    units = {"total_investment": "亿元", "land_area": "亩", "floor_area": "万平方米"}
    return [Book("区投资促进中心", "城市更新推介项目", [Sheet(PitchedProject, rows, units=units)])]


def _rows(chance: Random) -> Iterator[Row]:
    categories = share_out(chance, ["area", "industry", "public"], [7, 5, 3])
    ends = share_out(chance, ["pitched", "negotiating", "signed", "landed"], [3, 4, 5, 3])
    amounts = split(chance, FIRST_BATCH_WAN, FIRST_BATCH, spread=0.6, least=60_000)
    for category, end, amount in zip(categories, ends, amounts, strict=True):
        days = Journey(_WAY, (20, 38)).until(end).around(chance, "pitched", _PITCHED)
        yield _project(chance, 1, category, amount, days)
    for amount in split(chance, 2_150_000, _SECOND_BATCH, spread=0.5, least=60_000):
        days = Journey(_WAY).until("packaged").within(chance, "packaged", date(2022, 7, 1))
        yield _project(chance, 2, chance.choice(list(_NAMES)), amount, days)


def _project(chance: Random, batch: int, category: str, amount: int, days: dict[str, date]) -> Row:
    where = site(chance)
    town = town_of(where)
    mu = chance.randint(60, 1200)
    return {
        **where,
        "name": f"{town.bare}{chance.choice(_NAMES[category])}",
        "category": category,
        "batch": batch,
        "total_investment": Decimal(amount) * 10000,
        # Whole thirds of a mu are whole square metres: 3 mu are 2,000 m².
        "land_area": Decimal(mu // 3 * 3) / 3 * 2000,
        "floor_area": Decimal(mu * 8) * 100,
        "expected_return": Decimal(chance.randint(32, 94)) / 10,
        "investor": "意向投资方（样例）" if "negotiating" in days else "",
        "responsible": "区投资促进中心",
        "stage": list(days)[-1],
        "days": days,
    }
