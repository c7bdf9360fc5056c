"""Know a limit from a quantity: size classes, ages and ranks that select what is told of."""

from __future__ import annotations

import re
from decimal import Decimal

from yihe.figures.token import Token

_LIMITED = (
    "的|项目|企业|楼宇|园区|省份|城市|县|镇|村|街道|单位|产业|集群|品牌|大户|商圈|载体|工业|医院|小区|人口|老人|老年人|居民|人才|"
    "工程|合同|商品|住房|户型|机组|锅炉|船舶|泊位|机场|河流|水库|基地|大型|重大|高层|农户|合作社|家庭农场|龙头|重点|优质|外资|内资|制造业|工业|特色|先进|单体|国家|中型|小型|城区|市县|强县|强市|市\\b"
)
_THRESHOLD_AFTER = re.compile(rf"^(?:{_LIMITED})")
# 3000元以下贫困现象: a limit selects whatever noun follows it at once.
_SELECTED = re.compile(
    r"^(?![的，。；、）]|以|及|和|并|占|为|是|达|左右|目标|任务|水平|区间|增长|下降|提高|已|均|全|进行|实施|完成|实现|参加|受益)[一-鿿]{2}"
)
_MEASURED_VERB = re.compile(
    r"(?:达到|达|完成|实现|带动|吸纳|新增|建成|不少于|累计|增长|提高|下降|投入|保持在|稳定在|安排|帮助|引进|培育|招引|扶持|惠及|转移|培训|创建|认定|举办|开展|组织|建立|召开|推出|举行)(?:了)?$"
)
# 新建10家以上新型研发机构: so many are to be, none is chosen by its number.
_PIECES = frozenset("家个项条座所处场套件")
_NEW = re.compile("(?:新建|改造|打造|建设|设立|组建|启动|实施|发展|推进|支持|争取)(?:了)?$")
# 水库周边各3公里范围内不得建厂.
_WITHIN = re.compile("(?:的)?范围(?:[内外]|以[内外])")
# 安排了500万元以上的技改项目9项: the things counted next are those beyond the limit.
_COUNTED = re.compile(r"的?[^，、\d]{2,12}\d+[个项家户处座宗笔件]")
# 甲县前30名，乙县、丙县各前15名的学生: the ranks of a list select what stands at its end.
_BY_RANK = re.compile(
    r"(?:[，、和及][^，。；\d]{0,24}前\d+[名位])*(?:以内|之内)?的(?=[一-鿿]{2})(?!成绩|好成绩|佳绩|位[次置]|水平|行列|增速|速度|目标|排名|依次|分别)"
)
# 驾龄不满1年的7.4万人: a length that selects what is counted next.
SELECTS = re.compile(r"的(?:仅|有|达|共|约)?\d")
# A limit that a standard sets: 低于35微克/立方米的国家二级标准.
# 损失超过20%的，即可索赔; 拥堵超过10公里须立刻上报: what happens beyond it follows.
_CASE = re.compile("^的(?:[，,]|$)|^的?[，,]?(?:即可|须|应当?|必须|予以|给予|可以?申)")
# 缴存比例低于3%的地区和单位.
_OF_THOSE = re.compile("的(?:地区|单位|企业|家庭|农户|学校|小区|村|县|镇|街道)")
_STANDARD = re.compile(r"^的[^，]{0,8}(?:标准|限值|门槛|红线|底线)")


# 年满18岁的男性公民, 可放宽到22岁.
_COME_OF_AGE = ("年满", "已满", "未满", "不满", "放宽到", "放宽至")


def is_limit(token: Token, gap: str, right: str, tail: str) -> bool:
    """Say whether a quantity is a limit: 10亿元以上项目, 安排500万元以上的项目9项."""
    if token.unit == "岁" and gap.endswith(_COME_OF_AGE):
        return True
    if token.unit == "岁" and ("寿命" in gap or token.hedge in ("about", "nearly")):
        return False
    if token.kind == "threshold" or (token.unit == "岁" and (token.hedge != "none" or token.bound)):
        return bool(right) or token.unit == "岁" or token.implied
    if "范围" in right and _WITHIN.match(right):
        return True
    if token.hedge in ("none", "about", "nearly") or not isinstance(token.value, Decimal):
        return False
    if token.start < token.core_start and _STANDARD.match(tail):
        return True
    done = _MEASURED_VERB.search(gap) or (token.unit in _PIECES and _NEW.search(gap))
    counts = not done or bool(_COUNTED.match(tail))
    if _SELECTED.match(right) and token.end > token.core_end and token.unit not in ("%", "pp"):
        return counts
    if token.end > token.core_end and token.hedge in ("at_least", "at_most"):
        if tail[:1].isdigit():
            return True
        return bool(_THRESHOLD_AFTER.match(right)) and counts
    return (
        token.start < token.core_start
        and bool(_THRESHOLD_AFTER.match(right))
        and token.unit in ("CNY", "USD", "人", "t")
    )


def selects_cases(token: Token, tail: str) -> bool:
    """Say whether a bound picks out what is done something about: 损失超过20%的，即可索赔."""
    bound = token.start < token.core_start and token.hedge not in ("none", "about", "nearly")
    return bound and bool(
        _CASE.match(tail)
        or (token.unit in ("%", "‰") and _STANDARD.match(tail))
        or (token.unit in ("%", "‰") and _OF_THOSE.match(tail))
    )


def selects_by_rank(token: Token, ahead: str) -> bool:
    """Say whether a rank admits those up to it: 前30名的学生进入…."""
    return token.hedge == "at_most" and bool(_BY_RANK.match(ahead))
