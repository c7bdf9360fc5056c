"""The table is found wherever officials put it on the sheet."""

import datetime

import pytest

from yihe.ledger.sheets import read_tables

from .workbooks import cells, labels, notes, write_rows

PLAIN = [
    ["项目名称", "总投资", "开工日期"],
    ["海绵城市改造", 1200, "2022-09-08"],
    ["雨污分流", 350.5, "2022-10"],
]


def read_one(path):
    (table,) = read_tables(path)
    return table


def test_a_plain_table_is_read_as_it_stands(tmp_path):
    table = read_one(write_rows(tmp_path / "a.xlsx", PLAIN))
    assert labels(table) == PLAIN[0]
    assert cells(table) == PLAIN[1:]
    assert (table.file, table.sheet, table.title_lines, table.unit_note) == ("a.xlsx", "项目", [], None)


def test_addresses_are_those_the_user_sees_in_excel(tmp_path):
    rows = [["", "", ""], ["2022年项目"], [], ["", *PLAIN[0]], ["", *PLAIN[1]], [], ["", *PLAIN[2]]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows))
    assert [row.number for row in table.rows] == [5, 7]
    assert table.address(table.rows[1], table.header[1].index) == "C7"
    assert table.header[1].address == "C4"


def test_title_office_and_unit_lines_above_the_header_are_kept_apart(tmp_path):
    rows = [
        ["芝罘区2022年城市更新项目表"],
        ["填报单位：芝罘区住建局", "", "单位：万元"],
        ["截止日期：2022年9月8日"],
        *PLAIN,
    ]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows, merged=[(0, 0, 0, 2)]))
    assert labels(table) == PLAIN[0]
    assert table.unit_note == "万元"
    assert table.title_lines[0] == "芝罘区2022年城市更新项目表"
    assert len(table.title_lines) == 3


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("（单位：亿元）", "亿元"),
        ("计量单位: 万平方米", "万平方米"),
        ("单位：万元、平方米", "万元、平方米"),
        ("单位：芝罘区住建局", None),
        ("填报单位：芝罘区住建局", None),
    ],
)
def test_a_unit_line_is_one_that_names_units_of_measure(tmp_path, line, unit):
    assert read_one(write_rows(tmp_path / "a.xlsx", [[line], *PLAIN])).unit_note == unit


def test_two_merged_header_rows_become_joined_labels(tmp_path):
    rows = [
        ["项目名称", "投资（万元）", "", "备注"],
        ["", "总投资", "年度计划", ""],
        ["海绵城市改造", 1200, 300, "在建"],
        ["雨污分流", 350, 50, ""],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows, merged=merged))
    assert labels(table) == ["项目名称", "投资（万元）/总投资", "投资（万元）/年度计划", "备注"]
    assert table.header[1].path == ("投资（万元）", "总投资")
    assert len(table.rows) == 2


def test_three_stacked_header_rows_are_joined(tmp_path):
    rows = [
        ["项目", "投资", "", "", ""],
        ["", "2021年", "", "2022年", ""],
        ["", "计划", "完成", "计划", "完成"],
        ["雨污分流", 1, 2, 3, 4],
        ["海绵城市", 5, 6, 7, 8],
    ]
    merged = [(0, 0, 2, 0), (0, 1, 0, 4), (1, 1, 1, 2), (1, 3, 1, 4)]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows, merged=merged))
    assert labels(table) == [
        "项目",
        "投资/2021年/计划",
        "投资/2021年/完成",
        "投资/2022年/计划",
        "投资/2022年/完成",
    ]
    assert len(table.rows) == 2


def test_stacked_headers_are_found_without_word_of_merged_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("名称,投资（万元）,,备注\n,总投资,年度计划,\n甲,1200,300,在建\n乙,5,6,\n", encoding="utf-8")
    assert labels(read_one(path)) == ["名称", "投资（万元）/总投资", "投资（万元）/年度计划", "备注"]


def test_a_wide_group_over_many_columns_is_found_without_word_of_merged_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "名称,投资,,,进度,,\n,计划,完成,占比,开工,在建,竣工\n甲,1,2,3,4,5,6\n乙,1,2,3,4,5,6\n",
        encoding="utf-8",
    )
    found = ["名称", "投资/计划", "投资/完成", "投资/占比", "进度/开工", "进度/在建", "进度/竣工"]
    assert labels(read_one(path)) == found


def test_an_all_text_table_does_not_lose_its_first_row_to_the_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("名称,街道,备注\n甲,向阳街道,\n乙,东山街道,已开工\n", encoding="utf-8")
    table = read_one(path)
    assert cells(table) == [["甲", "向阳街道", ""], ["乙", "东山街道", "已开工"]]


def test_totals_are_passed_over_and_noted(tmp_path):
    rows = [*PLAIN, ["小计", 1550.5], ["三站市场", 20, ""], ["合　计", 1570.5], ["全区总计：", 1570.5]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows))
    assert [row[0] for row in cells(table)] == ["海绵城市改造", "雨污分流", "三站市场"]
    assert notes(table) == [("total", "A4"), ("total", "A6"), ("total", "A7")]


