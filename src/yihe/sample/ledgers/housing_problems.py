"""Stalled projects, resettlement and dangerous houses: 9, 12 with 146,000 m², 7 areas with 341 households."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.housing_problems import DangerousArea, Resettlement, StalledProject

from ..chance import Journey, pick, share_out, split
from ..ground import communities, site
from ..sheets import Book, Row, Sheet

STALLED_BROKEN = 9
UNBLOCKED, RESETTLEMENT_M2 = 12, 146_000
AREAS, AREA_HOUSEHOLDS, AREA_MONEY_WAN = 7, 341, 27_000
_STALLED_WAY = ("listed", "planned", "broken", "resumed", "completed")
_RESETTLEMENT_WAY = ("listed", "unblocked", "started", "completed")
_DANGER_WAY = ("found", "appraised", "emptied", "relieved", "closed")
_CAUSES = {"money": 40.0, "land": 15.0, "law": 20.0, "owner": 15.0, "clearing": 10.0}


def books(chance: Random) -> list[Book]:
    """Three sheets of the housing bureau."""
    sheets = [
        Sheet(StalledProject, _numbered("TZ", _stalled(chance))),
        Sheet(Resettlement, _numbered("AZ", _resettlements(chance)), units={"floor_area": "万平方米"}),
        Sheet(DangerousArea, _numbered("WF", _areas(chance))),
    ]
    return [Book("区住房和城乡建设局", "住房难题台账", sheets)]


def _numbered(prefix: str, rows: Iterator[Row]) -> list[Row]:
    return [{"code": f"{prefix}-{number:02}", **row} for number, row in enumerate(rows, start=1)]


def _standing(days: dict[str, date]) -> Row:
    return {"stage": list(days)[-1], "days": days, "responsible": "区住房和城乡建设局"}


def _stalled(chance: Random) -> Iterator[Row]:
    # The text names one project: 龙海家园, stalled for nearly ten years and started again.
    longhai = next(c for c in communities() if c.bare == "龙海苑")
    yield {
        **_stalled_project(chance, "resumed"),
        **site(chance, longhai),
        "name": "龙海家园",
        "stalled_years": Decimal("9.7"),
    }
    for end in share_out(chance, ["broken", "resumed", "completed"], [3, 4, 1]):
        yield _stalled_project(chance, end)
    for end in share_out(chance, ["listed", "planned", "shelved"], [2, 3, 1]):
        yield _stalled_project(chance, end)


def _stalled_project(chance: Random, end: str) -> Row:
    where = site(chance)
    path = ("listed", "planned", "shelved") if end == "shelved" else _STALLED_WAY[: _STALLED_WAY.index(end) + 1]
    key = "broken" if "broken" in path else end
    last = date(2022, 4, 15) if end != key else date(2022, 9, 7)
    days = Journey(path, (25, 60)).within(chance, key, date(2021, 12, 1), last)
    households = chance.randint(60, 900)
    return {
        **where,
        "name": f"{_bare(where)}停滞项目",
        "cause": pick(chance, _CAUSES),
        "stalled_years": Decimal(chance.randint(31, 88)) / 10,
        "households": households,
        "floor_area": Decimal(households * chance.randint(95, 130)),
        "gap": Decimal(chance.randint(600, 21_000)) * 10_000,
        **_standing(days),
    }


def _resettlements(chance: Random) -> Iterator[Row]:
    ends = share_out(chance, ["unblocked", "started", "completed"], [3, 8, 1])
    started = sum(end != "unblocked" for end in ends)
    areas = iter(split(chance, RESETTLEMENT_M2 // 100, started, spread=0.5, least=40))
    for end in ends:
        area = next(areas) * 100 if end != "unblocked" else chance.randint(60, 190) * 100
        yield _resettlement(chance, end, area)
    for _ in range(3):
        yield _resettlement(chance, "listed", chance.randint(60, 190) * 100)


def _resettlement(chance: Random, end: str, area: int) -> Row:
    where = site(chance)
    path = Journey(_RESETTLEMENT_WAY, (20, 60)).until(end)
    key = "unblocked" if end != "listed" else end
    last = date(2022, 4, 1) if end in ("started", "completed") else date(2022, 9, 7)
    days = path.within(chance, key, date(2021, 12, 1), last)
    families = round(area / chance.randint(85, 110))
    return {
        **where,
        "name": f"{_bare(where)}安置区",
        "families": families,
        "floor_area": Decimal(area),
        "overdue_years": Decimal(chance.randint(15, 92)) / 10,
        "transition_fee": Decimal(families * chance.randint(9, 18)) * 1000,
        "due": date(2022, 6, 30) + timedelta(days=chance.randint(0, 700)),
        **_standing(days),
    }


def _areas(chance: Random) -> Iterator[Row]:
    homes = sorted(split(chance, AREA_HOUSEHOLDS, AREAS, spread=0.5, least=12), reverse=True)
    money = sorted(split(chance, AREA_MONEY_WAN, AREAS, spread=0.4, least=900), reverse=True)
    for number, (households, wan) in enumerate(zip(homes, money, strict=True)):
        days = Journey(_DANGER_WAY, (15, 40)).within(chance, "relieved", date(2021, 12, 1))
        row = _area(chance, households, wan, days)
        yield {**row, **_triangle(chance)} if number == 0 else row
    for end in share_out(chance, ["found", "appraised", "watched"], [2, 2, 1]):
        path = ("found", "appraised", "watched") if end == "watched" else _DANGER_WAY[: _DANGER_WAY.index(end) + 1]
        days = Journey(path, (15, 40)).within(chance, end, date(2022, 4, 6))
        yield _area(chance, chance.randint(8, 60), None, days)


def _triangle(chance: Random) -> Row:
    """Name and position of the area that the text names."""
    town = next(c for c in communities() if c.bare == "毓璜顶西")
    return {**site(chance, town), "name": "毓西路三角地片区"}


def _area(chance: Random, households: int, wan: int | None, days: dict[str, date]) -> Row:
    where = site(chance)
    return {
        **where,
        "name": f"{_bare(where)}危房片区",
        "grade": chance.choice("CDD"),
        "buildings": max(1, round(households / chance.randint(10, 18))),
        "households": households,
        "money": Decimal(wan) * 10_000 if wan else None,
        "due": days["found"] + timedelta(days=chance.choice((120, 180, 240))),
        **_standing(days),
    }


def _bare(where: Row) -> str:
    return next(c.bare for c in communities() if c.code == where["community"])
