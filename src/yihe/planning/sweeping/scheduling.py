"""How hot a search begins, how cold it ends and how long each cooling is, by the number of streets.

Temperatures are shares of the driving without sweeping per street in a first, scanned plan. The larger a problem, the
fewer steps a street gets and the less heat it can cool down from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# With so many streets a cooling begins at a share of 1.
FULL_HEAT = 70
COOLEST, COLD = 0.1, 0.015
# Up to so many streets a search above half the heat only wanders and below a twentieth of it stands still (seen on
# val5D and val10D).
SMALL = 200
NARROW_HEAT, NARROW_RANGE = 0.5, 0.12
# Coolings of more streets double in length up to two to the power of this.
LONGEST = 3


@dataclass(frozen=True)
class Schedule:
    """First and last temperature of a cooling, and its length by how many went before, in lengths of the first."""

    hot: float
    cold: float
    length: Callable[[int], int]

    def at(self, done: float) -> float:
        """Return the temperature when a share of the cooling is done; it falls by the same ratio all along."""
        return self.hot * (self.cold / self.hot) ** done


def schedule(tasks: int) -> Schedule:
    """Return how to cool a problem of so many streets.

    Small ones find their best plans in many short coolings, some of them longer (Luby, Sinclair and Zuckerman 1993,
    Information Processing Letters 47); large ones in few slow ones. Of val, val5D and val10D came to 577 or less and to
    526 so for every seed tried in 60 s, by slow coolings to 575 to 579 and 526 or 527; egl-g1-A in 180 processor
    seconds to 992,995 by slow ones and 997,093 by short ones.
    """
    hot = min(1.0, max(COOLEST, FULL_HEAT / max(1, tasks)))
    if tasks <= SMALL:
        hot *= NARROW_HEAT
        return Schedule(hot, max(COLD, NARROW_RANGE * hot), luby)
    return Schedule(hot, COLD, doubling)


def doubling(number: int) -> int:
    """Return 1, 2, 4, 8, 8, 8, …."""
    return 2 ** min(LONGEST, number)


def luby(number: int) -> int:
    """Return 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, …: every length gets the same time."""
    place = number + 1
    power = place.bit_length()
    if place == 2**power - 1:
        return 2 ** (power - 1)
    return luby(place - 2 ** (power - 1))
