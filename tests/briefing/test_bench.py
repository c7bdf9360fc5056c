"""The seeded-error bench plants what it says it plants."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from yihe.bench.corruption import ERRORS, Draft, Truths
from yihe.bench.drawing import draw_true
from yihe.bench.gold import NoGold, as_figure, load
from yihe.bench.scoring import score, shares
from yihe.bench.verifying import run
from yihe.figures import judge, scan

GOLD = Path(__file__).parents[3] / "shared" / "gold"
at_hand = pytest.mark.skipif(not GOLD.exists(), reason="the labelled texts are not at hand")
TRUTHS = Truths(Decimal(1643), Decimal(1402), Decimal(9120))


def label(text: str, start: int = 0) -> dict[str, Any]:
    """The label of the only claim of a text."""
    figure = next(f for f in scan(text, place="海州区") if f.claim)
    return figure.as_record(1)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("digit_lost", "走访企业71家", {"7家", "1家"}),
        ("digit_swap", "走访企业71家", {"17家"}),
        ("wan_yi_slip", "投资5.1亿元", {"5.1万元"}),
        ("percent_for_points", "进出口增长3.2%", {"3.2个百分点"}),
        ("wrong_sign", "进出口增长3.2%", {"下降"}),
        ("rank_off_by_one", "总额居全市第1", {"第2"}),
        ("hedge_dropped", "走访企业1600余家", {"1600家"}),
        ("last_years_value", "走访企业1643家", {"1402家"}),
        ("city_for_district", "走访企业1643家", {"9120家"}),
    ],
)
def test_a_slip_rewrites_the_claim(name: str, text: str, words: set[str]) -> None:
    claim = label(text)
    edit = ERRORS[name](claim, TRUTHS, Draft(text, [claim]), Random(1))
    assert edit is not None and edit.words in words


@pytest.mark.parametrize(
    "text", ["走访企业1600余家", "引进近3000名学生", "约2.56万户", "收入46亿元", "走访企业71家", "占比超过60%"]
)
def test_a_value_drawn_behind_a_claim_makes_it_true(text: str) -> None:
    figure = as_figure(label(text))
    for seed in range(50):
        assert judge(figure, draw_true(figure, Random(seed))).verdict != "off"


def test_a_perfect_reader_scores_one_and_an_empty_one_nothing() -> None:
    gold = [label("走访企业71家") | {"claim": True}]
    assert shares(score(gold, gold))["strict_f1"] == 1.0
    assert shares(score(gold, []))["strict_f1"] == 0.0


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoGold):
        load(tmp_path)


@at_hand
@pytest.mark.django_db
def test_planted_slips_are_found_without_false_alarms() -> None:
    outcome, _ = run(GOLD, 3)
    assert outcome["found"] >= 0.99 and outcome["false_alarms"] <= 0.005
    assert outcome["untraceable_f1"] >= 0.97 and outcome["bound_wrongly"] == 0.0
    assert outcome["indicators"] >= 300
