"""Times that open, carry and end, and whose figure a number is."""

from datetime import date

import pytest

from yihe.figures import Figure, infer_place, infer_release_date, scan

SEPTEMBER = date(2022, 9, 8)
FEBRUARY = date(2022, 2, 8)


def _claims(text: str, released: date | None = SEPTEMBER, place: str | None = None) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


def _days(figure: Figure) -> tuple[date | None, date | None]:
    return (figure.period.from_, figure.period.to) if figure.period else (None, None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("元至5月，完成投资46亿元。", date(2022, 1, 1), date(2022, 5, 31)),
        ("2021年年末，贷款余额46亿元。", date(2021, 12, 31), date(2021, 12, 31)),
        ("2021年全年，完成投资46亿元。", date(2021, 1, 1), date(2021, 12, 31)),
        ("8月28日至9月3日，接待游客46万人次。", date(2022, 8, 28), date(2022, 9, 3)),
        ("截至7日18时，转移群众460人。", date(2022, 9, 7), date(2022, 9, 7)),
        ("老旧小区改造部署以来，改造小区46个。", None, None),
        ("1月至7月，改造小区46个。", date(2022, 1, 1), date(2022, 7, 31)),
        ("自去年8月区政府作出共建决策以来，改造小区46个。", date(2021, 8, 1), SEPTEMBER),
        ("云山盟今年开工项目8个，其中在建小区46个。", date(2022, 1, 1), SEPTEMBER),
        ("上半年消费增长4%。7月份，投资增长3%。同期，改造小区46个。", date(2022, 7, 1), date(2022, 7, 31)),
        ("十年来，改造小区46个。", date(2012, 1, 1), SEPTEMBER),
    ],
)
def test_more_times_are_read(text: str, since: date | None, until: date | None) -> None:
    assert _days(_claims(text)[-1]) == (since, until)


def test_a_run_of_years_is_dated_where_the_text_looks_back_on_whole_years() -> None:
    assert _days(_claims("五年来，改造小区46个。", FEBRUARY)[0]) == (date(2017, 1, 1), date(2021, 12, 31))


def test_that_year_is_the_one_last_spoken_of() -> None:
    found = _claims("2020年末，基金结存46亿元，当年收益3亿元。")
    assert _days(found[1]) == (date(2020, 1, 1), date(2020, 12, 31))


def test_the_end_of_a_year_is_that_of_the_year_last_spoken_of() -> None:
    found = _claims("2020年，计划安装电梯70台，年底存量104台。")
    assert _days(found[1]) == (date(2020, 12, 31), date(2020, 12, 31))


def test_an_old_plan_is_dated() -> None:
    assert _days(_claims("“九五”期末，公路里程3万公里。")[0]) == (date(2000, 1, 1), date(2000, 12, 31))


def test_a_day_within_a_window_ends_with_its_paragraph() -> None:
    found = _claims("9月1日以来，降雨46毫米。\n截至7日，转移群众300人。\n抢险队伍出动20支。")
    assert _days(found[2]) == (date(2022, 9, 1), SEPTEMBER)


def test_a_time_told_after_figures_without_one_is_theirs_alone() -> None:
    text = "水质达标率97%。2016年，空气优良率80%。\n建成文化礼堂46个。"
    found = _claims(text, released=None)
    assert [figure.period.text if figure.period else None for figure in found] == [None, "2016年", None]


def test_what_a_place_is_stands_in_no_window() -> None:
    found = _claims("上半年，完成投资46亿元。\n土地资源丰富，有耕地46万亩。\n全县财政收入3亿元。")
    assert [_days(figure)[0] for figure in found] == [date(2022, 1, 1), None, date(2022, 1, 1)]


def test_the_base_of_a_comparison_is_no_time() -> None:
    found = _claims("上半年，客流46万人次，与去年相比上升3%，今年起执行新标准的线路5条。")
    assert {figure.period.text for figure in found if figure.period} == {"上半年"}


def test_what_is_planned_is_planned_for_the_year() -> None:
    (figure,) = _claims("1—7月，云山县计划投资5亿元。")
    assert figure.kind == "target" and _days(figure) == (date(2022, 1, 1), date(2022, 12, 31))


