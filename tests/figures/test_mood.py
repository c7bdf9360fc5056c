"""A text of plans is known by what it announces and how it speaks, where no heading tells."""

from datetime import date

from yihe.figures import Figure, scan

PLANS = """（六）办好民生实事
继续扩大就业，做好困难群众帮扶。全年发放小额贷款3亿元，培训2万人。
加快推进棚户区改造，开工建设安置房50万平方米，力争完成投资8亿元。
完善社会保障，推行门诊统筹，补助标准由每人90元提高到110元。
鼓励社会办学，抓好校舍改造，新建幼儿园6所。"""
DONE = """（六）民生实事扎实推进
就业稳步扩大，困难群众得到帮扶。全年发放小额贷款3亿元，培训2万人，比上年增长5%。
棚户区改造明显加快，建成了安置房50万平方米，完成投资8亿元。
推进门诊统筹，荣获全省表彰，新建幼儿园6所，已投入使用。"""


def _claims(text: str, released: date) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place="东江市") if figure.claim]


def _years(figures: list[Figure]) -> set[int]:
    return {figure.period.from_.year for figure in figures if figure.period and figure.period.from_}


def test_a_section_that_speaks_of_what_to_do_is_planned_for_the_running_year() -> None:
    told = _claims(PLANS, date(2011, 2, 16))
    assert {figure.kind for figure in told if figure.text != "90元"} == {"target"}
    assert _years([figure for figure in told if figure.text != "90元"]) == {2011}


def test_what_a_plan_starts_from_is_no_plan() -> None:
    (before,) = [figure for figure in _claims(PLANS, date(2011, 2, 16)) if figure.text == "90元"]
    assert before.kind == "level" and _years([before]) == {2010}


def test_a_section_that_speaks_of_what_was_done_is_a_report_of_the_year_before() -> None:
    told = _claims(DONE, date(2011, 2, 16))
    assert "target" not in {figure.kind for figure in told} and _years(told) == {2010}


def test_what_aims_of_several_years_announce_is_planned_for_them() -> None:
    text = (
        "今后五年的奋斗目标是：加快转型，做好民生，继续走在全省前列，进一步扩大开放，要着力抓好创新。\n"
        "推进园区建设，完善配套。落户企业200家。2024年形成产值300亿元的产业集群。\n鼓励创业，新增市场主体1万户。"
    )
    told = _claims(text, date(2021, 9, 8))
    assert {figure.kind for figure in told} == {"target"}
    assert [(f.period.from_.year, f.period.to.year) for f in told if f.period and f.period.from_ and f.period.to] == [
        (2022, 2026), (2024, 2024), (2022, 2026),
    ]  # fmt: skip


def test_a_list_of_promised_deeds_is_planned() -> None:
    text = "西河区2023年民生实事工作目标\n一、打通断头路3条。\n二、新建口袋公园8处，改造老旧小区12个。"
    told = _claims(text, date(2023, 1, 30))
    assert {figure.kind for figure in told} == {"target"} and _years(told) == {2023}


def test_a_bulletin_that_came_late_reports_the_year_of_its_title() -> None:
    text = "东江市2019年国民经济和社会发展统计公报\n全年生产总值520亿元，比上年增长6.1%。"
    assert _years(_claims(text, date(2020, 7, 8))) == {2019}


def test_first_months_of_the_year_told_before_are_its_own() -> None:
    text = "2020年，全市经济在一季度下滑后，二季度回升。\n全年新登记企业2万户，年末实有企业9万户。"
    assert _years(_claims(text, date(2021, 3, 30))) == {2020}


def test_a_day_around_the_release_is_of_its_year() -> None:
    told = _claims("到4月底，新开工项目12个。", date(2011, 4, 24))
    assert _years(told) == {2011}


