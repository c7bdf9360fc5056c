"""Personal data is masked for those without the right: on pages, in downloads, in history, in files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yihe.ledger import actions
from yihe.ledger.fields import PersonalField
from yihe.ledger.kinds import record_kinds
from yihe.ledger.officers import Role
from yihe.ledger.personal import mask, readable, shown_to
from yihe.ledger.policy import RIGHTS
from yihe.ledger.sheets.exporting import export
from yihe.programmes.sanitation import BinGrid

pytestmark = pytest.mark.django_db
NAME, NEXT, MASKED = "欧阳测试", "王小明", "欧阳某某"
ALLOWED, OTHERS = ("clerk", "dispatcher", "auditor"), ("leader", "commander", "press", "planner")


@pytest.fixture
def grid(district: Any, clerk: Any) -> BinGrid:
    values = {"code": "G-1", "name": "一号网格", "place": district["370602001"], "answerable": NAME}
    made = actions.create(BinGrid, values, actor=clerk)
    return actions.edit(made, {"answerable": NEXT}, version=1, actor=clerk)


PAGES = ["/records/bingrid/", "/records/bingrid/G-1/", "/records/bingrid/?as=csv"]


def body(answer: Any) -> str:
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", OTHERS)
def test_who_has_not_the_right_reads_masks(page: str, role: str, grid: Any, signed_in: Callable[..., Any]) -> None:
    said = body(signed_in(role).get(page))
    assert "王某某" in said
    assert NEXT not in said and NAME not in said


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ALLOWED)
def test_who_has_the_right_reads_names(page: str, role: str, grid: Any, signed_in: Callable[..., Any]) -> None:
    said = body(signed_in(role).get(page))
    assert NEXT in said and "王某某" not in said


def test_history_keeps_the_name_and_shows_it_masked(grid: Any, signed_in: Callable[..., Any]) -> None:
    assert [row.answerable for row in grid.history.order_by("history_id")] == [NAME, NEXT]
    assert MASKED in body(signed_in("leader").get("/records/bingrid/G-1/"))
    assert NAME in body(signed_in("auditor").get("/records/bingrid/G-1/"))


@pytest.mark.parametrize(("actor", "said"), [("clerk", NEXT), ("leader", "王某某")])
def test_files_say_what_their_reader_may_know(
    actor: str, said: str, grid: Any, signed_in: Callable[..., Any], django_user_model: Any, tmp_path: Path
) -> None:
    client = signed_in(actor)
    user = django_user_model.objects.get(pk=client.session["_auth_user_id"])
    export([BinGrid], tmp_path / "g.csv", actor=user)
    export([BinGrid], tmp_path / "g.geojson", actor=user)
    rows = list(csv.reader((tmp_path / "g.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert said in rows[1]
    assert said in json.dumps(json.loads((tmp_path / "g.geojson").read_text()), ensure_ascii=False)


def test_nothing_is_shown_where_nobody_was_named(grid: Any, clerk: Any) -> None:
    field = BinGrid._meta.get_field("answerable")
    assert readable(field, NEXT) == "王某某"
    with shown_to(clerk):
        assert readable(field, NEXT) == NEXT
    with shown_to(None):
        assert readable(field, NEXT) == "王某某"
    assert readable(BinGrid._meta.get_field("name"), NEXT) == NEXT


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("王小明", "王某某"), ("李四", "李某"), ("司马光", "司马某"), ("欧阳", "欧某"), ("13812345678", "138****5678"),
        ("370602199001011234", "370****1234"), ("阿卜杜勒·热合曼", "阿某某"), ("Li Lei", "L***"),
    ],
)  # fmt: skip
def test_a_mask_covers_all_but_the_family_name(said: str, masked: str) -> None:
    assert mask(said) == masked


def test_every_role_is_decided_upon() -> None:
    assert {role for role in Role if "personal" in RIGHTS[role]} == {*ALLOWED, "administrator"}


def test_every_field_of_a_person_is_declared_personal() -> None:
    """A field whose label names a person must be masked; posts and departments are none."""
    said = ("责任人", "联系人", "申请人", "身份证", "手机", "联系电话", "户主")
    named = {f for kind in record_kinds().values() for f in kind._meta.fields if str(f.verbose_name).endswith(said)}
    assert named
    assert {f"{f.model.__name__}.{f.name}" for f in named if not isinstance(f, PersonalField)} == set()
