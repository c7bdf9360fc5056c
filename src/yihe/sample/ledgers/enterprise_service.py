"""Visits to 1,648 enterprises and 427 of their problems solved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.enterprise_service import EnterpriseProblem, EnterpriseVisit

from ..chance import Journey, pick
from ..geography import office_of
from ..ground import site
from ..sheets import Book, Row, Sheet

ENTERPRISES = 1648  # published as 1600余家
SOLVED = 427  # published as 400余个
_VISITED_AGAIN = 640
_OPEN = {"raised": 9, "assigned": 16, "answered": 12}
_SECTORS = {"制造业": 24.0, "批发零售": 28.0, "住宿餐饮": 12.0, "信息服务": 12.0, "建筑业": 10.0, "交通物流": 14.0}
_MATTERS = {
    "funding": 26.0, "labour": 20.0, "permit": 15.0, "policy": 14.0, "logistics": 12.0, "land": 8.0, "utilities": 5.0,
}  # fmt: skip


def books(chance: Random) -> list[Book]:
    """Visits and problems as two sheets."""
    homes = [site(chance) for _ in range(ENTERPRISES)]
    visits = [{"code": f"ZF-{n:04}", **row} for n, row in enumerate(_visits(chance, homes), start=1)]
    problems = [{"code": f"QW-{n:03}", **row} for n, row in enumerate(_problems(chance, homes), start=1)]
    sheets = [Sheet(EnterpriseVisit, visits), Sheet(EnterpriseProblem, problems)]
    return [Book("区工业和信息化局", "服务企业专员台账", sheets)]


def _firm(number: int) -> str:
    return f"企业{number + 1:04}（样例）"


def _visits(chance: Random, homes: list[Row]) -> Iterator[Row]:
    again = [chance.randrange(ENTERPRISES) for _ in range(_VISITED_AGAIN)]
    for firm in [*range(ENTERPRISES), *again]:
        days = Journey(("planned", "visited", "reported"), (1, 12)).within(chance, "visited")
        yield _visit(chance, firm, homes[firm], days)
    for firm in again[:23]:
        days = Journey(("planned", "cancelled"), (5, 20)).within(chance, "cancelled")
        yield _visit(chance, firm, homes[firm], days)


def _visit(chance: Random, firm: int, home: Row, days: dict[str, date]) -> Row:
    return {
        **home,
        "name": f"走访{_firm(firm)}",
        "enterprise": _firm(firm),
        "officer": f"专员{firm % 118 + 1:03}",
        "sector": pick(chance, _SECTORS),
        "responsible": office_of(home["subdistrict"]),
        "stage": list(days)[-1],
        "days": days,
    }


def _problems(chance: Random, homes: list[Row]) -> Iterator[Row]:
    way = Journey(("raised", "assigned", "answered", "solved", "confirmed"), (2, 14))
    for _ in range(SOLVED):
        yield _problem(chance, homes, way.within(chance, "solved"))
    for stage, count in _OPEN.items():
        for _ in range(count):
            yield _problem(chance, homes, way.until(stage).within(chance, stage, date(2022, 7, 1)))
    for _ in range(14):
        path = Journey(("raised", "assigned", "answered", "explained"), (4, 20))
        yield _problem(chance, homes, path.within(chance, "explained"))


def _problem(chance: Random, homes: list[Row], days: dict[str, date]) -> Row:
    firm = chance.randrange(ENTERPRISES)
    matter = pick(chance, _MATTERS)
    return {
        **homes[firm],
        "name": f"{_firm(firm)}诉求",
        "enterprise": _firm(firm),
        "matter": matter,
        "due": days["raised"] + timedelta(days=chance.choice((15, 30, 60))),
        "satisfaction": Decimal(chance.randint(86, 100)) if "confirmed" in days else None,
        "responsible": chance.choice(("区工业和信息化局", "区行政审批服务局", "区人力资源和社会保障局", "区财政局")),
        "stage": list(days)[-1],
        "days": days,
    }
