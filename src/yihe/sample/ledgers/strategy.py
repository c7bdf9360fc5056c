"""Strategic tasks, felt tasks and releases of the year; the country's 21 renewal pilot cities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.livelihood import LivelihoodItem
from yihe.programmes.press import Release
from yihe.programmes.strategy import RENEWAL_PILOT, PilotCity, StrategyTask

from ..chance import OPENING, Journey, pick
from ..ground import communities
from ..sheets import Book, Row, Sheet
from ..workdays import any_workday

# 建办科函〔2021〕443号, 4 November 2021.
_PUBLISHED = date(2021, 11, 4)
PILOT_CITIES = [
    ("北京市", "北京"), ("唐山市", "河北"), ("呼和浩特市", "内蒙古"), ("沈阳市", "辽宁"), ("南京市", "江苏"),
    ("苏州市", "江苏"), ("宁波市", "浙江"), ("滁州市", "安徽"), ("铜陵市", "安徽"), ("厦门市", "福建"),
    ("南昌市", "江西"), ("景德镇市", "江西"), ("烟台市", "山东"), ("潍坊市", "山东"), ("黄石市", "湖北"),
    ("长沙市", "湖南"), ("重庆市渝中区", "重庆"), ("重庆市九龙坡区", "重庆"), ("成都市", "四川"),
    ("西安市", "陕西"), ("银川市", "宁夏"),
]  # fmt: skip
_TASKS = 126
_OWNERS = [
    "区发展和改革局",
    "区住房和城乡建设局",
    "区自然资源局",
    "区财政局",
    "区商务局",
    "区城市管理局",
    "区投资促进中心",
]
_FRAMES = {"core": 34.0, "system": 26.0, "centre": 26.0, "safety": 14.0}
_SUBJECTS = {
    "片区征迁": "planning.clearing_progress",
    "项目落地": "promotion.landed",
    "规划编制": "planning.completed",
    "融资保障": "finance.credit",
    "产业招引": "investment.large_signed",
    "环境整治": "enforcement.demolished_area",
    "民生改善": "livelihood.done_share",
    "安全防控": "housing_problems.dangerous_left",
}
"""What a task is about, and the indicator that measures it."""
_ITEMS = [
    ("新建学校与学位扩充", "education"), ("老旧小区改造", "housing"), ("口袋公园建设", "environment"),
    ("免费停车位增设", "parking"), ("农贸市场升级", "markets"), ("不动产证办理难题化解", "housing"),
    ("社区卫生服务提升", "health"), ("社区食堂与助餐点", "health"), ("背街小巷照明补建", "environment"),
    ("零工市场建设", "work"), ("危房解危", "housing"), ("校园周边交通整治", "education"),
]  # fmt: skip


def books(chance: Random) -> list[Book]:
    """The lists that the offices of committee, government and publicity keep."""
    tasks = _numbered("MB", _tasks(chance))
    items = _numbered("SS", _items(chance))
    releases = _numbered("FB", _releases(chance))
    return [
        Book("区委办公室", "目标任务台账", [Sheet(StrategyTask, tasks)]),
        Book("住房和城乡建设部", "城市更新试点城市名单", [Sheet(PilotCity, _numbered("SD", _pilots()))]),
        Book("区政府办公室", "为民实事台账", [Sheet(LivelihoodItem, items)]),
        Book("区委宣传部", "新闻发布台账", [Sheet(Release, releases)]),
    ]


def _numbered(prefix: str, rows: Iterator[Row]) -> list[Row]:
    return [{"code": f"{prefix}-2022-{number:03}", **row} for number, row in enumerate(rows, start=1)]


def _standing(days: dict[str, date], responsible: str) -> Row:
    return {"place": "芝罘区", "stage": list(days)[-1], "days": days, "responsible": responsible}


def _tasks(chance: Random) -> Iterator[Row]:
    way = Journey(("split", "taken", "working", "done", "assessed"), (8, 60))
    for number in range(_TASKS):
        end = pick(chance, {"taken": 8.0, "working": 46.0, "done": 30.0, "assessed": 16.0})
        days = way.until(end).within(chance, end, date(2022, 3, 1))
        finished = "done" in days
        subject = chance.choice(list(_SUBJECTS))
        yield {
            "name": f"{communities()[number].bare}片区{subject}",
            "indicator": _SUBJECTS[subject],
            "frame": pick(chance, _FRAMES),
            "progress": Decimal(100 if finished else chance.randint(10, 92)),
            "score": Decimal(chance.randint(820, 990)) / 10 if "assessed" in days else None,
            "milestones": chance.randint(2, 8),
            "due": days["split"] + timedelta(days=chance.choice((150, 210, 300))),
            **_standing(days, chance.choice(_OWNERS)),
        }


def _pilots() -> Iterator[Row]:
    for city, province in PILOT_CITIES:
        yield {
            "name": f"{city}城市更新试点",
            "place": "全国",
            "pilot": RENEWAL_PILOT,
            "batch": 1,
            "province": province,
            "stage": "selected",
            "days": {"selected": _PUBLISHED},
        }


def _items(chance: Random) -> Iterator[Row]:
    way = Journey(("proposed", "voted", "published", "working", "done", "judged"), (8, 30))
    for name, concern in _ITEMS:
        end = pick(chance, {"working": 60.0, "done": 40.0})
        first = date(2022, 3, 1) if end == "working" else date(2022, 6, 1)
        days = way.until(end).within(chance, end, first)
        yield _item(chance, name, concern, days)
    for number in range(14):
        days = Journey(("proposed", "dropped"), (10, 20)).within(
            chance, "dropped", date(2022, 1, 18), date(2022, 2, 28)
        )
        yield _item(chance, f"征集项目{number + 1:02}", pick(chance, {"housing": 1, "parking": 1, "health": 1}), days)


def _item(chance: Random, name: str, concern: str, days: dict[str, date]) -> Row:
    working = "working" in days
    return {
        "name": name,
        "year": 2022,
        "concern": concern,
        "progress": Decimal(100 if "done" in days else chance.randint(35, 90)) if working else None,
        "money": Decimal(chance.randint(300, 52_000)) * 10_000 if working else None,
        "people": chance.randint(2_000, 160_000) if working else None,
        "votes": chance.randint(400, 9_800) if working else chance.randint(20, 380),
        "due": date(2022, 12, 20) if working else None,
        **_standing(days, chance.choice(_OWNERS)),
    }


def _releases(chance: Random) -> Iterator[Row]:
    yield _conference()
    for number in range(34):
        channel = pick(chance, {"conference": 12.0, "article": 48.0, "bulletin": 6.0, "online": 34.0})
        way = Journey(("topic", "drafted", "supplied", "cleared", "approved", "published"), (1, 5))
        days = way.within(chance, "published", OPENING, date(2022, 8, 31))
        claims = chance.randint(6, 96)
        yield {
            "name": f"发布稿件{number + 1:02}（样例）",
            "channel": channel,
            "claims": claims,
            "cleared_claims": claims - int(chance.expovariate(0.5)) if claims > 20 else claims,
            "mismatches": int(chance.expovariate(0.6)),
            "untraceable": int(chance.expovariate(0.8)),
            "corrections": 1 if chance.random() < 0.06 else 0,
            "due": any_workday(chance, days["published"], days["published"] + timedelta(days=6)),
            **_standing(days, "区委宣传部"),
        }


def _conference() -> Row:
    """The conference of 8 September 2022, on the day before it: drafted and supplied, not yet cleared."""
    days = {"topic": date(2022, 8, 22), "drafted": date(2022, 8, 31), "supplied": date(2022, 9, 5)}
    return {
        "name": "“走在前、开新局”主题系列新闻发布会芝罘区专场",
        "channel": "conference",
        "claims": 80,
        "due": date(2022, 9, 8),
        **_standing(days, "区委宣传部"),
    }