def test_the_mood_of_a_plan_lasts_to_the_end_of_its_sentence() -> None:
    found = _claims("今年将开工公共住房400套，供应600套；已将12个村纳入试点。")
    assert [figure.kind for figure in found] == ["target", "target", "level"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("将11项基金收入纳入预算管理。", ["level"]),
        ("采购垃圾压缩箱32个。", ["level"]),
        ("消除年收入3000元以下贫困现象。", ["threshold"]),
        ("城乡居民收入倍差从2.5缩小到2.1。", ["ratio", "ratio"]),
        ("全部达产达效后，年产值120亿元。", ["target"]),
        ("增速高于年初12%的目标3个百分点。", ["target", "pp_above_target"]),
        ("累计承接209架次航班分流任务。", ["level"]),
        ("用电负荷较去年同期增长近5万千瓦。", ["delta"]),
        ("销售增长高达47%。", ["growth_yoy"]),
    ],
)
def test_kinds_of_plans_limits_and_multiples(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text)] == kinds


def test_another_place_that_opens_a_clause_is_whose_figure_it_is() -> None:
    text = "投资增速居前的市县：云山县增长36%，海原市计划投资5亿元，完成63%。全市增长9%，约占全省的六分之一。"
    found = _claims(text, place="临川市")
    assert [figure.scope for figure in found] == ["云山县", "海原市", "海原市", "全市", "临川市"]


def test_one_of_the_counties_of_a_province_is_counted_by_the_province() -> None:
    (figure,) = _claims("云山县曾是山南省10个贫困县之一。", place="云山县")
    assert figure.scope == "山南省"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2010年临川市人民政府工作报告", "临川市"),
        ("我市水质居全省前列。2016年临川市区空气优良率80%。", "临川市"),
        ("云山县是全省重点贫困县，全县总人口101万人。", "云山县"),
        ("云山是米乡。我县有粮田90亩，云山米、云山茶有名。", "云山县"),
        ("地级以上城市优良天数86%，地级以上城市水质优良，其他以上城市持平。", None),
    ],
)
def test_the_place_of_a_text_is_no_word_glued_to_it(text: str, place: str | None) -> None:
    assert infer_place(text) == place


@pytest.mark.parametrize(
    "text", ["全面完成市十四届人大五次会议确定的任务。", "劣四类水质断面消除。", "风能属二类优质资源区。"]
)
def test_meetings_and_classes_are_no_counts(text: str) -> None:
    assert _claims(text) == []


def test_a_unit_said_in_full_once_is_that_of_the_whole_list() -> None:
    found = _claims("三次产业分别拉动经济增长1.7个、3.2个、4个百分点。")
    assert [figure.unit for figure in found] == ["pp", "pp", "pp"]


def test_what_it_was_before_is_told_beside_the_month_spoken_of() -> None:
    found = _claims("11月份，风电增长26%，10月份为下降13%；光电增长35%。", date(2022, 12, 20))
    assert [_days(figure)[1] for figure in found] == [date(2022, 11, 30), date(2022, 10, 31), date(2022, 11, 30)]
    assert [figure.kind for figure in found] == ["growth_yoy"] * 3


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("煤炭消费比重从2014年的65%下降到2021年的56%。", ["share", "share"]),
        ("增加值由二季度下降3.2%转为增长8.2%。", ["growth_yoy", "growth_yoy"]),
        ("三季度出口仍保持7.1%的增速。", ["growth_yoy"]),
        ("争取到位补助资金9亿元。", ["level"]),
        ("四大行业增加值占全省规模以上工业增加值46%。", ["level", "share"]),
        ("投资两年平均增长7%，高于全国同期2.4%的两年平均增速。", ["growth_avg", "growth_avg"]),
        ("主要预期目标是：生产总值增长5%。规上工业增加值增长7%；新增就业6万人。", ["target"] * 3),
    ],
)
def test_a_move_reaches_a_share_or_turns_into_growth(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text)] == kinds


