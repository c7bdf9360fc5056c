"""Urban enforcement (七大攻坚行动): illegal buildings, outdoor advertisements, fences, street markets."""

from datetime import date

from django.db import models

from yihe.indicators.define import Count, Duration, Label, Overdue, Programme, Ratio, Rule, Share, Sum, System, _
from yihe.indicators.steps import before, longer_than
from yihe.ledger.entries import Record
from yihe.ledger.fields import CountField, QuantityField
from yihe.ledger.stages import Move, Stages

from .markets import Market

PROGRAMME = Programme("enforcement", Label("城市管理攻坚", "urban enforcement"), owner="区综合行政执法局", order=40)


class BuildingKind(models.TextChoices):
    """What was built without permission."""

    SHED = "shed", Label("私搭棚屋", "shed", "棚屋")
    EXTENSION = "extension", Label("房屋加建", "extension", "加建")
    ROOF = "roof", Label("楼顶违建", "roof addition", "楼顶加建")
    YARD = "yard", Label("圈占院落", "enclosed yard", "圈占绿地")
    WORKSHOP = "workshop", Label("厂房仓库", "workshop", "违建厂房")
    SHOP = "shop", Label("临街商铺", "street-front shop", "商业违建")


class Era(models.TextChoices):
    """Whether a building stood before the campaign."""

    STANDING = "standing", Label("存量", "standing", "存量违建")
    NEW = "new", Label("新增", "new", "新增违建")


