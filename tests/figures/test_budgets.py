"""Budgets tell what was set, what it was changed to, and what came of it."""

from datetime import date

import pytest

from yihe.figures import Figure, scan
from yihe.figures.budgets import at_stage, budgeted, is_set

REPORT = (
    "市人大会议批准的2018年一般公共预算收入年初预算合计127.4亿元，执行中调整为129.2亿元，实际完成139.3亿元，"
    "为调整预算的107.8%，增长20.9%。"
)


def _claims(text: str) -> list[Figure]:
    return [figure for figure in scan(text, release_date=date(2019, 2, 20), place="平宁市") if figure.claim]


def test_each_stage_is_of_what_was_budgeted() -> None:
    income = "一般公共预算收入"
    assert [figure.subject for figure in _claims(REPORT)] == [
        income + "年初预算", income + "调整预算", income, income + "占调整预算比重", income,
    ]  # fmt: skip


def test_what_is_set_is_planned_and_what_came_is_not() -> None:
    assert [figure.kind for figure in _claims(REPORT)] == ["target", "target", "level", "share", "growth_yoy"]


def test_parts_in_brackets_are_of_the_figure_before_them() -> None:
    found = _claims("市级财政收入36.3亿元（其中：开发区4.6亿元），增长14.6%（其中：开发区增长42.1%）。")
    assert [figure.subject for figure in found] == [
        "市级财政收入", "开发区市级财政收入", "市级财政收入", "开发区市级财政收入",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["收入年初预算合计", "支出预算调整为", "年初全市一般公共预算支出合计"])
def test_words_that_set_a_sum(words: str) -> None:
    assert is_set(words)


@pytest.mark.parametrize(
    "words", ["完成政府采购预算", "一般公共预算收入", "调入一般公共预算", "实际完成", "三次产业调整为"]
)
def test_words_that_set_none(words: str) -> None:
    assert not is_set(words)


def test_only_bare_words_of_a_stage_go_on_with_the_budget_before() -> None:
    assert budgeted("基金收入年初预算") == "基金收入" and budgeted("工业产值") == ""
    assert at_stage("，执行中调整为", "基金收入年初预算") == "基金收入调整预算"
    assert at_stage("，实际完成", "基金收入调整预算") == "基金收入"
    assert at_stage("，税收收入", "基金收入年初预算") == "" and at_stage("，实际完成", "工业产值") == ""


def test_what_a_budget_leaves_over_is_named_by_itself() -> None:
    found = _claims("收入72亿元，上级补助收入127亿元，上年结余61亿元。")
    assert found[-1].subject == "上年结余"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("筹集1.9亿元，支持提升公共就业服务水平。", "提升公共就业服务水平筹集资金"),
        ("争取废弃矿山修复示范项目，获中央奖补资金3亿元。", "废弃矿山修复示范项目中央奖补资金"),
        ("教育基础设施投入不断加大。投资6349万元，改造校舍5处。", "教育基础设施投资"),
    ],
)
def test_money_is_told_by_what_it_is_for(text: str, subject: str) -> None:
    assert subject in [figure.subject for figure in _claims(text)]
