"""A few public instances, short runs; only where the shared benchmark data is at hand."""

from __future__ import annotations

import pytest

from yihe.bench.sweeping_instances import FOLDER, instances
from yihe.planning import Budget
from yihe.planning.sweeping import check, solve

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared benchmark data is not here")


@pytest.mark.parametrize(
    ("name", "steps", "within"),
    [
        ("kshs1", 5_000, 0.0),
        ("gdb1", 20_000, 0.0),
        ("val1A", 20_000, 0.0),
        ("Lpr-a-01", 20_000, 0.0),
        ("egl-e1-A", 40_000, 0.03),
    ],
)
def test_short_runs_come_to_or_near_the_best_known_value(name, steps, within):
    (instance,) = instances(names=[name])
    problem = instance.problem()
    plan = solve(problem, Budget(seconds=None, iterations=steps))
    assert check(problem, plan) == []
    assert instance.best_known <= plan.objective <= instance.best_known * (1 + within)
    assert plan.bound <= instance.best_known


def test_dump_sites_and_shifts_are_kept_on_a_mixed_network():
    (instance,) = instances(names=["Lpr_IF-b-02"])
    problem = instance.problem()
    plan = solve(problem, Budget(seconds=None, iterations=10_000))
    assert check(problem, plan) == []
    assert plan.site_cost > 0


def test_every_public_file_is_read():
    assert all(instance.problem().passes() for instance in instances())
