"""What clerks said headings mean: used for every later sheet of the kind, and kept with who said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..entries import Entry
from ..journal import KnownHeading
from .blanks import fold
from .columns import field_keys
from .labels import read_label
from .problems import Bilingual, Problem
from .recognising import known_specs
from .table import Header, Table


class HeadingsMemory:
    """Meanings of headings: those kept from earlier loads, and those said for this one, which win.

    Parameters
    ----------
    said
        Field name or label by heading; empty for a column to leave out.
    kinds
        The kinds that sheets may be of.
    """

    def __init__(self, said: Mapping[str, str], kinds: Iterable[type[Entry]]) -> None:
        self._said = {fold(heading): field for heading, field in said.items()}
        self._by_kind: dict[str, dict[str, str]] = defaultdict(dict)
        for kind, heading, field in KnownHeading.objects.values_list("kind", "heading", "field"):
            self._by_kind[kind][heading] = field
        if self._said:
            for entry_kind in kinds:
                self._by_kind[entry_kind.kind()].update(self._meant(entry_kind))

    def by_kind(self) -> Mapping[str, Mapping[str, str]]:
        """Field names by heading for each kind by slug."""
        return self._by_kind

    def _meant(self, kind: type[Entry]) -> dict[str, str]:
        """What was said for this load, where the kind has such a field."""
        found = {heading: _field(kind, text) for heading, text in self._said.items()}
        return {heading: name for heading, name in found.items() if name is not None}

    def problems(self, sheets: Iterable[tuple[Table, type[Entry]]]) -> list[Problem]:
        """Headings that were said to be a field which the sheet's kind lacks."""
        return [
            _no_such_field(kind, table, header, self._said[fold(header.label)])
            for table, kind in sheets
            for header in table.header
            if fold(header.label) in self._said.keys() - self._meant(kind).keys()
        ]

    def unused(self, labels: Iterable[str]) -> list[Problem]:
        """Headings spoken of that no sheet has."""
        there = {fold(label) for label in labels}
        return [_no_such_heading(heading) for heading in self._said if heading not in there]

    def keep(self, sheets: Iterable[tuple[Table, type[Entry]]], actor: Any, now: datetime) -> None:
        """Remember what was said for the headings of these sheets, where it is new."""
        before: dict[tuple[str, str], str] = {}
        for kind, heading, field in KnownHeading.objects.values_list("kind", "heading", "field"):
            before[kind, heading] = field
        for table, entry_kind in sheets:
            headings = {fold(header.label) for header in table.header}
            for heading, field in self._meant(entry_kind).items():
                key = (entry_kind.kind(), heading)
                if heading in headings and before.get(key) != field:
                    before[key] = field
                    KnownHeading.objects.create(kind=key[0], heading=heading, field=field, actor=actor, recorded_at=now)


def _field(kind: type[Entry], text: str) -> str | None:
    """The field of a kind that a text names, empty for none, None if there is no such field."""
    if not text.strip():
        return ""
    spec = field_keys(known_specs(kind)).get(read_label(text).whole)
    return spec.name if spec else None


def _no_such_field(kind: type[Entry], table: Table, header: Header, field: str) -> Problem:
    label, specs = kind.label(), known_specs(kind)
    message = Bilingual(
        f"“{header.label}”对应的“{field}”不是{label.zh}的列",
        f"“{field}”, said for “{header.label}”, is no column of {label.en}",
    )
    accepted = Bilingual("、".join(s.label for s in specs), ", ".join(s.name for s in specs))
    return Problem(table.file, table.sheet, header.address, "", field, message, accepted)


def _no_such_heading(heading: str) -> Problem:
    return Problem(
        "",
        "",
        "",
        "",
        heading,
        Bilingual(f"文件里没有“{heading}”这一列", f"the files have no column “{heading}”"),
        Bilingual("与表头一致的列名", "a heading as it stands in the sheet"),
    )
