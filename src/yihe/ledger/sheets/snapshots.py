"""The entries of a kind as the ledger knew them at a moment, with the days of their stages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import models

from ..entries import Entry
from ..journal import StageChange
from ..places import Place, prefix_of
from ..policy import NotAllowed, confinement, may
from .specs import has_place

_BATCH = 2000


@dataclass(frozen=True)
class Snapshot:
    """What to take: which kind, where, as known when, and for whose eyes.

    Parameters
    ----------
    place
        Statistical code; entries at it or below, all if empty.
    as_of
        A moment; what the ledger knows now if None.
    actor
        Entries outside the area they are confined to are left out.
    """

    kind: type[Entry]
    place: str = ""
    as_of: datetime | None = None
    actor: Any = None

    def rows(self) -> models.QuerySet[Any]:
        """The entries, deleted ones left out, in order of code; rows of the history for an earlier moment."""
        if not may(self.actor, "view", self.kind):
            raise NotAllowed("reading needs a role (查看需要登录并有角色)")
        found = self._now() if self.as_of is None else self._then(self.as_of)
        for prefix in filter(None, (prefix_of(self.place) if self.place else "", confinement(self.actor))):
            found = self._inside(found, prefix)
        return found.order_by("code", "id")

    def _now(self) -> models.QuerySet[Any]:
        return self.kind._default_manager.filter(deleted_at__isnull=True)

    def _then(self, moment: datetime) -> models.QuerySet[Any]:
        history = self.kind.history.model.objects.order_by()  # type: ignore[attr-defined]
        known = history.filter(history_date__lte=moment).values("id").annotate(newest=models.Max("history_id"))
        newest = history.filter(history_id__in=known.values("newest"), deleted_at__isnull=True)
        rows: models.QuerySet[Any] = newest.exclude(history_type="-")
        return rows

    def _inside(self, rows: models.QuerySet[Any], prefix: str) -> models.QuerySet[Any]:
        if self.kind is Place:
            return rows.filter(code__startswith=prefix)
        return rows.filter(place__code__startswith=prefix) if has_place(self.kind) else rows

    def entries(self) -> Iterator[tuple[Any, dict[str, date]]]:
        """Each entry with the day it entered each stage."""
        rows = self.rows().iterator(_BATCH)
        while batch := list(islice(rows, _BATCH)):
            days = self._days([entry.id for entry in batch])
            for entry in batch:
                yield entry, days.get(entry.id, {})

    def _days(self, ids: list[int]) -> dict[int, dict[str, date]]:
        changes = StageChange.objects.filter(kind=self.kind.kind(), record_id__in=ids, withdrawn=False)
        if self.as_of is None:
            changes = changes.filter(superseded_at__isnull=True)
        else:
            later = models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=self.as_of)
            changes = changes.filter(later, recorded_at__lte=self.as_of)
        days: dict[int, dict[str, date]] = defaultdict(dict)
        # Of several entries into one stage (rework) the last holds, as for the loader.
        ordered = changes.order_by("business_date", "pk").values_list("record_id", "stage", "business_date")
        for record_id, stage, day in ordered:
            days[record_id][stage] = day
        return days
