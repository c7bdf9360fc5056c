"""What a load does or would do: counts, changed fields, problems; for pages, commands and the journal alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..journal import Load
from ..labels import Label
from .columns import ColumnMap
from .comparing import FieldChange
from .limits import Limits
from .problems import Problem
from .table import Note

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


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
    mappings
        Field (name or label) by heading, where a heading's own words do not tell; empty leaves the
        column out. Remembered for the kind once the load is written.
    """

    kind: str = ""
    system: str = "WGS84"
    ignore_unmatched: bool = False
    limits: Limits = field(default_factory=Limits)
    mappings: Mapping[str, str] = field(default_factory=dict)


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

    def files(self) -> list[dict[str, Any]]:
        """What the journal keeps of each sheet, with the digest of its file."""
        digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in self.paths}
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
            for t in self.tables
        ]


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
