"""Load spreadsheets into the ledger: all files of a load in one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from ..journal import Load
from ..policy import NotAllowed, may
from .problems import Bilingual, Problem
from .results import EntryChange, Options, Outdated, Preview, Progress, Rejected, SheetResult
from .running import Run
from .sniffing import EXTENSIONS

__all__ = [
    "EntryChange",
    "Options",
    "Outdated",
    "Preview",
    "Progress",
    "Rejected",
    "SheetResult",
    "apply",
    "files_in",
    "load",
    "preview",
]


def load(
    paths: Sequence[str | Path], *, actor: Any, options: Options | None = None, progress: Progress | None = None
) -> Preview:
    """Load files and folders.

    Raises
    ------
    Rejected
        If any cell of any file is bad; nothing is written then.
    NotAllowed
    """
    with transaction.atomic():
        result = _run(paths, actor, options or Options(), progress)
        if result.problems:
            raise Rejected(result)
    return result


def preview(
    paths: Sequence[str | Path], *, actor: Any, options: Options | None = None, progress: Progress | None = None
) -> Preview:
    """What :func:`load` would do: it is done, and rolled back."""
    with transaction.atomic():
        result = _run(paths, actor, options or Options(), progress)
        transaction.set_rollback(True)
    result.load = None
    return result


def apply(seen: Preview) -> Load | None:
    """Write what a preview showed.

    Returns
    -------
    Load or None
        None where there was nothing to write.

    Raises
    ------
    Rejected
        If there are problems.
    Outdated
        If it would do something else by now.
    """
    with transaction.atomic():
        result = _run(seen.paths, seen.actor, seen.options, None)
        if result.problems:
            raise Rejected(result)
        if result.digest != seen.digest:
            raise Outdated(result)
    return result.load


def files_in(paths: Iterable[str | Path]) -> list[Path]:
    """The files to load: those named, and every readable one in named folders, in order of name."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.suffix.lower() in EXTENSIONS and not _is_scrap(p))
        else:
            found.append(path)
    return found


def _is_scrap(path: Path) -> bool:
    """Excel's lock files, hidden files, and read-me texts."""
    return path.name.startswith(("~$", ".")) or path.suffix.lower() == ".txt"


def _run(paths: Sequence[str | Path], actor: Any, options: Options, progress: Progress | None) -> Preview:
    if not may(actor, "load"):
        raise NotAllowed("loading needs the clerk's role (导入需要台账员权限)")
    files = files_in(paths)
    result = Preview(files, options, actor)
    if not files:
        result.problems.append(_no_files(paths))
    Run(result, progress).go()
    return result


def _no_files(paths: Sequence[str | Path]) -> Problem:
    named = "、".join(str(p) for p in paths)
    message = Bilingual(f"“{named}”中没有可导入的文件。", f"there is no file to load in “{named}”.")
    return Problem(named, "", "", "", "", message, Bilingual(*["、".join(sorted(EXTENSIONS))] * 2))
