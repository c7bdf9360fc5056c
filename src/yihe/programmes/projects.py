"""Key projects (省市三级重点项目): the yearly lists of province, city and district."""

import ibis
import ibis.expr.types as ir
from django.db import models

from yihe.indicators.define import Count, InYear, Label, Overdue, Programme, Ratio, Share, Sum, System, _, between
from yihe.indicators.spans import Span
from yihe.ledger.entries import Record
from yihe.ledger.fields import MoneyField
from yihe.ledger.labels import as_label
from yihe.ledger.stages import Move, Stages

from .economy import FIXED_ASSET_INVESTMENT
from .economy import INDICATORS as ECONOMY
from .planning import RenewalArea

PROGRAMME = Programme("projects", Label("重点项目", "key projects"), owner="区发展和改革局", order=30)


class ProjectLevel(models.TextChoices):
    """Whose list a project stands on; a project stands only on the highest."""

    PROVINCE = "province", Label("省级", "province", "省重点")
    CITY = "city", Label("市级", "city", "市重点")
    DISTRICT = "district", Label("区级", "district", "区重点")


class Sector(models.TextChoices):
    """What a project builds."""

    INDUSTRY = "industry", Label("产业项目", "industry", "产业类", "工业")
    SERVICE = "service", Label("服务业项目", "services", "服务业")
    RENEWAL = "renewal", Label("城市更新项目", "urban renewal", "城市更新")
    INFRASTRUCTURE = "infrastructure", Label("基础设施项目", "infrastructure", "基础设施")
    LIVELIHOOD = "livelihood", Label("民生项目", "public services", "社会民生")


class KeyProject(Record):
    """A project on the list of one year."""

    stages = Stages(
        listed=Label("列入计划", "listed", "列入", "申报列入"),
        preparing=Label("前期手续", "in preparation", "前期"),
        started=Label("开工建设", "started", "开工", "在建"),
        topped_out=Label("主体完工", "structure finished", "主体封顶"),
        completed=Label("竣工", "completed", "竣工投产", "完工"),
        dropped=Label("调出", "dropped from the list", "调出计划"),
        suspended=Label("停工", "suspended"),
        beside=["dropped", "suspended"],
        moves=[
            Move("listed", "started", "续建项目列入当年计划时已在建"),
            Move("listed", "dropped", "申报材料不实，年中调整调出"),
            Move("preparing", "dropped", "要素无法落实，年中调整调出"),
            Move("started", "suspended", "资金、征迁或安全原因停工"),
            Move("suspended", "started", "问题解决，复工"),
            Move("started", "completed", "道路、管网等项目没有主体封顶节点"),
        ],
    )

    level = models.CharField(Label("项目级别", "list", "级别", "重点项目级别"), max_length=10, choices=ProjectLevel)
    sector = models.CharField(Label("项目类别", "sector", "行业类别"), max_length=16, choices=Sector, blank=True)
    plan_year = models.PositiveSmallIntegerField(Label("计划年度", "plan year", "年度"))
    total_investment = MoneyField(Label("总投资", "total investment", "计划总投资"))
    plan_investment = MoneyField(
        Label("年度计划投资", "investment planned for the year", "当年计划投资"), null=True, blank=True
    )
    completed_investment = MoneyField(
        Label("年度完成投资", "investment completed in the year", "当年完成投资", "累计完成投资"),
        null=True,
        blank=True,
    )
    area = models.ForeignKey(
        RenewalArea,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所在更新片区", "renewal area", "更新片区"),
        related_name="projects",
    )
    builder = models.CharField(Label("建设单位", "builder", "项目单位", "业主单位"), max_length=120, blank=True)
    start_due = models.DateField(Label("计划开工日期", "due to start"), null=True, blank=True)
    in_statistics = models.BooleanField(Label("是否纳统", "in the statistics", "纳统"), default=False)

    class Meta(Record.Meta):
        verbose_name = Label("重点项目", "key project", "省市三级重点项目", "重点项目台账")
        verbose_name_plural = Label("重点项目", "key projects")


