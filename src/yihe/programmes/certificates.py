"""Title certificates (不动产证办理难题): estates freed from old faults so that flats get their title."""

from datetime import date

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Overdue, Programme, Ratio, Rule, Share, Sum, System
from yihe.indicators.steps import before
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, MoneyField
from yihe.ledger.stages import Move, Stages

PROGRAMME = Programme("certificates", Label("办证难题", "title certificates"), owner="区自然资源局", order=72)


class Fault(models.TextChoices):
    """What keeps an estate from getting titles (自然资发〔2021〕1号)."""

    LAND = "land", Label("用地手续不完善", "land papers", "用地手续")
    PLANNING = "planning", Label("规划手续不完善", "planning papers", "规划核实")
    ACCEPTANCE = "acceptance", Label("竣工验收未完成", "not accepted", "竣工验收")
    FEES = "fees", Label("欠缴税费", "taxes and fees unpaid", "欠缴土地出让价款")
    OWNER = "owner", Label("开发单位灭失", "developer gone", "主体灭失")
    SEIZED = "seized", Label("查封抵押", "seized or mortgaged", "查封")


class CertificateEstate(Record):
    """An estate whose flats could not get title."""

    stages = Stages(
        listed=Label("摸排", "listed"),
        sorted=Label("分类", "sorted"),
        planned=Label("一案一策", "plan made"),
        repaired=Label("补办手续", "papers repaired", "容缺办理"),
        resolved=Label("化解", "resolved", "已化解", "首次登记"),
        issued=Label("全部办证", "certificates issued", "转移登记"),
        litigated=Label("司法途径", "in court"),
        beside=["litigated"],
        moves=[
            Move("planned", "litigated", "须经诉讼确权"),
            Move("litigated", "repaired", "判决生效后补办"),
            Move("planned", "resolved", "并案办理，直接首次登记"),
        ],
    )

    fault = models.CharField(Label("遗留问题类别", "fault", "问题类别", "成因"), max_length=12, choices=Fault)
    households = CountField("户", Label("户数", "households", "涉及户数"))
    issued = CountField("本", Label("已发证数", "certificates issued", "已办证"), null=True, blank=True)
    papers_missing = CountField("项", Label("缺少手续数", "papers missing"), null=True, blank=True)
    debt = MoneyField(Label("欠缴税费金额", "taxes and fees owed", "欠费"), null=True, blank=True)
    due = models.DateField(Label("化解期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("办证难题小区", "estate without titles", "不动产证办理难题", "办证难题台账")
        verbose_name_plural = Label("办证难题小区", "estates without titles")


estates = Count(
    CertificateEstate,
    reached="resolved",
    zh="化解不动产证办理难题的小区数",
    en="estates freed for titles",
    unit="个",
    by=("fault",),
    aliases=("不动产证办理难题化解小区数", "办证难题化解小区数"),
)
households = Sum(
    CertificateEstate,
    reached="resolved",
    field="households",
    zh="化解不动产证办理难题的居民户数",
    en="households freed for titles",
    unit="户",
    by=("fault",),
    aliases=("不动产证办理难题化解户数", "办证难题化解户数"),
)
households_per_estate = Ratio(
    of=households, per=estates, zh="化解小区平均户数", en="households per estate freed", unit="户", measure="ratio"
)
listed = Count(CertificateEstate, zh="办证难题小区总数", en="estates without titles listed", unit="个")
resolved_share = Share(part=estates, whole=listed, zh="办证难题化解率", en="share of estates freed")
left = Count(
    CertificateEstate,
    in_stage=("listed", "sorted", "planned", "repaired", "litigated"),
    zh="未化解办证难题小区数",
    en="estates not freed yet",
    unit="个",
)
households_left = Sum(
    CertificateEstate,
    in_stage=("listed", "sorted", "planned", "repaired", "litigated"),
    field="households",
    zh="未化解办证难题户数",
    en="households not freed yet",
    unit="户",
)
issued = Sum(
    CertificateEstate,
    reached="resolved",
    field="issued",
    zh="已发不动产证数",
    en="certificates issued",
    unit="本",
)
debt = Sum(CertificateEstate, field="debt", zh="办证难题小区欠缴税费", en="taxes and fees owed", unit="CNY")
overdue = Count(
    CertificateEstate,
    where=Overdue("due", "resolved"),
    in_stage=("listed", "sorted", "planned", "repaired"),
    zh="逾期未化解办证难题小区数",
    en="estates overdue",
    unit="个",
)
days_to_resolve = Duration(
    CertificateEstate, since="listed", reached="resolved", zh="办证难题平均化解天数", en="days to free an estate"
)


RULES = (
    Rule(
        "certificates.first_registration",
        Label("未办理首次登记，不得办理转移登记", "no transfer of titles before the first registration"),
        CertificateEstate,
        None,
        broken_by=lambda limit: before(CertificateEstate, "issued", "resolved"),
        source="不动产登记暂行条例实施细则第二十四条",
        valid_from=date(2016, 1, 1),
    ),
)

SYSTEMS = (System(45, Label("不动产证办理难题化解", "estates freed for titles"), (CertificateEstate,)),)
