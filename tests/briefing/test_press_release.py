"""The labelled press release bound to the registered indicators: the right one or none, never another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yihe.bench.gold import GoldText, load
from yihe.bench.made_ledger import meaning, synonyms
from yihe.briefing.verify import verify
from yihe.indicators.register import indicators

from .made_ledger import InMemory

GOLD = Path(__file__).parents[3] / "shared" / "gold"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not GOLD.exists(), reason="the labelled texts are not at hand"),
]
ABSTENTIONS = 7


def _meant(label: dict[str, Any], names: dict[str, str]) -> set[str]:
    """Ids of the registered indicators that mean what the label says."""
    if label["kind"] == "threshold" or (label["kind"] == "rank" and label["hedge"] != "none"):
        return set()
    group = names.get(label["subject"], label["subject"])
    family = [i for i in indicators() if meaning(i, names) == group]
    own = {i.id for i in family if not i.id.startswith("economy.")}
    of_growth = label["kind"] != "rank" or "增速" in label["subject"]
    wanted = {
        i.id for i in family if i.measure == label["kind"] and (i.measure != "rank" or ("growth" in i.id) == of_growth)
    }
    return own | wanted


@pytest.fixture(scope="module")
def press() -> GoldText:
    return next(text for text in load(GOLD) if text.name.startswith("zhifu"))


def test_no_claim_of_the_press_release_is_bound_wrongly_and_few_stay_unbound(press: GoldText) -> None:
    names = synonyms()
    claims = verify(press.text, place="here", source=InMemory(indicators())).claims
    wrong, unbound = [], []
    for label in press.claims:
        claim = next(c for c in claims if c.figure.start < label["end"] and label["start"] < c.figure.end)
        id = claim.indicator.id if claim.indicator else None
        if id is None:
            unbound.append(label["text"])
        elif id not in _meant(label, names):
            wrong.append((label["text"], label["subject"], id))
    assert not wrong
    assert len(unbound) <= ABSTENTIONS, unbound
