"""One run of a load inside the caller's transaction: read all files, then write sheet by sheet."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from yihe import geo

from ..entries import Entry, Record
from ..journal import Load
from ..kinds import entry_kinds
from ..policy import confinement
from .columns import ColumnMap
from .comparing import Comparison, Outcome
from .headings_memory import HeadingsMemory
from .problems import BadCell, Bilingual, Problem, UnreadableFile
from .recognising import loading_order, recognise
from .references import References
from .results import EntryChange, Preview, Progress, SheetResult
from .rows import RowReader
from .source import read_tables
from .table import Row, Table
from .writing import Occasion, write_outcomes

_SHOWN_PROBLEMS = 1000
"""Problems kept for one sheet; beyond that a wrong column would fill the memory."""


@dataclass
class _Sheet:
    table: Table
    kind: type[Entry]
    columns: ColumnMap


class Run:
    """Reads the files of a preview and writes them, later sheets with the entries of earlier ones in place.

    Parameters
    ----------
    result
        Names files, options and actor, and takes up what happens.
    progress
        Told how many rows are read and written.
    """

    def __init__(self, result: Preview, progress: Progress | None) -> None:
        self.result = result
        self.options = result.options
        self._progress = progress
        self._references = References(settings.YIHE_PLACE)
        self._confined_to = confinement(result.actor)
        self._now = timezone.now()
        self._digest = hashlib.sha256()
        self._load: Load | None = None
        self._done = self._total = 0

    def go(self) -> None:
        """Do it."""
        memory = HeadingsMemory(self.options.mappings, entry_kinds().values())
        sheets = self._read_files(memory)
        # Each row is read, then written.
        self._total = 2 * sum(len(s.table.rows) for s in sheets)
        with _rare_collections():
            for sheet in sheets:
                self._write_sheet(sheet)
        if not self.result.problems:
            memory.keep([(s.table, s.kind) for s in sheets], self.result.actor, self._now)
        self._close_load()
        self.result.digest = self._digest.hexdigest()

    # Reading ----------------------------------------------------------------------------------

    def _read_files(self, memory: HeadingsMemory) -> list[_Sheet]:
        sheets: list[_Sheet] = []
        for number, path in enumerate(self.result.paths):
            if self._progress:
                self._progress(path.name, number, len(self.result.paths))
            for table in self._tables(path):
                sheets += self._recognised(table, memory)
        self.result.problems += memory.problems([(s.table, s.kind) for s in sheets])
        if not self.result.problems:
            self.result.problems += memory.unused(h.label for s in sheets for h in s.table.header)
        return sorted(sheets, key=lambda s: loading_order(s.kind))

    def _tables(self, path: Path) -> Sequence[Table]:
        try:
            return read_tables(path, limits=self.options.limits)
        except UnreadableFile as trouble:
            self.result.problems.append(trouble.problem())
            return ()

    def _recognised(self, table: Table, memory: HeadingsMemory) -> list[_Sheet]:
        options = self.options
        found = recognise(table, options.kind, ignore_unmatched=options.ignore_unmatched, remembered=memory.by_kind())
        self.result.problems += found.problems
        return [_Sheet(table, found.kind, found.columns)] if found.kind and not found.problems else []

    def _advance(self, what: str, rows: int) -> None:
        self._done += rows
        if self._progress:
            self._progress(what, self._done, self._total)

    # Writing ----------------------------------------------------------------------------------

    def _write_sheet(self, sheet: _Sheet) -> None:
        table, kind = sheet.table, sheet.kind
        shown = SheetResult(table.file, table.sheet, kind.kind(), kind.label(), len(table.rows))
        shown.columns, shown.notes = sheet.columns, table.notes
        self.result.tables.append(shown)
        reader = RowReader(kind, table, sheet.columns, self._references, self.options.system)
        outcomes = self._outcomes(reader, sheet)
        self.result.problems += reader.problems[:_SHOWN_PROBLEMS]
        if reader.problems or self._is_shifted(reader, outcomes):
            return
        self._note(kind, outcomes, shown)
        self._write(sheet, [o for o in outcomes if o.is_change])

    def _write(self, sheet: _Sheet, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        table, load = sheet.table, self._open_load()
        occasion = Occasion(load, self._now, f"导入 {load} {table.file}")
        title = f"{table.file} · {table.sheet}"
        write_outcomes(sheet.kind, outcomes, occasion, table.file, table.sheet, lambda rows: self._advance(title, rows))
        self._references.forget(sheet.kind)

    def _outcomes(self, reader: RowReader, sheet: _Sheet) -> list[Outcome]:
        title = f"{sheet.table.file} · {sheet.table.sheet}"
        drafts = reader.drafts(lambda rows: self._advance(title, rows))
        if reader.problems:
            return []
        # The cells are read; a large sheet and its entries need not lie in memory together.
        sheet.table.rows.clear()
        has_code = any(spec.name == "code" for _, spec, _ in sheet.columns.matched())
        outcomes = []
        for draft, found in Comparison(sheet.kind, drafts, has_code=has_code).outcomes():
            trouble = found if isinstance(found, BadCell) else self._refusal(found)
            if trouble:
                reader.report(Row(draft.row, []), None, trouble, "")
            elif isinstance(found, Outcome):
                outcomes.append(found)
        return outcomes

    def _refusal(self, outcome: Outcome) -> BadCell | None:
        """What keeps a complete row from being written: a missing field, or a place that is not the actor's."""
        entry = outcome.entry
        missing = [f for f in _required(type(entry)) if getattr(entry, f.attname) in (None, "")]
        if missing:
            names = "、".join(str(f.verbose_name) for f in missing)
            return BadCell(
                "required", f"缺少必填内容：{names}", f"missing: {names}", f"增加“{names}”列并填写", "a column with it"
            )
        if self._confined_to and isinstance(entry, Record):
            code = self._references.places().code_of(entry.place_id)
            if not code.startswith(self._confined_to):
                return BadCell(
                    "not_yours",
                    f"“{entry.place}”不在您负责的区域内",
                    f"“{entry.place}” is not in your area",
                    "本区域的条目",
                    "entries of your area",
                )
        return None

    def _is_shifted(self, reader: RowReader, outcomes: list[Outcome]) -> bool:
        """Whether the sheet's points look like GCJ-02 or BD-09 though said to be WGS 84."""
        boundary = self._references.places().boundary()
        points: Any = [
            (o.entry.min_lon, o.entry.min_lat) for o in outcomes if "geometry" in o.draft.values and o.entry.geometry
        ]
        if boundary is None or not points or not issubclass(reader.kind, Record):
            return False
        suspicion = geo.suspect_shift(points, boundary)
        if suspicion is None:
            return False
        message = Bilingual(
            f"坐标整体偏移约 {suspicion.offset_m:.0f} 米，像是 {suspicion.system.code}，而非 WGS 84。",
            f"the positions are shifted by about {suspicion.offset_m:.0f} m; "
            f"they look like {suspicion.system.code}, not WGS 84.",
        )
        advice = Bilingual(
            f"若确是 {suspicion.system.code}，用 --system {suspicion.system.code} 再导入",
            f"load with --system {suspicion.system.code}",
        )
        self.result.problems.append(Problem(reader.table.file, reader.table.sheet, "", "", "", message, advice))
        return True

    def _note(self, kind: type[Entry], outcomes: list[Outcome], shown: SheetResult) -> None:
        for outcome in outcomes:
            entry, draft = outcome.entry, outcome.draft
            if not outcome.is_change:
                shown.unchanged += 1
                continue
            if outcome.counts_as_new:
                shown.created += 1
            else:
                shown.changed += 1
                shown.changes.append(EntryChange(entry.code, entry.name, draft.row, outcome.changes))
            # With the values before: an approval holds only for the change that was shown.
            before = [(str(change.label), _comparable(change.before)) for change in outcome.changes]
            said = (kind.kind(), entry.code, draft.values, draft.stage, draft.stage_days, before)
            self._digest.update(repr(said).encode())

    # The journal ------------------------------------------------------------------------------

    def _open_load(self) -> Load:
        if self._load is None:
            actor = self.result.actor
            self._load = Load.objects.create(actor=actor, actor_name=actor.get_username(), recorded_at=self._now)
        return self._load

    def _close_load(self) -> None:
        if self._load:
            self._load.files = self.result.files()
            self._load.created, self._load.changed = self.result.created, self.result.changed
            self._load.unchanged = self.result.unchanged
            self._load.save()
        self.result.load = self._load


@contextmanager
def _rare_collections() -> Iterator[None]:
    """A load makes many objects and no cycles: collecting as often as usual walks all of them again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@cache
def _required(kind: type[Entry]) -> list[Any]:
    """Fields without which an entry cannot be written; code and name can be made up."""
    return [
        f
        for f in kind._meta.fields
        if f.editable and not (f.blank or f.null or f.has_default() or f.primary_key) and f.name not in ("code", "name")
    ]


def _comparable(value: Any) -> Any:
    """PostgreSQL gives binary fields as views on memory, which differ from run to run."""
    return bytes(value) if isinstance(value, memoryview) else value
