"""Housing problems (住房难题): stalled projects, overdue resettlement, dangerous houses."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Largest, Overdue, Programme, Ratio, Share, Sum, System
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

from .planning import RenewalArea

PROGRAMME = Programme("housing-problems", Label("住房难题", "housing problems"), owner="区住房和城乡建设局", order=70)


class Cause(models.TextChoices):
    """Why a project stands still."""

    MONEY = "money", Label("资金链断裂", "money ran out", "资金")
    LAND = "land", Label("土地手续", "land", "用地")
    LAW = "law", Label("诉讼查封", "lawsuits", "司法")
    OWNER = "owner", Label("企业破产", "owner bankrupt", "主体灭失")
    CLEARING = "clearing", Label("征迁未完成", "clearing unfinished", "征迁")


class StalledProject(Record):
    """A housing project that stood still for years."""

    stages = Stages(
        listed=Label("摸底建账", "listed", "摸底"),
        planned=Label("一案一策", "plan made", "制定方案"),
        broken=Label("取得突破", "breakthrough", "突破性进展", "破题"),
        resumed=Label("复工", "resumed", "复工建设"),
        completed=Label("竣工", "completed"),
        certified=Label("办证交付", "certified"),
        shelved=Label("协调中止", "shelved"),
        beside=["shelved"],
        moves=[
            Move("planned", "shelved", "进入破产程序，等待法院裁定"),
            Move("shelved", "planned", "重整方案通过"),
            Move("resumed", "planned", "再次停工，重新制定方案"),
        ],
    )

    cause = models.CharField(Label("停滞原因", "cause", "停工原因"), max_length=10, choices=Cause)
    stalled_years = QuantityField("year", Label("停滞年限", "years stalled", "停滞时长"), decimal_places=1)
    households = CountField("户", Label("涉及户数", "households waiting", "购房户数"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("建筑面积", "floor area"), null=True, blank=True)
    gap = MoneyField(Label("资金缺口", "funding gap"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("停滞项目", "stalled project", "长期停滞项目", "停滞项目台账")
        verbose_name_plural = Label("停滞项目", "stalled projects")


class Resettlement(Record):
    """A resettlement project whose families wait beyond the promised day."""

    stages = Stages(
        listed=Label("摸底建账", "listed", "摸底"),
        unblocked=Label("破题", "unblocked", "实现破题"),
        started=Label("开复工", "started", "开工", "复工"),
        completed=Label("竣工", "completed"),
        chosen=Label("选房", "flats chosen"),
        returned=Label("回迁", "families returned"),
        bought_out=Label("货币安置", "bought out"),
        beside=["bought_out"],
        moves=[
            Move("listed", "bought_out", "居民同意货币安置"),
            Move("unblocked", "bought_out", "用地无法落实，改为货币安置"),
        ],
    )

    area = models.ForeignKey(
        RenewalArea,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所属更新片区", "renewal area"),
        related_name="resettlements",
    )
    families = CountField("户", Label("未回迁户数", "families waiting", "安置户数"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("安置房面积", "floor area", "建筑面积"))
    overdue_years = QuantityField("year", Label("逾期年限", "years overdue"), null=True, blank=True, decimal_places=1)
    transition_fee = MoneyField(Label("年过渡费", "transition fee per year", "过渡费"), null=True, blank=True)
    due = models.DateField(Label("计划回迁日期", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("安置项目", "resettlement project", "未回迁安置项目", "安置项目台账")
        verbose_name_plural = Label("安置项目", "resettlement projects")


class Grade(models.TextChoices):
    """Grade of danger by JGJ 125-2016."""

    C = "C", Label("C级", "grade C", "局部危险")
    D = "D", Label("D级", "grade D", "整体危险")


class DangerousArea(Record):
    """An area of dangerous houses."""

    stages = Stages(
        found=Label("排查", "found"),
        appraised=Label("鉴定", "appraised"),
        emptied=Label("撤离", "emptied"),
        relieved=Label("解危", "relieved", "完成解危"),
        closed=Label("销号", "closed"),
        watched=Label("监测使用", "watched"),
        beside=["watched"],
        moves=[
            Move("appraised", "watched", "C级且已加固，监测使用"),
            Move("watched", "emptied", "监测数据超限，立即撤离"),
        ],
    )

    grade = models.CharField(Label("危险等级", "grade", "鉴定等级"), max_length=2, choices=Grade)
    buildings = CountField("栋", Label("危房栋数", "buildings"), null=True, blank=True)
    households = CountField("户", Label("涉及户数", "households", "解危户数"))
    money = MoneyField(Label("筹集资金", "money raised", "解危资金"), null=True, blank=True)
    due = models.DateField(Label("解危期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("危房片区", "area of dangerous houses", "危房解危", "危房台账")
        verbose_name_plural = Label("危房片区", "areas of dangerous houses")


stalled_broken = Count(
    StalledProject,
    reached="broken",
    zh="取得突破性进展的长期停滞项目数",
    en="stalled projects with a breakthrough",
    unit="个",
    by=("cause",),
    aliases=("长期停滞项目取得突破", "停滞项目突破数"),
)
stalled = Count(StalledProject, zh="长期停滞项目数", en="stalled projects", unit="个", by=("cause",))
stalled_resumed = Count(
    StalledProject, reached="resumed", zh="复工的长期停滞项目数", en="stalled projects resumed", unit="个"
)
stalled_share = Share(
    part=stalled_broken, whole=stalled, zh="长期停滞项目突破率", en="share of stalled projects with a breakthrough"
)
stalled_households = Sum(
    StalledProject, field="households", zh="长期停滞项目涉及户数", en="households in stalled projects", unit="户"
)
stalled_gap = Sum(
    StalledProject, field="gap", zh="长期停滞项目资金缺口", en="funding gap of stalled projects", unit="CNY"
)
longest_stall = Largest(
    StalledProject,
    reached="resumed",
    field="stalled_years",
    zh="复工项目最长停滞时长",
    en="longest standstill of a project resumed",
    unit="year",
    measure="duration",
    aliases=("项目停滞时长", "停滞年限", "停滞项目破冰重启"),
)
resettlement_unblocked = Count(
    Resettlement,
    reached="unblocked",
    zh="实现破题的长期未回迁安置项目数",
    en="resettlement projects unblocked",
    unit="个",
    aliases=("未回迁安置项目破题数", "长期未回迁安置项目"),
)
resettlement_area = Sum(
    Resettlement,
    reached="started",
    field="floor_area",
    zh="开复工安置房面积",
    en="floor area of resettlement housing started",
    unit="m2",
    aliases=("安置房开复工面积",),
)
resettlement_families = Sum(
    Resettlement, field="families", zh="长期未回迁户数", en="families waiting to return", unit="户"
)
resettlement_overdue = Count(
    Resettlement, where=Overdue("due", "returned"), zh="逾期未回迁安置项目数", en="resettlement overdue", unit="个"
)
overdue_years = Average(
    Resettlement,
    field="overdue_years",
    zh="安置项目平均逾期年限",
    en="mean years overdue",
    unit="year",
    measure="duration",
)
transition_fees = Sum(
    Resettlement, field="transition_fee", zh="年过渡费支出", en="transition fees per year", unit="CNY"
)
dangerous_areas = Count(
    DangerousArea,
    reached="relieved",
    zh="完成危房解危的片区数",
    en="areas of dangerous houses relieved",
    unit="个",
    by=("grade",),
    aliases=("危房解危片区数",),
)
dangerous_households = Sum(
    DangerousArea,
    reached="relieved",
    field="households",
    zh="完成危房解危户数",
    en="households relieved of danger",
    unit="户",
    by=("grade",),
    aliases=("危房解危户数",),
)
dangerous_money = Sum(
    DangerousArea,
    reached="relieved",
    field="money",
    zh="危房解危筹集资金",
    en="money raised against danger",
    unit="CNY",
    aliases=("危房解危资金",),
)
money_per_household = Ratio(
    of=dangerous_money,
    per=dangerous_households,
    zh="危房解危户均资金",
    en="money per household relieved",
    unit="CNY",
    measure="ratio",
)
dangerous_left = Sum(
    DangerousArea,
    in_stage=("found", "appraised", "emptied"),
    field="households",
    zh="待解危危房户数",
    en="households still in danger",
    unit="户",
)


SYSTEMS = (
    System(42, Label("长期停滞项目破题", "stalled projects"), (StalledProject,)),
    System(43, Label("长期未回迁安置项目破题", "overdue resettlement"), (Resettlement,)),
    System(44, Label("危房解危", "dangerous houses"), (DangerousArea,)),
)
