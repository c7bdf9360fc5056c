"""Match a table's headers to the fields of a record kind: exactly, closely without doubt, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from yihe.units import Unit, same_dimension

from .blanks import fold
from .cells import Choices
from .labels import Label, read_label, scaled, telling, units_of_note
from .numbers import counts_alike
from .problems import Bilingual, Problem
from .table import Header, Table

Kind = Literal["text", "integer", "decimal", "date", "choice", "boolean", "place", "party", "geometry", "lon", "lat"]
How = Literal["remembered", "exact", "close", "left_out"]
UnitSource = Literal["header", "sheet", "assumed"]

# A close match must be nearly the same label, and clearly nearer than the next field.
_CLOSE = 88.0
_LEAD = 6.0
_SUGGEST = 45.0


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that a column can fill.

    Attributes
    ----------
    name
        Its name in the record.
    labels
        Chinese and English labels and aliases; the first is shown.
    unit
        Unit it is kept in ("CNY", "m2", "户"), None for a pure number or no number.
    choices
        Label, or labels and aliases, by code.
    """

    name: str
    labels: tuple[str, ...]
    kind: Kind = "text"
    unit: str | None = None
    required: bool = False
    choices: Choices | None = None

    @property
    def label(self) -> str:
        """The label to show."""
        return self.labels[0] if self.labels else self.name


