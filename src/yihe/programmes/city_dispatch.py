"""Dispatch by the city (市级重点调度): how each indicator was reported, ranked and discussed; guided targets."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, InYear, Label, Overdue, Share, System, _
from yihe.indicators.observations import Observation
from yihe.indicators.series import series_choices
from yihe.ledger.entries import Record
from yihe.ledger.fields import QuantityField
from yihe.ledger.stages import Move, Stages

from . import economy

PROGRAMME = economy.PROGRAMME


class DispatchReport(Record):
    """One indicator in one round of the city's dispatch."""

    stages = Stages(
        ordered=Label("布置", "ordered"),
        reported=Label("填报", "reported"),
        checked=Label("审核", "checked"),
        confirmed=Label("反馈核定", "confirmed by the city", "反馈"),
        ranked=Label("排名通报", "ranked", "排名"),
        discussed=Label("调度会", "discussed"),
        mended=Label("整改完成", "mended", "整改"),
        excused=Label("免于调度", "excused"),
        beside=["excused"],
        moves=[
            Move("checked", "reported", "数据异常，退回重报"),
            Move("confirmed", "checked", "核定数与上报数不一致，重新核实"),
            Move("ordered", "excused", "当期无统计数据"),
        ],
    )

    series = models.CharField(Label("指标", "series", "调度指标"), max_length=60, choices=series_choices)
    month = models.DateField(Label("调度月份", "month of dispatch", "期别"))
    rank = models.PositiveSmallIntegerField(Label("全市位次", "rank in the city", "位次"), null=True, blank=True)
    due = models.DateField(Label("填报时限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("指标调度", "dispatch of an indicator", "调度台账", "指标调度台账")
        verbose_name_plural = Label("指标调度", "dispatch of indicators")


class GuidedTarget(Record):
    """The growth the city guides the district to for one indicator in one year; not binding."""

    stages = Stages(
        handed_down=Label("下达", "handed down"),
        split=Label("分解", "split up"),
        reviewed=Label("中期评估", "reviewed"),
        assessed=Label("年度考核", "assessed"),
        changed=Label("调整", "changed"),
        beside=["changed"],
        moves=[
            Move("split", "changed", "市级年中调整目标"),
            Move("changed", "split", "按调整后目标分解"),
        ],
    )

    series = models.CharField(Label("指标", "series", "目标指标"), max_length=60, choices=series_choices)
    year = models.PositiveSmallIntegerField(Label("年度", "year", "目标年度"))
    growth = QuantityField("%", Label("引导性目标增速", "guided growth", "目标值"), may_be_negative=True)

    class Meta(Record.Meta):
        verbose_name = Label("引导性目标", "guided target", "市级引导性目标", "引导性目标台账")
        verbose_name_plural = Label("引导性目标", "guided targets")


reports = Count(DispatchReport, reached="reported", zh="指标调度填报次数", en="dispatch reports", unit="次")
ranked = Count(DispatchReport, reached="ranked", zh="指标排名通报次数", en="indicators ranked by dispatch", unit="次")
mean_rank = Average(
    DispatchReport, reached="ranked", field="rank", zh="调度指标平均位次", en="mean rank in dispatch", unit="位"
)
mended = Count(DispatchReport, reached="mended", zh="调度整改完成项次", en="dispatch matters mended", unit="次")
reports_overdue = Count(
    DispatchReport,
    where=Overdue("due", "reported"),
    in_stage="ordered",
    zh="逾期未填报调度指标数",
    en="dispatch reports overdue",
    unit="项",
)
days_to_confirm = Duration(
    DispatchReport, since="reported", reached="confirmed", zh="调度数据平均核定天数", en="days to confirm a report"
)
targets = Count(GuidedTarget, where=InYear("year"), zh="市级引导性目标数", en="guided targets of the year", unit="项")
targets_split = Count(
    GuidedTarget,
    where=InYear("year"),
    in_stage=("split", "reviewed", "assessed"),
    zh="已分解的引导性目标数",
    en="guided targets split up",
    unit="项",
)
targets_split_share = Share(part=targets_split, whole=targets, zh="引导性目标分解率", en="share of targets split up")
mean_guided = Average(
    GuidedTarget,
    where=(InYear("year"), _.growth.notnull()),
    field="growth",
    zh="引导性目标平均增速",
    en="mean guided growth",
    unit="%",
    measure="share",
)

_OF_TARGETS = tuple(made for name, made in economy.INDICATORS.items() if name.endswith("_target"))
_OF_LEVELS = tuple(made for name, made in economy.INDICATORS.items() if not name.endswith("_target"))
# Named through their module: a name imported here would be registered under this file.
_TALLIES = (economy.dispatched, economy.top3, economy.first)

SYSTEMS = (
    System(
        6,
        Label("市级重点调度经济指标", "economic indicators under city dispatch"),
        (DispatchReport, Observation),
        indicators=(*_OF_LEVELS, *_TALLIES, reports, ranked, mean_rank, mended, reports_overdue),
        also=(days_to_confirm,),
    ),
    System(
        7,
        Label("市级引导性目标", "guided targets of the city"),
        (GuidedTarget,),
        also=_OF_TARGETS,
    ),
)
