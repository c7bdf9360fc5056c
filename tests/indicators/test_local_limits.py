"""Limits of rules that a place sets itself come from the environment."""

from __future__ import annotations

import pytest

from yihe.server.home import local_limits


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("", {}),
        ('{"bonds.coverage": "1.3", "enforcement.ads_closed_in_time": 15}',
         {"bonds.coverage": "1.3", "enforcement.ads_closed_in_time": "15"}),
        ('{"bonds.coverage": 1.30}', {"bonds.coverage": "1.30"}),
    ],
)  # fmt: skip
def test_numbers_are_kept_as_they_are_written(
    said: str, limits: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIHE_LIMITS", said)
    assert local_limits() == limits


@pytest.mark.parametrize("said", ["1.3", "[1]", '{"bonds.coverage": "much"}', '{"bonds.coverage": null}', "{"])
def test_what_is_no_limit_refuses_to_start_and_says_what_would_do(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIHE_LIMITS", said)
    with pytest.raises(SystemExit, match=r"YIHE_LIMITS.*bonds\.coverage"):
        local_limits()
