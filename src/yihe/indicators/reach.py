"""Conditions on distance: which records lie farther from any of some others than a service radius."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from yihe import geo
from yihe.ledger.entries import Record


def out_of_reach(kind: type[Record], of: QuerySet[Any], metres: Decimal) -> Q:
    """Records of a kind without one of `of` within a straight line of so many metres.

    Records without a position do not count. A straight line is shorter than any walk: whoever is out of
    reach here is out of reach on foot.
    """
    keys, middles = _middles(kind.objects.present())
    _, targets = _middles(of)
    if not len(middles):
        return Q(pk__in=[])
    if not len(targets):
        return Q(pk__in=keys)
    away = geo.distance_m(middles[:, None, 0], middles[:, None, 1], targets[None, :, 0], targets[None, :, 1])
    return Q(pk__in=[key for key, far in zip(keys, away.min(axis=1) > float(metres), strict=True) if far])


def _middles(records: QuerySet[Any]) -> tuple[list[int], Any]:
    """Keys and middles of bounding boxes, longitude first."""
    boxes = records.filter(min_lon__isnull=False).order_by("pk")
    rows = list(boxes.values_list("pk", "min_lon", "min_lat", "max_lon", "max_lat"))
    middles = [((west + east) / 2, (south + north) / 2) for _, west, south, east, north in rows]
    return [row[0] for row in rows], np.array(middles).reshape(-1, 2)
