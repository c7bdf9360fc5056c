"""What a ledger does not say and a plan needs: how full bins are, how long work takes, when shifts are, speeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from yihe.planning import BadInput
from yihe.planning.routing.collection import Shift
from yihe.planning.routing.problem import Break

_HOUR = 3600
_REST = 1800


def shift(name: str, begin: int, end: int) -> Shift:
    """A shift by seconds of the day; one of six hours and more has a rest of half an hour around its middle."""
    rest = Break((begin + (end - begin) * 3 // 8, begin + (end - begin) * 5 // 8), _REST)
    return Shift(name, (begin, end), (rest,) if end - begin >= 6 * _HOUR else ())


def in_order(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    """The shifts, each of which must begin when the one before has ended.

    Raises
    ------
    BadInput
        A shift has no length, or the same vehicle would drive in two at once.
    """
    for each in shifts:
        if each.window[1] <= each.window[0]:
            raise BadInput(f"{each.name}: the shift ends before it begins (班次结束早于开始)")
    for before, after in pairwise(shifts):
        if after.window[0] < before.window[1]:
            raise BadInput(f"{after.name} begins before {before.name} has ended (班次重叠)")
    return tuple(shifts)


THREE_SHIFTS = (
    shift("早班", 4 * _HOUR, 12 * _HOUR),
    shift("中班", 12 * _HOUR, 20 * _HOUR),
    shift("夜班", 20 * _HOUR, 28 * _HOUR),
)


@dataclass(frozen=True)
class Assumptions:
    """Assumed where the ledger has no field; kept with every plan (:meth:`told`).

    Attributes
    ----------
    fill
        Share of a bin's volume that is full when it is emptied.
    kg_per_litre
        Density of waste as it lies in the bin, by the codes of `Waste`; what is not named is not collected here.
    seconds_at_bin, seconds_per_litre
        Work at a bin, and more for each litre of its volume.
    unload_s
        At a station: emptying, and filling the water tank of a sweeper.
    shifts
        When crews work, one after another: a vehicle drives in each. Sweeping takes the first.
    least_gap
        Seconds between two rounds at a bin.
    detour, kmh
        Of drives where no streets are given: metres driven for each metre through the air, and their speed.
    sweep_kmh, load_per_km, water_per_km
        Sweeping: speed, cubic metres swept up and water used along a kilometre of one side.
    both_sides_m
        A lane at least so wide is swept along each side.
    """

    fill: float = 0.7
    kg_per_litre: dict[str, float] = field(default_factory=lambda: {"residual": 0.14, "food": 0.45, "recyclable": 0.06})
    seconds_at_bin: float = 27.0
    seconds_per_litre: float = 0.073
    unload_s: int = 600
    shifts: tuple[Shift, ...] = THREE_SHIFTS
    least_gap: int = 4 * _HOUR
    detour: float = 1.3
    kmh: float = 25.0
    sweep_kmh: float = 8.0
    load_per_km: float = 0.2
    water_per_km: float = 0.25
    both_sides_m: float = 7.0

    def told(self, *names: str) -> str:
        """The named assumptions as one line; all shifts with their hours."""
        said = [f"{name} {_said(getattr(self, name))}" for name in names]
        hours = [f"{each.name} {clock(each.window[0])}-{clock(each.window[1])}" for each in self.shifts]
        return "; ".join([*said, *hours])


def clock(seconds: int) -> str:
    """Seconds of the day as a time; after midnight the hours go on (27:00)."""
    return f"{seconds // _HOUR:02}:{seconds % _HOUR // 60:02}"


def _said(value: object) -> str:
    return ", ".join(f"{key} {part:g}" for key, part in value.items()) if isinstance(value, dict) else f"{value:g}"
