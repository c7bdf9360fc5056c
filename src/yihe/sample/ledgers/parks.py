"""Industrial parks: two provincial ones being improved, and data services with 2,960 graduates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from yihe.programmes.parks import Park, ParkProject

from ..chance import Journey, pick
from ..ground import communities, site
from ..sheets import Book, Row, Sheet

GRADUATES = 2960  # published as 近3000名
OUTPUT_WAN = 12_000
_PARKS = [
    # name, community, level, stage, area in hectares, firms, tax in 万元, score
    ("只楚省级园区", "楚毓", "province", "improving", 620, 412, 38_600, "83.5"),
    ("卧龙省级园区", "卧龙", "province", "improving", 540, 356, 31_200, "81.0"),
    ("幸福滨海产业园", "幸福", "city", "planned", 210, 128, 9_400, "72.5"),
]
_NAMES = {
    "software": "软件信息项目",
    "precision": "精密制造项目",
    "food": "食品加工项目",
    "medical": "医疗器械项目",
}


def books(chance: Random) -> list[Book]:
    """Parks and the projects in them."""
    projects = [{"code": f"YQ-X-{n:03}", **row} for n, row in enumerate(_projects(chance), start=1)]
    sheets = [Sheet(Park, list(_parks(chance)), units={"area": "公顷"}), Sheet(ParkProject, projects)]
    return [Book("区工业和信息化局", "园区台账", sheets)]


def _parks(chance: Random) -> Iterator[Row]:
    by_name = {c.bare: c for c in communities()}
    for number, (name, community, level, stage, hectares, firms, tax, score) in enumerate(_PARKS, start=1):
        days = Journey(("compared", "planned", "improving"), (20, 45)).until(stage)
        yield {
            "code": f"YQ-{number:02}",
            "name": name,
            **site(chance, by_name[community]),
            "level": level,
            "area": Decimal(hectares) * 10_000,
            "firms": firms,
            "tax": Decimal(tax) * 10_000,
            "score": Decimal(score),
            "responsible": "区工业和信息化局",
            "stage": stage,
            "days": days.within(chance, stage, date(2022, 2, 14), date(2022, 5, 31)),
        }


def _projects(chance: Random) -> Iterator[Row]:
    yield _data_services(chance)
    for _ in range(38):
        way = Journey(("attracted", "fitting", "running", "subsidised"), (20, 60))
        end = pick(chance, {"attracted": 15.0, "fitting": 20.0, "running": 45.0, "subsidised": 20.0})
        yield _project(chance, way.until(end).within(chance, end))


def _data_services(chance: Random) -> Row:
    """The project the text names; in operation since March."""
    days = {"attracted": date(2021, 11, 12), "fitting": date(2021, 12, 20), "running": date(2022, 3, 1)}
    return {
        **_project(chance, days),
        "name": "抖音集团AI数据服务生态产业园项目",
        "park": _PARKS[0][0],
        "industry": "data",
        "jobs": 3120,
        "graduates": GRADUATES,
        "output": Decimal(OUTPUT_WAN) * 10_000,
        "floor_area": Decimal(26_400),
    }


def _project(chance: Random, days: dict[str, date]) -> Row:
    where = site(chance)
    industry = chance.choice(list(_NAMES))
    jobs = round(chance.lognormvariate(3.9, 0.8))
    running = "running" in days
    return {
        **where,
        "name": f"{next(c.bare for c in communities() if c.code == where['community'])}{_NAMES[industry]}",
        "park": chance.choice([name for name, *_ in _PARKS]),
        "industry": industry,
        "jobs": jobs,
        "graduates": round(jobs * chance.uniform(0.1, 0.45)),
        "output": Decimal(round(jobs * chance.uniform(12, 48))) * 10_000 if running else None,
        "floor_area": Decimal(jobs * chance.randint(12, 40)),
        "responsible": "区工业和信息化局",
        "stage": list(days)[-1],
        "days": days,
    }
