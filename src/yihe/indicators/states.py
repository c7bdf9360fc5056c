"""In which state the ledger's kinds are, so that columns once read can be used again until something changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.db import connection

from yihe.ledger.entries import Entry, Record
from yihe.ledger.kinds import entry_kinds


@dataclass(frozen=True)
class State:
    """The newest history row of a kind; every write of an entry or of its stages adds one.

    The moment tells two histories with the same numbers apart, as after a restored backup.
    """

    database: str
    newest: int
    moment: str


def database_name() -> str:
    """A short name of the database in use, the same in every process."""
    settings = connection.settings_dict
    told = "|".join(str(settings.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    return sha256(told.encode()).hexdigest()[:16]


def states() -> dict[str, State]:
    """The state of every kind, by one query."""
    newest = " UNION ALL ".join(_newest(slug, kind) for slug, kind in entry_kinds().items())
    database = database_name()
    with connection.cursor() as cursor:
        cursor.execute(newest)
        return {slug: State(database, number, moment) for slug, number, moment in cursor.fetchall()}


def _newest(slug: str, kind: type[Entry]) -> str:
    table = _history_table(kind)
    return (
        f"SELECT '{slug}', history_id, CAST(history_date AS CHAR(40)) FROM {table} "
        f"WHERE history_id = (SELECT MAX(history_id) FROM {table})"
    )


def _history_table(kind: type[Entry]) -> str:
    return connection.ops.quote_name(_history_of(kind))


@cache
def _history_of(kind: type[Entry]) -> str:
    # Each look at `history` makes a manager class anew.
    table: str = kind.history.model._meta.db_table
    return table


def changed_since(kind: type[Record], state: State, most: int) -> list[int] | None:
    """Records written after a state; None where they cannot be told or are more than `most`."""
    history = kind.history.model.objects.order_by()
    if connection.vendor != "sqlite":
        # Numbers of a sequence become visible out of order there: an older one may still be to come.
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT CAST(history_date AS CHAR(40)) FROM {_history_table(kind)} WHERE history_id = %s", [state.newest]
        )
        if cursor.fetchone() != (state.moment,):
            return None
    ids = list(history.filter(history_id__gt=state.newest).values_list("id", flat=True).distinct()[: most + 1])
    return ids if len(ids) <= most else None
