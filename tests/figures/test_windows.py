"""Which times carry on, which end at once, and what stands in no window at all."""

from datetime import date

import pytest

from yihe.figures import Figure, scan

SEPTEMBER = date(2022, 9, 8)


def _claims(text: str, released: date | None = SEPTEMBER) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released) if figure.claim]


def _days(text: str, released: date | None = SEPTEMBER) -> list[tuple[date | None, date | None]]:
    return [(f.period.from_, f.period.to) if f.period else (None, None) for f in _claims(text, released)]


YEAR_2021 = (date(2021, 1, 1), date(2021, 12, 31))
YEAR_2022 = (date(2022, 1, 1), date(2022, 12, 31))
NONE = (None, None)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2021年开局良好——前三季度，进口30亿元，增长5%。", (date(2021, 1, 1), date(2021, 9, 30))),
        ("截至2020年，云山镇有企业30家。", (date(2020, 12, 31), date(2020, 12, 31))),
        ("到2022年5月，建成沼气池34处。", (date(2022, 5, 31), date(2022, 5, 31))),
        ("2000年前，全市仅有水厂4家。", (None, date(1999, 12, 31))),
        ("大会提出了2023年的目标：财政收入8亿元，增长6%。", (date(2023, 1, 1), date(2023, 12, 31))),
        ("大会提出到2025年实现产值突破8亿元，财政收入突破3亿元。", (date(2025, 1, 1), date(2025, 12, 31))),
        ("教育局今年计划新建学校5所，改建学校8所。", YEAR_2022),
        ("市公司去年营收3亿元，缴税2000万元。", YEAR_2021),
        ("去年以来，引进项目96个。", (date(2021, 1, 1), SEPTEMBER)),
        ("自3月15日开工以来，完成土石方21万立方米。", (date(2022, 3, 15), SEPTEMBER)),
        ('"到2025年，出口突破3亿元。"', (date(2025, 1, 1), date(2025, 12, 31))),
        ("2021年，产值3亿元。如今，产值占全县的7%。", NONE),
        ("1—7月，进口3亿元。下一步，将新建仓库5座。", YEAR_2022),
        ("2021年排放量累计削减38万吨。", YEAR_2021),
    ],
)
def test_a_time_is_read_where_it_is_said(text: str, last: tuple[date | None, date | None]) -> None:
    assert _days(text)[-1] == last


def test_the_number_of_the_year_before_is_of_that_year() -> None:
    found = _claims("2021年，受理案件120件，较上年同期的84件增长43%。")
    assert [figure.period.from_.year for figure in found if figure.period and figure.period.from_] == [2021, 2020, 2021]
    assert {figure.subject for figure in found} == {"受理案件"}


@pytest.mark.parametrize(
    "text",
    [
        "6月11日，记者从发布会上获悉，学校招生1400人。",
        "9月1日，城南小学新校区正式启用。学校设教学班48个。",
        "2015年11月东河、西河两镇合并。全镇有企业12家。",
        "1970年建市，全市有厂矿12家。",
        "全线由中铁十五局施工，开挖隧道12座。",
        "公园2011年晋升为4A级景区，现有景点86处。",
        "2011年晋升为4A级景区，现有景点86处。",
        "2021年招生简章\n清河大学坐落于清河市。学校藏书312万册。",
        "年底前将全部完工。\n东渡桥投入资金2亿元。",
        "2021年，进口3亿元。近年来，投入资金38亿元。",
    ],
)
def test_days_of_news_and_foundings_date_nothing_else(text: str) -> None:
    assert _days(text)[-1] == NONE


def test_a_run_of_years_is_the_average_s_alone() -> None:
    found = _days("2021年，软件业收入1.3亿元，五年年均增长12%；制造业收入5亿元。", date(2022, 1, 14))
    assert found == [YEAR_2021, (date(2017, 1, 1), date(2021, 12, 31)), YEAR_2021]


def test_a_year_told_amid_a_later_paragraph_ends_with_it() -> None:
    text = "今年以来，进口3亿元。\n成绩来之不易。2020年，专利9件。\n全市有研究所13家。"
    assert _days(text)[-1] == (date(2022, 1, 1), SEPTEMBER)


