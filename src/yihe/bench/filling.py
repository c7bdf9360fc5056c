"""Back-test of the fill forecast on Edinburgh's litter bins, beside naive forecasts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from yihe.planning.filling import (
    back_test,
    brier,
    calibration_error,
    mean_errors,
    pinball,
    ranked_probability_score,
    read_history,
    reliability,
)

DEFAULT = Path("../shared/data/telemetry/edinburgh_litter_bin_collections_2016.csv.gz")


def run(path: Path, first_day: float = 14.0, every_days: float = 14.0) -> dict[str, Any]:
    """Roll the origin through a table of emptyings; errors in percent of a bin."""
    began = time.process_time()
    history = read_history(path)
    tested = back_test(history, first_day, every_days)
    table = reliability(tested)
    return {
        "bins": len(history.names),
        "fillings": len(history),
        "forecast_fillings": len(tested.level),
        "origins_days": [round(hour / 24, 1) for hour in tested.origins],
        "mean_absolute_error_pct": _rounded(mean_errors(tested), 2),
        "ranked_probability_score_pct": round(ranked_probability_score(tested), 2),
        "pinball_pct": _rounded(pinball(tested), 2),
        "brier_full": _rounded(brier(tested), 4),
        "share_full": round(float(tested.full.mean()), 4),
        "calibration_error": round(calibration_error(table), 4),
        "reliability": [_rounded(row, 3) for row in table],
        "processor_seconds": round(time.process_time() - began, 2),
        "given": "the hour of the next emptying; a bin's rate is learned from its earlier emptyings only",
    }


def _rounded(values: dict[str, float], digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in values.items()}