def test_aims_without_a_year_are_of_the_running_one() -> None:
    text = (
        "主要预期目标是：生产总值增长10%以上，税收增长8%以上。\n"
        "为实现上述目标，要着力抓好以下工作。\n"
        "加强农田建设，新增水田面积60万亩。推进小区改造，完善设施，加快征收，扩大绿地，探索共建，鼓励创业，建设公园8个。"
    )
    found = [figure for figure in scan(text, release_date=date(2014, 1, 15)) if figure.claim]
    assert {figure.kind for figure in found} == {"target"}
    assert {figure.period.from_ for figure in found if figure.period} == {date(2014, 1, 1)}


def test_a_review_that_speeds_up_and_improves_is_no_plan() -> None:
    text = (
        "推进河道整治，加快管网建设，建成管网90公里。完善制度，探索分区保护，加大保护力度，划定保护区7个。\n"
        "加强监测，扩大绿地，推进小区改造，健全机制，加快征收，启动试点20个。"
    )
    found = [figure for figure in scan(text, release_date=date(2014, 1, 20)) if figure.claim]
    assert {figure.kind for figure in found} == {"level"}


def test_a_list_of_deeds_alone_is_planned_without_a_word_of_resolve() -> None:
    text = (
        "我们确定今年实施十大行动。实施产业强优行动，持续做大智能终端、新能源两个产业集群，打造金融改革试验区，推动金融业增加值突破260亿元，"
        "引进培育时尚企业10家，新认定总部企业12家。实施空间拓展行动，全面提速建设合作区和公园活力圈，全力推动工业区、旧村改造等32个更新项目，"
        "建成科创广场等16个更新项目，构建高质量发展的空间布局。实施扩需提质行动，升级打造特色商圈，储备投资项目120个，推动零售总额达到236亿元。"
        "实施营商环境行动，打造智能服务中心，开展助企专项行动，提供产业空间100万平方米，培育专精特新企业8家，新增市场主体6万户。"
        "实施幸福城区行动，完成服务标准化试点验收，实施民生实事20项，新增学位5190座、养老床位500张，筹集公共住房1.4万套，发布就业岗位5.2万个。"
        "实施文化铸造行动，建设博物馆群，推出文化品牌，筹办文化活动。实施绿美建设行动，打造湿地博物馆，开工建设生态通廊2条，打通廊道4公里。"
    )
    told = [figure for figure in _claims(text, date(2023, 2, 14)) if figure.unit != "大" and figure.text != "两个"]
    assert {figure.kind for figure in told} == {"target"} and _years(told) == {2023}


def test_a_budget_that_names_the_year_it_reports_is_no_plan() -> None:
    text = (
        "优化支出结构，推进民生改善。民生支出250亿元。2019年县级“三保”支出144亿元，确保政策落实。促进教育发展，统筹资金16亿元，支持学校建设，完善资助。"
        "做好就业，筹集1.9亿元，支持提升技能。抓好住房，完善保障，加强管理，推进公开。支持基层，加大投入，争取资金2亿元，抓好评审。"
    )
    assert "target" not in {figure.kind for figure in _claims(text, date(2020, 1, 10))}


def test_aims_are_planned_for_their_year_or_plan_however_they_speak() -> None:
    aims = "城镇新增就业4万人，取得成效。\n主要预期指标是：地区生产总值增长10%以上，消费增长15%。\n转移劳动力3万人。"
    told = _claims(aims, date(2013, 2, 4))
    assert [figure.kind for figure in told] == ["level", "target", "target", "target"]
    assert _years(told[1:]) == {2013} and _years(told[:1]) == {2012}
    plan = "“十五五”时期要努力实现以下主要目标。\n——发展取得显著成效。城镇化率达63%左右，平均受教育年限达11年。"
    found = _claims(plan, date(2026, 1, 27))
    assert {figure.kind for figure in found} == {"target"} and _years(found) == {2026}
    assert {figure.period.to.year for figure in found if figure.period and figure.period.to} == {2030}
