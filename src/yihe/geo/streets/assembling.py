"""Pieces of street between two nodes, put together as a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pyproj

from .errors import BadStreets
from .graph import Floats, Ints, StreetGraph
from .tags import Street

_GEOD = pyproj.Geod(ellps="WGS84")
_METRES_PER_SECOND = 1 / 3.6


@dataclass(frozen=True)
class Piece:
    """A street from one node to the next, as it is drawn.

    Attributes
    ----------
    street
        What holds on it.
    tail, head
        Identifiers of its end nodes.
    line
        (k, 2) longitudes and latitudes, k ≥ 2.
    length_m
        Length as the source gives it; ``None`` to measure the line.
    """

    street: Street
    tail: int
    head: int
    line: Floats
    length_m: float | None = None


def assemble(
    pieces: Sequence[Piece],
    places: Mapping[int, tuple[float, float]],
    *,
    every_direction_a_piece: bool = False,
    remarks: Mapping[str, int] | None = None,
) -> StreetGraph:
    """Put pieces together.

    Parameters
    ----------
    pieces
        At least one.
    places
        Longitude and latitude of every node that a piece ends at.
    every_direction_a_piece
        A two-way street comes as two pieces: nothing is mirrored, the two are recognised as each other's reverse.
    """
    if not pieces:
        raise BadStreets("there is no drivable street in the data")
    directed = _directed(pieces)
    picked, ahead = directed[:, 0], directed[:, 1].astype(bool)
    lengths = _lengths(pieces)[picked]
    node, tail, head = _ends(pieces, picked, ahead)
    reverse = _twins(pieces) if every_direction_a_piece else _mirrors(picked)
    shape_start, shape = _shapes(pieces, picked, ahead)
    columns = _columns([pieces[row].street for row in picked])
    speed = np.asarray(columns.pop("speed_kmh"))
    return StreetGraph(
        node=node,
        lon=np.array([places[each][0] for each in node.tolist()]),
        lat=np.array([places[each][1] for each in node.tolist()]),
        tail=tail,
        head=head,
        length_m=lengths,
        seconds=lengths / (speed * _METRES_PER_SECOND),
        one_way=reverse < 0,
        reverse=reverse,
        shape_start=shape_start,
        shape=shape,
        banned=np.zeros((0, 2), dtype=np.int64),
        remarks=dict(remarks or {}),
        **columns,
    )


def _directed(pieces: Sequence[Piece]) -> Ints:
    """Rows of (piece, driven along its drawing?), the two directions of a piece together."""
    rows = [
        (row, ahead)
        for row, piece in enumerate(pieces)
        for ahead in (True, False)
        if (piece.street.forward if ahead else piece.street.backward)
    ]
    return np.array(rows, dtype=np.int64)


def _ends(pieces: Sequence[Piece], picked: Ints, ahead: np.ndarray) -> tuple[Ints, Ints, Ints]:
    ends = np.array([(piece.tail, piece.head) for piece in pieces], dtype=np.int64)[picked]
    node, rows = np.unique(ends, return_inverse=True)
    rows = rows.reshape(ends.shape)
    return node, np.where(ahead, rows[:, 0], rows[:, 1]), np.where(ahead, rows[:, 1], rows[:, 0])


def _mirrors(picked: Ints) -> Ints:
    """The two directions of a piece stand beside each other."""
    reverse = np.full(len(picked), -1, dtype=np.int64)
    first = np.flatnonzero(picked[:-1] == picked[1:])
    reverse[first], reverse[first + 1] = first + 1, first
    return reverse


def _twins(pieces: Sequence[Piece]) -> Ints:
    """Match each piece with one of the opposite direction, same street and same length."""
    reverse = np.full(len(pieces), -1, dtype=np.int64)
    waiting: dict[tuple[int, int, int, int], list[int]] = {}
    for row, piece in enumerate(pieces):
        length = round(float(piece.length_m or 0.0))
        others = waiting.get((piece.head, piece.tail, piece.street.way, length))
        if others:
            reverse[row] = others.pop(0)
            reverse[reverse[row]] = row
        else:
            waiting.setdefault((piece.tail, piece.head, piece.street.way, length), []).append(row)
    return reverse


def _shapes(pieces: Sequence[Piece], picked: Ints, ahead: np.ndarray) -> tuple[Ints, Floats]:
    lines = [
        pieces[row].line if along else pieces[row].line[::-1]
        for row, along in zip(picked.tolist(), ahead.tolist(), strict=True)
    ]
    start = np.concatenate(([0], np.cumsum([len(line) for line in lines])))
    return start.astype(np.int64), np.concatenate(lines)


def _lengths(pieces: Sequence[Piece]) -> Floats:
    start = np.concatenate(([0], np.cumsum([len(piece.line) for piece in pieces])))
    lon, lat = np.concatenate([piece.line for piece in pieces]).T
    steps = np.concatenate(([0.0], _GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]))
    steps[start[:-1]] = 0.0
    measured = np.add.reduceat(steps, start[:-1])
    return np.array(
        [known if piece.length_m is None else piece.length_m for piece, known in zip(pieces, measured, strict=True)]
    )


def _columns(streets: Sequence[Street]) -> dict[str, np.ndarray]:
    names = [each.name for each in fields(Street) if each.name not in ("forward", "backward")]
    return {name: np.array([getattr(street, name) for street in streets]) for name in names}
