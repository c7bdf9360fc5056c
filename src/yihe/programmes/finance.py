"""Banks and the renewal fund (银行合作、城市更新基金): agreements, credit lines, draws, tranches."""

from django.db import models

from yihe.indicators.define import Average, Count, Label, Overdue, Programme, Ratio, Share, Sum, System, _
from yihe.ledger.entries import Record
from yihe.ledger.fields import MoneyField, QuantityField
from yihe.ledger.stages import Move, Stages

from .bonds import BondIssue
from .projects import KeyProject

PROGRAMME = Programme("finance", Label("融资保障", "finance"), owner="区财政局", order=36)


class BankKind(models.TextChoices):
    """What kind of bank."""

    POLICY = "policy", Label("政策性银行", "policy bank", "开发性金融机构")
    STATE = "state", Label("国有大型银行", "large state bank", "国有银行")
    JOINT_STOCK = "joint_stock", Label("股份制银行", "joint-stock bank")
    LOCAL = "local", Label("地方性银行", "local bank", "城商行", "农商行")


class BankAgreement(Record):
    """A strategic agreement with one bank and the credit line under it."""

    stages = Stages(
        contacted=Label("对接", "contacted"),
        negotiating=Label("洽谈", "in negotiation"),
        signed=Label("签订协议", "signed", "签约", "签订战略合作协议"),
        granted=Label("授信批复", "credit granted", "授信"),
        drawing=Label("提款", "drawing"),
        ended=Label("到期终止", "ended"),
        beside=["ended"],
        moves=[
            Move("contacted", "signed", "集中签约仪式上直接签约"),
            Move("granted", "ended", "授信到期未续"),
            Move("drawing", "ended", "贷款结清，协议到期"),
            Move("ended", "negotiating", "到期后洽谈续签"),
        ],
    )

    bank_kind = models.CharField(Label("银行类别", "kind of bank", "银行类型"), max_length=12, choices=BankKind)
    credit_line = MoneyField(Label("授信额度", "credit line", "授信规模", "意向授信"))
    drawn = MoneyField(Label("已提款", "drawn", "提款金额", "已用授信"), null=True, blank=True)
    rate = QuantityField("%", Label("综合利率", "interest rate", "利率"), null=True, blank=True)
    tenor = QuantityField("year", Label("期限", "tenor", "授信期限"), null=True, blank=True, decimal_places=2)

    class Meta(Record.Meta):
        verbose_name = Label("银行合作", "bank agreement", "银企合作", "银行战略合作", "银行合作台账")
        verbose_name_plural = Label("银行合作", "bank agreements")


