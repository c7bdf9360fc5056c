"""Word documents of composed texts: a template filled in or made from Markdown, the same bytes for the same inputs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from .appendix import COLUMNS, HEADING, rows
from .filling import Said, Terms, filled, say_all
from .placeholders import PLACEHOLDER, read_placeholders
from .word import exact_runs

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip entry can bear; the moment of packing is no part of the document."""


def fill(template: bytes, terms: Terms) -> bytes:
    """A .docx template filled in, formatting kept, with the appendix at its end."""
    return _finished(*filled_document(template, terms), terms)


def filled_document(template: bytes, terms: Terms) -> tuple[Any, list[Said]]:
    """A .docx template filled in, still open, and its figures."""
    import docx

    document = docx.Document(io.BytesIO(template))
    paragraphs = list(_paragraphs(document))
    said = say_all(read_placeholders("\n".join(p.text for p in paragraphs)), terms)
    figures = iter(said)
    for paragraph in paragraphs:
        _fill_paragraph(paragraph, figures, terms)
    return document, said


def from_markdown(text: str, said: Sequence[Said], terms: Terms) -> bytes:
    """A .docx of headings and paragraphs, with the appendix at its end."""
    document = plain_document(text)
    return _finished(document, said, terms)


def plain_document(text: str) -> Any:
    """A document of the headings (#, ##) and paragraphs of a Markdown text."""
    import docx

    document = docx.Document()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        marks = len(line) - len(line.lstrip("#"))
        words = line.lstrip("#").strip()
        if marks:
            document.add_heading(words, level=min(marks, 9) - 1)
        else:
            document.add_paragraph(words)
    return document


def _paragraphs(document: Any) -> Iterator[Any]:
    """All paragraphs in order, those in tables, headers and footers too."""
    for section in document.sections:
        yield from section.header.paragraphs
    yield from _inside(document)
    for section in document.sections:
        yield from section.footer.paragraphs


def _inside(container: Any) -> Iterator[Any]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for cell in dict.fromkeys(cell._tc for row in block.rows for cell in row.cells):
                yield from _cell_paragraphs(cell, block)
        else:
            yield block


def _cell_paragraphs(cell: Any, table: Any) -> Iterator[Any]:
    from docx.table import _Cell

    yield from _inside(_Cell(cell, table))


def _fill_paragraph(paragraph: Any, figures: Iterator[Said], terms: Terms) -> None:
    """Replace each placeholder in the formatting of its first character, the last one first."""
    found = list(PLACEHOLDER.finditer(paragraph.text))
    words = [filled(match.group(), _next_if_figure(match, figures), terms) for match in found]
    for match, said in reversed(list(zip(found, words, strict=True))):
        runs = exact_runs(paragraph, match.start(), match.end())
        runs[0].text = said
        for run in runs[1:]:
            run.text = ""


def _next_if_figure(match: Any, figures: Iterator[Said]) -> list[Said]:
    return [next(figures)] if "." in match["name"] else []


def _finished(document: Any, said: Sequence[Said], terms: Terms) -> bytes:
    _append(document, said, terms)
    properties = document.core_properties
    properties.created = properties.modified = terms.as_of.replace(microsecond=0, tzinfo=None)
    properties.last_modified_by = "yihe"
    properties.revision = 1
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _append(document: Any, said: Sequence[Said], terms: Terms) -> None:
    document.add_page_break()
    document.add_paragraph(HEADING)
    table = document.add_table(rows=1, cols=len(COLUMNS))
    _fill_row(table.rows[0], COLUMNS)
    for row in rows(said, terms):
        _fill_row(table.add_row(), row)


def _fill_row(row: Any, cells: Sequence[str]) -> None:
    for cell, words in zip(row.cells, cells, strict=True):
        cell.text = words


def _repacked(data: bytes) -> bytes:
    """The same package with no time of packing in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()
