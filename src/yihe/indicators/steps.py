"""Conditions on the days of steps: which records took a later step first, or took too long between two."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from yihe.ledger.entries import Record
from yihe.ledger.journal import StageChange


def before(kind: type[Record], later: str, earlier: str) -> Q:
    """Records whose later step is dated before the earlier one, or was taken without it."""
    first = _steps(kind, earlier, OuterRef("record_id")).filter(business_date__lte=OuterRef("business_date"))
    return Q(Exists(_steps(kind, later, OuterRef("pk")).exclude(Exists(first))))


def longer_than(kind: type[Record], days: Decimal, since: str, reached: str) -> Q:
    """Records that took more days from one stage to another (or a later one), or are still on the way after them."""
    allowed = timedelta(days=float(days))
    done = _reached(kind, reached)
    # Dates only: SQLite and PostgreSQL agree on adding a number of days to a date.
    late = done.filter(business_date__gt=OuterRef("business_date") + allowed)
    open_since = _steps(kind, since, OuterRef("pk")).filter(business_date__lt=timezone.localdate() - allowed)
    finished = Exists(_reached(kind, reached, OuterRef("pk")))
    on_the_line = Q(stage__in=kind.stages.line)
    return on_the_line & (
        (Q(Exists(open_since)) & ~Q(finished)) | Q(Exists(_steps(kind, since, OuterRef("pk")).filter(Exists(late))))
    )


def _reached(kind: type[Record], stage: str, record: F | OuterRef | None = None) -> QuerySet[StageChange]:
    held = _held(kind).filter(record_id=record or OuterRef("record_id"))
    return held.filter(stage__in=kind.stages.reached_by(stage))


def _steps(kind: type[Record], stage: str, record: F | OuterRef) -> QuerySet[StageChange]:
    return _held(kind).filter(record_id=record, stage=stage)


def _held(kind: type[Record]) -> QuerySet[StageChange]:
    return StageChange.objects.filter(kind=kind.kind(), superseded_at__isnull=True, withdrawn=False).order_by()
