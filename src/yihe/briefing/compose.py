"""Compose a text from a template (拟稿): every figure said from the ledger, with a receipt for each in an appendix."""

from __future__ import annotations

from pathlib import Path

from . import pdf_documents, word_documents
from .appendix import as_markdown
from .filling import Terms, filled, say_all, terms_for
from .placeholders import UnusableTemplate, read_placeholders

__all__ = ["ENDINGS", "Terms", "UnusableTemplate", "compose", "terms_for"]

ENDINGS = (".docx", ".pdf", ".md", ".txt")


def compose(template: Path, ending: str, terms: Terms) -> bytes:
    """Fill in a template.

    Parameters
    ----------
    template
        A .docx, .md or .txt with placeholders.
    ending
        ``.docx``, ``.pdf``, ``.md`` or ``.txt``: what to write. A .docx template gives a .docx or a .pdf.
    terms
        For whom and when.

    Returns
    -------
    bytes
        The document with an appendix of receipts; the same inputs give the same bytes.

    Raises
    ------
    UnusableTemplate
        Something in the template cannot be filled in truthfully; the message names every case.
    """
    if template.suffix == ".docx" and ending == ".docx":
        return word_documents.fill(template.read_bytes(), terms)
    if template.suffix == ".docx" and ending == ".pdf":
        return pdf_documents.from_word(*word_documents.filled_document(template.read_bytes(), terms), terms)
    text = _text_of(template)
    said = say_all(read_placeholders(text), terms)
    if ending == ".docx":
        return word_documents.from_markdown(filled(text, said, terms), said, terms)
    if ending == ".pdf":
        return pdf_documents.from_markdown(filled(text, said, terms), said, terms)
    return f"{filled(text, said, terms).rstrip()}\n\n{as_markdown(said, terms)}".encode()


def _text_of(template: Path) -> str:
    if template.suffix == ".docx":
        raise UnusableTemplate("a .docx template gives a .docx or a .pdf (Word 模板只能生成 .docx 或 .pdf)")
    return template.read_text(encoding="utf-8-sig")
