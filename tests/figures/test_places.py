"""Whose release a text is, told from its title, its paper, its profile or the names it uses."""

import pytest

from yihe.figures import Figure, infer_place, scan


def _claims(text: str, place: str | None = None) -> list[Figure]:
    return [figure for figure in scan(text, place=place) if figure.claim]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("北京市人民政府工作报告", "北京市"),
        ("新乡市位于河南省北部，全市辖4区8县。", "新乡市"),
        ("盐城市，古称盐渎，位于江苏省东部。", "盐城市"),
        ("山海关区，隶属于秦皇岛市，山海关区有镇3个。", "山海关区"),
        ("【来源：云山晚报】\n近年来，我市改造小区40个。", "云山市"),
        ("1—7月全区重大项目推进情况\n来源：宁夏日报\n全区投资增长3%。", "宁夏"),
        ("青坪乡脱贫攻坚工作汇报\n辖村13个。", "青坪乡"),
        ("三明市2022年统计公报\n全市生产总值3000亿元。", "三明市"),
        ("今年，江西进出口3000亿元，江西民营企业活跃，全省有企业8000家。", "江西省"),
    ],
)
def test_the_place_is_told_in_many_ways(text: str, place: str) -> None:
    assert infer_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "全区老旧小区改造，新区建设，城区更新，我区小区120个。",
        "国家园林城市、国家森林城市、全国文明城市，全市绿地30亩。",
        "我县是农业大县，全县有合作社300家。",
        "经济开发区、经济开发区、经济开发区，全区企业30家。",
    ],
)
def test_kinds_of_cities_and_districts_are_no_names(text: str) -> None:
    assert infer_place(text) is None


def test_our_city_is_the_text_s_own_place() -> None:
    assert _claims("我市改造小区40个。", "云山市")[0].scope == "云山市"
    assert _claims("我省改造小区40个。", "云山市")[0].scope == "我省"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("第六次全国人口普查时人口32万人。", "云山市"),
        ("煤炭储量超过全省的一半。", "云山市"),
        ("白水县投入资金5600万元。", "白水县"),
        ("棚户区改造房屋2万户。", "云山市"),
    ],
)
def test_what_is_held_against_a_whole_or_named_after_it_is_the_place_s_own(text: str, scope: str) -> None:
    assert _claims(text, "云山市")[0].scope == scope


def test_a_section_of_the_city_s_own_purse_is_told_of_its_level() -> None:
    text = (
        "（一）全市收支情况\n全市收入完成8亿元。\n（二）市本级收支情况\n收入完成3亿元，增长5%。\n"
        "（三）其他情况\n支出2亿元。"
    )
    assert [figure.scope for figure in _claims(text, "东江市")] == ["全市", "东江市本级", "东江市本级", "东江市"]


def test_the_inner_part_of_a_city_keeps_its_name() -> None:
    assert _claims("东江市区公交分担率提高到20.2%。", "东江市")[0].subject == "东江市区公交分担率"


def test_many_of_a_place_are_told_without_its_name() -> None:
    assert _claims("云山倍增企业数量为457家。", "云山市")[0].subject == "倍增企业数量"
    assert _claims("高新技术企业1860家。", "高新区")[0].subject == "高新技术企业"
    assert _claims("云山上半年GDP为457亿元。", "云山市")[0].subject == "GDP"
    assert _claims("云山银行网点45家。", "云山市")[0].subject.startswith("云山银行")
