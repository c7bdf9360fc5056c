"""Cells are read as their column needs, or refused; nothing is guessed."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yihe.ledger.sheets import (
    BadCell,
    CellError,
    parse_bool,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_degrees,
    parse_int,
    parse_text,
)
from yihe.units import parse_unit

YUAN, WAN_YUAN, YI_YUAN = (parse_unit(text) for text in ("元", "万元", "亿元"))
FULL_WIDTH = str.maketrans("0123456789.,-+", "０１２３４５６７８９．，－＋")
PARSERS = (
    parse_text,
    parse_bool,
    parse_date,
    parse_decimal,
    parse_int,
    parse_degrees,
    lambda v: parse_choice(v, {"a": "甲"}),
)
EMPTY = ["", None, " ", "　", "-", "—", "——", "/", "／", "无", "暂无", "N/A", float("nan")]


def code_of(parse, *arguments):
    with pytest.raises(BadCell) as caught:
        parse(*arguments)
    error = caught.value
    assert all((error.message_zh, error.message_en, error.accepted_zh, error.accepted_en))
    return error.code


@pytest.mark.parametrize("value", EMPTY)
@pytest.mark.parametrize("parse", [p for p in PARSERS if p is not parse_bool])
def test_marks_for_nothing_are_empty(parse, value):
    assert parse(value) is None


@pytest.mark.parametrize("value", [CellError("#DIV/0!"), CellError("="), "#REF!", "#N/A", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize("parse", PARSERS)
def test_errors_of_the_spreadsheet_are_never_values(parse, value):
    assert code_of(parse, value) in ("sheet_error", "not_calculated")


# Numbers


def thousands(number):
    return f"{number:,f}"


STYLES = (
    lambda n: f"{n:f}",
    thousands,
    lambda n: thousands(n).replace(",", " "),
    lambda n: thousands(n).translate(FULL_WIDTH),
    lambda n: f"　{n:f}\u200b ",
    lambda n: f"约{n:f}",
    lambda n: f"({-n:f})" if n < 0 else f"{n:f}",
    lambda n: f"{n:f}".replace("-", "−"),
    lambda n: f"{n:E}",
)
amounts = st.decimals(-(10**12), 10**12, places=4)


@given(amounts, st.sampled_from(STYLES))
def test_a_number_reads_back_from_every_style(number, style):
    assert parse_decimal(style(number)) == number


@given(amounts, st.sampled_from(STYLES), st.sampled_from(["元", "万元", "亿元", " 万 元"]))
def test_a_unit_in_the_cell_is_converted_whatever_the_header_says(number, style, unit):
    read = parse_decimal(style(number) + unit, WAN_YUAN, "CNY")
    assert read == number * parse_unit(unit).scale


@given(st.floats(-1e12, 1e12))
def test_a_float_is_read_with_the_15_digits_excel_keeps(number):
    assert parse_decimal(number) == Decimal(format(number, ".15g"))


def test_noise_of_binary_fractions_is_dropped():
    assert parse_decimal(0.1 + 0.2) == Decimal("0.3")


def test_the_header_s_unit_counts_for_bare_numbers():
    assert parse_decimal(12.5, WAN_YUAN, "CNY") == 125_000
    assert parse_decimal("12.5", WAN_YUAN, "CNY") == 125_000
    assert parse_decimal(3, parse_unit("万平方米"), "m2") == 30_000
    assert parse_decimal(2, parse_unit("公顷"), "m2") == 20_000
    assert parse_decimal(5, None, "CNY") == 5


def test_the_cell_s_unit_goes_before_the_header_s():
    assert parse_decimal("1.2亿元", WAN_YUAN, "CNY") == 120_000_000
    assert parse_decimal("5000㎡", parse_unit("万平方米"), "m2") == 5000


def test_a_bare_scale_behind_a_number_multiplies_unless_the_header_scales_too():
    assert parse_decimal("3.5万", YUAN, "CNY") == 35_000
    assert parse_decimal("3.5万", None, "CNY") == 35_000
    assert parse_decimal("2万", None, None) == 20_000
    assert code_of(parse_decimal, "3.5万", WAN_YUAN, "CNY") == "ambiguous_scale"


def test_percentages_keep_their_number():
    assert parse_decimal("70%", None, "%") == 70
    assert parse_decimal("７０％", parse_unit("%"), "%") == 70
    assert parse_decimal("5‰", None, "%") == Decimal("0.5")


def test_counting_words_count_alike_only_if_one_is_the_general_one():
    assert parse_int("12个", None, "处") == 12
    assert parse_int("2.56万户", None, "户") == 25_600
    assert code_of(parse_int, "12户", None, "人") == "wrong_unit"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("二十三个", 23),
        ("一百零五", 105),
        ("三千五百万元", 35_000_000),
        ("壹佰贰拾", 120),
        ("两万", 20_000),
        ("〇", 0),
    ],
)
def test_chinese_numerals_are_read(text, number):
    assert parse_decimal(text, None, "CNY" if "元" in text else None) == number


@pytest.mark.parametrize("text", ["一万二", "三千五", "一百二", "三五十", "百", "数十", "十余", "五百零十"])
def test_numerals_that_can_mean_two_things_or_none_are_refused(text):
    assert code_of(parse_decimal, text) == "not_a_number"


@pytest.mark.parametrize(
    "value",
    [
        "abc", "1,23", "1,2345", "1.2.3", "3-5", "10%—15%", "近3000", "1600余", "12.5万元（含征迁）", "1/2",
        "10²", "3①", "--5", "(-5)", "(5", "5)", "2022年9月", "甲12", "1e999", "一二三四十", "1 2",
        True, date(2022, 9, 8), time(1, 2), timedelta(3), b"1", float("inf"),
    ],
)  # fmt: skip
def test_what_is_no_single_number_is_refused(value):
    assert code_of(parse_decimal, value) == "not_a_number"


def test_a_unit_of_another_dimension_is_refused():
    assert code_of(parse_decimal, "12平方米", None, "CNY") == "wrong_unit"
    assert code_of(parse_decimal, 12, parse_unit("平方米"), "CNY") == "wrong_unit"
    assert code_of(parse_decimal, "12万元", None, None) == "unexpected_unit"


def test_a_whole_number_must_be_whole():
    assert parse_int("1,234") == 1234
    assert parse_int(16.0) == 16
    assert parse_int("1.5万", None, "户") == 15_000
    assert code_of(parse_int, 16.5) == "not_whole"


# Dates

DAY_STYLES = (
    "{0.year}年{0.month}月{0.day}日",
    "{0.year} 年 {0.month} 月 {0.day} 日",
    "{0:%Y-%m-%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0:%Y%m%d}",
    "{0:%Y-%m-%d} 12:30:00",
    "{0:%Y-%m-%d}T08:00:00",
    "{0.year}年{0.month}月{0.day}号",
)
MONTH_STYLES = (
    "{0.year}年{0.month}月",
    "{0.year}年{0.month}月份",
    "{0:%Y-%m}",
    "{0:%Y.%m}",
    "{0.year}/{0.month}",
    "{0:%Y%m}",
)
days = st.dates(date(1955, 1, 1), date(2100, 12, 31))


@given(days, st.sampled_from(DAY_STYLES), st.booleans())
def test_a_day_reads_back_from_every_style(day, style, wide):
    text = style.format(day)
    assert parse_date(text.translate(FULL_WIDTH) if wide else text) == (day, "day")


@given(days, st.sampled_from(MONTH_STYLES))
def test_a_month_keeps_its_precision(day, style):
    assert parse_date(style.format(day)) == (day.replace(day=1), "month")


@given(days)
def test_a_serial_is_the_day_it_stands_for_in_both_date_systems(day):
    assert parse_date((day - date(1899, 12, 30)).days) == (day, "day")
    assert parse_date(float((day - date(1899, 12, 30)).days) + 0.25) == (day, "day")
    if day > date(1960, 1, 1):
        assert parse_date((day - date(1904, 1, 1)).days, date_1904=True) == (day, "day")


@given(days)
def test_a_number_typed_as_a_date_is_read_as_one(day):
    assert parse_date(int(f"{day:%Y%m%d}")) == (day, "day")
    assert parse_date(float(f"{day:%Y%m%d}")) == (day, "day")


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        (datetime.fromisoformat("2022-09-08T23:30"), date(2022, 9, 8), "day"),
        (date(2022, 9, 8), date(2022, 9, 8), "day"),
        (datetime(2022, 9, 8, 20, 0, tzinfo=UTC), date(2022, 9, 9), "day"),
        ("2022-09-08T20:00:00Z", date(2022, 9, 9), "day"),
        ("2022年", date(2022, 1, 1), "year"),
        ("2022年度", date(2022, 1, 1), "year"),
        (2022, date(2022, 1, 1), "year"),
        (202209, date(2022, 9, 1), "month"),
        (2022.9, date(2022, 9, 1), "month"),
        (2022.11, date(2022, 11, 1), "month"),
        ("2022.10", date(2022, 10, 1), "month"),
        ("2022年三季度", date(2022, 7, 1), "quarter"),
        ("2022年第4季度", date(2022, 10, 1), "quarter"),
        ("2022Q1", date(2022, 1, 1), "quarter"),
        ("二〇二二年九月八日", date(2022, 9, 8), "day"),
        ("二○二二年十二月", date(2022, 12, 1), "month"),
        ("44812", date(2022, 9, 8), "day"),
    ],
)
def test_a_date_is_read_with_its_precision(value, day, precision):
    assert parse_date(value) == (day, precision)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2022-02-30", "no_such_day"),
        ("2022年13月", "no_such_day"),
        (20220230, "no_such_day"),
        (2022.1, "ambiguous_month"),
        ("22年9月8日", "short_year"),
        ("22.9.8", "short_year"),
        ("9/8/2022", "ambiguous_day"),
        ("9月8日", "not_a_date"),
        ("2022年底", "not_a_date"),
        ("2022年上半年", "not_a_date"),
        ("2022年9月-10月", "not_a_date"),
        ("尽快", "not_a_date"),
        ("2022-00-10", "not_a_date"),
        ("1022-01-10", "not_a_date"),
        (5, "not_a_date"),
        (123456789, "not_a_date"),
        (-1.5, "not_a_date"),
        (float("inf"), "not_a_date"),
        (True, "not_a_date"),
        (time(8, 0), "not_a_date"),
    ],
)
def test_what_is_no_definite_date_is_refused(value, code):
    assert code_of(parse_date, value) == code


# Words


@pytest.mark.parametrize("value", ["是", "√", "✓", "Y", "yes", "TRUE", "１", 1, 1.0, True, "有"])
def test_yes_is_yes(value):
    assert parse_bool(value) is True


@pytest.mark.parametrize("value", ["否", "×", "N", "no", "FALSE", "０", 0, 0.0, False, "无"])
def test_no_is_no(value):
    assert parse_bool(value) is False


@pytest.mark.parametrize("value", ["", None, "—", "/", float("nan")])
def test_neither_is_empty(value):
    assert parse_bool(value) is None


@pytest.mark.parametrize("value", ["部分", 2, "是否", date(2022, 1, 1)])
def test_what_is_neither_yes_nor_no_is_refused(value):
    assert code_of(parse_bool, value) == "not_yes_or_no"


STAGES = {"planned": ("规划", "Planned", "规划中"), "upgrading": ("改造中", "Upgrading"), "none": "无"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("规划", "planned"),
        (" 规 划 ", "planned"),
        ("规划中", "planned"),
        ("ｐｌａｎｎｅｄ", "planned"),
        ("UPGRADING", "upgrading"),
        ("无", "none"),
    ],
)
def test_a_choice_is_known_by_code_label_and_alias(value, code):
    assert parse_choice(value, STAGES) == code


def test_a_wrong_choice_names_the_closest_and_all():
    with pytest.raises(BadCell) as caught:
        parse_choice("改造", STAGES)
    assert caught.value.code == "no_such_choice"
    assert "改造中" in caught.value.message_zh
    assert caught.value.accepted_zh == "规划、改造中、无"


def test_a_label_of_two_choices_is_refused():
    assert code_of(parse_choice, "在建", {"a": ("在建",), "b": ("建设中", "在建")}) == "no_such_choice"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  海绵城市　改造 ", "海绵城市 改造"),
        ("２０２２年Ａ区", "2022年A区"),
        ("一、二，（三）：", "一、二，（三）："),
        (370602001.0, "370602001"),
        (0.5, "0.5"),
        (123456789012345, "123456789012345"),
        (True, "TRUE"),
        (date(2022, 9, 8), "2022-09-08"),
        (datetime.fromisoformat("2022-09-08"), "2022-09-08"),
        ("甲\r\n乙", "甲\n乙"),
        ("\ufeff甲_x000D_", "甲"),
    ],
)
def test_text_is_cleaned_but_not_changed(value, text):
    assert parse_text(value) == text


def test_a_code_that_lost_digits_is_refused():
    assert code_of(parse_text, 3.706021990010112e17) == "digits_lost"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1))
def test_cleaning_text_twice_changes_nothing(text):
    try:
        once = parse_text(text)
    except BadCell:
        return
    assert once is None or parse_text(once) == once


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes(), st.binary()))
@pytest.mark.parametrize("parse", PARSERS)
def test_any_cell_gives_a_value_or_a_bad_cell(parse, value):
    try:
        parse(value)
    except BadCell as error:
        assert error.message_zh


@pytest.mark.parametrize(
    ("value", "degrees"),
    [
        (121.39, 121.39),
        ("121.39°", 121.39),
        ("１２１．３９", 121.39),
        ("121°23′24″", 121.39),
        ("E121°23'24\"", 121.39),
        (40534000.5, 40534000.5),
    ],
)
def test_degrees_are_read_decimal_and_sexagesimal(value, degrees):
    assert parse_degrees(value) == pytest.approx(degrees)
