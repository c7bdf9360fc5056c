"""Open a document a press officer has (txt, md, docx, pdf, html) as plain text with the way back to its parts."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ACCEPTED = "可接受：.txt、.md（UTF-8、UTF-16 带 BOM 或 GB 18030）、.docx、带文字层的 .pdf、.html"
ACCEPTED_EN = "Accepted: .txt, .md (UTF-8, UTF-16 with BOM or GB 18030), .docx, .pdf with text, .html"


class UnreadableDocument(ValueError):
    """Raised when a document cannot be read; the message says what is wrong and what is accepted.

    Attributes
    ----------
    zh, en
        The message in either language; as text it is told in both.
    """

    def __init__(self, name: str, problem: str, problem_en: str) -> None:
        self.zh = f"无法读取《{name}》：{problem}。{ACCEPTED}"
        self.en = f"Cannot read {name}: {problem_en}. {ACCEPTED_EN}"
        super().__init__(f"{self.zh} ({self.en})")


@dataclass(frozen=True, slots=True)
class Location:
    """Where an offset lies: part (paragraph, table row or page, from 1) and character in it (from 0)."""

    part: int
    character: int


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, its kind, and where each of its parts begins."""

    text: str
    kind: str
    starts: tuple[int, ...] = (0,)

    def locate(self, offset: int) -> Location:
        """Return the part and the character in it of an offset into `text`."""
        part = max(bisect_right(self.starts, offset), 1)
        return Location(part, offset - self.starts[part - 1])


def read_document(source: Path | str | bytes, name: str | None = None) -> Document:
    """Read a document.

    Parameters
    ----------
    source
        A path, or the bytes of an uploaded file.
    name
        The file's name; its ending chooses the reader. Taken from the path where not given.

    Raises
    ------
    UnreadableDocument
        Empty, wrong encoding, scanned or encrypted PDF, or a file that is not what its ending says.
    """
    data = source if isinstance(source, bytes) else _load(Path(source))
    called = name or (str(source) if isinstance(source, Path | str) else "document.txt")
    reader = _READERS.get(Path(called).suffix.lower())
    if reader is None:
        raise UnreadableDocument(called, "文件类型不支持", "this kind of file is not supported")
    if not data.strip():
        raise UnreadableDocument(called, "文件是空的", "the file is empty")
    document = reader(data, Path(called).name)
    if not document.text.strip():
        raise UnreadableDocument(called, "文件里没有文字", "the file holds no text")
    return document


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            path.name, f"打不开文件（{error.strerror}）", f"it cannot be opened ({error.strerror})"
        ) from error


def _joined(parts: list[str], kind: str, separator: str = "\n") -> Document:
    starts, position = [], 0
    for part in parts:
        starts.append(position)
        position += len(part) + len(separator)
    return Document(separator.join(parts), kind, tuple(starts) or (0,))


def _plain(data: bytes, name: str) -> Document:
    text = decode(data, name)
    return _joined(text.split("\n"), "text")


def decode(data: bytes, name: str) -> str:
    """Decode text bytes: by byte-order mark, else UTF-8, else GB 18030.

    Raises
    ------
    UnreadableDocument
        For binary data or an encoding that is none of these.
    """
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise UnreadableDocument(
            name,
            "内容是压缩包、PDF 或 Word 文件，与扩展名不符",
            "it holds an archive, a PDF or a Word file, which its ending does not say",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16", name)
    if b"\x00" in data:
        raise UnreadableDocument(
            name, "内容是二进制数据或没有 BOM 的 UTF-16", "it holds binary data, or UTF-16 without a BOM"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            name, "既不是 UTF-8 也不是 GB 18030 编码", "it is neither UTF-8 nor GB 18030"
        ) from error
    if encoding == "gb18030" and not _looks_chinese(text):
        raise UnreadableDocument(name, "既不是 UTF-8 也不是 GB 18030 编码", "it is neither UTF-8 nor GB 18030")
    return text


def _looks_chinese(text: str) -> bool:
    """GB 18030 decodes almost anything; a real text is mostly common characters and holds no private ones."""
    odd = sum(1 for char in text if "\ue000" <= char <= "\uf8ff" or "\x80" <= char < "\xa0" or ord(char) > 0x1FFFF)
    return odd * 50 <= len(text)


def _docx(data: bytes, name: str) -> Document:
    _check_zip(data, name, "word/document.xml")
    import docx
    from docx.table import Table

    try:
        body = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises many kinds on damaged files; all mean the same to the reader
        raise UnreadableDocument(name, "Word 文件已损坏", "the Word file is damaged") from error
    parts: list[str] = []
    for block in body.iter_inner_content():
        if isinstance(block, Table):
            parts += ["\t".join(_row_cells(row)) for row in block.rows]
        else:
            parts.append(block.text)
    return _joined(parts, "docx")


def _row_cells(row: object) -> list[str]:
    cells: list[str] = []
    seen: list[object] = []
    for cell in row.cells:  # type: ignore[attr-defined]
        if cell._tc not in seen:
            seen.append(cell._tc)
            cells.append(cell.text.replace("\n", " "))
    return cells


def _check_zip(data: bytes, name: str, member: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = member in archive.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(
            name, "不是 Word .docx 文件（旧版 .doc 请另存为 .docx）", "it is no Word .docx (save an old .doc as .docx)"
        ) from error
    if not found:
        raise UnreadableDocument(
            name, "是改了扩展名的压缩包，不是 Word .docx 文件", "it is a renamed archive and no Word .docx"
        )


def _pdf(data: bytes, name: str) -> Document:
    if not data.lstrip().startswith(b"%PDF"):
        raise UnreadableDocument(name, "不是 PDF 文件", "it is no PDF")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(
                name, "PDF 已加密，请先去掉密码", "the PDF is encrypted; take its password off first"
            )
        pages = [page.extract_text() or "" for page in reader.pages]
    except PyPdfError as error:
        raise UnreadableDocument(name, "PDF 已损坏", "the PDF is damaged") from error
    if not any(page.strip() for page in pages):
        raise UnreadableDocument(
            name, "PDF 是扫描件，没有文字层，请先做文字识别", "the PDF is a scan without text; recognise its text first"
        )
    return _joined(pages, "pdf")


_BLOCKS = frozenset((
    "p", "div", "br", "tr", "td", "th", "li", "ul", "ol", "table", "section", "article", "blockquote", "title",
    "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
_HIDDEN = frozenset(["script", "style", "noscript", "template", "head"])


class _Visible(HTMLParser):
    """Collects the visible text of a page, one line per block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.pieces.append("\t" if tag in ("td", "th") else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag in _BLOCKS and tag not in ("td", "th"):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _html(data: bytes, name: str) -> Document:
    declared = re.search(rb"charset=[\"']?(gb2312|gbk|gb18030)", data[:2048], re.IGNORECASE)
    page = _strictly(data, "gb18030", name) if declared else decode(data, name)
    visible = _Visible()
    visible.feed(page)
    visible.close()
    lines = [line.strip() for line in "".join(visible.pieces).split("\n")]
    return _joined([line for line in lines if line], "html")


_READERS = {".txt": _plain, ".md": _plain, ".docx": _docx, ".pdf": _pdf, ".html": _html, ".htm": _html}
