"""Know what is planned from what is done: aims, tasks, what will be built."""

from __future__ import annotations

import re

from yihe.figures.token import TIME_UNITS, Token

_TARGET_NEAR = re.compile(
    r"(?:届时|有望|[一二两三四五六七八九\d]年内(?=[可将拟])|期间再(?=[新改建增])|(?:今后|未来)[一二两三四五六七八九十]年|决定(?=投[资入]|新建|建设)|提出[^，]{0,6}到20\d\d年[^，]{0,4}(?:实现|达到|突破|建成)|提出[^，]{0,4}(?:今年|明年|年内)(?:要)?(?:创建|新建|完成|实现|改造|建成|达到)|计划(?![生”》的数外书单资]|项目)|(?<![\d一二三两几半])年内(?=[突达完实建形力确预可将再]|$|[^，]{2,12}(?:达到?|超过|突破)$)|(?<!业)力争(?!取)|确保|争取(?=到[年\d“十]|在|实现|完成|达|突破|年|用)|(?:预期|发展|奋斗|主要|工作)?目标(?:建议|初步)?(?:是|为|[:：])|(?:收入|支出)(?:预算)?安排|安排(?:实施|建设)?[^，\d]{0,6}项目|(?:建成|投产|达产|达效|投用|竣工)后[^，]{0,3}[可将]|(?:达产|达效|投产)后(?=[^，]{0,3}(?:年|新增|预计|实现|形成))|(?<![即行必虚模])拟|(?<![需主重只纲概])要(?=开工|新建|建成|完成|实现|达到|新增|改造|设立|建立)|预计(?=[^，]*[可将])|(?<![领名小大老干])将(?![军近其])|必须再?(?=[减完实新达])|(?<!不)需要?(?:完成|投资|投入|新建|改造|征[地收用]|拆[迁除])|(?<!好于)(?<!高于)(?<!超)预期(?=增长|下降|达|实现|完成))(?!.{0,12}(?:完成了|实现了|已))(?:“[^”]*”|[^”》])*$"
)
_PLANNED_VERB = (
    "开工|新建|改建|扩建|建设|建成|创建|创成|更换|铺设|招聘|拆除|清理|增设|补建|新开|改造|完善|推进|实施|打造|投入|投资|筹集|筹建|供应|组织|开展|提供|举办|启动|完成|实现|达到|突破|新增|安排"
    "|引进|发展|开发|推广|培育|建立|优化|拓展|升级|更新|修复|治理|整治|扩建|提升|布局|发放|加大|增加|获得|享受|给予"
)
_LABEL = r"\s*(?:年度)?(?:目标任务|任务目标|项目内容|年度目标|计划目标|工作目标|工作任务)"
_TARGET_OPENS = re.compile(
    # A list of deeds is told in two labelled parts: 目标任务：… 完成情况：….
    rf"^{_LABEL}$"
    r"|^.{0,6}(?:力争(?!取)|确保|根据规划|按照规划|争取(?=到[年\d“十]|在|实现|完成|达|突破|年|用)|计划(?=新|建|完成|实施|改造|[，到]))|^\s*计划投入资金|(?<!实现)(?<!完成)(?<!达到)预期目标|奋斗目标|预期(?:增长|达到)|必须再?(?=[减完实新达])|目标(?:建议|初步)?[是为]|提出[^，]{0,12}(?:目标|任务)$|明年|今后|届时|到20\d\d年|未来.{0,2}年"
    r"|^\s*[全我][省市县区]计划(?!总?投资|生育|播种|面积)|^\s*(?:[省市县区]里|我们)(?:还)?计划"
    r"|^\s*(?:根据|按照?)《[^》]*(?:工作报告|规划|方案|计划)》[^，]{0,4}$"
    # 今冬明春我市计划投资5亿元，改造小区40个: what the money is planned for is planned too.
    r"|^(?:今冬明春|今明两年)[一-鿿]{0,6}计划"
    # The modal 将 stands before its verb; the 将 that moves an object (将12个村纳入…) before a noun.
    r"|^.*(?<![已即])将(?:会)?有(?=\d)"
    rf"|^.*(?<!已)将(?:会|于|大力|积极|逐步|努力|全面|继续|进一步|新|再|加快|着力|重点|陆续|分批|统筹)?(?:{_PLANNED_VERB})"
    r"|^.*(?:收入|支出)(?:预算)?安排\d|(?:建成|投产|达产|达效|投用)后(?:，|$|[^，]{0,3}[可将]|年|预计|实现|形成)|^.{0,4}(?:今年|年内|明年|下半年|20\d\d年)[^，]{0,4}(?:计划(?![生”》的数外书单])|拟(?![定建])|安排[^，\d]{0,8}项目)"
)
# Whatever is planned is told with one of these words, and a plan opened with one of those; most clauses hold none.
_AIM_OF_YEAR = re.compile(r"(?:全年|年度)$")
# 计划投资亿元以上项目83个: the plan chooses what is counted.
_CHOSEN = re.compile("计划总?投资[^，、]{1,12}以上的?(?:[^，、]{0,6}(?:项目|工程))$")
_AIM_OF_WHICH = re.compile("(?:目标|任务|计划)(?:数)?$")
_SHARE_FOLLOWS = re.compile(r"的\d[\d.]*[%％]")
_MAY_PLAN = re.compile(
    "再|要|未来|今后|决定|届时|年内|有望|提出|计划|力争|确保|争取|目标|安排|后|拟|预计|将|需|预期|必须"
)
_MAY_OPEN = re.compile(
    "《|规划|预期|必须|目标|任务|内容|力争|确保|争取|计划|明年|今后|届时|到20|未来|将|安排|后|拟|今冬|今明"
)
_TARGET_AFTER = re.compile(r"^(?:(?!完成|实现|提前|占|达到目标)[^，。；]){0,14}?(?:目标|任务)(?![的超完区领数书])")
# 完成全年计划目标的45.4%: a share of the plan.
_OF_PLAN = re.compile(
    r"(?:完成|[占为达])[^，\d]{0,8}(?:(?:目标|计划|任务|预算)[^，、\d]{0,3}的|(?<=年度)计划(?:完成)?(?:总?投资)?)$"
)
_COUNTS_TARGETS = re.compile(r"(?:重点|主要|年度|工作)?(?:目标|任务)")
_DONE = re.compile(r"已|完成了|实现了|超额完成|累计完成|去年|上年")
_DONE_SO_FAR = re.compile(r"累计(?!投资|投入)|已经?[^，]{2}|共[完承]")
# 完成1万个村的整治任务: what was done of a task is no plan.
_DID = re.compile(r"(?:^|[，；])(?:(?:全年|共|超额|圆满|全面)?完成了?(?:\d[^，；]{0,10}、)?$|完成了)")
# 将贷款额度从3万元提高到5万元.
_MOVES_IT = re.compile(r"将[^，。；\d]{2,14}[由从][^，。；]*$")
# 将11项基金收入纳入管理: this 将 moves its object and plans nothing.
_MOVED_INTO = re.compile(
    r"[^，。；]{0,20}?(?:纳入|列入|作为|确定为|调整为|改造成|打造成|改为|划入|划归|移交|下放|合并|整合|推荐|分为)"
)


