"""One tour through all bins, as an order in which neighbours stand together; routes are cut from it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..compiled import outer
from ..filling.history import Indices

_WINDOW = 60
_PASSES = 4


def tour_of(distance: Indices, places: Indices, start: int) -> Indices:
    """Order of bins: nearest neighbour from the depot, then 2-opt within a window (Croes 1958); rows of `places`."""
    if not len(places):
        return np.zeros(0, dtype=np.int64)
    order = _nearest(distance, np.asarray(places, dtype=np.int64), start)
    _untangle(distance, np.asarray(places, dtype=np.int64), order, _WINDOW, _PASSES)
    return order


@outer
def _nearest(distance: Any, places: Any, start: Any) -> Any:
    left, order = np.ones(len(places), dtype=np.bool_), np.empty(len(places), dtype=np.int64)
    here = start
    for at in range(len(places)):
        best = -1
        for each in range(len(places)):
            if left[each] and (best < 0 or distance[here, places[each]] < distance[here, places[best]]):
                best = each
        order[at], left[best], here = best, False, places[best]
    return order


@outer
def _untangle(distance: Any, places: Any, order: Any, window: Any, passes: Any) -> Any:
    n = len(order)
    for _ in range(passes):
        better = False
        for i in range(1, n - 2):
            for j in range(i + 1, min(n - 1, i + window)):
                a, b = places[order[i - 1]], places[order[i]]
                c, d = places[order[j]], places[order[j + 1]]
                if distance[a, c] + distance[b, d] < distance[a, b] + distance[c, d]:
                    order[i : j + 1] = order[i : j + 1][::-1].copy()
                    better = True
        if not better:
            return


@outer
def keep_worth(distance: Any, places: Any, order: Any, worth: Any, yuan_per_metre: Any, aside: Any) -> Any:
    """Of a tour's bins those worth their detour: drop, one after the other, whose removal saves more than its worth.

    Parameters
    ----------
    worth
        (bins,) yuan, by bin.
    aside
        (bins,) yuan of work at the bin itself.
    """
    kept = order.copy()
    while True:
        found = np.empty(len(kept), dtype=np.int64)
        n, dropped = 0, False
        for at in range(len(kept)):
            here = places[kept[at]]
            cost = aside[kept[at]]
            if n > 0 and at + 1 < len(kept):
                before, behind = places[found[n - 1]], places[kept[at + 1]]
                cost += yuan_per_metre * (distance[before, here] + distance[here, behind] - distance[before, behind])
            elif n > 0:
                cost += yuan_per_metre * distance[places[found[n - 1]], here]
            elif at + 1 < len(kept):
                cost += yuan_per_metre * distance[here, places[kept[at + 1]]]
            # Two neighbours never go in one pass: each may be what makes the other near.
            if worth[kept[at]] < cost and not dropped:
                dropped = True
            else:
                dropped = False
                found[n] = kept[at]
                n += 1
        if n == len(kept):
            return kept
        kept = found[:n]
