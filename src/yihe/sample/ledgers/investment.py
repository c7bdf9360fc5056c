"""Investment projects: 19 above one billion yuan signed, the city's four above ten billion that landed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.investment import SignedProject

from ..chance import LATEST, Journey, pick, share_out
from ..ground import site, town_of
from ..sheets import Book, Row, Sheet

LARGE_SIGNED = 19
_NEW_YEAR = date(2022, 1, 4)
_WAY = ("lead", "negotiating", "signed", "registered", "started", "producing", "counted")
_INDUSTRIES = {
    "energy": 8.0, "digital": 22.0, "marine": 12.0, "health": 12.0,
    "trade": 16.0, "culture": 12.0, "finance": 8.0, "making": 10.0,
}  # fmt: skip
_NAMES = {
    "energy": "清洁能源项目",
    "digital": "数字产业项目",
    "marine": "海洋装备项目",
    "health": "医药健康项目",
    "trade": "商贸物流项目",
    "culture": "文旅综合体项目",
    "finance": "区域金融总部项目",
    "making": "智能制造项目",
}
_ELSEWHERE = [("龙口市", "making", 186), ("福山区", "energy", 120), ("蓬莱区", "marine", 104)]


def books(chance: Random) -> list[Book]:
    """The district's pipeline, and the city's list of the largest."""
    own = [{"code": f"ZS-{n:03}", **row} for n, row in enumerate(_district(chance), start=1)]
    units = {"total_investment": "亿元", "registered_capital": "亿元", "paid_in": "亿元"}
    city = [{"code": f"ZS-SZ-{n:02}", **row} for n, row in enumerate(_elsewhere(chance), start=1)]
    return [
        Book("区投资促进中心", "招商引资项目台账", [Sheet(SignedProject, own, units=units, unit_note="亿元")]),
        Book("市级通报", "全市百亿级招商项目", [Sheet(SignedProject, city, units=units)]),
    ]


def _district(chance: Random) -> Iterator[Row]:
    yield _flagship()
    ends = share_out(chance, ["signed", "registered", "started"], [6, 8, 4])
    for end in ends:
        yield _project(chance, end, chance.uniform(10.2, 62))
    for end in share_out(chance, ["signed", "registered", "started", "producing", "counted"], [9, 14, 8, 5, 3]):
        yield _project(chance, end, min(9.6, chance.lognormvariate(0.4, 0.8)))
    for end in share_out(chance, ["lead", "negotiating"], [34, 26]):
        yield _project(chance, end, chance.lognormvariate(1.2, 1.0))
    for _ in range(5):
        days = Journey(("lead", "negotiating", "lost"), (15, 60)).within(chance, "lost", _NEW_YEAR)
        yield _row(chance, days, chance.lognormvariate(1.0, 0.8))


def _flagship() -> Row:
    """The research centre the text names: registered capital 22.8 billion yuan, landed in the first half."""
    return {
        "name": "国电投清洁能源研发中心",
        "subdistrict": "370602012",
        "industry": "energy",
        "investor": "国电投",
        "total_investment": Decimal(22_800_000_000),
        "registered_capital": Decimal(22_800_000_000),
        "paid_in": Decimal(1_500_000_000),
        "responsible": "区投资促进中心",
        "stage": "registered",
        "days": {
            "lead": date(2021, 10, 20),
            "negotiating": date(2021, 11, 25),
            "signed": date(2022, 1, 14),
            "registered": date(2022, 4, 21),
        },
    }


def _project(chance: Random, end: str, yi: float) -> Row:
    key = end if end in ("lead", "negotiating") else "signed"
    last = LATEST if end == key else LATEST - timedelta(days=130)
    days = Journey(_WAY, (10, 28)).until(end).within(chance, key, _NEW_YEAR, last)
    return _row(chance, days, yi)


def _row(chance: Random, days: dict[str, date], yi: float) -> Row:
    where = site(chance)
    industry = pick(chance, _INDUSTRIES)
    total = Decimal(max(1000, round(yi * 10_000))) * 10_000
    capital = (total * Decimal(chance.randint(8, 40)) / 100).quantize(Decimal(10_000))
    return {
        **where,
        "name": f"{town_of(where).bare}{_NAMES[industry]}",
        "industry": industry,
        "investor": f"投资方{chance.randint(101, 999)}（样例）",
        "total_investment": total,
        "registered_capital": capital if "registered" in days else None,
        "paid_in": (capital * Decimal(chance.randint(20, 90)) / 100).quantize(Decimal(10_000))
        if "registered" in days
        else None,
        "responsible": "区投资促进中心",
        "stage": list(days)[-1],
        "days": days,
    }


def _elsewhere(chance: Random) -> Iterator[Row]:
    """Projects above ten billion yuan in other units of the city; with the district's own there are four."""
    for place, industry, yi in _ELSEWHERE:
        way = Journey(("lead", "negotiating", "signed", "registered"), (20, 40))
        days = way.within(chance, "registered", date(2022, 2, 14), date(2022, 6, 24))
        yield {
            "name": f"{place}{_NAMES[industry]}",
            "place": place,
            "industry": industry,
            "investor": f"投资方{chance.randint(101, 999)}（样例）",
            "total_investment": Decimal(yi) * 100_000_000,
            "registered_capital": Decimal(yi) * 10_000_000,
            "stage": "registered",
            "days": days,
        }
