"""Housing estates: 21 under renewal, 110 open ones taken over, 91 freed for titles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.certificates import CertificateEstate
from yihe.programmes.old_communities import OldEstate
from yihe.programmes.property_management import EstateBuilding, OpenEstate

from ..chance import Journey, pick, share_out, split
from ..ground import Community, communities, site
from ..sheets import Book, Row, Sheet

OLD_ESTATES, OLD_HOUSEHOLDS, OLD_INVESTED_WAN = 21, 25_587, 51_000
OLD_WORK_WAN, OLD_DONE_SHARE = 48_620, 0.70
OPEN_ESTATES, OPEN_BUILDINGS, OPEN_HOUSEHOLDS = 110, 4736, 165_000
FREED_ESTATES, FREED_HOUSEHOLDS = 91, 98_000
_COMPANIES = ["区物业服务公司", "区城市更新建设公司", "区园林养护公司"]


def books(chance: Random) -> list[Book]:
    """Three ledgers of two offices."""
    old = _numbered("LJ", _old(chance))
    opened = _numbered("WY", _open(chance))
    freed = _numbered("BZ", _freed(chance))
    works = {"work_planned": "万元", "work_done": "万元"}
    return [
        Book("区住房和城乡建设局", "老旧小区改造台账", [Sheet(OldEstate, old, units=works, total=("households",))]),
        Book("区住房和城乡建设局", "物业接管台账", [Sheet(OpenEstate, opened, total=("buildings", "households"))]),
        Book("区住房和城乡建设局", "接管楼栋台账", [Sheet(EstateBuilding, list(_buildings(chance, opened)))]),
        Book("区自然资源局", "办证难题台账", [Sheet(CertificateEstate, freed)]),
    ]


def _numbered(prefix: str, rows: Iterator[Row]) -> list[Row]:
    return [{"code": f"{prefix}-{number:03}", **row} for number, row in enumerate(rows, start=1)]


def _standing(days: dict[str, date], responsible: str) -> Row:
    return {"stage": list(days)[-1], "days": days, "responsible": responsible}


# Old estates under renewal ----------------------------------------------------------------------


def _old(chance: Random) -> Iterator[Row]:
    way = Journey(("applied", "consulted", "designed", "tendered", "started", "finished"), (10, 30))
    towns = chance.sample(communities(), OLD_ESTATES + 34)
    households = sorted(split(chance, OLD_HOUSEHOLDS, OLD_ESTATES, spread=0.6, least=280))
    money = sorted(split(chance, OLD_INVESTED_WAN, OLD_ESTATES, spread=0.5, least=700))
    works = sorted(split(chance, OLD_WORK_WAN, OLD_ESTATES, spread=0.5, least=650))
    done = _done(chance, works)
    for town, homes, invested, planned, finished in zip(towns, households, money, works, done, strict=False):
        end = "finished" if finished == planned else "started"
        days = way.until(end).within(chance, end, date(2022, 3, 1) if end == "started" else date(2022, 6, 1))
        row = _old_estate(chance, town, homes, days)
        values = {"invested": invested, "work_planned": planned, "work_done": finished}
        yield row | {name: Decimal(wan) * 10_000 for name, wan in values.items()}
    ends = share_out(chance, ["applied", "consulted", "designed", "tendered", "postponed"], [12, 9, 6, 4, 3])
    for town, end in zip(towns[OLD_ESTATES:], ends, strict=True):
        path = Journey(("applied", "consulted", "postponed"), (15, 40)) if end == "postponed" else way.until(end)
        yield _old_estate(chance, town, chance.randint(160, 1900), path.within(chance, end, date(2022, 3, 1)))


def _done(chance: Random, works: list[int]) -> list[int]:
    """Work done by estate: some finished, the rest such that the whole is at the published share."""
    target = round(sum(works) * OLD_DONE_SHARE)
    finished = set(chance.sample(range(len(works)), 4))
    rest = sum(w for n, w in enumerate(works) if n not in finished)
    share = (target - sum(works[n] for n in finished)) / rest
    done = [w if n in finished else int(w * share) for n, w in enumerate(works)]
    last = next(n for n in range(len(works)) if n not in finished)
    done[last] += target - sum(done)
    return done


def _old_estate(chance: Random, town: Community, homes: int, days: dict[str, date]) -> Row:
    return {
        **site(chance, town),
        "name": f"{town.bare}小区",
        "scope": pick(chance, {"basic": 50.0, "better": 38.0, "upgraded": 12.0}),
        "buildings": max(2, round(homes / chance.randint(38, 60))),
        "households": homes,
        "floor_area": Decimal(homes * chance.randint(62, 82)),
        "consent": Decimal(chance.randint(670, 985)) / 10 if "consulted" in days else None,
        "due": days["applied"] + timedelta(days=chance.choice((270, 330, 400))),
        **_standing(days, "区住房和城乡建设局"),
    }


# Open estates taken over ------------------------------------------------------------------------


def _open(chance: Random) -> Iterator[Row]:
    homes = sorted(split(chance, OPEN_HOUSEHOLDS, OPEN_ESTATES, spread=0.7, least=210))
    buildings = sorted(split(chance, OPEN_BUILDINGS, OPEN_ESTATES, spread=0.7, least=6))
    towns = chance.sample(communities(), OPEN_ESTATES)
    way = Journey(("surveyed", "taken_over", "serviced", "paying", "assessed"), (14, 45))
    for town, households, houses in zip(towns, homes, buildings, strict=True):
        days = way.within(chance, "taken_over")
        yield _open_estate(chance, town, households, houses, days)


def _open_estate(chance: Random, town: Community, households: int, houses: int, days: dict[str, date]) -> Row:
    area = households * chance.randint(58, 78)
    fees = Decimal(round(area * 0.35 * 6))
    return {
        **site(chance, town),
        "name": f"{town.bare}开放小区",
        "company": chance.choice(_COMPANIES),
        "buildings": houses,
        "households": households,
        "floor_area": Decimal(area),
        "staff": max(2, round(households / 130)),
        "fees_due": fees if "paying" in days else None,
        "fees_paid": Decimal(round(fees * chance.randint(42, 86) / 100)) if "paying" in days else None,
        "satisfaction": Decimal(chance.randint(780, 965)) / 10 if "assessed" in days else None,
        **_standing(days, "区住房和城乡建设局"),
    }


def _buildings(chance: Random, estates: list[Row]) -> Iterator[Row]:
    """Every building of the estates taken over; their households are the estate's."""
    for estate in estates:
        homes = split(chance, estate["households"], estate["buildings"], spread=0.3, least=2)
        for number, households in enumerate(homes, start=1):
            yield _one_building(chance, estate, number, households)


