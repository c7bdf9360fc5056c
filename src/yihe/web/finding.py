"""Search over every kind of entry at once: one query, a few hits of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, TextField, Value

from yihe.ledger.entries import Entry, Record
from yihe.ledger.kinds import entry_kinds
from yihe.ledger.policy import User, confinement

PER_KIND = 8


@dataclass(frozen=True)
class Hit:
    """One entry that matches."""

    code: str
    name: str


@dataclass(frozen=True)
class Found:
    """Entries of one kind that match."""

    kind: type[Entry]
    hits: list[Hit]
    more: bool


def find(query: str, user: User) -> list[Found]:
    """Entries whose code or name holds every word of the query, for a user who may view entries."""
    if not query.split():
        return []
    prefix = confinement(user)  # asked once, not once a kind
    parts = [_query(kind, query, prefix).query.sql_with_params() for kind in entry_kinds().values()]
    # Each part keeps its own limit: a kind with a million hits must not hide the others.
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part, _params in parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [p for _part, params in parts for p in params])
        rows = cursor.fetchall()
    return [_found(slug, list(hits)) for slug, hits in groupby(rows, key=lambda row: row[0])]


def _query(kind: type[Entry], query: str, prefix: str) -> QuerySet[Any]:
    terms = Q()
    for word in query.split():
        terms &= Q(code__icontains=word) | Q(name__icontains=word)
    if prefix and issubclass(kind, Record):
        terms &= Q(place__code__startswith=prefix)
    rows = kind._default_manager.present().filter(terms).order_by("code")
    named = rows.annotate(slug=Value(kind.kind(), output_field=TextField()))
    return named.values_list("slug", "code", "name")[: PER_KIND + 1]


def _found(slug: str, rows: list[tuple[str, str, str]]) -> Found:
    hits = [Hit(code, name) for _slug, code, name in rows]
    return Found(entry_kinds()[slug], hits[:PER_KIND], len(hits) > PER_KIND)
