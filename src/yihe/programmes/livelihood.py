"""Felt tasks for the people (为民实事): the yearly list, its progress and how people judge it."""

from django.db import models

from yihe.indicators.define import Average, Count, InYear, Label, Overdue, Programme, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("livelihood", Label("为民实事", "felt tasks"), owner="区政府办公室", order=58)


class Concern(models.TextChoices):
    """What an item is about."""

    EDUCATION = "education", Label("教育", "education")
    HOUSING = "housing", Label("住房", "housing")
    PARKING = "parking", Label("停车", "parking")
    HEALTH = "health", Label("医疗养老", "health and age", "医疗", "养老")
    ENVIRONMENT = "environment", Label("环境", "environment", "公园绿地")
    MARKETS = "markets", Label("便民市场", "markets")
    WORK = "work", Label("就业", "work")


class LivelihoodItem(Record):
    """An item on the list of one year."""

    stages = Stages(
        proposed=Label("征集", "proposed"),
        voted=Label("票决", "voted"),
        published=Label("公布", "published"),
        working=Label("实施", "under way", "实施中"),
        done=Label("办结", "done", "已办结"),
        judged=Label("评议", "judged"),
        dropped=Label("未入选", "not chosen"),
        beside=["dropped"],
        moves=[
            Move("proposed", "dropped", "票决未通过"),
            Move("judged", "working", "评议不满意，整改"),
        ],
    )

    year = models.PositiveSmallIntegerField(Label("年度", "year"))
    concern = models.CharField(Label("领域", "concern", "类别"), max_length=12, choices=Concern)
    progress = QuantityField("%", Label("完成进度", "progress", "进度比例"), null=True, blank=True)
    money = MoneyField(Label("投入资金", "money", "资金投入"), null=True, blank=True)
    people = CountField("人", Label("受益人数", "people who benefit", "惠及群众"), null=True, blank=True)
    votes = CountField("张", Label("得票数", "votes"), null=True, blank=True)
    satisfaction = QuantityField("%", Label("群众满意度", "satisfaction", "满意度"), null=True, blank=True)
    due = models.DateField(Label("办结时限", "due date", "完成时限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("为民实事", "felt task", "民生实事", "为民实事台账")
        verbose_name_plural = Label("为民实事", "felt tasks")


_this_year = InYear("year")
_CHOSEN = ("published", "working", "done", "judged")

items = Count(
    LivelihoodItem,
    where=_this_year,
    in_stage=_CHOSEN,
    zh="为民实事项目数",
    en="items on the year's list",
    unit="件",
    by=("concern",),
)
done = Count(LivelihoodItem, where=_this_year, reached="done", zh="办结为民实事数", en="items done", unit="件")
done_share = Share(part=done, whole=items, zh="为民实事办结率", en="share of items done")
progress = Average(
    LivelihoodItem,
    where=_this_year,
    in_stage=_CHOSEN,
    field="progress",
    zh="为民实事平均进度",
    en="mean progress of items",
    unit="%",
    measure="share",
)
money = Sum(
    LivelihoodItem,
    where=_this_year,
    in_stage=_CHOSEN,
    field="money",
    zh="为民实事投入资金",
    en="money for items",
    unit="CNY",
)
people = Sum(
    LivelihoodItem,
    where=_this_year,
    in_stage=_CHOSEN,
    field="people",
    zh="为民实事受益人次",
    en="people who benefit",
    unit="人",
)
overdue = Count(
    LivelihoodItem,
    where=(_this_year, Overdue("due", "done")),
    in_stage=("published", "working"),
    zh="逾期未办结为民实事数",
    en="items overdue",
    unit="件",
)
proposed = Count(
    LivelihoodItem, where=_this_year, reached="proposed", zh="征集为民实事数", en="items proposed", unit="件"
)
satisfaction = Average(
    LivelihoodItem,
    where=_.satisfaction.notnull(),
    reached="judged",
    field="satisfaction",
    zh="为民实事群众满意度",
    en="satisfaction with items",
    unit="%",
    measure="share",
)


SYSTEMS = (
    System(
        46,
        Label("为民实事（“小切口”“大民生”）", "felt tasks for the people"),
        (LivelihoodItem,),
        gathers=tuple(range(37, 46)),
    ),
)
