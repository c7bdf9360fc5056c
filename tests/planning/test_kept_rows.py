"""Rows of a bench are kept, so that an interrupted run goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from yihe.bench.kept import KeptRows
from yihe.planning import BadInput


@dataclass(frozen=True)
class Measured:
    instance: str
    gap_percent: float


def test_what_was_measured_under_the_same_conditions_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    first = KeptRows(path, seconds=60, seed=1)
    assert list(first.adding([Measured("gdb1", 0.0)])) == [Measured("gdb1", 0.0)]
    again = KeptRows(path, seconds=60, seed=1)
    assert "gdb1" in again and "gdb2" not in again
    assert [row["gap_percent"] for row in again.rows] == [0.0]


def test_rows_of_other_conditions_are_not_in_the_table(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    list(KeptRows(path, seconds=60).adding([Measured("gdb1", 0.0)]))
    assert "gdb1" not in KeptRows(path, seconds=300)


def test_a_row_is_kept_before_the_next_one_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    running = KeptRows(path).adding(Measured(name, 0.0) for name in ("gdb1", "gdb2"))
    next(running)
    assert "gdb1" in KeptRows(path)


def test_a_file_of_something_else_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"instance": "gdb1"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"rows\.jsonl, line 1"):
        KeptRows(path)


def test_without_a_file_nothing_is_kept() -> None:
    assert list(KeptRows(None).adding([Measured("gdb1", 0.0)])) == [Measured("gdb1", 0.0)]


@pytest.mark.parametrize("place", ["nowhere/rows.jsonl", "."])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_measured(tmp_path: Path, place: str) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        KeptRows(tmp_path / place)


def test_a_line_torn_by_a_power_cut_is_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    list(KeptRows(path, seed=1).adding([Measured("one", 0.0), Measured("two", 0.0)]))
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-9], encoding="utf-8")
    kept = KeptRows(path, seed=1)
    assert ("one" in kept, "two" in kept) == (True, False)
    list(kept.adding([Measured("two", 0.0)]))
    assert path.read_text(encoding="utf-8") == text


def test_a_last_line_of_another_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all", encoding="utf-8")
    with pytest.raises(BadInput):
        KeptRows(path, seed=1)
    assert path.read_text(encoding="utf-8") == "Dear all"
