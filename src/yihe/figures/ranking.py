"""Know by what a list ranks places: 地级市重大项目开工率前二名：甲市100%，乙市98%."""

from __future__ import annotations

import re

from yihe.figures.phrases import VERB_ONLY, clean

# What is ranked says first whose: 县（区）投资增速, 地级市及开发区重大项目开工率.
_WHOSE = re.compile(
    "^(?:各)?(?:地级市|设区市|县[（(]?[市区][）)]?、?区?|县区|[市县区]|乡镇|街道)(?:[及和]([^，]{2,3}?(?:区|市|东|基地)))?(?=[一-鿿]{2})"
)
_ORDER = re.compile("(?:全[国省市区县])?(?:倒数)?排名$")
_THINGS = re.compile("[一-鿿]{0,6}(?:项目|企业|产业|园区|工程|小区)")
_OWN = re.compile("(?:计划|完成|总|到位)*(?:投资|投入|资金|面积)(?:额)?")


def ranked_by(subject: str) -> str:
    """Return the measure that a list is ordered by, from the subject of the rank before its colon."""
    return _WHOSE.sub("", clean(_ORDER.sub("", subject)))


def of_ranked(own: str, measure: str, *, share: bool) -> str:
    """Return what is told of one place of a list: the measure it is ordered by, or another of the same things.

    Parameters
    ----------
    own
        The words of the claim without the place.
    measure
        What the list is ordered by; empty outside of one.
    share
        Whether the claim is a share: 完成63.5% is then the rate of completion.
    """
    if not measure:
        return ""
    if len(own) < _FEWEST or VERB_ONLY.match(own):
        return measure.removesuffix("增速")
    rate = own if own.endswith("率") or not share else own + "率"
    if measure.endswith(rate):
        return measure
    things = _THINGS.match(measure)
    return things.group() + own if things and _OWN.fullmatch(own) else ""


_FEWEST = 2
