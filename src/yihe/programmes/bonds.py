"""Bond projects and issues (债券项目): packaged, entered in the national library, issued, spent."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from yihe.indicators.define import (
    Average,
    Count,
    Duration,
    InYear,
    Label,
    Programme,
    Ratio,
    Rule,
    Share,
    Sum,
    System,
    _,
)
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("bonds", Label("债券项目", "bond projects"), owner="区财政局", order=34)


LEAST_COVERAGE = Decimal("1.2")
"""Least debt-service coverage for a special-purpose bond project (财预〔2017〕89号 practice)."""


ISSUER = "财金集团"
"""The district's financing company, whose issues texts number by year."""


class BondField(models.TextChoices):
    """The fields in which special-purpose bonds (专项债券) may be spent, as the library classes them."""

    TRANSPORT = "transport", Label("交通基础设施", "transport")
    UTILITIES = "utilities", Label("市政和产业园区基础设施", "utilities and parks", "市政")
    HOUSING = "housing", Label("保障性安居工程", "subsidised housing", "老旧小区改造", "棚户区改造")
    SOCIAL = "social", Label("社会事业", "social services", "卫生教育")
    ECOLOGY = "ecology", Label("生态环保", "environment")
    LOGISTICS = "logistics", Label("城乡冷链物流", "cold chain and logistics", "冷链物流")


