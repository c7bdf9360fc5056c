"""Rules of budget statements, and what stands beside numbers that is no part of them."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.figures import Figure, scan

AUGUST = date(2025, 8, 20)


def _claims(text: str) -> list[Figure]:
    return [figure for figure in scan(text, release_date=AUGUST, place="平宁市") if figure.claim]


def test_bare_income_and_spending_are_of_the_budget_told_before() -> None:
    found = _claims(
        "（一）财政决算情况\n2024年，一般公共预算收入完成13亿元，增长12%（主要是有偿使用收入增长243%），加上级补助等资金，"
        "收入总量为102亿元。一般公共预算支出完成62亿元，为变动预算的89.7%，增长14%，加补助下级等支出总量为95亿元，"
        "收支相抵后，年终结余7亿元。\n社会保险基金预算收入完成33亿元。支出完成27亿元，年末滚存结余50亿元。"
    )
    assert {figure.text: figure.subject for figure in found} == {
        "13亿元": "一般公共预算收入",
        "12%": "一般公共预算收入",
        "243%": "有偿使用收入",
        "102亿元": "一般公共预算收入总量",
        "62亿元": "一般公共预算支出",
        "89.7%": "一般公共预算支出占变动预算比重",
        "14%": "一般公共预算支出",
        "95亿元": "一般公共预算支出总量",
        "7亿元": "一般公共预算年终结余",
        "33亿元": "社会保险基金预算收入",
        "27亿元": "社会保险基金预算支出",
        "50亿元": "社会保险基金滚存结余",
    }


def test_income_of_something_else_is_not_of_the_budget() -> None:
    *_, tourism = _claims("一般公共预算收入10亿元；接待游客100万人次，实现收入20亿元。")
    assert "预算" not in tourism.subject


def test_levels_and_places_alone_have_their_parts_of_what_the_heading_names() -> None:
    found = _claims(
        "2024年财政预算执行情况\n（一）一般公共预算收入\n2024年全市一般公共预算收入140亿元。其中：税收收入102亿元。\n"
        "分级次：市本级57亿元，占比为40.3%；同比增长7.7%，为预算的106.7%。区县级84亿元。\n"
        "其中：云山县12亿元，同比增长17.0%，为预算的101.9%；临河区5亿元，同比增长6.2%。"
    )
    parts = {figure.text: (figure.subject, figure.scope, figure.kind) for figure in found[2:]}
    assert parts["57亿元"][0] == "市本级一般公共预算收入"
    assert parts["106.7%"][::2] == ("市本级一般公共预算收入占预算比重", "share")
    assert parts["84亿元"][0] == "区县级一般公共预算收入"
    assert parts["12亿元"] == ("一般公共预算收入", "云山县", "level")
    assert parts["17.0%"] == ("一般公共预算收入", "云山县", "growth_yoy")
    assert parts["101.9%"] == ("一般公共预算收入占预算比重", "云山县", "share")
    assert parts["5亿元"][:2] == parts["6.2%"][:2] == ("一般公共预算收入", "临河区")


def test_what_was_spent_until_the_years_end_is_of_the_year() -> None:
    spent, farming = _claims("截至2024年底，共安排使用12亿元。其中，农林水支出4亿元。")
    assert spent.period and farming.period
    assert spent.period.from_ == farming.period.from_ == date(2024, 1, 1)


def test_numbers_in_circles_only_count_paragraphs() -> None:
    taxes, growth = _claims("①采油业税收25亿元，增长0.9%。")
    assert taxes.subject == growth.subject == "采油业税收"


@pytest.mark.parametrize(
    ("text", "values", "hedge"),
    [
        pytest.param("公路跨越两条铁路。", [2], "none", id="a road crosses railways"),
        pytest.param("总量跨越5000亿元。", [500_000_000_000], "over", id="a total passes a mark"),
        pytest.param("全长204 .331公里。", [Decimal("204331")], "none", id="a blank within a number"),
        pytest.param("历时两个多月。", [2], "over", id="months and more"),
        pytest.param("每100元营业收入中的成本为84.5元。", [Decimal("84.5")], "none", id="per a hundred"),
        pytest.param("每10万人口中有大学生1.5万人。", [15_000], "none", id="among a hundred thousand"),
    ],
)
def test_what_stands_beside_a_number(text: str, values: list[object], hedge: str) -> None:
    found = _claims(text)
    assert [figure.value for figure in found] == values
    assert found[0].hedge == hedge
