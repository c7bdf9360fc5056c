"""The forms in which plans are written, by the ending of a file's name."""

from __future__ import annotations

from pathlib import Path

from ..outcome import BadInput

PICTURES = (".png", ".svg", ".pdf")
KINDS = (".geojson", ".xlsx", *PICTURES)


class UnknownKind(BadInput):
    """A file's name asks for a form that plans are not written in."""


def require_kind(path: Path) -> None:
    """Raise `UnknownKind` for a name that ends in nothing known; call it before planning for an hour."""
    if path.suffix.lower() not in KINDS:
        raise UnknownKind(f"{path}: plans are written as {', '.join(KINDS)}")
