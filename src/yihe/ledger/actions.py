"""Every change of an entry, one function an action: it asks the policy, checks, writes, and keeps the history.

Pages, commands and the loader change the ledger through these and through nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .entries import Entry, Record
from .journal import StageChange
from .places import Place, link_parents
from .policy import Action, NotAllowed, may

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)
Actor = User | None


class Conflict(Exception):
    """Somebody else changed the entry since it was read.

    Attributes
    ----------
    current : Entry
        The entry as it stands now.
    """

    def __init__(self, current: Entry) -> None:
        super().__init__(_("This entry was changed by somebody else in the meantime."))
        self.current = current


def create(
    kind: type[E], values: Mapping[str, Any], *, actor: Actor, reason: str = "", business_date: date | None = None
) -> E:
    """Add an entry.

    Parameters
    ----------
    values
        By field name; ``geometry`` is WGS 84 WKB.
    business_date
        The day it entered its stage, today if left out.

    Raises
    ------
    NotAllowed, ValidationError
        Nothing is written then.
    """
    entry = kind()
    _assign(entry, values)
    _require(actor, "add", entry)
    if isinstance(entry, Record):
        entry.stage = entry.stage or (entry.stages.names[0] if len(entry.stages) else "")
        entry.stage_date = (business_date or entry.stage_date or timezone.localdate()) if entry.stage else None
    entry.full_clean()
    with transaction.atomic():
        _write(entry, actor, reason)
        if isinstance(entry, Record) and entry.stage:
            _note_stage(entry, actor, reason)
    return entry


def edit(entry: E, values: Mapping[str, Any], *, version: int, actor: Actor, reason: str = "") -> E:
    """Change fields of an entry that was read at `version`.

    The stage is not edited but moved (:func:`move`).

    Raises
    ------
    Conflict
        If the entry has another version by now; nothing is written.
    NotAllowed, ValidationError
    """
    _require(actor, "edit", entry)
    with transaction.atomic():
        current = _claim(entry, version)
        _assign(current, {k: v for k, v in values.items() if k not in ("stage", "stage_date")})
        _require(actor, "edit", current)
        current.full_clean()
        _write(current, actor, reason)
    return current


def move(record: R, stage: str, *, business_date: date, version: int, actor: Actor, reason: str = "") -> R:
    """Move a record to another stage on the day it happened.

    Raises
    ------
    ValidationError
        If the transition table does not allow the move, or the day lies in the future or before
        the day of the present stage.
    """
    _require(actor, "move", record)
    with transaction.atomic():
        current = _claim(record, version)
        _check_move(current, stage, business_date)
        current.stage, current.stage_date = stage, business_date
        _write(current, actor, reason)
        _note_stage(current, actor, reason)
    return current


def delete(entry: E, *, version: int, actor: Actor, reason: str) -> E:
    """Mark an entry as deleted; it stays in the database and in earlier answers."""
    if not reason.strip():
        raise ValidationError({"reason": _("A deletion needs a reason.")})
    _require(actor, "delete", entry)
    with transaction.atomic():
        current = _claim(entry, version)
        current.deleted_at, current.deleted_reason = timezone.now(), reason.strip()
        _write(current, actor, reason)
    return current


def restore(entry: E, *, version: int, actor: Actor, reason: str = "") -> E:
    """Take a deletion back."""
    _require(actor, "delete", entry)
    with transaction.atomic():
        current = _claim(entry, version)
        current.deleted_at, current.deleted_reason = None, ""
        _write(current, actor, reason)
    return current


def _require(actor: Actor, action: Action, target: Entry) -> None:
    if not may(actor, action, target):
        raise NotAllowed(_("You may not do this to “%(entry)s”.") % {"entry": target})


def _assign(entry: Entry, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == "geometry":
            entry.set_geometry(value)
        else:
            setattr(entry, name, value)
    entry.derive()


def _claim(entry: E, version: int) -> E:
    """The entry as it stands, locked; a conflict if it has moved on."""
    current: E = type(entry)._default_manager.select_for_update().get(pk=entry.pk)  # type: ignore[assignment]
    if current.version != version:
        raise Conflict(current)
    return current


def _check_move(record: Record, stage: str, day: date) -> None:
    stages = record.stages
    if stage not in stages or not stages.may_move(record.stage, stage):
        allowed = "、".join(str(stages[s].label) for s in stages.from_here(record.stage)) or "—"
        raise ValidationError(
            {
                "stage": _("From “%(now)s” a record may move to: %(allowed)s.")
                % {"now": record.stage_label, "allowed": allowed}
            }
        )
    if day > timezone.localdate():
        raise ValidationError({"business_date": _("The day lies in the future.")})
    if record.stage_date and day < record.stage_date:
        raise ValidationError(
            {
                "business_date": _("The day lies before %(day)s, when the present stage began.")
                % {"day": record.stage_date}
            }
        )


def _write(entry: Entry, actor: Actor, reason: str) -> None:
    now = timezone.now()
    if entry.pk:
        entry.version += 1
    entry._history_user = actor  # type: ignore[attr-defined]
    entry._history_date = now  # type: ignore[attr-defined]
    entry._change_reason = reason  # type: ignore[attr-defined]
    entry.save()
    if isinstance(entry, Place):
        link_parents([entry])


def _note_stage(record: Record, actor: Actor, reason: str, now: datetime | None = None) -> None:
    assert record.stage_date is not None
    StageChange.objects.create(
        kind=record.kind(),
        record_id=record.pk,
        stage=record.stage,
        business_date=record.stage_date,
        recorded_at=now or timezone.now(),
        actor=actor,
        reason=reason,
    )