def is_target(token: Token, left: str, gap: str, tail: str, *, opened: bool) -> bool:
    """Say whether a number is planned, by the words around it or by what its sentence has opened."""
    aimed = token.unit not in TIME_UNITS and _TARGET_AFTER.match(tail) if "标" in tail or "任务" in tail else None
    if aimed and not _COUNTS_TARGETS.match(tail) and not _DONE_SO_FAR.search(gap) and not _DID.search(left):
        return True
    if tail.startswith(("任务", "目标", "计划")) and _AIM_OF_YEAR.search(left):
        # 为全年400万吨任务的61.5%.
        return True
    if tail.startswith("的") and _AIM_OF_WHICH.search(left) and _SHARE_FOLLOWS.match(tail):
        # 完成年度目标4.5万人的63.8%.
        return True
    if token.unit in TIME_UNITS and token.kind != "duration" and not _DAYS.search(left):
        return False
    if token.unit not in TIME_UNITS and _CHOSEN.search(left):
        return False
    if left.endswith("为期") or (token.unit == "m" and _RUNS.search(left)):
        return False
    if token.unit == "%" and _SPENT_ON.match(tail) and "将" in left:
        return False
    if ("超" in left or "多" in left) and BEYOND.search(left):
        return False
    task = ("任务" in gap or "目标" in gap) and _TASK.search(gap) and not _TAKEN_ON.search(gap)
    if task and token.unit not in TIME_UNITS and token.unit not in ("pp", "%"):
        return True
    of_plan = token.unit == "%" and "将" not in left and _OF_PLAN.search(left)
    near = _TARGET_NEAR.search(left) if _MAY_PLAN.search(left) and not of_plan else None
    if (
        near
        and not _DONE.search(near.group())
        and not left[: near.start()].endswith(("五年", "行动", "年度行动"))
        and not (near.group().startswith("将") and (_MOVED_INTO.match(tail) or _MOVES_IT.match(near.group())))
    ):
        return not re.search(r"\d[^，]*的[^，、和]*$", near.group())
    return opened and not _DONE.search(_THAN_BEFORE.sub("", left)) and not starts_from(left)


