"""The reading bench: how well and how fast claims are read from the labelled texts, beside other readers."""

from __future__ import annotations

import importlib.util
import time
from collections import Counter
from pathlib import Path
from typing import Any

from yihe.figures import scan

from .gold import GoldText, load
from .scoring import score, shares

_PEERS = {"recognizers_text": "recognizers_number", "jieba_cn2an": "cn2an"}
_TIMED_CHARACTERS = 60_000


def run(folder: Path) -> dict[str, Any]:
    """Scores by text and in all, characters a second, and the same of other readers where they are installed.

    Parameters
    ----------
    folder
        Where the labelled texts are.
    """
    texts = load(folder)
    counted = {text.name: score(text.labels, _read(text)) for text in texts}
    total: Counter[str] = sum(counted.values(), Counter())
    return {
        "all": shares(total),
        "texts": {name: shares(counts) for name, counts in counted.items()},
        "characters_per_second": round(speed(texts)),
        "peers": {name: _peer(module, texts) for name, module in _PEERS.items()},
    }


def _read(text: GoldText) -> list[dict[str, Any]]:
    figures = scan(text.text, release_date=text.released, place=text.place)
    return [figure.as_record(n) for n, figure in enumerate(figures, 1)]


def speed(texts: list[GoldText]) -> float:
    """Characters scanned in a second of this process's own time, best of three."""
    text = "\n".join(each.text for each in texts)
    text *= max(1, _TIMED_CHARACTERS // len(text))
    scan(text)
    return max(len(text) / _seconds(text) for _ in range(3))


def _seconds(text: str) -> float:
    begun = time.process_time()
    scan(text)
    return time.process_time() - begun


def _peer(module: str, texts: list[GoldText]) -> dict[str, Any] | str:
    if importlib.util.find_spec(module) is None:
        return "not installed"
    from .peers import READERS

    counted = [score(text.labels, READERS[module](text.text)) for text in texts]
    measures = shares(sum(counted, Counter()))
    return {key: measures[key] for key in ("strict_f1", "relaxed_f1")}
