"""Key projects: 81 on the lists of 2022 with 85.8 billion yuan, 15.6 billion planned for the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.projects import KeyProject

from ..chance import LATEST, Journey, pick, share_out, split
from ..ground import site, town_of
from ..sheets import Book, Row, Sheet

COUNT = 81
TOTAL_WAN = 8_580_000
YEAR_PLAN_WAN = 1_560_000
_COMPLETED_SHARE = 0.683
_LAST_YEAR = 68

_WAY = ("listed", "preparing", "started", "topped_out", "completed")
_PATHS_ASIDE = {"suspended": ("preparing", "started", "suspended"), "dropped": ("preparing", "dropped")}
_STAGES = {"listed": 2, "preparing": 9, "started": 54, "topped_out": 11, "completed": 4, "suspended": 1}
_KINDS = {
    "industry": ["智能制造产业园项目", "海洋装备零部件项目", "数字经济产业园项目", "标准厂房建设项目"],
    "service": ["商业综合体项目", "滨海文旅项目", "总部经济大厦项目", "冷链物流项目"],
    "renewal": ["片区更新改造项目", "历史街区保护利用项目", "棚户区改造项目"],
    "infrastructure": ["道路提升工程", "雨污分流改造工程", "综合管廊工程", "供热管网改造工程"],
    "livelihood": ["学校新建项目", "医养综合体项目", "保障性租赁住房项目"],
}
_SECTORS = {"industry": 26.0, "service": 22.0, "renewal": 24.0, "infrastructure": 16.0, "livelihood": 12.0}


def books(chance: Random) -> list[Book]:
    """This year's list and last year's."""
    units = {"total_investment": "亿元", "plan_investment": "万元", "completed_investment": "万元"}
    total = ("total_investment", "plan_investment", "completed_investment")
    lists = {
        "2022年": list(_numbered(2022, _this_year(chance))),
        "2021年": list(_numbered(2021, _last_year(chance))),
    }
    sheets = [Sheet(KeyProject, rows, f"重点项目{year}", units, total=total) for year, rows in lists.items()]
    return [Book("区发展和改革局", "省市三级重点项目台账", sheets)]


def _numbered(year: int, rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield {"code": f"ZD-{year}-{number:03}", "plan_year": year, **row}


def _this_year(chance: Random) -> Iterator[Row]:
    levels = share_out(chance, ["province", "city", "district"], [11, 27, 43])
    stages = share_out(chance, list(_STAGES), list(_STAGES.values()))
    totals = sorted(split(chance, TOTAL_WAN, COUNT, spread=1.0, least=6000))
    plans = _year_plans(chance, totals)
    for level, stage, total, plan in zip(levels, stages, totals, plans, strict=True):
        yield _project(chance, 2022, level, stage, total, plan)


def _year_plans(chance: Random, totals: list[int]) -> list[int]:
    """Plans of the year that add up, none above its project's total (10 thousand yuan)."""
    plans = sorted(split(chance, YEAR_PLAN_WAN, COUNT, spread=0.8, least=1500))
    for plan, total in zip(plans, totals, strict=True):
        if plan > total:
            raise ValueError(f"year plan {plan} above total investment {total}")
    return plans


def _last_year(chance: Random) -> Iterator[Row]:
    levels = share_out(chance, ["province", "city", "district"], [9, 22, 37])
    totals = sorted(split(chance, 6_940_000, _LAST_YEAR, spread=1.0, least=6000))
    plans = sorted(split(chance, 1_282_000, _LAST_YEAR, spread=0.8, least=1500))
    for level, total, plan in zip(levels, totals, plans, strict=True):
        stage = pick(chance, {"started": 60.0, "topped_out": 18.0, "completed": 20.0, "dropped": 2.0})
        yield _project(chance, 2021, level, stage, total, min(plan, total))


def _project(chance: Random, year: int, level: str, stage: str, total: int, plan: int) -> Row:
    where = site(chance)
    sector = pick(chance, _SECTORS)
    town = town_of(where)
    days = _days(chance, year, stage)
    return {
        **where,
        "name": f"{town.bare}{chance.choice(_KINDS[sector])}",
        "level": level,
        "sector": sector,
        "total_investment": Decimal(total) * 10000,
        "plan_investment": Decimal(plan) * 10000,
        "completed_investment": Decimal(_completed(chance, year, stage, plan)) * 10000,
        "builder": f"{town.bare}项目公司（样例）",
        "start_due": _start_due(chance, year, days),
        "in_statistics": "started" in days and chance.random() < 0.93,
        "responsible": chance.choice(("区发展和改革局", "区住房和城乡建设局", "区商务局", "区工业和信息化局")),
        "stage": stage,
        "days": days,
    }


def _completed(chance: Random, year: int, stage: str, plan: int) -> int:
    if stage in ("listed", "preparing", "dropped"):
        return 0
    share = 1.0 if year == 2021 else _COMPLETED_SHARE
    return round(plan * min(1.15, chance.gauss(share * 1.12, 0.14)))


def _days(chance: Random, year: int, stage: str) -> dict[str, date]:
    """The list is published in January; the rest follows in its year."""
    listed = date(year, 1, 17 if year == 2022 else 20)
    end = LATEST if year == 2022 else date(2021, 12, 31)
    if stage == "listed":
        return {"listed": listed}
    path = _PATHS_ASIDE.get(stage) or _WAY[1 : _WAY.index(stage) + 1]
    first = listed + timedelta(days=45 * len(path))
    # Most works start in spring, when the frost is over.
    latest = min(end, first + timedelta(days=75)) if chance.random() < 0.75 else end
    return {"listed": listed, **Journey(path, (15, 40)).within(chance, stage, first, latest)}


def _start_due(chance: Random, year: int, days: dict[str, date]) -> date:
    if "started" in days:
        return days["started"] + timedelta(days=chance.randint(-20, 45))
    return date(year, chance.randint(5, 12), 30)