def test_data_are_of_the_time_they_are_published_for() -> None:
    text = "3月22日，市统计局发布1-2月经济数据显示，进口47亿元；出口30亿元。"
    assert {_days(figure) for figure in _claims(text, date(2022, 3, 22))} == {(date(2022, 1, 1), date(2022, 2, 28))}


def test_the_same_time_of_the_year_before_has_its_own_days() -> None:
    found = _claims("4月，能耗由去年同期下降5%转为增长21%，2020年同期电耗下降3%。", date(2022, 5, 20))
    assert [_days(figure)[0] for figure in found] == [date(2021, 4, 1), date(2022, 4, 1), date(2020, 4, 1)]


def test_an_honour_dates_nothing_beyond_its_paragraph() -> None:
    found = _claims("2014年云山茶获得国家地理标志商标。\n全县有11个茶园。", None)
    assert _days(found[0]) == (None, None)


def test_a_day_before_the_years_a_text_tells_of_is_no_day_of_release() -> None:
    assert infer_release_date("银行简介\n银行2005年5月18日开业。\n2008年存款32亿元。") is None


def test_what_a_lead_is_held_against_is_the_whole_s_own() -> None:
    figure = _claims("投资增长7%，高于全国同期2.4%的平均增速。", place="临川市")[-1]
    assert figure.scope == "全国"
    assert _claims("创建全国文明城市8个。", place="临川市")[0].scope == "临川市"


def test_an_event_without_a_day_opens_a_window_for_its_paragraph_only() -> None:
    text = "前8个月，就业46万人。技能行动启动以来，培训30万人。\n查处案件12件。"
    periods = [figure.period for figure in _claims(text)]
    assert [period and period.text for period in periods] == ["前8个月", "技能行动启动以来", "前8个月"]


def test_an_event_of_a_day_holds_to_the_end_of_its_sentence() -> None:
    found = _claims("今年以来，降雨46天。青河站4日出现洪峰水位41米，超警戒水位2米。河道清淤3公里。")
    assert [_days(figure)[0] for figure in found[-2:]] == [date(2022, 9, 4), date(2022, 1, 1)]


MAY = date(2026, 5, 20)
APRIL = date(2022, 4, 14)
AUGUST = date(2025, 8, 6)


