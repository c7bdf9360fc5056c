"""Distances between points in the plane, by the rules of the public sets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..problem import Ints

Points = npt.NDArray[np.float64]


def manhattan(xy: Points) -> npt.NDArray[np.float64]:
    """(n, n) sum of both differences."""
    x, y = xy[:, 0], xy[:, 1]
    found: npt.NDArray[np.float64] = np.abs(x[:, None] - x) + np.abs(y[:, None] - y)
    return found


def euclid(xy: Points) -> npt.NDArray[np.float64]:
    """(n, n) straight distances."""
    x, y = xy[:, 0], xy[:, 1]
    found: npt.NDArray[np.float64] = np.hypot(x[:, None] - x, y[:, None] - y)
    return found


def dimacs(values: npt.NDArray[np.float64]) -> Ints:
    """Ten times the value, truncated: the rule of the 12th DIMACS implementation challenge for time windows."""
    # A sliver above, for products such as 0.3 * 10 that fall just short of the whole number they are.
    return np.floor(values * 10 + 1e-9).astype(np.int64)


def nearest(values: npt.NDArray[np.float64]) -> Ints:
    """Rounded to the nearest whole number: TSPLIB's EUC_2D."""
    return np.floor(values + 0.5).astype(np.int64)
