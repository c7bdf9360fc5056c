"""Relations between the figures of one text."""

import pytest

from yihe.figures import Check, cross_check, scan


def _checks(text: str, name: str) -> list[Check]:
    return [check for check in cross_check(scan(text), text) if check.name == name]


def test_a_headline_that_says_the_same_as_the_body_holds() -> None:
    text = "累计拆除违建520处\n今年以来，全区累计拆除违建520处、3.1万平方米。"
    assert [check.ok for check in _checks(text, "headline")] == [True]


def test_a_headline_that_says_another_number_than_the_body_is_found() -> None:
    text = "累计拆除违建520处\n今年以来，全区累计拆除违建502处、3.1万平方米。"
    (check,) = _checks(text, "headline")
    assert not check.ok
    assert "520处" in check.why and "502处" in check.why


@pytest.mark.parametrize(("imports", "ok"), [("24.2", True), ("25.2", False)])
def test_exports_and_imports_must_add_up(imports: str, ok: bool) -> None:
    text = f"全年进出口总值28.1亿美元，增长3%。其中，出口3.9亿美元，进口{imports}亿美元。"
    (check,) = _checks(text, "sum")
    assert check.ok is ok


def test_rounded_parts_may_miss_the_whole_by_their_rounding() -> None:
    text = "完成投资100亿元，其中城镇33.4亿元，农村66.7亿元。"
    assert [check.ok for check in _checks(text, "sum")] == [True]


def test_schools_begun_and_schools_prepared_add_up_to_the_schools_planned() -> None:
    text = "新建7所学校。目前，3所学校已开工；另外4所学校正在办理手续。"
    (check,) = _checks(text, "sum")
    assert check.ok and len(check.figures) == 3


def test_a_part_larger_than_its_whole_is_found() -> None:
    text = "全区共有小区120个，其中老旧小区210个。"
    (check,) = _checks(text, "sum")
    assert not check.ok


@pytest.mark.parametrize(("share", "ok"), [("40", True), ("45", False)])
def test_a_share_must_be_the_part_over_the_whole(share: str, ok: bool) -> None:
    text = f"全区有企业500家，其中科技企业200家，占{share}%。"
    (check,) = _checks(text, "share")
    assert check.ok is ok


def test_growth_minus_the_lead_gives_the_target() -> None:
    text = "规上服务业营收增长41.5%，超出市级引导性目标29.5个百分点。"
    (check,) = _checks(text, "implied-target")
    assert "12%" in check.why and "市级引导性目标" in check.why


@pytest.mark.parametrize(("count", "ok"), [("两个", False), ("3个", True), ("5个", True)])
def test_no_more_may_be_listed_before_deng_than_are_counted(count: str, ok: bool) -> None:
    (check,) = _checks(f"完成幸福、世回尧、白石等{count}片区改造。", "list")
    assert check.ok is ok


def test_figures_that_have_nothing_to_do_with_each_other_make_no_check() -> None:
    text = "走访企业1600余家，解决问题400余个，落实资金5.1亿元。"
    assert cross_check(scan(text), text) == []


def test_a_check_gives_its_reason_in_english_too() -> None:
    text = "实现进出口总额100亿元，其中出口60亿元、进口30亿元。"
    (check,) = [each for each in cross_check(scan(text), text) if each.name == "sum"]
    assert not check.ok and "is not 100亿元" in check.why_en and "不等于" in check.why


def test_things_counted_one_by_one_add_up_exactly_and_amounts_within_their_rounding() -> None:
    for text, sums in [
        ("新建学校7所，其中已开工3所、正在办理手续3所。", []),
        ("新建学校7所，其中已开工3所、正在办理手续4所。", [True]),
        ("实现进出口总额10.3亿元，其中出口6.14亿元、进口4.13亿元。", [True]),
    ]:
        assert [each.ok for each in cross_check(scan(text), text) if each.name == "sum"] == sums


def test_one_of_two_parts_alone_is_no_sum_of_both() -> None:
    assert not _checks("全年进出口总值28亿美元，其中出口4亿美元。", "sum")
