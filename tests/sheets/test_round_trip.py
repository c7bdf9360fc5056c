"""What is exported loads again without a change: every kind, every kind of file that loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yihe.ledger.kinds import entry_kind, entry_kinds
from yihe.ledger.sheets.exporting import export
from yihe.ledger.sheets.loading import Options, preview

from .every_kind import entries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
ENTRIES = 12


@pytest.mark.parametrize("slug", list(entry_kinds()))
def test_an_export_of_any_kind_loads_without_a_change(slug: str, tmp_path: Path, clerk: Any) -> None:
    kind = entry_kind(slug)
    entries_of(kind, ENTRIES)
    present = kind._default_manager.filter(deleted_at__isnull=True).count()
    for ending in (".xlsx", ".csv", ".geojson", ".gpkg"):
        path = tmp_path / f"out{ending}"
        (out,) = export([kind], path, actor=clerk)
        assert out.entries == present
        found = preview([path], actor=clerk, options=Options(kind=slug if ending == ".csv" else ""))
        assert [(p.cell, str(p.message)) for p in found.problems] == [], ending
        changes = [(c.code, str(f.label), f.before, f.after) for t in found.tables for c in t.changes for f in c.fields]
        assert changes == [], ending
        assert (found.created, found.unchanged) == (0, present)
