"""Write the whole sample district into a folder."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random

from . import geography, ledgers, links, money
from .sheets import Book
from .writing import write_book

SEED = 20220908
"""The day of the press conference the sample is calibrated to."""

Progress = Callable[[str, int, int], None]


def write_sample(folder: Path, *, seed: int = SEED, progress: Progress | None = None) -> list[Path]:
    """Write the sample district: boundaries as GeoJSON, ledgers as Excel workbooks by office.

    The same seed gives the same bytes.

    Parameters
    ----------
    folder
        Made if missing; files of the same names are replaced.
    seed
        Of everything drawn by chance.
    progress
        Called before each file with its name, how many are written, and how many there are.

    Returns
    -------
    list of Path
        The files in the order in which they must be loaded: places, parties, ledgers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planned = geography.books() + _ledgers(seed)
    tell = progress or _silent
    tell(geography.PLACES_FILE, 0, len(planned) + 1)
    written = [geography.write_places(folder)]
    for book in planned:
        tell(book.file, len(written), len(planned) + 1)
        written.append(write_book(folder, book, Random(f"{seed}:spelling:{book.name}")))
    return written


def _ledgers(seed: int) -> list[Book]:
    """The books of every module in :mod:`yihe.sample.ledgers`; a new one needs no line here."""
    modules = [import_module(f"{ledgers.__name__}.{m.name}") for m in iter_modules(ledgers.__path__)]
    books = [book for m in modules for book in m.books(Random(f"{seed}:{m.__name__}"))]
    links.connect(books, Random(f"{seed}:links"))
    return books + money.books(books, Random(f"{seed}:money"))


def _silent(name: str, done: int, total: int) -> None:
    """Say nothing."""
