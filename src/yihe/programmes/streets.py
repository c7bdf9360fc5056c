"""Back lanes (背街小巷): one company sweeps them and tends their green (“一把扫帚扫到底”)."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Overdue, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("streets", Label("背街小巷", "back lanes"), owner="区城市管理局", order=48)


class CleaningLevel(models.TextChoices):
    """How often a lane is swept (CJJ/T 126)."""

    FIRST = "first", Label("一级保洁", "level 1")
    SECOND = "second", Label("二级保洁", "level 2")
    THIRD = "third", Label("三级保洁", "level 3")


class Lane(Record):
    """A street or back lane with its green corners."""

    stages = Stages(
        surveyed=Label("普查", "surveyed", "底数普查"),
        standard_set=Label("定标", "standard set"),
        handed_over=Label("移交接管", "handed over", "移交", "接管"),
        serviced=Label("作业养护", "serviced", "作业"),
        assessed=Label("考核付费", "assessed"),
        disputed=Label("权属争议", "ownership disputed"),
        beside=["disputed"],
        moves=[
            Move("standard_set", "disputed", "道路权属不清，暂缓移交"),
            Move("disputed", "handed_over", "街道与产权单位签订移交协议"),
            Move("assessed", "serviced", "考核后进入下一作业周期"),
        ],
    )

    length = QuantityField("m", Label("长度", "length", "街巷长度"))
    width = QuantityField("m", Label("宽度", "width", "平均宽度"), null=True, blank=True)
    swept_area = QuantityField("m2", Label("保洁面积", "swept area", "清扫面积"), null=True, blank=True)
    green_area = QuantityField("m2", Label("绿地养护面积", "green area in care", "绿地面积"), null=True, blank=True)
    level = models.CharField(Label("保洁等级", "cleaning level", "等级"), max_length=8, choices=CleaningLevel)
    company = models.CharField(Label("作业单位", "company", "接管单位"), max_length=120, blank=True)
    workers = CountField("人", Label("作业人数", "workers", "保洁员数"), null=True, blank=True)
    cost = MoneyField(Label("年作业费用", "cost per year", "年度经费"), null=True, blank=True)
    score = QuantityField("", Label("考核得分", "score", "保洁得分"), null=True, blank=True, decimal_places=1)
    lamps_missing = models.BooleanField(Label("缺路灯", "without lamps"), default=False)
    due = models.DateField(Label("移交期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("背街小巷", "back lane", "街巷", "街巷台账")
        verbose_name_plural = Label("背街小巷", "back lanes")


lanes = Count(Lane, zh="背街小巷数", en="back lanes", unit="条", by=("level",))
handed_over = Count(
    Lane,
    reached="handed_over",
    zh="区属国企接管街巷数",
    en="lanes handed over to companies of the district",
    unit="条",
    by=("company", "level"),
    aliases=("接管背街小巷数", "全面接管街巷"),
)
handed_over_share = Share(part=handed_over, whole=lanes, zh="街巷接管率", en="share of lanes handed over")
length = Sum(Lane, field="length", zh="背街小巷总长度", en="length of back lanes", unit="m")
length_in_service = Sum(
    Lane, reached="handed_over", field="length", zh="接管街巷长度", en="length of lanes handed over", unit="m"
)
swept_area = Sum(
    Lane, reached="handed_over", field="swept_area", zh="接管街巷保洁面积", en="area swept in lanes", unit="m2"
)
green_area = Sum(
    Lane,
    reached="handed_over",
    field="green_area",
    zh="接管社区绿地养护面积",
    en="community green in care",
    unit="m2",
    aliases=("社区绿地养护面积",),
)
workers = Sum(Lane, reached="handed_over", field="workers", zh="街巷保洁人员数", en="workers in lanes", unit="人")
area_per_worker = Ratio(
    of=swept_area, per=workers, zh="人均保洁面积", en="area swept per worker", unit="m2", measure="ratio"
)
cost = Sum(Lane, reached="handed_over", field="cost", zh="街巷年作业费用", en="cost of lanes per year", unit="CNY")
cost_per_m2 = Ratio(
    of=cost, per=swept_area, zh="单位面积保洁费用", en="cost per m² swept", unit="CNY/m2", measure="ratio"
)
score = Average(
    Lane, in_stage=("serviced", "assessed"), field="score", zh="街巷保洁平均得分", en="mean score of lanes", unit="分"
)
without_lamps = Count(Lane, where=_.lamps_missing, zh="缺路灯街巷数", en="lanes without lamps", unit="条")
disputed = Count(Lane, in_stage="disputed", zh="权属争议街巷数", en="lanes of disputed ownership", unit="条")
overdue = Count(
    Lane, where=Overdue("due", "handed_over"), zh="逾期未移交街巷数", en="lanes overdue for handing over", unit="条"
)


SYSTEMS = (
    System(
        26,
        Label("背街小巷“三多”治理与区属国企支撑保障", "back lanes and the companies that stand by"),
        (Lane,),
        indicators=(lanes, length, without_lamps, disputed, overdue, handed_over_share),
    ),
    System(
        30,
        Label("背街小巷环卫园林体制改革（“一把扫帚扫到底”）", "one broom from main road to back lane"),
        (Lane,),
        where={"stage__in": ("handed_over", "serviced", "assessed")},
        indicators=(
            handed_over,
            handed_over_share,
            length_in_service,
            swept_area,
            green_area,
            workers,
            area_per_worker,
            cost,
            cost_per_m2,
            score,
        ),
    ),
)
