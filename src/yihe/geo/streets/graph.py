"""A district's streets as a directed graph of plain arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import BadStreets

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]

_PER_ARC = (
    *("tail", "head", "length_m", "seconds", "way", "name", "street_class", "one_way"),
    *("max_weight_t", "max_height_m", "max_width_m", "cars", "lorries"),
)


@dataclass(frozen=True)
class StreetGraph:
    """Nodes, and arcs from node to node; a two-way street is two arcs.

    Attributes
    ----------
    node
        (n,) identifiers in the source; negative for a node made in reading.
    lon, lat
        (n,) WGS 84 degrees.
    tail, head
        (m,) node rows each arc leads from and to.
    length_m, seconds
        (m,) length in metres and driving time in seconds.
    way, name, street_class
        (m,) identifier in the source, name, OpenStreetMap's ``highway`` value.
    one_way
        (m,) whether the street may only be driven in the arc's direction.
    reverse
        (m,) row of the arc for the other direction of the same street; -1 where there is none.
    max_weight_t, max_height_m, max_width_m
        (m,) posted limits; infinite where there is none.
    cars, lorries
        (m,) who may enter.
    shape_start, shape
        Arc ``a`` is drawn through ``shape[shape_start[a]:shape_start[a + 1]]``, rows of (lon, lat).
    banned
        (b, 2) arc pairs: from the first one may not turn into the second.
    remarks
        What reading left out, by kind, as counts.
    """

    node: Ints
    lon: Floats
    lat: Floats
    tail: Ints
    head: Ints
    length_m: Floats
    seconds: Floats
    way: Ints
    name: Texts
    street_class: Texts
    one_way: Bools
    reverse: Ints
    max_weight_t: Floats
    max_height_m: Floats
    max_width_m: Floats
    cars: Bools
    lorries: Bools
    shape_start: Ints
    shape: Floats
    banned: Ints
    remarks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        arcs = len(self.tail)
        for each in (*_PER_ARC, "reverse"):
            if len(getattr(self, each)) != arcs:
                raise BadStreets(f"{each} has {len(getattr(self, each))} rows; {arcs} are needed, one for each arc")
        for each in ("tail", "head"):
            _require_rows(each, getattr(self, each), 0, len(self.node))
        _require_rows("reverse", self.reverse, -1, arcs)
        _require_rows("banned", self.banned.ravel(), 0, arcs)
        for each in ("length_m", "seconds"):
            _require_not_negative(each, getattr(self, each))

    def __len__(self) -> int:
        return len(self.tail)

    def line(self, arc: int) -> Floats:
        """(k, 2) longitudes and latitudes along an arc, from its tail to its head."""
        return self.shape[self.shape_start[arc] : self.shape_start[arc + 1]]

    def streets(self) -> Iterator[int]:
        """One arc for every street, whether it is one-way or two-way."""
        rows = np.arange(len(self))
        return iter(rows[(self.reverse < 0) | (rows < self.reverse)].tolist())

    def with_arcs(self, keep: Bools) -> StreetGraph:
        """Return the graph of only the arcs that are marked, and of the nodes they touch.

        Parameters
        ----------
        keep
            (m,) whether each arc stays.
        """
        arc_row = _rows_after(keep)
        used = np.zeros(len(self.node), dtype=bool)
        used[self.tail[keep]] = used[self.head[keep]] = True
        node_row = _rows_after(used)
        cut: dict[str, Any] = {each: getattr(self, each)[keep] for each in _PER_ARC}
        cut |= {"tail": node_row[cut["tail"]], "head": node_row[cut["head"]]}
        cut |= {each: getattr(self, each)[used] for each in ("node", "lon", "lat")}
        cut["reverse"] = np.where(self.reverse[keep] < 0, -1, arc_row[self.reverse[keep]])
        cut["one_way"] = cut["reverse"] < 0
        pairs = arc_row[self.banned]
        cut["banned"] = pairs[(pairs >= 0).all(axis=1)]
        cut["shape_start"], cut["shape"] = self._shapes(keep)
        return replace(self, **cut)

    def _shapes(self, keep: Bools) -> tuple[Ints, Floats]:
        sizes = np.diff(self.shape_start)
        start = np.concatenate(([0], np.cumsum(sizes[keep])))
        return start, self.shape[np.repeat(keep, sizes)]


def _rows_after(keep: Bools) -> Ints:
    """New row of each old row; -1 for what goes."""
    return np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int64)


def _require_rows(name: str, rows: Ints, first: int, end: int) -> None:
    wrong = np.flatnonzero((rows < first) | (rows >= end))
    if len(wrong):
        raise BadStreets(f"{name}[{wrong[0]}] is {rows[wrong[0]]}; a row from {first} to {end - 1} is needed")


def _require_not_negative(name: str, values: Floats) -> None:
    wrong = np.flatnonzero(~(values >= 0) | np.isinf(values))
    if len(wrong):
        raise BadStreets(f"{name}[{wrong[0]}] is {values[wrong[0]]}; a finite number of at least 0 is needed")


def same(one: StreetGraph, other: StreetGraph) -> bool:
    """Whether two graphs are equal in every array."""
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one) if f.name != "remarks")
