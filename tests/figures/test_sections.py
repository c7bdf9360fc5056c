"""What a heading tells of time and of plans holds for its section."""

from datetime import date

from yihe.figures import Figure, scan

JANUARY = date(2022, 1, 20)
BUDGET = """一、2021年预算执行情况
（一）一般公共预算
收入8.2亿元，增长3%。
教育支出2亿元。
二、2022年预算草案
（一）一般公共预算
收入9亿元，增长5%。
（二）政府性基金
收入2亿元。
三、债务情况
余额6亿元。"""


def _claims(text: str, released: date | None = JANUARY, place: str | None = None) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


def _years(text: str, released: date | None = JANUARY) -> list[int | None]:
    return [f.period.from_.year if f.period and f.period.from_ else None for f in _claims(text, released)]


def test_the_year_of_a_heading_holds_below_it_until_a_heading_as_high() -> None:
    assert _years(BUDGET, date(2022, 6, 20)) == [2021, 2021, 2021, 2022, 2022, 2022, None]


def test_what_stands_under_a_plan_s_heading_is_planned() -> None:
    assert [figure.kind for figure in _claims(BUDGET)] == [
        "level", "growth_yoy", "level", "target", "target", "target", "level",
    ]  # fmt: skip


def test_bare_money_is_that_of_the_heading_above_its_paragraph() -> None:
    subjects = [figure.subject for figure in _claims(BUDGET)]
    assert (subjects[0], subjects[5]) == ("一般公共收入", "政府性基金收入")


def test_a_day_under_a_title_is_no_time_of_a_section() -> None:
    text = "青坪乡工作汇报\n（2022年3月12日）\n全乡有村13个。"
    assert _years(text, None) == [2021]


def test_labelled_parts_of_a_list_of_deeds_are_planned_and_done() -> None:
    text = "目标任务：改造小区12个，惠及居民3000户。\n完成情况：改造小区13个，加装电梯8部。"
    assert [figure.kind for figure in _claims(text)] == ["target", "target", "level", "level"]


def test_a_label_on_its_own_line_plans_what_follows_it() -> None:
    text = "项目内容\n新建口袋公园10个。\n完成情况\n建成口袋公园11个。"
    assert [figure.kind for figure in _claims(text)] == ["target", "level"]


def test_an_introduction_stands_in_no_year() -> None:
    text = "市医院2022年招生简章\n一、医院简介\n医院设有科室52个。\n二、招生\n招收学员120名。"
    assert _years(text) == [None, 2022]


def test_the_lead_says_more_closely_when_its_title_s_year_was() -> None:
    text = "2023年国庆假期旅游情况\n9月29日至10月6日，全市接待游客85万人次。\n门票收入1.8亿元。"
    last = _claims(text, date(2023, 10, 7))[-1].period
    assert last and (last.from_, last.to) == (date(2023, 9, 29), date(2023, 10, 6))


def test_what_is_announced_for_all_that_follows_dates_it() -> None:
    text = "现将2020年11月1日零时人口数据公布如下：\n一、常住人口\n常住人口34万人。"
    period = _claims(text, date(2021, 6, 2))[0].period
    assert period and period.to == date(2020, 11, 1)


def test_the_year_a_plan_is_made_for_holds_in_its_section() -> None:
    text = (
        "云中省政府工作报告\n二、“十五五”时期目标任务和2026年工作安排\n"
        "综合考虑各方面因素，我们将坚持稳中求进，推动发展再上新的台阶，到2030年，产值达到6万亿元。\n"
        "2026年产值增长5%。\n（一）扩大投资。完成年度投资60亿元。"
    )
    found = _claims(text, date(2026, 1, 20))
    assert [figure.kind for figure in found] == ["target"] * 3
    assert [figure.period.from_.year for figure in found if figure.period and figure.period.from_] == [2030, 2026, 2026]


def test_a_headline_is_planned_where_its_text_says_so() -> None:
    text = "海原市投资6亿元建设水库\n2022年计划投资6亿元，新建水库3座。"
    assert [figure.kind for figure in _claims(text)][:2] == ["target", "target"]


def test_what_will_be_done_plans_the_paragraphs_after_it() -> None:
    text = "2022年，我们将着力抓好八个方面工作。\n一、着力稳定增长。实施项目80个。\n二、改善民生。新建学校32所。"
    assert [figure.kind for figure in _claims(text)] == ["target"] * 3


def test_a_section_s_matter_owns_no_project_s_money() -> None:
    text = "二、城市更新\n纳入项目库的债券项目52个，总投资1335亿元。"
    assert [figure.subject for figure in _claims(text)] == ["纳入项目库的债券项目", "纳入项目库的债券项目总投资"]
