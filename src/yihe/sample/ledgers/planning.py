"""Renewal plans (36 completed, 27 in effect) and renewal areas on the two belts and in the core."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from yihe.programmes.planning import AreaTrack, PlanningResult, RenewalArea

from ..chance import LATEST, OPENING, Journey, pick, share_out, split
from ..ground import Community, communities, site, town_of
from ..sheets import Book, Row, Sheet
from ..workdays import workday_up_to

COMPLETED = 36
IMPLEMENTED = 27
_WAY = ("commissioned", "drafting", "reviewing", "publicised", "completed", "implemented")
_UNFINISHED = {"commissioned": 2, "drafting": 4, "reviewing": 2, "publicised": 1}
_OVERALL = [
    "城市更新总体规划",
    "城市体检报告",
    "历史文化保护利用专项规划",
    "城市更新实施导则",
    "公共服务设施专项规划",
]
_SUBJECTS = {
    "area": ["片区城市更新规划", "片区城市设计", "片区综合交通规划", "片区控制性详细规划优化"],
    "project": ["改造项目修建性详细规划", "项目策划方案", "街区微更新设计", "滨水空间设计"],
}
_HECTARES = {"city": (3000, 17900), "area": (60, 900), "project": (3, 60)}
_INSTITUTES = ["中国城市规划设计研究院", "城市更新研究院", "烟台市规划设计单位（样例）"]
_ZONES = {
    "370602001": "core", "370602002": "coast", "370602003": "core", "370602004": "core",
    "370602005": "river", "370602006": "core", "370602007": "core", "370602008": "coast",
    "370602009": "river", "370602010": "river", "370602011": "core", "370602012": "coast",
}  # fmt: skip
"""Which belt a subdistrict's renewal areas lie in."""

_PASSED_AT = 80
"""Progress in per cent from which a stream counts as through its gate."""
_TRACKS = {
    "planning": ("planning_progress", "区自然资源局", ("规划线", "片区规划批复")),
    "clearing": ("clearing_progress", "区征收服务中心", ("征迁线", "签约率达到规定比例，净地移交")),
    "investors": ("investor_progress", "区投资促进中心", ("招引线", "合作主体确定，协议签订")),
    "financing": ("financing_progress", "区财政局", ("融资线", "资本金到位，贷款批复")),
}
"""By stream: the area's progress field, the office, the name and what the gate asks for."""


def books(chance: Random) -> list[Book]:
    """Plans as a workbook, areas as a map layer."""
    plans = [{"code": f"GH-2022-{n:03}", **row} for n, row in enumerate(_plans(chance), start=1)]
    areas = [{"code": f"PQ-{n:02}", **row} for n, row in enumerate(_areas(chance), start=1)]
    hectares = dict.fromkeys(["planned_area", "land_area"], "公顷") | dict.fromkeys(
        ["demolished_area", "existing_area", "built_area"], "万平方米"
    )
    return [
        Book("区自然资源局", "城市更新规划成果台账", [Sheet(PlanningResult, plans, units=hectares)]),
        Book("区自然资源局", "城市更新片区", [Sheet(RenewalArea, areas, units=hectares)], layer=True),
        Book("区自然资源局", "片区四同步台账", [Sheet(AreaTrack, list(_tracks(chance, areas)))]),
    ]


def _plans(chance: Random) -> Iterator[Row]:
    levels = share_out(chance, ["city", "area", "project"], [len(_OVERALL), 14, 17])
    overall = iter(_OVERALL)
    for number, level in enumerate(levels):
        row = _completed(chance, level, implemented=number < IMPLEMENTED)
        yield {**row, "name": f"芝罘区{next(overall)}", "place": "芝罘区"} if level == "city" else row
    for stage, count in _UNFINISHED.items():
        for _ in range(count):
            days = Journey(_WAY, (15, 45)).until(stage).within(chance, stage)
            yield _plan(chance, "project", days)


def _completed(chance: Random, level: str, *, implemented: bool) -> Row:
    """A finished plan; dated early enough for those in effect to have got there."""
    key = "implemented" if implemented else "completed"
    first = OPENING + timedelta(days=60 if implemented else 0)
    way = Journey(_WAY, (8, 28)) if implemented else Journey(_WAY[:-1], (8, 28))
    return _plan(chance, level, way.within(chance, key, first))


