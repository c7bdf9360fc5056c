"""Dirty workbooks: no crash, each bad cell named by address in both languages, nothing half-written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yihe.bench.dirty import complaint_about
from yihe.bench.dirty_workbooks import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dirty_workbook_is_loaded_exactly_or_refused_by_cell(seed: int, tmp_path: Path, clerk: Any) -> None:
    made = make(tmp_path, seed)
    assert complaint_about(made, clerk) == "", made.about


def test_the_seeds_cover_tables_that_load_bad_cells_and_hopeless_files(tmp_path: Path) -> None:
    made = []
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        made.append(make(folder, seed))
    assert min(sum(not m.refused for m in made), sum(bool(m.bad_cells) for m in made)) >= 15
    assert len({m.about[0] for m in made if m.refused and not m.bad_cells}) >= 7


def test_the_complaint_is_heard_where_a_value_or_an_address_is_wrong(tmp_path: Path, clerk: Any) -> None:
    seed = next(n for n in range(100) if make(tmp_path, n).bad_cells)
    made = make(tmp_path, seed)
    made.bad_cells.add("Z99")
    assert "instead of" in complaint_about(made, clerk)
    made.refused = False
    assert "refused" in complaint_about(made, clerk)
