"""Talent housing: 2,236 flats gathered against a task of 1,100, and 427 people with higher degrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.talent_housing import GatheringTask, TalentBuilding, TalentIntake

from ..chance import Journey, pick, split
from ..ground import site, town_of
from ..sheets import Book, Row, Sheet

FLATS = 2236  # published as 2200余套
TASKS = {2021: 300, 2022: 400, 2023: 400}  # three years, 1,100 in all
PEOPLE = 427  # published as 420余人
_BUILDINGS = 17
_WAYS = {
    "built": ("planned", "building", "gathered", "let"),
    "bought": ("planned", "gathered", "let"),
    "leased": ("planned", "gathered", "let"),
    "state": ("planned", "building", "gathered", "let"),
}
_EMPLOYERS = 96


def books(chance: Random) -> list[Book]:
    """Buildings, the city's task by year, and people taken on by employer."""
    buildings = [{"code": f"RC-{n:02}", **row} for n, row in enumerate(_buildings(chance), start=1)]
    people = [{"code": f"YC-{n:03}", **row} for n, row in enumerate(_people(chance), start=1)]
    sheets = [
        Sheet(TalentBuilding, buildings, total=("flats",)),
        Sheet(GatheringTask, list(_tasks())),
        Sheet(TalentIntake, people, total=("people",)),
    ]
    return [Book("区人力资源和社会保障局", "人才公寓与人才引进台账", sheets)]


def _buildings(chance: Random) -> Iterator[Row]:
    for flats in split(chance, FLATS, _BUILDINGS, spread=0.6, least=30):
        source = pick(chance, {"built": 30.0, "bought": 15.0, "leased": 40.0, "state": 15.0})
        days = Journey(_WAYS[source], (20, 60)).within(chance, "gathered")
        yield _building(chance, source, flats, days)
    for name, flats in (("深蓝国际人才交流中心", 260), ("1861蔚蓝人才公寓", 318)):
        days = Journey(("planned", "building"), (30, 60)).within(chance, "building", date(2022, 3, 1))
        yield {**_building(chance, "built", flats, days), "name": name}


def _building(chance: Random, source: str, flats: int, days: dict[str, date]) -> Row:
    where = site(chance)
    return {
        **where,
        "name": f"{town_of(where).bare}人才公寓",
        "source": source,
        "flats": flats,
        "let_flats": round(flats * chance.uniform(0.55, 0.97)) if "let" in days else 0,
        "floor_area": Decimal(flats * chance.randint(48, 75)),
        "monthly_rent": Decimal(chance.randint(8, 22)),
        "due": days["planned"] + timedelta(days=chance.choice((180, 270, 540))),
        "responsible": "区人力资源和社会保障局",
        "stage": list(days)[-1],
        "days": days,
    }


def _tasks() -> Iterator[Row]:
    for year, flats in TASKS.items():
        days = {"issued": date(2021, 3, 15)}
        if year == 2021:
            days |= {"split": date(2021, 4, 12), "met": date(2021, 12, 24), "assessed": date(2022, 1, 21)}
        yield {
            "code": f"RC-RW-{year}",
            "name": f"{year}年人才公寓归集任务",
            "place": "芝罘区",
            "year": year,
            "flats": flats,
            "responsible": "区人力资源和社会保障局",
            "stage": list(days)[-1],
            "days": days,
        }


def _people(chance: Random) -> Iterator[Row]:
    for number, people in enumerate(split(chance, PEOPLE, _EMPLOYERS, spread=0.9), start=1):
        way = Journey(("reported", "recognised", "subsidised"), (10, 60))
        yield _intake(chance, number, people, way.within(chance, "recognised"))
    for number in chance.sample(range(1, _EMPLOYERS), 9):
        yield _intake(chance, number, chance.randint(1, 4), Journey(("reported",)).within(chance, "reported"))


def _intake(chance: Random, number: int, people: int, days: dict[str, date]) -> Row:
    employer = f"用人单位{number:03}（样例）"
    return {
        "subdistrict": site(chance)["subdistrict"],
        "name": f"{employer}人才引进",
        "employer": employer,
        "degree": "doctor" if chance.random() < 0.12 else "master",
        "people": people,
        "responsible": "区人力资源和社会保障局",
        "stage": list(days)[-1],
        "days": days,
    }
