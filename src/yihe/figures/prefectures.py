"""Know the prefectures and provinces by the names texts use, and whose figures a clause opens with."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from yihe.figures.places import PROVINCES, province_named

# What is told of a place's economy, so that 福州 before it is no part of a firm's name (厦门航空).
_ECONOMY = (
    "GDP|地区生产总值|生产总值|经济|规模以上|规上|工业|固定资产|固投|投资|民间投资|社会消费|社零|一般公共|财政|外贸|进出口|[出进]口"
    "|居民|城镇|农村|增速|增幅|总量|体量|第[一二三]产业|制造业|服务业|房地产|基础设施|商品房|常住人口|存贷?款"
)
_OPENS = re.compile(
    r"[，；、\s]*(?:其中|此外|另外|同期|而|但|不过|尽管|虽然)*[，：:]?"
    r"(?:(?:今年|去年|(?:19|20)\d\d年)?(?:[上下]半年|前?[一二三四]季度|\d{1,2}[—\-至]\d{1,2}月|全年)?，?)"
)
_OPENING = frozenset("，；、 \n其此另同而但不尽虽今去12上下前一二三四全")
_OWNS = re.compile(
    "(?:[省市州盟]|地区)?(?:（[^）]{1,8}）)?(?:的|今年|去年|(?:19|20)\\d\\d年的?)?(?:[上下]半年|前?[一二三四]季度)?(?:实现|完成)?"
    f"(?P<rest>(?:{_ECONOMY})[^，]*)"
)
_SIZES, _WIDE = (2, 3, 4), ("省", "自治区", "全国")
# Texts that hold cities against each other.
_AMONG = ("副省级城市", "省会城市", "万亿城市", "各设区市", "计划单列市", "各地市")


@cache
def prefectures() -> dict[str, str]:
    """Return the full names of the prefectures by the names texts use: 福州 → 福州市."""
    full: dict[str, str] = {}
    text = files(__package__).joinpath("prefectures.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for told in line.split()[1:]:
            name, _, whole = told.partition("=")
            full[name] = whole or name + "市"
    return full


@cache
def _full_names() -> dict[str, str]:
    return prefectures() | {name: province_named(name) for name in PROVINCES}


def others_named(text: str, place: str | None) -> dict[str, str]:
    """Return the prefectures and provinces that a province's text, or one that compares cities, names beside itself.

    Parameters
    ----------
    text
        The whole text.
    place
        Whose text it is.

    Returns
    -------
    dict of str
        Full names by the short ones.
    """
    if place is None or not (place.endswith(_WIDE) or any(words in text for words in _AMONG)):
        return {}
    return {short: full for short, full in _full_names().items() if short in text and not place.startswith(short)}


def owner_ahead(words: str, others: dict[str, str]) -> tuple[str, str] | None:
    """Return whose economy words tell of, by the full name, and what is told; None where they name nobody.

    Parameters
    ----------
    words
        The words of a clause, or a subject.
    others
        The places that may be named, see `others_named`.
    """
    opens = _OPENS.match(words) if words[:1] in _OPENING else None
    at = opens.end() if opens else 0
    for size in _SIZES:
        short = words[at : at + size]
        if short in others and (found := _OWNS.match(words, at + size)):
            return others[short], found["rest"]
    return None


# 江苏苏州，90%的社区…: a place alone; 苏州市人民政府副市长季晶介绍，当地…: the one whose official speaks.
_AT = re.compile(r"^[，；、\s]*(?:在|如|比如|例如)?")
_SPEAKS = re.compile("(?:长|主任|书记|负责人|主席)[一-鿿]{2,4}(?:介绍|表示|说|告诉记者|谈到)[，：:]?$")


def place_spoken_of(words: str, others: dict[str, str]) -> str | None:
    """Return the place that is all a clause says, or whose official speaks in it; None where there is none."""
    named = [short for short in others if short in words]
    if not named:
        return None
    last = max(named, key=words.rfind)
    rest = _AT.sub("", words, count=1)
    for short in sorted(named, key=words.find):
        rest = rest.removeprefix(short)
        rest = rest[1:] if rest[:1] in "省市州" else rest
    return others[last] if not rest.strip("，、；") or _SPEAKS.search(words) else None


def heads_place(words: str, others: dict[str, str]) -> str:
    """Return the one place that a heading opens with; nothing where it opens with none or names more."""
    told = words.strip()
    opens = next((short for short in others if told.startswith(short)), "")
    return others[opens] if opens and not any(short in told for short in others if short != opens) else ""


def comes_home(words: str, place: str | None) -> bool:
    """Say whether a clause opens with the text's own place or a whole, and no longer with another's economy."""
    opens = _OPENS.match(words) if words[:1] in _OPENING else None
    return words.startswith(
        ("全国", "中国", "我国", "全省", "全区", (place or "全省")[:2]), opens.end() if opens else 0
    )


def city_told_of(text: str, others: dict[str, str]) -> str | None:
    """Return the place that the last words of a text name last: whose 全市 is, in a province's text."""
    last = max(others, key=lambda name: text.rfind(name), default="")
    return others[last] if last and last in text else None
