"""The public instances beside the checkout: a table of best known values and the zips they lie in."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ...outcome import BadInput


@dataclass(frozen=True)
class BestKnown:
    """One row of `best_known.csv`; an instance may have several rows with values from different sources."""

    instance: str
    value: float | None
    status: str
    source: str
    family: str
    archive: str
    member: str

    @property
    def vehicles(self) -> int | None:
        """Vehicles that the published value was reached with, where the status tells."""
        told = re.search(r"\((\d+) vehicles\)", self.status)
        return int(told[1]) if told else None


def best_known(folder: Path) -> list[BestKnown]:
    """Every row of the table in `folder`.

    Raises
    ------
    BadInput
        If there is no table.
    """
    table = folder / "best_known.csv"
    if not table.exists():
        raise BadInput(f"{table}: not there; name the folder of the public instances")
    with table.open(encoding="utf-8", newline="") as lines:
        return [_row(row) for row in csv.DictReader(lines)]


def _row(row: dict[str, str]) -> BestKnown:
    value = float(row["best_known"]) if row["best_known"] else None
    return BestKnown(row["instance"], value, row["status"], row["source"], row["set"], row["archive"], row["member"])


def member(row: BestKnown, folder: Path) -> bytes:
    """Content of the file a row points to."""
    try:
        with zipfile.ZipFile(folder / row.archive) as archive:
            return archive.read(row.member)
    except (OSError, KeyError, zipfile.BadZipFile) as trouble:
        raise BadInput(f"{row.archive}: {row.member} cannot be read ({trouble})") from trouble
