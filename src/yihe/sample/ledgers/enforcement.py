"""Illegal buildings, advertisements, fences and street markets: 6,469 demolished with 957,800 m²."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from yihe.programmes.enforcement import Fence, IllegalBuilding, OutdoorAd, StreetMarket

from ..chance import LATEST, OPENING, Journey, pick, split
from ..geography import office_of
from ..ground import site
from ..sheets import Book, Row, Sheet

DEMOLISHED = 6469
DEMOLISHED_M2 = 957_800
ADS_RECTIFIED = 1286  # published as 近1300
FENCES_REMOVED = 414  # published as 410余

_WAYS = {
    # By the full procedure, by the owner after the decision, after the filing, or on the spot.
    ("found", "filed", "determined", "decided", "announced", "demolished", "greened"): 34.0,
    ("found", "filed", "determined", "decided", "demolished", "greened"): 26.0,
    ("found", "filed", "demolished", "greened"): 25.0,
    ("found", "demolished", "greened"): 15.0,
}
_PENDING = {"found": 310, "filed": 265, "determined": 228, "decided": 196, "announced": 117}
_ASIDE = {"legalised": 64, "dismissed": 131}
_LINE = ("found", "filed", "determined", "decided", "announced")
_KINDS = {"shed": 38.0, "extension": 24.0, "yard": 16.0, "roof": 12.0, "shop": 7.0, "workshop": 3.0}
_KIND_NAMES = {
    "shed": "棚屋",
    "extension": "加建房屋",
    "yard": "圈占院落",
    "roof": "楼顶加建",
    "shop": "临街房屋",
    "workshop": "厂房",
}
_SOURCES = {"网格员巡查": 45.0, "群众举报": 25.0, "卫星图斑": 18.0, "12345热线": 12.0}
_GREENED_SHARE = 0.42


def books(chance: Random) -> list[Book]:
    """Two workbooks of the enforcement bureau."""
    campaign = [_ads_sheet(chance), _fences_sheet(chance), _markets_sheet(chance)]
    buildings = list(_numbered("WJ", _buildings(chance)))
    return [
        Book(
            "区综合行政执法局",
            "违法建设治理台账",
            [Sheet(IllegalBuilding, buildings, headers={"floor_area": "建筑面积"})],
        ),
        Book("区综合行政执法局", "广告围挡马路市场整治台账", campaign),
    ]


def _numbered(prefix: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with codes that name the year in which the case was found."""
    for number, row in enumerate(rows, start=1):
        yield {"code": f"{prefix}-{row['days']['found'].year}-{number:05}", **row}


# Illegal buildings ------------------------------------------------------------------------------


def _buildings(chance: Random) -> Iterator[Row]:
    made = [*_demolished(chance), *_pending(chance), *_beside(chance)]
    made.sort(key=lambda row: min(row["days"].values()))
    yield from made


def _demolished(chance: Random) -> Iterator[Row]:
    # Hundredths of a square metre, so that the sum is exact.
    for hundredths in split(chance, DEMOLISHED_M2 * 100, DEMOLISHED, spread=1.15, least=250):
        way = chance.choices(list(_WAYS), list(_WAYS.values()))[0]
        greened = chance.random() < _GREENED_SHARE
        days = Journey(way if greened else way[:-1], (3, 24)).within(chance, "demolished", _busy_from(chance))
        yield _building(chance, days, Decimal(hundredths) / 100)


def _busy_from(chance: Random) -> date:
    """The campaign grew: more demolitions fall after the spring of 2022."""
    return chance.choice((OPENING, OPENING, date(2022, 2, 14), date(2022, 4, 6)))


def _pending(chance: Random) -> Iterator[Row]:
    for stage, count in _PENDING.items():
        for _ in range(count):
            path = Journey(_LINE, (4, 25)).until(stage)
            days = path.within(chance, stage, LATEST - timedelta(days=150), LATEST)
            yield _building(chance, days, _floor_area(chance))


def _beside(chance: Random) -> Iterator[Row]:
    for stage, count in _ASIDE.items():
        for _ in range(count):
            path = ("found", "filed", "determined", stage) if stage == "legalised" else ("found", stage)
            yield _building(chance, Journey(path, (5, 30)).within(chance, stage), _floor_area(chance))


def _floor_area(chance: Random) -> Decimal:
    return Decimal(round(min(chance.lognormvariate(4.4, 1.1), 9000) * 100) + 250) / 100


