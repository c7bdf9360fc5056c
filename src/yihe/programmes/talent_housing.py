"""Flats for talents (人才公寓): buildings gathered against the three-year task, and talents who came."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Overdue, Programme, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("talent-housing", Label("人才公寓", "talent housing"), owner="区人力资源和社会保障局", order=60)


class Source(models.TextChoices):
    """Where the flats come from."""

    BUILT = "built", Label("新建配建", "built for it", "新建", "配建")
    BOUGHT = "bought", Label("购买存量", "bought", "回购")
    LEASED = "leased", Label("长租", "leased", "租赁")
    STATE = "state", Label("国有房源", "state-owned", "直管公房")


class TalentBuilding(Record):
    """A building or part of one with flats for talents."""

    stages = Stages(
        planned=Label("选址", "planned"),
        building=Label("建设装修", "under works", "装修", "建设"),
        gathered=Label("归集", "gathered", "已归集", "纳入房源"),
        let=Label("配租入住", "let", "入住"),
        withdrawn=Label("退出房源", "withdrawn"),
        beside=["withdrawn"],
        moves=[
            Move("planned", "gathered", "现房直接归集"),
            Move("let", "withdrawn", "租期届满，房源退还"),
            Move("gathered", "withdrawn", "验收不合格"),
        ],
    )

    source = models.CharField(Label("房源来源", "source", "归集方式"), max_length=8, choices=Source)
    flats = CountField("套", Label("套数", "flats", "房源套数"))
    let_flats = CountField("套", Label("已入住套数", "flats let", "入住套数"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("建筑面积", "floor area"), null=True, blank=True)
    monthly_rent = MoneyField(Label("月租金标准", "rent per m² and month"), unit="CNY/m2", null=True, blank=True)
    due = models.DateField(Label("计划交付日期", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("人才公寓", "talent housing", "人才公寓房源", "人才公寓台账")
        verbose_name_plural = Label("人才公寓", "talent housing")


class GatheringTask(Record):
    """How many flats the city asked for in one year."""

    stages = Stages(
        issued=Label("下达", "issued"),
        split=Label("分解", "split up"),
        met=Label("完成", "met"),
        assessed=Label("考核", "assessed"),
        changed=Label("调整", "changed"),
        beside=["changed"],
        moves=[
            Move("issued", "met", "无须分解，直接完成"),
            Move("issued", "changed", "市级调整年度任务"),
            Move("changed", "split", "按调整后任务分解"),
        ],
    )

    year = models.PositiveSmallIntegerField(Label("年度", "year", "任务年度"))
    flats = CountField("套", Label("归集任务", "flats to gather", "任务套数"))

    class Meta(Record.Meta):
        verbose_name = Label("人才公寓归集任务", "gathering task", "归集任务台账")
        verbose_name_plural = Label("人才公寓归集任务", "gathering tasks")


class Degree(models.TextChoices):
    """Highest degree of the people counted."""

    MASTER = "master", Label("硕士", "master")
    DOCTOR = "doctor", Label("博士", "doctor")


class TalentIntake(Record):
    """How many people of one degree an employer took on in a month; no personal data are kept."""

    stages = Stages(
        reported=Label("申报", "reported"),
        recognised=Label("认定", "recognised", "已认定"),
        subsidised=Label("兑现", "subsidy paid"),
        left=Label("离职核减", "left"),
        refused=Label("不予认定", "refused"),
        beside=["refused", "left"],
        moves=[
            Move("reported", "refused", "社保或合同材料不符"),
            Move("recognised", "left", "离职，核减人数"),
            Move("subsidised", "left", "离职，停发补贴"),
        ],
    )

    employer = models.CharField(Label("用人单位", "employer"), max_length=120)
    degree = models.CharField(Label("学历", "degree", "学历层次"), max_length=8, choices=Degree)
    people = CountField("人", Label("人数", "people", "引进人数"))

    class Meta(Record.Meta):
        verbose_name = Label("人才引进", "talents taken on", "高层次人才", "人才引进台账")
        verbose_name_plural = Label("人才引进", "talents taken on")


flats = Sum(
    TalentBuilding,
    reached="gathered",
    field="flats",
    zh="拥有人才公寓套数",
    en="flats for talents",
    unit="套",
    by=("source",),
    aliases=("人才公寓套数", "归集人才公寓套数", "已拥有人才公寓"),
)
target = Sum(
    GatheringTask,
    field="flats",
    zh="市级人才公寓归集目标",
    en="flats to gather by the city's task",
    unit="套",
    measure="target",
    aliases=("三年归集人才公寓目标任务", "完成市级三年归集人才公寓目标任务", "人才公寓归集任务"),
)
target_share = Share(part=flats, whole=target, zh="人才公寓归集任务完成率", en="share of the task met")
buildings = Count(TalentBuilding, reached="gathered", zh="人才公寓项目数", en="buildings gathered", unit="个")
under_works = Sum(
    TalentBuilding,
    in_stage=("planned", "building"),
    field="flats",
    zh="在建人才公寓套数",
    en="flats under works",
    unit="套",
)
let_flats = Sum(TalentBuilding, reached="gathered", field="let_flats", zh="人才公寓入住套数", en="flats let", unit="套")
let_share = Share(part=let_flats, whole=flats, zh="人才公寓入住率", en="share of flats let")
floor_area = Sum(
    TalentBuilding,
    reached="gathered",
    field="floor_area",
    zh="人才公寓建筑面积",
    en="floor area of talent housing",
    unit="m2",
)
rent = Average(
    TalentBuilding,
    reached="gathered",
    field="monthly_rent",
    zh="人才公寓平均月租金",
    en="mean rent of talent housing",
    unit="CNY/m2",
    measure="ratio",
)
overdue = Count(
    TalentBuilding,
    where=Overdue("due", "gathered"),
    in_stage=("planned", "building"),
    zh="逾期未交付人才公寓项目数",
    en="buildings overdue",
    unit="个",
)
talents = Sum(
    TalentIntake,
    reached="recognised",
    field="people",
    zh="引进硕士以上高层次人才数",
    en="people with a master's or doctor's degree taken on",
    unit="人",
    by=("degree",),
    aliases=("引进高层次人才", "引进硕士以上人才"),
)
doctors = Sum(
    TalentIntake,
    reached="recognised",
    where=_.degree == Degree.DOCTOR.value,
    field="people",
    zh="引进博士人才数",
    en="people with a doctor's degree taken on",
    unit="人",
)
employers = Count(
    TalentIntake,
    reached="recognised",
    distinct="employer",
    zh="引进高层次人才的用人单位数",
    en="employers that took on talents",
    unit="家",
)


SYSTEMS = (
    System(24, Label("人才公寓归集与人才项目", "flats for talents"), (TalentBuilding, GatheringTask)),
    System(25, Label("高层次人才引进（以安居带动乐业）", "talents taken on"), (TalentIntake,)),
)
