"""Know a flow from a stock: what was done as of a month's end was done since the year began."""

from __future__ import annotations

import re
from datetime import date

from yihe.figures.model import Period

_FLOW = re.compile(
    r"(?:完成(?:固定资产)?投资|出栏|生产总值|总?产[量值]|增加值|[^存]收入|零售额|进出口(?:总[值额])?|利润(?:总额)?|税收|销售额|交易额|支出|安排使用|[施使耗]用量|消费量|用电量|用地供应总?量|供应面积|(?:综合)?能耗比上年)"
    r"(?:[（(]GDP[）)])?(?:[达完为约近超]|达到|完成|实现|下降|上升|增长)*$"
)
# What is done in the course of a year, though its sentence opened with what stood at the end of it.
_DEEDS_OF_YEAR = (
    "生产(?!总值|力|线|性|用|能力|企业|基地)|征缴|诊疗|接诊|授权|授予|办理(?!权)|签[订约](?!率)|争取|发放|受理|审结|接收|销售|培训|完成|实现|新增|毕业|招生|出版|开展|举办|组织|承办|获得(?![^，]*的)"
    "|出生|死亡|迁[入出]"
)
_DONE_IN_YEAR = re.compile(rf"(?:{_DEEDS_OF_YEAR})[^，、；\d]{{0,16}}$")
# 今年又新增贷款300万元: what was done, whatever stands before it.
_DID = re.compile(
    rf"(?:{_DEEDS_OF_YEAR}|新建(?!里程|面积)|扩大|走访|化解|建成|开工|引进|改造|投入|整治|拆[除掉]|清[理退]|查处|更换|铺设|招聘|规整|补建|增设|推行|启动|取缔|规范|腾出|撤并|分出|处置|消除|淘汰|安装|创建|评出|复垦|复绿)[^，、；\d]{{0,16}}$"
)
# 目前…完成投资2亿元 is this year's; what was invested in all (累计) began nobody knows when.
_NOW = re.compile("(?:截至|截止|到)?目前")
_INVESTED = re.compile("(?<!累计)完成(?:固定资产)?投资[达约近超]?$")
YEAR_END = re.compile(r".*年[底末]$|截[至止]到?12月底$")
_AS_OF_DAY = re.compile(r"截[至止]到?(?:\d{4}年)?\d{1,2}月\d{1,2}日")
# What is done of a task is done as of the day.
_ONCE_DONE = re.compile("累计|已")
_UNTIL = re.compile(r"截[至止]到?(?:\d{1,2}|[一二三四五六七八九十]+)月[底末]?$|.*(?:季度|年)[底末]$")
_DEED = re.compile(
    r"[，、；\s]*(?:全[市区县省州])?(?:共|累计)?(?:向上)?(?:争取|新?引进|新[改扩]*建|新增|新辟|改造|实施|完成|投入|发放|培训|开展|组织|举办|引进|整治|更新)"
)
_STOCK = re.compile(
    "(?:参[加保][^，]{0,14}人[数次]|余额|存栏量?|总数|实有[^，]{0,8}|在册[^，]{0,8}|保有量|用户)(?:[达为约近超]|达到)*$"
)


def was_done(words: str) -> bool:
    """Say whether the words before a number end with something done and what it was done to."""
    return bool(_DID.search(words))


# 年末…，初中228所，入学率100%: the school year's, not the day's.
_RATE_OF_YEAR = re.compile("(?:入学|升学|巩固|毕业|辍学|录取)率(?:分别)?(?:为|达到?|是)?$")


def is_rate_of_year(gap: str) -> bool:
    """Say whether the words before a number name a rate that is measured over a year."""
    return gap.endswith(("率", "率为", "率达", "率达到", "率分别为")) and bool(_RATE_OF_YEAR.search(gap))


def is_stock(gap: str) -> bool:
    """Say whether the words before a number name what stands at a day."""
    return bool(_STOCK.search(gap))


# 累计建成高标准农田186万亩, among what a year brought: since nobody knows when.
_BUILT_UP = re.compile(
    r"累计(?:建成|建设|创建|淘汰|流转|培育|认定|获批|获评|推广|布局|打造|开通|交易|整治|改造)[^，。；\d]{0,20}$"
)


# What a yearly bulletin counts at the end of its year, whether it says so or not.
_AT_YEAR_END = re.compile(
    "(?:参加[^，。]{0,14}(?:保险|医疗)(?:的?人数)?|参保人数|森林覆盖率|植被(?:综合)?覆盖[度率]|每百户[^，。]{0,16}|(?:固定|移动)?电话用户|宽带(?:接入)?用户|人均(?:拥有)?(?:住房|居住)(?:建筑)?面积"
    "|(?:常住|户籍)(?:总)?人口|(?:卫生|医疗)机构|(?:实有)?(?:病床|床位)|卫生技术人员|城镇化率)(?:达到?|为|共)?$"
)


def stands_at_year_end(words: str) -> bool:
    """Say whether the words before a number of a bulletin name what is counted at its year's end."""
    return bool(_AT_YEAR_END.search(words))


def is_built_up(words: str) -> bool:
    """Say whether the words before a number tell what has come together over years (累计建成)."""
    return "累计" in words and bool(_BUILT_UP.search(words))


# 新建特色村9个，累计87个: all there are by now, begun nobody knows when.
_ALL_BY_NOW = re.compile("[，、]?累计(?:完成|建成|有|为)?")


def is_all_by_now(gap: str) -> bool:
    """Say whether the words between two counts only say that the second is of all there are (累计)."""
    return bool(_ALL_BY_NOW.fullmatch(gap))


def is_deed(gap: str) -> bool:
    """Say whether the words before a number open with something done."""
    return bool(_DEED.match(gap))


def since_january(gap: str, period: Period | None) -> Period | None:
    """Return the window of a flow told as of a month's end (截至5月底，完成投资2亿元); None for a stock.

    Parameters
    ----------
    gap
        The words before the number.
    period
        The day the clause is told as of.
    """
    if period is None or period.to is None or period.from_ != period.to:
        return None
    text = period.text or ""
    if _NOW.fullmatch(text) and _INVESTED.search(gap):
        return Period(period.text, date(period.to.year, 1, 1), period.to)
    if _AS_OF_DAY.fullmatch(text) and (_FLOW.search(gap) or was_done(gap)) and not _ONCE_DONE.search(gap):
        return Period(period.text, date(period.to.year, 1, 1), period.to)
    done = YEAR_END.match(text) and period.to.month == 12 and _DONE_IN_YEAR.search(gap)
    if not done and not (_UNTIL.match(text) and _FLOW.search(gap)):
        return None
    return Period(period.text, date(period.to.year, 1, 1), period.to)
