"""Plausible values for a record of any declared kind, made from its fields alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from yihe.ledger import actions
from yihe.ledger.entries import Record
from yihe.ledger.fields import unit_of
from yihe.ledger.kinds import own_fields

DAY = date(2022, 3, 1)


def values_of(kind: type[Record], code: str, place: Any, actor: Any) -> dict[str, Any]:
    """Values by field name for a new record; what it refers to is created first."""
    own = {f.name: _value(f, code, place, actor) for f in own_fields(kind)}
    return {"code": code, "name": f"{kind.label().zh}{code}", "place": place, **own}


def _value(field: Any, code: str, place: Any, actor: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        known = target.objects.filter(code=f"{target.kind()}-R").first()
        return known or actions.create(target, values_of(target, f"{target.kind()}-R", place, actor), actor=actor)
    if field.choices:
        return field.flatchoices[0][0]
    return _plain(field, code)


def _plain(field: Any, code: str) -> Any:
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.DateField):
        return date(2022, 12, 30)
    if isinstance(field, models.DecimalField):
        return Decimal("12.5") if unit_of(field) != "CNY" else Decimal("3400000.00")
    if isinstance(field, models.IntegerField):
        return 2022 if "年" in str(field.verbose_name) else 7
    return f"样例{code}"[: field.max_length]
