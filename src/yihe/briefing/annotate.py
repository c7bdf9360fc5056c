"""Write the verdicts back into a Word draft as comments, each at the very characters of its figure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .report import FAULTS, VERDICTS_ZH, Report, VerifiedClaim
from .word import exact_runs

AUTHOR = "yihe 核数"
INITIALS = "核"
_WARNINGS = FAULTS | {"truncated"}


def annotate(source: Path | bytes, report: Report, *, only_faults: bool = False) -> bytes:
    """The draft with one comment for each claim.

    Parameters
    ----------
    source
        The .docx the report was made from, as it is.
    report
        Made from the text that :func:`yihe.figures.read_document` reads from that file.
    only_faults
        Comment only what must be corrected or looked at: off, other scope or period, cut off.

    Returns
    -------
    bytes
        A .docx; text and formatting stay as they were.

    Raises
    ------
    ValueError
        The report was made from another text.
    """
    import docx

    document = docx.Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))
    lines = _Lines(document)
    if lines.text != report.text:
        raise ValueError("the report was made from another text (核数结果与文稿不符)")
    for claim in report.claims:
        if not only_faults or claim.verdict in _WARNINGS:
            runs = lines.runs(claim.figure.start, claim.figure.end)
            if runs:
                document.add_comment(runs, text=comment_on(claim), author=AUTHOR, initials=INITIALS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def comment_on(claim: VerifiedClaim) -> str:
    """What the comment says: verdict, reason, and the indicator it was held against."""
    said = [f"【{VERDICTS_ZH[claim.verdict]}】{claim.why}"]
    if claim.indicator:
        said.append(f"指标：{claim.indicator.zh}（{claim.indicator.id}）")
        said.append(f"口径：{claim.indicator.definition()}")
    if claim.because.zh and claim.because.zh != claim.why:
        said.append(f"对应依据：{claim.because.zh}")
    return "\n".join(said)


class _Lines:
    """The paragraphs of a document with where each begins in the text that was read from it."""

    def __init__(self, document: Any) -> None:
        self._parts: list[tuple[int, Any]] = []
        pieces: list[str] = []
        position = 0
        for line in _lines(document):
            at = position
            for paragraph, lead in line:
                self._parts.append((at + lead, paragraph))
            said = _said(line)
            pieces.append(said)
            position += len(said) + 1
        self.text = "\n".join(pieces)

    def runs(self, start: int, end: int) -> list[Any]:
        """The runs that hold exactly these characters; runs that hold more are cut."""
        for at, paragraph in self._parts:
            if at <= start and end <= at + len(paragraph.text):
                return exact_runs(paragraph, start - at, end - at)
        return []


Line = list[tuple[Any, int]]


def _lines(document: Any) -> Iterator[Line]:
    """Paragraphs and table rows in order, as the reader of documents takes them."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield _row(row)
        else:
            yield [(block, 0)]


def _row(row: Any) -> Line:
    """The paragraphs of the cells of a row; cells stand a tab apart, a merged one once."""
    line: Line = []
    position, seen = 0, []
    for cell in row.cells:
        if cell._tc in seen:
            continue
        seen.append(cell._tc)
        for paragraph in cell.paragraphs:
            line.append((paragraph, position))
            position += len(paragraph.text) + 1
    return line


def _said(line: Line) -> str:
    text = ""
    for paragraph, lead in line:
        separator = "" if not lead else "\t" if _starts_cell(paragraph) else " "
        text += separator + paragraph.text.replace("\n", " ") if lead else paragraph.text
    return text


def _starts_cell(paragraph: Any) -> bool:
    return bool(paragraph._p.getprevious() is None or not paragraph._p.getprevious().tag.endswith("}p"))
