"""Documents as press officers send them."""

import io
import zipfile

import pytest

from yihe.figures import UnreadableDocument, read_document, scan

TEXT = "累计拆除违建520处。\n完成投资3.1亿元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    document = read_document(TEXT.encode(encoding), "稿件.txt")
    assert document.text == TEXT
    assert document.locate(TEXT.index("3.1")) == type(document.locate(0))(part=2, character=4)


def test_a_word_file_is_read_with_its_tables() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_paragraph("累计拆除违建520处。")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "完成投资"
    table.rows[0].cells[1].text = "3.1亿元"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read_document(buffer.getvalue(), "稿件.docx")
    assert document.text == "累计拆除违建520处。\n完成投资\t3.1亿元"
    place = document.locate(document.text.index("3.1"))
    assert (place.part, place.character) == (2, 5)
    assert [figure.text for figure in scan(document.text)] == ["520处", "3.1亿元"]


def test_only_the_visible_text_of_a_page_is_read() -> None:
    head = "<head><title>x</title><style>p{width:30%}</style></head>"
    page = f"<html>{head}<body><p>完成<b>12</b>项</p><script>var a=5</script></body></html>"
    assert read_document(page.encode(), "a.html").text == "完成12项"


def _pdf(pages: int) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _encrypted_pdf() -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "a.txt", "空的"),
        (b"  \n", "a.txt", "空的"),
        (b"\xff\xff\xff\x81", "a.txt", "GB 18030"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "二进制"),
        (b"PK\x03\x04rest", "a.txt", "扩展名不符"),
        (b"text", "a.xyz", "不支持"),
        (_zip(), "a.docx", "改了扩展名"),
        (b"not a zip", "a.docx", "不是 Word"),
        (b"text", "a.pdf", "不是 PDF"),
        (_pdf(1), "a.pdf", "扫描件"),
        (_encrypted_pdf(), "a.pdf", "加密"),
        (b"%PDF-1.7 broken", "a.pdf", "损坏"),
        (b"<html><script>1</script></html>", "a.html", "没有文字"),
    ],
)
def test_an_unreadable_file_is_refused_with_the_reason_and_what_is_accepted(
    data: bytes, name: str, problem: str
) -> None:
    with pytest.raises(UnreadableDocument, match=problem) as refused:
        read_document(data, name)
    assert name in str(refused.value)
    assert "可接受" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path) -> None:
    with pytest.raises(UnreadableDocument, match="打不开"):
        read_document(tmp_path / "none.txt")


def test_five_megabytes_are_read() -> None:
    data = (TEXT * 100_000).encode()
    assert len(data) > 5_000_000
    assert len(read_document(data, "big.txt").text) == len(TEXT) * 100_000


def test_a_refusal_is_told_in_both_languages() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(b"PK\x03\x04 no word file", "draft.docx")
    assert "draft.docx" in refused.value.zh and "可接受" in refused.value.zh
    assert "Cannot read draft.docx" in refused.value.en and "Accepted" in refused.value.en
    assert refused.value.zh in str(refused.value) and refused.value.en in str(refused.value)
