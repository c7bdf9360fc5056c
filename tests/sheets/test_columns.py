"""Headers find their fields exactly, or closely and without doubt, or are left to a person."""

import pytest

from yihe.ledger.sheets import FieldSpec, Header, Table, match_columns, parse_decimal, rank_kinds, read_tables

from .workbooks import write_rows

PROJECT = (
    FieldSpec("name", ("项目名称", "名称", "Name"), required=True),
    FieldSpec("investment", ("总投资", "投资总额", "Total investment"), "decimal", "CNY"),
    FieldSpec("plan", ("年度计划投资", "年度计划", "Investment planned this year"), "decimal", "CNY"),
    FieldSpec("area", ("建筑面积", "Floor area"), "decimal", "m2"),
    FieldSpec("households", ("涉及户数", "户数", "Households"), "integer", "户"),
    FieldSpec("started", ("开工日期", "开工时间", "Start date"), "date"),
    FieldSpec("rate", ("完成率", "Completion"), "decimal", "%"),
    FieldSpec("subdistrict", ("所属街道", "街道", "Subdistrict"), "place", required=True),
)
MARKET = (
    FieldSpec("name", ("市场名称", "名称"), required=True),
    FieldSpec("stalls", ("摊位数",), "integer", "个", required=True),
    FieldSpec("star", ("星级",), "choice"),
    FieldSpec("subdistrict", ("所属街道", "街道"), "place", required=True),
)


def table_of(*labels, unit_note=None, paths=None):
    header = [Header(label, chr(65 + i), i, (paths or {}).get(label, (label,)), 3) for i, label in enumerate(labels)]
    return Table("项目.xlsx", "项目", [], header, [], unit_note)


def fields_of(columns):
    return [match.field.name if match.field else None for match in columns.matches]


@pytest.mark.parametrize(
    "label",
    ["总投资", " 总 投 资 ", "总投资*", "总投资（必填）", "*总投资（万元）", "总投资（万元）（必填）",
     "总投资\n[万元]", "总投资/万元", "总投资：", "TOTAL INVESTMENT", "Ｔotal investment", "investment", "投资总额"],
)  # fmt: skip
def test_a_header_is_the_same_whatever_its_marks_unit_case_and_width(label):
    match = match_columns(table_of(label), PROJECT).matches[0]
    assert match.field.name == "investment"
    assert match.how == "exact"


@pytest.mark.parametrize(
    ("label", "factor"),
    [("总投资（亿元）", 10**8), ("总投资(万元)*", 10**4), ("总投资（元）", 1), ("总投资（万）", 10**4)],
)
def test_the_header_s_unit_is_read(label, factor):
    match = match_columns(table_of(label), PROJECT).matches[0]
    assert match.unit_source == "header"
    assert parse_decimal(2, match.unit, "CNY") == 2 * factor


def test_a_scale_in_the_header_counts_the_field_s_own_things():
    match = match_columns(table_of("户数（万）"), PROJECT).matches[0]
    assert parse_decimal("2.56", match.unit, "户") == 25_600


def test_a_percent_sign_behind_the_label_is_its_unit():
    match = match_columns(table_of("完成率%"), PROJECT).matches[0]
    assert (match.field.name, match.unit.symbol) == ("rate", "%")


def test_the_sheet_s_unit_counts_where_the_header_names_none_and_it_fits():
    columns = match_columns(
        table_of("总投资", "年度计划（亿元）", "建筑面积", "户数", unit_note="万元、平方米"), PROJECT
    )
    sources = {name: match.unit_source for name, match in columns.by_field.items()}
    assert sources == {"investment": "sheet", "plan": "header", "area": "sheet", "households": "assumed"}
    assert parse_decimal(1, columns.by_field["investment"].unit, "CNY") == 10_000


def test_a_unit_that_nothing_names_is_called_assumed():
    match = match_columns(table_of("总投资"), PROJECT).matches[0]
    assert (match.unit, match.unit_source) == (None, "assumed")


def test_a_unit_that_does_not_fit_is_a_problem_with_its_address():
    columns = match_columns(table_of("名称", "街道", "总投资（平方米）"), PROJECT)
    assert not columns.ok
    (problem,) = columns.problems
    assert (problem.cell, problem.field, problem.value) == ("C3", "investment", "总投资（平方米）")


def test_lower_labels_of_stacked_headers_find_their_field_and_the_unit_above():
    paths = {
        "投资（万元）/总投资": ("投资（万元）", "总投资"),
        "投资（万元）/年度计划": ("投资（万元）", "年度计划"),
    }
    columns = match_columns(table_of(*paths, paths=paths), PROJECT)
    assert fields_of(columns) == ["investment", "plan"]
    assert [match.unit.scale for match in columns.matches] == [10_000, 10_000]