@pytest.mark.parametrize(
    ("text", "released", "number", "since", "until"),
    [
        # A bulletin's chapter of May that names no year tells of the year before.
        (
            "全年城镇居民人均可支配收入4万元，比上年增长5%。\n年末参保人数8万人。",
            MAY,
            0,
            date(2025, 1, 1),
            date(2025, 12, 31),
        ),
        ("年末参加失业保险人数8万人，征缴基金2亿元。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        (
            "年末参加医疗保险人数8万人，征缴基金2亿元。参加生育保险人数3万人。",
            FEBRUARY,
            2,
            date(2021, 12, 31),
            date(2021, 12, 31),
        ),
        ("2021年末，生产总值完成230亿元，增长4%。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        ("年末全市诊疗120万人次。", FEBRUARY, 0, date(2021, 1, 1), date(2021, 12, 31)),
        (
            "年初以来，企业复工80家。上半年，产值达到30亿元。\n新签约项目6个。",
            AUGUST,
            2,
            date(2025, 1, 1),
            date(2025, 6, 30),
        ),
        ("2025—2026学年，小学90所，在校生3万人。", MAY, 1, date(2025, 9, 1), date(2026, 8, 31)),
        ("“十四五”以来，累计改造小区90个。", SEPTEMBER, 0, date(2021, 1, 1), SEPTEMBER),
        ("上半年开工数将达到80个。", APRIL, 0, date(2022, 1, 1), date(2022, 6, 30)),
        ("目前签约6个，尤其是今年将建设基站90个。", APRIL, 1, date(2022, 1, 1), date(2022, 12, 31)),
        (
            "2022年全县计划实施项目90个。截至目前开工40个。其中年度投资6亿元。",
            APRIL,
            0,
            date(2022, 1, 1),
            date(2022, 12, 31),
        ),
        ("2021年覆盖率由85%提高到92%。", FEBRUARY, 0, date(2020, 1, 1), date(2020, 12, 31)),
        ("2021年覆盖率由85%提高到92%。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        ("过去五年，三次产业比由9：50：41调整为6：48：46。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        ("过去五年，汽车产量达到90万辆、占全省近一半。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        ("全年农林牧渔业总产值40亿元，增长4%。2025年完成造林6万亩。", MAY, 0, date(2025, 1, 1), date(2025, 12, 31)),
        ("截至2025年上半年，装机达到90万千瓦。", AUGUST, 0, date(2025, 6, 30), date(2025, 6, 30)),
        ("年末拖拉机80台，农村用电量9万千瓦时。", FEBRUARY, 1, date(2021, 1, 1), date(2021, 12, 31)),
        (
            "2021年产值53亿元，“十三五”时期年均增长9%；财政收入8亿元。",
            FEBRUARY,
            2,
            date(2021, 1, 1),
            date(2021, 12, 31),
        ),
        ("——过去的五年，完成投资80亿元。", FEBRUARY, 0, date(2017, 1, 1), date(2021, 12, 31)),
        ("1—7月投产20万千瓦，并网规模年内突破90万千瓦。", AUGUST, 1, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_what_is_done_in_a_year_and_what_stands_at_its_end(
    text: str, released: date, number: int, since: date, until: date
) -> None:
    assert _days(_claims(text, released)[number]) == (since, until)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("云山县大力发展文旅，道路畅通，财政收入增长20%。税收增长6%。", ["云山县", "滨城市"]),
        ("省市县财政共投入9亿元。", ["滨城市"]),
        ("芙蓉新区完成投资70亿元。", ["芙蓉新区"]),
        ("老城新区完成投资70亿元。", ["滨城市"]),
        ("产值增长3%，高于广东省同期的2%。", ["滨城市", "广东省"]),
        ("被提到11次，仅次于上海的14次和重庆的12次。", ["滨城市", "上海市", "重庆市"]),
        ("2021年中国的经济增速为8%。", ["全国"]),
    ],
)
def test_a_county_that_opens_a_sentence_owns_its_figures(text: str, scopes: list[str]) -> None:
    assert [figure.scope for figure in _claims(text, place="滨城市")] == scopes


def test_parts_of_a_count_are_those_of_the_places_before_them() -> None:
    found = _claims("新增感染者37例，其中常熟市2例，河北5例。", place="苏州市")
    assert [(figure.scope, figure.subject) for figure in found] == [
        ("苏州市", "新增感染者"),
        ("常熟市", "新增感染者"),
        ("河北", "新增感染者"),
    ]


def test_what_has_grown_over_the_years_stands_at_their_end() -> None:
    found = _claims("过去五年，合作社160家，是“十三五”末的2倍；财政收入92亿元，年均增长12%。", FEBRUARY)
    assert [_days(figure)[0] for figure in found] == [
        date(2021, 1, 1),
        date(2021, 1, 1),
        date(2021, 1, 1),
        date(2017, 1, 1),
    ]


def test_the_part_of_this_year_that_is_over_is_what_the_text_tells_of() -> None:
    text = "今年产值能破万亿吗\n产值有点悬。今年前三季度，全市产值70亿元。\n新能源汽车产量增长8%。"
    found = _claims(text, date(2021, 11, 8))
    assert _days(found[-1]) == (date(2021, 1, 1), date(2021, 9, 30))


def test_what_was_done_before_now_is_of_the_months_told_of() -> None:
    text = "上半年，工业增长7%。目前，复工率达到98%，重大项目完成投资9亿元。全市共向上争取资金2亿元。"
    found = _claims(text, date(2018, 8, 7))
    assert [_days(figure) for figure in found] == [
        (date(2018, 1, 1), date(2018, 6, 30)),
        (date(2018, 8, 7), date(2018, 8, 7)),
        (date(2018, 1, 1), date(2018, 8, 7)),
        (date(2018, 1, 1), date(2018, 6, 30)),
    ]
