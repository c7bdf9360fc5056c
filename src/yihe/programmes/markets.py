"""Farmers' markets (农贸市场): the four-tier network 2 + 5 + 51 + N and its star-standard upgrades."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, Label, Overdue, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("markets", Label("农贸市场", "farmers' markets"), owner="区商务局", order=50)


class Tier(models.TextChoices):
    """The four tiers of the network, from wholesale to corner shop."""

    WHOLESALE = "wholesale", Label("批发市场", "wholesale", "一级", "综合批发")
    DISTRICT = "district", Label("区级市场", "district", "二级", "片区中心")
    NEIGHBOURHOOD = "neighbourhood", Label("社区市场", "neighbourhood", "三级", "农贸市场")
    CONVENIENCE = "convenience", Label("便民网点", "convenience point", "四级", "便民菜店")


class Market(Record):
    """A farmers' market, existing or planned."""

    stages = Stages(
        registered=Label("登记", "registered"),
        designing=Label("方案设计", "designing"),
        upgrading=Label("改造中", "upgrading"),
        upgraded=Label("完成改造", "upgraded"),
        rated=Label("已评星", "rated"),
        closed=Label("关停", "closed"),
        beside=["closed"],
        moves=[
            Move("registered", "closed", "撤市或并入其他市场"),
            Move("designing", "registered", "方案未获通过，退回"),
            Move("rated", "designing", "星级复评不达标，再次改造"),
            Move("upgraded", "closed", "经营不善撤市，或地块另作他用"),
        ],
    )

    tier = models.CharField(Label("市场层级", "tier", "层级", "市场类别"), max_length=16, choices=Tier)
    stalls = CountField("个", Label("摊位数", "stalls", "摊位"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("建筑面积", "floor area", "营业面积"), null=True, blank=True)
    stars = models.PositiveSmallIntegerField(Label("星级", "stars", "评定星级"), null=True, blank=True)

    cost = MoneyField(Label("改造投资", "cost of upgrade", "投资"), null=True, blank=True)
    due = models.DateField(Label("计划完成日期", "due date", "完成时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("农贸市场", "farmers' market", "农贸市场台账")
        verbose_name_plural = Label("农贸市场", "farmers' markets")


_OPEN = tuple(stage.name for stage in Market.stages if not stage.beside)

network = Count(Market, in_stage=_OPEN, zh="农贸市场数", en="markets in the network", unit="处", by=("tier",))
upgraded = Count(
    Market,
    zh="按星级标准完成升级改造的农贸市场数",
    en="markets upgraded to the star standard",
    unit="处",
    reached="upgraded",
    aliases=("完成农贸市场升级改造", "完成升级改造的农贸市场数"),
    by=("tier",),
)
upgrading = Count(
    Market,
    zh="正在改造的农贸市场数",
    en="markets under upgrade",
    unit="处",
    in_stage=("designing", "upgrading"),
)
overdue = Count(
    Market,
    where=Overdue("due", "upgraded"),
    in_stage=("designing", "upgrading"),
    zh="逾期未完成改造的农贸市场数",
    en="market upgrades overdue",
    unit="处",
)


def _in_tier(tier: Tier, zh: str, en: str) -> Count:
    """The number of markets of one tier that are not closed."""
    return Count(Market, zh=zh, en=en, unit="处", where=_.tier == tier.value, in_stage=_OPEN)


wholesale = _in_tier(Tier.WHOLESALE, "批发市场数", "wholesale markets")
district = _in_tier(Tier.DISTRICT, "区级农贸市场数", "district markets")
neighbourhood = _in_tier(Tier.NEIGHBOURHOOD, "社区农贸市场数", "neighbourhood markets")
convenience = _in_tier(Tier.CONVENIENCE, "便民网点数", "convenience points")
stalls = Sum(Market, field="stalls", zh="农贸市场摊位数", en="stalls in markets", unit="个")
floor_area = Sum(Market, field="floor_area", zh="农贸市场建筑面积", en="floor area of markets", unit="m2")
area_per_stall = Ratio(of=floor_area, per=stalls, zh="摊位平均面积", en="floor area per stall", unit="m2")
upgraded_share = Share(part=upgraded, whole=network, zh="农贸市场升级改造完成率", en="share of markets upgraded")
upgrade_cost = Sum(
    Market, reached="upgraded", field="cost", zh="农贸市场改造投资", en="cost of market upgrades", unit="CNY"
)
rated = Count(Market, reached="rated", zh="已评星农贸市场数", en="markets rated with stars", unit="处")
stars = Average(Market, in_stage="rated", field="stars", zh="农贸市场平均星级", en="mean stars of markets", unit="级")
days_to_upgrade = Duration(
    Market, since="designing", reached="upgraded", zh="农贸市场平均改造天数", en="days from design to upgrade"
)


SYSTEMS = (System(38, Label("农贸市场专项规划与“2+5+51+N”四级体系", "the four-tier network of markets"), (Market,)),)
