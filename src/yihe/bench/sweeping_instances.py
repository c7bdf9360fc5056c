"""The public street sweeping instances of the shared benchmark data, with their best known values."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from yihe.planning.sweeping import SweepingProblem, read

FOLDER = Path(__file__).parents[4] / "shared" / "bench" / "2_street_sweeping"
# What the command calls the sets, and how the table of best known values does.
SETS = {
    "kshs": "kshs",
    "gdb": "gdb",
    "val": "val",
    "C": "C",
    "D": "D",
    "E": "E",
    "F": "F",
    "egl": "egl",
    "egl-g": "egl-g",
    "large": "large",
    "lpr": "lpr (mixed network)",
    "lpr-if": "lpr_if",
}


@dataclass(frozen=True)
class Instance:
    """One public problem; ``best_known`` is ``None`` where no value is published, and never shown to a solver."""

    name: str
    set: str
    best_known: float | None
    bound: float | None
    archive: Path
    member: str

    def problem(self) -> SweepingProblem:
        """Read it from its archive."""
        with ZipFile(self.archive) as archive:
            return read(archive.read(self.member), self.name)


def instances(
    sets: Iterable[str] = tuple(SETS), names: Iterable[str] | None = None, folder: Path = FOLDER
) -> list[Instance]:
    """List instances of these sets in their order, or those of these names."""
    with (folder / "best_known.csv").open(encoding="utf-8") as table:
        found = [_instance(row, folder) for row in csv.DictReader(table)]
    if names is not None:
        wanted = list(names)
        return [each for name in wanted for each in found if each.name == name]
    return [each for name in sets for each in found if each.set == name]


def _instance(row: dict[str, str], folder: Path) -> Instance:
    short = {long: name for name, long in SETS.items()}[row["set"]]
    best, bound = (float(row[name]) if row[name] else None for name in ("best_known", "bound"))
    return Instance(row["instance"], short, best, bound, folder / row["archive"], row["member"])
