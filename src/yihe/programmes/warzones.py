"""War zones (战区决战机制): fronts with commanders, the problems they solve, the guarantees they ask for."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, Label, Overdue, Programme, Ratio, Share, Sum, System
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("warzones", Label("战区机制", "war zones"), owner="区督查室", order=24)


class WarZone(Record):
    """A front: an area led by a district leader, with members from departments and streets."""

    stages = Stages(
        drawn=Label("划定", "drawn"),
        appointed=Label("任命", "commander appointed", "任命指挥长"),
        listed=Label("建立清单", "list made"),
        fighting=Label("攻坚", "under way", "推进"),
        cleared=Label("清零", "cleared"),
        merged=Label("合并调整", "merged"),
        beside=["merged"],
        moves=[
            Move("cleared", "listed", "转入新一轮任务清单"),
            Move("fighting", "merged", "片区任务并入相邻战区"),
        ],
    )

    commander = models.CharField(Label("指挥长", "commander", "战区指挥长"), max_length=60)
    members = CountField("人", Label("下沉人员数", "staff sent down", "下沉干部"), null=True, blank=True)
    projects = CountField("个", Label("包挂项目数", "projects in its care"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("战区", "war zone", "战区台账")
        verbose_name_plural = Label("战区", "war zones")


class Subject(models.TextChoices):
    """What a front's problem is about."""

    CLEARING = "clearing", Label("征迁清障", "clearing")
    PERMITS = "permits", Label("手续办理", "permits")
    MONEY = "money", Label("资金", "money")
    UTILITIES = "utilities", Label("管线迁改", "utilities")
    COMPLAINT = "complaint", Label("信访", "complaint")
    QUALITY = "quality", Label("质量安全", "quality and safety")


