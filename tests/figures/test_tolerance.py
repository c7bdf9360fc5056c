"""The tolerance table, row by row."""

from decimal import Decimal

import pytest

from yihe.figures import Figure, judge, say, scan


def _read(text: str) -> Figure:
    (figure,) = [figure for figure in scan(text) if figure.claim]
    return figure


@pytest.mark.parametrize(
    ("text", "ledger", "verdict"),
    [
        ("收入344.4亿元。", "34440000000", "exact"),
        ("收入344.4亿元。", "34436000000", "rounds"),
        ("收入344.4亿元。", "34445000000", "rounds"),
        ("收入344.4亿元。", "34449000000", "truncated"),
        ("收入344.4亿元。", "34451000000", "off"),
        ("收入344.4亿元。", "3444000000", "off"),
        ("收入46亿元。", "4640000000", "rounds"),
        ("拆除6469处。", "6469", "exact"),
        ("拆除641处。", "641.4", "off"),
        ("拆除641处。", "642", "off"),
        ("产值约12亿元。", "1259000000", "hedged"),
        ("产值约12亿元。", "2300000000", "off"),
        ("产值1.25亿元左右。", "118800000", "hedged"),
        ("产值1.25亿元左右。", "118000000", "off"),
        ("带动近3000名学生就业。", "2999", "hedged"),
        ("带动近3000名学生就业。", "2700", "hedged"),
        ("带动近3000名学生就业。", "3000", "off"),
        ("带动近3000名学生就业。", "2699", "off"),
        ("走访企业1600余家。", "1600", "hedged"),
        ("走访企业1600余家。", "1699", "hedged"),
        ("走访企业1600余家。", "1700", "off"),
        ("走访企业1600余家。", "1599", "off"),
        ("总量突破1万人。", "10001", "hedged"),
        ("总量突破1万人。", "10000", "off"),
        ("合格率达到55%以上。", "55", "hedged"),
        ("合格率达到55%以上。", "54.9", "off"),
        ("登记不足500户。", "499", "hedged"),
        ("登记不足500户。", "500", "off"),
        ("居全市第2。", "2", "exact"),
        ("居全市第2。", "3", "off"),
        ("排名前3。", "2", "hedged"),
        ("排名前3。", "4", "off"),
        ("产量同比下降2.7%。", "-2.7", "exact"),
        ("产量同比下降2.7%。", "2.7", "off"),
        ("产量同比下降2.7%。", "-2.74", "rounds"),
    ],
)
def test_each_row_of_the_table(text: str, ledger: str, verdict: str) -> None:
    assert judge(_read(text), Decimal(ledger)).verdict == verdict


def test_a_true_statement_far_from_the_ledger_is_warned_of() -> None:
    assert judge(_read("总量突破1万人。"), Decimal(12001)).warning
    assert not judge(_read("总量突破1万人。"), Decimal(11999)).warning


def test_bounds_are_told_in_the_canonical_unit() -> None:
    found = judge(_read("收入344.4亿元。"), Decimal("34440000000"))
    assert (found.low, found.high) == (Decimal("34435000000"), Decimal("34445000000"))
    fall = judge(_read("产量同比下降2.7%。"), Decimal("-2.7"))
    assert (fall.low, fall.high) == (Decimal("-2.75"), Decimal("-2.65"))


def test_every_term_of_a_ratio_counts() -> None:
    figure = _read("三次产业比例为3.9：59.5：36.6。")
    assert judge(figure, (Decimal("3.92"), Decimal("59.5"), Decimal("36.6"))).verdict == "rounds"
    assert judge(figure, (Decimal("3.9"), Decimal("58.5"), Decimal("37.6"))).verdict == "off"
    assert judge(figure, (Decimal("3.9"), Decimal("96.1"))).verdict == "off"


def test_a_name_cannot_be_judged() -> None:
    (name,) = scan("“1+233”工作体系")
    with pytest.raises(ValueError, match="no single value"):
        judge(name, Decimal(1))


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "said"),
    [
        ("6469", "处", "none", "6469处"),
        ("957800", "m2", "none", "95.78万平方米"),
        ("2963", "人", "nearly", "近3000名"),
        ("1643", "家", "over", "1600余家"),
        ("1", "rank", "none", "第1"),
        ("3", "rank", "at_most", "前3"),
        ("32.1", "%", "none", "32.1%"),
        ("3.2", "pp", "none", "3.2个百分点"),
        ("34440000000", "CNY", "none", "344.4亿元"),
        ("10300000000000", "CNY", "none", "10.3万亿元"),
        ("512", "户", "under", "不足520户"),
        ("5", "workday", "at_most", "5个工作日以内"),
    ],
)
def test_numbers_are_said_as_such_texts_say_them(value: str, unit: str, hedge: str, said: str) -> None:
    assert say(Decimal(value), unit, hedge=hedge) == said


def test_digits_and_scale_can_be_chosen() -> None:
    assert say(Decimal(34436000000), "CNY", digits=1) == "344.4亿元"
    assert say(Decimal(34436000000), "CNY", digits=0, scale="万") == "3443600万元"


@pytest.mark.parametrize(
    ("ledger", "verdicts"), [("96", {"hedged"}), ("94", {"off", "hedged"}), ("99", {"off", "hedged"})]
)
def test_the_ledger_lies_between_the_ends_of_a_range(ledger: str, verdicts: set[str]) -> None:
    ends = [figure for figure in scan("满意度保持在95%—98%。") if figure.claim]
    assert [(figure.hedge, figure.bound) for figure in ends] == [("none", "low"), ("none", "high")]
    assert {judge(figure, Decimal(ledger)).verdict for figure in ends} == verdicts
