"""Renewal projects pitched to investors and banks (城市更新项目推介): packaged, pitched, signed, landed."""

from django.db import models

from yihe.indicators.define import Count, Label, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("promotion", Label("项目推介", "project promotion"), owner="区投资促进中心", order=32)


class Category(models.TextChoices):
    """The classes under which projects are pitched."""

    AREA = "area", Label("片区综合开发类", "area development", "片区开发")
    INDUSTRY = "industry", Label("产业载体类", "premises for industry", "产业载体")
    PUBLIC = (
        "public",
        Label("基础设施和公共服务类", "infrastructure and public services", "基础设施", "公共服务"),
    )
    HERITAGE = "heritage", Label("历史文化保护利用类", "heritage", "历史文化")


class PitchedProject(Record):
    """A project packaged for investors."""

    stages = Stages(
        conceived=Label("策划", "conceived"),
        packaged=Label("包装", "packaged", "完成包装"),
        pitched=Label("推介", "pitched", "已推介", "对外推介"),
        negotiating=Label("洽谈", "in negotiation", "洽谈中"),
        signed=Label("签约", "signed", "已签约"),
        landed=Label("落地", "landed", "落地开工"),
        withdrawn=Label("撤回推介", "withdrawn"),
        beside=["withdrawn"],
        moves=[
            Move("negotiating", "pitched", "洽谈终止，重新推介"),
            Move("pitched", "withdrawn", "规划或用地条件变化，撤回"),
            Move("signed", "negotiating", "投资方违约，重新洽谈"),
            Move("pitched", "signed", "推介会现场签约"),
        ],
    )

    category = models.CharField(Label("推介类别", "category", "项目类别"), max_length=10, choices=Category)
    batch = models.PositiveSmallIntegerField(Label("推介批次", "batch", "批次"))
    total_investment = MoneyField(Label("总投资", "total investment", "计划总投资"))
    land_area = QuantityField("m2", Label("用地面积", "land area", "占地面积"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("建筑面积", "floor area", "总建筑面积"), null=True, blank=True)
    expected_return = QuantityField(
        "%", Label("预期收益率", "expected return", "内部收益率"), null=True, blank=True, may_be_negative=True
    )
    investor = models.CharField(Label("意向投资方", "investor", "投资方"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("推介项目", "pitched project", "城市更新推介项目", "推介项目台账")
        verbose_name_plural = Label("推介项目", "pitched projects")


_FIRST = _.batch == 1

categories = Count(
    PitchedProject,
    where=_FIRST,
    reached="pitched",
    distinct="category",
    zh="首批推介城市更新项目类别数",
    en="classes of projects pitched in the first batch",
    unit="类",
    aliases=("推介项目大类数", "首批推介城市更新项目大类", "首批推介城市更新项目"),
)
first_batch = Count(
    PitchedProject,
    where=_FIRST,
    reached="pitched",
    zh="首批推介城市更新项目数",
    en="renewal projects pitched in the first batch",
    unit="个",
    by=("category",),
)
first_batch_investment = Sum(
    PitchedProject,
    where=_FIRST,
    reached="pitched",
    field="total_investment",
    zh="首批推介城市更新项目总投资",
    en="investment of projects pitched in the first batch",
    unit="CNY",
    by=("category",),
)
packaged = Count(PitchedProject, reached="packaged", zh="完成包装的推介项目数", en="projects packaged", unit="个")
pitched = Count(
    PitchedProject,
    reached="pitched",
    zh="推介城市更新项目数",
    en="renewal projects pitched",
    unit="个",
    by=("category", "batch"),
    aliases=("推介项目数",),
)
investment = Sum(
    PitchedProject,
    reached="pitched",
    field="total_investment",
    zh="推介城市更新项目总投资",
    en="investment of renewal projects pitched",
    unit="CNY",
    by=("category", "batch"),
    aliases=("推介项目总投资",),
)
signed = Count(PitchedProject, reached="signed", zh="推介项目签约数", en="pitched projects signed", unit="个")
signed_investment = Sum(
    PitchedProject,
    reached="signed",
    field="total_investment",
    zh="推介项目签约总投资",
    en="investment of pitched projects signed",
    unit="CNY",
)
landed = Count(PitchedProject, reached="landed", zh="推介项目落地数", en="pitched projects landed", unit="个")
signed_share = Share(part=signed, whole=pitched, zh="推介项目签约率", en="share of pitched projects signed")
landed_share = Share(part=landed, whole=signed, zh="推介项目落地率", en="share of signed projects landed")
investment_per_project = Ratio(
    of=investment, per=pitched, zh="推介项目平均总投资", en="investment per pitched project", unit="CNY"
)
land = Sum(
    PitchedProject,
    reached="pitched",
    field="land_area",
    zh="推介项目用地面积",
    en="land of pitched projects",
    unit="m2",
)

first_batch_mean = Ratio(
    of=first_batch_investment,
    per=first_batch,
    zh="首批推介城市更新项目平均投资",
    en="mean investment of projects pitched in the first batch",
    unit="CNY",
    measure="ratio",
)


SYSTEMS = (
    System(
        12,
        Label("城市更新项目推介会暨金融合作集中签约", "renewal projects pitched to investors and banks"),
        (PitchedProject,),
    ),
)