# 收入预算3亿元，比上年增加2000万元: what a plan is held against is done, the plan is not.
_THAN_BEFORE = re.compile("[比较](?:上年|去年)(?:同期|实际|预算|调整|完成|执行)*数?")
# 补助标准由每人90元提高到110元: what a plan starts from is there already.
_STARTS_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,8}$")


def starts_from(left: str) -> bool:
    """Say whether the words before a number make it the first of a move."""
    return bool(_STARTS_FROM.search(left))


# 每年将新增支出的80%以上投入民生: this 将 moves its object too.
_SPENT_ON = re.compile("投入|投向|用于|用在")
# 焦炭压减任务65万吨正在推进.
_TASK = re.compile("(?<!超)(?<![达到])(?:任务|目标)(?:数|为|是)?$")
_TAKEN_ON = re.compile("完成|争取|承担|承接|获|申报")
# 这条实验线全长8公里: how long a line is made, whatever is to become of it.
_RUNS = re.compile("全长(?:约|近|达|为)*$")
_DAYS = re.compile(r"(?:优良|良好|[一二]级|达标|污染)[^，]{0,14}天数$|受教育年限[^，\d]{0,4}$")
# 超计划1.2万人: the plan is what it is held against.
BEYOND = re.compile("比(?:原)?计划(?:任务|目标)?多出?$|超(?:额|出|过)?[^，超\\d]{0,6}(?:计划|目标|任务)(?:近|约)?$")
# 高于6%以上的预期目标, 完成全年计划目标的45%: the aim is what a figure is held against.
_AGAINST_AIM = re.compile(
    r"(?:[高低快慢好优]于|超过?|完成|占)[^，]{0,16}(?:目标|计划|任务)|目标[^，]{0,6}(?:没有|未能?)(?:实现|完成|达)"
)


def opens_target(text: str, year: int | None) -> bool:
    """Say whether a clause opens a plan that the rest of its sentence keeps to."""
    found = _TARGET_OPENS.search(text) if _MAY_OPEN.search(text) else None
    if found is None or _DONE.search(text) or _AGAINST_AIM.search(text):
        return False
    future = re.match(r"到(20\d\d)年", found.group())
    return not future or year is None or int(future.group(1)) > year


# 会议要求，…; 该园区提出，…: what is demanded follows.
_DEMANDS = re.compile(
    "[^，]{0,6}(?:会议|方案|规划|意见|通知|该[一-鿿]{1,4}|[省市县区](?:委|政府)?[一-鿿]{0,4})(?:提出|要求|强调|明确)$"
)


def demands(words: str) -> bool:
    """Say whether a clause without figures says only who demands what follows."""
    return words.endswith(("提出", "要求", "强调", "明确")) and bool(_DEMANDS.match(words.strip()))


# 三、下半年工作计划.
_HEADS_REST = re.compile(
    r".{0,6}(?:下半年|下一步|下步|下阶段|明年|今后)(?:的)?(?:主要|重点)?(?:工作)?(?:计划|安排|打算|思路|重点|目标|任务|举措)$"
)
# 三、2026年工作安排; （二）2020年预算草案: what stands under it is planned for that year.
_HEADS_PLAN = re.compile(
    rf"{_LABEL}[:：]?$|.{{0,24}}(?P<year>20\d\d)年.{{0,14}}(?:草案|安排|打算|计划|目标|任务|思路|要求|工作重点|重点工作)$"
)

# 2019年预算执行情况和2020年预算草案: a title over a report and a plan.
_BOTH = re.compile("(?:执行情况|完成情况|总结|回顾)[和与及暨、]")


def heads_plan(heading: str, year: int | None) -> bool:
    """Say whether all under a heading is planned: it is labelled so, or names a year to come for it.

    Parameters
    ----------
    heading
        The words of the heading.
    year
        The year the text reports on.
    """
    if _BOTH.search(heading):
        return False
    found = _HEADS_PLAN.match(heading.strip())
    if _HEADS_REST.match(heading.strip()):
        return True
    if found is None or _DONE.search(heading):
        return False
    return found["year"] is None or (year is not None and int(found["year"]) > year)