def _plan(chance: Random, level: str, days: dict[str, date]) -> Row:
    where = {} if level == "city" else site(chance)
    return {
        **where,
        "name": _plan_name(chance, level, where),
        "level": level,
        "institute": chance.choice(_INSTITUTES),
        "planned_area": Decimal(chance.randint(*_HECTARES[level])) * 10000,
        "due": days["commissioned"] + timedelta(days=chance.choice((120, 180, 240))),
        "responsible": chance.choice(("区自然资源局", "城市更新研究院")),
        "stage": list(days)[-1],
        "days": days,
    }


def _plan_name(chance: Random, level: str, where: Row) -> str:
    return f"{town_of(where).bare}{chance.choice(_SUBJECTS[level])}" if where else ""


def _areas(chance: Random) -> Iterator[Row]:
    stages = share_out(chance, ["selected", "preparing", "started", "completed"], [4, 9, 7, 1])
    sizes = split(chance, 1460, len(stages), spread=0.6, least=12)
    for town, stage, hectares in zip(chance.sample(communities(), len(stages)), stages, sizes, strict=True):
        days = Journey(("selected", "preparing", "started", "completed"), (40, 90)).until(stage)
        yield _area(chance, town, days.within(chance, stage), hectares)


def _area(chance: Random, town: Community, days: dict[str, date], hectares: int) -> Row:
    existing = Decimal(round(hectares * chance.uniform(0.5, 1.3), 2))
    demolished = round(existing * Decimal(str(round(chance.uniform(0.08, 0.19), 3))), 2)
    done = len(days) - 1
    return {
        "subdistrict": town.subdistrict,
        "community": town.code,
        "shape": _outline(chance, town, hectares),
        "name": f"{town.bare}更新片区",
        "zone": _ZONES[town.subdistrict],
        "land_area": Decimal(hectares) * 10000,
        "existing_area": existing * 10000,
        "demolished_area": demolished * 10000,
        "built_area": round(demolished * Decimal(str(round(chance.uniform(1.1, 1.95), 2))), 2) * 10000,
        "local_resettlement": Decimal(52 + hectares % 37),
        "households": round(float(demolished) * chance.uniform(60, 110)),
        "planning_progress": min(100, 40 + 25 * done + chance.randint(-10, 10)),
        "clearing_progress": min(100, 30 * done + chance.randint(0, 10)),
        "investor_progress": min(100, 28 * done + chance.randint(0, 15)),
        "financing_progress": min(100, 25 * done + chance.randint(0, 15)),
        "responsible": "区自然资源局",
        "stage": list(days)[-1],
        "days": days,
    }


def _tracks(chance: Random, areas: list[Row]) -> Iterator[Row]:
    """The four streams of each area; all have passed their gate where works started."""
    for area in areas:
        for number, (track, (key, office, gate)) in enumerate(_TRACKS.items(), start=1):
            passed = "started" in area["days"] or area[key] >= _PASSED_AT
            days = _track_days(chance, area, passed=passed)
            yield {
                **{k: area[k] for k in ("subdistrict", "community")},
                "code": f"{area['code']}-{number}",
                "name": f"{area['name']}{gate[0]}",
                "area": area["code"],
                "track": track,
                "gate": gate[1],
                "progress": Decimal(100 if passed else min(area[key], 95)),
                "due": days["waiting"] + timedelta(days=chance.choice((150, 180, 240))),
                "responsible": office,
                "stage": list(days)[-1],
                "days": days,
            }


def _track_days(chance: Random, area: Row, *, passed: bool) -> dict[str, date]:
    way = Journey(("waiting", "working", "submitted", "passed"), (20, 50))
    last = min(area["days"].get("started", LATEST), LATEST)
    if passed:
        return way.around(chance, "passed", workday_up_to(last - timedelta(days=chance.randint(0, 40))))
    end = pick(chance, {"waiting": 16.0, "working": 50.0, "submitted": 18.0, "blocked": 16.0})
    path = Journey(("waiting", "working", "blocked"), (20, 50)) if end == "blocked" else way.until(end)
    return path.within(chance, end, date(2022, 5, 5))


def _outline(chance: Random, town: Community, hectares: int) -> BaseGeometry:
    """A convex outline of roughly this size around the community's centre."""
    radius = (hectares * 1e4 / 3.14) ** 0.5 / 100_000
    points = [
        (town.lon + radius * 1.2 * chance.uniform(-1, 1), town.lat + radius * chance.uniform(-1, 1)) for _ in range(14)
    ]
    return MultiPoint([(round(x, 6), round(y, 6)) for x, y in points]).convex_hull
