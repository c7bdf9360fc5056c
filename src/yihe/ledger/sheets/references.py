"""Find the place or the entry that a cell means: by code, name, alias or short form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rapidfuzz import process
from shapely.geometry.base import BaseGeometry

from yihe import geo

from ..entries import Entry
from ..places import Level, Place, prefix_of
from .blanks import fold
from .problems import BadCell

_SUFFIXES = {
    Level.SUBDISTRICT: ("街道办事处", "办事处", "街道办", "街道", "街办", "镇", "乡"),
    Level.COMMUNITY: (
        "社区居民委员会",
        "居民委员会",
        "村民委员会",
        "社区居委会",
        "居委会",
        "村委会",
        "社区",
        "村",
    ),
    Level.DISTRICT: ("区", "市", "县"),
    Level.CITY: ("市",),
}
_SPLIT = re.compile(r"[、,;/\s]+")
_SUGGESTIONS = 3
# In “芝罘区向阳街道” the district is only said for completeness.
_ABOVE = (Level.PROVINCE, Level.CITY, Level.DISTRICT)


def key_of(text: str) -> str:
    """What two spellings of one name have in common."""
    return re.sub(r"\s+", "", fold(text)).casefold()


class PlaceIndex:
    """Places by everything a clerk may write for them.

    Parameters
    ----------
    home
        Code of the district whose ledger this is: of several places with one name, those in it win.
    """

    def __init__(self, home: str) -> None:
        self._home = prefix_of(home)
        self._places = list(Place.objects.present())
        self._by_code = {p.code: p for p in self._places}
        self._full: dict[str, list[Place]] = defaultdict(list)
        self._short: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            self._learn(place)
        self._codes = {p.pk: p.code for p in self._places}
        self._found: dict[tuple[str, str], Place] = {}

    def code_of(self, pk: int) -> str:
        """Statistical code of a place by primary key."""
        return self._codes[pk]

    def at_home(self, level: str) -> list[Place]:
        """The district's places of a level, in order of code."""
        found = [p for p in self._places if p.level == level and p.code.startswith(self._home)]
        return sorted(found, key=lambda place: place.code)

    def boundary(self) -> BaseGeometry | None:
        """The district's own area, None where the ledger does not hold it."""
        home = self._by_code.get(self._home)
        return geo.from_wkb(bytes(home.geometry)) if home and home.geometry else None

    def _learn(self, place: Place) -> None:
        names = [place.name, *(_SPLIT.split(place.aliases) if place.aliases else [])]
        for name in filter(None, names):
            self._full[key_of(name)].append(place)
            for short in _short_forms(name, place.level):
                self._short[key_of(short)].append(place)

    def find(self, text: str, level: str = "", inside: Place | None = None) -> Place:
        """The place a cell means.

        Parameters
        ----------
        text
            A statistical code, a name, an alias or a short form.
        level
            Only places of this level, where the column says so (所属街道, 社区).
        inside
            Only places in this one.

        Raises
        ------
        BadCell
            None or several fit; the message lists the nearest.
        """
        memo = (f"{text}|{level}", inside.code if inside else "")
        if memo not in self._found:
            self._found[memo] = self._search(text, level, inside)
        return self._found[memo]

    def _search(self, text: str, level: str, inside: Place | None) -> Place:
        if place := self._by_code.get(text.strip()) or self._by_code.get(text.strip().removesuffix("000")):
            return place
        key = self._without_places_above(key_of(text))
        for table in (self._full, self._short):
            fitting = [p for p in table.get(key, ()) if _fits(p, level, inside)]
            if fitting := self._nearest_home(fitting):
                return self._only(text, fitting)
        raise self._unknown(text, level)

    def _without_places_above(self, key: str) -> str:
        for place in self._places:
            name = key_of(place.name)
            if place.level in _ABOVE and key.startswith(name) and key != name:
                return self._without_places_above(key[len(name) :])
        return key

    def _nearest_home(self, places: list[Place]) -> list[Place]:
        at_home = [p for p in places if p.code.startswith(self._home)]
        return at_home or places

    def _only(self, text: str, places: list[Place]) -> Place:
        if len({p.pk for p in places}) == 1:
            return places[0]
        highest = [p for p in places if len(p.prefix) == min(len(q.prefix) for q in places)]
        if len(highest) == 1:
            return highest[0]
        names = "、".join(f"{p.name}（{p.code}）" for p in places)
        raise BadCell(
            "ambiguous_place",
            f"“{text}”可能是几个地方：{names}",
            f"“{text}” may be one of several places: {names}",
            "写全称或统计用区划代码",
            "the full name or the statistical code",
        )

    def _unknown(self, text: str, level: str) -> BadCell:
        names = [p.name for p in self._places if p.code.startswith(self._home) and (not level or p.level == level)]
        near = "、".join(match[0] for match in process.extract(text, names, limit=_SUGGESTIONS))
        return BadCell(
            "unknown_place",
            f"没有名为“{text}”的地方",
            f"there is no place “{text}”",
            "区划名称或代码" + (f"，例如 {near}" if near else "（区划尚未导入，请先导入行政区划）"),
            "a place's name or code" + (f", such as {near}" if near else " (none loaded yet: load the places first)"),
        )


