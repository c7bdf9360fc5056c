"""The records behind a figure, narrowed to those the reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from yihe.indicators.define import Indicator
from yihe.indicators.engine import records_of
from yihe.ledger.entries import Entry, Record
from yihe.ledger.policy import User, visible

from .columns import light
from .selection import Selection

_CHUNK = 500
"""Keys in one query; far below SQLite's limit on bound values."""


class Behind:
    """Records of one kind behind a figure, by primary key; entries are read a page at a time."""

    def __init__(self, kind: type[Record], ids: Sequence[int], user: User) -> None:
        self.kind = kind
        self.ids = list(ids)
        self._user = user

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part: slice) -> list[Entry]:
        return self._read(self.ids[part])

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self.ids), _CHUNK):
            yield from self._read(self.ids[start : start + _CHUNK])

    def _read(self, ids: Sequence[int]) -> list[Entry]:
        found = visible(self._user, _all_light(self.kind)).in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]


def _all_light(kind: type[Record]) -> QuerySet[Any]:
    """Entries without shapes, deleted ones included: a past answer may rest on them."""
    links = [n for n in ("place", "responsible") if n in {f.name for f in kind._meta.fields}]
    return kind._default_manager.select_related(*links).defer("geometry", *(f"{n}__geometry" for n in links))


def behind(indicator: Indicator, selection: Selection, user: User) -> list[Behind]:
    """The records an indicator's value was computed from, by kind."""
    sets = records_of(indicator, selection.place, selection.span, selection.as_of)
    return [Behind(s.kind, _seen(s.kind, s.ids, user), user) for s in sets]


def _seen(kind: type[Record], ids: Sequence[int], user: User) -> Sequence[int]:
    """Keys the reader may see; nothing is asked where the reader may see all."""
    everything = light(kind, related=False)
    narrowed = visible(user, everything)
    if str(narrowed.query) == str(everything.query):
        return ids
    seen = set(narrowed.values_list("pk", flat=True))
    return [pk for pk in ids if pk in seen]
