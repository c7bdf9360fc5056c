"""A fingerprint of the ledger's state, so that answers can be kept until something is written."""

from __future__ import annotations

from functools import cache as once

from django.core.cache import cache
from django.db import connection

from yihe.ledger.entries import Nature
from yihe.ledger.journal import Load, StageChange
from yihe.ledger.kinds import entry_kinds


def ledger_revision() -> str:
    """Changes with every write to any kind of entry; one query of primary-key maxima."""
    with connection.cursor() as cursor:
        cursor.execute(_revision_sql())
        return "-".join(str(n or 0) for n in cursor.fetchone())


@once
def _revision_sql() -> str:
    quote = connection.ops.quote_name
    tables = [(kind.history.model._meta.db_table, "history_id") for kind in entry_kinds().values()]
    tables += [(StageChange._meta.db_table, "id"), (Load._meta.db_table, "id")]
    return "SELECT " + ", ".join(f"(SELECT MAX({quote(key)}) FROM {quote(table)})" for table, key in tables)


def holds_sample() -> bool:
    """Whether any entry of the ledger is synthetic."""
    key = f"web.sample.{ledger_revision()}"
    held = cache.get(key)
    if held is None:
        held = _find_sample()
        cache.set(key, held)
    return bool(held)


def _find_sample() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_sample_sql(), [Nature.SAMPLE.value] * len(entry_kinds()))
        return bool(cursor.fetchone()[0])


@once
def _sample_sql() -> str:
    quote = connection.ops.quote_name
    tests = [
        f"EXISTS(SELECT 1 FROM {quote(kind._meta.db_table)} WHERE nature = %s AND deleted_at IS NULL)"
        for kind in entry_kinds().values()
    ]
    return "SELECT " + " OR ".join(tests)
