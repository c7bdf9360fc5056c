"""Write what the ledger holds into files that load again without a change: .xlsx, .csv, .geojson, .gpkg, .parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ..entries import Entry
from ..personal import shown_to
from .layers_out import layer_of, write_geojson, write_geopackage, write_geoparquet
from .naming import Naming
from .outgoing import Cell, OutColumn, out_columns, title_of
from .problems import Bilingual
from .results import Progress
from .snapshots import Snapshot
from .texts import guarded
from .workbook_out import OutBook, OutSheet, plain

_STEP = 500


@dataclass(frozen=True)
class Exported:
    """How many entries of a kind went out."""

    kind: type[Entry]
    entries: int


class CannotExport(ValueError):
    """The asked file cannot hold what was asked; `message` says why in both languages."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(f"{message.zh} / {message.en}")
        self.message = message


def export(
    kinds: Sequence[type[Entry]],
    path: str | Path,
    *,
    actor: Any,
    place: str = "",
    as_of: datetime | None = None,
    progress: Progress | None = None,
) -> list[Exported]:
    """Write the entries of some kinds; the file's ending says how.

    Parameters
    ----------
    kinds
        A workbook or GeoPackage takes several, every other file one.
    place
        Statistical code: only entries at it or below.
    as_of
        What the ledger knew then; now if None.
    actor
        Only what they may see goes out.

    Raises
    ------
    CannotExport
        No such kind of file, or it cannot hold several kinds.
    NotAllowed
    """
    path = Path(path)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise CannotExport(_unknown_ending(path.suffix))
    if len(kinds) > 1 and write not in _HOLD_SEVERAL:
        raise CannotExport(_one_at_a_time(path.suffix, kinds))
    naming = Naming(settings.YIHE_PLACE)
    with shown_to(actor), transaction.atomic():  # one moment for all pages of a large table
        parts = [_Part(Snapshot(kind, place, as_of, actor), naming, progress) for kind in kinds]
        write(path, parts, naming)
    return [Exported(part.kind, part.count) for part in parts]


class _Part:
    """One kind on its way out."""

    def __init__(self, snapshot: Snapshot, naming: Naming, progress: Progress | None) -> None:
        self.kind = snapshot.kind
        self.title = title_of(snapshot.kind)
        self.columns: list[OutColumn] = out_columns(snapshot.kind, naming)
        self.count = 0
        self._snapshot = snapshot
        self._progress = progress

    def entries(self) -> Iterator[tuple[Any, dict[str, date]]]:
        total = self._snapshot.rows().count()
        for entry in self._snapshot.entries():
            self.count += 1
            if self._progress and self.count % _STEP == 0:
                self._progress(self.title, self.count, total)
            yield entry

    def rows(self) -> Iterator[list[Cell]]:
        for entry, days in self.entries():
            yield [column.read(entry, days) for column in self.columns]


def _write_workbook(path: Path, parts: Sequence[_Part], naming: Naming) -> None:
    out = OutBook(path, naming)
    for part in parts:
        OutSheet(out, part.title, part.title, part.columns, numbered=False).write(part.rows())
    out.close()


def _write_csv(path: Path, parts: Sequence[_Part], naming: Naming) -> None:
    # The mark at the start makes Excel read UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([column.heading for column in parts[0].columns])
        writer.writerows([_csv_cell(cell) for cell in row] for row in parts[0].rows())


def _csv_cell(cell: Cell) -> Any:
    if isinstance(cell, str):
        return guarded(cell) if cell else ""
    return plain(cell) if isinstance(cell, Decimal) else cell


def _write_geojson(path: Path, parts: Sequence[_Part], naming: Naming) -> None:
    write_geojson(path, layer_of(parts[0].title, parts[0].columns, parts[0].entries()))


def _write_geopackage(path: Path, parts: Sequence[_Part], naming: Naming) -> None:
    write_geopackage(path, [layer_of(part.title, part.columns, part.entries()) for part in parts])


def _write_geoparquet(path: Path, parts: Sequence[_Part], naming: Naming) -> None:
    write_geoparquet(path, layer_of(parts[0].title, parts[0].columns, parts[0].entries()))


_WRITERS: dict[str, Callable[[Path, Sequence[_Part], Naming], None]] = {
    ".xlsx": _write_workbook,
    ".csv": _write_csv,
    ".geojson": _write_geojson,
    ".gpkg": _write_geopackage,
    ".parquet": _write_geoparquet,
}
_HOLD_SEVERAL = (_write_workbook, _write_geopackage)
ENDINGS = tuple(_WRITERS)
"""Files that can be written."""


def _unknown_ending(ending: str) -> Bilingual:
    known = " ".join(ENDINGS)
    return Bilingual(f"不能写成“{ending}”文件，可用：{known}。", f"cannot write “{ending}” files; use {known}.")


def _one_at_a_time(ending: str, kinds: Sequence[type[Entry]]) -> Bilingual:
    zh, en = "、".join(map(title_of, kinds)), ", ".join(k.kind() for k in kinds)
    return Bilingual(
        f"“{ending}”文件只能放一种台账，请从中选一种：{zh}；或导出 .xlsx、.gpkg。",
        f"a “{ending}” file holds one kind; choose one of {en}, or write .xlsx or .gpkg.",
    )
