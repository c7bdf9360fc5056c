"""Bond projects and issues: 52 in the national library with 133.56 billion yuan; an issue of 2 billion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.bonds import BondIssue, BondProject

from ..chance import LATEST, OPENING, Journey, pick, share_out, split
from ..ground import site, town_of
from ..sheets import Book, Row, Sheet

IN_LIBRARY = 52
IN_LIBRARY_WAN = 13_356_000
_WAY = ("conceived", "preparing", "packaged", "in_library", "approved", "issued")
_UNFINISHED = {"conceived": 6, "preparing": 7, "packaged": 4}
_NAMES = {
    "transport": ["停车设施建设项目", "滨海交通改善工程"],
    "utilities": ["雨污管网改造项目", "产业园区配套工程"],
    "housing": ["老旧小区改造项目", "棚户区改造项目"],
    "social": ["学校建设项目", "医疗卫生服务能力提升项目"],
    "ecology": ["河道生态修复项目", "海岸带整治项目"],
    "logistics": ["冷链物流园项目"],
}
_FIELDS = {
    "transport": 8.0,
    "utilities": 16.0,
    "housing": 14.0,
    "social": 7.0,
    "ecology": 5.0,
    "logistics": 2.0,
}
_ISSUES = [
    # year, number, amount (万元), tenor, rate, registered, issued
    (2021, 1, 100_000, 3, "4.28", date(2021, 3, 30), date(2021, 6, 18)),
    (2022, 1, 150_000, 3, "3.65", date(2021, 12, 20), date(2022, 3, 24)),
    (2022, 2, 200_000, 5, "3.18", date(2022, 4, 22), date(2022, 7, 28)),
]


def books(chance: Random) -> list[Book]:
    """Projects and issues as two sheets of one workbook."""
    projects = [{"code": f"ZQ-{n:03}", **row} for n, row in enumerate(_projects(chance), start=1)]
    units = {"total_investment": "亿元"}
    sheets = [
        Sheet(BondProject, projects, units=units),
        Sheet(BondIssue, list(_issues()), units={"amount": "亿元"}),
    ]
    return [Book("区财政局", "债券项目台账", sheets)]


def _projects(chance: Random) -> Iterator[Row]:
    ends = share_out(chance, ["in_library", "approved", "issued"], [31, 13, 8])
    amounts = split(chance, IN_LIBRARY_WAN, IN_LIBRARY, spread=0.8, least=12_000)
    for end, amount in zip(ends, amounts, strict=True):
        first = OPENING + timedelta(days=30)
        last = LATEST - timedelta(days=100) if end != "in_library" else LATEST
        days = Journey(_WAY, (15, 45)).until(end).within(chance, "in_library", first, last)
        yield _project(chance, amount, days)
    for stage, count in _UNFINISHED.items():
        for _ in range(count):
            days = Journey(_WAY, (15, 45)).until(stage).within(chance, stage, date(2022, 5, 5))
            yield _project(chance, round(chance.lognormvariate(11.8, 0.7)) + 12_000, days)
    for amount in (84_000, 51_500):
        path = Journey(("conceived", "preparing", "packaged", "removed"), (20, 50))
        yield _project(chance, amount, path.within(chance, "removed"))


def _project(chance: Random, amount: int, days: dict[str, date]) -> Row:
    where = site(chance)
    field = pick(chance, _FIELDS)
    town = town_of(where)
    demand = round(amount * chance.uniform(0.45, 0.75))
    service = round(demand * chance.uniform(1.45, 1.7))
    return {
        **where,
        "name": f"{town.bare}{chance.choice(_NAMES[field])}",
        "field": field,
        "total_investment": Decimal(amount) * 10000,
        "bond_demand": Decimal(demand) * 10000,
        "own_capital": Decimal(round(amount * chance.uniform(0.2, 0.35))) * 10000,
        "income": Decimal(round(service * max(1.02, chance.gauss(1.42, 0.16)))) * 10000,
        "debt_service": Decimal(service) * 10000,
        "papers_missing": 0 if "approved" in days else chance.randint(0, 5),
        "builder": "芝罘区财金集团" if chance.random() < 0.4 else "区城市更新建设公司",
        "responsible": "区财政局",
        "stage": list(days)[-1],
        "days": days,
    }


def _issues() -> Iterator[Row]:
    for year, number, amount, tenor, rate, registered, issued in _ISSUES:
        yield {
            "code": f"FX-{year}-{number:02}",
            "name": f"芝罘区财金集团{year}年第{'一二三'[number - 1]}期债券",
            "place": "芝罘区",
            "issuer": "芝罘区财金集团",
            "year": year,
            "number": number,
            "amount": Decimal(amount) * 10000,
            "tenor": tenor,
            "rate": Decimal(rate),
            "responsible": "芝罘区财金集团",
            "stage": "issued",
            "days": {"registered": registered, "issued": issued},
        }
