"""Which kinds of record belong to which programme, and back."""

from __future__ import annotations

import sys

from yihe.indicators.define import Programme, Reduction
from yihe.indicators.register import programmes, select
from yihe.ledger.entries import Entry, Record
from yihe.ledger.kinds import record_kinds


def kinds_of(programme: Programme) -> list[type[Record]]:
    """Kinds declared in a programme's file, and those its indicators are reduced from."""
    reduced = {i.kind for i in select(programme.slug) if isinstance(i, Reduction) and not _declared_in(i.kind)}
    return [k for k in record_kinds().values() if _declared_in(k) is programme or k in reduced]


def programme_of(kind: type[Entry]) -> Programme | None:
    """The programme a kind belongs to; None for registers such as places."""
    if not issubclass(kind, Record):
        return None
    return _declared_in(kind) or next((p for p in programmes() if kind in kinds_of(p)), None)


def _declared_in(kind: type[Entry]) -> Programme | None:
    return getattr(sys.modules[kind.__module__], "PROGRAMME", None)
