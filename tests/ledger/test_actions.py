"""Every change goes through an action: policy, checks, history, stage changes, conflicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from yihe.ledger import actions
from yihe.ledger.models import Officer, Place, Role, StageChange
from yihe.ledger.policy import NotAllowed
from yihe.programmes.markets import Market

pytestmark = pytest.mark.django_db


def test_a_new_record_keeps_its_first_history_row_and_stage_change(add_market: Callable[..., Any], clerk: Any) -> None:
    market = add_market("M1", stage="designing", day=date(2022, 3, 1))
    first = market.history.get()
    change = StageChange.objects.get(kind="market", record_id=market.pk)
    assert (first.history_type, first.history_user, first.stage) == ("+", clerk, "designing")
    assert (change.stage, change.business_date) == ("designing", date(2022, 3, 1))


def test_an_edit_keeps_the_former_row_with_actor_and_reason(add_market: Callable[..., Any], clerk: Any) -> None:
    market = add_market("M1", floor_area=Decimal("100"))
    actions.edit(market, {"floor_area": Decimal("120")}, version=1, actor=clerk, reason="复测")
    newest, oldest = market.history.all()
    assert (oldest.floor_area, newest.floor_area) == (Decimal("100"), Decimal("120"))
    assert (newest.history_user, newest.history_change_reason, newest.version) == (clerk, "复测", 2)


def test_a_second_writer_with_a_stale_version_gets_a_conflict_and_writes_nothing(
    add_market: Callable[..., Any], clerk: Any
) -> None:
    market = add_market("M1")
    actions.edit(market, {"name": "甲"}, version=1, actor=clerk)
    with pytest.raises(actions.Conflict) as caught:
        actions.edit(market, {"name": "乙"}, version=1, actor=clerk)
    assert caught.value.current.name == "甲"
    assert Market.objects.get(pk=market.pk).name == "甲"


def test_a_move_follows_the_transition_table(add_market: Callable[..., Any], clerk: Any) -> None:
    market = add_market("M1", stage="registered")
    with pytest.raises(ValidationError, match=r"方案设计|designing"):
        actions.move(market, "rated", business_date=date(2022, 5, 1), version=1, actor=clerk)
    moved = actions.move(market, "designing", business_date=date(2022, 5, 1), version=1, actor=clerk)
    assert (moved.stage, moved.stage_date, moved.version) == ("designing", date(2022, 5, 1), 2)


@pytest.mark.parametrize("day", [date(2022, 1, 9), timezone.localdate() + timedelta(days=1)])
def test_a_move_before_the_present_stage_or_in_the_future_is_refused(
    add_market: Callable[..., Any], clerk: Any, day: date
) -> None:
    market = add_market("M1", day=date(2022, 1, 10))
    with pytest.raises(ValidationError):
        actions.move(market, "designing", business_date=day, version=1, actor=clerk)
    assert StageChange.objects.filter(kind="market").count() == 1


def test_deleting_needs_a_reason_and_keeps_the_row(add_market: Callable[..., Any], clerk: Any) -> None:
    market = add_market("M1")
    with pytest.raises(ValidationError):
        actions.delete(market, version=1, actor=clerk, reason=" ")
    actions.delete(market, version=1, actor=clerk, reason="重复登记")
    assert not Market.objects.present().exists()
    assert Market.objects.get().deleted_reason == "重复登记"
    actions.restore(market, version=2, actor=clerk)
    assert Market.objects.present().count() == 1


def test_a_place_finds_its_parent_by_its_code(district: dict[str, Place]) -> None:
    community = Place.objects.get(code="370602001001")
    assert community.parent == district["370602001"]
    assert (community.level, district["370600"].level) == ("community", "city")


def test_a_clerk_of_one_subdistrict_writes_only_there(
    district: dict[str, Place], add_market: Callable[..., Any]
) -> None:
    here, elsewhere = add_market("M1", place="370602001"), add_market("M2", place="370602002")
    user = get_user_model().objects.create_user("xiangyang")
    Officer.objects.create(user=user, role=Role.CLERK, place=district["370602001"])
    actions.edit(here, {"name": "本街道"}, version=1, actor=user)
    with pytest.raises(NotAllowed):
        actions.edit(elsewhere, {"name": "别的街道"}, version=1, actor=user)
    with pytest.raises(NotAllowed):
        actions.edit(Market.objects.get(code="M1"), {"place": district["370602002"]}, version=2, actor=user)


def test_a_leader_reads_and_writes_nothing(add_market: Callable[..., Any]) -> None:
    market = add_market("M1")
    user = get_user_model().objects.create_user("leader-x")
    Officer.objects.create(user=user, role=Role.LEADER)
    with pytest.raises(NotAllowed):
        actions.delete(market, version=1, actor=user, reason="无")
