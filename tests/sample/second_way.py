"""Figures of every programme, at the district and two subdistricts, against pandas over the workbooks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yihe.indicators.engine import evaluate_each
from yihe.indicators.register import indicator
from yihe.indicators.spans import Span

from .by_pandas import Period, Sheet, Workbooks

PLACES = {"370602": "", "370602001": "向阳", "370602010": "只楚"}
PERIODS = (Period(None, date(2022, 9, 8)), Period(date(2022, 1, 1), date(2022, 6, 30)))

LANES_HELD = ("移交接管", "作业养护", "考核付费")
IN_USE = ("投放", "定人包保", "加装满溢感知")
PENDING = ("发现", "立案", "认定", "下达决定", "催告公告")
OPEN_PROBLEMS = ("提出", "交办", "攻坚处置", "提级督办")
KEY_PROJECTS = "重点项目2022年+重点项目2021年"
CHOSEN = ("公布", "实施", "办结", "评议")
LOTS = "停车场（免费车位）+停车场（错时共享）"

# indicator, tab of the workbook, and what it is when computed by hand
CASES: list[tuple[str, str, Callable[[Sheet], float | None]]] = [
    ("strategy.tasks", "目标任务", lambda t: t.count()),
    ("strategy.done", "目标任务", lambda t: t.reached("完成").count()),
    ("strategy.core_tasks", "目标任务", lambda t: t.where("所属体系", "一核突破").count()),
    ("strategy.progress", "目标任务", lambda t: t.mean("完成进度")),
    ("city_dispatch.reports", "指标调度", lambda t: t.reached("填报").count()),
    ("city_dispatch.days_to_confirm", "指标调度", lambda t: t.days("填报", "反馈核定")),
    ("city_dispatch.mean_guided", "引导性目标", lambda t: t.mean("引导性目标增速")),
    ("planning.completed", "规划成果", lambda t: t.reached("批复").count()),
    ("planning.completed_area", "规划成果", lambda t: t.reached("批复").total("规划面积")),
    ("planning.days_to_complete", "规划成果", lambda t: t.days("立项", "批复")),
    ("planning.tracks_passed", "片区四同步", lambda t: t.reached("通过节点").count()),
    ("planning.tracks_blocked", "片区四同步", lambda t: t.standing("受阻").count()),
    ("projects.count", KEY_PROJECTS, lambda t: t.where("计划年度", 2022).count()),
    ("projects.plan_investment", KEY_PROJECTS, lambda t: t.where("计划年度", 2022).total("年度计划投资")),
    ("projects.finished", KEY_PROJECTS, lambda t: t.where("计划年度", 2022).reached("竣工").count()),
    ("promotion.pitched", "推介项目", lambda t: t.reached("推介").count()),
    ("promotion.investment", "推介项目", lambda t: t.reached("推介").total("总投资")),
    ("promotion.land", "推介项目", lambda t: t.reached("推介").total("用地面积")),
    ("bonds.in_library", "债券项目", lambda t: t.reached("纳入国家重大建设项目库").count()),
    ("bonds.demand", "债券项目", lambda t: t.reached("纳入国家重大建设项目库").total("债券需求")),
    ("bonds.issued_amount", "债券发行", lambda t: t.reached("发行").total("发行规模")),
    ("finance.banks", "银行合作", lambda t: t.reached("签订协议").count()),
    ("finance.credit", "银行合作", lambda t: t.reached("签订协议").total("授信额度")),
    ("finance.committed", "项目资金", lambda t: t.standing("落实", "使用中").total("落实金额")),
    ("finance.paid_out", "提款还款", lambda t: t.where("收支方向", "提款").reached("支付").total("提还款金额")),
    ("investment.signed", "招商项目", lambda t: t.reached("签约").count()),
    ("investment.large_signed", "招商项目", lambda t: t.at_least("总投资", 1e9).reached("签约").count()),
    ("investment.registered_capital", "招商项目", lambda t: t.reached("注册落户").total("注册资本")),
    ("warzones.solved", "战区攻坚事项", lambda t: t.reached("解决").count()),
    ("warzones.blocked", "战区攻坚事项", lambda t: t.standing(*OPEN_PROBLEMS).total("影响投资")),
    ("warzones.granted", "要素保障需求", lambda t: t.reached("保障到位").count()),
    ("parks.jobs", "园区项目", lambda t: t.reached("投产运营").total("就业人数")),
    ("parks.output", "园区项目", lambda t: t.reached("投产运营").total("累计产值")),
    ("parks.area", "园区", lambda t: t.total("园区面积")),
    ("enterprise_service.enterprises", "企业走访", lambda t: t.reached("走访").different("企业名称")),
    ("enterprise_service.solved", "企业问题", lambda t: t.reached("解决").count()),
    ("enterprise_service.satisfaction", "企业问题", lambda t: t.reached("回访销号").mean("满意度")),
    ("talent_housing.flats", "人才公寓", lambda t: t.reached("归集").total("套数")),
    ("talent_housing.rent", "人才公寓", lambda t: t.reached("归集").mean("月租金标准")),
    ("talent_housing.doctors", "人才引进", lambda t: t.where("学历", "博士").reached("认定").total("人数")),
    ("streets.lanes", "背街小巷", lambda t: t.count()),
    ("streets.swept_area", "背街小巷", lambda t: t.reached("移交接管").total("保洁面积")),
    ("streets.score", "背街小巷", lambda t: t.standing("作业养护", "考核付费").mean("考核得分")),
    ("streets.overdue", "背街小巷", lambda t: t.overdue("移交期限", "移交接管").count()),
    ("sanitation.bins", "垃圾桶", lambda t: t.standing(*IN_USE).count()),
    ("sanitation.overflows", "垃圾桶", lambda t: t.standing(*IN_USE).total("本月满溢次数")),
    ("sanitation.minutes_to_clear", "垃圾桶", lambda t: t.standing(*IN_USE).mean("平均清运时长")),
    ("sanitation.weight", "收运班次", lambda t: t.reached("转运交接").total("收运量")),
    ("operations.vehicles", "作业车辆", lambda t: t.standing("投入作业").count()),
    ("operations.payload", "作业车辆", lambda t: t.standing("投入作业").total("核定载质量")),
    ("operations.repairing", "作业车辆", lambda t: t.standing("送修").count()),
    ("enforcement.demolished", "违法建设", lambda t: t.reached("拆除").count()),
    ("enforcement.demolished_area", "违法建设", lambda t: t.reached("拆除").total("建筑面积")),
    ("enforcement.new_demolished", "违法建设", lambda t: t.where("存量新增", "新增").reached("拆除").count()),
    ("enforcement.pending", "违法建设", lambda t: t.standing(*PENDING).count()),
    ("enforcement.days_to_demolition", "违法建设", lambda t: t.days("发现", "拆除")),
    ("enforcement.ads_area", "违规户外广告", lambda t: t.reached("完成整治").total("广告面积")),
    ("enforcement.fences_length", "围挡", lambda t: t.reached("拆除").total("围挡长度")),
    ("enforcement.street_stalls_moved", "马路市场", lambda t: t.reached("取缔入市").total("摊位数")),
    ("old_communities.households", "老旧小区", lambda t: t.reached("施工").total("户数")),
    ("old_communities.work_done", "老旧小区", lambda t: t.reached("施工").total("完成工程量")),
    ("old_communities.consent", "老旧小区", lambda t: t.mean("居民同意率")),
    ("property_management.buildings", "开放小区", lambda t: t.reached("接管").total("楼栋数")),
    ("property_management.fees_paid", "开放小区", lambda t: t.reached("接管").total("实收物业费")),
    ("property_management.listed_buildings", "小区楼栋", lambda t: t.reached("接管").count()),
    ("property_management.listed_households", "小区楼栋", lambda t: t.reached("接管").total("户数")),
    ("schools.new_schools", "学校", lambda t: t.where("建设性质", "新建").count()),
    ("schools.seats", "学校", lambda t: t.total("学位数")),
    ("schools.new_started", "学校", lambda t: t.where("建设性质", "新建").reached("开工建设").count()),
    ("markets.upgraded", "农贸市场", lambda t: t.reached("完成改造").count()),
    ("markets.stalls", "农贸市场", lambda t: t.total("摊位数")),
    ("markets.upgrading", "农贸市场", lambda t: t.standing("方案设计", "改造中").count()),
    ("pocket_parks.built", "口袋公园", lambda t: t.reached("建成").count()),
    ("pocket_parks.cost", "口袋公园", lambda t: t.reached("建成").total("投资")),
    ("pocket_parks.from_cases", "口袋公园", lambda t: t.having("腾出用地案件").reached("建成").count()),
    ("parking.new_free_spaces", LOTS, lambda t: t.reached("启用").total("新增免费车位数")),
    ("parking.shared_spaces", LOTS, lambda t: t.reached("启用").total("有偿错时共享车位数")),
    ("parking.coming_spaces", LOTS, lambda t: t.standing("摸排", "方案设计", "施工改造").total("新增免费车位数")),
    ("housing_problems.stalled_broken", "停滞项目", lambda t: t.reached("取得突破").count()),
    ("housing_problems.resettlement_area", "安置项目", lambda t: t.reached("开复工").total("安置房面积")),
    ("housing_problems.dangerous_money", "危房片区", lambda t: t.reached("解危").total("筹集资金")),
    ("certificates.households", "办证难题小区", lambda t: t.reached("化解").total("户数")),
    ("certificates.issued", "办证难题小区", lambda t: t.reached("化解").total("已发证数")),
    ("certificates.debt", "办证难题小区", lambda t: t.total("欠缴税费金额")),
    ("livelihood.items", "为民实事", lambda t: t.where("年度", 2022).standing(*CHOSEN).count()),
    ("livelihood.done", "为民实事", lambda t: t.where("年度", 2022).reached("办结").count()),
    ("livelihood.people", "为民实事", lambda t: t.where("年度", 2022).standing(*CHOSEN).total("受益人数")),
    ("press.releases", "新闻发布", lambda t: t.reached("发布").count()),
    ("press.claims", "新闻发布", lambda t: t.reached("发布").total("数据条数")),
    ("press.days_to_clear", "新闻发布", lambda t: t.days("起草", "核数会签")),
]  # fmt: skip

ASKED = [(case, place, period) for case in CASES for place in PLACES for period in PERIODS]


def disagreements(sample: Path) -> dict[tuple[str, str, str], tuple[Any, float | None]]:
    """Ledger value and value by hand where they differ, by indicator, place and period."""
    books = Workbooks(sample)
    values = evaluate_each((indicator(id), code, Span(p.start, p.end)) for (id, *_), code, p in ASKED)
    wrong = {}
    for ((id, tabs, compute), code, period), value in zip(ASKED, values, strict=True):
        by_hand = compute(books.sheet(tabs, PLACES[code], period))
        if not _agree(value.value, by_hand):
            wrong[id, code, str(value.span)] = (value.value, by_hand)
    assert sum(1 for value in values if value.value) > len(values) / 2
    return wrong


def _agree(value: Any, by_hand: float | None) -> bool:
    if value is None or by_hand is None:
        return value is by_hand
    return by_hand == pytest.approx(float(value), rel=1e-9, abs=1e-6)
