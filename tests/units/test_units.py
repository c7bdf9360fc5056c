"""Units as Chinese texts and tables write them."""

from decimal import Decimal

import pytest

from yihe.units import IncompatibleUnits, convert, parse_unit, same_dimension, say_unit, split_header


@pytest.mark.parametrize(
    ("text", "symbol", "scale"),
    [
        ("亿元", "CNY", 10**8),
        ("万元", "CNY", 10**4),
        ("万亿元", "CNY", 10**12),
        ("元", "CNY", 1),
        ("亿美元", "USD", 10**8),
        ("万平方米", "m2", 10**4),
        ("㎡", "m2", 1),
        ("平米", "m2", 1),
        ("公顷", "m2", 10**4),
        ("平方公里", "m2", 10**6),
        ("亩", "mu", 1),
        ("万亩", "mu", 10**4),
        ("公里", "m", 1000),
        ("米", "m", 1),
        ("km", "m", 1000),
        ("吨", "t", 1),
        ("万吨", "t", 10**4),
        ("公斤", "t", Decimal("0.001")),
        ("斤", "t", Decimal("0.0005")),
        ("亿斤", "t", 50000),
        ("万立方米", "m3", 10**4),
        ("千瓦", "kW", 1),
        ("万千瓦", "kW", 10**4),
        ("亿千瓦时", "kWh", 10**8),
        ("万户", "户", 10**4),
        ("人次", "人次", 1),
        ("万人次", "人次", 10**4),
        ("名", "人", 1),
        ("万人", "人", 10**4),
        ("万吨公里", "吨公里", 10**4),
        ("%", "%", 1),
        ("％", "%", 1),
        ("‰", "‰", 1),
        ("倍", "倍", 1),
        ("成", "%", 10),
        ("个百分点", "pp", 1),
        ("年", "year", 1),
        ("个月", "month", 1),
        ("天", "day", 1),
        ("个工作日", "workday", 1),
        ("元/平方米", "CNY/m2", 1),
        ("元/公斤", "CNY/kg", 1),
        ("元/斤", "CNY/kg", 2),
        ("元／头", "CNY/头", 1),
        ("大类", "类", 1),
        ("万标箱", "标箱", 10**4),
        ("个", "个", 1),
        ("万 户", "户", 10**4),
        ("微克/立方米", "微克/m3", 1),
        ("万米", "m", 10**4),
        ("百万元", "CNY", 10**6),
    ],
)
def test_a_unit_word_is_read_with_its_scale(text, symbol, scale):
    unit = parse_unit(text)
    assert unit is not None
    assert (unit.symbol, unit.scale) == (symbol, Decimal(scale))


@pytest.mark.parametrize("text", ["", "备注", "项目名称", "2022", "含税", "m*m", "a/b/c", "万", "元元"])
def test_a_word_that_is_no_unit_is_none(text):
    assert parse_unit(text) is None


def test_conversion_is_exact_inside_a_dimension():
    assert convert(Decimal("1.5"), "亿元", "万元") == 15000
    assert convert(Decimal(3), "mu", "m2") == 2000
    assert convert(Decimal("0.2"), "倍", "%") == 20
    assert convert(Decimal(36), "month", "year") == 3


def test_conversion_across_dimensions_names_both_units():
    with pytest.raises(IncompatibleUnits, match=r"平方米.*户"):
        convert(Decimal(1), "平方米", "户")
    assert not same_dimension("家", "户")
    assert same_dimension("亩", "公顷")


@pytest.mark.parametrize(
    ("label", "name", "symbol"),
    [
        ("总投资（亿元）", "总投资", "CNY"),
        ("面积[㎡]", "面积", "m2"),
        ("计划投资(万元)", "计划投资", "CNY"),
        ("面积/平方米", "面积", "m2"),
        ("面积:㎡", "面积", "m2"),
        ("改造面积（单位：万平方米）", "改造面积", "m2"),
        ("单价（元/平方米）", "单价", "CNY/m2"),
        ("单价/元/平方米", "单价", "CNY/m2"),
        ("户数（户）", "户数", "户"),
        ("增长率（％）", "增长率", "%"),
        ("进度(%)", "进度", "%"),
        ("备注（选填）", "备注（选填）", None),
        ("名称", "名称", None),
        ("小区（城中村）", "小区（城中村）", None),
        ("（元）", "（元）", None),
    ],
)
def test_a_heading_gives_its_name_and_its_unit(label, name, symbol):
    said, unit = split_header(label)
    assert (said, unit.symbol if unit else None) == (name, symbol)


def test_a_symbol_is_said_in_both_languages():
    assert say_unit("CNY/m2") == "元/平方米"
    assert say_unit("m2", "en") == "m²"
    assert say_unit("处") == "处"