class IllegalBuilding(Record):
    """A building without permission, from report to demolition and use of the land."""

    # The order of notice, decision, demand and announcement: 行政强制法 arts. 35, 37, 44.
    stages = Stages(
        found=Label("发现", "found", "摸排发现"),
        filed=Label("立案", "filed", "已立案"),
        determined=Label("认定", "determined", "已认定"),
        decided=Label("下达决定", "ordered", "责令拆除"),
        announced=Label("催告公告", "announced", "催告", "公告"),
        demolished=Label("拆除", "demolished", "已拆除"),
        greened=Label("复绿利用", "land in use again", "复绿", "已复绿"),
        legalised=Label("补办手续", "permitted afterwards", "已补办"),
        dismissed=Label("撤销", "dismissed", "不予立案"),
        beside=["legalised", "dismissed"],
        moves=[
            Move("found", "dismissed", "查证不属违建或重复上报"),
            Move("found", "demolished", "当事人自行拆除，或在建违建当场拆除"),
            Move("filed", "demolished", "立案后当事人自行拆除"),
            Move("determined", "demolished", "认定后当事人自行拆除"),
            Move("decided", "demolished", "决定下达后当事人自行拆除"),
            Move("determined", "legalised", "可采取改正措施消除影响，补办规划手续（城乡规划法第六十四条）"),
            Move("determined", "dismissed", "经规划认定不属违建"),
            Move("announced", "decided", "复议或诉讼后重新作出决定"),
            Move("greened", "found", "拆后反弹重建"),
            Move("demolished", "found", "拆后反弹重建"),
        ],
    )

    building_kind = models.CharField(
        Label("违建类型", "kind of building", "违建类别"), max_length=10, choices=BuildingKind
    )
    era = models.CharField(Label("存量新增", "standing or new", "违建性质"), max_length=10, choices=Era)
    floor_area = QuantityField("m2", Label("违建面积", "floor area", "建筑面积", "拆除面积"))
    floors = CountField("层", Label("层数", "floors"), null=True, blank=True)
    reported_by = models.CharField(Label("线索来源", "source of the report", "来源"), max_length=40, blank=True)
    due = models.DateField(Label("整治期限", "due date", "拆除期限"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("违法建设", "illegal building", "违建", "违建台账", "违法建设治理台账")
        verbose_name_plural = Label("违法建设", "illegal buildings")


class AdKind(models.TextChoices):
    """What kind of sign it is."""

    ROOF = "roof", Label("楼顶广告", "roof sign")
    WALL = "wall", Label("墙体广告", "wall sign")
    SHOP = "shop", Label("门头牌匾", "shop sign", "牌匾")
    POLE = "pole", Label("立柱广告", "pole sign", "高炮")
    SCREEN = "screen", Label("电子屏", "screen", "LED屏")


class OutdoorAd(Record):
    """An outdoor advertisement or sign without permission or unsafe."""

    stages = Stages(
        found=Label("普查发现", "found", "发现"),
        notified=Label("告知整改", "notified", "下达通知"),
        rectified=Label("完成整治", "rectified", "已整治", "已拆除"),
        checked=Label("验收", "checked", "已验收"),
        kept=Label("依法保留", "kept"),
        beside=["kept"],
        moves=[
            Move("found", "rectified", "有坠落危险，立即拆除"),
            Move("notified", "kept", "手续齐全，登记保留"),
            Move("checked", "notified", "反弹，重新告知"),
        ],
    )

    ad_kind = models.CharField(Label("广告类型", "kind of sign", "类型"), max_length=8, choices=AdKind)
    sign_area = QuantityField("m2", Label("广告面积", "area of the sign", "面积"), null=True, blank=True)
    height = QuantityField("m", Label("离地高度", "height above ground", "高度"), null=True, blank=True)
    dangerous = models.BooleanField(Label("有无安全隐患", "dangerous", "安全隐患"), default=False)
    due = models.DateField(Label("整改期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("违规户外广告", "outdoor advertisement", "户外广告", "广告牌匾", "户外广告台账")
        verbose_name_plural = Label("违规户外广告", "outdoor advertisements")


class Fence(Record):
    """A fence around a site that no longer needs it or never had permission."""

    stages = Stages(
        found=Label("摸排", "found", "发现"),
        notified=Label("告知整改", "notified"),
        removed=Label("拆除", "removed", "已拆除"),
        checked=Label("验收", "checked", "已验收"),
        kept=Label("规范保留", "kept in order", "提升改造"),
        beside=["kept"],
        moves=[
            Move("found", "removed", "无主围挡，直接拆除"),
            Move("notified", "kept", "在建工地确需保留，按标准提升"),
            Move("kept", "notified", "工程完工后未拆除"),
        ],
    )

    length = QuantityField("m", Label("围挡长度", "length", "长度"), null=True, blank=True)
    reason = models.CharField(Label("设置原因", "reason", "围挡类型"), max_length=40, blank=True)
    due = models.DateField(Label("整改期限", "due date"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("围挡", "fence", "围挡整治", "围挡台账")
        verbose_name_plural = Label("围挡", "fences")


class StreetMarket(Record):
    """A market in the roadway whose stalls are moved indoors or kept to hours."""

    stages = Stages(
        found=Label("摸排", "found"),
        persuading=Label("疏导", "stalls being moved"),
        cleared=Label("取缔入市", "cleared", "取缔", "完成整治"),
        guarded=Label("常态巡查", "guarded"),
        timed=Label("限时经营", "kept to hours"),
        beside=["timed"],
        moves=[
            Move("persuading", "timed", "周边无市场可入，划线限时经营"),
            Move("guarded", "persuading", "反弹，重新疏导"),
            Move("timed", "persuading", "新市场建成，引摊入市"),
        ],
    )

    stalls = CountField("个", Label("摊位数", "stalls", "涉及摊位"), null=True, blank=True)
    moved_to = models.ForeignKey(
        Market,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=Label("引入市场", "market the stalls moved to", "入市去向"),
        related_name="street_markets",
    )
    length = QuantityField("m", Label("占道长度", "length of roadway taken"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = Label("马路市场", "street market", "马路市场台账")
        verbose_name_plural = Label("马路市场", "street markets")


found = Count(
    IllegalBuilding,
    reached="found",
    zh="发现违建处数",
    en="illegal buildings found",
    unit="处",
    by=("building_kind", "era"),
)
demolished = Count(
    IllegalBuilding,
    reached="demolished",
    zh="拆除各类违建处数",
    en="illegal buildings demolished",
    unit="处",
    by=("building_kind", "era"),
    aliases=("拆除违建数", "拆除违法建设", "累计拆除各类违建"),
)
demolished_area = Sum(
    IllegalBuilding,
    reached="demolished",
    field="floor_area",
    zh="拆除各类违建面积",
    en="floor area of illegal buildings demolished",
    unit="m2",
    by=("building_kind", "era"),
    aliases=("拆除违建面积", "拆违面积"),
)
area_per_building = Ratio(
    of=demolished_area,
    per=demolished,
    zh="拆除违建平均面积",
    en="floor area per building demolished",
    unit="m2",
)
demolished_share = Share(part=demolished, whole=found, zh="违建拆除率", en="share of illegal buildings demolished")
standing_demolished = Count(
    IllegalBuilding,
    reached="demolished",
    where=_.era == Era.STANDING.value,
    zh="拆除存量违建处数",
    en="standing illegal buildings demolished",
    unit="处",
)
new_demolished = Count(
    IllegalBuilding,
    reached="demolished",
    where=_.era == Era.NEW.value,
    zh="拆除新增违建处数",
    en="new illegal buildings demolished",
    unit="处",
)
new_found = Count(
    IllegalBuilding,
    reached="found",
    where=_.era == Era.NEW.value,
    zh="发现新增违建处数",
    en="new illegal buildings found",
    unit="处",
)
pending = Count(
    IllegalBuilding,
    in_stage=("found", "filed", "determined", "decided", "announced"),
    zh="在办违建处数",
    en="illegal buildings pending",
    unit="处",
)
pending_area = Sum(
    IllegalBuilding,
    in_stage=("found", "filed", "determined", "decided", "announced"),
    field="floor_area",
    zh="在办违建面积",
    en="floor area of pending illegal buildings",
    unit="m2",
)
overdue = Count(
    IllegalBuilding,
    where=Overdue("due", "demolished"),
    in_stage=("found", "filed", "determined", "decided", "announced"),
    zh="逾期未拆除违建处数",
    en="illegal buildings overdue",
    unit="处",
)
greened = Count(IllegalBuilding, reached="greened", zh="拆后复绿利用处数", en="cleared sites in use again", unit="处")
greened_area = Sum(
    IllegalBuilding,
    reached="greened",
    field="floor_area",
    zh="拆后复绿利用面积",
    en="cleared area in use again",
    unit="m2",
)
greened_share = Share(part=greened, whole=demolished, zh="拆后复绿利用率", en="share of cleared sites in use again")
days_to_demolition = Duration(
    IllegalBuilding,
    since="found",
    reached="demolished",
    zh="违建平均处置天数",
    en="days from report to demolition",
)
ads_rectified = Count(
    OutdoorAd,
    reached="rectified",
    zh="整治违规户外广告数",
    en="outdoor advertisements rectified",
    unit="处",
    by=("ad_kind",),
    aliases=("整治户外广告", "整治广告牌匾"),
)
ads_found = Count(OutdoorAd, reached="found", zh="发现违规户外广告数", en="outdoor advertisements found", unit="处")
ads_area = Sum(
    OutdoorAd,
    reached="rectified",
    field="sign_area",
    zh="整治违规户外广告面积",
    en="area of advertisements rectified",
    unit="m2",
)
ads_share = Share(part=ads_rectified, whole=ads_found, zh="户外广告整治率", en="share of advertisements rectified")
ads_dangerous = Count(
    OutdoorAd,
    where=_.dangerous,
    in_stage=("found", "notified"),
    zh="存在安全隐患的户外广告数",
    en="dangerous advertisements left",
    unit="处",
)
fences_removed = Count(
    Fence,
    reached="removed",
    zh="拆除围挡数",
    en="fences removed",
    unit="处",
    aliases=("拆除围挡处数", "整治围挡"),
)
fences_length = Sum(
    Fence, reached="removed", field="length", zh="拆除围挡长度", en="length of fences removed", unit="m"
)
fences_left = Count(Fence, in_stage=("found", "notified"), zh="待拆除围挡数", en="fences still to remove", unit="处")
street_markets_cleared = Count(
    StreetMarket, reached="cleared", zh="取缔马路市场数", en="street markets cleared", unit="处"
)
street_stalls_moved = Sum(
    StreetMarket,
    reached="cleared",
    field="stalls",
    zh="马路市场引摊入市数",
    en="street stalls moved",
    unit="个",
)
street_markets_moved = Count(
    StreetMarket,
    reached="cleared",
    where=_.moved_to_id.notnull(),
    zh="引入农贸市场的马路市场数",
    en="street markets moved into a market",
    unit="处",
)


CASE_STEPS = {
    IllegalBuilding: {
        "found": 1,
        "filed": 2,
        "determined": 3,
        "decided": 4,
        "announced": 4,
        "demolished": 5,
        "greened": 7,
    },
    OutdoorAd: {"found": 1, "notified": 3, "rectified": 4, "checked": 6},
    Fence: {"found": 1, "notified": 3, "removed": 4, "checked": 6},
    StreetMarket: {"found": 1, "persuading": 4, "cleared": 5, "guarded": 7},
}
"""Which of the seven steps of a managed case (GB/T 30428.8: 1 信息采集, 2 案件建立, 3 任务派遣, 4 任务处理,
5 处理反馈, 6 核查结案, 7 综合评价) each stage is."""

_CASES = "GB/T 30428.8-2020（数字化城市管理信息系统 第8部分：立案、处置和结案）"


def _in_time(kind: type[Record], name: str, zh: str, en: str, closing: str) -> Rule:
    """A case closed within the days this installation sets: the standard has them by class of case."""
    return Rule(
        f"enforcement.{name}_closed_in_time",
        Label(f"{zh}案件自发现起在规定天数内结案", f"cases of {en} closed within the days set"),
        kind,
        None,
        broken_by=lambda limit: longer_than(kind, limit, "found", closing),
        source=_CASES,
        valid_from=date(2020, 11, 1),
        unit="day",
        asserted=False,
    )


RULES = (
    Rule(
        "enforcement.demand_after_decision",
        Label("催告公告不得早于下达决定", "no demand before the decision"),
        IllegalBuilding,
        None,
        broken_by=lambda limit: before(IllegalBuilding, "announced", "decided"),
        source="中华人民共和国行政强制法第三十五条、第四十四条",
        valid_from=date(2012, 1, 1),
    ),
    Rule(
        "enforcement.decision_after_filing",
        Label("下达决定不得早于立案", "no decision before the case is filed"),
        IllegalBuilding,
        None,
        broken_by=lambda limit: before(IllegalBuilding, "decided", "filed"),
        source=_CASES,
        valid_from=date(2020, 11, 1),
    ),
    Rule(
        "enforcement.check_after_removal",
        Label("户外广告验收不得早于完成整治", "no check of a sign before it was rectified"),
        OutdoorAd,
        None,
        broken_by=lambda limit: before(OutdoorAd, "checked", "rectified"),
        source=_CASES,
        valid_from=date(2020, 11, 1),
    ),
    _in_time(IllegalBuilding, "buildings", "违法建设", "illegal buildings", "demolished"),
    _in_time(OutdoorAd, "ads", "户外广告", "signs", "rectified"),
    _in_time(Fence, "fences", "围挡", "fences", "removed"),
)

SYSTEMS = (
    System(
        31,
        Label("“七大攻坚行动”", "the seven campaigns"),
        (IllegalBuilding, StreetMarket, OutdoorAd, Fence),
        gathers=(32, 33, 34),
    ),
    System(32, Label("违法建设治理", "illegal buildings"), (IllegalBuilding,)),
    System(33, Label("马路市场整治", "street markets"), (StreetMarket,)),
    System(34, Label("广告牌匾、围挡整治", "signs and fences"), (OutdoorAd, Fence)),
)
