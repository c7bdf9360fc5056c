import dataclasses

import numpy as np
import pytest

from yihe.planning.filling import (
    FULL_PCT,
    back_test,
    brier,
    calibration_error,
    mean_errors,
    pinball,
    ranked_probability_score,
    reliability,
)
from yihe.planning.filling.naive import naive_forecasts, naive_share_full

from .made_history import draw_history


@pytest.fixture(scope="module")
def tested():
    return back_test(draw_history(4, bins=80), evaluations=80)


def test_the_forecast_errs_less_than_every_naive_one(tested):
    errors = mean_errors(tested)
    assert all(errors["forecast"] < error for name, error in errors.items() if name != "forecast")


def test_the_probabilities_of_full_are_calibrated(tested):
    assert calibration_error(reliability(tested)) < 0.05
    scores = brier(tested)
    assert scores["forecast"] < min(scores["share of the bin"], scores["share of all"])


def test_the_whole_distribution_scores_better_than_its_median_alone(tested):
    assert ranked_probability_score(tested) < mean_errors(tested)["forecast"]
    assert set(pinball(tested)) == {"0.1", "0.5", "0.9"}


def test_quantiles_hold_the_share_they_promise(tested):
    assert np.mean(tested.level <= tested.quantile(0.5)) == pytest.approx(0.5, abs=0.06)


def test_a_change_of_later_readings_changes_no_earlier_forecast():
    history = draw_history(5)
    moment = float(np.quantile(history.ended, 0.7))
    changed = dataclasses.replace(history, level=np.where(history.ended >= moment, 1.0, history.level))
    earlier = history.ended < moment
    for first, second in zip(naive_forecasts(history).values(), naive_forecasts(changed).values(), strict=True):
        assert np.array_equal(first[earlier], second[earlier])
    assert np.array_equal(naive_share_full(history)[earlier], naive_share_full(changed)[earlier])
    one, other = (back_test(each, evaluations=30) for each in (history, changed))
    same = history.ended[history.ended >= 14 * 24.0] < moment
    # An origin behind the change learns another law; those before it may not.
    before = same & (history.ended[history.ended >= 14 * 24.0] < 28 * 24.0)
    assert before.sum() > 100
    assert np.array_equal(one.distribution[before], other.distribution[before])


def test_a_full_bin_counts_as_full_from_the_level_at_which_the_sensor_is_saturated(tested):
    assert np.array_equal(tested.full == 1.0, tested.level >= FULL_PCT)
