"""Fold a text to half-width digits on single spaces and keep the way back to the original offsets."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

# Only characters that may stand in a number or a unit are folded, one for one:
# full-width commas and colons keep their meaning as clause ends.
_NARROW = (
    dict(
        zip(
            "０１２３４５６７８９％﹪．＋－／∶︰−﹣‐〜～\u3000\u00a0\t\u2009\u202f\ufeff\r",
            "0123456789%%.+-/：：---~~       ",
            strict=True,
        )
    )
    | {chr(ord("Ａ") + i): chr(ord("A") + i) for i in range(26)}
    | {chr(ord("ａ") + i): chr(ord("a") + i) for i in range(26)}
)
# Few characters of a text are wide: a search finds them sooner than a table is asked of each.
_WIDE_CHAR = re.compile(f"[{''.join(_NARROW)}]")
# A search skips ahead to the characters that open a rule where all its alternatives open with one, so what must
# stand before them is asked after them: ，(?<=[０-９]，) for (?<=[０-９])，.
_WIDE_COMMA = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
# A half-width mark between Chinese words ends its clause like a full-width one; between digits it is part of a number.
_NARROW_MARK = re.compile(r",(?<![0-9A-Za-z],)|,(?![0-9]{3}(?![0-9])|[A-Za-z])|:(?<![0-9A-Za-z]:)|;")
_FULL_MARK = {",": "，", ":": "：", ";": "；"}
_NUMBER_BREAK = re.compile(
    r"[ \n](?<=[0-9.万亿][ \n])(?:(?<=\n)|[ ]*\n)[ ]*(?=[0-9.]*[万亿%‰个元家户人处项米吨亩套公平])"
)
_GAP = re.compile(
    r"[ ](?:(?<=[0-9] )[ ]*(?=[%‰年月日余多来万亿千百个元美家户人名处项米吨亩套公平所栋座条次件台辆倍成种类岁天])"
    r"|(?<=[0-9] )(?=\.[0-9])"
    r"|(?<=[近约超逾] )[ ]*(?=[0-9])|(?<=[年月] )[ ]*(?=[0-9])|(?<=第 )(?=[0-9一二三四五六七八九十])"
    r"|(?<=[十百] )(?=[一二三四五六七八九](?:年|个|位|名|家|项|所|条|次))|(?<=[万亿] )[ ]*(?=[元美平公立吨亩人户家个]))"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its pieces came from."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """Return the offset in the original text of a character of the folded text."""
        if not self.starts:
            return position
        place = bisect_right(self.starts, position) - 1
        return position + (self.shifts[place] if place >= 0 else 0)

    def original_end(self, end: int) -> int:
        """Return the exclusive end offset in the original text."""
        return self.original(end - 1) + 1


def fold(text: str) -> Folded:
    """Return the text as the rules read it, with the map back."""
    flat = _WIDE_CHAR.sub(lambda found: _NARROW[found.group()], _WIDE_COMMA.sub(",", text))
    flat = _NARROW_MARK.sub(lambda found: _FULL_MARK[found.group()], flat)
    cuts = sorted(set(_cuts(flat)))
    if not cuts:
        return Folded(flat, (), ())
    return _without(flat, cuts)


# 高技术制造业 [8]增加值: where a bulletin's notes are called for.
_NOTE_MARK = re.compile(r" ?\[\d{1,2}\]")


def _cuts(flat: str) -> list[tuple[int, int]]:
    spans = [m.span() for m in _GAP.finditer(flat)]
    if "[" in flat:
        spans += [m.span() for m in _NOTE_MARK.finditer(flat)]
    if "\n" in flat:
        spans += [m.span() for m in _NUMBER_BREAK.finditer(flat)] + _wraps(flat)
    return spans


def _wraps(flat: str) -> list[tuple[int, int]]:
    """Return the line ends that only wrap a sentence: full lines without a closing mark."""
    lines = flat.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    if not 20 <= width <= 100 or lengths[-1] > width + 10:
        return []
    spans, position = [], 0
    for line, following in itertools.pairwise(lines):
        position += len(line) + 1
        if _is_wrapped(line, following, width):
            spans.append((position - 1, position))
    return spans


def _is_wrapped(line: str, following: str, width: int) -> bool:
    if len(line) < 0.85 * width or line.endswith(("。", "！", "？", "：", "；", " ")):
        return False
    return bool(following) and not following.startswith((" ", "（", "一、", "二、", "三、")) and "|" not in line


def _without(flat: str, cuts: list[tuple[int, int]]) -> Folded:
    pieces, starts, shifts, done, length = [], [], [], 0, 0
    for start, end in [*cuts, (len(flat), len(flat))]:
        if start < done:
            continue
        pieces.append(flat[done:start])
        starts.append(length)
        shifts.append(done - length)
        length += start - done
        done = end
    return Folded("".join(pieces), tuple(starts), tuple(shifts))
