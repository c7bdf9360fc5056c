"""Cross-check the figures of one text against each other, without any ledger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yihe.figures.memory import MEASURED
from yihe.figures.model import Figure
from yihe.figures.written import written_form

_SENTENCE = re.compile(r"[。！？!?\n]")
_PARAGRAPH = re.compile(r"\n")
_LISTED = re.compile(r"(?P<items>[^，。；：！？\n、\d]{2,20}(?:、[^，。；：！？\n、\d]{2,20})+)$")
_COMPLEMENTS = (
    ("进口", "出口"),
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("男", "女"),
    ("内资", "外资"),
)
_NOISE = re.compile(r"[\s的数额率量总累计完成实现]")


@dataclass(frozen=True, slots=True)
class Check:
    """One relation between figures of a text.

    Attributes
    ----------
    name
        ``headline``, ``sum``, ``share``, ``implied-target`` or ``list``.
    figures
        Indices into the list of figures.
    ok
        Whether the relation holds.
    why, why_en
        One sentence for the reader, in Chinese and in English.
    """

    name: str
    figures: tuple[int, ...]
    ok: bool
    why: str
    why_en: str


def cross_check(figures: Sequence[Figure], text: str) -> list[Check]:
    """Return every relation found, held or broken.

    Parameters
    ----------
    figures
        As `scan` returned them.
    text
        The text they were read from.
    """
    checks = list(_headlines(figures, text))
    for numbers in _groups(figures, text, _PARAGRAPH):
        checks += _sums(figures, numbers, text)
        known = {check.figures for check in checks}
        checks += [check for check in _equal_sums(figures, numbers) if check.figures not in known]
    for numbers in _groups(figures, text, _SENTENCE):
        checks += _shares(figures, numbers, text)
    checks += _implied_targets(figures)
    checks += _lists(figures, text)
    return checks


def _groups(figures: Sequence[Figure], text: str, ends: re.Pattern[str]) -> list[list[int]]:
    """Return the indices of the figures of each sentence or paragraph."""
    limits = [found.start() for found in ends.finditer(text)] + [len(text)]
    groups: dict[int, list[int]] = {}
    for number, figure in enumerate(figures):
        groups.setdefault(bisect_left(limits, figure.start), []).append(number)
    return list(groups.values())


def _number(figure: Figure) -> Decimal | None:
    return figure.value if figure.claim and isinstance(figure.value, Decimal) else None


def _slack(figure: Figure) -> Decimal:
    """Half a unit of the last written digit, in the figure's unit; things counted one by one have none."""
    form = written_form(figure)
    if form.factor == 1 and form.step == 1 and figure.hedge == "none" and figure.unit not in MEASURED:
        return Decimal(0)
    return abs(form.step * form.factor) / 2


