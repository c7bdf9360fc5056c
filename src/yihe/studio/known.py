"""Records of the ledger as known at a moment, and what a plan misses in them, said by record and field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from yihe import geo
from yihe.ledger.entries import Record
from yihe.ledger.labels import as_label
from yihe.ledger.places import prefix_of
from yihe.planning import BadInput

_SHOWN = 5


def known(kind: type[Record], place: str, as_of: datetime | None, stages: Sequence[str], **where: object) -> list[Any]:
    """Records in one of the stages at a place or below it, by code.

    Parameters
    ----------
    as_of
        What the ledger knew then; None for now. Rows of then are rows of the history with the same fields.
    where
        Further conditions, as Django filters.
    """
    rows = kind.objects.all() if as_of is None else _history(kind, as_of)
    inside = rows.filter(deleted_at__isnull=True, place__code__startswith=prefix_of(place), stage__in=stages)
    return list(inside.filter(**where).order_by("code"))


def _history(kind: type[Record], as_of: datetime) -> models.QuerySet[Any]:
    """The newest row of each record that was written by then."""
    history = kind.history.model.objects.order_by()
    newest = history.filter(history_date__lte=as_of).values("id").annotate(newest=models.Max("history_id"))
    return history.filter(history_id__in=newest.values("newest")).exclude(history_type="-")


def position(record: Any) -> tuple[float, float] | None:
    """Longitude and latitude of a record; of a line or an area its middle; None where it has no geometry."""
    if not record.geometry:
        return None
    shape = geo.from_wkb(record.geometry)
    middle = shape if shape.geom_type == "Point" else shape.envelope.centroid
    return float(middle.x), float(middle.y)


def name_of(record: Any) -> str:
    """What plans call a record: its code and its name."""
    return f"{record.code} {record.name}"


def missing(kind: type[Record], record: Any, field: str, wanted: str) -> str:
    """One complaint: the record, its field in both languages, what stands there and what is needed."""
    said, label = kind.label(), as_label(getattr(kind._meta.get_field(field), "verbose_name", field))
    value = getattr(record, field)
    stands = "is empty (为空)" if value in (None, "") else f"is {_plain(value)}"
    return f"{said.en} {name_of(record)} ({said.zh}): {label.en} ({label.zh}) {stands}; {wanted}"


def _plain(value: Any) -> str:
    return f"{float(value):g}" if isinstance(value, int | float | Decimal) else str(value)


def require(complaints: Iterable[str]) -> None:
    """Raise `BadInput` with the first few complaints, if there are any, and how many more there are."""
    found = list(complaints)
    if found:
        more = f"; and {len(found) - _SHOWN} more (另有 {len(found) - _SHOWN} 处)" if len(found) > _SHOWN else ""
        raise BadInput("; ".join(found[:_SHOWN]) + more)


def require_some(kind: type[Record], rows: Sequence[object], stages: Sequence[str], place: str, of: str = "") -> None:
    """Raise `BadInput` where the ledger holds none of a kind that could be planned with."""
    if not rows:
        said, names = kind.label(), "、".join(str(kind.stages[stage].label) for stage in stages)
        raise BadInput(
            f"the ledger holds no {of}{said.en} at {place} in stage {', '.join(stages)} "
            f"(台账中 {place} 没有处于“{names}”阶段的{said.zh})"
        )
