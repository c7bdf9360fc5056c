"""Statistical codes of places (统计用区划代码): the code is the path, its length the level."""

from __future__ import annotations

from django.db.models import TextChoices

from .labels import Label


class Level(TextChoices):
    """Levels of the administrative division, by the length of the significant code."""

    NATION = "nation", Label("国家", "nation", "全国")
    PROVINCE = "province", Label("省", "province")
    CITY = "city", Label("市", "city", "地级市")
    DISTRICT = "district", Label("区县", "district", "区市", "县级")
    SUBDISTRICT = "subdistrict", Label("街道", "subdistrict", "镇街", "乡镇")
    COMMUNITY = "community", Label("社区", "community", "村居")
    GRID = "grid", Label("网格", "grid cell", "单元网格")


_NATION = "000000"
_LEVEL_BY_DIGITS = {
    0: Level.NATION,
    2: Level.PROVINCE,
    4: Level.CITY,
    6: Level.DISTRICT,
    9: Level.SUBDISTRICT,
    12: Level.COMMUNITY,
    15: Level.GRID,
}


def prefix_of(code: str) -> str:
    """The leading digits that every code at or below this place starts with.

    >>> prefix_of("000000"), prefix_of("370600"), prefix_of("370602"), prefix_of("370602001000")
    ('', '3706', '370602', '370602001')
    """
    if code == _NATION:
        return ""
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 9 and code.endswith("000"):
        code = code[:6]
    if len(code) == 6:
        while len(code) > 2 and code.endswith("00"):
            code = code[:-2]
    return code


def level_of(code: str) -> Level | None:
    """The level a code stands for, None where its length fits none."""
    return _LEVEL_BY_DIGITS.get(len(prefix_of(code)))


def ancestor_codes(code: str) -> list[str]:
    """Codes of the places above, nearest first, in their 6- or more-digit form.

    >>> ancestor_codes("370602001001")
    ['370602001', '370602', '370600', '370000', '000000']
    """
    prefix = prefix_of(code)
    lengths = [n for n in (12, 9, 6, 4, 2, 0) if n < len(prefix)]
    return [prefix[:n].ljust(6, "0") for n in lengths]
