"""What must hold for any number, in whatever style it is written."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yihe.figures import cross_check, judge, say, scan

COUNTED = st.sampled_from(["处", "家", "户", "套", "个", "栋", "项", "所", "人", "件", "辆"])
MEASURED = st.sampled_from(["CNY", "m2", "t", "m3", "kW", "mu"])
HEDGES = st.sampled_from(["none", "nearly", "over", "about", "at_least", "at_most", "under"])
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
ALPHABET = "一二三四五六七八九十百千万亿0123456789.,，。、：:%个元户年月日第首前近超余多半成倍\n“”（）《》+-—至 A年级号"
NAMES = [
    "“1+233”工作体系",
    "“十四五”规划",
    "七大攻坚行动",
    "5G基站",
    "110千伏变电站",
    "G228国道",
    "82路公交",
    "三角地片区",
    "12345热线",
    "国发〔2014〕43号",
    "第一中学",
    "3号楼",
    "“两带一核”",
    "4A级景区",
    "“一网通办”",
    "PM2.5",
    "211高校",
    "《2035年规划》",
    "2022年9月8日",
    "第三届博览会",
    "首批试点",
    "0535-6688888",
    "8:30",
    "世界500强",
    "一期工程",
    "三甲医院",
    "DN500管道",
    "2021—2025年",
]

CLAUSES = [
    "全年进出口总值28亿美元",
    "其中出口4亿美元",
    "进口24亿美元",
    "共有小区120个",
    "其中城镇40个、农村80个",
    "占总数的40%",
    "比上年增长3.5%",
    "男60人",
    "总投资约1亿元",
    "分别下降1%、2%",
    "高于全国0.5个百分点",
    "新建7所学校",
]


def _only(text: str):
    claims = [figure for figure in scan(text) if figure.claim]
    assert len(claims) == 1, [(figure.text, figure.rule) for figure in claims]
    return claims[0]


@given(value=st.integers(1, 10**7), unit=COUNTED, hedge=HEDGES)
@settings(max_examples=300, deadline=None)
def test_what_is_said_of_a_count_is_read_and_judged_true(value: int, unit: str, hedge: str) -> None:
    said = say(Decimal(value), unit, hedge=hedge)
    figure = _only(f"累计完成{said}。")
    assert figure.text == said
    assert judge(figure, Decimal(value)).verdict not in ("off", "truncated")


@given(value=st.decimals(Decimal("0.01"), Decimal("1e13"), places=2), unit=MEASURED, hedge=HEDGES)
@settings(max_examples=300, deadline=None)
def test_what_is_said_of_a_quantity_is_read_and_judged_true(value: Decimal, unit: str, hedge: str) -> None:
    said = say(value, unit, hedge=hedge)
    figure = _only(f"合计为{said}。")
    assert figure.text == said
    assert judge(figure, value).verdict not in ("off", "truncated")


@given(value=st.decimals(Decimal("0.1"), Decimal(99), places=2), unit=st.sampled_from(["%", "pp", "倍"]))
@settings(deadline=None)
def test_what_is_said_of_a_rate_is_read_and_judged_true(value: Decimal, unit: str) -> None:
    figure = _only(f"增速为{say(value, unit)}。")
    assert judge(figure, value).verdict in ("exact", "rounds")


@given(value=st.integers(1000, 10**9), unit=COUNTED)
@settings(deadline=None)
def test_wide_digits_thousands_commas_and_a_space_change_nothing(value: int, unit: str) -> None:
    plain = _only(f"共有{value}{unit}。")
    for number in (f"{value:,}", str(value).translate(WIDE), f"{value} "):
        other = _only(f"共有{number}{unit}。")
        assert (other.value, other.unit) == (plain.value, plain.unit)
        assert other.text == f"{number}{unit}"


@given(value=st.integers(10_000, 10**7), place=st.integers(1, 4))
@settings(deadline=None)
def test_a_line_end_inside_a_number_changes_nothing(value: int, place: int) -> None:
    digits = f"{value}.5"
    text = f"全市完成固定资产投资合计{digits}\n亿元，增势良好。"
    figure = _only(text)
    assert figure.value == Decimal(digits) * 10**8
    assert text[figure.start : figure.end] == f"{digits}\n亿元"


@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_text_of_names_alone_makes_no_claim(names: list[str]) -> None:
    text = "，".join(names) + "。"
    assert [figure.text for figure in scan(text) if figure.claim] == []


@given(
    text=st.text(
        alphabet=ALPHABET,
        max_size=60,
    )
)
@settings(max_examples=500, deadline=None)
def test_any_string_is_read_without_an_error_and_with_true_offsets(text: str) -> None:
    for figure in scan(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.text.strip()


@given(clauses=st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from("，；。、\n")), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_clauses_in_any_order_are_checked_against_one_another_without_an_error(clauses: list[tuple[str, str]]) -> None:
    text = "".join(clause + end for clause, end in clauses)
    figures = scan(text)
    for check in cross_check(figures, text):
        assert all(0 <= number < len(figures) for number in check.figures)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_alone_makes_no_claim(name: str) -> None:
    assert [figure.text for figure in scan(f"围绕{name}开展工作。") if figure.claim] == []


def test_names_of_the_registers_are_no_claims() -> None:
    text = "1861蔚蓝公寓5栋封顶，幸福12村片区启动。"
    names = ["1861蔚蓝公寓", "幸福12村"]
    assert [figure.text for figure in scan(text, names=names) if figure.claim] == ["5栋"]