class ZoneProblem(Record):
    """A problem on a front's list."""

    stages = Stages(
        raised=Label("提出", "raised"),
        ordered=Label("交办", "ordered"),
        working=Label("攻坚处置", "being solved", "处置"),
        solved=Label("解决", "solved", "已解决"),
        closed=Label("销号", "closed"),
        escalated=Label("提级督办", "escalated"),
        beside=["escalated"],
        moves=[
            Move("working", "escalated", "超期未解决，提级由指挥长督办"),
            Move("escalated", "working", "明确路径后继续处置"),
            Move("escalated", "solved", "指挥长现场会解决"),
            Move("solved", "working", "验收不合格，退回"),
        ],
    )

    zone = models.ForeignKey(
        WarZone, models.PROTECT, verbose_name=Label("所属战区", "war zone"), related_name="problems"
    )
    subject = models.CharField(Label("问题类别", "subject", "事项类别"), max_length=10, choices=Subject)
    blocked = MoneyField(Label("影响投资", "investment blocked", "影响投资额"), null=True, blank=True)
    due = models.DateField(Label("办结时限", "due date", "时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("战区攻坚事项", "problem of a war zone", "攻坚事项", "战区问题清单")
        verbose_name_plural = Label("战区攻坚事项", "problems of war zones")


class Factor(models.TextChoices):
    """What a project needs (全要素保障)."""

    LAND = "land", Label("土地", "land", "用地指标")
    PLAN = "plan", Label("规划", "planning")
    ENERGY = "energy", Label("能耗", "energy quota")
    ENVIRONMENT = "environment", Label("环境容量", "environmental capacity", "环保")
    MONEY = "money", Label("资金", "money")
    LABOUR = "labour", Label("用工", "labour")
    WATER_POWER = "water_power", Label("水电气热", "utilities")


class GuaranteeRequest(Record):
    """A project's request for a factor it lacks."""

    stages = Stages(
        asked=Label("提出需求", "asked"),
        conferred=Label("会商", "conferred"),
        ordered=Label("分办", "ordered"),
        granted=Label("保障到位", "granted", "已保障"),
        confirmed=Label("反馈确认", "confirmed"),
        refused=Label("无法保障", "refused"),
        beside=["refused"],
        moves=[
            Move("conferred", "refused", "指标已用尽，列入下年度"),
            Move("refused", "conferred", "新增指标，重新会商"),
            Move("asked", "granted", "部门现场解决"),
        ],
    )

    factor = models.CharField(Label("要素类别", "factor", "保障要素"), max_length=12, choices=Factor)
    project = models.CharField(Label("项目名称", "project", "需求项目"), max_length=200)
    amount = QuantityField("", Label("需求数量", "amount asked for"), null=True, blank=True)
    blocked = MoneyField(Label("影响投资", "investment blocked"), null=True, blank=True)
    due = models.DateField(Label("需求时限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("要素保障需求", "guarantee request", "要素保障", "全要素保障台账")
        verbose_name_plural = Label("要素保障需求", "guarantee requests")


_STANDING = ("appointed", "listed", "fighting", "cleared")

zones = Count(WarZone, in_stage=_STANDING, zh="战区数", en="war zones", unit="个")
members = Sum(WarZone, in_stage=_STANDING, field="members", zh="战区下沉人员数", en="staff sent down", unit="人")
projects = Sum(
    WarZone, in_stage=_STANDING, field="projects", zh="战区包挂项目数", en="projects in the care of zones", unit="个"
)
problems = Count(ZoneProblem, reached="raised", zh="战区攻坚事项数", en="problems raised", unit="件", by=("subject",))
solved = Count(ZoneProblem, reached="solved", zh="战区解决攻坚事项数", en="problems solved", unit="件", by=("subject",))
solved_share = Share(part=solved, whole=problems, zh="战区攻坚事项解决率", en="share of problems solved")
problems_per_zone = Ratio(
    of=problems, per=zones, zh="每个战区攻坚事项数", en="problems per war zone", unit="件", measure="ratio"
)
open_problems = Count(
    ZoneProblem,
    in_stage=("raised", "ordered", "working", "escalated"),
    zh="战区在办攻坚事项数",
    en="problems open",
    unit="件",
)
overdue = Count(
    ZoneProblem,
    where=Overdue("due", "solved"),
    in_stage=("raised", "ordered", "working", "escalated"),
    zh="战区逾期攻坚事项数",
    en="problems overdue",
    unit="件",
)
escalated = Count(ZoneProblem, in_stage="escalated", zh="提级督办事项数", en="problems escalated", unit="件")
blocked = Sum(
    ZoneProblem,
    in_stage=("raised", "ordered", "working", "escalated"),
    field="blocked",
    zh="战区攻坚事项影响投资",
    en="investment blocked by problems",
    unit="CNY",
)
days_to_solve = Duration(
    ZoneProblem, since="raised", reached="solved", zh="战区攻坚事项平均办理天数", en="days to solve a problem"
)
requests = Count(
    GuaranteeRequest, reached="asked", zh="要素保障需求数", en="guarantees asked for", unit="项", by=("factor",)
)
granted = Count(
    GuaranteeRequest, reached="granted", zh="保障到位的要素需求数", en="guarantees granted", unit="项", by=("factor",)
)
granted_share = Share(part=granted, whole=requests, zh="要素保障率", en="share of guarantees granted")
requests_overdue = Count(
    GuaranteeRequest,
    where=Overdue("due", "granted"),
    in_stage=("asked", "conferred", "ordered"),
    zh="逾期未保障要素需求数",
    en="guarantees overdue",
    unit="项",
)
blocked_by_factors = Sum(
    GuaranteeRequest,
    in_stage=("asked", "conferred", "ordered", "refused"),
    field="blocked",
    zh="要素不足影响投资",
    en="investment blocked for lack of factors",
    unit="CNY",
)
mean_staff = Average(
    WarZone, in_stage=_STANDING, field="members", zh="每个战区平均下沉人员", en="mean staff per zone", unit="人"
)


SYSTEMS = (
    System(18, Label("战区决战机制", "war zones"), (WarZone, ZoneProblem)),
    System(19, Label("全要素保障机制", "guarantee of all factors"), (GuaranteeRequest,)),
)
