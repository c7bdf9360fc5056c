"""Public collection and delivery instances as problems; the format is recognised by content, not by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...outcome import BadInput
from ..problem import RoutingProblem
from . import kim, pvrpif, solomon, vrplib
from .archives import BestKnown, best_known, member

__all__ = ["BestKnown", "best_known", "from_archive", "read"]

_FORMATS = (pvrpif, kim, solomon, vrplib)


def read(source: Path | str | bytes, name: str | None = None) -> RoutingProblem:
    """Read an instance.

    Parameters
    ----------
    source
        A file's path, or its content as bytes.
    name
        What errors and plans call it; the file's name if left out.

    Raises
    ------
    BadInput
        If the format is unknown, or a field is: the message names file, line and field.
    """
    if isinstance(source, bytes):
        content, name = source, name or "instance"
    else:
        path = Path(source)
        content, name = _bytes(path), name or path.stem
    text = content.decode("utf-8-sig", errors="replace").replace("\x00", "")
    for known in _FORMATS:
        if known.recognises(text):
            return known.read(text, name)
    raise BadInput(f"{name}: neither Kim's waste format, pvrpif GeoJSON, VRPLIB nor Solomon")


def from_archive(row: BestKnown, folder: Path) -> RoutingProblem:
    """Read the instance of one row of `best_known.csv` from its zip in `folder`.

    Where the published value was reached with a number of vehicles that the file does not state, that is the fleet.
    """
    problem = read(member(row, folder), row.instance)
    if row.vehicles is None:
        return problem
    fleet = tuple(replace(kind, count=row.vehicles) for kind in problem.vehicles)
    return replace(problem, vehicles=fleet)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise BadInput(f"{path}: cannot be read ({trouble.strerror})") from trouble
