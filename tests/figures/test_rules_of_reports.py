"""Rules that reports, bulletins and statements read for the first time have taught."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.figures import Figure, scan

JANUARY = date(2022, 1, 20)
JULY = date(2022, 7, 16)
YEAR = (date(2021, 1, 1), date(2021, 12, 31))
PLAN = (date(2021, 1, 1), date(2025, 12, 31))


def _claims(text: str, released: date | None = JULY, place: str | None = "平宁市") -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


def _days(figure: Figure) -> tuple[date | None, date | None]:
    return (figure.period.from_, figure.period.to) if figure.period else (None, None)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "年末常住人口72.3万人；按年龄分，0-15岁（含不满16周岁）为13.1万人。",
            ["常住人口", "常住人口年龄门槛", "常住人口年龄门槛", "常住人口年龄门槛", "0-15岁常住人口"],
        ),
        (
            "限额以上单位商品零售中，粮油类零售额2亿元，增长3%；化妆品类3亿元，下降9%。",
            ["限额以上单位粮油类零售额"] * 2 + ["限额以上单位化妆品类商品零售额"] * 2,
        ),
        ("重点实施31公里农村公路、2万亩节水灌溉等工程。", ["农村公路长度", "节水灌溉面积"]),
        (
            "非公有制企业实现营业收入、增加值、实交税金增长7%、6%和5%。",
            ["非公有制企业营业收入", "非公有制企业增加值", "非公有制企业实交税金"],
        ),
        ("规模以下工业实现营业收入、利润总额，分别增长20%和26%。", ["规模以下工业营业收入", "规模以下工业利润总额"]),
        ("无人机、光缆等产品增势较好，分别增长27%、21%。", ["无人机产量", "光缆产量"]),
        ("城镇居民每百户拥有彩电105台，冰箱115台。", ["城镇居民每百户拥有彩电", "城镇居民每百户拥有冰箱"]),
        ("“一纵”是指平营公路，北起城区，全长70公里。", ["平营公路全长"]),
        ("获得16枚银牌和12枚铜牌。", ["获得银牌", "获得铜牌"]),
        ("实施40个民生保障和社会事业项目。", ["实施民生保障和社会事业项目"]),
        ("扶贫工作按期完成，96户、183人实现全部脱贫。", ["脱贫户数", "脱贫人数"]),
        ("全年规模以上工业中，传统产业增长6%。", ["规模以上工业传统产业增加值"]),
        ("采矿业增加值增长3%，制造业增长9%。", ["采矿业增加值", "制造业增加值"]),
        ("新增挂牌企业3家，数量居全省第2位。", ["新增挂牌企业", "新增挂牌企业数量全省排名"]),
        ("政府融资平台不断做大，资产总额达到100亿元。", ["政府融资平台资产总额"]),
        ("民生支出727亿元，占预算支出的47%，年均增长3%。", ["民生支出", "民生支出占预算支出", "民生支出"]),
        ("战略性新兴产业产值增长52%，产值占比提高到40.8%。", ["战略性新兴产业产值", "战略性新兴产业产值占比"]),
        (
            "规上服务业企业营业收入43亿元，增长1%；利润总额2亿元。",
            ["规上服务业企业营业收入"] * 2 + ["规上服务业企业利润总额"],
        ),
    ],
)  # fmt: skip
def test_what_is_counted_or_measured(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in _claims(text, None)] == subjects


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("新订单指数为65.1%。", ["level"]),
        ("出口增长达到71.6%。", ["growth_yoy"]),
        ("大力争取上级支持，支出达到408亿元。", ["level"]),
        ("到2030年将建成快速线7条，实验线全长8公里。", ["target", "level"]),
        ("为全部工业增长贡献60.7%。", ["share"]),
        ("生产总值高出邻市70亿元。", ["delta"]),
        ("力争帮助5000名以上大学生就业。", ["target"]),
        ("存款余额连跨4个万亿元台阶。", ["level", "threshold"]),
        ("全年均有提升，同比下降39.7%。", ["growth_yoy"]),
        ("争取扩大内需专项资金19亿元。", ["level"]),
        ("完成1.8万户、189万平方米棚改任务。", ["level", "level"]),
        ("项目完成投资占年度计划投资109%。", ["share"]),
        ("市里提出今年创建生态村100个。", ["target"]),
        ("力争完成投资10亿元、开工20个乡镇的油路和245个村的公路。", ["target"] * 3),
        ("人均预期寿命提高到78岁左右。", ["level"]),
        ("目前58.3%的GDP同比增速居第一。", ["growth_yoy", "rank"]),
    ],
)
def test_what_a_number_says(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text, None)] == kinds


@pytest.mark.parametrize(
    ("text", "released", "days"),
    [
        ("截至7月份，产能达到50亿剂。", JULY, (JULY, JULY)),
        ("从2018年起，每年安排3亿元，三年共安排9亿元。", date(2019, 3, 1), (date(2018, 1, 1), date(2020, 12, 31))),
        ("前五个月进出口增长18%。当月进出口2212亿元。", JULY, (date(2022, 5, 1), date(2022, 5, 31))),
        ("5月25日讯 今年4月，产值3亿元。", date(2022, 5, 25), (date(2022, 4, 1), date(2022, 4, 30))),
        ("上半年增加值增长24%，连续43个月居首位。", JULY, (date(2018, 12, 1), date(2022, 6, 30))),
        ("一季度产值3亿元。而在去年同期，产值2亿元。", JULY, (date(2021, 1, 1), date(2021, 3, 31))),
        ("“十四五”收入累计完成835亿元，比“十三五”541亿元增加294亿元。", JANUARY, PLAN),
        ("上半年产值3亿元。从近10年数据看，差距缩小。出口2亿元。", JULY, (date(2022, 1, 1), date(2022, 6, 30))),
        ("全年收入增长3%。落实政策，1-11月支持117亿元。发放补贴2亿元。", JANUARY, YEAR),
        ("平宁市2021年统计公报\n全市森林覆盖率52%。", date(2022, 4, 18), (date(2021, 12, 31), date(2021, 12, 31))),
        ("平宁市2021年统计公报\n全年粮食产量3万吨。", date(2022, 4, 18), YEAR),
        ("补助标准由人均每月85元提高到108元。", JANUARY, YEAR),
    ],
)  # fmt: skip
def test_when_the_last_number_is_told_of(text: str, released: date, days: tuple[date, date]) -> None:
    assert _days(_claims(text, released)[-1]) == days


def test_what_a_plan_brought_before_is_of_its_years() -> None:
    found = _claims("“十四五”收入累计完成835亿元，比“十三五”541亿元增加294亿元。", JANUARY)
    assert _days(found[1]) == (date(2016, 1, 1), date(2020, 12, 31))


def test_years_that_run_on_are_planned_for() -> None:
    (found,) = _claims("2022—2025年，建设保障房9500套。", JANUARY)
    assert found.kind == "target" and _days(found) == (date(2022, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("历时2年零3个月建成。", 27, "month"),
        ("连续半个月阴雨。", Decimal("0.5"), "month"),
        ("文旅厅等6部门印发意见。", 6, "部门"),
        ("日均装车4万车。", 40000, "车"),
        ("生产总值跨越八千亿新台阶。", 800_000_000_000, "CNY"),
        ("数量居全国第 四。", 4, "rank"),
    ],
)
def test_how_numbers_are_written(text: str, value: Decimal, unit: str) -> None:
    (found,) = _claims(text)
    assert (found.value, found.unit) == (value, unit)


def test_the_years_something_was_done_in_are_no_claim() -> None:
    assert [figure.text for figure in _claims("5年共完成投资260亿元，产业规模10年增加10倍。")] == ["260亿元", "10倍"]


def test_a_hedge_after_a_long_unit_or_before_a_whole_is_heard() -> None:
    assert _claims("产能达2.3亿吨标准煤左右。")[0].hedge == "about"
    assert _claims("供应量不低于用地总量的70%。")[0].hedge == "at_least"
    assert [figure.kind for figure in _claims("城乡居民收入分别增长8%以上和10%以上。", None)] == ["growth_yoy"] * 2


def test_what_a_unit_of_goods_costs_is_a_price() -> None:
    found = _claims("猪肉均价每公斤56.8元，比上月回落3.1元；麒麟瓜一斤3~4元，房价每平方米1.8万元，每亩补助200元。")
    assert [(figure.value, figure.unit) for figure in found] == [
        (Decimal("56.8"), "CNY/kg"),
        (Decimal("-3.1"), "CNY/kg"),
        (6, "CNY/kg"),
        (8, "CNY/kg"),
        (18000, "CNY/m2"),
        (200, "CNY"),
    ]


def test_a_chapter_of_whole_years_published_late_tells_of_the_year_before() -> None:
    found = _claims("年末有医疗机构2846个。\n全年供水总量8239吨。", date(2026, 5, 26))
    assert {day.year for figure in found for day in _days(figure) if day} == {2025}
    (aid, times) = _claims("安排贴息资金3亿元，是2018年的3倍。", date(2020, 5, 13))
    assert {day.year for figure in (aid, times) for day in _days(figure) if day} == {2019}


def test_sums_arranged_for_a_year_are_set_for_it_with_what_they_grow_by() -> None:
    text = (
        "对2019年全市及市本级预算安排如下：\n全市财政收入17万元，比上年实际完成数增加7万元，增长4.5%。\n"
        "市本级财政收入5万元。"
    )
    found = _claims(text, date(2019, 1, 8))
    assert {figure.kind for figure in found} == {"target"} and {figure.scope for figure in found[:1]} == {"全市"}
    assert found[-1].scope == "平宁市本级"
    assert {day.year for figure in found for day in _days(figure) if day} == {2019}
