"""The battery every record kind passes by being declared: actions, stages, history, rights, deletion, loading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models

from yihe.indicators.observations import Observation
from yihe.ledger import actions
from yihe.ledger.entries import Record
from yihe.ledger.fields import unit_of
from yihe.ledger.journal import StageChange
from yihe.ledger.kinds import own_fields, record_kinds
from yihe.ledger.labels import as_label
from yihe.ledger.models import Officer, Role
from yihe.ledger.policy import RIGHTS, NotAllowed, visible
from yihe.ledger.sheets.loading import load

from .making import DAY, values_of

pytestmark = pytest.mark.django_db

KINDS = [kind for kind in record_kinds().values() if kind is not Observation]
HOME, ELSEWHERE = "370602001", "370602002"
ILLEGAL_MOVES_TRIED = 6
UNITS_IN_HEADINGS = {"CNY": "元", "m2": "平方米", "m": "米", "CNY/m2": "元/平方米", "CNY/hour": "元/小时", "year": "年"}
# A write locks, checks the code and references, saves, keeps history and the stage change, inside a savepoint.
MOST_QUERIES = {"create": 7, "edit": 7, "move": 6, "list": 1}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.kind())


@pytest.fixture
def new(district: dict[str, Any], clerk: Any) -> Callable[..., Any]:
    """Creates a valid record of a kind: ``new(kind, "A-1", stage="found")``."""

    def create(kind: type[Record], code: str = "A-1", *, at: str = HOME, actor: Any = clerk, **values: Any) -> Any:
        made = values_of(kind, code, district[at], clerk) | values
        return actions.create(kind, made, actor=actor, business_date=DAY, reason="登记")

    return create


@pytest.fixture
def person(district: dict[str, Any]) -> Callable[..., Any]:
    """A signed-in person with a role, confined to a place."""

    def make(role: str, at: str | None = None) -> Any:
        user = get_user_model()(username=f"{role}-{at}", password="!")
        user.save()
        Officer.objects.create(user=user, role=role, place=district[at] if at else None)
        return user

    return make


def told_apart(kind: type[Record]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """All legal moves, and a spread of illegal ones."""
    names = kind.stages.names
    legal = [(a, b) for a, b in product(names, names) if kind.stages.may_move(a, b)]
    illegal = [(a, b) for a, b in product(names, names) if a != b and not kind.stages.may_move(a, b)]
    step = max(1, len(illegal) // ILLEGAL_MOVES_TRIED)
    return legal, illegal[::step]


@every_kind
def test_every_legal_move_is_made_and_noted_and_an_illegal_one_is_refused(kind, new, clerk):
    legal, illegal = told_apart(kind)
    assert legal and illegal
    record = new(kind)
    for source, target in legal:
        kind.objects.filter(pk=record.pk).update(stage=source, stage_date=DAY)
        record.refresh_from_db()
        record = actions.move(
            record, target, business_date=DAY + timedelta(days=9), version=record.version, actor=clerk
        )
        noted = StageChange.objects.filter(kind=kind.kind(), record_id=record.pk).order_by("pk").last()
        assert (record.stage, noted.stage, noted.business_date) == (target, target, date(2022, 3, 10))
    for source, target in illegal:
        kind.objects.filter(pk=record.pk).update(stage=source, stage_date=DAY)
        record.refresh_from_db()
        with pytest.raises(ValidationError):
            actions.move(record, target, business_date=DAY + timedelta(days=9), version=record.version, actor=clerk)
        record.refresh_from_db()
        assert record.stage == source


@every_kind
def test_an_edit_keeps_the_former_row_and_a_stale_writer_meets_a_conflict(kind, new, clerk):
    record = new(kind)
    assert record.stage == kind.stages.names[0]
    edited = actions.edit(record, {"remark": "现场核实后更正"}, version=1, actor=clerk, reason="核实")
    newest, oldest = edited.history.all()
    assert (oldest.remark, newest.remark, newest.history_change_reason) == ("", "现场核实后更正", "核实")
    assert (newest.history_user, edited.version) == (clerk, 2)
    with pytest.raises(actions.Conflict):
        actions.edit(record, {"remark": "另一人的说法"}, version=1, actor=clerk)
    assert kind.objects.get(pk=record.pk).remark == "现场核实后更正"


@every_kind
def test_a_deleted_record_needs_a_reason_leaves_the_list_and_comes_back(kind, new, clerk):
    record = new(kind)
    with pytest.raises(ValidationError):
        actions.delete(record, version=1, actor=clerk, reason="  ")
    gone = actions.delete(record, version=1, actor=clerk, reason="重复登记")
    assert not kind.objects.present().filter(pk=record.pk).exists()
    assert kind.objects.get(pk=record.pk).deleted_reason == "重复登记"
    back = actions.restore(gone, version=2, actor=clerk)
    assert kind.objects.present().filter(pk=record.pk).exists()
    assert (back.version, back.history.count()) == (3, 3)


def attempts(record: Any, kind: type[Record], user: Any, make: Callable[[], Any]) -> dict[str, Callable[[], Any]]:
    """One attempt an action, on the record as it stands."""
    record.refresh_from_db()
    target = kind.stages.from_here(record.stage)[0]
    version = record.version
    return {
        "add": make,
        "edit": lambda: actions.edit(record, {"remark": f"{user}"}, version=version, actor=user),
        "move": lambda: actions.move(record, target, business_date=DAY, version=version, actor=user),
        "delete": lambda: actions.delete(record, version=version, actor=user, reason="试"),
    }


def allowed(attempt: Callable[[], Any]) -> bool:
    try:
        attempt()
    except NotAllowed:
        return False
    return True


@every_kind
def test_a_role_does_what_it_may_inside_its_place_and_nothing_outside(kind, new, person):
    for role in (Role.CLERK, Role.COMMANDER, Role.PRESS):
        user = person(role, HOME)
        inside, outside = new(kind, f"{role}-in"), new(kind, f"{role}-out", at=ELSEWHERE)
        for action in ("add", "edit", "move", "delete"):
            may = action in RIGHTS[role]
            tried = attempts(inside, kind, user, lambda u=user: new(kind, f"{u}-added", actor=u))
            assert allowed(tried[action]) is may, (role, action)
            tried = attempts(outside, kind, user, lambda u=user: new(kind, f"{u}-far", at=ELSEWHERE, actor=u))
            assert not allowed(tried[action]), (role, action)
        seen = set(visible(user, kind.objects.all()).values_list("place__code", flat=True))
        assert seen == {HOME}
    assert not visible(None, kind.objects.all()).exists()


def heading(field: Any) -> str:
    """A heading as clerks write it, the unit in brackets."""
    unit = unit_of(field) or ""
    label = as_label(field.verbose_name).zh
    said = UNITS_IN_HEADINGS.get(unit, unit) if isinstance(field, models.DecimalField) else ""
    return f"{label}（{said}）" if said else label


def cell(field: Any, value: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return value.code
    if field.choices:
        return as_label(dict(field.flatchoices)[value]).zh
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else float(value)


def workbook(path: Path, kind: type[Record], records: list[dict[str, Any]]) -> Path:
    """A workbook with one sheet of the kind, written without the exporter."""
    first = kind.stages[kind.stages.names[0]].label.zh
    own = own_fields(kind)
    header = ["编号", "名称", "所属区域", *(heading(f) for f in own), "阶段", f"{first}日期"]
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(kind.label().zh)
        page.write_row(0, 0, header)
        for number, values in enumerate(records, 1):
            cells = [cell(f, values[f.name]) for f in own]
            page.write_row(number, 0, [values["code"], values["name"], HOME, *cells, first, "2022年3月1日"])
    return path


@every_kind
def test_a_workbook_of_the_kind_loads_and_a_second_load_changes_nothing(kind, district, clerk, tmp_path):
    records = [values_of(kind, f"W-{n}", district[HOME], clerk) for n in (1, 2, 3)]
    path = workbook(tmp_path / f"{kind.kind()}.xlsx", kind, records)
    first = load([path], actor=clerk)
    assert (first.created, first.changed, [t.kind for t in first.tables]) == (3, 0, [kind.kind()])
    loaded = kind.objects.get(code="W-2")
    for field in own_fields(kind):
        assert getattr(loaded, field.name) == records[1][field.name], field.name
    assert (loaded.stage, loaded.stage_date, loaded.source_row) == (kind.stages.names[0], DAY, 3)
    again = load([path], actor=clerk)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 3)
    assert loaded.history.count() == 1


@every_kind
def test_writing_and_listing_take_no_more_queries_than_they_did(
    kind, new, clerk, district, django_assert_max_num_queries
):
    values = values_of(kind, "Q-1", district[HOME], clerk)
    checked = sum(isinstance(f, models.ForeignKey) for f in own_fields(kind))
    with django_assert_max_num_queries(MOST_QUERIES["create"] + checked):
        record = actions.create(kind, values, actor=clerk, business_date=DAY)
    with django_assert_max_num_queries(MOST_QUERIES["edit"] + checked):
        record = actions.edit(record, {"remark": "改"}, version=1, actor=clerk)
    target = kind.stages.from_here(record.stage)[0]
    with django_assert_max_num_queries(MOST_QUERIES["move"]):
        actions.move(record, target, business_date=DAY, version=2, actor=clerk)
    for n in range(2, 8):
        new(kind, f"Q-{n}")
    with django_assert_max_num_queries(MOST_QUERIES["list"]):
        listed = list(visible(clerk, kind.objects.present()).select_related("place", "responsible"))
        assert {str(r.place.code) for r in listed} == {HOME}
        assert len(listed) >= 7
