"""Schools: seven new ones, three of them started, four being prepared; and extensions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from yihe.programmes.schools import School

from ..chance import Journey
from ..ground import Community, communities, site
from ..sheets import Book, Row, Sheet

_WAY = ("clearing", "permitting", "started", "topped_out", "completed", "opened")
_NEW = [
    # name, community, kind, stage; the text names the first and the fourth.
    ("玺萌小学", "玺萌", "primary", "started"),
    ("锦城小学", "锦城", "primary", "topped_out"),
    ("魁玉中学", "魁玉", "middle", "started"),
    ("上尧中学", "上尧", "middle", "permitting"),
    ("幸福河学校", "幸福河", "nine_year", "permitting"),
    ("珠玑西小学", "珠玑西", "primary", "clearing"),
    ("卧龙小学", "卧龙", "primary", "clearing"),
]
_EXTENDED = [("primary", "completed"), ("middle", "started"), ("primary", "opened"), ("primary", "started")]
_CLASSES = {"primary": (24, 36, 45), "middle": (24, 36, 50), "nine_year": (45, 54, 47)}
_OPENING_DAY = date(2023, 9, 1)


def books(chance: Random) -> list[Book]:
    """One workbook of the education bureau."""
    rows = [{"code": f"XX-{n:02}", **row} for n, row in enumerate(_rows(chance), start=1)]
    return [Book("区教育和体育局", "学校建设台账", [Sheet(School, rows)])]


def _rows(chance: Random) -> Iterator[Row]:
    by_name = {c.bare: c for c in communities()}
    for name, community, kind, stage in _NEW:
        days = Journey(_WAY, (25, 60)).until(stage).within(chance, stage, date(2022, 3, 1))
        yield _school(chance, by_name[community], name, kind, "new", days)
    for town, (kind, stage) in zip(chance.sample(communities(), len(_EXTENDED)), _EXTENDED, strict=True):
        days = Journey(_WAY[1:], (25, 60)).until(stage).within(chance, stage, date(2022, 4, 1))
        yield _school(chance, town, f"{town.bare}学校扩建", kind, "extended", days)


def _school(chance: Random, town: Community, name: str, kind: str, works: str, days: dict[str, date]) -> Row:
    least, most, per_class = _CLASSES[kind]
    classes = chance.randrange(least, most + 1, 6) if works == "new" else chance.choice((6, 12))
    seats = classes * per_class
    return {
        **site(chance, town),
        "name": name,
        "school_kind": kind,
        "works": works,
        "classes": classes,
        "seats": seats,
        "floor_area": Decimal(seats * chance.randint(11, 15)),
        "total_investment": Decimal(seats * chance.randint(7, 10)) * 10_000,
        "due": _OPENING_DAY,
        "responsible": "区教育和体育局",
        "stage": list(days)[-1],
        "days": days,
    }
