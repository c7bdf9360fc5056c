"""What happened to one entry: its stages with their days, and every former version as before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from yihe.ledger.entries import Entry, Record
from yihe.ledger.journal import StageChange
from yihe.ledger.stages import Stage

from .columns import words_for

VERSIONS_SHOWN = 50
_BOOKKEEPING = {
    "id",
    "version",
    "recorded_at",
    "load",
    "source_file",
    "source_sheet",
    "source_row",
    "min_lon",
    "min_lat",
    "max_lon",
    "max_lat",
}


@dataclass(frozen=True)
class Stop:
    """A stage on the rail: passed, present or coming."""

    stage: Stage
    day: date | None
    state: str


def rail(record: Record) -> list[Stop]:
    """The stages of a record; those beside the main line only where it entered them."""
    days = _days(record)
    line = record.stages.line
    here = line.index(record.stage) if record.stage in line else -1
    stops = []
    for stage in record.stages:
        state = (
            "present"
            if stage.name == record.stage
            else "passed"
            if stage.name in days or (not stage.beside and line.index(stage.name) < here)
            else "coming"
        )
        if not stage.beside or state != "coming":
            stops.append(Stop(stage, days.get(stage.name), state))
    return stops


def _days(record: Record) -> dict[str, date]:
    changes = StageChange.objects.filter(
        kind=record.kind(), record_id=record.pk, superseded_at__isnull=True, withdrawn=False
    )
    return dict(changes.order_by("business_date", "pk").values_list("stage", "business_date"))


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One write: when, by whom, why, and what it changed; the first shows nothing but that it was made."""

    moment: datetime
    actor: str
    reason: str
    first: bool
    changes: list[Change]


def versions(entry: Entry) -> list[Version]:
    """Writes to an entry, newest first."""
    rows = list(entry.history.select_related("history_user").order_by("-history_id")[: VERSIONS_SHOWN + 1])
    fields = [f for f in entry._meta.fields if f.name not in _BOOKKEEPING]
    names = _names_of_links(rows, fields)
    pairs = zip(rows, [*rows[1:], None], strict=True)
    return [_version(new, old, fields, names) for new, old in pairs][:VERSIONS_SHOWN]


Names = dict[tuple[type[models.Model], Any], str]


def _version(new: Any, old: Any, fields: Sequence[Any], names: Names) -> Version:
    actor = str(new.history_user or "")
    changed = [f for f in fields if old is not None and _plain(new, f) != _plain(old, f)]
    changes = [Change(str(f.verbose_name), _words(old, f, names), _words(new, f, names)) for f in changed]
    return Version(new.history_date, actor, new.history_change_reason or "", old is None, changes)


def _plain(row: Any, field: Any) -> Any:
    value = getattr(row, field.attname)
    return bytes(value) if isinstance(value, memoryview) else value


def _words(row: Any, field: Any, names: Names) -> str:
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model, value), str(value or ""))
    if field.name == "stage" and hasattr(row.instance_type, "stages") and value in row.instance_type.stages:
        return str(row.instance_type.stages[value].label)
    return words_for(field, value)


def _names_of_links(rows: Sequence[Any], fields: Sequence[Any]) -> Names:
    """Names of all linked entries in the history, one query a kind."""
    found: Names = {}
    for model in {
        f.related_model for f in fields if isinstance(f, models.ForeignKey) and issubclass(f.related_model, Entry)
    }:
        keys = {getattr(r, f.attname) for r in rows for f in fields if getattr(f, "related_model", None) is model}
        named = model._default_manager.filter(pk__in=keys - {None}).values_list("pk", "name")
        found |= {(model, pk): name for pk, name in named}
    return found
