"""Know whose a bare measure is: the place, company, project or service its sentence opened with."""

from __future__ import annotations

import re
from functools import lru_cache

from yihe.figures.measures import of_earner
from yihe.figures.phrases import NOISE, clean, cut_comparison

_KINDS = (
    "景区|园区|文创园|产业园|公园|车站|[南北东西]站|火车站|机场|航空港|[^航直]港|码头|航线|专线|班列|高速|铁路|轨道交通|地铁|大桥|隧道"
    "|项目|工程|产业|行业|中心|医院|学校|市场|商圈|小区|社区|公司|集团|平台|消费券|代金券|借款|贷款|基金|协会|基地"
    "|开发区|新区|片区|法院|检察院|中院|饭店|酒店|民宿|图书馆|博物馆|美术馆|体育馆|剧院|书房|食堂|热线|大厅|电网|电厂"
    "|地铁|水库|泵站|河道|林场|农场|合作社|产业链|工厂|车间|展会|博览会|论坛|大赛|驿站|案件|纠纷"
)
_DEED = (
    r"(?:(?:累计|新增|新|共|集中|依法|全面|深入|大力|统筹|已)?"
    r"(?:发放|建成|建设|新建|改造|实施|开展|推进|启动|组织|举办|开通|打造|审结|执结|受理|办理|查处|调解|化解|设立|投用|运营|推出|承办)了?)"
)
_ENTITY = re.compile(rf"^{_DEED}?(?P<name>[^，。；]{{1,14}}?(?:{_KINDS})(?:园|{_KINDS})*)(?P<rest>[^，。；]*)$")
_COMPOUND = re.compile(r"[数量类款部员工化型级]")
_MEASURES = (
    "率|率达|时速|时长|周期|价格?|均价|租金|利率|床位|摊位|座位|票价|峰值|客流量?|系数|密度|强度|面"
    "|效率|成本|期限|寿命|进度|库容|容量|评分|全长|里程|造价|满意度|(?:参与|参加|到访|涉及|受益|观众)人[数次]"
)
# 设计时速, 平均单价, 综合利用率: a measure that says of nothing what it measures.
_BARE_MEASURE = re.compile(
    rf"^(?:设计|平均|[日月年人户亩]均|综合|加权|形象|本地|单日|最[高低]|总|直接|累计|整体|按[时期])*[^，、]{{0,3}}(?:{_MEASURES})$"
)
_BARE_VERB = re.compile(
    r"^(?:[日月年]均|当天|单日|直接|累计|共|可|已|全年|最高)*"
    r"(?:出动|发送|运送|开行|接待|起降|接卸|停靠|运营|接听|接诉|配备|聚合|覆盖|辐射|入驻"
    r"|吸纳|容纳|拉动|带动|人均停留|人均消费|盘活|化解|安置|挽损|追赃挽损|判处|判赔"
    r"|节约|节省|惠及|受益|撬动|减少|减排|收治|救治|培训|孵化|到位|达到|售出|销售|投放|收集|供应|供热|供水)"
    r"(?:旅客|观众|游客|用户|居民|群众|消费|资产|债务|职工|资金|投资|就业|企业|社会资本|人员|罪犯|客流|销售额?|金额|峰值)?(?:最高|金额)?$"
)
_DATES = re.compile(r"(?:自|从)?(?:\d{4}年)?\d{1,2}月\d{1,2}日[^，]*$")


def opened_with(words: str) -> str:
    """Return whose figures the clause tells: 滨江夜游航线由3条 → 滨江夜游航线; empty where it names none."""
    text = clean(cut_comparison(NOISE.sub("", words)))
    found = _ENTITY.match(text)
    return found["name"] if found and len(found["name"]) >= 3 and not _COMPOUND.match(found["rest"]) else ""


def season(words: str) -> str:
    """Return the occasion a clause of dates names: 暑运自7月1日至8月31日 → 暑运."""
    head = clean(_DATES.sub("", words)) if "日" in words and _DATES.search(words) else ""
    return head if 2 <= len(head) <= 10 else ""


# What only a place has needs no other owner.
_OF_PLACES = (
    "预期寿命",
    "城镇化率",
    "失业率",
    "森林覆盖率",
    "绿化覆盖率",
    "自然增长率",
    "文盲率",
    "路网密度",
    "人口密度",
)


