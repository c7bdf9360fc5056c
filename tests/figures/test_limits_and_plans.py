"""Limits, plans, changes and places in an order that their words tell only together."""

from datetime import date
from decimal import Decimal

import pytest

from yihe.figures import Figure, scan


def _claims(text: str) -> list[Figure]:
    return [figure for figure in scan(text) if figure.claim]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("东县前30名，西县、北县各前15名的学生进入重点班。", ["threshold", "threshold"]),
        ("增速居全市前3名，受到表彰。", ["rank"]),
        ("投诉量居前3位的依次是食品、服装、家电。", ["rank"]),
        ("安排了500万元以上的技改项目9项。", ["threshold", "level"]),
        ("水库周边各3公里范围内不得建厂。", ["threshold"]),
        ("大会提出了2023年的目标：财政收入8亿元。", ["target"]),
        ("该路需完成投资6亿元。", ["target"]),
        ("按照预期增长6%的速度。", ["target"]),
        ("市里锚定8亿元的产值目标将实现。", ["target"]),
        ("试点企业将获得13项资助，6项补贴。", ["target", "target"]),
        ("市里将为“倍增计划”企业提供资金2亿元。", ["target"]),
        ("完成34个村的整治任务。", ["level"]),
        ("渠道修好，届时可恢复灌溉3万亩，新增水田2万亩。", ["target", "target"]),
        ("今冬明春计划投资4亿元，加固水库86座。", ["target", "target"]),
        ("全年营收有望突破8亿元。", ["target"]),
        ("增加水稻26万亩、蔬菜16万亩。", ["delta", "delta"]),
        ("优良天数累计增加43天。", ["delta"]),
        ("相比2015年，排放量下降24%。", ["growth_cum"]),
        ("十年来，人口增长8%。", ["growth_cum"]),
        ("报销比例提高5%。", ["pp_change"]),
        ("云州前7月外贸回升，出口3亿元。", ["level"]),
        ("全县计划城镇新增就业1万人，开展培训2万人次，失业率控制在4%。", ["target"] * 3),
        ("产值增长7%，快于全省同期的6%，全国的5%。", ["growth_yoy"] * 3),
        ("按照市委九届五次、六次全会要求，新建学校5所。", ["level"]),
        ("云山煤田是全省第三大煤田。", ["rank"]),
        ("装备制造业增长12%，上拉全市工业增速3.2个百分点。", ["growth_yoy", "contribution"]),
        ("增速高于6%以上的预期目标。其中，二季度增长4.9%。", ["target", "growth_yoy"]),
        ("完成产值46亿元，完成全年计划目标的45.4%。", ["level", "share"]),
        ("累计压减炼铁产能80万吨、炼钢产能60万吨。", ["level", "level"]),
        ("完成了60所学校改造、161所学校安全工程建设任务。", ["level", "level"]),
        ("今年将有86个项目开工，总投资93亿元。", ["target", "target"]),
        ("人均受教育年限达9.6年。", ["level"]),
        ("打造10大优势产业、5大产业链。", ["level", "level"]),
        ("经济密度居全市之首。", ["rank"]),
        ("太平、四方、五台3个街道建成驿站8座。", ["level", "level"]),
        ("建设2×35万千瓦热电项目，投资8亿元。", ["level"]),
        ("见图2：2015—2019年收入。收入达8亿元。", ["level"]),
        ("减速器等7个项目投产。", ["level"]),
        ("投诉比去年少了38.7%，客流比改造前多了三成。", ["growth_yoy", "growth_cum"]),
        ("垃圾比2015年多出近1800吨，泊位比去年同期少17个。", ["delta", "delta"]),
        ("优良天数比上年多了17天。", ["delta"]),
        ("摊位费每月涨了80元。", ["delta"]),
        ("新增就业7.2万人，超计划1.2万人。", ["level", "delta"]),
        ("建成高标准农田90万亩，超省下达任务14万亩。", ["level", "delta"]),
        ("实施各级科技计划项目195项。", ["level"]),
        ("焦炭产能压减任务65万吨正在推进。", ["target"]),
        ("优良天数共35天，其中一级天增加5天。", ["level", "delta"]),
        ("关停企业15家、整改提升92家。", ["level", "level"]),
        ("防洪标准由20年一遇提高到50年一遇。", ["level", "level"]),
        ("4个万亿城市分别位于沿海。", ["level", "threshold"]),
        ("市委三届六次全会提出两条底线和二次能源，十种有色金属产量6万吨。", ["level"]),
        ("空气优良天数达到308天，比上年增加9天。", ["level", "delta"]),
        ("每年将新增支出的80%以上投入民生。", ["share"]),
        ("建成区面积新增8平方公里。", ["delta"]),
        ("改造和提升743个村的供水设施。", ["level"]),
        ("城乡居民收入比由上年的2.31缩小为2.27。", ["ratio", "ratio"]),
        ("粮经比从上年的47：53调整为43：57。", ["ratio", "ratio"]),
        ("规模以上工业中，增加值居前10位的行业增长6%。", ["rank", "growth_yoy"]),
        ("并网规模年内突破90万千瓦。", ["target"]),
        ("城乡居民收入比值为1.91，比上年缩小0.04。", ["ratio", "delta"]),
        ("新增1个千亿产业集群和2家百亿企业。", ["level", "threshold", "level", "threshold"]),
        ("退出产能246万吨，为全年400万吨任务的61.5%。", ["level", "target", "share"]),
        ("企业数量比上年翻了一番。", ["growth_yoy"]),
        ("比全市快0.6个点。", ["pp_above_avg"]),
        ("占比达到七成八，合计占四成二。", ["share", "share"]),
        ("今年必须再减贫8600人。", ["target"]),
    ],
)
def test_kinds_are_read_from_more_than_one_word(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _claims(text)] == kinds


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("收入约占全市的12%。", "about"),
        ("储量超过全省的一半。", "over"),
        ("增加值超过全市三分之一。", "over"),
        ("路基完成58公里，接近总里程的八成。", "nearly"),
        ("补助比例不超过总造价的40%。", "at_most"),
        ("全市大约有346万市民祭扫。", "about"),
        ("风电装机约达100万千瓦。", "about"),
        ("收入占全市的12%。", "none"),
    ],
)
def test_a_hedge_may_stand_before_the_whole(text: str, hedge: str) -> None:
    assert _claims(text)[-1].hedge == hedge


