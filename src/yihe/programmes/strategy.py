"""Strategy (“一核突破”): goals split into tasks with owners and dates; the country's pilot cities."""

from django.db import models

from yihe.indicators.define import Average, Count, Duration, Indicator, Label, Overdue, Programme, Share, System, _
from yihe.indicators.register import register_indicators
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("strategy", Label("战略目标", "strategy"), owner="区委办公室", order=5)


class Frame(models.TextChoices):
    """The frames of work whose lists of tasks the district follows."""

    CORE = "core", Label("一核突破", "one core breaks through")
    SYSTEM = "system", Label("1+233工作体系", "the 1+233 system", "1+233")
    CENTRE = "centre", Label("12335中心城区建设格局", "the 12335 layout of the centre", "12335")
    SAFETY = "safety", Label("疫情要防住、经济要稳住、发展要安全", "epidemic, economy, safety", "总要求")


class StrategyTask(Record):
    """A task split from a goal."""

    stages = Stages(
        split=Label("分解", "split up"),
        taken=Label("认领", "taken"),
        working=Label("推进", "under way", "推进中"),
        done=Label("完成", "done", "已完成"),
        assessed=Label("考核", "assessed"),
        stopped=Label("终止", "stopped"),
        beside=["stopped"],
        moves=[
            Move("taken", "stopped", "上级任务调整取消"),
            Move("working", "stopped", "上级任务调整取消"),
            Move("assessed", "working", "考核未通过，继续推进"),
        ],
    )

    frame = models.CharField(Label("所属体系", "frame", "体系"), max_length=8, choices=Frame)
    indicator = models.CharField(Label("衡量指标", "indicator that measures it", "考核指标"), max_length=80, blank=True)
    progress = QuantityField("%", Label("完成进度", "progress", "完成比例"), null=True, blank=True)
    score = QuantityField("", Label("考核得分", "score"), null=True, blank=True, decimal_places=1)
    milestones = CountField("个", Label("节点数", "milestones"), null=True, blank=True)
    due = models.DateField(Label("完成时限", "due date", "办结时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("目标任务", "strategic task", "战略任务", "目标任务台账")
        verbose_name_plural = Label("目标任务", "strategic tasks")


class PilotCity(Record):
    """A city in a national pilot (试点)."""

    stages = Stages(
        applied=Label("申报", "applied"),
        selected=Label("入选", "selected", "公布"),
        assessed=Label("中期评估", "assessed"),
        concluded=Label("验收", "concluded"),
        dropped=Label("退出", "dropped"),
        beside=["dropped"],
        moves=[Move("selected", "dropped", "评估不合格，退出试点")],
    )

    pilot = models.CharField(Label("试点名称", "pilot", "试点"), max_length=60)
    batch = models.PositiveSmallIntegerField(Label("批次", "batch"))
    province = models.CharField(Label("省份", "province"), max_length=20, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("试点城市", "pilot city", "城市更新试点城市", "试点城市名单")
        verbose_name_plural = Label("试点城市", "pilot cities")


RENEWAL_PILOT = "城市更新"
_IN_PILOT = ("selected", "assessed", "concluded")

tasks = Count(StrategyTask, zh="战略目标任务数", en="strategic tasks", unit="项", by=("frame",))
taken = Count(StrategyTask, reached="taken", zh="已认领目标任务数", en="tasks taken", unit="项")
done = Count(StrategyTask, reached="done", zh="完成的目标任务数", en="tasks done", unit="项", by=("frame",))
done_share = Share(part=done, whole=tasks, zh="目标任务完成率", en="share of tasks done")
under_way = Count(StrategyTask, in_stage=("taken", "working"), zh="推进中的目标任务数", en="tasks under way", unit="项")
overdue = Count(
    StrategyTask,
    where=Overdue("due", "done"),
    in_stage=("split", "taken", "working"),
    zh="逾期未完成目标任务数",
    en="tasks overdue",
    unit="项",
)
progress = Average(
    StrategyTask, field="progress", zh="目标任务平均进度", en="mean progress of tasks", unit="%", measure="share"
)
days_to_do = Duration(StrategyTask, since="taken", reached="done", zh="目标任务平均办理天数", en="days to do a task")
first_pilot_cities = Count(
    PilotCity,
    in_stage=_IN_PILOT,
    where=(_.pilot == RENEWAL_PILOT, _.batch == 1),
    zh="全国首批城市更新试点城市数",
    en="cities in the first national batch of renewal pilots",
    unit="个",
    aliases=("首批城市更新试点城市", "城市更新试点城市数"),
)
pilot_cities = Count(PilotCity, in_stage=_IN_PILOT, zh="全国试点城市数", en="pilot cities", unit="个", by=("pilot",))


def _of_frame(frame: Frame, zh: str, en: str) -> dict[str, Indicator]:
    """How many tasks a frame has, how many are done, and their share."""
    of_frame = _.frame == frame.value
    whole = Count(StrategyTask, where=of_frame, zh=f"“{zh}”任务数", en=f"tasks of {en}", unit="项")
    part = Count(
        StrategyTask, where=of_frame, reached="done", zh=f"“{zh}”完成任务数", en=f"tasks of {en} done", unit="项"
    )
    late = Count(
        StrategyTask,
        where=(of_frame, Overdue("due", "done")),
        in_stage=("split", "taken", "working"),
        zh=f"“{zh}”逾期任务数",
        en=f"tasks of {en} overdue",
        unit="项",
    )
    share = Share(part=part, whole=whole, zh=f"“{zh}”任务完成率", en=f"share of tasks of {en} done")
    prefix = frame.value
    return {f"{prefix}_tasks": whole, f"{prefix}_done": part, f"{prefix}_overdue": late, f"{prefix}_share": share}


BY_FRAME = {
    **_of_frame(Frame.CORE, "一核突破", "the one core"),
    **_of_frame(Frame.SYSTEM, "1+233", "the 1+233 system"),
    **_of_frame(Frame.CENTRE, "12335", "the 12335 layout"),
    **_of_frame(Frame.SAFETY, "疫情要防住、经济要稳住、发展要安全", "the three musts"),
}

register_indicators("strategy", PROGRAMME, BY_FRAME)


def _frame_system(number: int, frame: Frame, zh: str, en: str) -> System:
    """The system whose tasks are those of one frame."""
    figures = tuple(made for name, made in BY_FRAME.items() if name.startswith(f"{frame.value}_"))
    return System(number, Label(zh, en), (StrategyTask,), where={"frame": frame.value}, indicators=figures)


SYSTEMS = (
    _frame_system(2, Frame.CORE, "“一核突破”战略目标", "strategic goal: one core breaks through"),
    _frame_system(3, Frame.SYSTEM, "“1+233”工作体系", "the 1+233 system of work"),
    _frame_system(4, Frame.CENTRE, "“12335”中心城区建设格局", "the 12335 layout of the centre"),
    _frame_system(5, Frame.SAFETY, "“疫情要防住、经济要稳住、发展要安全”总要求", "the three musts of the year"),
    System(8, Label("全国首批城市更新试点", "first national renewal pilots"), (PilotCity,)),
)
