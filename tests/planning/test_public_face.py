"""Every decision's package shows the same face and loads quickly."""

import subprocess
import sys
from importlib import import_module

import pytest

DECISIONS = ("routing", "sweeping")
FACE = ("solve", "check", "read", "on_streets", "explain", "to_frame", "to_geojson")
HEAVY = {"numba", "scipy", "pandas", "pyproj", "pyvrp"}


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_name_a_package_shows_is_there_and_callable_under_its_own_name(decision: str) -> None:
    package = import_module(f"yihe.planning.{decision}")
    assert set(FACE) <= set(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert all(getattr(package, name).__name__ == name for name in FACE)
    with pytest.raises(AttributeError, match="solved"):
        package.solved  # noqa: B018


def test_replanning_and_the_guarantee_are_functions_whatever_was_loaded_before() -> None:
    import yihe.planning.routing.guaranteeing
    import yihe.planning.routing.streets  # noqa: F401
    from yihe.planning import routing

    assert all(callable(each) for each in (routing.replan, routing.guarantee, routing.on_streets))


@pytest.mark.parametrize("decision", DECISIONS)
def test_no_compiled_loop_and_no_street_is_loaded_before_it_is_asked_for(decision: str) -> None:
    asked = f"import sys, yihe.planning.{decision}; print(*{HEAVY} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
