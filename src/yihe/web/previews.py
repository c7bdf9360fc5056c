"""A preview of a load in the reader's language: changes field by field, problems cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from yihe.ledger.labels import as_label
from yihe.ledger.sheets.loading import Preview, SheetResult
from yihe.ledger.sheets.problems import Bilingual, Problem

from .columns import words_for

CHANGES_SHOWN = 200
PROBLEMS_SHOWN = 500


@dataclass(frozen=True)
class Trouble:
    """A problem with its message in one language."""

    problem: Problem
    message: str
    accepted: str


@dataclass(frozen=True)
class ChangedField:
    """One field of one entry, before and after, in words."""

    code: str
    name: str
    row: int
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a preview."""

    result: SheetResult
    changes: list[ChangedField]
    more: int


@dataclass(frozen=True)
class Shown:
    """A whole preview."""

    sheets: list[Sheet]
    troubles: list[Trouble]
    more_troubles: int


def shown(found: Preview) -> Shown:
    """Put a preview into the reader's words, cut to what a page can hold."""
    troubles = [
        Trouble(p, in_readers_language(p.message), in_readers_language(p.accepted))
        for p in found.problems[:PROBLEMS_SHOWN]
    ]
    return Shown([_sheet(t) for t in found.tables], troubles, max(0, len(found.problems) - PROBLEMS_SHOWN))


def _sheet(result: SheetResult) -> Sheet:
    changes = [
        ChangedField(entry.code, entry.name, entry.row, str(as_label(f.label)), _value(f.before), _value(f.after))
        for entry in result.changes[:CHANGES_SHOWN]
        for f in entry.fields
    ]
    return Sheet(result, changes, max(0, len(result.changes) - CHANGES_SHOWN))


def _value(value: Any) -> str:
    from django.db import models

    return words_for(models.TextField(), value)


def in_readers_language(message: Bilingual | None) -> str:
    """A message of the loader in the language of the page."""
    if message is None:
        return ""
    return message.en if (get_language() or "zh").startswith("en") else message.zh
