"""Public files of arc routing problems, recognised by what is in them."""

from __future__ import annotations

from pathlib import Path

from ..outcome import BadInput
from .listed_format import looks_listed, read_listed
from .number_format import read_numbers
from .problem import SweepingProblem


def read(source: str | Path | bytes, name: str | None = None) -> SweepingProblem:
    """Read a problem from a file or its bytes.

    Known are the plain numbers of CARPData.jl (``.dat``), the lists of Belenguer and Benavent
    (``LISTA_ARISTAS_REQ``) and those of the mixed instances Lpr and Lpr_IF (``LIST_REQ_ARCS``).

    Raises
    ------
    BadInput
        With the line and the field that cannot be read.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    if name is None:
        name = "instance" if isinstance(source, bytes) else Path(source).stem
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    lines = text.splitlines()
    if looks_listed(lines):
        return read_listed(lines, name)
    if _first_is_number(lines):
        return read_numbers(lines, name)
    raise BadInput(f"{name}: no known format; a list of REQ edges or arcs, or the plain numbers of CARPData are read")


def _first_is_number(lines: list[str]) -> bool:
    words = next((line.split() for line in lines if line.strip()), [""])
    return words[0].isdigit()
