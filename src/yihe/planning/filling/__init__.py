"""Fill forecast (满溢预测): how full each bin will be, and how probably it overflows before the next round."""

from .backtest import (
    Tested,
    back_test,
    brier,
    calibration_error,
    mean_errors,
    pinball,
    ranked_probability_score,
    reliability,
)
from .exposure import Profile, even_profile
from .forecast import Forecast, make_forecast
from .history import FULL_PCT, History, read_history
from .process import FillLaw

__all__ = [
    "FULL_PCT",
    "FillLaw",
    "Forecast",
    "History",
    "Profile",
    "Tested",
    "back_test",
    "brier",
    "calibration_error",
    "even_profile",
    "make_forecast",
    "mean_errors",
    "pinball",
    "ranked_probability_score",
    "read_history",
    "reliability",
]
