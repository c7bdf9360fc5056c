"""Rules that statements, budgets and chapters of bulletins read for the first time have taught."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.figures import Figure, scan
from yihe.figures.windows import year_moved_to

JANUARY = date(2022, 1, 20)
YEAR = (date(2021, 1, 1), date(2021, 12, 31))
WINDOW = (date(2016, 1, 1), date(2020, 12, 31))
END = (date(2020, 1, 1), date(2020, 12, 31))
NONE = (None, None)


def _claims(text: str, released: date | None = JANUARY, place: str | None = "平宁市") -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


def _days(figure: Figure) -> tuple[date | None, date | None]:
    return (figure.period.from_, figure.period.to) if figure.period else NONE


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "金属制品业，专用设备制造业，电力、热力的生产和供应业增加值分别增长44%、13%和8%。",
            ["金属制品业增加值", "专用设备制造业增加值", "电力、热力的生产和供应业增加值"],
        ),
        ("国家级、省级现代农业园分别为1个和4个。", ["国家级现代农业园", "省级现代农业园"]),
        (
            "签约的还有甲国、乙国和丙国，其合同金额分别为3亿元、2亿元和1亿元。",
            ["甲国合同金额", "乙国合同金额", "丙国合同金额"],
        ),
        (
            "造纸业、化工行业用电量同比均保持增长，增幅分别为15%和2%。",
            ["造纸业用电量", "化工行业用电量"],
        ),
        ("污水厂开工。投资3亿元的机场快速路通车，投资1亿元的客运总站投入使用。", ["机场快速路投资", "客运总站投资"]),
        ("外贸进出口在对美贸易下降超3成的情况下增长12%。", ["外贸进出口在对美贸易", "外贸进出口"]),
        ("投入资金9000万元，促进失业人员再就业。", ["失业人员再就业投入资金"]),
        ("社会保险基金预算支出18亿元。加上上年结余7亿元。", ["社会保险基金预算支出", "社会保险基金上年结余"]),
        ("工业用电量2262亿千瓦时，增长1%，增幅较全社会用电量低2个百分点。", ["工业用电量"] * 2 + ["工业用电量增速"]),
        ("建成文化中心、天虹广场等总部大厦8座。", ["建成总部大厦"]),
        ("建设或改造燃气、供排水等地下管网2771公里。", ["建设或改造地下管网"]),
        ("获得亚洲冠军2个，全国冠军9个。", ["获得亚洲冠军", "全国冠军"]),
        ("全市 ●一般公共预算收入完成9亿元。", ["一般公共预算收入"]),
    ],
)  # fmt: skip
def test_what_is_told(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in _claims(text, None)] == subjects


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("冻品通关时间压缩三分之二。", ["growth_cum"]),
        ("净增风电45万千瓦，占净增装机的14%。", ["delta", "share"]),
        ("受理新装增容申请148万户。", ["level"]),
        ("压减一般性支出20%、公用经费5%。", ["growth_yoy"] * 2),
        ("压减支出20%、民生支出占比75%。", ["growth_yoy", "share"]),
        ("优良天数保持在355天以上。", ["level"]),
        ("机组平均利用小时2200小时。", ["level"]),
        ("洪峰水位29.5米，仍超警戒1.1米。", ["level", "delta"]),
        ("年满18岁的男性公民可放宽到22岁。", ["threshold"] * 2),
    ],
)
def test_what_a_number_says(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text)] == kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("主要污染物分别削减3.1%和6.6%。", "-6.6"),
        ("力争排放总量分别削减3.1%和6.6%。", "-6.6"),
        ("用品下降0.8%、交通上涨0.9%。", "0.9"),
        ("经济增速放缓至4.9%。", "4.9"),
        ("经济增速放缓4.9%。", "-4.9"),
        ("PM2.5平均浓度改善10.8%。", "-10.8"),
        ("营商环境满意度改善10.8%。", "10.8"),
    ],
)
def test_which_way_it_points(text: str, value: str) -> None:
    assert _claims(text)[-1].value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("设计时速80公里。", 80, "km/h"),
        ("设计速度采用80公里/小时。", 80, "km/h"),
        ("时速提高到120公里。", 120, "km/h"),
        ("每小时走80公里。", 80000, "m"),
    ],
)
def test_speeds_are_told_by_the_hour(text: str, value: int, unit: str) -> None:
    figure = _claims(text)[-1]
    assert (figure.value, figure.unit) == (value, unit)


OCTOBER = date(2021, 11, 20)


@pytest.mark.parametrize(
    ("text", "released", "last"),
    [
        ("截至10月底，今年全市法院新收案件26万件。", OCTOBER, (date(2021, 1, 1), date(2021, 10, 31))),
        ("截至目前，今年的展会已有17个品牌签约。", OCTOBER, (date(2021, 1, 1), date(2021, 12, 31))),
        ("今年来共录入失信名单21万例。", OCTOBER, (date(2021, 1, 1), OCTOBER)),
        ("6月30日20时至7月6日8时，全县平均降雨487毫米。", date(2021, 7, 12), (date(2021, 6, 30), date(2021, 7, 6))),
        ("7月5日水位29米，居1954年有记录以来第2位。", date(2021, 7, 12), (date(2021, 7, 5), date(2021, 7, 5))),
        ("我县自2012年启动退耕还林以来，累计退耕4万亩。", OCTOBER, (date(2012, 1, 1), OCTOBER)),
        ("未来3年，全市计划投资30亿元。", JANUARY, (date(2022, 1, 1), date(2024, 12, 31))),
        ("2030年起每天开行8对。", JANUARY, (date(2030, 1, 1), date(2030, 12, 31))),
        ("2021年工作回顾\n新建特色村9个，累计87个。", JANUARY, NONE),
        ("2021年工作回顾\n制定省十五运12个工作方案。", JANUARY, YEAR),
        ("2021年用电统计\n1.总体用电量 上半年，用电量完成9亿千瓦时。", JANUARY, (date(2021, 1, 1), date(2021, 6, 30))),
        ("“十三五”时期，三次产业由2015年的20:36:44调整为2020年的17:42:41。", date(2021, 1, 20), END),
        ("“十三五”时期，拥有大型企业1470家、上市企业74家。", date(2021, 1, 20), END),
        ("“十三五”时期，改造主干道80条，总里程达到61公里。", date(2021, 1, 20), WINDOW),
        ("“十三五”时期，供养标准分别提高到每人每年6000元和12000元。", date(2021, 1, 20), END),
        ("“十三五”时期，排放量比2015年分别降低5.2%和11.5%。", date(2021, 1, 20), END),
        ("“十三五”时期，支出727亿元，占总支出的47%，年均增长3%。", date(2021, 1, 20), WINDOW),
    ],
)  # fmt: skip
def test_when_the_last_number_is_told_of(text: str, released: date, last: tuple[date | None, date | None]) -> None:
    assert _days(_claims(text, released)[-1]) == last


def test_a_move_is_told_to_a_year_only_with_its_words() -> None:
    told = year_moved_to("三次产业由2015年的20%调整为2020年的")
    assert told is not None and told.to == date(2020, 12, 31)
    assert year_moved_to("产值是2020年的") is None


def test_a_paragraph_marked_as_the_city_s_own_level_is_of_it() -> None:
    text = "全市 ●一般公共预算收入完成177亿元。\n市级 ●一般公共预算收入完成34亿元。支出完成9亿元。"
    assert [figure.scope for figure in _claims(text)] == ["全市", "平宁市级", "平宁市级"]


ARRANGED = "，".join(
    f"安排{what}支出{sum_}万元" for sum_, what in enumerate(("教育", "科技", "卫生", "住房", "农业", "文化"), 2101)
)


def test_a_budget_that_only_sets_sums_is_planned() -> None:
    planned = _claims(f"保障民生，{ARRANGED}，教育支出增长5%。")
    assert {figure.kind for figure in planned} == {"target"}
    assert _days(planned[0]) == (date(2022, 1, 1), date(2022, 12, 31))
    spent = _claims(f"保障民生，{ARRANGED}。已拨付2亿元，累计下达3亿元，完成支付1亿元。")
    assert "target" not in {figure.kind for figure in spent}


def test_a_title_over_a_report_and_a_plan_plans_nothing() -> None:
    text = "平宁市2021年财政预算执行情况和2022年财政预算草案\n一、2021年预算执行情况\n财政收入9亿元，增长3%。"
    plan = "\n二、2022年财政预算草案\n财政收入安排10亿元，增长5%。"
    assert [figure.kind for figure in _claims(text)] == ["level", "growth_yoy"]
    assert [figure.kind for figure in _claims(text + plan)][2:] == ["target", "target"]
