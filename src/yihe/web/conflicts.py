"""Two people changed one entry: what each of them says, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yihe.ledger.entries import Entry

from .columns import Column, words_for


@dataclass(frozen=True)
class Row:
    """A field on which the typed value and the ledger differ."""

    label: str
    typed: str
    current: str


def conflict_rows(form: Any, current: Entry) -> list[Row]:
    """Fields whose typed value differs from what the ledger holds now."""
    rows = []
    for field in current._meta.fields:
        if field.name == "version" or field.name not in form.cleaned_data:
            continue
        typed, now = form.cleaned_data[field.name], getattr(current, field.name)
        if _plain(typed) != _plain(now):
            column = Column(field, type(current))
            rows.append(Row(column.label, words_for(field, typed), words_for(field, now)))
    return rows


def _plain(value: Any) -> Any:
    value = bytes(value) if isinstance(value, memoryview) else value
    return None if value == "" else value


def last_writer(entry: Entry) -> Any:
    """The latest version in the history: who, when, why."""
    return entry.history.select_related("history_user").order_by("-history_id").first()