def likeness(first: str, second: str) -> float:
    """Return how many characters two subjects share, as an F1 of bigrams."""
    a, b = (_bigrams(_NOISE.sub("", words)) for words in (first, second))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _bigrams(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _headlines(figures: Sequence[Figure], text: str) -> Iterator[Check]:
    for number, figure in enumerate(figures):
        if figure.repeat_of is not None:
            yield Check(
                "headline",
                (figure.repeat_of, number),
                True,
                f"标题与正文一致：{figure.text}",
                f"headline and body agree: {figure.text}",
            )
    repeated = {figure.repeat_of for figure in figures}
    for number, figure in enumerate(figures):
        if number not in repeated and _number(figure) is not None and _in_heading(figure, text):
            yield from _headline(figures, number, text)


def _in_heading(figure: Figure, text: str) -> bool:
    end = text.find("\n", figure.end, figure.end + 41)
    start = text.rfind("\n", max(0, figure.start - 41), figure.start)
    if end < 0 or (start < 0 and figure.start > 41):
        return False
    line = text[start + 1 : end].strip()
    return len(line) <= 40 and line[-1:] not in "。；！？，："


def _headline(figures: Sequence[Figure], number: int, text: str) -> Iterator[Check]:
    head = figures[number]
    for other in range(number + 1, len(figures)):
        body = figures[other]
        same_thing = body.claim and body.unit == head.unit and body.kind == head.kind
        if same_thing and _same_subject(body.subject, head.subject) and not _in_heading(body, text):
            yield Check(
                "headline",
                (number, other),
                body.value == head.value,
                f"标题说{head.text}，正文说{body.text}",
                f"the headline says {head.text}, the body {body.text}",
            )
            return


def _same_subject(first: str, second: str) -> bool:
    return likeness(first, second) >= 0.7


def _sums(figures: Sequence[Figure], numbers: list[int], text: str) -> Iterator[Check]:
    """A whole before 其中 and its parts up to the end of that sentence."""
    levels = [n for n in numbers if figures[n].kind == "level" and _number(figures[n]) is not None]
    for place, first in enumerate(levels[1:], 1):
        opened = text.rfind("其中", figures[levels[place - 1]].end, figures[first].start)
        if opened < 0:
            continue
        wholes = [n for n in levels[:place] if figures[n].unit == figures[first].unit]
        if not wholes:
            continue
        stop = _SENTENCE.search(text, opened)
        limit = stop.start() if stop else len(text)
        inside = [n for n in levels[place:] if figures[n].start < limit]
        yield from _sum(figures, wholes[-1], [n for n in inside if figures[n].unit == figures[first].unit])


def _equal_sums(figures: Sequence[Figure], numbers: list[int]) -> Iterator[Check]:
    """Three counts in a row of which the first is the sum: 新建7所学校 … 3所 … 4所."""
    levels = [n for n in numbers if figures[n].kind == "level" and _number(figures[n]) is not None]
    for whole, a, b in zip(levels, levels[1:], levels[2:], strict=False):
        w, x, y = (figures[n] for n in (whole, a, b))
        alike = w.unit == x.unit == y.unit and _shares_words(w, x) and _shares_words(w, y)
        if alike and w.value == (_number(x) or 0) + (_number(y) or 0):
            yield Check("sum", (whole, a, b), True, f"{x.text}＋{y.text}＝{w.text}", f"{x.text} + {y.text} = {w.text}")


def _shares_words(first: Figure, second: Figure) -> bool:
    return bool(_bigrams(first.subject) & _bigrams(second.subject))


def _sum(figures: Sequence[Figure], whole: int, parts: list[int]) -> Iterator[Check]:
    total = _number(figures[whole]) or Decimal(0)
    for count in range(2, len(parts) + 1):
        added = sum((_number(figures[n]) or Decimal(0) for n in parts[:count]), Decimal(0))
        slack = _slack(figures[whole]) + sum((_slack(figures[n]) for n in parts[:count]), Decimal(0))
        if abs(added - total) <= slack:
            said = "＋".join(figures[n].text for n in parts[:count])
            yield Check(
                "sum",
                (whole, *parts[:count]),
                True,
                f"{said}＝{figures[whole].text}",
                f"{said} = {figures[whole].text}",
            )
            return
    if _complementary([figures[n] for n in parts]):
        said = "＋".join(figures[n].text for n in parts[:2])
        yield Check(
            "sum",
            (whole, *parts[:2]),
            False,
            f"{said}不等于{figures[whole].text}",
            f"{said} is not {figures[whole].text}",
        )
    yield from _too_large(figures, whole, parts)


def _too_large(figures: Sequence[Figure], whole: int, parts: list[int]) -> Iterator[Check]:
    for part in parts[:1]:
        if (_number(figures[part]) or 0) > (_number(figures[whole]) or 0) and figures[whole].hedge == "none":
            yield Check(
                "sum",
                (whole, part),
                False,
                f"其中的{figures[part].text}大于总数{figures[whole].text}",
                f"the part {figures[part].text} exceeds the whole {figures[whole].text}",
            )


def _complementary(parts: list[Figure]) -> bool:
    """Say whether two parts make up a whole by their words: men and women, town and country."""
    if len(parts) < 2:
        return False
    one, other = (part.subject + part.clause for part in parts[:2])
    return any((a in one and b in other) or (b in one and a in other) for a, b in _COMPLEMENTS)


def _shares(figures: Sequence[Figure], numbers: list[int], text: str) -> Iterator[Check]:
    for place, number in enumerate(numbers):
        share = figures[number]
        if (
            share.kind != "share"
            or share.unit != "%"
            or not re.search(r"占[^，]{0,12}$", text[max(0, share.start - 16) : share.start])
        ):
            continue
        levels = [n for n in numbers[:place] if figures[n].kind == "level" and _number(figures[n])]
        if len(levels) >= 2 and figures[levels[-1]].unit == figures[levels[-2]].unit:
            yield _share(figures, levels[-2], levels[-1], number)


def _share(figures: Sequence[Figure], whole: int, part: int, share: int) -> Check:
    w, p = figures[whole], figures[part]
    low = 100 * ((p.value - _slack(p)) / (w.value + _slack(w)))  # type: ignore[operator]
    high = 100 * ((p.value + _slack(p)) / (w.value - _slack(w)))  # type: ignore[operator]
    said, slack = _number(figures[share]) or Decimal(0), _slack(figures[share])
    ok = low - slack <= said <= high + slack
    ratio = 100 * p.value / w.value  # type: ignore[operator]
    return Check(
        "share",
        (whole, part, share),
        ok,
        f"{p.text}÷{w.text}＝{ratio:.2f}%，文中为{figures[share].text}",
        f"{p.text} ÷ {w.text} = {ratio:.2f}%; the text has {figures[share].text}",
    )


def _implied_targets(figures: Sequence[Figure]) -> Iterator[Check]:
    for number in range(1, len(figures)):
        over, growth = figures[number], figures[number - 1]
        if over.kind in ("pp_above_avg", "pp_above_target") and growth.kind == "growth_yoy" and growth.hedge == "none":
            implied = (_number(growth) or Decimal(0)) - (_number(over) or Decimal(0))
            said = over.reference or ("目标" if over.kind == "pp_above_target" else "平均")
            yield Check(
                "implied-target",
                (number - 1, number),
                True,
                f"由此推出{said}为{implied.normalize():f}%",
                f"this implies {implied.normalize():f}% for {said}",
            )


def _lists(figures: Sequence[Figure], text: str) -> Iterator[Check]:
    for number, figure in enumerate(figures):
        value = _number(figure)
        if value is None or figure.hedge != "none" or figure.kind != "level" or not 2 <= value <= 30:
            continue
        found = _LISTED.search(text, max(0, figure.core_start - 160), figure.core_start)
        if found and figure.unit not in ("CNY", "%", "year", "month"):
            yield from _list(number, figure, found)


def _list(number: int, figure: Figure, found: re.Match[str]) -> Iterator[Check]:
    items = found["items"]
    count = items.count("、") + 1
    said = _number(figure)
    if items.endswith("等") and said is not None:
        yield Check(
            "list",
            (number,),
            count <= said,
            f"“等”之前列出{count}个，文中为{figure.text}",
            f"{count} named as examples; the text has {figure.text}",
        )
    elif count == said:
        yield Check(
            "list", (number,), True, f"列出{count}个，与{figure.text}一致", f"{count} named, as {figure.text} says"
        )
