"""Renewal plans and areas (城市更新规划): plans up to use, areas whose four streams run at once."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from yihe.indicators.define import (
    Average,
    Count,
    Duration,
    Label,
    Overdue,
    Programme,
    Ratio,
    Rule,
    Share,
    Sum,
    System,
    _,
)
from yihe.indicators.steps import before
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, QuantityField
from yihe.ledger.labels import as_label
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("planning", Label("城市更新规划", "renewal planning"), owner="区自然资源局", order=20)


class PlanLevel(models.TextChoices):
    """How far a plan reaches: the whole city, one area, one project."""

    CITY = "city", Label("顶层规划", "overall plan", "顶层", "总体规划")
    AREA = "area", Label("片区规划", "area plan", "片区")
    PROJECT = "project", Label("重点项目规划", "project plan", "项目", "项目规划")


class Zone(models.TextChoices):
    """The two belts and the core (两带一核) that every area belongs to."""

    COAST = "coast", Label("北部滨海黄金海岸带", "northern coast belt", "滨海带")
    RIVER = "river", Label("夹河东岸生态景观带", "east bank of the Jia river", "夹河带")
    CORE = "core", Label("老城区", "old town core", "一核")


class PlanningResult(Record):
    """A plan made for the renewal of the district."""

    stages = Stages(
        commissioned=Label("立项", "commissioned"),
        drafting=Label("编制", "drafting", "编制中"),
        reviewing=Label("论证", "under review", "专家论证"),
        publicised=Label("公示", "publicised"),
        completed=Label("批复", "approved", "完成", "已批复", "完成编制"),
        implemented=Label("落地实施", "put into effect", "已落地实施"),
        evaluated=Label("评估", "evaluated"),
        withdrawn=Label("撤回", "withdrawn"),
        beside=["withdrawn"],
        moves=[
            Move("reviewing", "drafting", "论证未通过，退回修改"),
            Move("publicised", "drafting", "公示期间有重大异议，退回修改"),
            Move("reviewing", "completed", "项目级规划无须公示，论证后直接批复"),
            Move("drafting", "withdrawn", "任务取消或并入其他规划"),
            Move("evaluated", "drafting", "评估认为须修编"),
        ],
    )

    level = models.CharField(Label("规划层级", "plan level", "规划类别"), max_length=10, choices=PlanLevel)
    institute = models.CharField(Label("编制单位", "planning institute", "设计单位"), max_length=120, blank=True)
    planned_area = QuantityField("m2", Label("规划面积", "planned area", "规划范围面积"), null=True, blank=True)
    due = models.DateField(Label("计划完成日期", "due date", "完成时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("规划成果", "planning result", "城市更新规划成果", "规划成果台账")
        verbose_name_plural = Label("规划成果", "planning results")


class RenewalArea(Record):
    """An area under renewal, with the progress of its four streams."""

    stages = Stages(
        selected=Label("划定", "selected"),
        preparing=Label("前期推进", "in preparation"),
        started=Label("开工", "started"),
        completed=Label("完成更新", "renewed"),
        shelved=Label("暂缓", "shelved"),
        beside=["shelved"],
        moves=[
            Move("preparing", "shelved", "资金或土地条件不成熟，暂缓"),
            Move("shelved", "preparing", "条件成熟，恢复推进"),
        ],
    )

    zone = models.CharField(Label("空间板块", "zone", "所属板块"), max_length=8, choices=Zone)
    land_area = QuantityField("m2", Label("用地面积", "land area", "占地面积"), null=True, blank=True)
    demolished_area = QuantityField("m2", Label("拆除建筑面积", "floor area to demolish"), null=True, blank=True)
    existing_area = QuantityField("m2", Label("现状建筑面积", "existing floor area"), null=True, blank=True)
    built_area = QuantityField("m2", Label("新建建筑面积", "floor area to build"), null=True, blank=True)
    local_resettlement = QuantityField(
        "%", Label("就近安置率", "share resettled nearby", "就地就近安置率"), null=True, blank=True
    )
    households = CountField("户", Label("征迁户数", "households to move", "涉及户数"), null=True, blank=True)
    planning_progress = QuantityField("%", Label("规划进度", "planning progress"), null=True, blank=True)
    clearing_progress = QuantityField("%", Label("征迁进度", "clearing progress"), null=True, blank=True)
    investor_progress = QuantityField("%", Label("招引进度", "investor progress"), null=True, blank=True)
    financing_progress = QuantityField("%", Label("融资进度", "financing progress"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("更新片区", "renewal area", "城市更新片区", "更新片区台账")
        verbose_name_plural = Label("更新片区", "renewal areas")


class Track(models.TextChoices):
    """The four streams that run at once for an area (四同步)."""

    PLANNING = "planning", Label("规划", "planning", "规划线")
    CLEARING = "clearing", Label("征迁", "clearing", "征迁线")
    INVESTORS = "investors", Label("招引", "investors", "招引线")
    FINANCING = "financing", Label("融资", "financing", "融资线")


class AreaTrack(Record):
    """One of the four streams of a renewal area, with the gate it must pass before works start."""

    stages = Stages(
        waiting=Label("未启动", "waiting"),
        working=Label("推进中", "under way"),
        submitted=Label("报审", "submitted"),
        passed=Label("通过节点", "gate passed", "具备条件"),
        blocked=Label("受阻", "blocked"),
        beside=["blocked"],
        moves=[
            Move("working", "blocked", "前置条件未落实，无法推进"),
            Move("blocked", "working", "前置条件落实，恢复推进"),
            Move("submitted", "working", "审查未通过，退回完善"),
        ],
    )

    area = models.ForeignKey(
        RenewalArea, models.PROTECT, verbose_name=Label("所属片区", "renewal area"), related_name="tracks"
    )
    track = models.CharField(Label("工作线", "stream", "四同步工作线"), max_length=10, choices=Track)
    gate = models.CharField(Label("节点要求", "gate", "前置条件"), max_length=120, blank=True)
    progress = QuantityField("%", Label("完成进度", "progress"), null=True, blank=True)
    due = models.DateField(Label("节点时限", "due date", "完成时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("片区四同步", "stream of an area", "四同步", "四同步台账")
        verbose_name_plural = Label("片区四同步", "streams of areas")


registered = Count(PlanningResult, zh="城市更新规划任务数", en="renewal plans commissioned", unit="项")
completed = Count(
    PlanningResult,
    zh="完成的城市更新规划成果数",
    en="renewal plans completed",
    unit="项",
    reached="completed",
    by=("level",),
    aliases=("规划成果数", "完成规划成果", "批复的规划成果数"),
)
implemented = Count(
    PlanningResult,
    zh="落地实施的城市更新规划成果数",
    en="renewal plans put into effect",
    unit="项",
    reached="implemented",
    by=("level",),
    aliases=("已落地实施的规划成果", "城市更新规划成果落地实施"),
)
city_completed = Count(
    PlanningResult,
    where=_.level == PlanLevel.CITY.value,
    reached="completed",
    zh="完成的顶层规划数",
    en="overall plans completed",
    unit="项",
)
area_completed = Count(
    PlanningResult,
    where=_.level == PlanLevel.AREA.value,
    reached="completed",
    zh="完成的片区规划数",
    en="area plans completed",
    unit="项",
)
project_completed = Count(
    PlanningResult,
    where=_.level == PlanLevel.PROJECT.value,
    reached="completed",
    zh="完成的重点项目规划数",
    en="project plans completed",
    unit="项",
)
drafting = Count(
    PlanningResult,
    in_stage=("drafting", "reviewing", "publicised"),
    zh="正在编制的城市更新规划数",
    en="renewal plans being made",
    unit="项",
)
overdue = Count(
    PlanningResult,
    where=Overdue("due", "completed"),
    zh="逾期未完成的城市更新规划数",
    en="renewal plans overdue",
    unit="项",
)
implemented_share = Share(
    part=implemented, whole=completed, zh="规划成果落地实施率", en="share of completed plans put into effect"
)
completed_area = Sum(
    PlanningResult,
    field="planned_area",
    reached="completed",
    zh="完成规划成果覆盖面积",
    en="area covered by completed plans",
    unit="m2",
)
days_to_complete = Duration(
    PlanningResult,
    since="commissioned",
    reached="completed",
    zh="规划成果平均编制天数",
    en="days from commission to approval",
)
areas = Count(RenewalArea, zh="城市更新片区数", en="renewal areas", unit="个", by=("zone",))
areas_started = Count(RenewalArea, reached="started", zh="开工的城市更新片区数", en="renewal areas started", unit="个")
areas_land = Sum(RenewalArea, field="land_area", zh="城市更新片区用地面积", en="land of renewal areas", unit="m2")
households = Sum(
    RenewalArea,
    field="households",
    zh="城市更新片区征迁户数",
    en="households to move in renewal areas",
    unit="户",
)
_demolished = Sum(
    RenewalArea,
    field="demolished_area",
    zh="更新片区拆除建筑面积",
    en="floor area to demolish in renewal areas",
    unit="m2",
)
_existing = Sum(
    RenewalArea,
    field="existing_area",
    zh="更新片区现状建筑面积",
    en="existing floor area of renewal areas",
    unit="m2",
)
_built = Sum(
    RenewalArea,
    field="built_area",
    zh="更新片区新建建筑面积",
    en="floor area to build in renewal areas",
    unit="m2",
)
demolished_share = Share(
    part=_demolished, whole=_existing, zh="更新片区拆除建筑面积占比", en="share of floor area demolished"
)
build_ratio = Ratio(
    of=_built,
    per=_demolished,
    zh="更新片区拆建比",
    en="floor area built per demolished",
    unit="倍",
    measure="ratio",
)
clearing_progress = Average(
    RenewalArea,
    field="clearing_progress",
    zh="更新片区平均征迁进度",
    en="mean clearing progress of renewal areas",
    unit="%",
    measure="share",
)
financing_progress = Average(
    RenewalArea,
    field="financing_progress",
    zh="更新片区平均融资进度",
    en="mean financing progress of renewal areas",
    unit="%",
    measure="share",
)
tracks = Count(AreaTrack, zh="四同步工作线数", en="streams of renewal areas", unit="条", by=("track",))
tracks_passed = Count(
    AreaTrack,
    reached="passed",
    zh="通过节点的四同步工作线数",
    en="streams through their gate",
    unit="条",
    by=("track",),
)
tracks_passed_share = Share(
    part=tracks_passed, whole=tracks, zh="四同步节点通过率", en="share of streams through their gate"
)
tracks_blocked = Count(
    AreaTrack, in_stage="blocked", zh="受阻的四同步工作线数", en="streams blocked", unit="条", by=("track",)
)
tracks_overdue = Count(
    AreaTrack,
    where=Overdue("due", "passed"),
    in_stage=("waiting", "working", "submitted", "blocked"),
    zh="逾期未过节点的四同步工作线数",
    en="streams overdue at their gate",
    unit="条",
)
tracks_progress = Average(
    AreaTrack,
    field="progress",
    zh="四同步工作线平均进度",
    en="mean progress of streams",
    unit="%",
    measure="share",
)
areas_blocked = Count(
    AreaTrack,
    in_stage="blocked",
    distinct="area_id",
    zh="有工作线受阻的片区数",
    en="areas with a blocked stream",
    unit="个",
)


def _in_zone(zone: Zone) -> Count:
    """The number of renewal areas of one belt or the core."""
    label = as_label(zone.label)
    return Count(
        RenewalArea, where=_.zone == zone.value, zh=f"{label.zh}更新片区数", en=f"areas: {label.en}", unit="个"
    )


coast_areas = _in_zone(Zone.COAST)
river_areas = _in_zone(Zone.RIVER)
core_areas = _in_zone(Zone.CORE)


def _started_uncleared() -> Q:
    """Areas under works whose clearing has not passed its gate."""
    clearing = AreaTrack.objects.present().filter(area=OuterRef("pk"), track=Track.CLEARING)
    return Q(stage__in=("started", "completed")) & Q(Exists(clearing.exclude(stage="passed")))


_SOURCE, _SINCE = "建科〔2021〕63号", date(2021, 8, 30)
RULES = (
    Rule(
        "planning.demolished_share",
        Label("片区拆除建筑面积不大于现状总建筑面积的比例", "share of floor area demolished in a renewal area"),
        RenewalArea,
        Decimal("0.20"),
        broken_by=lambda limit: Q(demolished_area__gt=F("existing_area") * limit),
        source=_SOURCE,
        valid_from=_SINCE,
    ),
    Rule(
        "planning.build_ratio",
        Label("片区拆建比不大于限值", "floor area built per demolished in a renewal area"),
        RenewalArea,
        Decimal("2"),
        broken_by=lambda limit: Q(built_area__gt=F("demolished_area") * limit),
        unit="倍",
        source=_SOURCE,
        valid_from=_SINCE,
    ),
    Rule(
        "planning.local_resettlement",
        Label("居民就地就近安置率不低于限值", "share of residents resettled nearby, %"),
        RenewalArea,
        Decimal("50"),
        broken_by=lambda limit: Q(local_resettlement__lt=limit),
        source=_SOURCE,
        valid_from=_SINCE,
        unit="%",
    ),
    Rule(
        "planning.compensation_first",
        Label("先补偿、后搬迁：征迁线通过节点前片区不得开工", "no works before clearing has passed its gate"),
        RenewalArea,
        None,
        broken_by=lambda limit: _started_uncleared(),
        source="国有土地上房屋征收与补偿条例（国务院令第590号）第二十七条",
        valid_from=date(2011, 1, 21),
    ),
    Rule(
        "planning.clearing_announced",
        Label("征迁：审查通过不得早于启动推进", "clearing: no gate passed before work on it began"),
        AreaTrack,
        None,
        broken_by=lambda limit: Q(track=Track.CLEARING) & before(AreaTrack, "passed", "working"),
        source="国有土地上房屋征收与补偿条例（国务院令第590号）第十条至第十三条",
        valid_from=date(2011, 1, 21),
    ),
)

SYSTEMS = (
    System(9, Label("“两带一核”开发建设", "two belts and one core"), (RenewalArea,)),
    System(10, Label("“四同步”（规划、征迁、招引、融资）", "four streams at once"), (AreaTrack,)),
    System(11, Label("城市更新研究院与规划成果体系", "renewal institute and its plans"), (PlanningResult,)),
)