@dataclass(frozen=True, slots=True)
class Match:
    """What one header is taken for.

    Attributes
    ----------
    header
        The header.
    field
        The field it fills, or None.
    how
        Why: remembered from before, the same label, or a close one; "left_out" if someone said that
        the column is no field.
    unit, unit_source
        Unit of the column's bare numbers and where it was read; "assumed" if nothing in the sheet
        says it and the field's own unit is taken.
    suggestion
        For a header without field: the label it resembles most, if any.
    """

    header: Header
    field: FieldSpec | None = None
    how: How | None = None
    unit: Unit | None = None
    unit_source: UnitSource | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields of all headers of a table, and what stands in the way of loading it."""

    matches: tuple[Match, ...]
    missing: tuple[FieldSpec, ...]
    problems: tuple[Problem, ...] = ()
    fields: tuple[FieldSpec, ...] = field(default=(), repr=False)

    @property
    def by_field(self) -> dict[str, Match]:
        """Matches by field name."""
        return {match.field.name: match for match in self.matches if match.field}

    def matched(self) -> list[tuple[Header, FieldSpec, Unit | None]]:
        """Header, field and unit of bare numbers, for every header that found a field."""
        return [(match.header, match.field, match.unit) for match in self.matches if match.field]

    @property
    def unmatched(self) -> tuple[Match, ...]:
        """Headers without a field."""
        return tuple(match for match in self.matches if match.field is None)

    @property
    def ok(self) -> bool:
        """Whether rows can be read: no required field is missing and no header is in doubt."""
        return not self.missing and not self.problems

    def score(self) -> float:
        """How well the table fits the fields, 0 to 1, to choose the record kind a sheet is for.

        Half is the share of required fields that are there, half the share of headers that found
        their field.
        """
        if not self.by_field:
            return 0.0
        required = [spec for spec in self.fields if spec.required]
        present = 1.0 - len(self.missing) / len(required) if required else 1.0
        labelled = sum(1 for match in self.matches if match.header.label)
        return 0.5 * present + 0.5 * len(self.by_field) / max(labelled, 1)


def match_columns(
    table: Table, fields: Sequence[FieldSpec], *, remembered: Mapping[str, str] | None = None
) -> ColumnMap:
    """Match headers to fields.

    Parameters
    ----------
    table
        The table; its unit line applies to columns that name no unit of their own.
    fields
        The fields of the record kind.
    remembered
        Field names by header label, as confirmed by someone for an earlier sheet; "" means that the
        column is to be left out. They go before everything else.

    Returns
    -------
    ColumnMap
        With problems, not exceptions, where two headers claim one field or a unit does not fit.
    """
    return _Matcher(table, fields, remembered or {}).result()


def rank_kinds(table: Table, kinds: Mapping[str, Sequence[FieldSpec]]) -> list[tuple[str, ColumnMap]]:
    """Record kinds a table may be for, best first; kinds with no matching header are left out."""
    maps = [(name, match_columns(table, fields)) for name, fields in kinds.items()]
    return sorted((m for m in maps if m[1].score() > 0), key=lambda m: -m[1].score())


class _Matcher:
    """Assigns headers in order of certainty: remembered, whole label, lowest label, close label."""

    def __init__(self, table: Table, fields: Sequence[FieldSpec], remembered: Mapping[str, str]) -> None:
        self._table = table
        self._fields = fields
        self._by_name = {spec.name: spec for spec in fields}
        self._keys = field_keys(fields)
        self._labels = {header.index: read_label(header) for header in table.header}
        self._remembered = {fold(label): name for label, name in remembered.items()}
        self._found: dict[int, tuple[FieldSpec, How]] = {}
        self._left_out: set[int] = set()
        self._problems: list[Problem] = []

    def result(self) -> ColumnMap:
        self._recall()
        self._assign("exact", lambda label: self._keys.get(label.whole))
        self._assign("exact", lambda label: self._keys.get(label.leaf))
        self._assign("close", self._close)
        matches = tuple(self._match(header) for header in self._table.header)
        taken = {spec.name for spec, _ in self._found.values()}
        missing = tuple(spec for spec in self._fields if spec.required and spec.name not in taken)
        return ColumnMap(matches, missing, tuple(self._problems), tuple(self._fields))

    def _recall(self) -> None:
        for header in self._table.header:
            name = self._remembered.get(fold(header.label))
            if name == "":
                self._left_out.add(header.index)
            elif name in self._by_name:
                self._found[header.index] = (self._by_name[name], "remembered")
        self._refuse_double("remembered")

    def _open_headers(self) -> list[Header]:
        done = self._found.keys() | self._left_out
        return [header for header in self._table.header if header.index not in done and header.label]

    def _assign(self, how: How, find: Callable[[Label], FieldSpec | None]) -> None:
        taken = {spec.name for spec, _ in self._found.values()}
        for header in self._open_headers():
            spec = find(self._labels[header.index])
            if spec is not None and spec.name not in taken:
                self._found[header.index] = (spec, how)
        self._refuse_double(how)

    def _refuse_double(self, how: How) -> None:
        """Name all headers that claim one field; the first keeps it, so that the list stays short."""
        claims: dict[str, list[Header]] = defaultdict(list)
        for header in self._table.header:
            if header.index in self._found and self._found[header.index][1] == how:
                claims[self._found[header.index][0].name].append(header)
        for name, headers in claims.items():
            for extra in headers[1:]:
                self._found.pop(extra.index)
                self._left_out.add(extra.index)
            if len(headers) > 1:
                self._problems.append(self._double(self._by_name[name], headers))

    def _double(self, spec: FieldSpec, headers: list[Header]) -> Problem:
        named = [f"“{h.label}”（{h.address}）" for h in headers]
        named_en = [f"“{h.label}” ({h.address})" for h in headers]
        return self._problem(
            headers[-1],
            spec.name,
            Bilingual(
                f"{'和'.join(named)}都对应“{spec.label}”",
                f"{' and '.join(named_en)} both stand for “{spec.label}”",
            ),
            Bilingual("保留一列，或改其中一个表头", "keep one column, or rename the other"),
        )

    def _problem(self, header: Header, name: str, message: Bilingual, accepted: Bilingual) -> Problem:
        return Problem(self._table.file, self._table.sheet, header.address, name, header.label, message, accepted)

    def _close(self, label: Label) -> FieldSpec | None:
        ranked = self._ranked(label)
        if not ranked or ranked[0][1] < _CLOSE:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
            return None
        key = ranked[0][2]
        return ranked[0][0] if telling(key) == telling(label.whole) else None

    def _ranked(self, label: Label) -> list[tuple[FieldSpec, float, str]]:
        """Fields by likeness to a label, each with its best key."""
        best: dict[str, tuple[FieldSpec, float, str]] = {}
        found = process.extract(label.whole, self._keys.keys(), scorer=fuzz.ratio, limit=8)
        for key, likeness, _ in found:
            best.setdefault(self._keys[key].name, (self._keys[key], likeness, key))
        return list(best.values())

    def _match(self, header: Header) -> Match:
        if header.index not in self._found:
            how: How | None = "left_out" if self._remembered.get(fold(header.label)) == "" else None
            return Match(header, how=how, suggestion=self._suggestion(header))
        spec, how = self._found[header.index]
        unit, source = self._unit(header, spec)
        return Match(header, spec, how, unit, source)

    def _suggestion(self, header: Header) -> str | None:
        if header.index in self._left_out or not header.label:
            return None
        ranked = self._ranked(self._labels[header.index])
        return ranked[0][0].label if ranked and ranked[0][1] >= _SUGGEST else None

    def _unit(self, header: Header, spec: FieldSpec) -> tuple[Unit | None, UnitSource | None]:
        label = self._labels[header.index]
        if spec.unit is None:
            return None, None
        unit = label.unit or (scaled(label.scale, spec.unit) if label.scale else None)
        if unit is not None:
            self._require_fit(header, spec, unit)
            return unit, "header"
        for named in units_of_note(self._table.unit_note):
            if _fits(named, spec.unit) and not named.dimension.startswith("count:"):
                return named, "sheet"
        return None, "assumed"

    def _require_fit(self, header: Header, spec: FieldSpec, unit: Unit) -> None:
        if spec.unit is None or _fits(unit, spec.unit):
            return
        message = Bilingual(
            f"表头的单位“{unit.symbol}”不能换算为“{spec.label}”所用的“{spec.unit}”",
            f"the header's unit “{unit.symbol}” cannot be converted to “{spec.unit}” of “{spec.label}”",
        )
        accepted = Bilingual(f"可换算为“{spec.unit}”的单位", f"a unit that converts to “{spec.unit}”")
        self._problems.append(self._problem(header, spec.name, message, accepted))


def field_keys(fields: Iterable[FieldSpec]) -> dict[str, FieldSpec]:
    """Fields by the comparable form of each of their names."""
    keys: dict[str, FieldSpec] = {}
    for spec in fields:
        for text in (spec.name, *spec.labels):
            keys.setdefault(read_label(text).whole, spec)
    return keys


def _fits(unit: Unit, target: str) -> bool:
    return unit.symbol == target or same_dimension(unit.symbol, target) or counts_alike(unit, target)