_this_year = InYear("plan_year")


def _started_by_the_end(t: ir.Table, span: Span) -> ir.BooleanValue:
    """Started in this or an earlier year: projects carried over count too (续建)."""
    return ibis.and_(*between(t.at_started, span.until_end()))


def _of_level(level: ProjectLevel) -> Count:
    """The number of this year's projects on one list."""
    label = as_label(level.label)
    return Count(
        KeyProject,
        where=(_this_year, _.level == level.value),
        zh=f"{label.zh}重点项目数",
        en=f"key projects on the {label.en} list",
        unit="个",
    )


count = Count(
    KeyProject,
    where=_this_year,
    zh="省市三级重点项目数",
    en="key projects",
    unit="个",
    by=("level", "sector"),
    aliases=("重点项目数", "省市区三级重点项目数"),
)
provincial = _of_level(ProjectLevel.PROVINCE)
municipal = _of_level(ProjectLevel.CITY)
of_district = _of_level(ProjectLevel.DISTRICT)
total_investment = Sum(
    KeyProject,
    where=_this_year,
    field="total_investment",
    zh="省市三级重点项目总投资",
    en="total investment of key projects",
    unit="CNY",
    by=("level", "sector"),
    aliases=("重点项目总投资",),
)
plan_investment = Sum(
    KeyProject,
    where=_this_year,
    field="plan_investment",
    zh="省市三级重点项目年度计划投资",
    en="investment planned for the year",
    unit="CNY",
    measure="target",
    by=("level", "sector"),
    aliases=("重点项目年度计划投资", "年度计划投资"),
)
completed_investment = Sum(
    KeyProject,
    where=_this_year,
    field="completed_investment",
    zh="省市三级重点项目年度完成投资",
    en="investment completed in the year",
    unit="CNY",
    by=("level", "sector"),
    aliases=("重点项目完成投资",),
)
plan_completed = Share(
    part=completed_investment,
    whole=plan_investment,
    zh="重点项目年度投资完成率",
    en="share of the year's plan completed",
    aliases=("年度投资计划完成率",),
)
investment_per_project = Ratio(
    of=total_investment, per=count, zh="重点项目平均总投资", en="total investment per key project", unit="CNY"
)
started = Count(
    KeyProject,
    where=(_this_year, _started_by_the_end),
    zh="已开工的重点项目数",
    en="key projects started",
    unit="个",
    aliases=("开工重点项目数", "重点项目开工数"),
)
started_share = Share(part=started, whole=count, zh="重点项目开工率", en="share of key projects started")
finished = Count(
    KeyProject,
    where=_this_year,
    reached="completed",
    zh="竣工的重点项目数",
    en="key projects completed",
    unit="个",
)
suspended = Count(
    KeyProject,
    where=_this_year,
    in_stage="suspended",
    zh="停工的重点项目数",
    en="key projects suspended",
    unit="个",
)
late_starts = Count(
    KeyProject,
    where=(_this_year, Overdue("start_due", "started")),
    zh="逾期未开工的重点项目数",
    en="key projects overdue to start",
    unit="个",
)
in_statistics = Count(
    KeyProject,
    where=(_this_year, _.in_statistics),
    zh="纳统的重点项目数",
    en="key projects in the statistics",
    unit="个",
)
in_statistics_share = Share(
    part=in_statistics, whole=count, zh="重点项目纳统率", en="share of key projects in the statistics"
)
in_areas = Count(
    KeyProject,
    where=(_this_year, _.area_id.notnull()),
    zh="更新片区内的重点项目数",
    en="key projects in renewal areas",
    unit="个",
)

plan_share = Share(
    part=plan_investment,
    whole=total_investment,
    zh="年度计划投资占总投资比例",
    en="share of total investment planned for the year",
)


SYSTEMS = (
    System(
        20,
        Label("省市三级重点项目推进与固定资产投资", "key projects and fixed asset investment"),
        (KeyProject,),
        also=(ECONOMY[FIXED_ASSET_INVESTMENT.slug],),
    ),
)
