"""Industrial parks (“五好园区”): upgrading campaigns, and the projects in them with jobs and output."""

from django.db import models

from yihe.indicators.define import Count, Label, Programme, Ratio, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("parks", Label("园区", "industrial parks"), owner="区工业和信息化局", order=44)


class ParkLevel(models.TextChoices):
    """Who recognised the park."""

    NATIONAL = "national", Label("国家级", "national")
    PROVINCE = "province", Label("省级", "provincial")
    CITY = "city", Label("市级", "municipal")


class Park(Record):
    """An industrial park."""

    stages = Stages(
        compared=Label("对标", "compared with the standard"),
        planned=Label("制定方案", "plan made", "提升方案"),
        improving=Label("实施提升", "being improved", "提升行动", "实施提升行动"),
        assessed=Label("评估", "assessed"),
        removed=Label("整合撤并", "merged or removed"),
        beside=["removed"],
        moves=[
            Move("assessed", "planned", "评估未达标，修订方案"),
            Move("planned", "removed", "并入其他园区"),
        ],
    )

    level = models.CharField(Label("园区级别", "level", "级别"), max_length=10, choices=ParkLevel)
    area = QuantityField("m2", Label("园区面积", "area", "规划面积"), null=True, blank=True)
    firms = CountField("家", Label("入园企业数", "firms", "企业数"), null=True, blank=True)
    tax = MoneyField(Label("年税收", "tax per year", "税收"), null=True, blank=True)
    score = QuantityField("", Label("五好得分", "score", "评价得分"), null=True, blank=True, decimal_places=1)

    class Meta(Record.Meta):
        verbose_name = Label("园区", "industrial park", "产业园区", "园区台账")
        verbose_name_plural = Label("园区", "industrial parks")


class ParkIndustry(models.TextChoices):
    """What a project in a park makes."""

    DATA = "data", Label("数据服务", "data services", "AI数据服务")
    SOFTWARE = "software", Label("软件信息", "software", "信息技术")
    PRECISION = "precision", Label("精密制造", "precision manufacturing")
    FOOD = "food", Label("食品加工", "food")
    MEDICAL = "medical", Label("医疗器械", "medical devices")


class ParkProject(Record):
    """A project or anchor firm in a park."""

    stages = Stages(
        attracted=Label("引进", "attracted"),
        fitting=Label("装修建设", "fitting out", "装修"),
        running=Label("投产运营", "running", "投产", "运营"),
        subsidised=Label("政策兑现", "subsidy paid"),
        left=Label("迁出", "left"),
        beside=["left"],
        moves=[
            Move("running", "left", "合同到期迁出"),
            Move("attracted", "running", "拎包入驻"),
        ],
    )

    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, verbose_name=Label("所在园区", "park"), related_name="projects"
    )
    industry = models.CharField(Label("产业方向", "industry", "产业类别"), max_length=10, choices=ParkIndustry)
    jobs = CountField("人", Label("就业人数", "jobs", "带动就业"), null=True, blank=True)
    graduates = CountField("人", Label("大学生就业人数", "graduates employed", "带动大学生就业"), null=True, blank=True)
    output = MoneyField(Label("累计产值", "output so far", "产值"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("使用面积", "floor area", "载体面积"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("园区项目", "project in a park", "产业园项目", "园区项目台账")
        verbose_name_plural = Label("园区项目", "projects in parks")


_IS_DATA = _.industry == ParkIndustry.DATA.value

provincial_improving = Count(
    Park,
    reached="improving",
    where=_.level == ParkLevel.PROVINCE.value,
    zh="实施提升行动的省级园区数",
    en="provincial parks being improved",
    unit="个",
    aliases=("省级园区提升行动", "省级园区数"),
)
parks = Count(Park, zh="产业园区数", en="industrial parks", unit="个", by=("level",))
firms = Sum(Park, field="firms", zh="入园企业数", en="firms in parks", unit="家")
tax = Sum(Park, field="tax", zh="园区年税收", en="tax of parks", unit="CNY")
area = Sum(Park, field="area", zh="园区面积", en="area of parks", unit="m2")
tax_per_m2 = Ratio(of=tax, per=area, zh="园区单位面积税收", en="tax per m² of park", unit="CNY/m2", measure="ratio")
projects_running = Count(
    ParkProject, reached="running", zh="园区投产运营项目数", en="projects running in parks", unit="个", by=("industry",)
)
jobs = Sum(ParkProject, reached="running", field="jobs", zh="园区项目就业人数", en="jobs in parks", unit="人")
data_graduates = Sum(
    ParkProject,
    reached="running",
    where=_IS_DATA,
    field="graduates",
    zh="AI数据服务产业园项目带动大学生就业人数",
    en="graduates employed by data-service projects",
    unit="人",
    aliases=("数据服务产业园带动大学生就业", "数据服务生态产业园项目带动大学生就业", "带动大学生就业人数"),
)
data_output = Sum(
    ParkProject,
    reached="running",
    where=_IS_DATA,
    field="output",
    zh="AI数据服务产业园项目产值",
    en="output of data-service projects",
    unit="CNY",
    aliases=("数据服务产业园实现产值", "数据服务生态产业园项目实现产值"),
)
graduates = Sum(
    ParkProject,
    reached="running",
    field="graduates",
    zh="园区项目大学生就业人数",
    en="graduates employed in parks",
    unit="人",
)
output = Sum(ParkProject, reached="running", field="output", zh="园区项目累计产值", en="output in parks", unit="CNY")
output_per_job = Ratio(of=output, per=jobs, zh="园区项目人均产值", en="output per job", unit="CNY", measure="ratio")


SYSTEMS = (
    System(21, Label("“五好园区”标准与省级园区提升行动", "five-good parks and their upgrade"), (Park,)),
    System(22, Label("都市工业与产业链招引（AI数据服务产业园）", "urban industry and its chains"), (ParkProject,)),
)
