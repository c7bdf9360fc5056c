"""Whose economy a province's text tells of beside its own."""

from datetime import date

import pytest

from yihe.figures import Figure, scan
from yihe.figures.prefectures import city_told_of, others_named, owner_ahead, prefectures


def _claims(text: str, place: str = "福建省") -> list[Figure]:
    return [figure for figure in scan(text, release_date=date(2022, 7, 28), place=place) if figure.claim]


def test_every_prefecture_has_a_full_name_of_its_own() -> None:
    full = prefectures()
    assert len(full) > 330 and len(set(full.values())) == len(full)
    assert all(name.endswith(("市", "州", "盟", "地区")) for name in full.values())


def test_only_a_province_looks_for_others() -> None:
    assert others_named("福州、泉州领跑。", "福建省") == {"福州": "福州市", "泉州": "泉州市"}
    assert others_named("福州、泉州领跑。", "厦门市") == {} and others_named("福州领跑。", None) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("而福州的增速达到", ("福州市", "增速达到")),
        ("上半年，福州GDP", ("福州市", "GDP")),
        ("福州航空增加航线", None),
        ("全省GDP", None),
    ],
)
def test_a_place_opens_what_is_told_of_its_economy(words: str, told: tuple[str, str] | None) -> None:
    assert owner_ahead(words, {"福州": "福州市"}) == told


def test_a_figure_is_of_the_place_its_clause_or_paragraph_tells_of() -> None:
    found = _claims("上半年，福州的GDP增长5.4%，高于全省0.8个百分点。外贸进出口增长8%。\n全省GDP增长4.6%。")
    assert [figure.scope for figure in found] == ["福州市", "福州市", "福州市", "全省"]
    assert found[0].subject == "GDP"


def test_a_city_s_own_whole_is_the_city_in_a_province_s_text() -> None:
    found = _claims("宁德工业持续发力。上半年全市规模以上工业增加值增长24.5%。")
    assert found[0].scope == "宁德市"
    assert city_told_of("泉州、福州", {"福州": "福州市", "泉州": "泉州市"}) == "福州市"
    assert city_told_of("全省", {"福州": "福州市"}) is None


def test_the_nation_s_growth_goes_on_from_its_level() -> None:
    assert [figure.scope for figure in _claims("上半年全国GDP达56.26万亿元，同比增长2.5%。")] == ["全国", "全国"]


def test_what_a_lead_is_held_against_in_brackets_is_the_whole_s() -> None:
    found = _claims("福州的GDP增长5.4%，高于全国（2.5%）。")
    assert [(figure.kind, figure.scope) for figure in found] == [("growth_yoy", "福州市"), ("growth_yoy", "全国")]


def test_a_place_whose_figures_are_cited_has_the_whole_that_follows() -> None:
    text = "山西省晋城市发布2021年全市经济运行情况，全市生产总值为1912.4亿元，增长11.6%。"
    assert [figure.scope for figure in _claims(text, "榆林市")] == ["晋城市", "晋城市"]
