"""PDF of composed texts, typeset by typst: the same bytes for the same inputs and fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .appendix import COLUMNS, HEADING, rows
from .filling import Said, Terms
from .placeholders import UnusableTemplate

FONTS = (
    "FangSong",
    "FZFangSong-Z02",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
)
"""Chinese fonts in the order wanted; the first one installed sets the whole text."""

_COLUMN_WIDTHS = "(3em, 2fr, 2.4fr, 3fr, 2fr, 2fr, 2fr, 1.4fr, 2fr)"


@dataclass(frozen=True)
class Block:
    """A piece of the text: a paragraph, a heading of some level, or a table."""

    words: str = ""
    level: int = 0
    table: Sequence[Sequence[str]] = ()


def from_markdown(text: str, said: Sequence[Said], terms: Terms) -> bytes:
    """A PDF of headings (#, ##) and paragraphs, with the appendix at its end."""
    return typeset(list(_markdown_blocks(text)), said, terms)


def from_word(document: Any, said: Sequence[Said], terms: Terms) -> bytes:
    """A PDF of the headings, paragraphs and tables of a filled-in Word document, with the appendix at its end."""
    return typeset(list(_word_blocks(document)), said, terms)


def typeset(blocks: Sequence[Block], said: Sequence[Said], terms: Terms) -> bytes:
    """Set the blocks and the appendix.

    Raises
    ------
    UnusableTemplate
        typst or every Chinese font is missing; the message names what to install.
    """
    typst = _typst()
    source = "\n".join([_page(_font(typst), terms.as_of), *map(_set, blocks), _receipts(said, terms)])
    return bytes(typst.compile(source.encode()))


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise UnusableTemplate(
            "PDF needs the package typst: pip install 'yihe[documents]' (生成 PDF 需要安装 typst)"
        ) from None
    return typst


def _font(typst: Any) -> str:
    """The first wanted font there is: without one, typst would set empty boxes and say nothing."""
    installed = set(typst.Fonts().families())
    for name in FONTS:
        if name in installed:
            return name
    raise UnusableTemplate(
        "no Chinese font is installed for PDF: install fonts-noto-cjk (Debian, Ubuntu) or google-noto-serif-cjk-fonts"
        " (缺少中文字体，请安装 fonts-noto-cjk)"
    )


def _page(font: str, moment: datetime) -> str:
    """Page, font and date; the moment of knowing stands for the day of making, so that a second run is the same."""
    when = moment.replace(tzinfo=None)
    day = f"year: {when.year}, month: {when.month}, day: {when.day}"
    clock = f"hour: {when.hour}, minute: {when.minute}, second: {when.second}"
    return (
        f"#set document(date: datetime({day}, {clock}), author: {_words('yihe')})\n"
        '#set page(paper: "a4", margin: (x: 2.6cm, y: 3cm))\n'
        f'#set text(font: {_words(font)}, lang: "zh", region: "cn", size: 12pt, cjk-latin-spacing: none)\n'
        "#set par(leading: 1em, spacing: 1.2em, justify: true, first-line-indent: (amount: 2em, all: true))\n"
        "#show heading: set align(center)\n#show heading: set block(above: 1.6em, below: 1.2em)"
    )


def _words(text: str) -> str:
    """A typst string: nothing in the text can act as markup or code."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _set(block: Block) -> str:
    if block.table:
        return _table(block.table, f"{max(map(len, block.table))}")
    if block.level:
        return f"#heading(level: {block.level}, {_words(block.words)})"
    return f"#par({_words(block.words)})"


def _table(lines: Sequence[Sequence[str]], columns: str) -> str:
    cells = ", ".join(_words(cell) for line in lines for cell in line)
    return f"#table(columns: {columns}, stroke: 0.5pt, {cells})"


def _receipts(said: Sequence[Said], terms: Terms) -> str:
    """The appendix lies across, nine columns being too many for an upright page."""
    lines = [COLUMNS, *rows(said, terms)]
    return (
        "#set page(flipped: true, margin: 1.6cm)\n#set par(first-line-indent: 0em, justify: false, leading: 0.6em)\n"
        f"#par({_words(HEADING)})\n#set text(size: 8pt)\n{_table(lines, _COLUMN_WIDTHS)}"
    )


def _markdown_blocks(text: str) -> Iterator[Block]:
    for line in filter(None, (line.strip() for line in text.splitlines())):
        words = line.lstrip("#").strip()
        yield Block(words, level=min(len(line) - len(line.lstrip("#")), 6))


def _word_blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield Block(table=[[cell.text for cell in row.cells] for row in block.rows])
        elif block.text.strip():
            yield Block(block.text.strip(), _level(block.style.name))


def _level(style: str) -> int:
    """The level of a paragraph style: Title and Heading 1 head the text, body styles are level 0."""
    if style == "Title":
        return 1
    name, _, number = style.rpartition(" ")
    return min(int(number), 6) if name in ("Heading", "heading", "标题") and number.isdigit() else 0
