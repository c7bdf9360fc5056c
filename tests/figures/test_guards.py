"""What spares a rule from being tried must hold wherever the rule would match."""

import itertools
import re
from pathlib import Path

import pytest

from yihe.figures import (
    amounts,
    changes,
    counts,
    digits,
    flows,
    growths,
    limits,
    nouns,
    periods,
    phrases,
    pipeline,
    scope,
    sharing,
    targets,
    things,
    timeline,
    told,
    windows,
)

from .taken_apart import begins, ends, needs

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("unseen/*.txt"))]


@pytest.mark.parametrize(
    ("rule", "guard"),
    [
        (nouns._MOVES, nouns._MOVE_OPENS),
        (nouns.LANDMARK, phrases._NO_NOUN_OPENS),
        (phrases._COPULA, phrases._NO_NOUN_OPENS),
    ],
)
def test_a_rule_begins_with_a_character_its_guard_admits(rule, guard):
    assert begins(rule) <= guard


@pytest.mark.parametrize(
    ("rule", "guard"),
    [
        (phrases._TAIL, phrases._TAIL_ENDS),
        (phrases._AMONG, {"有", "中"}),
        (things._AFTER_THING, things._DEEDS_END),
        (things._BARE_DEED, things._DEEDS_END),
    ],
)
def test_a_rule_ends_with_a_character_its_guard_admits(rule, guard):
    assert ends(rule) <= guard


@pytest.mark.parametrize(
    ("rule", "guard"),
    [
        (targets._TARGET_NEAR, targets._MAY_PLAN.pattern),
        (targets._TARGET_OPENS, targets._MAY_OPEN.pattern),
        (targets._TARGET_AFTER, "标|任务"),
        (amounts._DELTA, amounts._MAY_MOVE.pattern),
        (amounts._MORE, amounts._MAY_MOVE.pattern),
        (phrases._INNER, phrases._MAY_INTERRUPT.pattern),
        (phrases._DEMANDED, "的"),
        (phrases._AGENT, "为|是"),
        (phrases._NAMED_AS, "是|为|属"),
        (scope._OTHER, scope._PLACE_KIND.pattern),
        (scope._WHOLE, "全|我"),
        (scope._HELD, "于"),
        (timeline._SAME_TIME, "年"),
        (told._MEANWHILE, "同期"),
        (things._ONE_WORD, things._GOODS.pattern),
        (things._SIZED, "投资"),
        (limits._WITHIN, "范围"),
        (changes._SHARE_OF, "占"),
        (sharing._GRADES, "分"),
        (nouns.LISTED_NAMES, "、|等|包括"),
        (counts._CLASSES, "业|类|域"),
        (pipeline._BASED, "年|比"),
        (flows._BUILT_UP, "累计"),
        (windows._TWO_YEARS, "两年"),
        (windows._PLAN_BASE, "五"),
        (windows._ON_END_BEFORE, "年|个月"),
        (windows._OF_PLAN_BEFORE, "五"),
        (scope._CITED, "布|通报"),
        (growths._INDEX, "指数"),
        (pipeline._ABOVE_ALL, "是"),
    ],
)
def test_a_rule_needs_the_words_its_guard_asks_for(rule, guard):
    assert needs(rule, guard)


@pytest.mark.parametrize("rule", [digits._DATES, digits._WINDOW, digits._SOME_YEARS])
def test_no_date_has_other_marks_after_its_digits(rule):
    assert not _matched_without(rule, digits._DATE_MARKS)


@pytest.mark.parametrize(
    "rule", [digits._MEDALS, digits._RATIO, digits._SPELT_RATIO, digits._FRACTION, digits._PER_TEN_THOUSANDS]
)
def test_no_ratio_has_other_marks_after_its_digits(rule):
    assert not _matched_without(rule, digits._RELATION_MARKS)


def test_no_name_has_other_marks_after_its_digits():
    assert not _matched_without(digits._NAMES, digits._NAME_MARKS | digits._SCALE_MARKS)
    assert not _matched_without(digits._LIST_MARK, digits._LIST_MARKS)
    assert not _matched_without(digits._ARABIC_UNIT, digits._LETTERS)


def _matched_without(rule: re.Pattern[str], marks: frozenset[str]) -> list[str]:
    """Return what a rule matches though another of its characters than the marks follows the digits."""
    others = sorted(set(rule.pattern) - marks - set("0123456789,."))
    tails = ["", "月", "年", "级", "日", "：5", "5", "5月", "吨级", "度"]
    numbers = ["5", "12", "2022", "1,234", "3.5", "20.5"]
    said = (number + other + tail for number, other, tail in itertools.product(numbers, others, tails))
    return [words for words in said if rule.match(words)]


def test_a_time_is_found_where_one_may_open():
    unguarded = re.compile(periods._TIMES)
    years, numbers = ["", "今年", "去年", "2022年", "上年"], ["", "1", "12", "十", "十二", "元", "三"]
    before = [
        "",
        "自",
        "截至",
        "到",
        "近",
        "过去",
        "这",
        "的",
        "前",
        "第",
        "“",
        "上",
        "下",
        "当",
        "多",
        "如",
        "全",
        "今后",
        "未来",
    ]
    after = [
        "月",
        "月以来",
        "季度",
        "年来",
        "年",
        "日",
        "半年",
        "至3月",
        "-12月",
        "五”",
        "年多来",
        "月上旬",
        "今",
        "度",
    ]
    built = ["".join(parts) for parts in itertools.product(before, years, numbers, after)]
    for words in [*built, *TEXTS]:
        assert _spans(periods._EXPRESSION, words) == _spans(unguarded, words), words


def _spans(rule: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    return [found.span() for found in rule.finditer(words)]
