"""Officers for enterprises (服务企业专员制度): visits to firms, and their problems until they are solved."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, Label, Overdue, Programme, Ratio, Share, System
from yihe.ledger.entries import Record
from yihe.ledger.fields import QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme(
    "enterprise-service", Label("服务企业", "service to enterprises"), owner="区工业和信息化局", order=42
)


class EnterpriseVisit(Record):
    """One visit of an officer to a firm."""

    stages = Stages(
        planned=Label("计划走访", "planned"),
        visited=Label("走访", "visited", "已走访"),
        reported=Label("上报", "reported"),
        cancelled=Label("取消走访", "cancelled"),
        beside=["cancelled"],
        moves=[Move("planned", "cancelled", "企业停业或迁出")],
    )

    enterprise = models.CharField(Label("企业名称", "enterprise", "走访企业"), max_length=120)
    officer = models.CharField(Label("服务专员", "officer", "专员"), max_length=60, blank=True)
    sector = models.CharField(Label("行业", "sector", "所属行业"), max_length=40, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("企业走访", "visit to an enterprise", "走访企业", "企业走访台账")
        verbose_name_plural = Label("企业走访", "visits to enterprises")


class Matter(models.TextChoices):
    """What a firm asks for."""

    FUNDING = "funding", Label("融资", "funding", "资金")
    LABOUR = "labour", Label("用工", "labour", "招工")
    LAND = "land", Label("用地厂房", "land and premises", "用地")
    PERMIT = "permit", Label("审批手续", "permits", "手续")
    POLICY = "policy", Label("政策兑现", "policy benefits")
    LOGISTICS = "logistics", Label("物流保供", "logistics", "疫情保供")
    UTILITIES = "utilities", Label("水电气暖", "utilities")


class EnterpriseProblem(Record):
    """A problem a firm raised."""

    stages = Stages(
        raised=Label("登记", "raised"),
        assigned=Label("转办", "assigned"),
        answered=Label("答复", "answered"),
        solved=Label("解决", "solved", "已解决", "办结"),
        confirmed=Label("回访销号", "confirmed", "销号"),
        explained=Label("解释说明", "explained", "暂不具备条件"),
        beside=["explained"],
        moves=[
            Move("raised", "solved", "专员现场解决"),
            Move("answered", "assigned", "企业不满意，重新转办"),
            Move("answered", "explained", "政策不允许，向企业说明"),
        ],
    )

    enterprise = models.CharField(Label("企业名称", "enterprise"), max_length=120)
    matter = models.CharField(Label("问题类别", "matter", "问题类型"), max_length=10, choices=Matter)
    due = models.DateField(Label("办理时限", "due date"), null=True, blank=True)
    satisfaction = QuantityField("%", Label("满意度", "satisfaction"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("企业问题", "problem of an enterprise", "企业诉求", "企业问题台账")
        verbose_name_plural = Label("企业问题", "problems of enterprises")


enterprises = Count(
    EnterpriseVisit,
    reached="visited",
    distinct="enterprise",
    zh="累计走访企业数",
    en="enterprises visited",
    unit="家",
    aliases=("走访企业数", "累计走访企业"),
)
visits = Count(EnterpriseVisit, reached="visited", zh="走访企业次数", en="visits", unit="次")
visits_per_enterprise = Ratio(
    of=visits, per=enterprises, zh="每家企业平均走访次数", en="visits per enterprise", unit="次"
)
problems = Count(
    EnterpriseProblem, reached="raised", zh="企业反映问题数", en="problems raised", unit="个", by=("matter",)
)
solved = Count(
    EnterpriseProblem,
    reached="solved",
    zh="帮助企业解决问题数",
    en="problems solved",
    unit="个",
    by=("matter",),
    aliases=("解决企业问题数", "帮助企业解决问题"),
)
solved_share = Share(part=solved, whole=problems, zh="企业问题解决率", en="share of problems solved")
open_problems = Count(
    EnterpriseProblem,
    in_stage=("raised", "assigned", "answered"),
    zh="在办企业问题数",
    en="problems open",
    unit="个",
)
overdue = Count(
    EnterpriseProblem,
    where=Overdue("due", "solved"),
    in_stage=("raised", "assigned", "answered"),
    zh="逾期未解决企业问题数",
    en="problems overdue",
    unit="个",
)
days_to_solve = Duration(
    EnterpriseProblem, since="raised", reached="solved", zh="企业问题平均办理天数", en="days to solve a problem"
)
satisfaction = Average(
    EnterpriseProblem,
    reached="confirmed",
    field="satisfaction",
    zh="企业问题办理满意度",
    en="satisfaction with solutions",
    unit="%",
    measure="share",
)


SYSTEMS = (System(23, Label("服务企业专员制度", "officers for enterprises"), (EnterpriseVisit, EnterpriseProblem)),)
