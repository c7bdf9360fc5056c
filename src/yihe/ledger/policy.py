"""Who may do what to which entries: one policy for pages, commands and exports alike."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from .entries import Entry, Record
from .officers import Officer, Role

_KNOWN = "_officer_known_to_policy"
Action = Literal["view", "add", "edit", "move", "delete", "load", "audit", "personal"]
User = AbstractBaseUser | AnonymousUser | None

_READ: frozenset[Action] = frozenset({"view"})
_FIELD_WORK: frozenset[Action] = _READ | {"move"}
_WRITE: frozenset[Action] = _FIELD_WORK | {"add", "edit", "delete", "load"}

RIGHTS: dict[str, frozenset[Action]] = {
    Role.ADMINISTRATOR: _WRITE | {"audit", "personal"},
    Role.LEADER: _READ,
    Role.COMMANDER: _FIELD_WORK,
    Role.CLERK: _WRITE | {"personal"},
    Role.PLANNER: _READ,
    Role.DISPATCHER: _FIELD_WORK | {"personal"},
    Role.PRESS: _READ,
    Role.AUDITOR: _READ | {"audit", "personal"},
}
"""What each role may do inside the place it is confined to."""


class NotAllowed(Exception):
    """The policy does not allow this; the message says what, in the reader's language."""


def officer_of(user: User) -> Officer | None:
    """The role of a signed-in person; None for a stranger. Asked once for each user object."""
    if user is None or not user.is_authenticated:
        return None
    if not hasattr(user, _KNOWN):
        setattr(user, _KNOWN, Officer.objects.filter(user_id=user.pk).select_related("place").first())
    officer: Officer | None = getattr(user, _KNOWN)
    return officer


def may(user: User, action: Action, target: type[Entry] | Entry | None = None) -> bool:
    """Whether `user` may do `action` to an entry, to entries of a kind, or at all."""
    if user is not None and getattr(user, "is_superuser", False):
        return True
    officer = officer_of(user)
    if officer is None or action not in RIGHTS.get(officer.role, frozenset()):
        return False
    return _inside(officer, target)


def _inside(officer: Officer, target: type[Entry] | Entry | None) -> bool:
    """A person confined to a place acts only on records there; kinds as a whole are open to all."""
    if officer.place is None or not isinstance(target, Record):
        return True
    return target.place.code.startswith(officer.place.prefix)


def visible(user: User, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows of a queryset that `user` may see."""
    if user is not None and getattr(user, "is_superuser", False):
        return queryset
    officer = officer_of(user)
    if officer is None:
        return queryset.none()
    if officer.place is None or not issubclass(queryset.model, Record):
        return queryset
    return queryset.filter(place__code__startswith=officer.place.prefix)


def confinement(user: User) -> str:
    """The code prefix a person is confined to, empty for the whole ledger."""
    officer = None if getattr(user, "is_superuser", False) else officer_of(user)
    return officer.place.prefix if officer and officer.place else ""
