"""Pocket parks (口袋公园): small green places on cleared, idle and corner land."""

from datetime import date
from decimal import Decimal

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Overdue, Programme, Ratio, Rule, Share, Sum, System, _
from yihe.indicators.reach import out_of_reach
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

from .enforcement import IllegalBuilding
from .old_communities import OldEstate
from .property_management import OpenEstate

PROGRAMME = Programme("pocket-parks", Label("口袋公园", "pocket parks"), owner="区城市管理局", order=68)


class LandSource(models.TextChoices):
    """Whose land it was."""

    CLEARED = "cleared", Label("拆违空间", "cleared land", "拆违用地")
    IDLE = "idle", Label("闲置土地", "idle land", "闲置用地")
    CORNER = "corner", Label("路口转角", "street corner", "边角地")
    WATERSIDE = "waterside", Label("滨水空间", "waterside")


class PocketPark(Record):
    """A pocket park, planned or made."""

    stages = Stages(
        found=Label("找地", "land found", "选址"),
        designed=Label("设计", "designed"),
        building=Label("建设", "under construction", "施工"),
        completed=Label("建成", "completed", "建成开放"),
        kept=Label("养护", "in care"),
        dropped=Label("取消", "dropped"),
        beside=["dropped"],
        moves=[
            Move("found", "dropped", "土地另有规划用途"),
            Move("designed", "dropped", "居民意见不统一"),
            Move("kept", "building", "提升改造"),
        ],
    )

    land_source = models.CharField(Label("用地来源", "source of land", "土地来源"), max_length=10, choices=LandSource)
    freed_by = models.ForeignKey(
        IllegalBuilding,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("腾出用地案件", "case that freed the land", "拆违案件编号"),
        related_name="parks",
    )
    area = QuantityField("m2", Label("面积", "area", "公园面积", "占地面积"))
    green_area = QuantityField("m2", Label("绿地面积", "green area", "绿化面积"), null=True, blank=True)
    facilities = CountField("个", Label("设施数", "facilities", "健身休憩设施"), null=True, blank=True)
    cost = MoneyField(Label("投资", "cost", "建设投资"), null=True, blank=True)
    served = CountField("人", Label("服务人口", "people within 300 m", "服务居民"), null=True, blank=True)
    due = models.DateField(Label("计划建成日期", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("口袋公园", "pocket park", "口袋公园台账")
        verbose_name_plural = Label("口袋公园", "pocket parks")


built = Count(
    PocketPark,
    reached="completed",
    zh="高标准建设口袋公园数",
    en="pocket parks made",
    unit="处",
    by=("land_source",),
    aliases=("建成口袋公园数", "建设口袋公园", "口袋公园数"),
)
under_way = Count(
    PocketPark,
    in_stage=("found", "designed", "building"),
    zh="在建和筹建口袋公园数",
    en="pocket parks under way",
    unit="处",
)
area = Sum(PocketPark, reached="completed", field="area", zh="口袋公园面积", en="area of pocket parks", unit="m2")
green_area = Sum(PocketPark, reached="completed", field="green_area", zh="口袋公园绿地面积", en="green area", unit="m2")
green_share = Share(part=green_area, whole=area, zh="口袋公园绿地率", en="share of green area")
on_cleared_land = Count(
    PocketPark,
    reached="completed",
    where=_.land_source == LandSource.CLEARED.value,
    zh="利用拆违空间建设口袋公园数",
    en="pocket parks on cleared land",
    unit="处",
)
cost = Sum(PocketPark, reached="completed", field="cost", zh="口袋公园建设投资", en="cost of pocket parks", unit="CNY")
cost_per_m2 = Ratio(
    of=cost, per=area, zh="口袋公园单位面积造价", en="cost per m² of pocket park", unit="CNY/m2", measure="ratio"
)
served = Sum(
    PocketPark, reached="completed", field="served", zh="口袋公园服务人口", en="people near pocket parks", unit="人"
)
overdue = Count(
    PocketPark,
    where=Overdue("due", "completed"),
    in_stage=("found", "designed", "building"),
    zh="逾期未建成口袋公园数",
    en="pocket parks overdue",
    unit="处",
)
days_to_build = Duration(
    PocketPark, since="found", reached="completed", zh="口袋公园平均建设天数", en="days from land to park"
)
from_cases = Count(
    PocketPark,
    reached="completed",
    where=_.freed_by_id.notnull(),
    zh="落到拆违案件的口袋公园数",
    en="pocket parks traced to the case that freed their land",
    unit="处",
)


def _beyond(kind: type[Record], name: str, zh: str, en: str) -> Rule:
    """Estates farther from the parks of the ledger than people should walk; parks it does not hold may serve them."""
    return Rule(
        f"pocket_parks.radius_{name}",
        Label(f"{zh}在台账所列口袋公园服务半径内", f"{en} within reach of a pocket park of the ledger"),
        kind,
        Decimal(300),
        broken_by=lambda limit: out_of_reach(kind, _open_parks(), limit),
        source="GB/T 51346-2019（城市绿地规划标准）",
        valid_from=date(2019, 12, 1),
        unit="m",
    )


def _open_parks() -> models.QuerySet[PocketPark]:
    return PocketPark.objects.present().filter(stage__in=("completed", "kept"))


RULES = (
    _beyond(OldEstate, "old_estates", "老旧小区", "old estates"),
    _beyond(OpenEstate, "open_estates", "开放小区", "open estates"),
)

SYSTEMS = (System(39, Label("口袋公园", "pocket parks"), (PocketPark,)),)
