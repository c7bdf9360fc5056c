"""Load spreadsheets into the ledger: all files of a load in one transaction, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from yihe import geo

from ..entries import Entry, Record
from ..journal import Load
from ..labels import Label
from ..policy import NotAllowed, confinement, may
from .columns import ColumnMap
from .comparing import Comparison, FieldChange, Outcome
from .limits import Limits
from .problems import BadCell, Bilingual, Problem, UnreadableFile
from .recognising import loading_order, recognise
from .rows import References, RowReader
from .sniffing import EXTENSIONS
from .source import read_tables
from .table import Note, Table
from .writing import Occasion, write_outcomes

Progress = Callable[[str, int, int], None]
_SHOWN_PROBLEMS = 1000
"""Problems kept for one sheet; beyond that a wrong column would fill the memory."""


@dataclass(frozen=True)
class Options:
    """How to read what the files do not say themselves.

    Parameters
    ----------
    kind
        Slug or label of the kind that every sheet holds, where headings alone do not tell.
    system
        Coordinate system of longitude and latitude columns.
    limits
        How large files may be.
    ignore_unmatched
        Leave out columns that are no field of the kind, instead of refusing the sheet.
    """

    kind: str = ""
    system: str = "WGS84"
    ignore_unmatched: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class EntryChange:
    """A changed entry: which, where in the sheet, and each field before and after."""

    code: str
    name: str
    row: int
    fields: list[FieldChange]


@dataclass
class SheetResult:
    """What one sheet did, or would do."""

    file: str
    sheet: str
    kind: str
    label: Label
    rows: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[EntryChange] = field(default_factory=list)
    columns: ColumnMap | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass
class Preview:
    """What a load does, or would do; `load` is set once it is written."""

    paths: list[Path]
    options: Options
    actor: Any
    tables: list[SheetResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""
    load: Load | None = None

    @property
    def created(self) -> int:
        return sum(t.created for t in self.tables)

    @property
    def changed(self) -> int:
        return sum(t.changed for t in self.tables)

    @property
    def unchanged(self) -> int:
        return sum(t.unchanged for t in self.tables)


class Rejected(Exception):
    """The files have problems, listed in `preview`; nothing was written."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(f"{len(preview.problems)} problems")
        self.preview = preview


