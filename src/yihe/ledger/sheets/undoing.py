"""Take a load back: exactly what it did, nothing that came after it, and visible in the history as any change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..entries import Entry, Record
from ..journal import Load, StageChange
from ..kinds import entry_kinds
from ..places import Place, link_parents
from ..policy import NotAllowed, confinement, may
from .problems import Bilingual
from .recognising import loading_order
from .results import Progress
from .writing import Occasion, add_stages, close_stages, update_entries

_CHUNK = 500
_SHOWN = 20
_KEPT = {"id", "version", "load_id"}
"""Columns that an undo does not set back: they tell of the last write, which is the undo itself."""


class CannotUndo(ValueError):
    """The load cannot be taken back; `message` says why, `entries` names what stands in the way."""

    def __init__(self, message: Bilingual, entries: Sequence[str] = ()) -> None:
        super().__init__(f"{message.zh} / {message.en}")
        self.message = message
        self.entries = list(entries)


@dataclass
class Undone:
    """What an undo did, or would do; `load` is its own entry in the journal once it is written."""

    undoes: Load
    removed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[tuple[str, str]] = field(default_factory=list)
    load: Load | None = None


def undo(
    load: Load, *, actor: Any, reason: str = "", dry_run: bool = False, progress: Progress | None = None
) -> Undone:
    """Take back what a load did.

    Entries it brought are marked as deleted, fields it changed have their former values again, its
    stage changes are superseded and those it superseded hold again. All of it is recorded as of now:
    questions about earlier moments are answered as before.

    Parameters
    ----------
    dry_run
        Only say what it would do.

    Raises
    ------
    CannotUndo
        It is an undo itself or taken back already, or later changes touched the same entries, or later
        entries refer to those it brought.
    NotAllowed
    """
    if not may(actor, "load"):
        raise NotAllowed(_("Taking a load back needs the clerk's role."))
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load.pk)
        _require_open(load)
        result = _Undo(load, actor, reason, progress).go()
        transaction.set_rollback(dry_run)
    if dry_run:
        result.load = None
    return result


def _require_open(load: Load) -> None:
    if load.undoes_id:
        message = Bilingual(
            f"{load} 本身是一次撤销；要恢复，请重新导入原文件。",
            f"{load} is an undo itself; load the files again to have their entries back.",
        )
        raise CannotUndo(message)
    if done := Load.objects.filter(undoes=load).first():
        raise CannotUndo(Bilingual(f"{load} 已由 {done} 撤销。", f"{load} was taken back by {done} already."))


class _Undo:
    """One undo inside the caller's transaction."""

    def __init__(self, load: Load, actor: Any, reason: str, progress: Progress | None) -> None:
        self._load = load
        self._progress = progress
        self._now = timezone.now()
        self._confined_to = confinement(actor)
        self._undo = Load.objects.create(
            actor=actor, actor_name=actor.get_username(), recorded_at=self._now, undoes=load, reason=reason
        )
        said = f"：{reason}" if reason else ""
        self._occasion = Occasion(self._undo, self._now, f"撤销导入 {load}{said}")
        self._result = Undone(load, load=self._undo)
        self._taken_back = _moments(
            Load.objects.filter(undone_by__isnull=False) | Load.objects.filter(undoes__isnull=False)
        )
        self._brought: dict[type[Entry], set[int]] = {}

    def go(self) -> Undone:
        steps = [_Step(kind, self._load) for kind in sorted(entry_kinds().values(), key=loading_order)]
        steps = [step for step in steps if step.ids]
        for step in steps:
            self._require_untouched(step)
            self._brought[step.kind] = step.brought
        for step in steps:
            self._require_unreferred(step.kind)
        # What refers to others goes before what it refers to.
        for number, step in enumerate(reversed(steps)):
            if self._progress:
                self._progress(str(step.kind.label()), number, len(steps))
            self._take_back(step)
        self._undo.removed, self._undo.changed = len(self._result.removed), len(self._result.restored)
        self._undo.save()
        return self._result

    # What stands in the way -------------------------------------------------------------------

    def _require_untouched(self, step: _Step) -> None:
        touched = {
            pk
            for pk, history_id, load_id, moment in step.later_rows()
            if history_id > step.ids[pk] and self._taken_back.get(load_id or 0) != moment
        }
        if touched:
            names = _names(step.kind, touched)
            shown = "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")
            message = Bilingual(
                f"之后又有人改过其中 {len(names)} 条，不能撤销：{shown}",
                f"{len(names)} of its entries were changed since; they are in the way: {shown}",
            )
            raise CannotUndo(message, names)
        self._require_inside(step)

    def _require_inside(self, step: _Step) -> None:
        if not self._confined_to or not issubclass(step.kind, Record):
            return
        for ids in _chunks(step.ids):
            codes = step.kind._default_manager.filter(pk__in=ids).values_list("place__code", flat=True)
            if not all(code.startswith(self._confined_to) for code in codes):
                raise NotAllowed(_("Some of its entries are not in your area."))

    def _require_unreferred(self, kind: type[Entry]) -> None:
        names = [
            name for other, field_name in _references_to(kind) for name in self._referring(kind, other, field_name)
        ]
        if names:
            shown = "、".join(names[:_SHOWN])
            message = Bilingual(
                f"有条目引用了这次导入的{kind.label().zh}，不能撤销：{shown}",
                f"entries refer to {kind.label().en} that it brought; they are in the way: {shown}",
            )
            raise CannotUndo(message, names)

    def _referring(self, kind: type[Entry], other: type[Entry], field_name: str) -> Iterator[str]:
        also_brought = self._brought.get(other, set())
        for ids in _chunks(self._brought[kind]):
            rows = other._default_manager.filter(**{f"{field_name}__in": ids}, deleted_at__isnull=True)
            for pk, code, name in rows.values_list("pk", "code", "name")[: _SHOWN + len(also_brought)]:
                if pk not in also_brought:
                    yield f"{code} {name}"

    # Taking back ------------------------------------------------------------------------------

    def _take_back(self, step: _Step) -> None:
        entries = []
        for entry, before in step.entries():
            if before is None:
                entry.deleted_at, entry.deleted_reason = self._now, self._occasion.reason[:300]
                self._result.removed.append((entry.code, entry.name))
            else:
                _set_back(entry, before)
                self._result.restored.append((entry.code, entry.name))
            entry.version += 1
            entry.load_id = self._undo.pk
            entries.append(entry)
        update_entries(step.kind, entries, self._occasion)
        if issubclass(step.kind, Record):
            self._take_stages_back(step.kind)
        if step.kind is Place:
            link_parents(Place.objects.present())

    def _take_stages_back(self, kind: type[Entry]) -> None:
        changes = StageChange.objects.filter(kind=kind.kind(), withdrawn=False)
        own = changes.filter(load=self._load)
        # A load closes what it corrects at its own moment.
        closed = changes.filter(superseded_at=self._load.recorded_at).exclude(load=self._load)
        held_before = list(closed.values_list("record_id", "stage", "business_date"))
        close_stages(list(own.filter(superseded_at__isnull=True).values_list("pk", flat=True)), self._now)
        add_stages(kind, held_before, self._occasion)


