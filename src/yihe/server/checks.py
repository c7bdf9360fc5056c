"""System checks that refuse to start a ledger that could lose writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

_SYNCHRONOUS_FULL = 2


@register(Tags.database)
def sqlite_keeps_every_write(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """WAL, immediate transactions and full synchronisation, or no start."""
    return [
        message
        for alias in databases or ()
        if connections[alias].vendor == "sqlite"
        for message in _sqlite_messages(alias)
    ]


def _sqlite_messages(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    found: list[CheckMessage] = []
    mode = connection.settings_dict.get("OPTIONS", {}).get("transaction_mode")
    if str(mode).upper() != "IMMEDIATE":
        found.append(
            Error(
                f"SQLite transaction_mode is {mode!r}, not 'IMMEDIATE': concurrent writes would be refused as locked.",
                hint="Use yihe.server.home.sqlite_settings().",
                id="yihe.E001",
            )
        )
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if journal not in ("wal", "memory"):
        found.append(
            Error(
                f"SQLite journal_mode is {journal!r}, not 'wal'.",
                hint="The data folder must be on a local disk.",
                id="yihe.E002",
            )
        )
    if synchronous < _SYNCHRONOUS_FULL:
        found.append(
            Error("SQLite synchronous is below FULL: a power cut could lose committed writes.", id="yihe.E003")
        )
    return found
