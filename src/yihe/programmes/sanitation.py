"""Waste collection (“三班制、两清运、双保障”): bins with their answerable persons, stations, shifts."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, PersonalField, QuantityField
from yihe.ledger.stages import Move, Stages

from . import operations

PROGRAMME = Programme("sanitation", Label("垃圾收转运", "waste collection"), owner="区城市管理局", order=46)


class Waste(models.TextChoices):
    """What goes into a bin (GB/T 19095-2019)."""

    RESIDUAL = "residual", Label("其他垃圾", "residual waste", "干垃圾")
    FOOD = "food", Label("厨余垃圾", "food waste", "湿垃圾")
    RECYCLABLE = "recyclable", Label("可回收物", "recyclables")
    HAZARDOUS = "hazardous", Label("有害垃圾", "hazardous waste")


class BinGrid(Record):
    """A grid whose answerable person looks after its bins (网格化包保)."""

    stages = Stages(
        drawn=Label("划定网格", "drawn"),
        staffed=Label("定人定责", "staffed", "定人"),
        patrolled=Label("日常巡查", "patrolled", "巡查"),
        assessed=Label("考核", "assessed"),
        merged=Label("合并", "merged"),
        beside=["merged"],
        moves=[
            Move("assessed", "staffed", "考核不合格，更换责任人"),
            Move("patrolled", "merged", "撤桶并点后并入相邻网格"),
        ],
    )

    answerable = PersonalField(Label("网格责任人", "answerable person", "网格员"), max_length=60)
    patrols = CountField("次", Label("日巡查次数", "patrols per day"), null=True, blank=True)
    score = QuantityField("", Label("考核得分", "score"), null=True, blank=True, decimal_places=1)

    class Meta(Record.Meta):
        verbose_name = Label("包保网格", "bin grid", "垃圾桶包保网格", "包保网格台账")
        verbose_name_plural = Label("包保网格", "bin grids")


class WasteBin(Record):
    """A bin with its code and the person who answers for it (网格化包保责任制)."""

    stages = Stages(
        coded=Label("编码", "coded"),
        placed=Label("投放", "placed", "设置"),
        assigned=Label("定人包保", "assigned", "包保"),
        sensed=Label("加装满溢感知", "with a level sensor", "智能感知"),
        broken=Label("损坏", "broken", "待维修"),
        removed=Label("撤除", "removed"),
        beside=["broken", "removed"],
        moves=[
            Move("placed", "broken", "巡查发现破损"),
            Move("assigned", "broken", "巡查发现破损"),
            Move("broken", "assigned", "维修或更换后恢复"),
            Move("assigned", "removed", "撤桶并点"),
            Move("broken", "removed", "无法修复，撤除"),
        ],
    )

    waste = models.CharField(Label("垃圾类别", "waste", "类别"), max_length=12, choices=Waste)
    volume = QuantityField("L", Label("容积", "volume", "桶容积"))
    grid = models.ForeignKey(
        BinGrid,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所属网格", "grid", "包保网格编号"),
        related_name="bins",
    )
    answerable = PersonalField(Label("包保责任人", "answerable person", "责任岗"), max_length=60, blank=True)
    rounds = CountField("次", Label("日清运次数", "rounds per day", "清运频次"), null=True, blank=True)
    overflows = CountField("次", Label("本月满溢次数", "overflows this month", "满溢次数"), null=True, blank=True)
    minutes_to_clear = QuantityField(
        "min", Label("平均清运时长", "minutes from full to empty", "随满随清时长"), null=True, blank=True
    )

    class Meta(Record.Meta):
        verbose_name = Label("垃圾桶", "waste bin", "垃圾桶点位", "垃圾桶台账")
        verbose_name_plural = Label("垃圾桶", "waste bins")


class TransferStation(Record):
    """A station where collected waste is pressed and loaded."""

    stages = Stages(
        planned=Label("规划", "planned"),
        building=Label("建设改造", "under works", "改造"),
        running=Label("运行", "running", "投用"),
        rated=Label("达标评定", "rated"),
        closed=Label("停用", "closed"),
        beside=["closed"],
        moves=[
            Move("running", "building", "设备老化，提升改造"),
            Move("running", "closed", "服务范围并入新站"),
            Move("rated", "closed", "用地收回，服务范围并入新站"),
        ],
    )

    capacity = QuantityField("t", Label("日转运能力", "capacity per day", "设计能力"))
    handled = QuantityField("t", Label("日均转运量", "handled per day", "转运量"), null=True, blank=True)
    vehicles = CountField("辆", Label("配备车辆", "vehicles", "车辆数"), null=True, blank=True)
    crew = CountField("人", Label("作业人员", "crew", "人员数"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("垃圾转运站", "transfer station", "转运站", "转运站台账")
        verbose_name_plural = Label("垃圾转运站", "transfer stations")


class ShiftTime(models.TextChoices):
    """The three shifts of a day (三班制)."""

    EARLY = "early", Label("早班", "early")
    MIDDLE = "middle", Label("中班", "middle")
    NIGHT = "night", Label("夜班", "night")


class CollectionShift(Record):
    """One shift of a station's crews on one day, with the rounds driven and the waste brought in."""

    stages = Stages(
        planned=Label("排班", "planned"),
        driving=Label("收集作业", "under way", "作业"),
        delivered=Label("转运交接", "delivered", "转运"),
        assessed=Label("考核", "assessed"),
        cancelled=Label("取消", "cancelled"),
        beside=["cancelled"],
        moves=[
            Move("planned", "cancelled", "恶劣天气停运"),
            Move("assessed", "driving", "漏收投诉，当班补收"),
        ],
    )

    station = models.ForeignKey(
        TransferStation, models.PROTECT, verbose_name=Label("所属转运站", "station"), related_name="shifts"
    )
    shift = models.CharField(Label("班次", "shift"), max_length=8, choices=ShiftTime)
    rounds = CountField("次", Label("清运趟次", "rounds", "趟次"), null=True, blank=True)
    vehicles = CountField("辆", Label("出车数", "vehicles", "出动车辆"), null=True, blank=True)
    crew = CountField("人", Label("当班人数", "crew", "上岗人数"), null=True, blank=True)
    weight = QuantityField("t", Label("收运量", "waste brought in", "收运吨数"), null=True, blank=True)
    missed = CountField("个", Label("漏收桶数", "bins missed", "漏收"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("收运班次", "collection shift", "收转运班次", "收运班次台账")
        verbose_name_plural = Label("收运班次", "collection shifts")


_IN_PLACE = ("placed", "assigned", "sensed")

bins = Count(
    WasteBin,
    in_stage=_IN_PLACE,
    zh="在用垃圾桶数",
    en="bins in use",
    unit="个",
    by=("waste",),
    aliases=("垃圾桶数", "垃圾桶点位数"),
)
assigned = Count(
    WasteBin,
    in_stage=("assigned", "sensed"),
    zh="落实包保责任的垃圾桶数",
    en="bins with an answerable person",
    unit="个",
)
assigned_share = Share(part=assigned, whole=bins, zh="垃圾桶包保率", en="share of bins with an answerable person")
answerable = Count(
    WasteBin,
    in_stage=("assigned", "sensed"),
    distinct="answerable",
    zh="垃圾桶包保责任人数",
    en="persons answerable for bins",
    unit="人",
)
bins_per_person = Ratio(
    of=assigned, per=answerable, zh="人均包保垃圾桶数", en="bins per answerable person", unit="个", measure="ratio"
)
sensed = Count(WasteBin, in_stage="sensed", zh="加装满溢感知的垃圾桶数", en="bins with a level sensor", unit="个")
broken = Count(WasteBin, in_stage="broken", zh="损坏待修垃圾桶数", en="broken bins", unit="个")
volume = Sum(WasteBin, in_stage=_IN_PLACE, field="volume", zh="垃圾桶总容积", en="volume of bins", unit="L")
overflows = Sum(
    WasteBin, in_stage=_IN_PLACE, field="overflows", zh="垃圾桶满溢次数", en="overflows this month", unit="次"
)
overflowing = Count(
    WasteBin,
    in_stage=_IN_PLACE,
    where=_.overflows > 0,
    zh="发生满溢的垃圾桶数",
    en="bins that overflowed",
    unit="个",
)
overflowing_share = Share(part=overflowing, whole=bins, zh="垃圾桶满溢率", en="share of bins that overflowed")
minutes_to_clear = Average(
    WasteBin,
    in_stage=_IN_PLACE,
    field="minutes_to_clear",
    zh="垃圾随满随清平均时长",
    en="mean minutes from full to empty",
    unit="min",
    measure="duration",
)
stations = Count(
    TransferStation, in_stage=("running", "rated"), zh="运行垃圾转运站数", en="transfer stations running", unit="座"
)
capacity = Sum(
    TransferStation,
    in_stage=("running", "rated"),
    field="capacity",
    zh="垃圾日转运能力",
    en="transfer capacity per day",
    unit="t",
)
handled = Sum(
    TransferStation,
    in_stage=("running", "rated"),
    field="handled",
    zh="垃圾日均转运量",
    en="waste handled per day",
    unit="t",
)
capacity_used = Share(part=handled, whole=capacity, zh="垃圾转运能力利用率", en="share of transfer capacity used")
grids = Count(BinGrid, in_stage=("staffed", "patrolled", "assessed"), zh="垃圾桶包保网格数", en="bin grids", unit="个")
grid_score = Average(
    BinGrid, in_stage="assessed", field="score", zh="包保网格平均得分", en="mean score of grids", unit="分"
)
bins_per_grid = Ratio(of=assigned, per=grids, zh="每个网格垃圾桶数", en="bins per grid", unit="个", measure="ratio")
shifts = Count(CollectionShift, reached="delivered", zh="完成收运班次数", en="shifts driven", unit="次", by=("shift",))
rounds = Sum(CollectionShift, reached="delivered", field="rounds", zh="垃圾清运趟次", en="collection rounds", unit="次")
weight = Sum(CollectionShift, reached="delivered", field="weight", zh="垃圾收运量", en="waste collected", unit="t")
weight_per_round = Ratio(of=weight, per=rounds, zh="每趟收运量", en="waste per round", unit="t", measure="ratio")
missed = Sum(CollectionShift, reached="delivered", field="missed", zh="漏收垃圾桶数", en="bins missed", unit="个")


SYSTEMS = (
    System(
        27,
        Label("“三班制、两清运、双保障”垃圾收转运模式", "three shifts, two rounds, two guarantees"),
        (CollectionShift, TransferStation, operations.WorkVehicle, operations.DayPlan),
        also=(
            operations.vehicles,
            operations.payload,
            operations.repairing,
            operations.adopted,
            operations.length,
            operations.cost,
        ),
    ),
    System(
        28,
        Label("垃圾桶网格化包保责任制", "answerable persons for bins by grid"),
        (BinGrid, WasteBin),
        indicators=(bins, assigned, assigned_share, answerable, bins_per_person, grids, grid_score, bins_per_grid),
    ),
    System(
        29,
        Label("垃圾“随满随清”", "emptied when full"),
        (WasteBin,),
        where={"stage__in": _IN_PLACE},
        indicators=(sensed, broken, volume, overflows, overflowing, overflowing_share, minutes_to_clear),
    ),
)
