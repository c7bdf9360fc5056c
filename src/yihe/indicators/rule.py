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
        None for a rule about the order of steps, which has no number.
    broken_by
        From the limit, which records break it.
    source
        Document or standard.
    valid_from
        The day it came into force.
    valid_to
        The last day on which it held; None while it holds.
    unit
        Of the limit.
    verified
        Whether document, number and day were compared with the published text. What is not says so.
    asserted
        False for a local standard whose number this installation must give itself: without it nothing is checked.
    """

    name: str
    label: Label
    kind: type[Record]
    limit: Decimal | None
    broken_by: Callable[[Decimal], Q] = dataclasses.field(kw_only=True)
    source: str = dataclasses.field(kw_only=True)
    valid_from: date = dataclasses.field(kw_only=True)
    valid_to: date | None = dataclasses.field(default=None, kw_only=True)
    unit: str = dataclasses.field(default="", kw_only=True)
    verified: bool = dataclasses.field(default=False, kw_only=True)
    asserted: bool = dataclasses.field(default=True, kw_only=True)

    @property
    def local_limit(self) -> Decimal | None:
        """The number this installation has set itself."""
        said = getattr(settings, "YIHE_LIMITS", {}).get(self.name)
        return None if said is None else Decimal(said)

    @property
    def present_limit(self) -> Decimal | None:
        """The limit of this installation."""
        return self.limit if self.local_limit is None else self.local_limit

    @property
    def checked(self) -> bool:
        """Whether records are held against it here."""
        return self.asserted or self.local_limit is not None

    def breaking(self) -> QuerySet[Any]:
        """The records that break it now; none where it is not checked."""
        records = self.kind.objects.present()
        return records.filter(self.broken_by(self.present_limit or Decimal(0))) if self.checked else records.none()


def in_force(versions: Iterable[Rule], day: date) -> list[Rule]:
    """Of each rule the version that holds on a day, in order of name; none before the first came into force."""
    newest: dict[str, Rule] = {}
    for rule in sorted(versions, key=lambda r: r.valid_from):
        if rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to):
            newest[rule.name] = rule
    return [newest[name] for name in sorted(newest)]
