"""Open estates without a manager (无物业开放小区): taken over by companies of the district."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme(
    "property-management", Label("物业接管", "property management"), owner="区住房和城乡建设局", order=64
)


class OpenEstate(Record):
    """An open estate that had no property manager."""

    stages = Stages(
        surveyed=Label("摸底", "surveyed"),
        taken_over=Label("接管", "taken over", "国企接管", "接手"),
        serviced=Label("定标服务", "service standard set"),
        paying=Label("收费运行", "fees collected"),
        assessed=Label("评价", "assessed"),
        returned=Label("转自治管理", "returned to residents"),
        beside=["returned"],
        moves=[
            Move("serviced", "returned", "居民选择自治管理"),
            Move("paying", "returned", "居民选聘其他物业"),
            Move("surveyed", "returned", "居民自治，无须接管"),
        ],
    )

    company = models.CharField(Label("接管企业", "company", "物业企业"), max_length=120, blank=True)
    buildings = CountField("栋", Label("楼栋数", "buildings", "楼宇数"))
    households = CountField("户", Label("户数", "households", "惠及户数"))
    floor_area = QuantityField("m2", Label("建筑面积", "floor area", "管理面积"), null=True, blank=True)
    staff = CountField("人", Label("服务人员", "staff", "人员配备"), null=True, blank=True)
    fees_due = MoneyField(Label("应收物业费", "fees due"), null=True, blank=True)
    fees_paid = MoneyField(Label("实收物业费", "fees paid"), null=True, blank=True)
    satisfaction = QuantityField("%", Label("居民满意度", "residents' satisfaction"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("开放小区", "open estate", "无物业开放小区", "无物业小区", "物业接管台账")
        verbose_name_plural = Label("开放小区", "open estates")


class EstateBuilding(Record):
    """One building of an open estate."""

    stages = Stages(
        surveyed=Label("摸底", "surveyed"),
        taken_over=Label("接管", "taken over", "已接管"),
        repaired=Label("维修整治", "repaired"),
        serviced=Label("常态服务", "serviced"),
        returned=Label("转自治管理", "returned to residents"),
        beside=["returned"],
        moves=[
            Move("taken_over", "serviced", "楼体完好，无须维修"),
            Move("serviced", "repaired", "巡查发现渗漏破损，再次维修"),
            Move("serviced", "returned", "居民选择自治管理"),
        ],
    )

    estate = models.ForeignKey(
        OpenEstate, models.PROTECT, verbose_name=Label("所属小区", "estate", "小区名称"), related_name="building_list"
    )
    households = CountField("户", Label("户数", "households", "楼内户数"))
    storeys = CountField("层", Label("层数", "storeys", "楼层数"), null=True, blank=True)
    built = models.PositiveSmallIntegerField(Label("建成年份", "year built", "建成年代"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("小区楼栋", "estate building", "楼栋", "楼栋台账")
        verbose_name_plural = Label("小区楼栋", "estate buildings")


estates = Count(
    OpenEstate,
    reached="taken_over",
    zh="区属国企接手的无物业开放小区数",
    en="open estates taken over",
    unit="个",
    by=("company",),
    aliases=("无物业开放小区数", "接管无物业小区数"),
)
buildings = Sum(
    OpenEstate,
    reached="taken_over",
    field="buildings",
    zh="区属国企接手物业管理的楼宇数",
    en="buildings taken over",
    unit="栋",
    by=("company",),
    aliases=("接管楼宇数", "物业管理楼宇数"),
)
households = Sum(
    OpenEstate,
    reached="taken_over",
    field="households",
    zh="接手物业管理惠及群众户数",
    en="households served by managers taken over",
    unit="户",
    by=("company",),
    aliases=("惠及群众户数", "物业接管惠及户数"),
)
households_per_building = Ratio(
    of=households, per=buildings, zh="接管小区每栋户数", en="households per building", unit="户", measure="ratio"
)
floor_area = Sum(
    OpenEstate,
    reached="taken_over",
    field="floor_area",
    zh="接管小区建筑面积",
    en="floor area taken over",
    unit="m2",
)
staff = Sum(OpenEstate, reached="taken_over", field="staff", zh="接管小区服务人员数", en="staff in estates", unit="人")
_fees_due = Sum(
    OpenEstate,
    reached="taken_over",
    field="fees_due",
    zh="接管小区应收物业费",
    en="fees due in estates",
    unit="CNY",
)
fees_paid = Sum(
    OpenEstate,
    reached="taken_over",
    field="fees_paid",
    zh="接管小区实收物业费",
    en="fees paid in estates",
    unit="CNY",
)
fees_share = Share(part=fees_paid, whole=_fees_due, zh="接管小区物业费收缴率", en="share of fees paid")
satisfaction = Average(
    OpenEstate,
    reached="taken_over",
    field="satisfaction",
    zh="接管小区居民满意度",
    en="satisfaction in estates",
    unit="%",
    measure="share",
)
listed_buildings = Count(
    EstateBuilding, reached="taken_over", zh="接管楼栋逐栋登记数", en="buildings listed one by one", unit="栋"
)
listed_households = Sum(
    EstateBuilding,
    reached="taken_over",
    field="households",
    zh="逐栋登记的接管户数",
    en="households listed by building",
    unit="户",
)
repaired_buildings = Count(EstateBuilding, reached="repaired", zh="维修整治楼栋数", en="buildings repaired", unit="栋")
old_buildings = Count(
    EstateBuilding,
    reached="taken_over",
    where=_.built <= 1990,
    zh="1990年以前建成的接管楼栋数",
    en="buildings of 1990 or older taken over",
    unit="栋",
)


SYSTEMS = (System(36, Label("无物业开放小区国企接管", "open estates taken over"), (OpenEstate, EstateBuilding)),)
