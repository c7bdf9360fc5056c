"""Parking lots: 9,783 new free spaces and 3,515 shared at other hours for a fee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.parking import ParkingLot

from ..chance import LATEST, Journey, pick, split
from ..ground import site
from ..sheets import Book, Row, Sheet

FREE_SPACES = 9783
SHARED_SPACES = 3515
_FREE_LOTS = 286
_SHARED_LOTS = 64
_SHARED_SURVEYED = 17
_FREE_KINDS = {"roadside": 38.0, "corner": 18.0, "cleared": 20.0, "idle": 14.0, "estate": 10.0}
_SHARED_KINDS = {"office": 45.0, "mall": 40.0, "estate": 15.0}
_NAMES = {
    "roadside": "路内泊位",
    "corner": "转角停车点",
    "cleared": "拆违停车场",
    "idle": "临时停车场",
    "estate": "小区停车场",
    "office": "单位院落停车场",
    "mall": "楼宇停车场",
}
_UNDER_WAY = {"surveyed": 24, "designed": 15, "building": 13}


def books(chance: Random) -> list[Book]:
    """Free and shared lots as two sheets."""
    free = [{"code": f"TC-M-{n:03}", **row} for n, row in enumerate(_free(chance), start=1)]
    shared = [{"code": f"TC-G-{n:03}", **row} for n, row in enumerate(_shared(chance), start=1)]
    sheets = [
        Sheet(ParkingLot, free, "停车场（免费车位）", total=("free_spaces",)),
        Sheet(ParkingLot, shared, "停车场（错时共享）", total=("shared_spaces",)),
    ]
    return [Book("区城市管理局", "停车资源盘活台账", sheets)]


def _free(chance: Random) -> Iterator[Row]:
    way = Journey(("surveyed", "designed", "building", "opened"), (6, 30))
    for spaces in split(chance, FREE_SPACES, _FREE_LOTS, spread=0.85, least=4):
        yield _lot(chance, pick(chance, _FREE_KINDS), way.within(chance, "opened"), free_spaces=spaces)
    for stage, count in _UNDER_WAY.items():
        for _ in range(count):
            days = way.until(stage).within(chance, stage, date(2022, 6, 1))
            yield _lot(chance, pick(chance, _FREE_KINDS), days, free_spaces=chance.randint(6, 90))


def _shared(chance: Random) -> Iterator[Row]:
    way = Journey(("surveyed", "opened"), (10, 60))
    for spaces in split(chance, SHARED_SPACES, _SHARED_LOTS, spread=0.7, least=8):
        row = _lot(chance, pick(chance, _SHARED_KINDS), way.within(chance, "opened"), shared_spaces=spaces)
        hours = chance.choice(("18:00—次日7:30", "17:30—次日8:00", "19:00—次日7:00及节假日全天"))
        yield {**row, "shared_hours": hours, "fee": Decimal(chance.choice(("1", "1.5", "2")))}
    for _ in range(_SHARED_SURVEYED):
        days = way.until("surveyed").within(chance, "surveyed", date(2022, 7, 1))
        yield _lot(chance, pick(chance, _SHARED_KINDS), days, shared_spaces=chance.randint(8, 120))


def _lot(chance: Random, kind: str, days: dict[str, date], **spaces: int) -> Row:
    where = site(chance)
    opened = "opened" in days
    cost = Decimal(round(sum(spaces.values()) * chance.uniform(0.08, 0.4) * 100)) * 100
    due = days["surveyed"] + timedelta(days=chance.choice((60, 90, 120)))
    return {
        **where,
        "name": f"{where['address'].removesuffix('附近')}{_NAMES[kind]}",
        "lot_kind": kind,
        "free_spaces": 0,
        "shared_spaces": 0,
        **spaces,
        "used_share": Decimal(chance.randint(380, 985)) / 10 if opened else None,
        "cost": cost,
        "due": min(due, LATEST + timedelta(days=90)),
        "responsible": "区停车运营公司" if kind in _SHARED_KINDS else "公安交警芝罘大队",
        "stage": list(days)[-1],
        "days": days,
    }
