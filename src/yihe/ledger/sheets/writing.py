"""Write the outcomes of a load in bulk, with history, stage changes and provenance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..entries import Entry, Record
from ..journal import Load, StageChange
from ..places import Place, link_parents
from .comparing import Outcome

_BATCH = 2000


def write_outcomes(
    kind: type[Entry], outcomes: Sequence[Outcome], load: Load, file: str, sheet: str, now: datetime
) -> None:
    """Write new and changed entries of one sheet; the caller holds the transaction."""
    for outcome in outcomes:
        _note_source(outcome, load, file, sheet)
    new = [o.entry for o in outcomes if o.is_new]
    changed = [o.entry for o in outcomes if not o.is_new]
    _insert(kind, new, load, file, now)
    _update(kind, changed, load, file, now)
    if issubclass(kind, Record):
        _write_stage_changes(kind, outcomes, load, now)
    if kind is Place:
        link_parents(Place.objects.all())


def _note_source(outcome: Outcome, load: Load, file: str, sheet: str) -> None:
    entry = outcome.entry
    entry.load = load
    entry.source_file, entry.source_sheet, entry.source_row = file[:300], sheet[:120], outcome.draft.row
    entry.version += 0 if outcome.is_new else 1


def _insert(kind: type[Entry], entries: list[Entry], load: Load, file: str, now: datetime) -> None:
    for entry in entries:
        entry.recorded_at = now
    kind._default_manager.bulk_create(entries, batch_size=_BATCH)
    _write_history(kind, entries, load, file, now, update=False)


def _update(kind: type[Entry], entries: list[Entry], load: Load, file: str, now: datetime) -> None:
    if not entries:
        return
    # One upsert by primary key: Django's bulk_update writes a CASE per cell and takes minutes here.
    names = [f.name for f in kind._meta.fields if not f.primary_key]
    kind._default_manager.bulk_create(
        entries, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=names
    )
    _write_history(kind, entries, load, file, now, update=True)


def _write_history(
    kind: type[Entry], entries: list[Entry], load: Load, file: str, now: datetime, *, update: bool
) -> None:
    kind.history.bulk_history_create(  # type: ignore[attr-defined]
        entries,
        batch_size=_BATCH,
        update=update,
        default_user=load.actor,
        default_change_reason=f"导入 {load} {file}",
        default_date=now,
    )


def _write_stage_changes(kind: type[Entry], outcomes: Sequence[Outcome], load: Load, now: datetime) -> None:
    superseded = [pk for o in outcomes for pk in o.superseded]
    for start in range(0, len(superseded), _BATCH):
        StageChange.objects.filter(pk__in=superseded[start : start + _BATCH]).update(superseded_at=now)
    rows = [_stage_change(kind, o, s, d, load, now) for o in outcomes for s, d in o.stage_days.items()]
    StageChange.objects.bulk_create(rows, batch_size=_BATCH)


def _stage_change(
    kind: type[Entry], outcome: Outcome, stage: str, day: date | None, load: Load, now: datetime
) -> StageChange:
    common: dict[str, Any] = {
        "kind": kind.kind(),
        "record_id": outcome.entry.pk,
        "stage": stage,
        "recorded_at": now,
    }
    common |= {"actor": load.actor, "load": load, "reason": f"导入 {load}"}
    if day is None:
        return StageChange(business_date=now.date(), withdrawn=True, superseded_at=now, **common)
    return StageChange(business_date=day, **common)
