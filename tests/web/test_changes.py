"""Forms that change entries: what is typed is kept, what was changed by somebody else is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from yihe.programmes.markets import Market
from yihe.programmes.projects import KeyProject

EDIT = "/records/market/M1/edit/"


def typed(client: Any, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser would post: the form as it is shown, with some fields changed."""
    form = client.get(address).context["form"]
    shown = {f.name: f.value() for f in form}
    return {k: ("" if v is None else v) for k, v in (shown | changes).items()}


def test_an_edit_is_written_with_its_reason_and_shown_as_before_and_after(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    answer = client.post(EDIT, typed(client, EDIT, stalls="135", reason="现场复核"), follow=True)
    page = answer.text
    assert Market.objects.get(code="M1").stalls == 135
    assert "现场复核" in page and ">120<" in page and ">135<" in page


def test_a_form_posted_unchanged_changes_no_field(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    before = {f.attname: getattr(town["M1"], f.attname) for f in Market._meta.fields}
    client.post(EDIT, typed(client, EDIT))
    after = Market.objects.get(code="M1")
    assert {n for n, v in before.items() if getattr(after, n) != v} == {"version"}


def test_a_second_writer_gets_a_conflict_that_keeps_what_was_typed(town: Any, signed_in: Callable[..., Any]) -> None:
    first, second = signed_in("clerk"), signed_in("administrator")
    mine = typed(second, EDIT, stalls="150", reason="我的更正")
    first.post(EDIT, typed(first, EDIT, stalls="140", reason="抢先更正"))
    answer = second.post(EDIT, mine)
    assert answer.status_code == 409
    assert Market.objects.get(code="M1").stalls == 140
    assert 'value="150"' in answer.text and "我的更正" in answer.text
    assert "clerk-all" in answer.text and "抢先更正" in answer.text
    assert [(r.current, r.typed) for r in answer.context["conflict_rows"]] == [("140", "150")]


def test_saving_again_after_a_conflict_writes_knowingly(town: Any, signed_in: Callable[..., Any]) -> None:
    first, second = signed_in("clerk"), signed_in("administrator")
    mine = typed(second, EDIT, stalls="150")
    first.post(EDIT, typed(first, EDIT, stalls="140"))
    shown = second.post(EDIT, mine).context["form"]
    second.post(EDIT, {f.name: f.value() or "" for f in shown})
    assert Market.objects.get(code="M1").stalls == 150


def test_a_move_form_offers_only_what_the_transition_table_allows(town: Any, signed_in: Callable[..., Any]) -> None:
    form = signed_in().get("/records/market/M1/move/").context["form"]
    offered = [name for name, _label in form.fields["stage"].choices]
    assert offered == Market.stages.from_here("upgraded")
    assert any("撤市" in str(label) for _name, label in form.fields["stage"].choices)


def test_a_move_that_is_not_allowed_is_refused_and_said(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    address = "/records/market/M1/move/"
    answer = client.post(address, typed(client, address, stage="registered"))
    assert answer.status_code == 200 and answer.context["form"].errors["stage"]
    too_early = client.post(address, typed(client, address, stage="rated", business_date="2021-01-01"))
    assert "日期早于当前阶段的开始日期" in too_early.text
    assert Market.objects.get(code="M1").stage == "upgraded"


def test_a_move_shows_on_the_rail_with_its_day(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in("commander")
    address = "/records/market/M1/move/"
    client.post(address, typed(client, address, stage="rated", business_date="2022-08-15", reason="评定三星"))
    stops = {s.stage.name: (str(s.day), s.state) for s in client.get("/records/market/M1/").context["rail"]}
    assert stops["rated"] == ("2022-08-15", "present")
    assert stops["upgraded"] == ("2022-03-01", "passed")
    assert "closed" not in stops


def test_a_deletion_needs_a_reason_and_leaves_the_page_with_it(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    address = "/records/market/M3/delete/"
    client.post(address, typed(client, address, reason=""))
    assert Market.objects.get(code="M3").deleted_at is None
    page = client.post(address, typed(client, address, reason="重复登记"), follow=True).text
    assert "重复登记" in page and "M3市场" not in client.get("/records/market/").text


def test_money_is_typed_in_ten_thousand_yuan_and_kept_in_yuan(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    address = "/records/keyproject/new/"
    values = typed(client, address, code="P1", name="滨海广场改造", place=town["M1"].place.pk)
    values |= {f: "12345.6" for f in ("total_investment", "year_plan") if f in values}
    choices = {n: f.choices[1][0] for n, f in client.get(address).context["form"].fields.items() if n == "level"}
    values |= choices | {"plan_year": "2022"}
    answer = client.post(address, values)
    assert answer.status_code == 302, answer.context["form"].errors
    assert KeyProject.objects.get(code="P1").total_investment == Decimal("123456000")


@pytest.mark.parametrize(
    ("text", "kept"),
    [("121.38,37.54", True), ("POINT (121.38 37.54)", True), ("37.54,121.38", False), ("向阳街15号", False)],
)
def test_a_position_is_read_or_refused_never_guessed(
    text: str, kept: bool, town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    address = "/records/market/M2/edit/"
    answer = client.post(address, typed(client, address, geometry=text))
    assert (Market.objects.get(code="M2").geometry is not None) is kept
    assert kept or "121.391234,37.531234" in answer.text