def test_a_total_behind_a_running_number_is_seen(tmp_path):
    rows = [["序号", "名称", "投资"], [1, "甲", 2], [2, "合计", 2]]
    assert notes(read_one(write_rows(tmp_path / "a.xlsx", rows))) == [("total", "A3")]


def test_a_name_that_speaks_of_a_total_further_right_is_data(tmp_path):
    rows = [["名称", "街道", "备注"], ["统计局大楼", "向阳街道", "合计"], ["会计之家", "东山街道", "总计"]]
    assert len(read_one(write_rows(tmp_path / "a.xlsx", rows)).rows) == 2


def test_remarks_below_the_table_are_passed_over_and_noted(tmp_path):
    rows = [
        *PLAIN,
        ["注：投资额含征迁费用。"],
        ["另含预备费。"],
        ["填表人：王芳", "", "审核人：李强"],
        ["2022年9月10日"],
    ]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows))
    assert len(table.rows) == 2
    assert [kind for kind, _ in notes(table)] == ["remark"] * 4


def test_a_row_of_data_that_begins_like_a_remark_stays(tmp_path):
    rows = [["说明", "数量"], ["来源：群众举报", 3], ["来源：巡查", 5]]
    assert len(read_one(write_rows(tmp_path / "a.xlsx", rows)).rows) == 2


def test_section_headings_between_rows_are_passed_over_and_noted(tmp_path):
    rows = [PLAIN[0], ["一、续建项目"], PLAIN[1], ["新建项目", "", ""], PLAIN[2]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows, merged=[(3, 0, 3, 2)]))
    assert len(table.rows) == 2
    assert notes(table) == [("section", "A2"), ("section", "A4")]


def test_a_poor_row_is_not_taken_for_a_heading(tmp_path):
    rows = [*PLAIN, ["只有名称的项目"]]
    assert cells(read_one(write_rows(tmp_path / "a.xlsx", rows)))[-1] == ["只有名称的项目", "", ""]


def test_a_row_of_column_numbers_is_passed_over(tmp_path):
    rows = [["名称", "投资", "面积", "户数", "备注"], ["甲", 1, 2, 3, 4], ["幸福里", 100, 5000, 60, ""]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows))
    assert [row[0] for row in cells(table)] == ["幸福里"]
    assert notes(table) == [("column_numbers", "A2")]


def test_data_that_happens_to_count_up_from_elsewhere_stays(tmp_path):
    rows = [["一", "二", "三", "四"], [2, 3, 4, 5], [1, 3, 4, 5]]
    assert len(read_one(write_rows(tmp_path / "a.xlsx", rows)).rows) == 2


def test_merged_text_stands_in_all_its_rows_but_a_merged_number_in_one(tmp_path):
    rows = [["街道", "名称", "投资"], ["向阳街道", "甲", 300], ["", "乙", ""], ["东山街道", "丙", 5]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows, merged=[(1, 0, 2, 0), (1, 2, 2, 2)]))
    assert cells(table) == [["向阳街道", "甲", 300], ["向阳街道", "乙", ""], ["东山街道", "丙", 5]]
    assert notes(table) == [("merged_number", "C2")]


def test_an_unlabelled_column_is_kept_only_if_it_holds_data(tmp_path):
    rows = [["", "名称", "", "", "投资"], ["", "甲", "", "在建", 1], ["", "乙", "", "", 2]]
    table = read_one(write_rows(tmp_path / "a.xlsx", rows))
    assert [(h.column_letter, h.label) for h in table.header] == [("B", "名称"), ("D", ""), ("E", "投资")]


def test_line_breaks_in_labels_are_taken_out(tmp_path):
    rows = [["项目\n名称", "总投资\n（万元）"], ["甲", 1]]
    assert labels(read_one(write_rows(tmp_path / "a.xlsx", rows))) == ["项目名称", "总投资（万元）"]


def test_years_may_head_columns(tmp_path):
    rows = [["街道", 2020, 2021, 2022], ["向阳街道", 5, 6, 7]]
    assert labels(read_one(write_rows(tmp_path / "a.xlsx", rows))) == ["街道", "2020", "2021", "2022"]


def test_a_table_of_one_column_is_a_table(tmp_path):
    table = read_one(write_rows(tmp_path / "a.xlsx", [["小区名称"], ["幸福里"], ["翡翠明珠"]]))
    assert (labels(table), cells(table)) == (["小区名称"], [["幸福里"], ["翡翠明珠"]])


def test_dates_come_as_dates(tmp_path):
    rows = [["名称", "日期"], ["甲", datetime.date(2022, 9, 8)]]
    options = {"default_date_format": "yyyy-mm-dd"}
    assert cells(read_one(write_rows(tmp_path / "a.xlsx", rows, options=options))) == [
        ["甲", datetime.date(2022, 9, 8)]
    ]
