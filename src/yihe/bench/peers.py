"""Other readers of Chinese numbers behind the same face, for the reading bench where they are installed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yihe.units import parse_unit, unit_words

_NUMBER = re.compile(r"[0-9][0-9,.]*[百千万亿]*|[零〇一二两三四五六七八九十百千万亿]+")


def jieba_cn2an(text: str) -> list[dict[str, Any]]:
    """Numbers as cn2an converts them, with the unit word that stands next to them."""
    import cn2an  # type: ignore[import-not-found]

    found: list[dict[str, Any]] = []
    for match in _NUMBER.finditer(text):
        try:
            value = cn2an.cn2an(match.group().replace(",", ""), "smart")
        except ValueError:
            continue
        found.append(_record(text, match.start(), match.end(), value))
    return found


def recognizers_text(text: str) -> list[dict[str, Any]]:
    """Numbers as Recognizers-Text finds them, with the unit word that stands next to them."""
    from recognizers_number import Culture, recognize_number  # type: ignore[import-not-found]

    models = [r for r in recognize_number(text, Culture.Chinese) if r.resolution.get("value")]
    return [_record(text, r.start, r.end + 1, float(r.resolution["value"])) for r in models]


def _record(text: str, start: int, end: int, value: Any) -> dict[str, Any]:
    word = next((w for w in unit_words() if text.startswith(w, end)), "")
    found = parse_unit(word) if word else None
    scaled = value * float(found.scale) if found else value
    return {
        "claim": True, "start": start, "end": end + len(word), "value": scaled,
        "unit": found.symbol if found else "", "kind": "level", "hedge": "none", "subject": "",
    }  # fmt: skip


READERS: dict[str, Callable[[str], list[dict[str, Any]]]] = {
    "cn2an": jieba_cn2an,
    "recognizers_number": recognizers_text,
}