class Fund(Record):
    """A fund with state and social partners."""

    stages = Stages(
        planned=Label("筹备", "planned"),
        registered=Label("注册成立", "registered", "注册", "设立"),
        filed=Label("备案", "filed"),
        investing=Label("投资运作", "investing"),
        liquidated=Label("清算退出", "liquidated"),
        cancelled=Label("终止设立", "cancelled"),
        beside=["cancelled"],
        moves=[
            Move("planned", "cancelled", "社会资本未落实"),
            Move("registered", "investing", "首期资金到位后边备案边投资"),
        ],
    )

    size = MoneyField(Label("基金规模", "size", "注册规模", "认缴规模"))
    partners = models.CharField(Label("合伙人", "partners", "出资方"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("城市更新基金", "renewal fund", "基金", "基金台账")
        verbose_name_plural = Label("城市更新基金", "renewal funds")


class FundTranche(Record):
    """One instalment (期) of a fund's money."""

    stages = Stages(
        called=Label("缴款通知", "called"),
        landed=Label("到位落地", "landed", "落地", "到账"),
        invested=Label("投出", "invested", "已投资"),
        returned=Label("回收", "returned"),
        delayed=Label("延期缴款", "delayed"),
        beside=["delayed"],
        moves=[
            Move("called", "delayed", "出资方未按期缴款"),
            Move("delayed", "landed", "延期后资金到位"),
        ],
    )

    fund = models.ForeignKey(Fund, models.PROTECT, verbose_name=Label("所属基金", "fund"), related_name="tranches")
    number = models.PositiveSmallIntegerField(Label("期次", "number", "第几期"))
    amount = MoneyField(Label("金额", "amount", "落地规模", "到位金额"))
    due = models.DateField(Label("缴款期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("基金分期", "fund tranche", "基金到位", "基金分期台账")
        verbose_name_plural = Label("基金分期", "fund tranches")


class MoneySource(models.TextChoices):
    """Where a project's money comes from."""

    BANK = "bank", Label("银行授信", "bank credit", "银行贷款")
    FUND = "fund", Label("城市更新基金", "renewal fund", "基金")
    BOND = "bond", Label("企业债券", "company bond", "债券")
    BUDGET = "budget", Label("财政资金", "budget", "财政")
    OWN = "own", Label("自有资金", "own money", "资本金")


class FundingLine(Record):
    """Money promised to a project from one source."""

    stages = Stages(
        planned=Label("拟定", "planned"),
        agreed=Label("落实", "agreed", "签订合同"),
        drawing=Label("使用中", "being drawn", "提款中"),
        used=Label("用毕", "used up"),
        settled=Label("结清", "settled"),
        cancelled=Label("取消", "cancelled"),
        beside=["cancelled"],
        moves=[
            Move("planned", "cancelled", "审批未通过，另行筹措"),
            Move("agreed", "cancelled", "项目调整，资金撤回"),
            Move("drawing", "settled", "提前还清，余额注销"),
        ],
    )

    project = models.ForeignKey(
        KeyProject, models.PROTECT, verbose_name=Label("所属项目", "project", "资金项目"), related_name="funding_lines"
    )
    source = models.CharField(Label("资金来源", "source of money", "来源"), max_length=8, choices=MoneySource)
    agreement = models.ForeignKey(
        BankAgreement,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所属银行", "bank agreement", "贷款银行"),
        related_name="funding_lines",
    )
    tranche = models.ForeignKey(
        FundTranche,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所属基金期次", "fund tranche"),
        related_name="funding_lines",
    )
    issue = models.ForeignKey(
        BondIssue,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("所属债券", "bond issue"),
        related_name="funding_lines",
    )
    committed = MoneyField(Label("落实金额", "money promised", "资金额度"))

    class Meta(Record.Meta):
        verbose_name = Label("项目资金", "funding line", "项目融资", "项目资金台账")
        verbose_name_plural = Label("项目资金", "funding lines")


class Direction(models.TextChoices):
    """Which way the money goes."""

    DRAW = "draw", Label("提款", "draw", "支用")
    REPAY = "repay", Label("还款", "repayment", "归还")


class Payment(Record):
    """A draw from a funding line or a repayment of it."""

    stages = Stages(
        requested=Label("申请", "requested"),
        approved=Label("审批", "approved"),
        paid=Label("支付", "paid", "已支付"),
        booked=Label("入账核对", "booked"),
        refused=Label("退回", "refused"),
        beside=["refused"],
        moves=[
            Move("requested", "refused", "支付凭证不全"),
            Move("refused", "requested", "补齐凭证后重新申请"),
        ],
    )

    line = models.ForeignKey(
        FundingLine, models.PROTECT, verbose_name=Label("所属资金", "funding line"), related_name="payments"
    )
    direction = models.CharField(Label("收支方向", "direction", "提还款"), max_length=6, choices=Direction)
    amount = MoneyField(Label("提还款金额", "amount", "支付金额"))
    due = models.DateField(Label("约定日期", "due date", "应付日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("提款还款", "draw or repayment", "提还款", "提款还款台账")
        verbose_name_plural = Label("提款还款", "draws and repayments")


banks = Count(
    BankAgreement,
    reached="signed",
    zh="签订战略合作协议的银行数",
    en="banks with a strategic agreement",
    unit="家",
    by=("bank_kind",),
    aliases=("合作银行数", "签约银行数"),
)
credit = Sum(
    BankAgreement,
    reached="signed",
    field="credit_line",
    zh="银行融资授信规模",
    en="credit lines of banks",
    unit="CNY",
    by=("bank_kind",),
    aliases=("融资授信规模", "授信额度"),
)
granted = Sum(
    BankAgreement, reached="granted", field="credit_line", zh="已批复授信额度", en="credit granted", unit="CNY"
)
drawn = Sum(BankAgreement, reached="signed", field="drawn", zh="银行授信已提款", en="credit drawn", unit="CNY")
drawn_share = Share(part=drawn, whole=credit, zh="银行授信使用率", en="share of credit drawn")
credit_per_bank = Ratio(of=credit, per=banks, zh="每家银行平均授信", en="credit line per bank", unit="CNY")
rate = Average(
    BankAgreement,
    reached="signed",
    field="rate",
    zh="银行融资平均利率",
    en="mean interest rate of credit lines",
    unit="%",
    measure="share",
)
policy_banks = Count(
    BankAgreement,
    reached="signed",
    where=_.bank_kind == BankKind.POLICY.value,
    zh="签约政策性银行数",
    en="policy banks signed",
    unit="家",
)
fund_size = Sum(
    Fund,
    reached="registered",
    field="size",
    zh="城市更新基金注册规模",
    en="size of renewal funds registered",
    unit="CNY",
    aliases=("城市更新基金规模", "注册成立城市更新基金"),
)
first_tranche = Sum(
    FundTranche,
    reached="landed",
    where=_.number == 1,
    field="amount",
    zh="城市更新基金首期落地规模",
    en="first tranche of the renewal fund landed",
    unit="CNY",
    aliases=("基金首期落地",),
)
fund_landed = Sum(
    FundTranche,
    reached="landed",
    field="amount",
    zh="城市更新基金累计到位资金",
    en="money of the renewal fund landed",
    unit="CNY",
)
fund_landed_share = Share(part=fund_landed, whole=fund_size, zh="城市更新基金到位率", en="share of the fund landed")
tranches_overdue = Count(
    FundTranche, where=Overdue("due", "landed"), zh="逾期未到位的基金期数", en="tranches overdue", unit="期"
)
_AGREED = ("agreed", "drawing", "used", "settled")
lines = Count(FundingLine, in_stage=_AGREED, zh="项目落实资金笔数", en="funding lines", unit="笔", by=("source",))
funded_projects = Count(
    FundingLine, in_stage=_AGREED, distinct="project_id", zh="落实资金的重点项目数", en="projects with money", unit="个"
)
committed = Sum(
    FundingLine,
    in_stage=_AGREED,
    field="committed",
    zh="项目落实资金",
    en="money promised to projects",
    unit="CNY",
    by=("source",),
)
paid_out = Sum(
    Payment,
    reached="paid",
    where=_.direction == Direction.DRAW.value,
    field="amount",
    zh="项目资金提款额",
    en="money drawn by projects",
    unit="CNY",
)
repaid = Sum(
    Payment,
    reached="paid",
    where=_.direction == Direction.REPAY.value,
    field="amount",
    zh="项目资金还款额",
    en="money repaid by projects",
    unit="CNY",
)
paid_out_share = Share(part=paid_out, whole=committed, zh="项目资金支用率", en="share of promised money drawn")
payments_overdue = Count(
    Payment,
    where=Overdue("due", "paid"),
    in_stage=("requested", "approved", "refused"),
    zh="逾期未支付笔数",
    en="payments overdue",
    unit="笔",
)

first_tranche_share = Share(
    part=first_tranche, whole=fund_size, zh="基金首期到位占规模比例", en="share of the funds that landed first"
)


SYSTEMS = (
    System(
        14,
        Label("银行战略合作与授信", "bank agreements and credit lines"),
        (BankAgreement, FundingLine, Payment),
    ),
    System(15, Label("城市更新基金", "renewal fund"), (Fund, FundTranche)),
)
