"""Characters of a Word paragraph: cut its runs so that some of them hold exactly the characters wanted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any


def exact_runs(paragraph: Any, start: int, end: int) -> list[Any]:
    """Cut the paragraph's runs at both ends and return those between."""
    _cut(paragraph, start)
    _cut(paragraph, end)
    position, inside = 0, []
    for run in _runs(paragraph):
        if start <= position and position + len(run.text) <= end and run.text:
            inside.append(run)
        position += len(run.text)
    return inside


def _runs(paragraph: Any) -> Sequence[Any]:
    """Runs in order, those inside hyperlinks too: their text counts in the paragraph's."""
    runs: list[Any] = []
    for item in paragraph.iter_inner_content():
        runs += item.runs if hasattr(item, "runs") else [item]
    return runs


def _cut(paragraph: Any, at: int) -> None:
    """Make a run end at this character, if one runs across it."""
    position = 0
    for run in _runs(paragraph):
        if position < at < position + len(run.text):
            _split(run, at - position)
            return
        position += len(run.text)


def _split(run: Any, at: int) -> None:
    """Split a run in two of the same formatting; a run of nothing but text only."""
    text = run.text
    if any(child.tag.rsplit("}")[-1] not in ("rPr", "t") for child in run._r):
        return
    tail = deepcopy(run._r)
    run._r.addnext(tail)
    run.text = text[:at]
    type(run)(tail, run._parent).text = text[at:]