def _one_building(chance: Random, estate: Row, number: int, households: int) -> Row:
    days = {stage: estate["days"][stage] for stage in ("surveyed", "taken_over")}
    if "serviced" in estate["days"] and chance.random() < 0.3:
        days["repaired"] = estate["days"]["serviced"]
    return {
        **{key: estate[key] for key in ("subdistrict", "community")},
        "code": f"{estate['code']}-{number:03}",
        "name": f"{estate['name']}{number}号楼",
        "estate": estate["code"],
        "households": households,
        "storeys": chance.choice((4, 5, 6, 6, 6, 7)),
        "built": chance.randint(1978, 1999),
        **_standing(days, estate["company"]),
    }


# Estates without titles -------------------------------------------------------------------------


def _freed(chance: Random) -> Iterator[Row]:
    way = Journey(("listed", "sorted", "planned", "repaired", "resolved", "issued"), (10, 40))
    homes = split(chance, FREED_HOUSEHOLDS, FREED_ESTATES, spread=0.8, least=60)
    towns = chance.sample(communities(), FREED_ESTATES + 27)
    for town, households in zip(towns, homes, strict=False):
        yield _without_titles(chance, f"{town.bare}家园", town, households, way.within(chance, "resolved"))
    ends = share_out(chance, ["listed", "sorted", "planned", "repaired", "litigated"], [5, 6, 7, 5, 4])
    for town, end in zip(towns[FREED_ESTATES:], ends, strict=True):
        path = way.until(end) if end != "litigated" else Journey(("listed", "sorted", "planned", "litigated"), (15, 50))
        days = path.within(chance, end, date(2022, 4, 6))
        yield _without_titles(chance, f"{town.bare}家园", town, chance.randint(60, 1800), days)


def _without_titles(chance: Random, name: str, town: Community, households: int, days: dict[str, date]) -> Row:
    resolved = "resolved" in days
    share = chance.uniform(0.9, 1) if "issued" in days else chance.uniform(0.05, 0.7)
    return {
        **site(chance, town),
        "name": name,
        "fault": pick(
            chance, {"land": 24.0, "planning": 22.0, "acceptance": 20.0, "fees": 18.0, "owner": 10.0, "seized": 6.0}
        ),
        "households": households,
        "issued": round(households * share) if resolved else 0,
        "papers_missing": 0 if resolved else chance.randint(1, 6),
        "debt": Decimal(0 if resolved else chance.randint(0, 5200)) * 10_000,
        "due": days["listed"] + timedelta(days=chance.choice((180, 270, 365))),
        **_standing(days, "区不动产登记中心"),
    }