def test_a_growth_since_a_year_keeps_its_base_through_the_sentence() -> None:
    text = "与2009年新区成立时相比，生产总值增长108%、投资增长212%，出口增长130%。"
    assert [figure.kind for figure in scan(text) if figure.claim] == ["growth_cum"] * 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今年川东省要开工建设高速公路6条。", "target"),
        ("根据《政府工作报告》要求，今年新开工停车位5万个。", "target"),
        ("徐江高速预计11月底贯通路段100公里。", "target"),
        ("未来三年，全市决定投资近百亿元。", "target"),
        ("按照标准，共需征地2万亩。", "target"),
        ("市劳动局将个人贷款额度从3万元提高到5万元。", "level"),
        ("191家工业企业营业收入超百亿元。", "threshold"),
        ("95%以上的村集体经营性收入超过10万元。", "threshold"),
        ("对生产总值的贡献率比上年提高2.4个百分点。", "pp_change"),
        ("国考断面PM2.5浓度改善10.8%。", "growth_yoy"),
        ("今年全市国民经济主要目标建议为：生产总值增长12%以上，出口增长10%。", "target"),
        ("按照计划，我市年内将创建示范小区100个，新建改建公厕45座。", "target"),
        ("年内能繁母猪参保面达到100%。", "target"),
        ("新增就业2.9万人，完成年度目标4.5万人的63.8%。", "share"),
        ("在库项目1108个，计划投资亿元以上项目83个。", "level"),
        ("计划投入资金2228万元，对12条线路进行大中修。", "target"),
        ("今年，县里计划投资2.5亿元，新改建公路300公里以上。", "target"),
        ("会议要求，全年完成投资突破160亿元。", "target"),
        ("下半年还要设立规模2亿元的转贷基金。", "target"),
        ("年内再改造投放点300处。", "target"),
        ("完成改造1.3万户，比计划任务多出2800户。", "delta"),
        ("回收利用率39%，与全市平均水平相比还低1.2个百分点。", "pp_above_avg"),
        ("一亩地损失超过20%的，即可索赔。", "threshold"),
        ("住房公积金缴存比例低于3%的地区和单位要补缴。", "threshold"),
    ],
)
def test_kinds_of_notes_and_reports(text: str, kind: str) -> None:
    assert [figure.kind for figure in scan(text, release_date=date(2022, 4, 26)) if figure.claim][-1] == kind


def test_what_is_among_the_first_per_cent_is_a_limit() -> None:
    found = [figure for figure in scan("新增ESI全球前1‰学科1个、前1%学科24个。") if figure.claim]
    assert [(figure.text, figure.kind, figure.hedge) for figure in found] == [
        ("前1‰", "threshold", "at_most"),
        ("1个", "level", "none"),
        ("前1%", "threshold", "at_most"),
        ("24个", "level", "none"),
    ]


def test_a_hedge_before_a_list_speaks_for_all_of_it() -> None:
    found = [figure for figure in scan("自来水、卫生户厕普及率超过98%、85%。") if figure.claim]
    assert [figure.hedge for figure in found] == ["over", "over"]


def test_the_aim_that_a_share_is_of_is_one() -> None:
    found = _claims("新增就业2.9万人，完成年度目标4.5万人的63.8%。")
    assert [figure.kind for figure in found] == ["level", "target", "share"]


def test_an_excerpt_that_only_sets_tasks_tells_of_the_year_to_come() -> None:
    text = (
        "完善道路网络，推进断头路建设，新建道路31条。加快水厂扩建，改造供水管网655公里。"
        "推动变电站建设，加强电网整治。启动消防站建设，健全应急体系，探索智慧管理，确保管网畅通，争取扩大绿地面积12公顷。"
    )
    found = [figure for figure in scan(text, release_date=date(2019, 2, 20)) if figure.claim]
    assert {figure.kind for figure in found} == {"target"}
    assert {figure.period.from_ for figure in found if figure.period} == {date(2019, 1, 1)}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("单位产值能耗为1.04吨标准煤/万元。", Decimal("0.000104"), "t/CNY"),
        ("覆盖2000个点、5条线。", Decimal(2000), "个"),
        ("占比提高3个点。", Decimal(3), "pp"),
        ("城乡居民收入比为1.75，比上年同期缩小0.02。", Decimal("-0.02"), "ratio"),
        ("330国道191K+500m至197K+800m路段长6.3公里。", Decimal(6300), "m"),
    ],
)
def test_units_are_read_from_their_place(text: str, value: Decimal, unit: str) -> None:
    found = _claims(text)
    assert (value, unit) in [(figure.value, figure.unit) for figure in found]
