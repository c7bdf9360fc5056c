"""Emptying histories of bins: how full each bin was when it was emptied, and how long it had been filling."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..outcome import BadInput

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

# Readings pile up from here to 100: the level sensor is saturated, the true level may be any above.
FULL_PCT = 97.0
_NEEDED = ("site_id", "site_name", "collected_at", "fill_before_pct", "fill_after_pct")
_SECONDS_AN_HOUR = 3600.0


@dataclass(frozen=True)
class History:
    """Emptyings in order of time, one row each; the first emptying of a bin only starts its clock.

    Attributes
    ----------
    names
        Of the bins; `bin` points into it.
    bin, began, ended
        (n,) which bin, when it began to fill (the emptying before) and when it was emptied: hours since `zero`.
    level
        (n,) percent full at `ended`; at or above `FULL_PCT` only a lower limit is known.
    last_emptied
        (bins,) hour of each bin's newest emptying.
    zero
        Monday 0:00 before the first emptying, in local time.
    """

    names: tuple[str, ...]
    bin: Indices
    began: Floats
    ended: Floats
    level: Floats
    last_emptied: Floats
    zero: pd.Timestamp

    def __len__(self) -> int:
        return len(self.bin)

    @property
    def hours(self) -> Floats:
        """(n,) how long each filling took."""
        return self.ended - self.began

    def before(self, hour: float) -> History:
        """Return what was known at an hour: nothing that ended at it or later."""
        known = self.ended < hour
        last = np.full(len(self.names), -np.inf)
        np.maximum.at(last, self.bin[known], self.ended[known])
        return History(
            self.names, self.bin[known], self.began[known], self.ended[known], self.level[known], last, self.zero
        )


def read_history(path: Path, longest_hours: float = 336.0) -> History:
    """Read a table of emptyings, such as the one of Edinburgh's litter bins.

    Parameters
    ----------
    path
        CSV with the columns site_id, site_name, collected_at (local time), fill_before_pct and fill_after_pct.
    longest_hours
        A longer silence is taken for a gap of the sensor, not for a filling.

    Raises
    ------
    BadInput
        Where a column is missing or no bin was emptied twice.
    """
    table = pd.read_csv(path)
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise BadInput(f"{path.name} lacks the columns {', '.join(missing)}")
    return _as_history(table, path.name, longest_hours)


def _as_history(table: pd.DataFrame, name: str, longest_hours: float) -> History:
    when = pd.to_datetime(table["collected_at"])
    zero = when.min().normalize() - pd.Timedelta(days=int(when.min().weekday()))
    table = table.assign(hour=(when - zero).dt.total_seconds() / _SECONDS_AN_HOUR)
    table = table.sort_values(["site_id", "hour"], kind="stable")
    bins, names = _number_bins(table)
    table = table.assign(bin=bins, began=table.groupby("site_id")["hour"].shift(), left=_left_over(table))
    # A bin that was not emptied to the bottom starts from an unknown share of what fell in later.
    kept = table[(table["hour"] - table["began"]).between(0, longest_hours, inclusive="right") & (table["left"] == 0)]
    if kept.empty:
        raise BadInput(f"{name} holds no bin that was emptied twice")
    kept = kept.sort_values(["hour", "bin"], kind="stable")
    last = table.groupby("bin")["hour"].max().to_numpy()
    began, ended, level = (kept[column].to_numpy(dtype=float) for column in ("began", "hour", "fill_before_pct"))
    return History(names, kept["bin"].to_numpy(dtype=np.int64), began, ended, level, last, zero)


def _number_bins(table: pd.DataFrame) -> tuple[Indices, tuple[str, ...]]:
    codes, sites = pd.factorize(table["site_id"], sort=True)
    first = table.drop_duplicates("site_id").set_index("site_id")["site_name"]
    return codes.astype(np.int64), tuple(str(first[site]) for site in sites)


def _left_over(table: pd.DataFrame) -> pd.Series:
    return table.groupby("site_id")["fill_after_pct"].shift().fillna(0.0)