# The same few bare words (同比增长, 占比) stand before most numbers of a text.
@lru_cache(maxsize=4096)
def is_bare(own: str) -> bool:
    """Say whether words name a measure or a deed without its owner: 上座率, 开行."""
    return (
        len(own) <= 12
        and not own.endswith(_OF_PLACES)
        and bool((len(own) <= 7 and _BARE_MEASURE.match(own)) or _BARE_VERB.match(own))
    )


def owned(own: str, owner: str, before: str) -> str:
    """Put the owner before a bare measure or deed.

    `before` is the subject of the claim before: what only repeats its words (发送) is that again.
    """
    if own in before and len(before) > len(own):
        return before
    if not owner or owner in own or set(own[:2]) <= set(owner) or _HAPPENED.search(owner):
        return ""
    return owner + own


# 2个医院的大楼投入使用，新增床位1405张: what happened owns nothing.
_HAPPENED = re.compile("(?:投入使用|主体封顶|结构封顶|全部完工|建成投用|竣工投产|开工建设|正式运营|改扩建)$")


_MATTER = re.compile(
    r"^(?:[一-鿿]{2,5}[市区县镇局院])?(?:依法|严厉|大力|深入|扎实|着力|持续|积极|全力|全面|有效|切实|稳步|从严)*"
    r"(?:突出)?(?:打击|严惩|惩治|整治|治理|聚焦|围绕|实施|推进|抓好|抓实|关注|保障|守护|针对|落实|推广|发展|做好|推行|支持|推动|促进|助力)"
    r"(?:[^，]{2,30}等)?(?P<matter>[^，]{3,14}?)(?:犯罪|工作|行动|活动|工程|政策)?$"
)

_NO_MATTER = re.compile(r"^(?:各|一系列|以|好)|(?:措施|政策|任务|要求|职责|部署|责任|建设|发展)$")


def matter_of(said: str) -> str:
    """Return the matter a clause sets for the deeds after it: 依法打击电信网络诈骗，审结327件."""
    found = _MATTER.match(said)
    return found["matter"] if found and not _NO_MATTER.search(found["matter"]) else ""


_LISTED = re.compile(
    r"(?:依次[是为]|分别[是为]|主要[是为有]|包括|即|[是为有]|：)(?P<names>[^，：、\d]+(?:、[^，：、\d]+)+)$"
)
_RANKED = re.compile(r"(?:居前|排名?前|位列前|位居前|最多|最高|较多|前)")


def named_list(words: str) -> list[str]:
    """Return the heads a clause lists at its end, with what is measured: 投诉量居前3位的依次是食品、服装 …."""
    found = _LISTED.search(words) if "、" in words else None
    if found is None:
        heads = clean(words).split("、") if "实现" in words or "完成" in words else []
        return of_earner(heads) if len(heads) > 1 else _measured_first(words)
    ranked = _RANKED.search(words[: found.start()])
    measure = clean(words[: ranked.start()])[-8:] if ranked else ""
    return [re.sub("等$", "", head) + measure for head in re.split("、|和", found["names"])]


# 食品、服装、家居用品投诉量居前三位，分别为…: what orders them is said of the last.
_ALL_AHEAD = re.compile(
    r"(?P<names>[^，：、\d]{2,8}(?:、[^，：、\d]{2,8})*?(?:、|和|及)[^，：、\d]{2,8}?)(?P<measure>[^，：、\d]{0,2}[量额值数])"
    r"(?:位居|居|列|位列|排名?)前[两二三四五六七八九十\d]+[位名]$"
)


def _measured_first(words: str) -> list[str]:
    found = _ALL_AHEAD.search(words) if "前" in words else None
    return [head + found["measure"] for head in re.split("、|和|及", clean(found["names"]))] if found else []


# 衣着、居住、医疗保健三大类呈上涨态势，价格分别上涨…: the classes counted are listed before their number.
_COUNTED_LIST = re.compile(r"(?:[^，]*[：:])?(?P<names>[^，：、\d]+(?:、[^，：、\d]+)+?)等?$")


def counted_list(before: str, count: int) -> list[str]:
    """Return the heads that stand before their own number; none where they are not as many."""
    found = _COUNTED_LIST.search(before) if "、" in before else None
    heads = found["names"].split("、") if found else []
    if heads and len(heads) + 1 == count:
        *most, last = heads
        heads = [*most, *re.split("和|及|与", last, maxsplit=1)]
    return heads if len(heads) == count else []