class Outdated(Exception):
    """The ledger changed since the preview; `preview` shows what the load would do now."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("the ledger changed since the preview")
        self.preview = preview


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


@dataclass
class _Sheet:
    path: Path
    table: Table
    kind: type[Entry]
    columns: ColumnMap


def _run(paths: Sequence[str | Path], actor: Any, options: Options, progress: Progress | None) -> Preview:
    if not may(actor, "load"):
        raise NotAllowed("loading needs the clerk's role (导入需要台账员权限)")
    files = files_in(paths)
    result = Preview(files, options, actor)
    if not files:
        result.problems.append(_no_files(paths))
    sheets = _read_files(files, options, result, progress)
    _Loader(result, options, progress).write(sheets)
    return result


def _no_files(paths: Sequence[str | Path]) -> Problem:
    named = "、".join(str(p) for p in paths)
    message = Bilingual(f"“{named}”中没有可导入的文件。", f"there is no file to load in “{named}”.")
    return Problem(named, "", "", "", "", message, Bilingual(*["、".join(sorted(EXTENSIONS))] * 2))


def _read_files(files: list[Path], options: Options, result: Preview, progress: Progress | None) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    for n, path in enumerate(files):
        if progress:
            progress(path.name, n, len(files))
        try:
            tables = read_tables(path, limits=options.limits)
        except UnreadableFile as trouble:
            result.problems.append(trouble.problem())
            continue
        for table in tables:
            found = recognise(table, options.kind, ignore_unmatched=options.ignore_unmatched)
            result.problems += found.problems
            if found.kind and not found.problems:
                sheets.append(_Sheet(path, table, found.kind, found.columns))
    return sorted(sheets, key=lambda s: loading_order(s.kind))


class _Loader:
    """Writes sheets one after the other, so that later ones may refer to entries of earlier ones."""

    def __init__(self, result: Preview, options: Options, progress: Progress | None) -> None:
        self.result = result
        self.options = options
        self.progress = progress
        self.references = References(settings.YIHE_PLACE)
        self.confined_to = confinement(result.actor)
        self.now = timezone.now()
        self._digest = hashlib.sha256()
        self._load: Load | None = None

    def write(self, sheets: list[_Sheet]) -> None:
        for n, sheet in enumerate(sheets):
            if self.progress:
                self.progress(f"{sheet.path.name} · {sheet.table.sheet}", n, len(sheets))
            self._write_sheet(sheet)
        if self._load:
            self._load.files = _files(self.result)
            self._load.created, self._load.changed = self.result.created, self.result.changed
            self._load.unchanged = self.result.unchanged
            self._load.save()
        self.result.load = self._load
        self.result.digest = self._digest.hexdigest()

    def _write_sheet(self, sheet: _Sheet) -> None:
        table, kind = sheet.table, sheet.kind
        shown = SheetResult(table.file, table.sheet, kind.kind(), kind.label(), len(table.rows))
        shown.columns, shown.notes = sheet.columns, table.notes
        self.result.tables.append(shown)
        reader = RowReader(kind, table, sheet.columns, self.references, self.options.system)
        outcomes = self._outcomes(kind, reader, sheet.columns, shown)
        self.result.problems += reader.problems[:_SHOWN_PROBLEMS]
        if reader.problems or self._is_shifted(reader, outcomes):
            return
        self._note(kind, outcomes, shown)
        to_write = [o for o in outcomes if o.is_change]
        if to_write:
            load = self._open_load()
            occasion = Occasion(load, self.now, f"导入 {load} {table.file}")
            write_outcomes(kind, to_write, occasion, table.file, table.sheet, lambda n: None)
            self.references.forget(kind)

    def _outcomes(
        self, kind: type[Entry], reader: RowReader, columns: ColumnMap, shown: SheetResult
    ) -> list[Outcome]:
        drafts = reader.drafts()
        if reader.problems:
            return []
        has_code = any(spec.name == "code" for _, spec, _ in columns.matched())
        outcomes = []
        for draft, found in Comparison(kind, drafts, has_code=has_code).outcomes():
            trouble = found if isinstance(found, BadCell) else self._refusal(found)
            if trouble:
                reader.report(draft.row, None, trouble, "")
            elif isinstance(found, Outcome):
                outcomes.append(found)
        return outcomes

    def _refusal(self, outcome: Outcome) -> BadCell | None:
        """What keeps a complete row from being written: a missing field, or a place that is not the actor's."""
        entry = outcome.entry
        missing = [f for f in _required(type(entry)) if getattr(entry, f.attname) in (None, "")]
        if missing:
            names = "、".join(str(f.verbose_name) for f in missing)
            return BadCell("required", f"缺少必填内容：{names}", f"missing: {names}", f"增加“{names}”列并填写", "a column with it")
        if self.confined_to and isinstance(entry, Record):
            code = self.references.places().code_of(entry.place_id)
            if not code.startswith(self.confined_to):
                return BadCell("not_yours", f"“{entry.place}”不在您负责的区域内", f"“{entry.place}” is not in your area", "本区域的条目", "entries of your area")
        return None

    def _is_shifted(self, reader: RowReader, outcomes: list[Outcome]) -> bool:
        """Whether the sheet's points look like GCJ-02 or BD-09 though said to be WGS 84."""
        boundary = self.references.places().boundary()
        points = [(o.entry.min_lon, o.entry.min_lat) for o in outcomes if "geometry" in o.draft.values and o.entry.geometry]
        if boundary is None or not points or not issubclass(reader.kind, Record):
            return False
        suspicion = geo.suspect_shift(points, boundary)
        if suspicion is None:
            return False
        message = Bilingual(
            f"坐标整体偏移约 {suspicion.offset_m:.0f} 米，像是 {suspicion.system.code}，而非 WGS 84。",
            f"the positions are shifted by about {suspicion.offset_m:.0f} m; they look like {suspicion.system.code}, not WGS 84.",
        )
        advice = Bilingual(f"若确是 {suspicion.system.code}，用 --system {suspicion.system.code} 再导入", f"load with --system {suspicion.system.code}")
        self.result.problems.append(Problem(reader.table.file, reader.table.sheet, "", "", "", message, advice))
        return True

    def _note(self, kind: type[Entry], outcomes: list[Outcome], shown: SheetResult) -> None:
        for outcome in outcomes:
            if outcome.is_new:
                shown.created += 1
            elif outcome.changes:
                shown.changed += 1
                entry = outcome.entry
                shown.changes.append(EntryChange(entry.code, entry.name, outcome.draft.row, outcome.changes))
            else:
                shown.unchanged += 1
                continue
            self._digest.update(f"{kind.kind()}|{outcome.entry.code}|{outcome.draft}".encode())

    def _open_load(self) -> Load:
        if self._load is None:
            actor = self.result.actor
            self._load = Load.objects.create(actor=actor, actor_name=actor.get_username(), recorded_at=self.now)
        return self._load


def _required(kind: type[Entry]) -> list[Any]:
    return [
        f
        for f in kind._meta.fields
        if f.editable and not (f.blank or f.null or f.has_default() or f.primary_key) and f.name not in ("code", "name")
    ]


def _files(result: Preview) -> list[dict[str, Any]]:
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in result.paths}
    return [
        {
            "file": t.file,
            "sheet": t.sheet,
            "kind": t.kind,
            "rows": t.rows,
            "created": t.created,
            "changed": t.changed,
            "unchanged": t.unchanged,
            "sha256": digests.get(t.file, ""),
        }
        for t in result.tables
    ]
