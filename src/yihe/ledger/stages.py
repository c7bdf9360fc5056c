"""Stages of a record kind and the table of moves between them, as data."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .labels import Label


@dataclass(frozen=True)
class Stage:
    """One stage: its name in the code, its label, whether it lies beside the main line (withdrawn, on hold)."""

    name: str
    label: Label
    beside: bool = False


@dataclass(frozen=True)
class Move:
    """An allowed move that the main line does not already give, and why it is allowed."""

    source: str
    target: str
    because: str


class Stages:
    """The stages of a record kind, in order, with their transition table.

    Parameters
    ----------
    moves
        Moves beyond the main line, which leads from each stage to the next; each with its reason.
    beside
        Names of stages that are not on the main line. Reaching one does not mean that earlier ones
        were passed.
    **labels
        Stage names in order; a Chinese label, or a :class:`Label` where the English one is not
        just the name.

    Examples
    --------
    >>> stages = Stages(planned="规划", built="建成", dropped="取消", beside=["dropped"],
    ...                 moves=[Move("planned", "dropped", "用地无法落实")])
    >>> stages.may_move("planned", "built"), stages.may_move("built", "planned")
    (True, False)
    """

    def __init__(self, *, moves: Iterable[Move] = (), beside: Iterable[str] = (), **labels: str | Label) -> None:
        aside = set(beside)
        self._stages = {name: Stage(name, _stage_label(name, label), name in aside) for name, label in labels.items()}
        self.moves = tuple(moves)
        self._check_names(aside | {m.source for m in self.moves} | {m.target for m in self.moves})
        self._next = self._transition_table()

    def _check_names(self, used: set[str]) -> None:
        if unknown := used - self._stages.keys():
            raise ValueError(f"stages named but not declared: {', '.join(sorted(unknown))}")

    def _transition_table(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {name: [] for name in self._stages}
        line = self.line
        for source, target in itertools.pairwise(line):
            table[source].append(target)
        for move in self.moves:
            table[move.source].append(move.target)
        return table

    def __iter__(self) -> Iterator[Stage]:
        return iter(self._stages.values())

    def __len__(self) -> int:
        return len(self._stages)

    def __contains__(self, name: object) -> bool:
        return name in self._stages

    def __getitem__(self, name: str) -> Stage:
        return self._stages[name]

    @property
    def names(self) -> list[str]:
        return list(self._stages)

    @property
    def line(self) -> list[str]:
        """Names on the main line, in order."""
        return [s.name for s in self if not s.beside]

    @property
    def choices(self) -> list[tuple[str, Label]]:
        return [(s.name, s.label) for s in self]

    def from_here(self, name: str) -> list[str]:
        """The stages a record in stage `name` may move to directly."""
        return self._next[name] if name else self.names

    def may_move(self, source: str, target: str) -> bool:
        """Whether one step leads from `source` to `target`; an empty source is a new record."""
        return target in self.from_here(source)

    def may_reach(self, source: str, target: str) -> bool:
        """Whether some chain of moves leads from `source` to `target` (a sheet may skip reports)."""
        seen, todo = {source}, [source]
        while todo:
            for step in self.from_here(todo.pop()):
                if step == target:
                    return True
                if step not in seen:
                    seen.add(step)
                    todo.append(step)
        return False

    def reached_by(self, name: str) -> list[str]:
        """The stages whose entry shows that `name` was reached: itself and, on the line, all later ones."""
        line = self.line
        return line[line.index(name) :] if name in line else [name]

    def find(self, text: str) -> Stage | None:
        """The stage a person means by a name or a label in either language."""
        wanted = text.strip().casefold()
        for stage in self:
            if wanted in {stage.name.casefold(), *(n.casefold() for n in stage.label.all)}:
                return stage
        return None


def _stage_label(name: str, label: str | Label) -> Label:
    return label if isinstance(label, Label) else Label(label, name.replace("_", " "))
