"""Lists that rank places by a measure, counts of places alone, and what stands in brackets."""

import pytest

from yihe.figures import Figure, scan


def _claims(text: str, place: str | None = None) -> list[Figure]:
    return [figure for figure in scan(text, place=place) if figure.claim]


def test_places_of_a_list_have_the_measure_it_is_ordered_by() -> None:
    found = _claims(
        "1．地级市重大项目投资完成率前二名：云山市计划投资232亿元，完成63.5%；临江市计划投资59亿元，完成58.9%。",
        "川东省",
    )
    assert [(figure.subject, figure.scope) for figure in found[1:]] == [
        ("重大项目计划投资", "云山市"),
        ("重大项目计划投资完成率", "云山市"),
        ("重大项目计划投资", "临江市"),
        ("重大项目计划投资完成率", "临江市"),
    ]


def test_the_last_of_an_order_are_a_rank() -> None:
    found = _claims("县（区）投资增速后三名：云山县下降13%，临江区下降18.5%。", "川东省")
    assert (found[0].text, found[0].kind, found[0].hedge, found[0].value) == ("后三名", "rank", "at_most", 3)
    assert [(figure.subject, figure.scope) for figure in found[1:]] == [("投资", "云山县"), ("投资", "临江区")]


@pytest.mark.parametrize("mark", ["，", "、", "；"])
def test_a_place_alone_has_a_part_of_what_was_counted(mark: str) -> None:
    found = _claims(f"全省新增病例37例（其中云山市2例{mark}临江高新区3例）。", "川东省")
    assert [figure.scope for figure in found[1:]] == ["云山市", "临江高新区"]
    assert all(figure.subject == found[0].subject for figure in found[1:])


def test_what_a_county_adds_to_growth_is_the_countys() -> None:
    found = _claims("云山县地区生产总值62亿元，增长10.9%，拉动全市GDP增长2.3个百分点。", "川东市")
    assert [figure.scope for figure in found] == ["云山县"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "具有本科学历的教师3万人（其中博士学历590人），占41%。",
        "具有本科学历的教师3万人【当年新进590人，增长3%】，占41%。",
    ],
)
def test_after_a_bracket_the_text_goes_on_with_what_stood_before_it(text: str) -> None:
    assert _claims(text)[-1].subject == "具有本科学历的教师占比"
