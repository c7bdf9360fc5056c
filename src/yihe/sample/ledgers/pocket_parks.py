"""Pocket parks: 20 made, nine more on their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.pocket_parks import PocketPark

from ..chance import Journey, pick, share_out
from ..ground import Community, communities, site
from ..sheets import Book, Row, Sheet

BUILT = 20
_WAY = ("found", "designed", "building", "completed", "kept")
_SOURCES = {"cleared": 40.0, "idle": 28.0, "corner": 24.0, "waterside": 8.0}


def books(chance: Random) -> list[Book]:
    """One sheet of the urban management bureau."""
    rows = [{"code": f"KD-{n:02}", **row} for n, row in enumerate(_rows(chance), start=1)]
    return [Book("区城市管理局", "口袋公园台账", [Sheet(PocketPark, rows, total=("area",))])]


def _rows(chance: Random) -> Iterator[Row]:
    ends = share_out(chance, ["found", "designed", "building"], [3, 3, 3])
    towns = chance.sample(communities(), BUILT + len(ends))
    for town in towns[:BUILT]:
        days = Journey(_WAY, (10, 35)).within(chance, "completed", date(2021, 12, 1))
        yield _park(chance, town, days)
    for town, end in zip(towns[BUILT:], ends, strict=True):
        yield _park(chance, town, Journey(_WAY, (10, 35)).until(end).within(chance, end, date(2022, 6, 1)))


def _park(chance: Random, town: Community, days: dict[str, date]) -> Row:
    area = round(min(chance.lognormvariate(7.4, 0.6), 9800))
    return {
        **site(chance, town),
        "name": f"{town.bare}口袋公园",
        "land_source": pick(chance, _SOURCES),
        "area": Decimal(area),
        "green_area": Decimal(round(area * chance.uniform(0.55, 0.78))),
        "facilities": chance.randint(3, 24),
        "cost": Decimal(round(area * chance.uniform(0.035, 0.07))) * 10_000,
        "served": chance.randint(1800, 9600),
        "due": days["found"] + timedelta(days=chance.choice((90, 120, 180))),
        "responsible": "区城市管理局",
        "stage": list(days)[-1],
        "days": days,
    }
