"""Parking (停车资源盘活): new free spaces, and spaces shared at other hours for a fee (错时共享)."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, Label, Overdue, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

from .enforcement import IllegalBuilding

PROGRAMME = Programme("parking", Label("停车", "parking"), owner="区城市管理局", order=55)


class LotKind(models.TextChoices):
    """Where the spaces were found."""

    ROADSIDE = "roadside", Label("路内泊位", "roadside", "道路划线")
    CORNER = "corner", Label("边角地", "corner land", "路口转角")
    CLEARED = "cleared", Label("拆违空间", "cleared land", "拆违用地")
    IDLE = "idle", Label("闲置土地", "idle land", "闲置用地")
    ESTATE = "estate", Label("小区挖潜", "housing estate", "居住小区")
    OFFICE = "office", Label("机关企事业单位", "office", "单位院落")
    MALL = "mall", Label("商场楼宇", "shopping centre or tower", "商业停车场")


class ParkingLot(Record):
    """A parking lot opened or to be opened to residents."""

    stages = Stages(
        surveyed=Label("摸排", "surveyed"),
        designed=Label("方案设计", "designed", "方案"),
        building=Label("施工改造", "under construction", "施划"),
        opened=Label("启用", "opened", "投入使用", "已启用"),
        closed=Label("停用", "closed"),
        beside=["closed"],
        moves=[
            Move("surveyed", "opened", "已有泊位签约共享，无须改造"),
            Move("designed", "surveyed", "公示期间居民反对，重新摸排"),
            Move("opened", "closed", "土地另作他用或共享协议到期"),
            Move("closed", "opened", "续签共享协议"),
        ],
    )

    lot_kind = models.CharField(
        Label("车位类型", "kind of lot", "车位来源", "停车场类型"), max_length=10, choices=LotKind
    )
    freed_by = models.ForeignKey(
        IllegalBuilding,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("腾出用地案件", "case that freed the land", "拆违案件编号"),
        related_name="lots",
    )
    free_spaces = CountField("个", Label("新增免费车位数", "new free spaces", "免费车位数"), default=0)
    shared_spaces = CountField("个", Label("有偿错时共享车位数", "spaces shared for a fee", "共享车位数"), default=0)
    shared_hours = models.CharField(Label("共享时段", "hours of sharing", "开放时段"), max_length=60, blank=True)
    fee = MoneyField(Label("收费标准", "fee per hour", "共享收费"), unit="CNY/hour", null=True, blank=True)
    used_share = QuantityField("%", Label("平均使用率", "mean occupancy", "利用率"), null=True, blank=True)
    cost = MoneyField(Label("改造投资", "cost", "投资"), null=True, blank=True)
    due = models.DateField(Label("计划启用日期", "due date", "计划完成日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("停车场", "parking lot", "停车资源", "停车泊位台账", "停车场台账")
        verbose_name_plural = Label("停车场", "parking lots")


new_free_spaces = Sum(
    ParkingLot,
    reached="opened",
    field="free_spaces",
    zh="新增免费停车位数",
    en="new free parking spaces",
    unit="个",
    by=("lot_kind",),
    aliases=("新增免费车位", "免费停车位", "免费停车泊位"),
)
shared_spaces = Sum(
    ParkingLot,
    reached="opened",
    field="shared_spaces",
    zh="有偿错时共享停车位数",
    en="parking spaces shared for a fee",
    unit="个",
    by=("lot_kind",),
    aliases=("错时共享停车位", "有偿错时共享车位", "共享停车位"),
)
lots = Count(ParkingLot, reached="opened", zh="新增启用停车场数", en="parking lots opened", unit="处", by=("lot_kind",))
free_lots = Count(
    ParkingLot,
    reached="opened",
    where=_.free_spaces > 0,
    zh="新增免费停车场数",
    en="lots with new free spaces",
    unit="处",
)
shared_lots = Count(
    ParkingLot,
    reached="opened",
    where=_.shared_spaces > 0,
    zh="错时共享停车场数",
    en="lots that share spaces",
    unit="处",
)
spaces_per_lot = Ratio(
    of=new_free_spaces, per=free_lots, zh="每处停车场新增免费车位数", en="new free spaces per lot", unit="个"
)
cleared_land_spaces = Sum(
    ParkingLot,
    reached="opened",
    where=_.lot_kind == LotKind.CLEARED.value,
    field="free_spaces",
    zh="拆违空间新增免费车位数",
    en="new free spaces on cleared land",
    unit="个",
)
cleared_land_share = Share(
    part=cleared_land_spaces,
    whole=new_free_spaces,
    zh="拆违空间车位占新增免费车位比重",
    en="share of new free spaces on cleared land",
)
coming_spaces = Sum(
    ParkingLot,
    in_stage=("surveyed", "designed", "building"),
    field="free_spaces",
    zh="在建免费停车位数",
    en="free spaces under way",
    unit="个",
)
overdue = Count(
    ParkingLot,
    where=Overdue("due", "opened"),
    in_stage=("surveyed", "designed", "building"),
    zh="逾期未启用停车场数",
    en="lots overdue",
    unit="处",
)
used_share = Average(
    ParkingLot,
    in_stage="opened",
    field="used_share",
    zh="停车场平均使用率",
    en="mean occupancy of lots",
    unit="%",
    measure="share",
)
cost = Sum(ParkingLot, reached="opened", field="cost", zh="停车场改造投资", en="cost of lots opened", unit="CNY")
days_to_open = Duration(
    ParkingLot, since="surveyed", reached="opened", zh="停车场平均建设天数", en="days from survey to opening"
)
spaces_from_cases = Sum(
    ParkingLot,
    reached="opened",
    where=_.freed_by_id.notnull(),
    field="free_spaces",
    zh="落到拆违案件的新增免费车位数",
    en="new free spaces traced to the case that freed their land",
    unit="个",
)


SYSTEMS = (
    System(
        40,
        Label("停车资源盘活（免费车位）", "new free parking spaces"),
        (ParkingLot,),
        where={"free_spaces__gt": 0},
        indicators=(
            new_free_spaces,
            free_lots,
            spaces_per_lot,
            cleared_land_spaces,
            cleared_land_share,
            spaces_from_cases,
            coming_spaces,
            overdue,
            cost,
            days_to_open,
        ),
    ),
    System(
        41,
        Label("有偿错时共享停车位", "spaces shared at other hours for a fee"),
        (ParkingLot,),
        where={"shared_spaces__gt": 0},
        indicators=(shared_spaces, shared_lots, used_share),
    ),
)
