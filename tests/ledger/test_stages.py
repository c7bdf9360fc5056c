"""Stages and the table of moves between them."""

from __future__ import annotations

import pytest

from yihe.ledger.stages import Move, Stages


def estate() -> Stages:
    return Stages(
        planned="规划",
        building="施工",
        finished="完工",
        dropped="取消",
        beside=["dropped"],
        moves=[Move("planned", "dropped", "用地无法落实"), Move("finished", "building", "验收不合格，返工")],
    )


def test_each_stage_leads_to_the_next_on_the_line() -> None:
    assert estate().from_here("planned") == ["building", "dropped"]


def test_a_stage_cannot_be_skipped_in_one_step_but_can_be_reached() -> None:
    stages = estate()
    assert not stages.may_move("planned", "finished")
    assert stages.may_reach("planned", "finished")


def test_a_dropped_record_leads_nowhere() -> None:
    assert estate().from_here("dropped") == []
    assert not estate().may_reach("dropped", "planned")


def test_a_new_record_may_enter_any_stage() -> None:
    assert all(estate().may_move("", name) for name in estate().names)


def test_a_later_stage_shows_that_the_earlier_one_was_reached_but_a_side_stage_does_not() -> None:
    assert estate().reached_by("building") == ["building", "finished"]
    assert estate().reached_by("dropped") == ["dropped"]


@pytest.mark.parametrize("said", ["完工", "finished", " Finished "])
def test_a_stage_is_found_by_either_name(said: str) -> None:
    found = estate().find(said)
    assert found is not None and found.name == "finished"


def test_an_undeclared_stage_in_a_move_is_refused_at_declaration() -> None:
    with pytest.raises(ValueError, match="vanished"):
        Stages(planned="规划", moves=[Move("planned", "vanished", "")])
