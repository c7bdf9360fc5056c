"""Press conferences (系列新闻发布会): each release from topic to answers, and how its figures were cleared."""

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Overdue, Programme, Ratio, Share, Sum, System
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("press", Label("新闻发布", "press releases"), owner="区委宣传部", order=90)


class Channel(models.TextChoices):
    """Where it was said."""

    CONFERENCE = "conference", Label("新闻发布会", "press conference", "发布会")
    ARTICLE = "article", Label("新闻通稿", "press article", "通稿")
    BULLETIN = "bulletin", Label("统计公报", "statistical bulletin", "公报")
    ONLINE = "online", Label("政务新媒体", "online", "公众号")


class Release(Record):
    """A release whose figures must be cleared by the departments that own them."""

    stages = Stages(
        topic=Label("选题", "topic chosen"),
        drafted=Label("起草", "drafted"),
        supplied=Label("部门供数", "figures supplied", "供数"),
        cleared=Label("核数会签", "figures cleared", "核数", "会签"),
        approved=Label("审定", "approved"),
        published=Label("发布", "published", "已发布"),
        answered=Label("舆情回应", "questions answered"),
        withdrawn=Label("撤稿", "withdrawn"),
        beside=["withdrawn"],
        moves=[
            Move("cleared", "supplied", "核数不一致，退回部门重报"),
            Move("approved", "drafted", "审定退改"),
            Move("approved", "withdrawn", "数据口径存疑，撤稿"),
            Move("drafted", "cleared", "数据由台账直接取得，无须另行供数"),
        ],
    )

    channel = models.CharField(Label("发布形式", "channel", "形式"), max_length=12, choices=Channel)
    claims = CountField("条", Label("数据条数", "figures", "引用数据"), null=True, blank=True)
    cleared_claims = CountField("条", Label("核实条数", "figures cleared", "已核实"), null=True, blank=True)
    mismatches = CountField("条", Label("不一致条数", "mismatches", "不符数据"), null=True, blank=True)
    untraceable = CountField("条", Label("不可追溯条数", "untraceable figures", "不可追溯"), null=True, blank=True)
    corrections = CountField("次", Label("更正次数", "corrections"), null=True, blank=True)
    due = models.DateField(Label("计划发布日期", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("新闻发布", "press release", "新闻发布台账", "发布稿件")
        verbose_name_plural = Label("新闻发布", "press releases")


releases = Count(Release, reached="published", zh="新闻发布次数", en="releases published", unit="次", by=("channel",))
claims = Sum(Release, reached="published", field="claims", zh="发布数据条数", en="figures published", unit="条")
cleared = Sum(Release, reached="published", field="cleared_claims", zh="核实数据条数", en="figures cleared", unit="条")
cleared_share = Share(part=cleared, whole=claims, zh="发布数据核实率", en="share of figures cleared")
mismatches = Sum(
    Release, reached="published", field="mismatches", zh="不一致数据条数", en="mismatches found", unit="条"
)
untraceable = Sum(
    Release, reached="published", field="untraceable", zh="不可追溯数据条数", en="untraceable figures", unit="条"
)
corrections = Sum(Release, reached="published", field="corrections", zh="发布更正次数", en="corrections", unit="次")
claims_per_release = Ratio(
    of=claims, per=releases, zh="每次发布数据条数", en="figures per release", unit="条", measure="ratio"
)
under_way = Count(
    Release,
    in_stage=("topic", "drafted", "supplied", "cleared", "approved"),
    zh="筹备中的新闻发布数",
    en="releases under way",
    unit="次",
)
overdue = Count(Release, where=Overdue("due", "published"), zh="逾期未发布稿件数", en="releases overdue", unit="次")
days_to_clear = Duration(Release, since="drafted", reached="cleared", zh="平均核数天数", en="days to clear figures")


SYSTEMS = (System(1, Label("系列新闻发布会", "press conferences"), (Release,), gathers=tuple(range(2, 47))),)