class BondProject(Record):
    """A project written up to the rules of bonds and of the central budget."""

    stages = Stages(
        conceived=Label("谋划", "conceived"),
        preparing=Label("前期手续", "in preparation"),
        packaged=Label("完成包装", "packaged", "包装"),
        in_library=Label("纳入国家重大建设项目库", "in the national library", "入库", "已入库"),
        approved=Label("审核通过", "approved"),
        issued=Label("发行", "issued", "已发行", "资金下达"),
        spent=Label("资金支付完毕", "spent"),
        removed=Label("退出储备", "removed", "退库", "移出项目库"),
        beside=["removed"],
        moves=[
            Move("in_library", "preparing", "审核意见要求补充手续"),
            Move("packaged", "removed", "收益测算不足以覆盖本息，终止包装"),
            Move("in_library", "removed", "收益不足以覆盖本息或项目取消"),
            Move("approved", "removed", "长期未开工，清理退库"),
            Move("removed", "packaged", "补充收益来源后重新包装"),
        ],
    )

    field = models.CharField(Label("投向领域", "field", "债券投向"), max_length=12, choices=BondField)
    total_investment = MoneyField(Label("总投资", "total investment", "项目总投资"))
    bond_demand = MoneyField(Label("债券需求", "bond demand", "债券需求额度"), null=True, blank=True)
    own_capital = MoneyField(Label("项目资本金", "own capital", "资本金"), null=True, blank=True)
    income = MoneyField(Label("预期收益", "expected income", "项目净收益"), null=True, blank=True)
    debt_service = MoneyField(Label("还本付息总额", "debt service", "融资本息"), null=True, blank=True)
    papers_missing = CountField("项", Label("缺少手续数", "papers missing", "待办手续"), null=True, blank=True)
    builder = models.CharField(Label("项目单位", "builder", "建设单位"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("债券项目", "bond project", "专项债券项目", "债券项目台账")
        verbose_name_plural = Label("债券项目", "bond projects")


class BondIssue(Record):
    """A bond issued by a company of the district."""

    stages = Stages(
        planned=Label("计划发行", "planned"),
        registered=Label("注册", "registered", "取得批文"),
        issued=Label("发行", "issued", "已发行"),
        repaid=Label("兑付", "repaid"),
        cancelled=Label("取消发行", "cancelled"),
        beside=["cancelled"],
        moves=[
            Move("planned", "cancelled", "注册未获通过"),
            Move("registered", "cancelled", "市场利率过高，取消发行"),
            Move("cancelled", "registered", "择机重新发行"),
        ],
    )

    issuer = models.CharField(Label("发行人", "issuer", "发行主体"), max_length=120)
    year = models.PositiveSmallIntegerField(Label("发行年度", "year of issue"))
    number = models.PositiveSmallIntegerField(Label("期次", "number in the year", "期数"))
    amount = MoneyField(Label("发行规模", "amount", "发行金额"))
    tenor = QuantityField("year", Label("期限", "tenor"), null=True, blank=True, decimal_places=2)
    rate = QuantityField("%", Label("票面利率", "coupon rate", "利率"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("债券发行", "bond issue", "企业债券", "债券发行台账")
        verbose_name_plural = Label("债券发行", "bond issues")


in_library = Count(
    BondProject,
    reached="in_library",
    zh="纳入国家重大建设项目库的债券项目数",
    en="bond projects in the national library",
    unit="个",
    by=("field",),
    aliases=("包装债券项目数", "入库债券项目数", "债券项目数"),
)
investment = Sum(
    BondProject,
    reached="in_library",
    field="total_investment",
    zh="纳入国家重大建设项目库的债券项目总投资",
    en="investment of bond projects in the national library",
    unit="CNY",
    by=("field",),
    aliases=("债券项目总投资", "入库债券项目总投资"),
)
planned = Count(BondProject, zh="谋划储备的债券项目数", en="bond projects on the list", unit="个")
packaged = Count(BondProject, reached="packaged", zh="完成包装的债券项目数", en="bond projects packaged", unit="个")
issued = Count(BondProject, reached="issued", zh="已发行债券的项目数", en="projects with bonds issued", unit="个")
removed = Count(BondProject, in_stage="removed", zh="退出储备的债券项目数", en="bond projects removed", unit="个")
demand = Sum(
    BondProject,
    reached="in_library",
    field="bond_demand",
    zh="入库项目债券需求",
    en="bond demand of library projects",
    unit="CNY",
)
own_capital = Sum(
    BondProject,
    reached="in_library",
    field="own_capital",
    zh="入库项目资本金",
    en="own capital of library projects",
    unit="CNY",
)
capital_share = Share(
    part=own_capital, whole=investment, zh="入库项目资本金比例", en="share of own capital in library projects"
)
_income = Sum(
    BondProject,
    reached="in_library",
    field="income",
    zh="入库项目预期收益",
    en="expected income of library projects",
    unit="CNY",
)
_debt_service = Sum(
    BondProject,
    reached="in_library",
    field="debt_service",
    zh="入库项目还本付息总额",
    en="debt service of library projects",
    unit="CNY",
)
coverage = Ratio(
    of=_income,
    per=_debt_service,
    zh="入库项目本息覆盖倍数",
    en="debt-service coverage ratio",
    unit="倍",
    measure="ratio",
)
below_coverage = Count(
    BondProject,
    reached="in_library",
    where=_.income < _.debt_service * float(LEAST_COVERAGE),
    zh="本息覆盖倍数低于1.2的入库项目数",
    en="library projects with coverage below 1.2",
    unit="个",
)
investment_per_project = Ratio(
    of=investment, per=in_library, zh="债券项目平均总投资", en="investment per bond project", unit="CNY"
)
papers_missing = Sum(
    BondProject,
    in_stage=("preparing", "packaged"),
    field="papers_missing",
    zh="债券项目缺少手续数",
    en="papers missing for bond projects",
    unit="项",
)
days_to_library = Duration(
    BondProject,
    since="conceived",
    reached="in_library",
    zh="债券项目入库平均天数",
    en="days from first idea to the library",
)
issues = Count(BondIssue, reached="issued", zh="区属企业债券发行期数", en="bond issues", unit="期")
issued_amount = Sum(
    BondIssue,
    reached="issued",
    field="amount",
    zh="区属企业债券发行规模",
    en="amount of bonds issued by companies of the district",
    unit="CNY",
)


def _issue(number: int, zh: str, en: str) -> Sum:
    """The amount of the year's issue with this number."""
    return Sum(
        BondIssue,
        reached="issued",
        where=(InYear("year"), _.number == number, _.issuer.contains(ISSUER)),
        field="amount",
        zh=f"区{ISSUER}当年{zh}债券发行规模",
        en=f"amount of the year's {en} bond issue",
        unit="CNY",
        aliases=(f"区{ISSUER}{zh}债券", f"{ISSUER}发行{zh}债券", f"{zh}债券发行规模"),
    )


first_issue = _issue(1, "第一期", "first")
second_issue = _issue(2, "第二期", "second")
third_issue = _issue(3, "第三期", "third")
rate = Average(
    BondIssue,
    reached="issued",
    field="rate",
    zh="区属企业债券平均票面利率",
    en="mean coupon rate",
    unit="%",
    measure="share",
)


def _coverage_below(limit: Decimal) -> Q:
    """Projects in the library whose income does not cover debt service as often as asked for."""
    in_library = Q(stage__in=("in_library", "approved", "issued", "spent"))
    return in_library & Q(income__lt=F("debt_service") * limit)


RULES = (
    Rule(
        "bonds.coverage",
        Label("专项债券项目本息覆盖倍数不低于限值", "debt-service coverage of a special-purpose bond project"),
        BondProject,
        LEAST_COVERAGE,
        broken_by=_coverage_below,
        source="财预〔2017〕89号",
        valid_from=date(2017, 6, 2),
        unit="倍",
    ),
)

SYSTEMS = (
    System(13, Label("债券项目包装与国家重大建设项目库", "bond projects in the national library"), (BondProject,)),
    System(16, Label("区财金集团债券", "bonds of the district's financing company"), (BondIssue,)),
)
