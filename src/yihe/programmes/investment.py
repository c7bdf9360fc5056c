"""Investment attraction (招商引资): the pipeline from lead to running plant, with its size classes."""

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Largest, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import MoneyField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("investment", Label("招商引资", "investment attraction"), owner="区投资促进中心", order=38)

ONE_BILLION = 1_000_000_000
"""Ten 亿 yuan: the class of projects that is reported one by one (10亿元以上)."""
TEN_BILLION = 10_000_000_000
"""A hundred 亿 yuan (百亿级)."""


class Industry(models.TextChoices):
    """Industries the district looks for."""

    ENERGY = "energy", Label("清洁能源", "clean energy", "新能源")
    DIGITAL = "digital", Label("数字经济", "digital economy", "信息技术")
    MARINE = "marine", Label("海洋经济", "marine economy", "海工装备")
    HEALTH = "health", Label("医药健康", "health")
    TRADE = "trade", Label("商贸物流", "trade and logistics")
    CULTURE = "culture", Label("文旅", "culture and tourism", "文化旅游")
    FINANCE = "finance", Label("金融", "finance", "现代金融")
    MAKING = "making", Label("先进制造", "advanced manufacturing", "制造业")


class SignedProject(Record):
    """An investor's project, from first lead to statistics."""

    stages = Stages(
        lead=Label("线索", "lead"),
        negotiating=Label("洽谈", "in negotiation", "在谈"),
        signed=Label("签约", "signed", "已签约"),
        registered=Label("注册落户", "registered", "注册", "落户"),
        started=Label("开工", "started"),
        producing=Label("投产运营", "in operation", "投产"),
        counted=Label("纳统", "in the statistics"),
        lost=Label("流失", "lost", "终止"),
        beside=["lost"],
        moves=[
            Move("lead", "lost", "投资方选址他处"),
            Move("negotiating", "lost", "条件未谈拢"),
            Move("signed", "lost", "签约后长期未落户"),
            Move("registered", "producing", "租用现有楼宇，无须开工"),
            Move("lost", "negotiating", "重新接洽"),
        ],
    )

    industry = models.CharField(Label("所属产业", "industry", "产业类别"), max_length=10, choices=Industry)
    investor = models.CharField(Label("投资方", "investor", "投资主体"), max_length=120, blank=True)
    total_investment = MoneyField(Label("总投资", "total investment", "计划总投资"))
    registered_capital = MoneyField(Label("注册资本", "registered capital"), null=True, blank=True)
    paid_in = MoneyField(Label("实际到位资金", "money paid in", "到位资金"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("招商项目", "investment project", "签约项目", "招商引资项目", "招商项目台账")
        verbose_name_plural = Label("招商项目", "investment projects")


large_signed = Count(
    SignedProject,
    reached="signed",
    where=_.total_investment >= ONE_BILLION,
    zh="签约的10亿元以上项目数",
    en="projects above one billion yuan signed",
    unit="个",
    by=("industry",),
    aliases=("10亿元以上项目成功签约", "签约10亿元以上项目"),
)
large_investment = Sum(
    SignedProject,
    reached="signed",
    where=_.total_investment >= ONE_BILLION,
    field="total_investment",
    zh="签约的10亿元以上项目总投资",
    en="investment of projects above one billion signed",
    unit="CNY",
)
signed = Count(
    SignedProject,
    reached="signed",
    zh="招商签约项目数",
    en="projects signed",
    unit="个",
    by=("industry",),
)
signed_investment = Sum(
    SignedProject,
    reached="signed",
    field="total_investment",
    zh="招商签约项目总投资",
    en="investment of projects signed",
    unit="CNY",
)
huge_landed = Count(
    SignedProject,
    reached="registered",
    where=_.total_investment >= TEN_BILLION,
    zh="百亿级招引落户项目数",
    en="projects above ten billion yuan landed",
    unit="个",
    aliases=("百亿级项目数", "招引落户百亿级项目"),
)
landed = Count(SignedProject, reached="registered", zh="招引落户项目数", en="projects landed", unit="个")
largest_capital = Largest(
    SignedProject,
    reached="registered",
    field="registered_capital",
    zh="落户单体最大项目注册资本",
    en="registered capital of the largest project landed",
    unit="CNY",
    aliases=("落户项目最大注册资本", "落户单体最大项目"),
)
registered_capital = Sum(
    SignedProject,
    reached="registered",
    field="registered_capital",
    zh="招引落户项目注册资本合计",
    en="registered capital of projects landed",
    unit="CNY",
)
started = Count(SignedProject, reached="started", zh="招商项目开工数", en="projects started", unit="个")
counted = Count(SignedProject, reached="counted", zh="招商项目纳统数", en="projects in the statistics", unit="个")
paid_in = Sum(
    SignedProject,
    reached="signed",
    field="paid_in",
    zh="招商项目到位资金",
    en="money paid in by projects signed",
    unit="CNY",
)
landed_share = Share(part=landed, whole=signed, zh="招商项目落户率", en="share of signed projects landed")
paid_in_share = Share(
    part=paid_in, whole=signed_investment, zh="招商项目资金到位率", en="share of signed investment paid in"
)
investment_per_project = Ratio(
    of=signed_investment, per=signed, zh="签约项目平均总投资", en="investment per project signed", unit="CNY"
)
days_to_land = Duration(
    SignedProject, since="signed", reached="registered", zh="签约到落户平均天数", en="days from signing to landing"
)


SYSTEMS = (System(17, Label("“实”字抓产业、项目招引签约", "investment attraction"), (SignedProject,)),)
