"""Know which time leads a clause, and so holds for what follows it."""

from __future__ import annotations

import re

from yihe.figures.model import Period
from yihe.figures.spans import length

Times = list[tuple[int, Period]]
# 3月22日，统计局发布1-2月数据显示: the data are of the months.
_REPORTED = re.compile(r"(?:发布|公布|通报)(?:的|了)?$")
_DATA = re.compile("数据|显示|成绩单|公报")
# The days between the first and the last day of the shortest month.
_MONTH = 27
_NO_OWNER = "这是|也|是|占|居|为|发|完|实|按|对|较|比|与|编|下达|执行|落实|推进|根据|兑现"
_BODY = "(?:(?<=[一-鿿])[局委办厅院校处所站]|中学|高中|大学|公司|集团|银行|中心|街道|法院|部门|系统)"
# A dateline and who reports: 本报讯（记者 张三）, of which the clause proper comes after.
_DATELINE = re.compile(
    r"[^，。]{0,12}日[讯电](?: |(?=[（(：:]))(?![^，。]{0,30}(?:记者|通讯员))"
    r"|[^，。]{0,16}[讯电] ?[（(][^，。）)]{0,30}[）)]|[^，。]{0,30}(?:记者|通讯员)[^，。）)]{0,12}[）)]"
)
_LEADING = re.compile(
    # A heading that a copy has run into its paragraph: 二、农 业 全年….
    r"(?:(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、])[一-鿿 ]{2,12} )?"
    r"(?:(?:除夕|初[一二三四五六七八九十]|正月[^，（]{1,4}|[^，（]{0,4}(?:长假|假期|黄金周|期间))[^，（]{0,8}(?=[（(]))?"
    r"(?:[又另]讯|[另又]据)?[\s“”\"'（(、·—一二三四五六七八九十)）]*(?:其中|同时|特别是|尤其是|预计|据统计|力争|确保|争取|仅|就在)?(?:自|从|[到至在]|截至|截止)?"
    r"(?:刚刚?)?(?:过去|逝去)?的?(?:[此本这]次(?:进行|开展|举办|举行)?的?)?"
    # Whose time it is: a place, an office, a school, a company (市交通局今年共安排…).
    rf"(?:(?!{_NO_OWNER})[一-鿿]{{0,10}}?{_BODY}|(?!{_NO_OWNER})[一-鿿]{{0,3}}[省市县区国州盟旗镇乡])?"
    r"“?(?:预计)?(?:自|从|到|在|截至)?"
)


def leads(words: str, position: int) -> bool:
    """Say whether a time leads its clause: at most a place name stands before it (我市上半年)."""
    if position == 0:
        return True
    sent = "）" in words or ")" in words or "日讯" in words or "日电" in words
    dateline = _DATELINE.match(words) if sent else None
    if dateline and dateline.end() > position:
        return False
    opening = _LEADING.match(words, dateline.end() if dateline else 0)
    return opening is not None and opening.end() >= position


def of_heading(words: str, times: Times) -> Period | None:
    """The time a heading tells: 一、2019年…执行情况; a day under a title is when it was said."""
    led = times[0][1] if times and leads(words, times[0][0]) else None
    return led if length(led) >= _MONTH else None


def reported(words: str, times: Times) -> Period:
    """Return the time a clause opens with, or the time of the data that were published then."""
    for at, period in times[1:]:
        if tells_data(words, at):
            return period
    return times[0][1]


def tells_data(words: str, at: int) -> bool:
    """Say whether the time at `at` is that of published data: 发布1-2月数据显示."""
    return bool(_REPORTED.search(words, 0, at)) and bool(_DATA.search(words, at))
