"""A verified text as one HTML file that stands alone: every figure marked, reasons beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from pathlib import Path

from yihe.units import say_unit

from .implied import implied_by
from .report import VERDICTS_ZH, Report, VerifiedClaim

_STYLE = """
body{font:16px/1.8 "Noto Sans CJK SC","Source Han Sans SC",sans-serif;color:#1b1f24}
body{max-width:60em;margin:2em auto;padding:0 1em}
mark{background:#e3f1e5;border-bottom:2px solid #2d7a3a;padding:0 .1em}
mark.off,mark.wrong-scope-or-period{background:#fbe1df;border-color:#b3261e}
mark.truncated{background:#fdf0d2;border-color:#9a6700}
mark.untraceable{background:#eceff3;border-color:#6b7580}
table{border-collapse:collapse;width:100%;font-size:.9em}
td,th{border:1px solid #cfd6de;padding:.3em .5em;text-align:left;vertical-align:top}
.text{white-space:pre-wrap}
"""


def write_page(report: Report, path: Path, *, title: str) -> None:
    """Write the page.

    Parameters
    ----------
    report
        The verified text.
    path
        Where to write.
    title
        Name of the draft.
    """
    path.write_text(as_page(report, title), encoding="utf-8")


def as_page(report: Report, title: str) -> str:
    """The page as text."""
    counts = " · ".join(f"{VERDICTS_ZH[v]} {n}" for v, n in report.counts.items() if n)
    moment = report.as_of.isoformat(timespec="seconds")
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><meta charset="utf-8"><title>{escape(title)} 核数</title>'
        f"<style>{_STYLE}</style>\n<h1>{escape(title)}</h1>\n<p>{escape(counts)}</p>\n"
        f"<p>{escape(report.place)} · 发布日 {report.release_date} · 台账截至 {escape(moment)}</p>\n"
        f'<div class="text">{"".join(_marked(report))}</div>\n{_table(report)}'
        f"{_checks(report)}{_implied(report)}</html>\n"
    )


def _marked(report: Report) -> Iterator[str]:
    position = 0
    for number, claim in enumerate(report.claims, 1):
        figure = claim.figure
        if figure.start < position:
            continue
        yield escape(report.text[position : figure.start])
        words = escape(report.text[figure.start : figure.end])
        yield f'<mark class="{claim.verdict}" title="{escape(claim.why)}">{words}<sup>{number}</sup></mark>'
        position = figure.end
    yield escape(report.text[position:])


def _table(report: Report) -> str:
    head = "".join(f"<th>{words}</th>" for words in ("", "数字", "结论", "指标", "理由"))
    rows = "".join(_row(number, claim) for number, claim in enumerate(report.claims, 1))
    return f"<table><tr>{head}</tr>\n{rows}</table>\n"


def _row(number: int, claim: VerifiedClaim) -> str:
    indicator = f"{claim.indicator.zh}（{claim.indicator.id}）" if claim.indicator else ""
    cells = (str(number), claim.figure.text, VERDICTS_ZH[claim.verdict], indicator, claim.full_why.zh)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>\n"


def _checks(report: Report) -> str:
    lines = "".join(f"<li>{'✓' if check.ok else '✗'} {escape(check.why)}</li>" for check in report.checks)
    return f"<h2>文内互校</h2><ul>{lines}</ul>\n" if lines else ""


def _implied(report: Report) -> str:
    """Shares and ratios whose parts the text quotes, beside the ledger's own."""
    lines = "".join(
        f"<li>{'✓' if found.agrees else '✗'} {escape(found.indicator.zh)}：据文中数字为 "
        f"{_said(found.text, found.indicator.unit)}，台账为 {_said(found.ledger, found.indicator.unit)}</li>"
        for found in implied_by(report)
    )
    return f"<h2>据文推算</h2><ul>{lines}</ul>\n" if lines else ""


def _said(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "—"
    return escape(f"{round(value, 2):,f}{unit if unit in ('%', '‰') else say_unit(unit, 'zh')}")
