"""Know of what a part is told: pupils of a school, a rate of an industry, a class of goods sold."""

from __future__ import annotations

import re

from yihe.figures.nouns import MEASURE_NOUN

# 普通高校7所，招生3万人，在校生10万人; 卫生机构90个，床位5万张: whose these are was told before.
_SCHOOL = re.compile(
    r"(?:全[市省区县州国])?(?:共?有)?(?:各级)?(?:各类)?(?P<name>[一-鿿]{0,8}?(?:教育学校|学校|高校|院校|中学|小学|高中|初中|大学|幼儿园|研究生(?!活)|教育(?=招生|在校|毕业|学校|共|$)))"
)
# 各级各类学校 are of no kind.
_ANY = ("学校", "教育")
_OF_SCHOOL = re.compile("(?:在校|毕业|在园|专任|在读|教职|招收?新?)(?:学生|生|幼儿|教师|工)(?:人?数)?|招生(?:人?数)?")


def school_of(subject: str) -> str:
    """Return the kind of school a subject counts or tells of; empty where it is about none."""
    found = _SCHOOL.match(subject)
    return found["name"] if found and found["name"] not in _ANY else ""


def of_school(own: str, school: str) -> str:
    """Return pupils and teachers with their school: 普通高校 …，在校生 → 普通高校在校生."""
    return school + own if school and _OF_SCHOOL.fullmatch(own) else ""


_INDUSTRY = re.compile("(?:规模以上|规上)(?:工业|服务业)(?:企业)?")
_OF_INDUSTRY = re.compile(
    "(?:工业)?(?:产品)?产?销售?率|(?:实现)?利[润税](?:总额)?|资产负债率|(?:营业|销售|主营业务)?收入利润率|产能利用率"
)


def industry_in(subject: str) -> str:
    """Return the industry whose enterprises a subject tells of: 规模以上工业企业."""
    found = _INDUSTRY.search(subject)
    return found.group() if found else ""


def of_industry(own: str, industry: str) -> str:
    """Return a bare rate of an industry with its owner: 产销率 → 规模以上工业企业产销率; else nothing."""
    return industry + own.removeprefix("实现") if industry and _OF_INDUSTRY.fullmatch(own) else ""


_PRODUCTS = re.compile("(?:主要)?(?:工业)?产品产量$")
_SALES = re.compile("(?:商品|消费品)?零售额?$")
_OUTPUT = re.compile("(?<=业)(?:总产值|增加值|产值|投资)$")


def part_of_measure(own: str, whole: str) -> str:
    """Return a class of goods or an industry with what is measured of the whole; else nothing.

    限额以上单位商品零售额中，饮料类 → 限额以上单位饮料类商品零售额; 农林牧渔业总产值…，其中，林业 → 林业总产值.
    """
    sales = _SALES.search(whole) if "类" in own[-4:] else None
    if sales:
        owner = whole[: sales.start()]
        sold = "" if _SALES.search(own) else sales.group().removesuffix("额") + "额"
        return ("" if owner in own else owner) + own + sold
    if products := _PRODUCTS.search(whole):
        return whole[: products.start()] + own + ("" if MEASURE_NOUN.search(own) else "产量")
    if own.endswith("类") and "居民消费价格" in whole:
        return own + "居民消费价格"
    output = (
        _OUTPUT.search(whole) if own.endswith(("业", "领域")) else _YIELD.search(whole) if len(own) <= _SHORT else None
    )
    mentioned = own in whole and not own.endswith("业")
    return own + output.group() if output and not mentioned and not MEASURE_NOUN.search(own) else ""


# 规模以上工业增加值增长6.7%，…中央企业增长7%: of enterprises of a kind, what was told of all.
_KIND_OF_FIRM = re.compile(
    "(?:其中)?(?:中央|地方|国有|国有控股|集体|民营|私营|非公有制?|股份制|股份合作|外商及?港澳台(?:商)?投资|外商投资|港澳台(?:商)?投资|大型|中型|小型|微型|中小微?|大中型)企业"
)
_OF_ALL = re.compile("(?P<whose>(?:规模以上|规上)工业)?(?:增加值|总产值|营业收入|利润总额)$")


def of_firms(own: str, whole: str) -> str:
    """Return enterprises of a kind with what was measured of all of them; else nothing."""
    measured = _OF_ALL.search(whole) if _KIND_OF_FIRM.fullmatch(own) else None
    return (measured["whose"] or "") + own + measured.group().removeprefix(measured["whose"] or "") if measured else ""


_YIELD = re.compile("(?:增加值|发电量|产量)$")
_SHORT = 4


# 一产增长4%: its value added did.
SHORT_INDUSTRY = re.compile("[一二三]产")
