"""Street cleaning at work (环卫作业): the vehicles, and the plans of a day that are made for them (作业计划)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from yihe.indicators.define import Count, Label, Programme, Sum
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("operations", Label("环卫作业", "sanitation work"), owner="区城市管理局", order=47)


class Work(models.TextChoices):
    """What a vehicle does, or a plan is made for."""

    COLLECTING = "collecting", Label("垃圾收运", "collecting waste", "收运")
    SWEEPING = "sweeping", Label("道路机扫", "sweeping streets", "机扫")


class WorkVehicle(Record):
    """A vehicle with its crew; it stands at its own position if it has one, else at its station."""

    stages = Stages(
        bought=Label("购置", "bought"),
        registered=Label("登记上牌", "registered"),
        in_service=Label("投入作业", "in service"),
        repairing=Label("送修", "under repair"),
        scrapped=Label("报废", "scrapped"),
        beside=["repairing", "scrapped"],
        moves=[
            Move("in_service", "repairing", "故障送修"),
            Move("repairing", "in_service", "修复后恢复作业"),
            Move("in_service", "scrapped", "到期报废"),
            Move("repairing", "scrapped", "无法修复，报废"),
        ],
    )

    work = models.CharField(Label("作业类型", "work"), max_length=12, choices=Work)
    payload = QuantityField("t", Label("核定载质量", "payload", "载重"), null=True, blank=True)
    volume = QuantityField("m3", Label("压缩前容积", "volume before pressing", "箱体容积"), null=True, blank=True)
    tank = QuantityField("m3", Label("水箱容积", "water tank"), null=True, blank=True)
    station = models.ForeignKey(
        "programmes.TransferStation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("驻车转运站", "home station", "停放转运站"),
        related_name="work_vehicles",
    )
    cost_per_km = QuantityField("CNY/km", Label("每公里费用", "cost per kilometre"), null=True, blank=True)
    cost_per_hour = MoneyField(Label("每小时费用", "cost per hour"), unit="CNY/hour", null=True, blank=True)
    cost_per_shift = MoneyField(Label("每班出车费用", "cost per shift"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("作业车辆", "work vehicle", "环卫作业车辆", "作业车辆台账")
        verbose_name_plural = Label("作业车辆", "work vehicles")


class DayPlan(Record):
    """A plan for one day's work, as a solver made it and its checker passed it.

    What the solver says is no field a person can fill in; the routes are its parts (:class:`PlanRoute`).
    """

    stages = Stages(
        drafted=Label("拟定", "drafted"),
        adopted=Label("采用", "adopted"),
        driven=Label("已执行", "driven"),
        reviewed=Label("复盘", "reviewed"),
        dropped=Label("作废", "dropped"),
        beside=["dropped"],
        moves=[
            Move("drafted", "dropped", "改用另一份计划"),
            Move("adopted", "dropped", "当日条件变化，改用新计划"),
        ],
    )
    computed: ClassVar[tuple[str, ...]] = (
        *("routes", "visits", "unloads", "length", "objective", "bound", "gap", "broken"),
        *("known_at", "distances", "seed", "seconds"),
    )

    work = models.CharField(Label("作业类型", "work"), max_length=12, choices=Work)
    day = models.DateField(Label("作业日期", "day of work"))

    routes = CountField("条", Label("路线数", "routes"), null=True, blank=True, editable=False)
    visits = CountField("次", Label("作业点次", "visits"), null=True, blank=True, editable=False)
    unloads = CountField("次", Label("卸料次数", "unloads"), null=True, blank=True, editable=False)
    length = QuantityField("km", Label("总里程", "distance driven"), null=True, blank=True, editable=False)
    objective = MoneyField(Label("计划成本", "cost of the plan"), null=True, blank=True, editable=False)
    bound = MoneyField(Label("成本下界", "proven bound"), null=True, blank=True, editable=False)
    gap = QuantityField("%", Label("与下界差距", "gap"), null=True, blank=True, editable=False)
    broken = CountField(
        "条", Label("校核违反规则数", "rules broken when checked"), null=True, blank=True, editable=False
    )
    known_at = models.DateTimeField(Label("数据截至", "data as known at"), null=True, blank=True, editable=False)
    distances = models.CharField(Label("距离依据", "distances"), max_length=200, blank=True, editable=False)
    seed = CountField("", Label("随机种子", "seed"), null=True, blank=True, editable=False)
    seconds = QuantityField("秒", Label("求解用时", "solved in"), null=True, blank=True, editable=False)
    assumed = models.TextField(Label("推算依据", "assumed"), blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = Label("作业计划", "day plan", "作业计划台账")
        verbose_name_plural = Label("作业计划", "day plans")


class PlanRoute(models.Model):
    """What one vehicle does in one shift of a plan; written with the plan and never changed.

    Times are seconds of the day of work; after midnight the count goes on.
    """

    plan = models.ForeignKey(DayPlan, models.PROTECT, related_name="parts")
    order = models.PositiveIntegerField()
    vehicle = models.ForeignKey(WorkVehicle, models.PROTECT, null=True, related_name="routes")
    shift = models.CharField(max_length=40, blank=True)
    begin = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    length = QuantityField("m")
    line = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "order"], name="one_route_at_each_place_of_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.order}"


class PlanCall(models.Model):
    """One thing a vehicle does on a route: leave, visit, unload, rest, come home.

    `kind` and `code` name the entry it is done at (a bin, a lane, a station), where there is one.
    """

    route = models.ForeignKey(PlanRoute, models.CASCADE, related_name="calls")
    order = models.PositiveIntegerField()
    does = models.CharField(max_length=12)
    kind = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    arrival = models.PositiveIntegerField()
    begin = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    weight = QuantityField("kg", default=0)
    volume = QuantityField("L", default=0)
    driven = QuantityField("m", default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["route", "order"], name="one_call_at_each_place_of_a_route")
        ]

    def __str__(self) -> str:
        return f"{self.route_id}/{self.order}"


vehicles = Count(
    WorkVehicle, in_stage="in_service", zh="环卫作业车辆数", en="work vehicles in service", unit="辆", by=("work",)
)
payload = Sum(
    WorkVehicle,
    in_stage="in_service",
    field="payload",
    zh="环卫作业车辆核定载质量",
    en="payload of work vehicles in service",
    unit="t",
)
repairing = Count(
    WorkVehicle, in_stage="repairing", zh="送修环卫作业车辆数", en="work vehicles under repair", unit="辆"
)
adopted = Count(DayPlan, reached="adopted", zh="采用的作业计划数", en="day plans adopted", unit="份", by=("work",))
length = Sum(
    DayPlan, reached="adopted", field="length", zh="作业计划总里程", en="distance of adopted day plans", unit="km"
)
cost = Sum(DayPlan, reached="adopted", field="objective", zh="作业计划成本", en="cost of adopted day plans", unit="CNY")