def _short_forms(name: str, level: str) -> Iterable[str]:
    for suffix in _SUFFIXES.get(Level(level), ()) if level else ():
        if name.endswith(suffix) and len(name) - len(suffix) >= 1:
            short = name.removesuffix(suffix)
            yield short
            # 所城里社区居民委员会 is written 所城里社区, 幸福街道办事处 is written 幸福街道.
            yield from (short + s for s in _SUFFIXES[Level(level)])
            return


def _fits(place: Place, level: str, inside: Place | None) -> bool:
    return (not level or place.level == level) and (inside is None or place.code.startswith(inside.prefix))


class EntryIndex:
    """Entries of one kind by code, name and alias, for the columns that refer to them."""

    def __init__(self, kind: type[Entry]) -> None:
        self._kind = kind
        self._by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
        fields = ["pk", "code", "name"] + (["aliases"] if any(f.name == "aliases" for f in kind._meta.fields) else [])
        for pk, code, name, *aliases in kind._default_manager.filter(deleted_at__isnull=True).values_list(*fields):
            for known in {code, name, *(_SPLIT.split(aliases[0]) if aliases and aliases[0] else ())}:
                if known:
                    self._by_key[key_of(known)].append((pk, name))

    def find(self, text: str) -> int:
        """Primary key of the entry a cell means.

        Raises
        ------
        BadCell
            None or several fit.
        """
        found = self._by_key.get(key_of(text), [])
        if len({pk for pk, _ in found}) == 1:
            return found[0][0]
        raise self._ambiguous(text) if found else self._unknown(text)

    def _unknown(self, text: str) -> BadCell:
        label = self._kind.label()
        near = "、".join(m[0] for m in process.extract(key_of(text), list(self._by_key), limit=_SUGGESTIONS))
        return BadCell(
            "unknown_entry",
            f"{label.zh}中没有“{text}”",
            f"there is no {label.en} “{text}”",
            f"{label.zh}的编号或名称" + (f"，例如 {near}" if near else "（尚未导入）"),
            f"the code or name of a {label.en}" + (f", such as {near}" if near else " (none loaded yet)"),
        )

    def _ambiguous(self, text: str) -> BadCell:
        label = self._kind.label()
        return BadCell(
            "ambiguous_entry",
            f"有几个{label.zh}都叫“{text}”",
            f"several entries of {label.en} are called “{text}”",
            "编号",
            "the code",
        )


class References:
    """Look-ups shared by all sheets of a load; a kind's index is built anew after its entries change."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._indexes: dict[type[Entry], Any] = {}

    def places(self) -> PlaceIndex:
        if Place not in self._indexes:
            self._indexes[Place] = PlaceIndex(self._home)
        index: PlaceIndex = self._indexes[Place]
        return index

    def entries(self, kind: type[Entry]) -> EntryIndex:
        if kind not in self._indexes:
            self._indexes[kind] = EntryIndex(kind)
        index: EntryIndex = self._indexes[kind]
        return index

    def forget(self, kind: type[Entry]) -> None:
        """Entries of this kind changed."""
        self._indexes.pop(kind, None)
