"""Claims of many kinds of official text: span, value, unit, kind, hedge, and nothing else taken for a claim."""

from datetime import date
from decimal import Decimal

import pytest

from tests.figures.marked_texts import Expected, marked_lines, read_line
from yihe.figures import Figure, scan

RELEASED = date(2021, 2, 1)
LINES = marked_lines()


def _matches(label: Expected, figure: Figure) -> bool:
    spans = ((figure.start, figure.end), (figure.core_start, figure.core_end))
    value = figure.value == label.value or _near(figure.value, label.value)
    kind = label.kind in ("-", figure.kind)
    return (label.start, label.end) in spans and value and figure.unit == label.unit and kind


def _near(a: object, b: object) -> bool:
    return isinstance(a, Decimal) and isinstance(b, Decimal) and abs(a - b) < Decimal("1e-9")


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[name for name, _ in LINES])
def test_every_marked_claim_is_read_and_nothing_else(line: str) -> None:
    text, labels = read_line(line)
    claims = [figure for figure in scan(text, release_date=RELEASED) if figure.claim]
    missed = [text[x.start : x.end] for x in labels if not any(_matches(x, figure) for figure in claims)]
    extra = [f.text for f in claims if not any(x.start < f.end and f.start < x.end for x in labels)]
    assert (missed, extra) == ([], [])


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[name for name, _ in LINES])
def test_every_marked_hedge_is_read(line: str) -> None:
    text, labels = read_line(line)
    read = {(figure.core_start, figure.hedge) for figure in scan(text, release_date=RELEASED) if figure.claim}
    hedges = {
        (figure.core_start, label.hedge)
        for label in labels
        for figure in scan(text, release_date=RELEASED)
        if figure.claim and label.start < figure.core_end and figure.core_start < label.end
    }
    assert hedges == read


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[name for name, _ in LINES])
def test_offsets_reproduce_the_text_and_figures_never_overlap(line: str) -> None:
    text, _ = read_line(line)
    end = 0
    for figure in scan(text):
        assert text[figure.start : figure.end] == figure.text
        assert text[figure.core_start : figure.core_end] == figure.core
        assert end <= figure.start <= figure.core_start < figure.core_end <= figure.end
        end = figure.end
