"""Model fields that know their unit, so that sheets, pages and indicators agree on it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models


class QuantityField(models.DecimalField):
    """A decimal in a fixed unit.

    Parameters
    ----------
    unit
        Canonical unit symbol of :mod:`yihe.units`: ``"m2"``, ``"m"``, ``"CNY"``, ``"%"`` …
    may_be_negative
        Growth rates and gaps may; areas, lengths and sums of money may not.
    unit_column
        Name of the field that holds each row's own unit, where rows differ (statistical series);
        `unit` is then empty and values are stored in the canonical unit of the row's.
    """

    def __init__(
        self, unit: str, *args: Any, may_be_negative: bool = False, unit_column: str = "", **kwargs: Any
    ) -> None:
        self.unit = unit
        self.may_be_negative = may_be_negative
        self.unit_column = unit_column
        kwargs.setdefault("max_digits", 20)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)
        if not may_be_negative:
            self._validators: list[Any] = [*self._validators, MinValueValidator(0)]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        kwargs["unit"] = self.unit
        if self.may_be_negative:
            kwargs["may_be_negative"] = True
        if self.unit_column:
            kwargs["unit_column"] = self.unit_column
        return name, path, args, kwargs


class MoneyField(QuantityField):
    """A sum of money in yuan, to the fen."""

    def __init__(self, *args: Any, unit: str = "CNY", **kwargs: Any) -> None:
        kwargs.setdefault("decimal_places", 2)
        super().__init__(unit, *args, **kwargs)


class CountField(models.PositiveIntegerField):
    """A count of things of one kind; the unit is their counting word (户, 栋, 个)."""

    def __init__(self, unit: str, *args: Any, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["unit"] = self.unit
        return name, path, args, kwargs


class PersonalField(models.CharField):
    """A person's name or number: masked for readers without the right (:mod:`yihe.ledger.personal`)."""

    def deconstruct(self) -> Any:
        # The column is plain text: masking is no matter of the database.
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class EndDateField(models.DateField):
    """A date that ends a period: written as a month, quarter or year it means the last day of it."""


def unit_of(field: models.Field[Any, Any]) -> str | None:
    """The unit of a field's values, None for a field that is no quantity."""
    return getattr(field, "unit", None)
