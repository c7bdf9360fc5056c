"""Fields of text instances, with errors that name the file, the line and the field."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from ...outcome import BadInput


@dataclass(frozen=True)
class Line:
    """One line of a file, split at white space."""

    file: str
    number: int
    words: tuple[str, ...]

    def number_at(self, place: int, field: str, least: float | None = None) -> float:
        """The word at `place` as a number, at least `least`."""
        if place >= len(self.words):
            raise BadInput(f"{self.file}, line {self.number}: {field} is missing")
        try:
            value = float(self.words[place])
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            raise BadInput(f"{self.file}, line {self.number}: {field} is {self.words[place]!r}; a number is needed")
        if least is not None and value < least:
            raise BadInput(f"{self.file}, line {self.number}: {field} is {value:g}; at least {least:g} is needed")
        return value

    def whole_at(self, place: int, field: str, least: int | None = None) -> int:
        """The word at `place` as a whole number."""
        value = self.number_at(place, field, least)
        if value != int(value):
            raise BadInput(f"{self.file}, line {self.number}: {field} is {value}; a whole number is needed")
        return int(value)


def lines_of(text: str, file: str) -> list[Line]:
    """Lines of a text that hold anything."""
    numbered = enumerate(text.splitlines(), start=1)
    return [Line(file, number, tuple(line.split())) for number, line in numbered if line.strip()]
