"""War zones with the problems on their lists and the guarantees their projects ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from yihe.programmes.warzones import GuaranteeRequest, WarZone, ZoneProblem

from ..chance import Journey, pick
from ..ground import communities, site, subdistricts, town_of
from ..sheets import Book, Row, Sheet

_ZONES = [
    "幸福",
    "芝罘湾",
    "奇山所城",
    "三站",
    "只楚",
    "卧龙",
    "夹河东岸",
    "芝罘岛",
    "世回尧",
    "毓璜顶",
    "东山",
    "通伸",
]
_NUMBERS = "一二三四五六七八九十"
_PROBLEMS, _REQUESTS = 386, 148
_SUBJECTS = {"clearing": 30.0, "permits": 24.0, "utilities": 16.0, "money": 12.0, "complaint": 10.0, "quality": 8.0}
_SAID = {
    "clearing": "征迁清障",
    "permits": "手续办理",
    "utilities": "管线迁改",
    "money": "资金拨付",
    "complaint": "信访化解",
    "quality": "质量整改",
}
_FACTORS = {
    "land": 26.0, "plan": 18.0, "water_power": 18.0, "money": 14.0, "energy": 10.0, "environment": 8.0, "labour": 6.0,
}  # fmt: skip
_PROBLEM_WAY = Journey(("raised", "ordered", "working", "solved", "closed"), (2, 18))
_REQUEST_WAY = Journey(("asked", "conferred", "ordered", "granted", "confirmed"), (3, 16))
_SINCE = date(2022, 2, 14)


def books(chance: Random) -> list[Book]:
    """Three sheets of the supervision office."""
    problems = [{"code": f"ZQ-SX-{n:03}", **row} for n, row in enumerate(_problems(chance), start=1)]
    requests = [{"code": f"YS-{n:03}", **row} for n, row in enumerate(_requests(chance), start=1)]
    sheets = [Sheet(WarZone, list(_zones(chance))), Sheet(ZoneProblem, problems), Sheet(GuaranteeRequest, requests)]
    return [Book("区督查室", "战区机制台账", sheets)]


def _zone_name(number: int) -> str:
    said = _NUMBERS[number] if number < 10 else f"十{_NUMBERS[number - 10]}"
    return f"第{said}战区（{_ZONES[number]}）"


def _zones(chance: Random) -> Iterator[Row]:
    for number, code in enumerate(subdistricts()):
        way = Journey(("drawn", "appointed", "listed", "fighting"), (3, 10))
        days = way.within(chance, "drawn", date(2021, 11, 1), date(2021, 11, 30))
        yield {
            "code": f"ZQU-{number + 1:02}",
            "name": _zone_name(number),
            "subdistrict": code,
            "commander": f"区级领导{number + 1:02}（样例）",
            "members": chance.randint(14, 46),
            "projects": chance.randint(4, 12),
            "responsible": "区督查室",
            "stage": list(days)[-1],
            "days": days,
        }


def _problems(chance: Random) -> Iterator[Row]:
    stages = {"closed": 62.0, "solved": 12.0, "working": 15.0, "ordered": 5.0, "raised": 3.0, "escalated": 3.0}
    for _ in range(_PROBLEMS):
        end = pick(chance, stages)
        if end == "escalated":
            way = Journey(("raised", "ordered", "working", "escalated"), (10, 25))
        else:
            way = _PROBLEM_WAY.until(end)
        first = _SINCE if end in ("closed", "solved") else date(2022, 6, 20)
        yield _problem(chance, way.within(chance, end, first))


def _problem(chance: Random, days: dict[str, date]) -> Row:
    where = site(chance)
    subject = pick(chance, _SUBJECTS)
    return {
        **where,
        "name": f"{town_of(where).bare}项目{_SAID[subject]}",
        "zone": _zone_name(list(subdistricts()).index(where["subdistrict"])),
        "subject": subject,
        "blocked": Decimal(round(chance.lognormvariate(7.2, 1.0))) * 10_000,
        "due": days["raised"] + timedelta(days=chance.choice((30, 45, 60))),
        "responsible": chance.choice(("区征收服务中心", "区行政审批服务局", "区住房和城乡建设局", "区财政局")),
        "stage": list(days)[-1],
        "days": days,
    }


def _requests(chance: Random) -> Iterator[Row]:
    stages = {"confirmed": 60.0, "granted": 14.0, "ordered": 10.0, "conferred": 7.0, "asked": 5.0, "refused": 4.0}
    for _ in range(_REQUESTS):
        end = pick(chance, stages)
        way = Journey(("asked", "conferred", "refused"), (5, 20)) if end == "refused" else _REQUEST_WAY.until(end)
        yield _request(chance, way.within(chance, end, _SINCE if end in ("confirmed", "granted") else date(2022, 7, 1)))


def _request(chance: Random, days: dict[str, date]) -> Row:
    town = chance.choice(communities())
    factor = pick(chance, _FACTORS)
    project = f"{town.bare}重点项目"
    return {
        "subdistrict": town.subdistrict,
        "community": town.code,
        "name": f"{project}要素保障",
        "factor": factor,
        "project": project,
        "blocked": Decimal(round(chance.lognormvariate(8.2, 0.9))) * 10_000,
        "due": days["asked"] + timedelta(days=chance.choice((20, 30, 45))),
        "responsible": chance.choice(("区自然资源局", "区发展和改革局", "区财政局", "区行政审批服务局")),
        "stage": list(days)[-1],
        "days": days,
    }
