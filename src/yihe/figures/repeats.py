"""Tie a headline's figure to the same figure in the body, which knows its time and scope."""

from __future__ import annotations

from yihe.figures.model import Figure


def tie_repeats(figures: list[Figure], headings: set[int]) -> list[Figure]:
    """Mark body figures that repeat a headline's, and give the headline the body's kind, period and scope.

    Parameters
    ----------
    figures
        All figures in text order.
    headings
        Indices of those that stand in a headline.
    """
    tied = list(figures)
    first = next((n for n, figure in enumerate(figures) if n not in headings and figure.claim), len(figures))
    lead = figures[first].period if first < len(figures) else None
    for number in sorted(headings):
        body = _same_figure(tied, number, headings) if tied[number].claim else None
        if body is not None:
            tied[body] = tied[body]._replace(repeat_of=number)
            kind, period, scope = tied[body].kind, tied[body].period, tied[body].scope
            tied[number] = tied[number]._replace(kind=kind, period=period, scope=scope)
        elif number < first and tied[number].claim and not tied[number].period and tied[number].kind != "target":
            # A title without a time tells of that of the lead.
            tied[number] = tied[number]._replace(period=lead)
    return tied


def _same_figure(figures: list[Figure], number: int, headings: set[int]) -> int | None:
    head = figures[number]
    for other in range(number + 1, len(figures)):
        figure = figures[other]
        same = figure.value == head.value and figure.unit == head.unit and _same_kind(head.kind, figure.kind)
        if same and other not in headings and figure.claim and _alike(head.subject, figure.subject):
            return other
    return None


def _same_kind(head: str, body: str) -> bool:
    """A headline tells plainly (投资6亿元) what its text tells as planned."""
    return head == body or (head == "level" and body == "target")


def _alike(first: str, second: str) -> bool:
    shared = len(set(first) & set(second))
    return 2 * shared >= min(len(set(first)), len(set(second)))