def test_a_whole_label_goes_before_a_lowest_one():
    paths = {"其中/总投资": ("其中", "总投资")}
    columns = match_columns(table_of("其中/总投资", "总投资", paths=paths), PROJECT)
    assert fields_of(columns) == [None, "investment"]
    assert columns.matches[0].suggestion == "总投资"


def test_two_headers_for_one_field_are_a_problem_that_names_both():
    columns = match_columns(table_of("项目名称", "街道", "名称"), PROJECT)
    assert not columns.ok
    (problem,) = columns.problems
    assert "“项目名称”（A3）和“名称”（C3）" in problem.message.zh
    assert problem.field == "name"
    assert fields_of(columns) == ["name", "subdistrict", None]


def test_a_label_with_a_slip_of_the_pen_is_matched_closely():
    spec = (FieldSpec("code", ("统一社会信用代码",)), FieldSpec("use", ("资金使用情况说明材料",)))
    columns = match_columns(table_of("统一社会信用代码号", "资金使用情况说明"), spec)
    assert columns.matches[0].how == "close"
    assert columns.by_field["code"].header.label == "统一社会信用代码号"


@pytest.mark.parametrize(
    ("label", "field_label"),
    [
        ("2021年固定资产投资完成额", "2022年固定资产投资完成额"),
        ("未开工项目涉及居民户数量", "已开工项目涉及居民户数量"),
        ("计划完成固定资产投资数额", "实际完成固定资产投资数额"),
    ],
)
def test_labels_that_differ_in_a_telling_sign_are_never_matched(label, field_label):
    columns = match_columns(table_of(label), (FieldSpec("field", (field_label,)),))
    assert fields_of(columns) == [None]
    assert columns.matches[0].suggestion == field_label


def test_a_label_near_to_two_fields_is_left_to_a_person():
    near = (FieldSpec("a", ("项目建设单位联系人甲",)), FieldSpec("b", ("项目建设单位联系人丙",)))
    assert fields_of(match_columns(table_of("项目建设单位联系人"), near)) == [None]


def test_an_unknown_header_suggests_what_it_resembles_or_nothing():
    columns = match_columns(table_of("开工年月日期", "星座"), PROJECT)
    assert [match.suggestion for match in columns.unmatched] == ["开工日期", None]


def test_required_fields_that_no_header_fills_are_missing():
    columns = match_columns(table_of("总投资"), PROJECT)
    assert [spec.name for spec in columns.missing] == ["name", "subdistrict"]
    assert not columns.ok


def test_what_someone_confirmed_before_goes_before_everything():
    remembered = {"总投资": "plan", "责任 单位": "name", "街道": ""}
    columns = match_columns(table_of("总投资", "责任 单位", "街道", "名称"), PROJECT, remembered=remembered)
    assert fields_of(columns) == ["plan", "name", None, None]
    assert columns.matches[0].how == "remembered"
    assert columns.matches[2].suggestion is None


def test_a_remembered_field_that_no_longer_exists_is_forgotten():
    columns = match_columns(table_of("总投资"), PROJECT, remembered={"总投资": "abolished"})
    assert fields_of(columns) == ["investment"]


def test_the_record_kind_that_fits_best_comes_first():
    kinds = {"projects": PROJECT, "markets": MARKET}
    assert [name for name, _ in rank_kinds(table_of("市场名称", "摊位数", "街道", "备注"), kinds)] == [
        "markets",
        "projects",
    ]
    assert rank_kinds(table_of("项目名称", "总投资", "街道"), kinds)[0][0] == "projects"
    assert rank_kinds(table_of("甲", "乙"), kinds) == []


def test_a_complete_match_scores_one_and_none_scores_zero():
    assert match_columns(table_of("名称", "街道"), PROJECT).score() == 1.0
    assert match_columns(table_of("甲"), PROJECT).score() == 0.0
    assert 0 < match_columns(table_of("名称", "甲"), PROJECT).score() < 1


def test_matched_gives_what_a_row_reader_needs(tmp_path):
    rows = [["单位：万元"], ["名称", "总投资", "街道", "备注"], ["幸福里", "1.5", "向阳街道", ""]]
    (table,) = read_tables(write_rows(tmp_path / "a.xlsx", rows))
    columns = match_columns(table, PROJECT)
    header, spec, unit = columns.matched()[1]
    assert parse_decimal(table.rows[0].cells[header.index], unit, spec.unit) == 15_000
    assert columns.ok
