"""What a person confirms is used first the next time, and shows who said so."""

from __future__ import annotations

from typing import Any

import pytest

from yihe.briefing.remembered import RememberedBinding, UnsuitableIndicator, confirm, forget, remembered_binding
from yihe.briefing.verify import verify
from yihe.indicators.register import indicator
from yihe.ledger.policy import NotAllowed

from .conftest import HOME, RELEASED

pytestmark = pytest.mark.django_db
TEXT = "目前，全区菜篮子提质焕新3处。"


def checked(text: str = TEXT) -> Any:
    return verify(text, release_date=RELEASED, place=HOME).claims[0]


def test_words_that_no_name_has_are_bound_once_confirmed(markets: None, clerk: Any) -> None:
    assert checked().indicator is None
    confirm(checked().figure, indicator("markets.upgraded"), clerk, note="即农贸市场升级改造")
    again = checked()
    assert (again.indicator.id, again.verdict) == ("markets.upgraded", "exact")
    assert "clerk-of-tests" in again.because.zh and "即农贸市场升级改造" in again.because.zh
    assert "confirmed by clerk-of-tests" in again.because.en


def test_a_claim_said_to_mean_no_indicator_stays_unbound(markets: None, clerk: Any) -> None:
    text = "目前，全区已按照星级标准完成3处农贸市场升级改造。"
    confirm(checked(text).figure, None, clerk)
    again = checked(text)
    assert again.verdict == "untraceable" and "clerk-of-tests" in again.why


def test_a_forgotten_binding_holds_no_longer_but_its_history_stays(markets: None, clerk: Any) -> None:
    binding = confirm(checked().figure, indicator("markets.upgraded"), clerk)
    forget(binding, clerk, note="误认")
    assert checked().indicator is None
    kept = RememberedBinding.history.order_by("history_id")
    assert [h.history_type for h in kept] == ["+", "-"]
    assert kept.last().history_change_reason == "误认" and kept.last().history_user == clerk


def test_a_second_confirmation_replaces_the_first(markets: None, clerk: Any) -> None:
    figure = checked().figure
    confirm(figure, indicator("markets.upgraded"), clerk)
    confirm(figure, indicator("markets.upgrading"), clerk)
    assert RememberedBinding.objects.count() == 1
    assert checked().indicator.id == "markets.upgrading"


def test_what_is_confirmed_for_one_place_holds_only_there(markets: None, clerk: Any) -> None:
    figure = checked().figure
    confirm(figure, indicator("markets.upgraded"), clerk, place=HOME)
    assert checked().indicator is not None
    assert verify(TEXT, release_date=RELEASED, place="370611").claims[0].indicator is None
    found = remembered_binding(figure, HOME)
    assert found is not None and found.indicator == "markets.upgraded"


def test_an_indicator_of_another_dimension_is_refused(markets: None, clerk: Any) -> None:
    with pytest.raises(UnsuitableIndicator):
        confirm(checked().figure, indicator("markets.floor_area"), clerk)
    assert not RememberedBinding.objects.exists()


def test_a_stranger_may_not_confirm(markets: None, django_user_model: Any) -> None:
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(NotAllowed):
        confirm(checked().figure, indicator("markets.upgraded"), stranger)
