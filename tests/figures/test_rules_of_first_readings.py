"""Rules that the latest texts read for the first time have taught."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.figures import Figure, infer_release_date, scan

JANUARY = date(2024, 1, 18)
TODAY = date(2026, 12, 1)


def _claims(text: str, released: date | None = JANUARY, place: str | None = "平宁市") -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


def _days(figure: Figure) -> tuple[date | None, date | None]:
    return (figure.period.from_, figure.period.to) if figure.period else (None, None)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def test_a_part_of_the_year_a_report_tells_of_ends_with_its_paragraph() -> None:
    text = (
        "一年来，全区经济回升向好。\n"
        "——实力跃升。2023年前三季度，生产总值增长2.7%。1-11月，工业总产值553亿元。\n"
        "——创新有成。研发投入11.3亿元。"
    )
    product, output, research = _claims(text)
    assert _days(product) == (date(2023, 1, 1), date(2023, 9, 30))
    assert _days(output) == (date(2023, 1, 1), date(2023, 11, 30))
    assert _days(research) == _year(2023)


def test_the_best_since_a_place_began_is_no_time() -> None:
    investment, revenue = _claims("1-11月，投资达到建区以来同期最好水平，增长27.6%；税收收入48亿元。")
    assert _days(investment) == _days(revenue) == (date(2023, 1, 1), date(2023, 11, 30))


def test_a_run_of_years_with_a_number_for_each() -> None:
    found = _claims("该县2019年~2021年产值分别为19亿元、20亿元、26亿元，增速分别为8.9%、8.5%、8.8%。")
    assert [_days(figure) for figure in found] == [_year(year) for year in (2019, 2020, 2021)] * 2


def test_marks_that_call_for_notes_are_not_there() -> None:
    (growth,) = _claims("全年高技术制造业 [8]增加值增长4.5%。")
    assert (growth.subject, growth.text) == ("高技术制造业增加值", "4.5%")
    (sum_, rate) = _claims("全年生产总值[2]2.13亿元，比上年增长5%[3]。")
    assert (sum_.value, rate.value) == (213_000_000, 5)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("全年PM2.5日平均值约26.7微克/立方米。", [("26.7", "微克/m3")], id="a pollutant is no date"),
        pytest.param(
            "在省运动会上获得2金3银1铜好成绩。", [("2", "枚"), ("3", "枚"), ("1", "枚")], id="medals with praise"
        ),
        pytest.param("移动电话普及率达102.8部/百人。", [("102.8", "部/百人")], id="a rate per hundred as it is told"),
        pytest.param("《水滴》及《红日》三部原创作品获奖。", [("3", "部")], id="works in a Chinese numeral"),
        pytest.param("各单位要树立安全第一、质量为重的意识。", [], id="a motto"),
        pytest.param("智慧城市建设入选全省智慧城市建设十大范本。", [], id="an honour"),
        pytest.param("八类暴力案件下降71.4%。", [("-71.4", "%")], id="a class of the police"),
    ],
)
def test_what_is_read_as_a_figure(text: str, values: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in _claims(text)] == [(Decimal(v), unit) for v, unit in values]
    assert all(_days(figure) == _year(2023) for figure in _claims(text))


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        pytest.param("江苏苏州，九成社区有健康小组，覆盖率95%。", ["苏州市"] * 2, id="a place alone in its clause"),
        pytest.param("海南省卫生健康委主任李文介绍，当地还建设4个医疗中心。", ["海南省"], id="whose official speaks"),
        pytest.param("北京2021年GDP达到40269.6亿元，增长8.5%。", ["北京市"] * 2, id="a city and a year"),
        pytest.param(
            "东莞跻身万亿之城\n工业企业超过19万家。\n至此，中国GDP过万亿元的城市增至24个。",
            ["东莞市", "全国", "全国"],
            id="a section headed with a city",
        ),
    ],
)
def test_whose_figures_of_a_nations_text_are(text: str, scopes: list[str]) -> None:
    assert [figure.scope for figure in _claims(text, date(2022, 1, 30), "全国")] == scopes


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "客运中心项目总用地面积120亩，建筑面积2.5万平方米，总投资1.33亿元。",
            ["客运中心项目总用地面积", "客运中心项目建筑面积", "客运中心项目总投资"],
        ),
        ("完成土地整备412公顷，连续三年全市第一。", ["土地整备面积", "土地整备连续全市", "土地整备全市排名"]),
        ("涵盖智慧交通等6大领域31个应用场景，入选全国典型。", ["领域应用场景"] * 2),
        ("现有的3个客运站已经严重超负荷运行。", ["客运站"]),
        ("力争引进1-2家新型研发机构。", ["引进新型研发机构"] * 2),
        ("“九纵”公路网基本形成，高铁里程进至全国第5位。", ["高铁里程全国排名"]),
    ],
)
def test_what_is_counted_or_measured(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in _claims(text)] == subjects


def test_a_share_that_grew_to_what_it_is_now_is_a_share() -> None:
    found = _claims("居民健康素养水平从2009年的15.3%增长到目前的43.03%。")
    assert [figure.kind for figure in found] == ["share", "share"]


def test_a_holiday_that_begins_tomorrow_is_this_years() -> None:
    (flow,) = _claims("五一期间轨道交通日均客流约806万人次。", date(2025, 4, 30))
    assert _days(flow) == (date(2025, 5, 1), date(2025, 5, 5))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1—8月，财政收入46亿元。", TODAY),
        ("2022年1—8月，财政收入46亿元。", None),
        ("（2022年9月8日）", date(2022, 9, 8)),
    ],
)
def test_only_a_text_without_day_and_year_is_of_today(text: str, day: date | None) -> None:
    assert infer_release_date(text, undated=TODAY) == day


def test_what_is_held_so_many_times_or_more_is_no_limit() -> None:
    text = "力争举办10场以上营商环境推介会，建立200家以上的上市企业储备库。实施500万元以上的项目9项。"
    assert [figure.kind for figure in _claims(text)] == ["target", "target", "threshold", "level"]


def test_a_hedge_after_a_list_is_of_all_of_it() -> None:
    found = _claims("二氧化硫、氨氮、氮氧化物排放量分别控制在23028吨、2700吨和110000吨以内。")
    assert [figure.hedge for figure in found] == ["at_most"] * 3


def test_expected_aims_of_development_are_of_the_running_year() -> None:
    (rate, aim) = _claims("登记失业率为4.52%。\n主要预期发展目标是：生产总值增长11.5%。")
    assert (rate.kind, _days(rate)) == ("share", _year(2023))
    assert (aim.kind, _days(aim)) == ("target", _year(2024))


def test_tasks_told_as_results_are_resolved_on_again_and_again() -> None:
    text = (
        "全年安排重点项目126个，计划完成工业投资72亿元，力争6月底前开工率达到80%以上。抓好18个工业项目，确保三季度投产。"
        "规模以上工业增加值达到46亿元，增长17%。继续办好10件民生实事，争取实现就业4500人。"
    )
    found = _claims(text)
    assert {figure.kind for figure in found if figure.text in ("46亿元", "17%", "4500人")} == {"target"}


def test_a_share_that_rose_within_a_plans_years_is_of_their_last() -> None:
    text = "“十四五”时期，零售总额增至2.79万亿元，居民服务性消费支出占比升至48%。"
    assert [_days(figure) for figure in _claims(text, date(2026, 1, 27))] == [_year(2025)] * 2


def test_the_years_since_a_day_of_founding_begin_with_it() -> None:
    text = "2017年政府工作报告\n2009年6月30日，新区正式成立。七年来，建成绿道147公里，学校由93所增加到110所。"
    greenway, before, schools = _claims(text, date(2017, 1, 10))
    assert _days(greenway) == (date(2009, 6, 30), date(2016, 12, 31))
    assert (_days(before), _days(schools)) == (_year(2009), _year(2016))


def test_what_is_let_out_of_a_pollutant() -> None:
    found = _claims("化学需氧量、氨氮分别削减2.7%和5.4%。")
    assert [figure.subject for figure in found] == ["化学需氧量排放量", "氨氮排放量"]


def test_parts_of_the_year_among_plans_are_of_the_year_planned_for() -> None:
    text = (
        "二、2024年工作任务\n加大投入。全年安排项目126个，当年完成投资72亿元。抓好建设，确保三季度投产18个；工业增加值达到46亿元。"
        "去年动工的大堤3.8公里必须完工。新增就业4500人。"
    )
    projects, investment, started, output, _dyke, jobs = _claims(text)
    assert [_days(figure) for figure in (projects, investment, output, jobs)] == [_year(2024)] * 4
    assert _days(started) == (date(2024, 7, 1), date(2024, 9, 30))


def test_times_that_something_grew_by_after_what_it_reached() -> None:
    (_reached, growth) = _claims("每万人口发明专利拥有量达到9.3件、增长2倍多。")
    assert (growth.kind, growth.value, growth.hedge) == ("growth_yoy", 2, "over")


def test_money_laid_out_on_something_is_counted_in_no_pairs() -> None:
    (money,) = _claims("投资5亿多对高速公路重点路段进行改造。")
    assert (money.value, money.unit) == (500_000_000, "CNY")


def test_the_end_of_a_plan_is_its_last_year_and_the_five_years_after_it_are_the_plans() -> None:
    text = (
        "“十二五”期末，生产总值2641亿元，年均增长11.0%，占全市比重由13.9%上升到15.1%，两税比例由五年前的2:3优化为4:5。"
        "五年累计完成投资2153亿元。企业由1893家增加到2217家。"
    )
    product, mean, before, share, *_ratio, investment, firms, more = _claims(text, date(2016, 9, 28), "平宁区")
    assert _days(product) == _days(share) == _days(more) == _year(2015)
    assert _days(mean) == _days(investment) == (date(2011, 1, 1), date(2015, 12, 31))
    assert _days(before) == _days(firms) == _year(2010)


def test_a_text_that_begins_with_several_years_goes_on_with_them_below_its_headings() -> None:
    text = (
        "五年来，全市经济再上台阶。\n综合实力\n2025年，生产总值10450亿元。\n协同发展\n共建创新平台21家，引进成果438项。"
    )
    product, platforms, results = _claims(text, date(2026, 8, 11))
    assert _days(product) == _year(2025)
    assert _days(platforms) == _days(results) == (date(2021, 1, 1), date(2025, 12, 31))


def test_several_years_up_to_a_report_end_with_the_year_it_reports_on() -> None:
    text = "2013年以来，各项事业实现新跨越。\n（一）民生\n新增就业60多万人，4.99万贫困人口脱贫。"
    assert [_days(figure) for figure in _claims(text, date(2017, 1, 5))] == [(date(2013, 1, 1), date(2016, 12, 31))] * 2


def test_a_review_of_years_that_says_so_nowhere() -> None:
    head = "改革开放走深走实。新增经营主体370万户，新设企业10.1万家，累计开行班列1.7万列。" + "产业升级步伐加快。" * 20
    text = f"{head}\n刚刚过去的2025年很不平凡。全省生产总值增长5.6%。\n（一）稳就业。城镇新增就业121.7万人。"
    *five, growth, jobs = _claims(text, date(2026, 1, 26), "河南省")
    assert {_days(figure) for figure in five} == {(date(2021, 1, 1), date(2025, 12, 31))}
    assert _days(growth) == _days(jobs) == _year(2025)
    (undated,) = _claims(f"{head.replace('370', '37')}".split("，")[0] + "。", date(2026, 1, 26), "河南省")
    assert _days(undated) == _year(2025)


def test_what_is_reached_in_years_that_run_up_to_a_day_is_of_its_year() -> None:
    text = "五年来，全县教育总投入达到62亿元。公办园幼儿占比由2017年的38.2%提高到57.4%，普惠园覆盖率达到91.6%。"
    money, _before, share, cover = _claims(text, date(2022, 8, 30), "平宁县")
    assert _days(share) == _days(cover) == _year(2022)
    assert _days(money)[1] == date(2022, 8, 30)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("空气优良天数从262天增加到306天。", ["level", "level"], id="days that are counted"),
        pytest.param("为企业降低成本121亿元。", ["level"], id="relief"),
        pytest.param("新建10家以上研发机构。", ["level"], id="so many are made"),
        pytest.param("新建10亿元以上项目8个。", ["threshold", "level"], id="a size class"),
        pytest.param("试点开展3个月来，投入3亿元。", ["level"], id="months since"),
        pytest.param("存款余额68亿元，比年初新增6亿元。", ["level", "delta"], id="new since January"),
    ],
)
def test_kinds_of_what_is_counted(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text)] == kinds


def test_years_since_a_congress_begin_with_its_day() -> None:
    (investment,) = _claims("党的十八大以来，全区完成投资2860亿元。", date(2022, 8, 18), "平宁区")
    assert _days(investment) == (date(2012, 11, 8), date(2022, 8, 18))


def test_what_opens_a_paragraph_for_itself_alone_ends_with_it() -> None:
    text = (
        "今年以来，投资152亿元。\n累计腾空房屋6700余户。\n改造小区46个。\n"
        "到2025年底，全区将改造小区300个。\n新增学位1.1万个。"
    )
    _investment, houses, estates, aim, places = _claims(text, date(2022, 8, 25), "平宁区")
    this_year = (date(2022, 1, 1), date(2022, 8, 25))
    assert _days(houses) == (None, None)
    assert _days(estates) == _days(places) == this_year
    assert (aim.kind, _days(aim)[1]) == ("target", date(2025, 12, 31))


def test_a_multiple_of_the_years_before_is_of_the_same_years() -> None:
    text = (
        "2008年政府工作报告\n五年来，成绩显著。2007年，生产总值326亿元；"
        "固定资产投资五年累计完成586亿元，是前五年的3.5倍。"
    )
    *_, investment, times = _claims(text, date(2008, 2, 18))
    assert investment.subject == "固定资产投资"
    assert _days(investment) == _days(times) == (date(2003, 1, 1), date(2007, 12, 31))


def test_the_hours_of_a_day_are_of_that_day() -> None:
    (flights,) = _claims("又讯 5月9日0时至24时，机场保障航班412架次。", date(2024, 5, 10))
    assert _days(flights) == (date(2024, 5, 9), date(2024, 5, 9))


def test_what_is_planned_for_the_running_year_of_a_report_is_planned_to_its_end() -> None:
    text = (
        "2012年全县教育工作总结\n落实营养计划资金3200万元。\n2013年，计划投资2.3亿元，新建幼儿园12所，招聘教师300名。"
    )
    assert [figure.kind for figure in _claims(text, date(2013, 1, 15))] == ["level", "target", "target", "target"]


def test_longer_than_anybody_counts_is_no_time() -> None:
    (years,) = _claims("全年产量连续1亿年增长。")
    assert years.kind == "duration"


def test_aims_that_were_met_are_no_plan() -> None:
    text = "民生实现预期目标，人均收入达到19200元，增长14.5%；基本实现脱贫目标，新增就业10万人。"
    assert [figure.kind for figure in _claims(text)] == ["level", "growth_yoy", "level"]


@pytest.mark.parametrize(
    ("text", "texts", "hedge"),
    [
        pytest.param("五年翻了近一番。", ["近一番"], "nearly", id="nearly doubled"),
        pytest.param("举办招聘会20场(次)以上。", ["20场(次)以上"], "at_least", id="a second unit in brackets"),
    ],
)
def test_hedges_beside_a_number(text: str, texts: list[str], hedge: str) -> None:
    found = _claims(text)
    assert [figure.text for figure in found] == texts
    assert found[0].hedge == hedge


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        pytest.param(
            "73个重点项目开工率达到98%，完成投资152亿元。",
            ["重点项目", "重点项目开工率", "重点项目完成投资"],
            id="a rate of counted works",
        ),
        pytest.param("化解烂尾项目11个，为23个小区办证。", ["化解烂尾项目", "小区办证"], id="for whom it was done"),
        pytest.param(
            "筹建保障房81万套、改造小区惠及150万户、改造危房7万户、完成6万户切坡整治。",
            ["筹建保障房", "改造小区惠及", "改造危房户数", "完成切坡整治"],
            id="each of a list is named before it",
        ),
        pytest.param("完成老旧小区改造，城镇化率超过90%。", ["城镇化率"], id="a rate that only a place has"),
        pytest.param(
            "一般公共预算收入31亿元，税收占比82.5%。",
            ["一般公共预算收入", "税收占一般公共预算收入比重"],
            id="of which budget",
        ),
        pytest.param("3年内可形成200万平方米载体。", ["可形成载体"], id="within years"),
        pytest.param(
            "亿元以上项目136个，其中10亿元以上24个。",
            ["项目投资规模门槛", "亿元以上项目", "项目投资规模门槛", "10亿元以上项目"],
            id="larger ones among them",
        ),
        pytest.param("开工项目85个、竣工投产60个。", ["开工项目", "竣工投产项目"], id="what became of others of them"),
        pytest.param("投资增长6.8%，扣除房地产开发后增长11.3%。", ["投资", "投资"], id="without a part of it"),
        pytest.param(
            "城镇收入由6520元增加到11860元，农民收入由2310元增加到3980元，年均分别增长12.7%和11.5%。",
            ["城镇收入", "城镇收入", "农民收入", "农民收入", "城镇收入", "农民收入"],
            id="each of two that moved",
        ),
        pytest.param(
            "今年新建改造公厕120座\n昨日，记者从市城管局获悉，去年改造80座。",
            ["新建改造公厕", "改造公厕"],
            id="what the title counts",
        ),
        pytest.param(
            "共有公厕986座，其中一类公厕213座、二类公厕456座。",
            ["公厕", "一类公厕", "二类公厕"],
            id="classes of a thing are no numbers",
        ),
        pytest.param("记者从市城管局召开的通气会上了解到，今年将投入资金2.6亿元。", ["投入资金"], id="who told it"),
        pytest.param(
            "已开工小区18个、惠及4万户，开工率分别为79%和87%。",
            ["开工小区", "开工小区惠及", "小区开工率", "小区惠及开工率"],
            id="rates of two counts",
        ),
        pytest.param("机场保障航班起降412架次。", ["机场保障航班起降"], id="planes that rise and land"),
        pytest.param(
            "投资下降9.8%，销售面积下降12.6%，降幅分别收窄1.4个和3.7个百分点。",
            ["投资", "销售面积", "投资", "销售面积"],
            id="points of what fell before",
        ),
        pytest.param(
            "学历合格率分别为小学99.8%、初中98.6%。", ["小学学历合格率", "初中学历合格率"], id="each names its head"
        ),
        pytest.param("全市9个县（区）86个乡镇受灾。", ["县", "乡镇受灾"], id="a second kind in brackets"),
        pytest.param(
            "下拨救灾资金1200万元、帐篷800顶，市级300万元。",
            ["下拨救灾资金", "帐篷", "市级下拨救灾资金"],
            id="relief of a level",
        ),
        pytest.param("新型农村合作医疗覆盖所有县，参合率达91.5%。", ["新型农村合作医疗参合率"], id="what covers all"),
        pytest.param(
            "力争研发投入突破30亿元，占GDP比重达到2.2%。",
            ["研发投入", "研发投入占GDP比重"],
            id="the share of an aim",
        ),
        pytest.param(
            "升级改造65座公厕、23座垃圾站，建成开放教育基地。",
            ["升级改造公厕", "升级改造垃圾站"],
            id="another deed follows",
        ),
        pytest.param(
            "引进机构8家，25万平方米的家居综合体开业。",
            ["引进机构", "家居综合体开业面积"],
            id="a size before its thing",
        ),
    ],
)
def test_of_whom_it_is_told(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in _claims(text)] == subjects
