"""Rules of law or standard that records must keep, as data: limit, source, and the day from which it holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from yihe.ledger.entries import Record
from yihe.ledger.labels import Label


@dataclass(frozen=True, eq=False)
class Rule:
    """One version of a rule.

    Parameters
    ----------
    name
        Stable name; versions of one rule share it.
    label
        What is asked for, in both languages.
    kind
        The kind of records it binds.
    limit
        The number it sets; ``YIHE_LIMITS = {name: "1.3"}`` in the settings sets a stricter or local one.
    broken_by
        From the limit, which records break it.
    source
        Document or standard.
    valid_from
        The day it came into force.
    """

    name: str
    label: Label
    kind: type[Record]
    limit: Decimal
    broken_by: Callable[[Decimal], Q] = dataclasses.field(kw_only=True)
    source: str = dataclasses.field(kw_only=True)
    valid_from: date = dataclasses.field(kw_only=True)

    @property
    def present_limit(self) -> Decimal:
        """The limit of this installation."""
        return Decimal(getattr(settings, "YIHE_LIMITS", {}).get(self.name, self.limit))

    def breaking(self) -> QuerySet[Any]:
        """The records that break it now."""
        return self.kind.objects.present().filter(self.broken_by(self.present_limit))


def in_force(versions: Iterable[Rule], day: date) -> list[Rule]:
    """Of each rule the version that holds on a day, in order of name; none before the first came into force."""
    newest: dict[str, Rule] = {}
    for rule in sorted(versions, key=lambda r: r.valid_from):
        if rule.valid_from <= day:
            newest[rule.name] = rule
    return [newest[name] for name in sorted(newest)]
