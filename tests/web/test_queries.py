"""No page over twenty queries, however many entries it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

CEILING = 20
PAGES = [
    "/",
    "/figures/",
    "/figures/markets.upgraded/",
    "/figures/markets.upgraded_share/",
    "/figures/markets.upgraded/records/?as=csv",
    "/programmes/",
    "/programmes/markets/",
    "/records/market/",
    "/records/market/?view=map&q=市场&f.stage=upgraded&sort=-stalls",
    "/records/market/?as=csv",
    "/records/place/",
    "/records/market/M1/",
    "/records/market/M1/edit/",
    "/records/market/M1/move/",
    "/records/market/new/",
    "/shapes/market.geojson",
    "/shapes/places.geojson?map=markets.upgraded",
    "/import/",
    "/briefing/",
    "/search/?q=市场",
    "/help/",
    "/rules/",
    "/rules/bonds.coverage/",
]


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
        assert answer.status_code == 200
        if answer.streaming:
            assert b"".join(answer.streaming_content)
    return len(seen)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_stays_under_the_ceiling(address: str, town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    client.get(address)  # the first reader after a write fills the column store
    assert queries(client, address) <= CEILING


@pytest.mark.parametrize("address", ["/records/market/", "/figures/markets.network/", "/shapes/market.geojson"])
def test_more_entries_cost_no_more_queries(
    address: str, town: Any, add_market: Callable[..., Any], signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    client.get(address)
    few = queries(client, address)
    for n in range(12):
        add_market(f"N{n}", responsible=None)
    client.get(address)
    assert queries(client, address) <= few
