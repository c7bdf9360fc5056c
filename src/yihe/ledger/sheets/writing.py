"""Write the outcomes of a load in bulk, with history, stage changes and provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.utils import timezone

from ..entries import Entry, Record
from ..journal import Load, StageChange
from ..places import Place, link_parents
from .bulk import TableWriter, allot_ids
from .comparing import Outcome

Advance = Callable[[int], None]
_BATCH = 2000
_ADDED, _CHANGED = "+", "~"
_CHANGE_FIELDS = (
    "kind",
    "record_id",
    "stage",
    "business_date",
    "recorded_at",
    "superseded_at",
    "withdrawn",
    "actor_id",
    "reason",
    "load_id",
)


@dataclass(frozen=True)
class Occasion:
    """What every row written together has in common: the load, the moment, the reason in the history."""

    load: Load
    now: datetime
    reason: str


def write_outcomes(
    kind: type[Entry], outcomes: Sequence[Outcome], occasion: Occasion, file: str, sheet: str, advance: Advance
) -> None:
    """Write new and changed entries of one sheet; the caller holds the transaction."""
    for outcome in outcomes:
        _note_source(outcome, occasion, file, sheet)
    insert_entries(kind, [o.entry for o in outcomes if o.is_new], occasion, advance)
    update_entries(kind, [o.entry for o in outcomes if not o.is_new], occasion, advance)
    if issubclass(kind, Record):
        close_stages([pk for o in outcomes for pk in o.superseded], occasion.now)
        add_stages(kind, ((o.entry.pk, s, d) for o in outcomes for s, d in o.stage_days.items()), occasion)
    if kind is Place:
        link_parents(Place.objects.all())


def _note_source(outcome: Outcome, occasion: Occasion, file: str, sheet: str) -> None:
    entry = outcome.entry
    entry.load_id = occasion.load.pk
    entry.source_file, entry.source_sheet, entry.source_row = file[:300], sheet[:120], outcome.draft.row
    if outcome.is_new:
        entry.recorded_at = occasion.now
    else:
        entry.version += 1


def insert_entries(
    kind: type[Entry], entries: Sequence[Entry], occasion: Occasion, advance: Advance = lambda count: None
) -> None:
    """Add entries and their first history rows."""
    for entry, pk in zip(entries, allot_ids(kind, len(entries)), strict=True):
        entry.pk = pk
    _write(kind, entries, occasion, advance, _ADDED)


def update_entries(
    kind: type[Entry], entries: Sequence[Entry], occasion: Occasion, advance: Advance = lambda count: None
) -> None:
    """Overwrite entries and add a history row for each."""
    _write(kind, entries, occasion, advance, _CHANGED)


def _write(kind: type[Entry], entries: Sequence[Entry], occasion: Occasion, advance: Advance, sign: str) -> None:
    names = ["id", *(f.attname for f in kind._meta.concrete_fields if not f.primary_key)]
    table = TableWriter(kind, names)
    history, common = _history_writer(kind, names, occasion, sign)
    values = attrgetter(*names)
    for start in range(0, len(entries), _BATCH):
        rows = [table.prepared(values(entry)) for entry in entries[start : start + _BATCH]]
        (table.insert if sign == _ADDED else table.update)(rows)
        history.insert(row + common for row in rows)
        advance(len(rows))


def _history_writer(
    kind: type[Entry], names: Sequence[str], occasion: Occasion, sign: str
) -> tuple[TableWriter, tuple[Any, ...]]:
    """The writer of history rows, which repeat the entry's row, and the values common to all of them."""
    model = kind.history.model  # type: ignore[attr-defined]
    common = {
        "history_date": occasion.now,
        "history_change_reason": occasion.reason,
        "history_type": sign,
        "history_user_id": occasion.load.actor_id,
    }
    return TableWriter(model, [*names, *common]), TableWriter(model, list(common)).prepared(common.values())


def close_stages(changes: Sequence[int], now: datetime) -> None:
    """Supersede stage changes by primary key; they stay visible to questions about earlier moments."""
    for start in range(0, len(changes), _BATCH):
        StageChange.objects.filter(pk__in=changes[start : start + _BATCH]).update(superseded_at=now)


def add_stages(kind: type[Entry], days: Iterable[tuple[int, str, date | None]], occasion: Occasion) -> None:
    """Write entries of records into stages; without a day, the note that such an entry was withdrawn."""
    writer = TableWriter(StageChange, _CHANGE_FIELDS)
    now, load, today = occasion.now, occasion.load, timezone.localdate(occasion.now)
    written_by = (load.actor_id, occasion.reason, load.pk)
    writer.insert(
        writer.prepared((kind.kind(), pk, stage, day or today, now, None if day else now, not day, *written_by))
        for pk, stage, day in days
    )
