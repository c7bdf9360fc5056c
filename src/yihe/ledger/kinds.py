"""The register of everything a ledger can hold, found from the declared models."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import models

from .entries import Entry, Record

Field = models.Field  # shorter name for annotations below


class UnknownKind(LookupError):
    """No kind of entry has that slug or name."""


@cache
def entry_kinds() -> dict[str, type[Entry]]:
    """Every kind of entry by slug: places, parties, then record kinds in order of declaration."""
    return {m.kind(): m for m in apps.get_models() if issubclass(m, Entry)}


@cache
def record_kinds() -> dict[str, type[Record]]:
    """Every record kind by slug."""
    return {slug: m for slug, m in entry_kinds().items() if issubclass(m, Record)}


def entry_kind(name: str) -> type[Entry]:
    """The kind with this slug or label."""
    kinds = entry_kinds()
    if name in kinds:
        return kinds[name]
    for kind in kinds.values():
        if name in kind.label().all:
            return kind
    raise UnknownKind(f"{name!r}: {', '.join(kinds)}")


_ENTRY_FIELDS = {f.name for f in Entry._meta.fields}
_RECORD_FIELDS = {f.name for f in Record._meta.fields}


def own_fields(kind: type[Entry]) -> list[models.Field]:
    """The fields a kind declares itself, beyond those that all entries share."""
    shared = _RECORD_FIELDS if issubclass(kind, Record) else _ENTRY_FIELDS
    return [f for f in kind._meta.fields if f.name not in shared and not f.primary_key and f.editable]


def editable_fields(kind: type[Entry]) -> list[models.Field]:
    """Every field a person may fill in, shared ones included."""
    return [f for f in kind._meta.fields if f.editable and not f.primary_key]
