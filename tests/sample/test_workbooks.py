"""The written files: read with pandas alone they give the published totals, dirt and all."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from yihe.sample import write_sample
from yihe.sample.writing import NOTICE


def table(folder: Path, file: str, sheet: str | int = 0) -> pd.DataFrame:
    """A sheet with its stacked header flattened, without total and remark rows."""
    frame = pd.read_excel(folder / file, sheet_name=sheet, header=[2, 3], dtype=object, engine="openpyxl")
    frame.columns = [b if a == "各阶段日期" else a for a, b in frame.columns]
    return frame[frame["数据性质"] == "样例"]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(sample, tmp_path):
    def digests(folder: Path) -> dict[str, str]:
        files = (p for p in folder.rglob("*") if p.is_file())
        return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    write_sample(tmp_path / "again")
    write_sample(tmp_path / "other", seed=7)
    first = digests(sample)
    assert digests(tmp_path / "again") == first
    other = digests(tmp_path / "other")
    assert other.keys() == first.keys()
    assert sum(other[name] != first[name] for name in first) >= len(first) - 3


def test_progress_is_told_for_every_file(tmp_path):
    told = []
    files = write_sample(tmp_path, progress=lambda name, done, total: told.append((name, done, total)))
    assert [name for name, _, _ in told] == [f.name for f in files]
    assert {total for *_, total in told} == {len(files)}


def test_demolished_buildings_and_their_area_are_the_published_ones(sample):
    cases = table(sample, "区综合行政执法局/违法建设治理台账.xlsx")
    demolished = cases[cases["拆除日期"].notna()]
    assert len(demolished) == 6469
    assert round(demolished["建筑面积（㎡）"].astype(float).sum(), 2) == 957_800.00
    assert len(cases) > 7500


def test_key_projects_of_the_year_have_the_published_investment(sample):
    projects = table(sample, "区发展和改革局/省市三级重点项目台账.xlsx", "重点项目2022年")
    assert len(projects) == 81
    assert round(projects["总投资（亿元）"].astype(float).sum(), 4) == 858
    assert round(projects["年度计划投资（万元）"].astype(float).sum(), 4) == 1_560_000
    assert (projects["年度计划投资（万元）"].astype(float) <= projects["总投资（亿元）"].astype(float) * 1e4).all()


def test_pitched_projects_are_of_three_classes(sample):
    pitched = table(sample, "区投资促进中心/城市更新推介项目.xlsx")
    first = pitched[pitched["推介批次"] == 1]
    assert (len(first), first["推介类别"].nunique()) == (15, 3)
    assert round(first["总投资（亿元）"].astype(float).sum(), 4) == 837


def test_library_projects_have_the_published_investment(sample):
    bonds = table(sample, "区财政局/债券项目台账.xlsx", "债券项目")
    entered = bonds[bonds["纳入国家重大建设项目库日期"].notna()]
    assert len(entered) == 52
    assert round(entered["总投资（亿元）"].astype(float).sum(), 4) == 1335.6


def test_plans_are_completed_and_in_effect_as_published(sample):
    plans = table(sample, "区自然资源局/城市更新规划成果台账.xlsx")
    assert plans["批复日期"].notna().sum() == 36
    assert plans["落地实施日期"].notna().sum() == 27


def test_ten_markets_of_the_four_tiers_are_upgraded(sample):
    markets = table(sample, "区商务局/农贸市场台账.xlsx")
    assert markets["完成改造日期"].notna().sum() == 10
    running = markets[markets["阶段"] != "关停"]
    tiers = running["市场层级"].value_counts().to_dict()
    assert (tiers["批发市场"], tiers["区级市场"], tiers["社区市场"]) == (2, 5, 51)


@pytest.mark.parametrize(
    ("sheet", "column", "total"),
    [
        ("停车场（免费车位）", "新增免费车位数（个）", 9783),
        ("停车场（错时共享）", "有偿错时共享车位数（个）", 3515),
    ],
)
def test_parking_spaces_in_use_are_the_published_ones(sample, sheet, column, total):
    lots = table(sample, "区城市管理局/停车资源盘活台账.xlsx", sheet)
    assert lots[lots["启用日期"].notna()][column].sum() == total


def test_advertisements_and_fences_fit_the_hedged_figures(sample):
    file = "区综合行政执法局/广告围挡马路市场整治台账.xlsx"
    ads = table(sample, file, "违规户外广告")["完成整治日期"].notna().sum()
    fences = table(sample, file, "围挡")["拆除日期"].notna().sum()
    assert 1170 <= ads < 1300  # 近1300
    assert 410 <= fences < 420  # 410余


def statistics(folder: Path) -> pd.DataFrame:
    frame = pd.read_excel(folder / "区统计局/主要经济指标.xlsx", header=2, dtype=object, engine="openpyxl")
    frame = frame[frame["数据性质"] == "样例"].copy()
    frame["end"] = frame["截止日期"].astype(str).str.extract(r"(\d{4})\D+(\d{1,2})").agg("-".join, axis=1)
    return frame[frame["end"].isin(["2022-06", "2022-6"])]


@pytest.mark.parametrize(
    ("series", "column", "rank"),
    [
        ("一般公共预算收入", "同比增速（%）", 3),
        ("社会消费品零售总额", "数值", 1),
        ("外贸进出口总额", "同比增速（%）", 3),
        ("规模以上服务业营业收入", "同比增速（%）", 2),
        ("建筑业总产值", "数值", 1),
        ("商品房网签备案面积", "数值", 2),
        ("房地产业开发投资", "数值", 2),
        ("实际使用外资", "数值", 4),
        ("地区生产总值", "同比增速（%）", 5),
    ],
)
def test_zhifu_takes_the_published_rank_among_the_units(sample, series, column, rank):
    rows = statistics(sample)
    units = rows[(rows["指标"] == series) & (rows["地区"] != "烟台市")].set_index("地区")[column].astype(float)
    assert len(units) == 11
    assert units.rank(ascending=False, method="min")["芝罘区"] == rank


def test_revenue_grows_as_much_faster_than_the_city_as_published(sample):
    rows = statistics(sample)
    growth = rows[rows["指标"] == "一般公共预算收入"].set_index("地区")["同比增速（%）"].astype(float)
    assert round(growth["芝罘区"] - growth["烟台市"], 4) == 3.2


def test_every_sheet_says_that_it_is_a_sample(sample):
    for path in sample.rglob("*.xlsx"):
        for frame in pd.read_excel(path, sheet_name=None, header=None, nrows=5, dtype=str, engine="openpyxl").values():
            assert frame.iloc[1, 0] == NOTICE
            assert "数据性质" in set(frame.iloc[2])
    for path in sample.rglob("*.geojson"):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            assert feature["properties"]["数据性质"] == "样例"
            assert NOTICE in feature["properties"]["备注"]


def test_ledgers_are_as_untidy_as_real_ones(sample):
    cases = table(sample, "区综合行政执法局/违法建设治理台账.xlsx")
    days = cases["发现日期"].dropna()
    assert 0.1 < days.map(lambda d: isinstance(d, str)).mean() < 0.6
    assert {"年", "."} <= {c for d in days if isinstance(d, str) for c in d}
    streets = set(cases["所属街道"].dropna())
    assert {"向阳街道", "向阳", "向阳街道办事处"} <= streets
    assert any("０" <= c <= "９" for code in cases["编号"] for c in code)
