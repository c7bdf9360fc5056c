"""The labelled texts: each text with its claims as people labelled them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from yihe.figures import Figure, Period

DEFAULT = Path("..") / "shared" / "gold"
"""Beside the checkout; the labelled texts are not shipped."""

_RELEASES = {
    "qingdao-2018-gwr": (date(2018, 1, 30), "青岛市"),
    "shandong-2026-gwr": (date(2026, 1, 27), "山东省"),
    "daqing-2012-bulletin": (date(2013, 3, 20), "大庆市"),
}
"""Day and place of texts that are slices and do not say them (README of the labelled texts)."""


class NoGold(FileNotFoundError):
    """The labelled texts are not there; the message says where they were looked for."""


@dataclass(frozen=True)
class GoldText:
    """A text and its labels.

    Attributes
    ----------
    name
        Of the file, without ending.
    text
        As it stands in the file.
    labels
        Records of the gold schema in text order, non-claims included.
    released, place
        Day of release and place, where the text does not say them.
    """

    name: str
    text: str
    labels: list[dict[str, Any]]
    released: date | None
    place: str | None

    @cached_property
    def claims(self) -> list[dict[str, Any]]:
        return [label for label in self.labels if label["claim"]]


def load(folder: Path) -> list[GoldText]:
    """All labelled texts of a folder, the press release first.

    Raises
    ------
    NoGold
        If there is none.
    """
    files = sorted(folder.glob("*.claims.jsonl")) + sorted(folder.glob("*/*.claims.jsonl"))
    if not files:
        raise NoGold(f"no labelled texts in {folder} (没有标注文本); name their folder with --gold")
    return [_load(path) for path in files]


def _load(path: Path) -> GoldText:
    name = path.name.removesuffix(".claims.jsonl")
    # Byte for byte: the offsets count line ends as they are.
    text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    released, place = _RELEASES.get(name, (None, None))
    return GoldText(name, text, [json.loads(line) for line in lines if line.strip()], released, place)


def as_figure(label: dict[str, Any], **changes: Any) -> Figure:
    """A label as the figure a perfect reader would have read."""
    fields: dict[str, Any] = {k: label.get(k) for k in _PLAIN}
    fields |= {"value": _value(label["value"]), "period": _period(label)}
    return Figure(**(fields | changes))


_PLAIN = ("text", "start", "end", "core", "core_start", "core_end", "unit", "subject", "kind", "claim", "hedge",
          "scope", "direction", "reference")  # fmt: skip


def _value(value: Any) -> Any:
    if isinstance(value, Sequence):
        return tuple(Decimal(str(term)) for term in value)
    return None if value is None else Decimal(str(value))


def _period(label: dict[str, Any]) -> Period | None:
    said = label.get("period")
    if not said:
        return None
    days = [date.fromisoformat(said[end]) if said.get(end) else None for end in ("from", "to")]
    return Period(said.get("text"), *days)
