"""Bins and transfer stations: a bin every few doors, each with a person who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.sanitation import BinGrid, CollectionShift, TransferStation, WasteBin

from ..chance import LATEST, Journey, pick
from ..geography import office_of
from ..ground import Community, communities, site
from ..sheets import Book, Row, Sheet
from ..workdays import workday_up_to

BINS_PER_COMMUNITY = (18, 42)
BINS_PER_GRID = 8
STATIONS = 23
SHIFT_DAYS = 14
_SHIFTS = {"early": 0.45, "middle": 0.25, "night": 0.30}
_WAY = ("coded", "placed", "assigned", "sensed")
_STAGES = {"assigned": 82.0, "sensed": 12.0, "placed": 4.0, "broken": 1.4, "removed": 0.6}
_WASTE = {"residual": 55.0, "food": 22.0, "recyclable": 18.0, "hazardous": 5.0}
_NAMES = {"residual": "其他垃圾桶", "food": "厨余垃圾桶", "recyclable": "可回收物桶", "hazardous": "有害垃圾桶"}


def books(chance: Random) -> list[Book]:
    """Bins and stations of the urban management bureau."""
    bins = [{"code": f"LJT-{n:05}", **row} for n, row in enumerate(_bins(chance), start=1)]
    stations = [{"code": f"ZYZ-{n:02}", **row} for n, row in enumerate(_stations(chance), start=1)]
    grids = list(_grids(chance, bins))
    sheets = [Sheet(BinGrid, grids), Sheet(WasteBin, bins), Sheet(TransferStation, stations)]
    shifts = Sheet(CollectionShift, list(_shifts(chance, stations)))
    return [Book("区城市管理局", "垃圾收转运台账", sheets), Book("区环境卫生公司", "收运班次台账", [shifts])]


def _bins(chance: Random) -> Iterator[Row]:
    for town in communities():
        for number in range(chance.randint(*BINS_PER_COMMUNITY)):
            yield _bin(chance, town, number)


def _bin(chance: Random, town: Community, number: int) -> Row:
    stage = pick(chance, _STAGES)
    path = (*_WAY[:3], stage) if stage in ("broken", "removed") else _WAY[: _WAY.index(stage) + 1]
    days = Journey(path, (2, 20)).within(chance, stage)
    waste = pick(chance, _WASTE)
    overflows = min(30, int(chance.expovariate(0.9))) if stage != "removed" else 0
    return {
        **site(chance, town),
        "name": f"{town.bare}{_NAMES[waste]}{number + 1:02}",
        "waste": waste,
        "volume": Decimal(chance.choice((120, 240, 240, 240, 660))),
        "grid": f"WG-{town.code[6:]}-{number // BINS_PER_GRID + 1}",
        "answerable": f"{town.bare}网格员{number // BINS_PER_GRID + 1:02}",
        "rounds": 2,
        "overflows": overflows,
        "minutes_to_clear": Decimal(max(8, round(chance.lognormvariate(3.6, 0.5)))),
        "responsible": office_of(town.subdistrict),
        "stage": stage,
        "days": days,
    }


def _grids(chance: Random, bins: list[Row]) -> Iterator[Row]:
    """A grid for every eight bins of a community; its person answers for them."""
    first = {row["grid"]: row for row in reversed(bins)}
    for code, row in sorted(first.items()):
        stage = pick(chance, {"patrolled": 40.0, "assessed": 56.0, "staffed": 4.0})
        days = Journey(("drawn", "staffed", "patrolled", "assessed"), (5, 20)).until(stage).within(chance, stage)
        yield {
            **{key: row[key] for key in ("subdistrict", "community")},
            "code": code,
            "name": f"{row['answerable']}包保网格",
            "answerable": row["answerable"],
            "patrols": chance.choice((2, 2, 3)),
            "score": Decimal(chance.randint(780, 990)) / 10 if stage == "assessed" else None,
            "responsible": row["responsible"],
            "stage": stage,
            "days": days,
        }


def _stations(chance: Random) -> Iterator[Row]:
    for town in chance.sample(communities(), STATIONS):
        stage = pick(chance, {"running": 55.0, "rated": 35.0, "building": 10.0})
        days = Journey(("planned", "building", "running", "rated"), (40, 90)).until(stage).within(chance, stage)
        capacity = chance.choice((30, 40, 50, 60, 80))
        working = stage != "building"
        yield {
            **site(chance, town),
            "name": f"{town.bare}垃圾转运站",
            "capacity": Decimal(capacity),
            "handled": Decimal(round(capacity * chance.uniform(0.5, 0.95), 1)).quantize(Decimal("0.1"))
            if working
            else None,
            "vehicles": chance.randint(2, 6) if working else None,
            "crew": chance.randint(5, 16) if working else None,
            "responsible": "区环境卫生公司",
            "stage": stage,
            "days": days,
        }


def _shifts(chance: Random, stations: list[Row]) -> Iterator[Row]:
    """Three shifts a day at every working station, over the last working days."""
    days = sorted({workday_up_to(LATEST - timedelta(days=back)) for back in range(SHIFT_DAYS)})
    for station in stations:
        if station["handled"] is None:
            continue
        for day in days:
            for number, (shift, share) in enumerate(_SHIFTS.items(), start=1):
                yield _shift(chance, station, day, (number, shift, share))


def _shift(chance: Random, station: Row, day: date, of_day: tuple[int, str, float]) -> Row:
    number, shift, share = of_day
    weight = Decimal(round(float(station["handled"]) * share * chance.uniform(0.85, 1.15), 1))
    stage = "assessed" if day < LATEST else "delivered"
    path = ("planned", "driving", "delivered", "assessed")
    return {
        **{key: station[key] for key in ("subdistrict", "community")},
        "code": f"BC-{station['code'][4:]}-{day:%m%d}-{number}",
        "name": f"{station['name']}{day.month}月{day.day}日第{number}班",
        "station": station["code"],
        "shift": shift,
        "rounds": max(2, round(float(weight) / chance.uniform(2.2, 3.4))),
        "vehicles": max(1, station["vehicles"] // 2),
        "crew": max(2, round(station["crew"] * share)),
        "weight": weight.quantize(Decimal("0.1")),
        "missed": chance.choice((0, 0, 0, 0, 1, 2)),
        "responsible": "区环境卫生公司",
        "stage": stage,
        "days": dict.fromkeys(path[: path.index(stage) + 1], day),
    }
