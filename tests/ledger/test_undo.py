"""Taking a load back: exactly what it did, refused where later changes stand in the way, visible in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from yihe.indicators.engine import evaluate
from yihe.indicators.register import indicator
from yihe.indicators.spans import Span
from yihe.ledger import actions
from yihe.ledger.models import Load, Officer, Place, Role, StageChange
from yihe.ledger.policy import NotAllowed
from yihe.ledger.sheets.loading import Rejected, load
from yihe.ledger.sheets.undoing import CannotUndo, undo
from yihe.programmes.markets import Market

from .workbooks import MARKET_HEADER, MARKET_ROWS, changed, market_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]

Loading = Callable[..., Load]


@pytest.fixture
def loaded(tmp_path: Path, clerk: Any) -> Loading:
    """Loads a workbook of markets: ``loaded(rows)``."""

    def run(rows: Any = MARKET_ROWS, header: Any = MARKET_HEADER, **words: Any) -> Load:
        result = load([market_book(tmp_path / f"{Load.objects.count()}.xlsx", rows, header, **words)], actor=clerk)
        assert result.load is not None
        return result.load

    return run


def state(code: str) -> tuple[Any, ...]:
    market = Market.objects.get(code=code)
    days = StageChange.objects.filter(record_id=market.pk, superseded_at__isnull=True, withdrawn=False)
    return (
        market.name,
        market.floor_area,
        market.stage,
        market.stage_date,
        market.source_row,
        bytes(market.geometry),
        sorted(days.values_list("stage", "business_date")),
    )


def test_an_undo_marks_what_the_load_brought_as_deleted_and_keeps_its_history(loaded: Loading, clerk: Any) -> None:
    first = loaded()
    done = undo(first, actor=clerk, reason="文件拿错了")
    assert not Market.objects.present().exists()
    market = Market.objects.get(code="M1")
    assert [h.history_type for h in market.history.all()] == ["~", "+"]
    assert (
        "文件拿错了" in market.deleted_reason and market.history.first().history_change_reason == market.deleted_reason
    )
    assert not StageChange.objects.filter(superseded_at__isnull=True).exists()
    assert done.load is not None
    assert (done.load.undoes, done.load.removed, done.load.changed, done.load.reason) == (first, 2, 0, "文件拿错了")


def test_an_undo_gives_changed_fields_and_stage_days_their_former_values(loaded: Loading, clerk: Any) -> None:
    loaded()
    before = state("M1"), state("M2")
    rows = changed(0, "建筑面积（万平方米）", 1.3)
    rows[0][MARKET_HEADER.index("完成改造日期")] = "2022-03-09"
    rows[0][MARKET_HEADER.index("经度")] = 121.4
    second = loaded(rows)
    assert state("M1") != before[0]
    done = undo(second, actor=clerk)
    assert (state("M1"), state("M2")) == before
    assert [code for code, _ in done.restored] == ["M1"] and not done.removed
    assert Market.objects.get(code="M1").version == 3


def test_a_stage_that_the_load_withdrew_is_back_after_the_undo(loaded: Loading, clerk: Any) -> None:
    header = ["编号", "名称", "所属街道", "市场层级", "阶段", "登记日期", "关停日期"]
    base = ["M1", "友谊市场", "向阳街道", "二级"]
    loaded([[*base, "关停", "2022-01-01", "2022-05-01"]], header)
    second = loaded([[*base, "登记", "2022-01-01", ""]], header)
    undo(second, actor=clerk)
    market = Market.objects.get()
    assert (market.stage, market.stage_date) == ("closed", date(2022, 5, 1))
    current = StageChange.objects.filter(superseded_at__isnull=True, withdrawn=False)
    assert set(current.values_list("stage", flat=True)) == {"registered", "closed"}


def test_an_undo_is_refused_where_a_later_change_touched_the_same_entry(loaded: Loading, clerk: Any) -> None:
    first = loaded()
    actions.edit(Market.objects.get(code="M2"), {"name": "东山新市场"}, version=1, actor=clerk)
    with pytest.raises(CannotUndo) as caught:
        undo(first, actor=clerk)
    assert caught.value.entries == ["M2 东山新市场"]
    assert Market.objects.present().count() == 2 and Load.objects.count() == 1


def test_an_undo_is_refused_while_later_entries_refer_to_what_the_load_brought(
    tmp_path: Path, loaded: Loading, clerk: Any
) -> None:
    places = market_book(tmp_path / "区划.xlsx", [["370602009", "新街道"]], ["代码", "名称"], "行政区划")
    first = load([places], actor=clerk).load
    assert first is not None
    loaded(changed(0, "所属街道", "新街道"))
    with pytest.raises(CannotUndo) as caught:
        undo(first, actor=clerk)
    assert caught.value.entries == ["M1 友谊市场"]
    undo(Load.objects.first(), actor=clerk)  # type: ignore[arg-type]
    undo(first, actor=clerk)
    assert not Place.objects.present().filter(code="370602009").exists()


def test_loads_are_taken_back_one_after_the_other_in_reverse(loaded: Loading, clerk: Any) -> None:
    first = loaded()
    second = loaded(changed(0, "名称", "友谊大市场"))
    with pytest.raises(CannotUndo):
        undo(first, actor=clerk)
    undo(second, actor=clerk)
    undo(first, actor=clerk)
    assert not Market.objects.present().exists()


def test_a_load_is_taken_back_once_and_an_undo_never(loaded: Loading, clerk: Any) -> None:
    first = loaded()
    done = undo(first, actor=clerk)
    for load_ in (first, done.load):
        with pytest.raises(CannotUndo):
            undo(load_, actor=clerk)  # type: ignore[arg-type]


def test_the_corrected_file_loads_after_an_undo(loaded: Loading, clerk: Any) -> None:
    undo(loaded(), actor=clerk)
    again = loaded(changed(0, "名称", "友谊大市场"))
    assert (again.created, again.changed) == (2, 0)
    market = Market.objects.get(code="M1")
    assert (market.name, market.deleted_at, market.version) == ("友谊大市场", None, 3)
    assert state("M1")[-1] == [("upgraded", date(2022, 3, 5))]
    undo(again, actor=clerk)
    assert not Market.objects.present().exists()


def test_an_entry_deleted_by_hand_is_not_brought_back_by_a_sheet(loaded: Loading, clerk: Any, tmp_path: Path) -> None:
    loaded()
    actions.delete(Market.objects.get(code="M1"), version=1, actor=clerk, reason="撤市")
    with pytest.raises(Rejected):
        loaded()


def test_indicators_before_and_after_an_undo_are_as_known_then(loaded: Loading, clerk: Any) -> None:
    def upgraded(as_of: Any) -> Decimal | None:
        return evaluate([indicator("markets.upgraded")], ["370602"], Span(), as_of)["markets.upgraded", "370602"].value

    moments = [timezone.now()]
    first = loaded()
    moments.append(timezone.now())
    header = ["编号", "名称", "所属街道", "市场层级", "阶段", "改造中日期", "完成改造日期"]
    second = loaded([["M1", "友谊市场", "向阳", "社区市场", "改造中", "2022-03-05", ""]], header)
    moments.append(timezone.now())
    undo(second, actor=clerk)
    moments.append(timezone.now())
    undo(first, actor=clerk)
    assert [upgraded(m) for m in [*moments, None]] == [0, 2, 1, 2, 0]


def test_a_dry_run_says_what_an_undo_would_do_and_does_nothing(loaded: Loading, clerk: Any) -> None:
    first = loaded()
    seen = undo(first, actor=clerk, dry_run=True)
    assert [code for code, _ in seen.removed] == ["M1", "M2"]
    assert Market.objects.present().count() == 2 and Load.objects.count() == 1


def test_only_who_may_load_may_undo_and_only_in_the_own_area(loaded: Loading, district: dict[str, Any]) -> None:
    first = loaded()
    User = get_user_model()
    reader, clerk_there = User.objects.create_user("reader"), User.objects.create_user("there")
    Officer.objects.create(user=reader, role=Role.LEADER)
    Officer.objects.create(user=clerk_there, role=Role.CLERK, place=district["370602001"])
    for actor in (reader, clerk_there):
        with pytest.raises(NotAllowed):
            undo(first, actor=actor)
    assert Market.objects.present().count() == 2
