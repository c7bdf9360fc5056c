"""Back lanes: all but the disputed ones handed over to companies of the district."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from yihe.programmes.streets import Lane

from ..chance import Journey, pick, share_out
from ..ground import communities, road_near, site
from ..sheets import Book, Row, Sheet

_STAGES = {"handed_over": 96, "serviced": 214, "assessed": 472, "standard_set": 17, "disputed": 9}
_WAY = ("surveyed", "standard_set", "handed_over", "serviced", "assessed")
_LEVELS = {"first": 22.0, "second": 48.0, "third": 30.0}
_TIMES = {"first": 1.35, "second": 1.0, "third": 0.7}


def books(chance: Random) -> list[Book]:
    """One sheet of all lanes."""
    rows = [{"code": f"JX-{n:04}", **row} for n, row in enumerate(_rows(chance), start=1)]
    return [Book("区城市管理局", "背街小巷台账", [Sheet(Lane, rows, total=("length",))])]


def _rows(chance: Random) -> Iterator[Row]:
    for number, end in enumerate(share_out(chance, list(_STAGES), list(_STAGES.values()))):
        path = ("surveyed", "standard_set", "disputed") if end == "disputed" else _WAY[: _WAY.index(end) + 1]
        key = "handed_over" if "handed_over" in path else end
        last = date(2022, 6, 30) if end != key else date(2022, 9, 7)
        days = Journey(path, (8, 25)).within(chance, key, date(2022, 1, 4), last)
        yield _lane(chance, number, days)


def _lane(chance: Random, number: int, days: dict[str, date]) -> Row:
    town = communities()[number % len(communities())]
    where = site(chance, town)
    length = round(min(chance.lognormvariate(5.6, 0.6), 2400))
    width = Decimal(chance.randint(22, 90)) / 10
    swept = (length * width).quantize(Decimal(1))
    level = pick(chance, _LEVELS)
    return {
        **where,
        "name": f"{town.bare}{road_near(where['lon'], where['lat'])}{number // len(communities()) + 1}巷",
        "length": Decimal(length),
        "width": width,
        "swept_area": swept,
        "green_area": Decimal(round(length * chance.uniform(0, 1.8))),
        "level": level,
        "company": "区环境卫生公司" if "handed_over" in days else None,
        "workers": max(1, round(float(swept) / 4200 * _TIMES[level])),
        "cost": Decimal(round(float(swept) * 9.5 * _TIMES[level])),
        "score": Decimal(chance.randint(785, 985)) / 10 if "serviced" in days else None,
        "lamps_missing": chance.random() < 0.07,
        "due": date(2022, 6, 30),
        "responsible": "区环境卫生公司" if "handed_over" in days else "区城市管理局",
        "stage": list(days)[-1],
        "days": days,
    }