class _Step:
    """The entries of one kind that a load wrote, by the history rows that say so."""

    def __init__(self, kind: type[Entry], load: Load) -> None:
        self.kind = kind
        self._history = kind.history.model.objects.order_by()  # type: ignore[attr-defined]
        # An edit by hand keeps the load's number but not its moment.
        own = self._history.filter(load=load, history_date=load.recorded_at)
        self.ids: dict[int, int] = dict(own.values_list("id", "history_id"))
        self._before = self._rows_before()
        self.brought = self.ids.keys() - self._before.keys()

    def _rows_before(self) -> dict[int, int]:
        """The last history row of each entry before the load's."""
        found: dict[int, int] = {}
        for ids in _chunks(self.ids):
            for pk, history_id in self._history.filter(id__in=ids).values_list("id", "history_id"):
                if history_id < self.ids[pk]:
                    found[pk] = max(history_id, found.get(pk, 0))
        return found

    def later_rows(self) -> Iterator[tuple[int, int, int | None, datetime]]:
        """Entry, history row, load and moment of every row of these entries."""
        for ids in _chunks(self.ids):
            yield from self._history.filter(id__in=ids).values_list("id", "history_id", "load_id", "history_date")

    def entries(self) -> Iterator[tuple[Entry, Any]]:
        """Each entry as it stands, with its row before the load, None for one the load brought."""
        for ids in _chunks(self.ids):
            before = {
                row.id: row
                for row in self._history.filter(history_id__in=[self._before[i] for i in ids if i in self._before])
            }
            for entry in self.kind._default_manager.select_for_update().filter(pk__in=ids).order_by("code"):
                yield entry, before.get(entry.pk)


def _set_back(entry: Entry, before: Any) -> None:
    for column in entry._meta.concrete_fields:
        if column.attname not in _KEPT:
            setattr(entry, column.attname, getattr(before, column.attname))


def _references_to(kind: type[Entry]) -> list[tuple[type[Entry], str]]:
    """Kinds and their fields that refer to entries of a kind, other than what is derived from codes."""
    return [
        (other, f.name)
        for other in entry_kinds().values()
        for f in other._meta.fields
        if f.is_relation and f.related_model is kind and f.editable
    ]


def _moments(loads: Any) -> dict[int, datetime]:
    return dict(loads.values_list("pk", "recorded_at"))


def _names(kind: type[Entry], ids: Iterable[int]) -> list[str]:
    rows = [
        row for chunk in _chunks(ids) for row in kind._default_manager.filter(pk__in=chunk).values_list("code", "name")
    ]
    return [f"{code} {name}" for code, name in sorted(rows)]


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    found = list(ids)
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]
