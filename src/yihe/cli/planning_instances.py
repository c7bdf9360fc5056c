"""Find the instance a person names: the sample, a file, or one of the public instances beside the checkout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from yihe.planning import BadInput
from yihe.planning.routing.formats import BestKnown, best_known
from yihe.planning.routing.formats.archives import member

Kind = Literal["route", "sweep"]

DEFAULT = Path("..") / "shared" / "bench"
_FOLDERS: dict[Kind, str] = {"route": "1_waste_routing", "sweep": "2_street_sweeping"}
# Values with these words are no yardstick: of another model, or no published result.
_UNFIT = ("inconsistent_in_source", "no_value_here", "best_known_this_study")


@dataclass(frozen=True)
class Instance:
    """A public instance: its name, its content, and the best value known for it."""

    name: str
    content: bytes
    best_known: float | None


def find_instance(kind: Kind, said: str, bench: Path | None = None) -> Instance:
    """Find an instance by a file's path, or by the name the table of best known values has for it.

    Parameters
    ----------
    bench
        Folder of the public instances; ``../shared/bench`` if ``None``, and it need not be there.

    Raises
    ------
    BadInput
        There is neither such a file nor such an instance.
    """
    folder = (bench or DEFAULT) / _FOLDERS[kind]
    rows = best_known(folder) if (folder / "best_known.csv").exists() else []
    path = Path(said)
    if path.is_file():
        content = path.read_bytes()
        same = [row for row in rows if Path(row.member).name == path.name and member(row, folder) == content]
        return Instance(same[0].instance if same else path.stem, content, _value(same))
    named = [row for row in rows if row.instance == said]
    if not named:
        raise BadInput(f"{said}: neither a file nor a public instance in {folder}")
    return Instance(said, member(named[0], folder), _value(named))


def _value(rows: list[BestKnown]) -> float | None:
    """The least published value; every public instance is minimised."""
    fit = [row.value for row in rows if row.value is not None and not row.status.startswith(_UNFIT)]
    return min(fit, default=None)
