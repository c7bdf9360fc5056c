"""Read the marked texts of this folder: {span|value unit kind [hedge]}, everything else is no claim."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "texts"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


class Expected(NamedTuple):
    """One labelled claim."""

    start: int
    end: int
    value: Decimal | tuple[Decimal, ...]
    unit: str
    kind: str
    hedge: str


def read_line(line: str) -> tuple[str, list[Expected]]:
    """Return the plain text of a marked line and its labels."""
    plain, labels, position = "", [], 0
    for mark in _MARK.finditer(line):
        plain += line[position : mark.start()]
        labels.append(_label(len(plain), mark[1], mark[2].split()))
        plain += mark[1]
        position = mark.end()
    return plain + line[position:], labels


def _label(start: int, span: str, words: list[str]) -> Expected:
    value, unit, kind = words[:3]
    terms = tuple(Decimal(term) for term in value.split(","))
    unit = "" if unit == "-" else unit
    hedge = words[3] if len(words) > 3 else "none"
    return Expected(start, start + len(span), terms if len(terms) > 1 else terms[0], unit, kind, hedge)


def marked_lines() -> list[tuple[str, str]]:
    """Return (name, line) for every marked line, name being file and line number."""
    found = []
    for path in sorted(FOLDER.glob("*.marked.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                found.append((f"{path.name.split('.')[0]}-{number}", line))
    return found
