import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yihe.planning import BadInput
from yihe.planning.filling import FULL_PCT, even_profile, make_forecast, read_history
from yihe.planning.filling.exposure import N_CLASSES, profile_of_classes

from .made_history import LAW, draw_history


@pytest.fixture(scope="module")
def forecast():
    return make_forecast(draw_history(1))


def test_the_law_that_made_the_fillings_is_found_again():
    law = make_forecast(draw_history(3, bins=150), evaluations=300).law
    assert law.power == pytest.approx(LAW.power, abs=0.12)
    assert law.spread == pytest.approx(LAW.spread, rel=0.3)
    assert law.grain == pytest.approx(LAW.grain, rel=0.5)


def test_nothing_later_than_the_moment_of_the_forecast_is_looked_at():
    history = draw_history(2)
    moment = float(np.quantile(history.ended, 0.6))
    changed = dataclasses.replace(history, level=np.where(history.ended >= moment, 3.0, history.level))
    first, second = (make_forecast(each, moment, evaluations=40) for each in (history, changed))
    assert first.law == second.law
    assert np.array_equal(first.belief.now, second.belief.now)


def test_a_bin_gets_no_emptier_with_time(forecast):
    since = forecast.history.last_emptied[5]
    chance = [float(forecast.probability_full(5, since + hours)[0]) for hours in (1, 12, 36, 80, 200)]
    assert chance == sorted(chance) and chance[0] < 0.01 < chance[-1]


def test_a_busy_bin_is_full_sooner_than_a_quiet_one(forecast):
    history = forecast.history
    speed = np.array([history.level[history.bin == b].sum() / history.hours[history.bin == b].sum() for b in range(60)])
    chance = forecast.probability_full(np.array([speed.argmax(), speed.argmin()]), 48.0, since=0.0)
    assert chance[0] > 2 * chance[1]


def test_a_high_reading_makes_an_overflow_likelier(forecast):
    at = float(forecast.history.last_emptied.max()) + 24.0
    chance = forecast.probability_full_given(np.array([7, 7, 7]), at + 12.0, np.array([20.0, 90.0, FULL_PCT]), at)
    assert chance[0] < chance[1] < chance[2] == 1.0


def test_the_prize_is_the_expected_cost_of_the_overflow(forecast):
    since = forecast.history.last_emptied[:3]
    start = float(since.max()) + 30.0
    bins = np.arange(3)
    hours = forecast.expected_overflow_hours(bins, start, start + 24.0)
    assert np.all((hours >= 0) & (hours <= 24))
    assert forecast.prizes(bins, start, start + 24.0, yuan_an_hour=1000.0) == pytest.approx(1000 * hours, abs=0.51)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(0.2, 5.0), min_size=N_CLASSES, max_size=N_CLASSES),
    st.floats(0, 5000),
    st.floats(0, 500),
    st.floats(0, 500),
)
def test_exposures_add_up_and_turn_back_into_hours(weights, start, first, second):
    profile = profile_of_classes(np.array(weights))
    whole = profile.between(start, start + first + second)
    assert whole == pytest.approx(
        profile.between(start, start + first) + profile.between(start + first, start + first + second), abs=1e-6
    )
    assert profile.hour_of(profile.elapsed(start)) == pytest.approx(start, abs=1e-6)
    assert profile.between(start, start + 168) == pytest.approx(168)


def test_chances_of_the_law_agree_with_its_density():
    mean = np.array([40.0])
    levels = np.linspace(0.5, 400, 40_000)
    area = np.trapezoid(np.exp(LAW.log_density(levels, mean)), levels)
    above = np.trapezoid(np.exp(LAW.log_density(levels[levels > 50], mean)), levels[levels > 50])
    assert area == pytest.approx(1, abs=1e-3)
    assert float(LAW.survival(50.0, mean)[0]) == pytest.approx(above, abs=2e-3)


def test_a_table_without_a_needed_column_is_named(tmp_path):
    path = tmp_path / "桶站清运.csv"
    path.write_text("site_id,collected_at\n1,2022-05-01 07:00:00\n", encoding="utf-8")
    with pytest.raises(BadInput, match="fill_before_pct"):
        read_history(path)


def test_a_long_silence_and_a_half_emptied_bin_start_no_filling(tmp_path):
    rows = [
        "site_id,site_name,collected_at,fill_before_pct,fill_after_pct",
        "1,解放路,2022-05-02 06:00:00,50,0",
        "1,解放路,2022-05-03 06:00:00,70,40",
        "1,解放路,2022-05-04 06:00:00,80,0",
        "1,解放路,2022-07-04 06:00:00,90,0",
        "1,解放路,2022-07-05 18:00:00,60,0",
    ]
    path = tmp_path / "桶站清运.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    history = read_history(path)
    assert history.level.tolist() == [70.0, 60.0]
    assert history.hours.tolist() == [24.0, 36.0]
    assert even_profile().between(history.began, history.ended).tolist() == [24.0, 36.0]
