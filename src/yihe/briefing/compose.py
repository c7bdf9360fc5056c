"""Compose a text from a template (拟稿): every figure said from the ledger, with a receipt for each in an appendix."""

from __future__ import annotations

from pathlib import Path

from . import word_documents
from .appendix import as_markdown
from .filling import Terms, filled, say_all, terms_for
from .placeholders import UnusableTemplate, read_placeholders

__all__ = ["ENDINGS", "Terms", "UnusableTemplate", "compose", "terms_for"]

ENDINGS = (".docx", ".md", ".txt")


def compose(template: Path, ending: str, terms: Terms) -> bytes:
    """Fill in a template.

    Parameters
    ----------
    template
        A .docx, .md or .txt with placeholders.
    ending
        ``.docx``, ``.md`` or ``.txt``: what to write. A .docx is only made from a .docx or a .md.
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
    text = _text_of(template)
    said = say_all(read_placeholders(text), terms)
    if ending == ".docx":
        return word_documents.from_markdown(filled(text, said, terms), said, terms)
    return f"{filled(text, said, terms).rstrip()}\n\n{as_markdown(said, terms)}".encode()


def _text_of(template: Path) -> str:
    if template.suffix == ".docx":
        raise UnusableTemplate("a .docx template gives a .docx (Word 模板只能生成 .docx)")
    return template.read_text(encoding="utf-8-sig")
