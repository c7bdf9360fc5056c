"""Relations of an entry: what it belongs to, and what belongs to it, as the kinds declare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from .entries import Entry, Record
from .labels import Label, as_label
from .parties import Party
from .policy import User, visible

_EVERYWHERE = {"load", "place", "parent"}


@dataclass(frozen=True)
class Relation:
    """Entries of one kind that stand in one relation to an entry.

    Parameters
    ----------
    label
        Upwards the field's name (所属片区); downwards that of the kind which points here.
    kind
        The kind of the related entries.
    upward
        Whether the entry points to them, and not they to it.
    entries
        At most as many as were asked for.
    total
        How many there are, of those the reader may see.
    """

    label: Label
    kind: type[Entry]
    upward: bool
    entries: list[Entry]
    total: int


def related(entry: Entry, user: User, most: int = 20) -> list[Relation]:
    """Every relation of an entry that holds somebody the reader may see: first upwards, then downwards."""
    found = [_upward(entry, field, user) for field in _links(type(entry))]
    found += [_downward(entry, relation, user, most) for relation in _pointing(type(entry))]
    return [relation for relation in found if relation.total]


def walk(entry: Entry, user: User, depth: int, most: int = 20) -> dict[str, Any]:
    """An entry with its relations, and theirs, to some depth; nobody twice on one way."""
    return _walked(entry, user, depth, most, {(entry.kind(), entry.pk)})


def _walked(entry: Entry, user: User, depth: int, most: int, seen: set[tuple[str, int]]) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": entry.kind(), "code": entry.code, "name": entry.name}
    if isinstance(entry, Record) and entry.stage:
        told["stage"] = as_label(entry.stage_label).zh
    if depth:
        told["related"] = [_told(relation, user, depth, most, seen) for relation in related(entry, user, most)]
    return told


def _told(relation: Relation, user: User, depth: int, most: int, seen: set[tuple[str, int]]) -> dict[str, Any]:
    new = [e for e in relation.entries if (e.kind(), e.pk) not in seen]
    further = seen | {(e.kind(), e.pk) for e in new}
    return {
        "relation": relation.label.zh,
        "direction": "up" if relation.upward else "down",
        "total": relation.total,
        # Everything answers to some party: walking on from it would lead everywhere.
        "entries": [_walked(e, user, 0 if isinstance(e, Party) else depth - 1, most, further) for e in new],
    }


def _links(kind: type[Entry]) -> list[models.ForeignKey[Any, Any]]:
    """Fields that point to entries of a programme or to parties; its place and load every entry has."""
    return [f for f in kind._meta.fields if isinstance(f, models.ForeignKey) and f.name not in _EVERYWHERE]


def _pointing(kind: type[Entry]) -> list[tuple[type[Entry], models.ForeignKey[Any, Any]]]:
    """Kinds with a field that points to this one."""
    from .kinds import record_kinds

    return [(k, f) for k in record_kinds().values() for f in _links(k) if f.related_model is kind]


def _upward(entry: Entry, field: models.ForeignKey[Any, Any], user: User) -> Relation:
    target: Any = field.related_model
    key = getattr(entry, field.attname)
    rows = list(_light(visible(user, target.objects.present().filter(pk=key)))) if key else []
    return Relation(as_label(field.verbose_name), target, True, rows, len(rows))


def _downward(
    entry: Entry, relation: tuple[type[Entry], models.ForeignKey[Any, Any]], user: User, most: int
) -> Relation:
    kind, field = relation
    rows = visible(user, kind.objects.present().filter(**{field.attname: entry.pk})).order_by("code")
    first = list(_light(rows)[: most + 1])
    return Relation(kind.label(), kind, False, first[:most], len(first) if len(first) <= most else rows.count())


def _light(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return rows.defer("geometry")
