"""Subjects, periods, scopes, references and whose release a text is."""

from datetime import date

import pytest

from yihe.figures import Figure, infer_place, infer_release_date, scan

SEPTEMBER = date(2022, 9, 8)


def _claims(text: str, released: date | None = SEPTEMBER, place: str | None = None) -> list[Figure]:
    return [figure for figure in scan(text, release_date=released, place=place) if figure.claim]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("粮食产量35万吨，同比增长2.1%。", ["粮食产量", "粮食产量"]),
        ("全年实现社会消费品零售总额803亿元，增长5%。", ["社会消费品零售总额", "社会消费品零售总额"]),
        (
            "一般公共预算收入46亿元，增速高于全市平均3.2个百分点，居全市第2。",
            ["一般公共预算收入", "一般公共预算收入增速", "一般公共预算收入全市排名"],
        ),
        ("拆除违建520处、3.1万平方米。", ["拆除违建", "拆除违建面积"]),
        ("智能家电、智能手机零售额分别增长31.5%和32.3%。", ["智能家电零售额", "智能手机零售额"]),
        ("出口3亿元，进口5亿元，分别增长4%和7%。", ["出口", "进口", "出口", "进口"]),
        ("城乡居民人均收入分别达到4.6万元和2.4万元。", ["城镇居民人均收入", "农村居民人均收入"]),
        ("增加值增速分别高于全国、全省1.8个百分点和0.6个百分点。", ["增加值增速", "增加值增速"]),
        ("能耗由12.3%降到8.9%。", ["能耗", "能耗"]),
        ("推进总投资2488亿元的432个技改项目。", ["推进总投资技改项目", "推进技改项目"]),
        ("完成幸福里、世纪苑等7个片区改造。", ["完成片区改造"]),
        ("新增企业36家，其中科技企业12家。", ["新增企业", "新增科技企业"]),
        ("完成36项规划，其中27项已实施。", ["规划", "规划已实施"]),
    ],
)
def test_a_subject_stands_alone(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in _claims(text)] == subjects


def test_a_project_named_before_is_the_topic_of_the_clauses_after_it() -> None:
    found = [figure.subject for figure in _claims("海洋大数据产业园项目，带动就业3000人，实现产值1.2亿元。")]
    assert all(subject.startswith("海洋大数据产业园项目") for subject in found)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("上半年，完成投资46亿元。", date(2022, 1, 1), date(2022, 6, 30)),
        ("前三季度，完成投资46亿元。", date(2022, 1, 1), date(2022, 9, 30)),
        ("1—7月份，完成投资46亿元。", date(2022, 1, 1), date(2022, 7, 31)),
        ("一季度，完成投资46亿元。", date(2022, 1, 1), date(2022, 3, 31)),
        ("今年以来，完成投资46亿元。", date(2022, 1, 1), SEPTEMBER),
        ("去年10月以来，完成投资46亿元。", date(2021, 10, 1), SEPTEMBER),
        ("自3月份至今，完成投资46亿元。", date(2022, 3, 1), SEPTEMBER),
        ("截至7月底，贷款余额46亿元。", date(2022, 7, 31), date(2022, 7, 31)),
        ("2020年末，贷款余额46亿元。", date(2020, 12, 31), date(2020, 12, 31)),
        ("“十三五”期间，完成投资46亿元。", date(2016, 1, 1), date(2020, 12, 31)),
        ("2018—2020年，完成投资46亿元。", date(2018, 1, 1), date(2020, 12, 31)),
        ("去年，完成投资46亿元。", date(2021, 1, 1), date(2021, 12, 31)),
        ("目前，拥有公寓46套。", SEPTEMBER, SEPTEMBER),
        ("累计完成投资46亿元。", None, None),
    ],
)
def test_a_time_is_read_with_the_release_date_as_anchor(text: str, since: date | None, until: date | None) -> None:
    (figure,) = _claims(text)
    assert figure.period is not None
    assert (figure.period.from_, figure.period.to) == (since, until)


def test_a_report_of_january_tells_the_year_before() -> None:
    (figure,) = _claims("全市生产总值8000亿元。", released=date(2021, 1, 30))
    assert figure.period and figure.period.from_ == date(2020, 1, 1)


def test_a_time_carries_on_and_the_base_of_a_comparison_is_no_time() -> None:
    figures = _claims("上半年，进口5亿元，比2019年增长3%；出口4亿元。停滞近10年的项目复工，投资2亿元。")
    assert {figure.period.text for figure in figures if figure.period} == {"上半年"}


def test_a_time_inside_a_clause_holds_for_the_next_number_only() -> None:
    first, second = _claims("上半年，发行2021年债券20亿元，完成投资3亿元。")
    assert first.period and first.period.text == "2021年"
    assert second.period and second.period.text == "上半年"


def test_scope_is_the_place_unless_the_clause_names_a_wider_one() -> None:
    text = "全市新增就业3万人。投资5亿元，居全市第1，高于全省2个百分点。全国共有21个试点。"
    assert [figure.scope for figure in _claims(text, place="芝罘区")] == [
        "全市",
        "芝罘区",
        "芝罘区",
        "芝罘区",
        "全国",
    ]


def test_what_a_rank_or_a_lead_is_taken_against_is_its_reference() -> None:
    rank, lead = _claims("增速居副省级城市第2位，高于全省平均1.2个百分点。")
    assert (rank.reference, lead.reference) == ("副省级城市", "全省平均")


def test_release_date_and_place_are_inferred_from_the_text() -> None:
    text = "本报9月9日讯 9月8日，市政府新闻办举行发布会芝罘区专场。2022年，完成投资5亿元。"
    assert infer_release_date(text) == date(2022, 9, 8)
    assert infer_place("市政府新闻办举行新闻发布会芝罘区专场") == "芝罘区"
    assert infer_release_date("完成投资5亿元。") is None
    assert infer_place("完成投资5亿元。") is None


def test_a_headline_takes_the_time_of_its_body() -> None:
    text = "累计完成规划36项\n去年10月以来，完成规划36项，其中27项已落地。"
    head, body, _ = _claims(text)
    assert body.repeat_of == 0
    assert head.period == body.period


def test_a_record_has_the_fields_of_the_gold_schema() -> None:
    (figure,) = _claims("上半年，出口同比下降2.7%。")
    record = figure.as_record(1)
    assert record["value"] == -2.7
    assert record["direction"] == "down"
    assert record["period"] == {"text": "上半年", "from": "2022-01-01", "to": "2022-06-30"}
    assert record["text"] == "2.7%" and record["kind"] == "growth_yoy" and record["claim"] is True