def _building(chance: Random, days: dict[str, date], area: Decimal) -> Row:
    where = site(chance)
    kind = "workshop" if area > 1500 else pick(chance, _KINDS)
    found = days["found"]
    return {
        **where,
        "name": f"{where['address'].removesuffix('附近')}{_KIND_NAMES[kind]}",
        "building_kind": kind,
        "era": "new" if chance.random() < 0.11 else "standing",
        "floor_area": area,
        "floors": chance.choices((1, 2, 3), (80, 17, 3))[0],
        "reported_by": pick(chance, _SOURCES),
        "due": found + timedelta(days=chance.choice((60, 90, 120, 180))),
        **_standing(days, office_of(where["subdistrict"])),
    }


def _standing(days: dict[str, date], responsible: str) -> dict[str, Any]:
    """Stage, its days and who answers, as every row of these ledgers has them."""
    return {"stage": list(days)[-1], "days": days, "responsible": responsible}


# Advertisements, fences, street markets ---------------------------------------------------------


def _ads_sheet(chance: Random) -> Sheet:
    done = [Journey(("found", "notified", "rectified", "checked"), (3, 20))] * ADS_RECTIFIED
    days = [way.within(chance, "rectified") for way in done]
    days += [Journey(("found", "notified"), (3, 15)).within(chance, "notified", date(2022, 6, 1)) for _ in range(142)]
    days += [{"found": d} for d in _late_days(chance, 71)]
    days += [Journey(("found", "notified", "kept"), (5, 20)).within(chance, "kept") for _ in range(38)]
    return Sheet(OutdoorAd, list(_numbered("GG", (_ad(chance, d) for d in days))))


def _late_days(chance: Random, count: int) -> list[date]:
    return [Journey(("found",)).within(chance, "found", date(2022, 7, 1))["found"] for _ in range(count)]


def _ad(chance: Random, days: dict[str, date]) -> Row:
    where = site(chance)
    kind = pick(chance, {"shop": 52.0, "wall": 24.0, "roof": 12.0, "pole": 5.0, "screen": 7.0})
    height = {"shop": 3.6, "wall": 7.5, "roof": 21.0, "pole": 15.0, "screen": 9.0}[kind]
    return {
        **where,
        "name": f"{where['address'].removesuffix('附近')}户外广告",
        "ad_kind": kind,
        "sign_area": Decimal(round(chance.lognormvariate(2.3, 0.8) * 10) + 5) / 10,
        "height": Decimal(round(height * chance.uniform(0.7, 1.4) * 10)) / 10,
        "dangerous": chance.random() < 0.16,
        "due": days["found"] + timedelta(days=chance.choice((15, 30, 45))),
        **_standing(days, "区综合行政执法局"),
    }


def _fences_sheet(chance: Random) -> Sheet:
    way = Journey(("found", "notified", "removed", "checked"), (2, 16))
    days = [way.within(chance, "removed") for _ in range(FENCES_REMOVED)]
    days += [{"found": d} for d in _late_days(chance, 33)]
    days += [Journey(("found", "notified", "kept"), (4, 15)).within(chance, "kept") for _ in range(27)]
    return Sheet(Fence, list(_numbered("WD", (_fence(chance, d) for d in days))))


def _fence(chance: Random, days: dict[str, date]) -> Row:
    where = site(chance)
    reason = pick(chance, {"停工工地": 30.0, "已完工未拆": 34.0, "待建地块": 22.0, "管线施工": 14.0})
    return {
        **where,
        "name": f"{where['address'].removesuffix('附近')}围挡（{reason}）",
        "length": Decimal(round(chance.lognormvariate(4.3, 0.9)) + 6),
        "reason": reason,
        "due": days["found"] + timedelta(days=30),
        **_standing(days, office_of(where["subdistrict"])),
    }


def _markets_sheet(chance: Random) -> Sheet:
    ways = [Journey(("found", "persuading", "cleared", "guarded"), (10, 40))] * 29
    days = [way.within(chance, "cleared") for way in ways]
    days += [Journey(("found", "persuading", "timed"), (10, 40)).within(chance, "timed") for _ in range(6)]
    days += [Journey(("found", "persuading"), (10, 40)).within(chance, "persuading") for _ in range(4)]
    return Sheet(StreetMarket, list(_numbered("ML", (_street_market(chance, d) for d in days))))


def _street_market(chance: Random, days: dict[str, date]) -> Row:
    where = site(chance)
    stalls = round(chance.lognormvariate(3.4, 0.6)) + 5
    return {
        **where,
        "name": f"{where['address'].removesuffix('附近')}马路市场",
        "stalls": stalls,
        "length": Decimal(round(stalls * chance.uniform(1.8, 3.2))),
        **_standing(days, office_of(where["subdistrict"])),
    }
