"""Who owns which street today: gaps, double work, and streets nobody asked for (一把扫帚扫到底)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .problem import Street

# A whole street by its name, or one of its sides.
Claim = str | tuple[str, str]
SIDES = ("towards head", "towards tail")


@dataclass(frozen=True)
class Ownership:
    """What today's assignment does to the streets.

    Attributes
    ----------
    gaps
        Streets, and sides where both are swept, that nobody owns.
    overlaps
        Those that several own, with their owners: double work.
    unknown
        What is claimed but is no street that needs sweeping, by owner.
    """

    gaps: tuple[Claim, ...]
    overlaps: Mapping[Claim, tuple[str, ...]]
    unknown: Mapping[str, tuple[Claim, ...]]

    @property
    def is_sound(self) -> bool:
        """Whether every required street has exactly one owner and nothing else is claimed."""
        return not (self.gaps or self.overlaps or self.unknown)

    def explain(self) -> str:
        """One line for every finding."""
        lines = [f"{_words(claim)}: nobody sweeps it" for claim in self.gaps]
        lines += [f"{_words(claim)}: swept by {', '.join(owners)}" for claim, owners in self.overlaps.items()]
        lines += [
            f"{_words(each)}: claimed by {who}, needs no sweeping"
            for who, all_ in self.unknown.items()
            for each in all_
        ]
        return "\n".join(lines) or "every street has exactly one owner"


def ownership(streets: Sequence[Street], assignment: Mapping[str, Iterable[Claim]]) -> Ownership:
    """Report gaps and double work.

    Parameters
    ----------
    streets
        The streets of the problem; their names must differ.
    assignment
        For each owner (a crew, a company, a sub-district) what it sweeps: names of streets, or pairs of a name and a
        side, ``"towards head"`` or ``"towards tail"``. A name alone claims both sides.
    """
    owners: dict[Claim, list[str]] = {claim: [] for street in streets for claim in _required(street)}
    sides = {street.name: _required(street) for street in streets}
    unknown: dict[str, list[Claim]] = {}
    for owner, claims in assignment.items():
        for claim in claims:
            meant = [claim] if claim in owners else list(sides.get(claim, ())) if isinstance(claim, str) else []
            for each in meant:
                owners[each].append(owner)
            if not meant:
                unknown.setdefault(owner, []).append(claim)
    return Ownership(
        tuple(claim for claim, found in owners.items() if not found),
        {claim: tuple(found) for claim, found in owners.items() if len(found) > 1},
        {owner: tuple(claims) for owner, claims in unknown.items()},
    )


def _required(street: Street) -> tuple[Claim, ...]:
    if street.service == "both sides":
        return tuple((street.name, side) for side in SIDES)
    return (street.name,) if street.service == "once" else ()


def _words(claim: Claim) -> str:
    return claim if isinstance(claim, str) else f"{claim[0]} {claim[1]}"
