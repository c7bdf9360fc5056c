"""Renewal of old estates (老旧小区改造): works, money and progress by value."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Overdue, Programme, Ratio, Share, Sum, System
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("old-communities", Label("老旧小区改造", "old estates"), owner="区住房和城乡建设局", order=62)


class Scope(models.TextChoices):
    """How far the works go (国办发〔2020〕23号)."""

    BASIC = "basic", Label("基础类", "basic")
    BETTER = "better", Label("完善类", "better", "完善提升类")
    UPGRADED = "upgraded", Label("提升类", "upgraded")


class OldEstate(Record):
    """An old estate under renewal."""

    stages = Stages(
        applied=Label("申报", "applied"),
        consulted=Label("征求意见", "residents consulted"),
        designed=Label("设计评审", "designed", "设计"),
        tendered=Label("招标", "tendered"),
        started=Label("施工", "started", "开工", "改造中"),
        finished=Label("完工", "finished"),
        accepted=Label("验收", "accepted"),
        handed_over=Label("移交管理", "handed over"),
        postponed=Label("暂缓改造", "postponed"),
        beside=["postponed"],
        moves=[
            Move("consulted", "postponed", "同意比例不足三分之二"),
            Move("postponed", "consulted", "重新征求意见"),
            Move("accepted", "started", "验收不合格，返工"),
        ],
    )

    scope = models.CharField(Label("改造类别", "scope", "改造类型"), max_length=10, choices=Scope)
    buildings = CountField("栋", Label("楼栋数", "buildings", "楼数"), null=True, blank=True)
    households = CountField("户", Label("户数", "households", "涉及户数"))
    floor_area = QuantityField("m2", Label("建筑面积", "floor area", "改造面积"), null=True, blank=True)
    invested = MoneyField(Label("投入资金", "money invested", "改造投资", "总投资"), null=True, blank=True)
    work_planned = MoneyField(Label("工程总量", "value of works", "总工程量"), null=True, blank=True)
    work_done = MoneyField(Label("完成工程量", "value of works done", "已完成工程量"), null=True, blank=True)
    consent = QuantityField("%", Label("居民同意率", "residents' consent", "同意比例"), null=True, blank=True)
    due = models.DateField(Label("计划完工日期", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("老旧小区", "old estate", "老旧小区改造", "老旧小区改造台账")
        verbose_name_plural = Label("老旧小区", "old estates")


estates = Count(
    OldEstate,
    reached="started",
    zh="改造老旧小区数",
    en="old estates under renewal",
    unit="个",
    by=("scope",),
    aliases=("老旧小区改造小区数", "实施改造的老旧小区"),
)
households = Sum(
    OldEstate,
    reached="started",
    field="households",
    zh="老旧小区改造涉及户数",
    en="households in old estates under renewal",
    unit="户",
    by=("scope",),
    aliases=("老旧小区改造户数", "老旧小区改造惠及户数"),
)
invested = Sum(
    OldEstate,
    reached="started",
    field="invested",
    zh="老旧小区改造投入资金",
    en="money invested in old estates",
    unit="CNY",
    aliases=("老旧小区改造投资", "老旧小区改造投入"),
)
_work_planned = Sum(
    OldEstate,
    reached="started",
    field="work_planned",
    zh="老旧小区改造工程总量",
    en="value of works in old estates",
    unit="CNY",
)
work_done = Sum(
    OldEstate,
    reached="started",
    field="work_done",
    zh="老旧小区改造完成工程量",
    en="value of works done in old estates",
    unit="CNY",
)
progress = Share(
    part=work_done,
    whole=_work_planned,
    zh="老旧小区改造工程量完成比例",
    en="share of works done in old estates",
    aliases=("老旧小区改造完成总工程量", "老旧小区改造进度"),
)
cost_per_household = Ratio(
    of=invested, per=households, zh="老旧小区改造户均投资", en="money per household", unit="CNY", measure="ratio"
)
floor_area = Sum(
    OldEstate,
    reached="started",
    field="floor_area",
    zh="老旧小区改造建筑面积",
    en="floor area of old estates under renewal",
    unit="m2",
)
finished = Count(OldEstate, reached="finished", zh="完工老旧小区数", en="old estates finished", unit="个")
finished_share = Share(part=finished, whole=estates, zh="老旧小区改造完工率", en="share of old estates finished")
overdue = Count(
    OldEstate,
    where=Overdue("due", "finished"),
    in_stage="started",
    zh="逾期未完工老旧小区数",
    en="old estates overdue",
    unit="个",
)
waiting = Count(
    OldEstate,
    in_stage=("applied", "consulted", "designed", "tendered"),
    zh="待改造老旧小区数",
    en="old estates waiting for works",
    unit="个",
)
consent = Average(
    OldEstate,
    field="consent",
    zh="老旧小区改造居民同意率",
    en="mean consent of residents",
    unit="%",
    measure="share",
)


SYSTEMS = (System(35, Label("老旧小区改造", "renewal of old estates"), (OldEstate,)),)