_TOGETHER = re.compile(r"^(?:[两三四五]者|上述[两三四五几]?[项类个]?)(?:合计|共)?|^合计(?=占)")


def together(own: str, heads: list[str]) -> str:
    """Say who 三者合计 are: the heads listed last."""
    found = _TOGETHER.match(own) if heads else None
    return "、".join(heads[-5:]) + own[found.end() :] if found else own


_ACTION = re.compile(
    r"(?:实施|开展|推进|启动|推动)(?P<name>[^，]{3,14}?)(?:[一二三四五\d]年)?(?:攻坚|专项)?(?:行动|工程|计划)$"
)
_PLAIN_THINGS = re.compile(r"(?P<deed>.{0,4}?)(?P<thing>项目|任务|点位|工程)$")


def of_action(subject: str, said: str) -> str:
    """Say of which action bare 项目 are: 实施城市品质提升行动，谋划项目 → 谋划城市品质提升项目."""
    plain = _PLAIN_THINGS.fullmatch(subject) if said else None
    action = _ACTION.search(said) if plain else None
    return plain["deed"] + action["name"] + plain["thing"] if plain and action else subject


_AHEAD = re.compile(r"^的?(?P<noun>[^，。；\d]{2,24})")


def share_of_what_follows(gap: str, right: str) -> str:
    """Return the subject of a share that opens its clause: 2/3的学校引入了…, 九成以上业务全程网办."""
    found = _AHEAD.match(right)
    if found is None or clean(gap) or right.startswith(("的速度", "的增", "，")):
        return ""
    noun = found["noun"].replace("了", "").strip("的")
    return noun + "比例" if len(noun) >= 4 else ""


# 滨河大道是…的重要通道; 东苑小区始建于1998年: whom the sentences after it tell of.
_ENTITY_OPENS = re.compile(
    r"\s*(?!这|那|该|其|此|本|我|今|目|全(?!长)|各|有|也|还)(?P<name>[一-鿿A-Za-z0-9“”.]{3,18}?)(?:工程)?"
    r"(?:是(?![否非])|位于|地处|坐落[于在]|始?建于|成立于|隶?属于?|东起|西起|南起|北起|起于|起自|按[^，]{2,20}(?:设计|建设))"
)
_TELLS = re.compile("是|位于|地处|坐落|建于|成立|属|起于|起自|东起|西起|南起|北起|按")
_NO_ENTITY = re.compile(
    "(?:[省市县镇乡村州]|(?<![小社园景校片])区)$|建设|发展|工作|重点|任务|目标|问题|关键|关系|指标|其中|特别|主要|尤其|不仅|就|都|正|的"
)
# 昆明路快速路, alone on its line: what is told below is of it.
_TITLE = re.compile(
    "(?!.*(?:建设|改造|工作|推进|情况|实施|提升|治理|加快|完善|管理|我市|全市))[A-Za-z0-9一-鿿—－·]{2,14}?(?:快速路|大道|[一-鿿]{2}路|街区?|大?桥|隧道|工程|项目|小区|公园|学校|医院|市场|公寓|广场|片区|水库|景区|机场|车站)"
)


def titled(heading: str) -> str:
    """Return the thing a heading of no other words names; else nothing."""
    name = clean(heading)
    return name if _TITLE.fullmatch(name) else ""


_POINTS = re.compile(
    r"^[该本此](?:项目|工程|道路|公路|路段|线路|[路桥线]|大桥|隧道|园区|小区|片区|中心|公司|企业|机场|港口?|车?站|水库|医院|学校|校区|基地|景区|平台|集团)"
)


def entity_of(words: str) -> str:
    """Return the thing a clause says what it is or where it stands; empty for places and matters."""
    found = _ENTITY_OPENS.match(words) if _TELLS.search(words) else None
    if found is None:
        return ""
    # 全长4公里的江心大桥是…: its attributes stand before it.
    name = found["name"].rpartition("的")[2]
    return name if len(name) >= 3 and not _NO_ENTITY.search(name) else ""


def pointed_at(subject: str, entity: str) -> str:
    """Put the thing told of for the word that points at it: 该项目总长 → 古渡线总长."""
    found = _POINTS.match(subject) if entity else None
    return entity + subject[found.end() :] if found else subject
