"""Know the times that carry no further: events, days of news, deadlines, what is only told beside."""

from __future__ import annotations

import re

from yihe.figures.model import Period
from yihe.figures.spans import length

A_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?")
_ONLY_A_DAY = re.compile(r"[\s（(]*\d{4}年\d{1,2}月\d{1,2}日[\s）)]*")
# 风电增长26.6%，10月份为下降13.1%: what it was before is told beside it.
_BESIDE = re.compile(r"\s*(?:\d{1,2}月份?|上月|上年|去年|[一二三四]季度)(?:同期)?为(?:同比)?(?:增长|下降|上涨)")
# 五年年均增长12%: the run of years is the average's alone.
_AVERAGED = re.compile(r"\s*(?:近|过去|这)?[一二三四五六七八九十\d]+年年均")
# 1970年建市，面积6200平方公里: a place's founding, and what is long past, dates nothing else.
_FOUNDED = re.compile(
    r"\s*于?\d{4}年(?:\d{1,2}月)?[^，]{0,6}(?:建[市县区镇制]|设[市县区]|[撤置][市县区乡]|建制|建成区)|\s*1[0-8]\d\d年|\s*19[0-8]\d年"
)
# 2015年11月两镇合并, 2011年9月党代会提出: what happened in a month dates only itself.
_HAPPENED = re.compile(
    r"\s*(?:于|在)?\d{4}年\d{1,2}月(?:\d{1,2}日)?[^，]*?(?:合并|组[成建]|成立|设[立市区县]|撤|批准|审定|命名|揭牌|列[为入]|提出|通过"
    r"|印发|出台|更名|划归|开工|竣工|通车|挂牌|签[订约]|授予|评为)"
)
_CAME_TO_BE = re.compile(
    r"\s*于?(?:19|20)\d\d年[^，]{0,12}(?:晋升|升格|批准|获批|更名|成立|建立|组建|设立|创[建办]|挂牌|改制|上市|搬迁|合并|开[园馆业校]|命名|评为|列[为入])"
)
# 从近10年的数据看，差距正在缩小.
_LOOKS_BACK = re.compile(r"\s*从?近[^，年]{1,3}年来?的?[^，]{0,6}看$")
# 6月5日是世界环境日: a day told for itself.
_IS_DAY = re.compile(r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:当天)?[是为](?=[^，]*[日节]$)")
# 2014年获得国家地理标志商标: an honour closes with its paragraph.
_HONOUR = re.compile("(?:获得|荣获|获评|被(?:评|授予|认定|命名|列)|注册)[^，]*$")
# 6月11日，记者从发布会上获悉: that day the news was told; what it tells has times of its own.
_NEWS = re.compile(
    r"记者[^，]{0,24}(?:获悉|了解|看到|采访)|(?:获悉|了解到)$|(?:召开|举行|举办)[^，]{0,30}(?:发布会|通气会|说明会|推介会|会议|大会|座谈会|论坛)"
    # 9月1日，新校区正式启用: an event dates none of what the thing has.
    r"|正式(?:启用|投用|开[业园馆工]|运营|通车|启动|揭牌|投入使用|亮相|入驻)|(?:开工|竣工|揭牌|签约|通车|投产|开业|启动|授牌)(?:仪式)?$"
    r"|发布[^，]{0,16}(?:成绩单|数据|公报|报告)$|发布会上|(?:发布|印发|公布)[^，\d]{0,4}《"
)


# 9月28日，县里举行项目集中签约仪式，15个项目现场签约: the day is that of what was done there.
_CEREMONY = re.compile("(?:签约|开工|奠基)(?:暨?(?:开工|奠基))?仪式(?:在[^，]{2,16})?(?:举行|举办)?$")


def is_ceremony(words: str) -> bool:
    """Say whether a clause tells of a ceremony at which works begin or are signed for."""
    return bool(_CEREMONY.search(words))


# 预计2015年底将完工: the day something is to be done by.
_MONTH = 31
_DUE = re.compile("之?前|[底末]前")
_PLANNED = re.compile("预计|计划|力争|争取|确保")


def is_aside(words: str, *, bare: bool = False) -> bool:
    """Say whether the times of a clause hold in it only; a `bare` clause tells no figure."""
    if bare and words.endswith("看") and _LOOKS_BACK.match(words):
        return True
    if bare and _HAPPENED.match(words) and not words.endswith(("以来", "至今")):
        return True
    alone = _ONLY_A_DAY.fullmatch(words) or _IS_DAY.match(words)
    return bool(_FOUNDED.match(words) or alone or _BESIDE.match(words) or _AVERAGED.match(words))


def is_event(words: str) -> bool:
    """Say whether a clause tells that something came to be in a year."""
    return bool(_CAME_TO_BE.match(words))


def is_honour(words: str, at: int) -> bool:
    """Say whether a clause without figures tells an honour of the time at `at`."""
    return bool(_HONOUR.search(words, at))


def is_news(words: str) -> bool:
    """Say whether a clause tells only that something was announced."""
    return bool(_NEWS.search(words))


def is_due(words: str, at: int, period: Period) -> bool:
    """Say whether the time at `at` is a deadline: 6月底前, 年底前."""
    text = period.text or ""
    planned = length(period) < _MONTH and _PLANNED.search(words, 0, at)
    return text.endswith(("底前", "年前", "以前", "之前")) or bool(
        text and (planned or _DUE.match(words, at + len(text)))
    )
