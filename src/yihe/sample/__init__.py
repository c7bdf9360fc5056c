"""The synthetic sample district: ledgers as clerks would have them, calibrated to published totals."""

from .district import SEED, write_sample

__all__ = ["SEED", "write_sample"]
