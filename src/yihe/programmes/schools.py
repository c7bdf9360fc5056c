"""New schools (教育资源布局优化): seats, sites, permits and the way to opening day."""

from datetime import date
from decimal import Decimal

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Overdue, Programme, Ratio, Rule, Share, Sum, System, _
from yihe.indicators.reach import out_of_reach
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

from .old_communities import OldEstate

PROGRAMME = Programme("schools", Label("学校建设", "schools"), owner="区教育和体育局", order=66)


class SchoolKind(models.TextChoices):
    """What is taught."""

    KINDERGARTEN = "kindergarten", Label("幼儿园", "kindergarten")
    PRIMARY = "primary", Label("小学", "primary school")
    MIDDLE = "middle", Label("初中", "middle school", "中学")
    NINE_YEAR = "nine_year", Label("九年一贯制", "nine-year school")


class Works(models.TextChoices):
    """Whether the school is new."""

    NEW = "new", Label("新建", "new")
    EXTENDED = "extended", Label("改扩建", "extended", "扩建")


class School(Record):
    """A school to be built or extended."""

    stages = Stages(
        clearing=Label("征迁", "site being cleared", "选址征迁"),
        permitting=Label("前期手续", "permits", "手续办理"),
        started=Label("开工建设", "started", "开工", "已开工"),
        topped_out=Label("主体封顶", "topped out"),
        completed=Label("竣工", "completed"),
        opened=Label("招生启用", "opened", "投入使用"),
        suspended=Label("停工", "suspended"),
        beside=["suspended"],
        moves=[
            Move("clearing", "started", "净地先行开工，手续容缺办理"),
            Move("started", "suspended", "资金或手续原因停工"),
            Move("suspended", "started", "问题解决，复工"),
        ],
    )

    school_kind = models.CharField(Label("学校类别", "kind of school", "学段"), max_length=14, choices=SchoolKind)
    works = models.CharField(Label("建设性质", "works"), max_length=10, choices=Works)
    seats = CountField("个", Label("学位数", "seats", "新增学位"), null=True, blank=True)
    classes = CountField("个", Label("班级数", "classes", "办学规模"), null=True, blank=True)
    floor_area = QuantityField("m2", Label("建筑面积", "floor area"), null=True, blank=True)
    total_investment = MoneyField(Label("总投资", "total investment"), null=True, blank=True)
    due = models.DateField(Label("计划启用日期", "due to open", "计划开学日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("学校", "school", "学校建设", "学校建设台账")
        verbose_name_plural = Label("学校", "schools")


_IS_NEW = _.works == Works.NEW.value

new_schools = Count(
    School,
    where=_IS_NEW,
    zh="新建学校数",
    en="new schools",
    unit="所",
    by=("school_kind",),
    aliases=("新建学校",),
)
new_started = Count(
    School,
    where=_IS_NEW,
    reached="started",
    zh="已开工建设的学校数",
    en="new schools started",
    unit="所",
    aliases=("开工建设学校数", "已开工学校"),
)
new_preparing = Count(
    School,
    where=_IS_NEW,
    in_stage=("clearing", "permitting"),
    zh="正在进行征迁及前期手续办理的学校数",
    en="new schools being prepared",
    unit="所",
    aliases=("前期手续办理的学校数",),
)
extended = Count(School, where=_.works == Works.EXTENDED.value, zh="改扩建学校数", en="schools extended", unit="所")
new_seats = Sum(School, where=_IS_NEW, field="seats", zh="新建学校学位数", en="seats in new schools", unit="个")
seats = Sum(School, field="seats", zh="新增学位数", en="seats added", unit="个")
seats_per_school = Ratio(of=new_seats, per=new_schools, zh="新建学校平均学位数", en="seats per new school", unit="个")
started_share = Share(part=new_started, whole=new_schools, zh="新建学校开工率", en="share of new schools started")
investment = Sum(School, field="total_investment", zh="学校建设总投资", en="investment in schools", unit="CNY")
floor_area = Sum(School, field="floor_area", zh="学校建设建筑面积", en="floor area of schools", unit="m2")
opened = Count(School, reached="opened", zh="启用学校数", en="schools opened", unit="所")
overdue = Count(School, where=Overdue("due", "opened"), zh="逾期未启用学校数", en="schools overdue", unit="所")
days_to_start = Duration(
    School, since="clearing", reached="started", zh="学校前期平均天数", en="days from clearing to start"
)


def _within(metres: int, name: str, zh: str, en: str, *kinds: str) -> Rule:
    """Old estates near a school of the ledger; it holds new and rebuilt schools only, so this shows whom they reach."""
    return Rule(
        f"schools.radius_{name}",
        Label(f"老旧小区在台账所列{zh}服务半径内", f"old estates within reach of a {en} of the ledger"),
        OldEstate,
        Decimal(metres),
        broken_by=lambda limit: out_of_reach(
            OldEstate, School.objects.present().filter(school_kind__in=(*kinds, "nine_year")), limit
        ),
        source="GB 50180-2018（城市居住区规划设计标准）",
        valid_from=date(2018, 12, 1),
        unit="m",
    )


RULES = (
    _within(500, "primary", "小学", "primary school", "primary"),
    _within(1000, "middle", "初中", "middle school", "middle"),
)

SYSTEMS = (System(37, Label("教育资源布局优化（新建学校）", "new schools"), (School,)),)