@pytest.mark.parametrize(
    "text",
    [
        "高新区是国务院批准的国家级高新区，规划面积186平方公里。",
        "今年，云山县辖7个镇，总面积2730平方公里，总人口15万人。",
        "今年实施的滨河路全长10公里。",
        "县城距省会480公里。",
        "云山大道是县城的主干道，今年开工，总投资3亿元。",
    ],
)
def test_what_a_place_or_a_road_is_stands_in_no_window(text: str) -> None:
    period = _claims("今年，进口3亿元。\n" + text.removeprefix("今年，"))[-1].period
    assert period is None


def test_a_sum_a_place_governs_is_of_the_day_told_for_it() -> None:
    assert _days("截至2020年末，云山县辖7个镇。") == [(date(2020, 12, 31), date(2020, 12, 31))]


def test_a_flow_as_of_a_month_s_end_runs_from_january_and_a_stock_does_not() -> None:
    found = _days("2021年末，牛存栏9万头，生猪出栏24万头，增长8%，羊存栏3万只。")
    end = (date(2021, 12, 31), date(2021, 12, 31))
    assert found == [end, YEAR_2021, YEAR_2021, end]


def test_what_was_done_after_a_stock_is_of_the_wider_window() -> None:
    found = _days("“十三五”期间，投资18亿元。\n截至2020年底，公路里程2860公里。新建农村路650公里。", date(2021, 3, 10))
    assert found[-1] == (date(2016, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("“十三五”期间，生产总值突破2万亿元。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，公路里程达到9000公里。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，参保率由47%提升至73%。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，参保率由47%", (date(2015, 1, 1), date(2015, 12, 31))),
        ("“十三五”期间，参保率比2015年提高26个百分点。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，拥有上市公司20家。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，民生支出占比保持在七成以上。", (date(2016, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，累计减税降费超过3亿元。", (date(2016, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，生产总值年均增长6%、突破5万亿元。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("这五年，建成区面积由182平方公里", (date(2015, 1, 1), date(2015, 12, 31))),
        ("“十三五”期间，每年新增就业超过9万人。", (date(2016, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，煤炭、钢材产量分别达到2亿吨、3亿吨。", (date(2020, 1, 1), date(2020, 12, 31))),
        ("“十三五”期间，新建学校17所。", (date(2016, 1, 1), date(2020, 12, 31))),
    ],
)
def test_what_is_reached_in_a_window_of_years_stands_at_its_end(text: str, last: tuple[date, date]) -> None:
    assert _days(text, date(2021, 1, 26))[-1] == last


def test_a_paragraph_that_only_tells_a_time_introduces_those_after_it() -> None:
    text = "“十三五”期间，新建学校17所。\n刚刚过去的2020年，我们迎难而上。\n改造小区4个。"
    assert _days(text, date(2021, 1, 26))[-1] == (date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("今年是“十四五”开局之年，确保“十四五”良好开局。财政收入增长5%。", date(2021, 1, 1)),
        ("7月26日晚，云山发布2021年上半年经济成绩单。产值增长3%。", date(2021, 1, 1)),
    ],
)
def test_a_plan_s_opening_and_a_day_of_news_leave_the_year_spoken_of(text: str, first: date) -> None:
    days = _days(text, date(2021, 7, 27))[-1]
    assert days[0] == first and days[1] in (date(2021, 6, 30), date(2021, 12, 31))


def test_a_deadline_is_in_the_running_year_whatever_year_is_reported_on() -> None:
    assert _days("年底前将新建学校5所。", date(2022, 4, 26)) == [(date(2022, 1, 1), date(2022, 12, 31))]


@pytest.mark.parametrize(
    "text",
    [
        "一季度全市产值58亿元，增速较2016年高1个百分点，完成2017年计划的26%。",
        "2017年计划投资6.2亿元。一季度，完成投资2.9亿元。在2016年投资1950万元的基础上，新建泵站3座。",
    ],
)
def test_a_text_stands_amid_the_year_it_plans_for(text: str) -> None:
    assert (date(2017, 1, 1), date(2017, 3, 31)) in _days(text, None)


def test_the_year_so_far_reaches_to_the_months_the_text_tells() -> None:
    text = "2017年一季度经济情况\n年初以来，出口3亿元。"
    assert _days(text, None) == [(date(2017, 1, 1), date(2017, 3, 31))]


def test_a_run_of_ten_years_told_amid_a_year_reaches_to_the_day() -> None:
    text = "十年来，新建学校120所，产值突破2万亿元。"
    built, reached = _days(text, date(2022, 8, 30))
    assert built == (date(2012, 1, 1), date(2022, 8, 30)) and reached == (date(2021, 1, 1), date(2021, 12, 31))


def test_the_aims_of_years_to_come_are_told_for_them() -> None:
    text = "今后五年的主要目标是：环境更加优美。产值年均增长8%。"
    assert _days(text, date(2017, 2, 17)) == [(date(2017, 1, 1), date(2021, 12, 31))]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2021年，粮食产量23万吨，连续16年超过20万吨。", (date(2006, 1, 1), date(2021, 12, 31))),
        ("2021年，产值3亿元，两年平均增长5%。", (date(2020, 1, 1), date(2021, 12, 31))),
        ("前三季度，产值3亿元，两年平均增长5%。", (date(2022, 1, 1), date(2022, 9, 30))),
        ("今年又新增贷款300万元。", (date(2022, 1, 1), SEPTEMBER)),
        ("从2015年申办成功到2019年雪季，游客从127万人次增长到442万人次。", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2021年末，初中228所，初中适龄人口入学率为100%。", YEAR_2021),
        ("2021年，依存度由“十三五”开局之年的19%攀升至50%。", YEAR_2021),
        ("截至8月7日，实现营业收入192万元。", (date(2022, 1, 1), date(2022, 8, 7))),
        ("2021年3月专班成立以来，本着便民的原则，累计化解项目55个。", (date(2021, 3, 1), SEPTEMBER)),
        ("云江高速采用双向四车道标准，路基宽度26米，桥梁75座。", NONE),
        ("计划今年10月开工建设的云江高速，需征地2万亩。", NONE),
    ],
)
def test_times_of_notes(text: str, last: tuple[date | None, date | None]) -> None:
    assert _days(text)[-1] == last


def test_a_move_from_a_plans_first_year_is_told_of_it() -> None:
    assert _days("2021年，依存度由“十三五”开局之年的19%攀升至50%。")[0] == (date(2016, 1, 1), date(2016, 12, 31))


def test_what_came_together_over_years_began_nobody_knows_when() -> None:
    report = "全年财政收入3亿元，增长5%。\n新建公园5个，累计建成高标准农田186万亩、示范园区26个。"
    assert _days(report, date(2022, 1, 20)) == [YEAR_2021, YEAR_2021, YEAR_2021, NONE, NONE]


def test_goals_of_a_plan_met_set_its_years_for_what_follows() -> None:
    text = "各位代表，在区委的领导下，“十三五”目标任务圆满完成，各领域取得突破。\n——建成公园83座。出口年均增长8%。"
    assert _days(text, date(2021, 2, 1)) == [(date(2016, 1, 1), date(2020, 12, 31))] * 2


def test_a_note_of_the_first_months_tells_of_its_own_year() -> None:
    text = "3月20日，记者从市水务局获悉，为保障供水，全市整治河道60条。"
    assert _days(text, date(2011, 3, 24))[0] != (date(2010, 1, 1), date(2010, 12, 31))


def test_a_bulletin_names_its_year_in_han_digits_too() -> None:
    text = "二〇二五年云山市国民经济和社会发展统计公报\n全年粮食产量113万吨，年末生猪存栏43万头。"
    assert _days(text, date(2026, 5, 27)) == [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("一年来，撤并桶点86个。", (date(2021, 9, 8), SEPTEMBER)),
        ("五年来，新建幼儿园34所。", (date(2018, 1, 1), SEPTEMBER)),
        ("五年改造公路612公里。", (date(2018, 1, 1), SEPTEMBER)),
        ("“十四五”前四年，能耗累计下降14%。", (date(2021, 1, 1), date(2024, 12, 31))),
        ("今年更换燃气管道38公里、供水管道27公里。", (date(2022, 1, 1), SEPTEMBER)),
        ("今年预计招生7850人。", YEAR_2022),
        (
            "今年开展“两拆一清”行动，8月份检查3次。今年3月开展“两拆一清”行动以来，拆违42处。",
            (date(2022, 3, 1), SEPTEMBER),
        ),
        ("目前，2000年以前建成的小区有214个。", (SEPTEMBER, SEPTEMBER)),
        ("今年1至6月到位资金5亿元，是去年全年的1.4倍。同期，引进企业9家。", (date(2022, 1, 1), date(2022, 6, 30))),
        ("本报讯（记者 张三）9月5日，云山县举行项目集中签约仪式，15个项目签约。", (date(2022, 9, 5), date(2022, 9, 5))),
        ("年末全市用地供应总量17公顷。", YEAR_2021),
        ("五年来，新建学校9所。目前，有学校187所。\n消除大班额43个。", (date(2018, 1, 1), SEPTEMBER)),
        ("2018年以来，平均班额由68人降至52人。", (date(2022, 1, 1), date(2022, 12, 31))),
        ("前三季度，产值增长7%。1—8月，利润下降3%。\n投资增长9%。", (date(2022, 1, 1), date(2022, 9, 30))),
    ],
)
def test_times_of_notes_and_statements(text: str, days: tuple[date | None, date | None]) -> None:
    released = date(2022, 2, 8) if text.startswith("年末") else SEPTEMBER
    released = date(2022, 10, 20) if text.startswith("前三") else date(2025, 6, 5) if "前四年" in text else released
    assert _days(text, released)[-1] == days


def test_a_window_s_first_figure_is_of_the_year_before_it() -> None:
    assert _days("2018年以来，平均班额由68人降至52人。")[0] == (date(2017, 1, 1), date(2017, 12, 31))


def test_a_statement_of_june_on_the_year_before_tells_that_year_and_the_months_just_over() -> None:
    text = "云山市召开2024年生态环境状况发布会\n6月5日是世界环境日。\n全年整治河道37条。\n1至5月，优良天数127天。"
    assert _days(text, date(2025, 6, 5)) == [
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 5, 31)),
    ]


def test_a_title_without_a_time_tells_of_that_of_its_lead() -> None:
    text = "云山区拆违112万平方米\n\n今年以来，云山区立案查处违建9处，拆除面积3万平方米。"
    assert _days(text)[0] == (date(2022, 1, 1), SEPTEMBER)


def test_after_brackets_a_clause_goes_on_with_its_own_time() -> None:
    text = "云山县2021年统计公报\n九、卫生\n年末有医疗机构248个（含村卫生室211个），每千人口有医师1.2人。"
    assert _days(text, date(2022, 3, 20))[-1] == (date(2021, 12, 31), date(2021, 12, 31))


def test_a_paragraph_may_tell_of_the_inner_city_alone() -> None:
    text = "全市实现生产总值425亿元。\n市区实现生产总值118亿元，增长18.8%。\n全市出口3亿元。"
    found = scan(text, release_date=date(2022, 2, 28), place="云山市")
    assert [figure.scope for figure in found if figure.claim] == ["全市", "市区", "市区", "全市"]


def test_what_a_work_yields_once_it_runs_is_of_no_told_time() -> None:
    assert _days("今年以来，云山项目加快建设。全部达产后年产值可达60亿元。")[-1] == NONE


def test_what_grew_beside_a_flow_of_the_year_s_end_is_of_the_year() -> None:
    text = "云山县2021年统计公报\n年末猪出栏122万头，增长0.8%。"
    assert _days(text, date(2022, 3, 20)) == [YEAR_2021, YEAR_2021]


def test_a_month_that_something_is_expected_in_ends_with_its_sentence() -> None:
    text = "截至7月底，完成投资97亿元。车间主体封顶，预计10月试生产。云山路改建完成31公里。"
    assert _days(text)[-1] == (date(2022, 1, 1), date(2022, 7, 31))


def test_the_end_of_last_month_is_a_day() -> None:
    assert _days("到上月底，标准厂房有14.5万平方米。") == [(date(2022, 8, 31), date(2022, 8, 31))]


def test_an_aim_of_a_plan_s_years_is_of_all_of_them() -> None:
    assert _days("“十四五”期间，力争普及率超过90%。") == [(date(2021, 1, 1), date(2025, 12, 31))]


def test_the_last_of_february_has_its_day_in_every_year() -> None:
    found = _days("目前，受理案件58件，较去年同期的60件减少2件。", date(2024, 2, 29))
    assert found[:2] == [(date(2024, 2, 29), date(2024, 2, 29)), (date(2023, 2, 28), date(2023, 2, 28))]
    told = _days("2023年开局良好——前2个月，进口3亿元。", date(2024, 5, 9))
    assert told[-1] == (date(2023, 1, 1), date(2023, 2, 28))
