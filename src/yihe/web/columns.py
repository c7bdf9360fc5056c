"""Fields of an entry as a reader sees them: labels with units, values in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yihe.ledger.entries import Entry, Record
from yihe.ledger.fields import unit_of
from yihe.ledger.kinds import own_fields
from yihe.ledger.personal import readable
from yihe.units import parse_unit, say_unit

from .numbers import Said, grouped, rounded, say

MONEY_SCALE = {"zh": (Decimal(10) ** 4, "万元"), "en": (Decimal(10) ** 6, "million yuan")}
"""One scale for a whole column of money, so that its figures can be compared by eye."""


@dataclass(frozen=True)
class Cell:
    """One value in a table or on a record's page."""

    text: str
    href: str = ""
    title: str = ""
    said: Said | None = None


@dataclass(frozen=True)
class Column:
    """One field of a kind."""

    field: models.Field[Any, Any]
    kind: type[Entry]

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        return str(self.field.verbose_name)

    @property
    def unit(self) -> str:
        return unit_of(self.field) or ""

    @property
    def is_quantity(self) -> bool:
        return isinstance(self.field, models.DecimalField | models.IntegerField) and not self.field.choices

    @property
    def is_prose(self) -> bool:
        """Free text that may wrap."""
        return self.name in ("name", "address") or isinstance(self.field, models.TextField)

    @property
    def scale(self) -> Decimal:
        return _money()[0] if self.unit == "CNY" else Decimal(1)

    @property
    def unit_word(self) -> str:
        """The unit the column's figures are in, for its heading."""
        if self.unit == "CNY":
            return _money()[1]
        return say_unit(self.unit, "en" if _english() else "zh") if self.unit else ""

    @property
    def heading(self) -> str:
        return (
            f"{self.label}（{self.unit_word}）"
            if self.unit_word and not _english()
            else _joined(self.label, self.unit_word)
        )

    def raw(self, entry: Entry) -> Any:
        """The value for a spreadsheet: scaled numbers, dates, words."""
        value = getattr(entry, self.name)
        if value is None or value == "":
            return None
        if self.is_quantity:
            return value / self.scale if isinstance(value, Decimal) else value
        return value if isinstance(value, date) and not isinstance(value, datetime) else self.words(entry)

    def words(self, entry: Entry) -> str:
        """The value in words."""
        if self.name == "stage" and isinstance(entry, Record):
            return str(entry.stage_label)
        return words_for(self.field, getattr(entry, self.name))

    def cell(self, entry: Entry) -> Cell:
        """The value for a table."""
        value = getattr(entry, self.name)
        if self.is_quantity and value is not None:
            return Cell(grouped(rounded(Decimal(value) / self.scale)), title=say(value, self.unit_of(entry)).exact)
        return Cell(self.words(entry), _href(value))

    def fact(self, entry: Entry) -> Cell:
        """The value for a record's own page, with its unit."""
        value = getattr(entry, self.name)
        if self.is_quantity and value is not None:
            return Cell("", said=say(value, self.unit_of(entry)))
        return Cell(self.words(entry) or "—", _href(value))

    def unit_of(self, entry: Entry) -> str:
        """The unit of one row's value, where rows differ."""
        own = getattr(self.field, "unit_column", "")
        if not own:
            return self.unit
        unit = parse_unit(str(getattr(entry, own)))
        return unit.symbol if unit else ""


def _joined(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _english() -> bool:
    return (get_language() or "zh").startswith("en")


def _money() -> tuple[Decimal, str]:
    return MONEY_SCALE["en" if _english() else "zh"]


def words_for(field: models.Field[Any, Any], value: Any) -> str:
    """A stored value in the reader's words."""
    if value is None or value == "":
        return ""
    value = readable(field, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bytes | memoryview):
        return _("shape on the map")
    choices = dict(field.flatchoices) if field.choices else {}
    if value in choices:
        return str(choices[value])
    return grouped(value) if isinstance(value, Decimal) else str(value)


def _href(value: Any) -> str:
    return reverse("record", args=[value.kind(), value.code]) if isinstance(value, Entry) else ""


_SHARED_BEFORE = ("code", "name", "stage", "stage_date")
_SHARED_AFTER = ("place", "address", "responsible", "nature", "remark")


def table_columns(kind: type[Entry]) -> list[Column]:
    """Columns of a kind's list: code, name and stage, its own and computed fields, where it lies and who answers."""
    fields = {f.name: f for f in kind._meta.fields}
    staged = issubclass(kind, Record) and len(kind.stages) > 0
    skipped = set() if staged else {"stage", "stage_date"}
    names = [*_SHARED_BEFORE, *(f.name for f in own_fields(kind)), *kind.computed, *_SHARED_AFTER]
    return [Column(fields[n], kind) for n in dict.fromkeys(names) if n in fields and n not in skipped]


def column_of(kind: type[Entry], name: str) -> Column:
    """One column of a kind by the field's name."""
    return Column(next(f for f in kind._meta.fields if f.name == name), kind)


def light(kind: type[Entry], related: bool = True) -> Any:
    """Present entries without their shapes, which lists do not need, and with what their cells name."""
    entries = kind._default_manager.present().defer("geometry")
    links = [f.name for f in kind._meta.fields if isinstance(f, models.ForeignKey) and f.name not in ("load", "parent")]
    links += ["parent"] if kind.kind() == "party" else []
    if not related or not links:
        return entries
    return entries.select_related(*links).defer("geometry", *(f"{n}__geometry" for n in links))
