"""Words of subjects: what measures, what is too general to stand alone, what lists examples."""

from __future__ import annotations

import re

SUFFIX = {
    "m2": "面积",
    "mu": "面积",
    "户": "户数",
    "人": "人数",
    "人次": "人次",
    "CNY": "金额",
    "m": "长度",
    "类": "类别",
}
# Classifiers that say what kind of count a bare deed is: 入住户数, 酒驾起数.
COUNTED = frozenset({"户", "人", "起", "件", "例", "宗"})
MEASURE_NOUN = re.compile(
    r"(?:值|额|量|收入|投资|资金|面积|支出|利润|利税|税|费|贷款|存款|余额|产量|用户|户|人|人口|次|数|率|营收|外资|规模|成本|价格|工资|资本|比重|占比|销售|消费|税收|利税|补贴|产能|吞吐量|里程|负荷|装机|容量|客流|流量|库容|水量|电量|销量|产出|时间|长度|[出进]口|贷|保费|赔付|债券|债务|基金|总产|授信|融资|顺差|逆差)$"
)
# What a clause without figures may set for the heads after it: 公用经费标准，小学提高到650元.
SET_AHEAD = re.compile(rf"{MEASURE_NOUN.pattern}|(?:标准|水平|定额|单价)$")
# A bare 收入 or 支出 under a heading (（三）国有资本经营预算。) is the heading's.
BARE_MONEY = re.compile(r"^(?:总?收入|总?支出|调出资金|(?:当年)?收支结余|滚存结余|结余|总?投资|投入)$")
# What a quantity reaches or steps over: 突破万亿元大关.
LANDMARK = re.compile(r"^新?(?:大关|台阶|关口|门槛)")
# 3个千亿台阶 counts steps of what grew.
_LANDMARKS = re.compile(r"[万千百]亿元?级?(?:台阶|大关|关口)")
CLASSIFIED = re.compile(r"\d+(?:[余多])?[个项家件类种]")
GENERIC = re.compile(
    r"^(?:占|年度(?=完成)|完成|实现|带动|支持|惠及|涉及|受益|拉动|吸引|覆盖|解决|帮助|落实|落地|首期|到位|投入|占地|建筑|[月年日]?人均|户均|亩均|总|共|合计|其|新增|吸纳|可|预计|年|年产|达产后?|累计|争取|发放|服务|拨付|安排|增加|减少|节约|平均)*"
    r"(?:总?投资|总?产值|投入|落地|总量|总数|总额|规模|资金|面积|总工程量|工程量|年度(?:计划|任务|目标)|就业|群众|居民|企业|项目|税收|收入|职工|游客|消费|销售|收入|产能|人员|学生|农户|利润|金额|总建筑面积|建筑面积|占地)?$"
)
VERB_START = re.compile(r"^(?:带动|支持|惠及|涉及|受益|拉动|吸引|覆盖|吸纳|可容纳|实现产值|完成投资|实现销售)")
LISTED_NAMES = re.compile(
    r"(?P<verb>^(?:"
    + "|".join(
        (
            "成功化解",
            "化解",
            "完成",
            "推进",
            "实施",
            "建成",
            "新建",
            "新?(?:落地|引进|签约|开工)",
            "引进",
            "出台",
            "推动",
            "启动",
            "开工",
            "打造",
            "培育",
            "改造",
            "建设",
            "举办",
            "实现",
            "落实",
            "支持",
            "组织",
            "开展",
            "整治",
            "拆除",
            "签约",
            "获得",
            "争取",
            "承办",
            "引育",
            "编制",
            "制定",
            "滚动推进",
            "加快推进",
            "重点推进",
            "扎实推进",
            "全面推进",
        )
    )
    + r"))?(?P<names>.*(?:、.*)?等|包括.*在内的|.*(?:、[^、]+)+)$"
)
SUFFIX_SHARED = re.compile(
    r"(?:限上)?(?:零售额|发电量|用水量|[客货]运量|周转量|吞吐量|消费量|[存出]栏量?|增加值|总产值|产值|产量|销售额|营业收入|收入|投资|销量|用电量|进出口|进口|出口|占比|比重|利润|价格|面积|人数|总量|余额|增速|排放总?量)+$"
)
# What an institution just counted has: 乡镇卫生院33753个，床位150万张.
HAS = re.compile(r"^(?:实有|开放|编制|现有)?(?:床位|病床|卫生人员|卫生技术人员|客房|座位|泊位)数?$")
# The second end of a move: 由306项精简到198项.
_MOVE_OPENS = frozenset("上下优减升压发回增壮延扩拓提精缩调跃降")
_MOVES = re.compile(
    r"(?:提高|提升|增加|增长|精简|压减|压缩|扩大|下降|减少|降低|降|升|调整|优化|缩短|缩小|上升|回落|延长|拓展|扩充|扩展|扩容|发展|壮大|跃升|增)(?:到|至|为)了?(?:[^，]{0,6}(?:年|月|末|底|目前|现在|如今)的?)?$"
)


def opens_with_move(words: str) -> bool:
    """Say whether words go on to the second end of a move."""
    return words[:1] in _MOVE_OPENS and bool(_MOVES.match(words))


def opens_with_landmark(words: str) -> bool:
    """Say whether words open with steps or marks of a size: 千亿台阶."""
    return words.startswith(("万", "千", "百")) and bool(_LANDMARKS.match(words))


# What is done to all that a list names: 建成文化中心、天虹广场等总部大厦.
DEED_OF_LIST = "建设或改造|新建、?改造|新建|改造|改建|扩建|建设|建成|开展|举办|创建"
