"""The real ledger as verification sees it: registered indicators, places, records and confirmed bindings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property

from django.conf import settings

from yihe.figures import Figure, infer_place
from yihe.indicators.define import Indicator, Reduction
from yihe.indicators.engine import Value, evaluate_each
from yihe.indicators.register import indicators
from yihe.ledger.entries import Record
from yihe.ledger.fields import QuantityField
from yihe.ledger.kinds import record_kinds
from yihe.ledger.places import Level, Place

from .catalogue import Catalogue
from .memory import Remembered, subject_key
from .remembered import RememberedBinding
from .source import Asked, Told

_WIDER = {
    "全市": Level.CITY,
    "我市": Level.CITY,
    "本市": Level.CITY,
    "全省": Level.PROVINCE,
    "我省": Level.PROVINCE,
}
_NAMES_OF_A_KIND = 5000
# Shorter names (中心, 公园) stand in sentences that mean other things.
_SHORTEST_NAME = 4


@cache
def _catalogue(ids: tuple[str, ...]) -> Catalogue:
    return Catalogue(indicators())


class LedgerSource:
    """The ledger of this installation, read once for one verification."""

    @cached_property
    def catalogue(self) -> Catalogue:
        return _catalogue(tuple(i.id for i in indicators()))

    def values(self, asked: Sequence[Asked], as_of: datetime | None) -> list[Value]:
        return evaluate_each(asked, as_of)

    def home(self, text: str) -> str:
        named = infer_place(text)
        return (self._codes.get(named) if named else None) or str(settings.YIHE_PLACE)

    def code(self, scope: str, home: str) -> str | None:
        return self._above(home, _WIDER[scope]) if scope in _WIDER else self._codes.get(scope)

    def _above(self, code: str | None, level: str) -> str | None:
        """The place itself or the one above it that is of this level."""
        while code and self._levels.get(code) != level:
            code = self.parent(code)
        return code

    def parent(self, code: str) -> str | None:
        return self._parents.get(code)

    def name(self, code: str) -> str:
        return self._names.get(code, "")

    @cached_property
    def _rows(self) -> list[tuple[str, str, str | None, str]]:
        wide = [Level.NATION, Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.SUBDISTRICT]
        places = Place.objects.present().filter(level__in=wide)
        return list(places.values_list("code", "name", "parent__code", "level"))

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {name: code for code, name, _, _ in self._rows}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {code: name for code, name, _, _ in self._rows}

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {code: parent for code, _, parent, _ in self._rows if parent}

    @cached_property
    def _levels(self) -> dict[str, str]:
        return {code: level for code, _, _, level in self._rows}

    def names_with_numbers(self) -> Sequence[str]:
        names: set[str] = set()
        for kind in record_kinds().values():
            named = kind.objects.present().filter(name__regex=r"[0-9]")
            names.update(named.values_list("name", flat=True)[:_NAMES_OF_A_KIND])
        return sorted(names)

    def told_in(self, sentences: str, as_of: datetime | None) -> Sequence[Told]:
        return [told for kind in record_kinds().values() for told in _told_of(kind, sentences, as_of)]

    def holds(self, indicator: Indicator) -> bool:
        return all(self._any(kind) for kind in _kinds(indicator))

    @cached_property
    def _known(self) -> dict[type[Record], bool]:
        return {}

    def _any(self, kind: type[Record]) -> bool:
        if kind not in self._known:
            self._known[kind] = kind.objects.exists()
        return self._known[kind]

    def remembered(self, figure: Figure, place: str) -> Remembered | None:
        key = (subject_key(figure.subject)[:200], figure.unit or "", figure.kind)
        found = self._memories.get((*key, place)) or self._memories.get((*key, ""))
        return found.as_memory() if found else None

    @cached_property
    def _memories(self) -> dict[tuple[str, str, str, str], RememberedBinding]:
        return {(m.subject_key, m.unit, m.kind, m.place): m for m in RememberedBinding.objects.all()}


def _kinds(indicator: Indicator) -> set[type[Record]]:
    own = {indicator.kind} if isinstance(indicator, Reduction) else set()
    return own.union(*(_kinds(part) for part in indicator.parts()))


def _told_of(kind: type[Record], sentences: str, as_of: datetime | None) -> Iterator[Told]:
    """The quantities of those records of a kind that the sentences name."""
    fields = [f for f in kind._meta.get_fields() if isinstance(f, QuantityField) and f.unit]
    if not fields or not sentences:
        return
    named = kind.objects.present().values_list("code", "name")
    codes = [code for code, name in named.iterator() if len(name) >= _SHORTEST_NAME and name in sentences]
    rows = kind.history.as_of(as_of) if as_of else kind.objects.all()
    for record in rows.filter(code__in=codes) if codes else ():
        for field in fields:
            value = getattr(record, field.name)
            if value is not None:
                labels = tuple(dict.fromkeys(getattr(field.verbose_name, "all", (str(field.verbose_name),))))
                yield Told(kind.kind(), record.code, record.name, labels, value, field.unit)
