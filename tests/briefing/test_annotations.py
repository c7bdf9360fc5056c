"""Verdicts go back into a Word draft as comments at the very characters of each figure."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from yihe.briefing.annotate import AUTHOR, annotate
from yihe.briefing.verify import verify
from yihe.figures import read_document

from .conftest import HOME, RELEASED

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> bytes:
    """A heading, a paragraph whose figure is broken over runs, and a table."""
    document = docx.Document()
    document.add_heading("运行情况", level=1)
    paragraph = document.add_paragraph("上半年，社会消费品零售总额344.")
    paragraph.add_run("4亿").bold = True
    paragraph.add_run("元；外贸进出口同比增长")
    paragraph.add_run("23.1%，增势良好。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "备注"
    table.rows[0].cells[1].text = "上半年，外贸进出口114.8亿元。"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def report_on(draft: bytes) -> Any:
    return verify(read_document(draft, "draft.docx").text, release_date=RELEASED, place=HOME)


def commented(data: bytes) -> dict[str, str]:
    """The commented characters with the text of their comment."""
    document = docx.Document(io.BytesIO(data))
    found = {}
    for comment in document.comments:
        words, inside = "", False
        for element in document.element.body.iter():
            if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(comment.comment_id):
                inside = True
            elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(comment.comment_id):
                inside = False
            elif inside and element.tag == qn("w:t"):
                words += element.text or ""
        found[words] = comment.text
        assert comment.author == AUTHOR
    return found


def test_each_figure_gets_a_comment_at_its_characters(statistics: None, draft: bytes) -> None:
    found = commented(annotate(draft, report_on(draft)))
    assert set(found) == {"344.4亿元", "23.1%", "114.8亿元"}
    assert "四舍五入" in found["344.4亿元"] and "economy.retail_sales" in found["344.4亿元"]
    assert "【不符】" in found["23.1%"] and "32.1" in found["23.1%"]


def test_only_what_is_off_is_commented_when_asked(statistics: None, draft: bytes) -> None:
    assert set(commented(annotate(draft, report_on(draft), only_faults=True))) == {"23.1%"}


def test_text_and_formatting_stay_as_they_were(statistics: None, draft: bytes) -> None:
    after = docx.Document(io.BytesIO(annotate(draft, report_on(draft))))
    before = docx.Document(io.BytesIO(draft))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    bold = "".join(run.text for p in after.paragraphs for run in p.runs if run.bold)
    assert bold == "4亿"


def test_a_report_on_another_text_is_refused(statistics: None, draft: bytes) -> None:
    with pytest.raises(ValueError, match="another text"):
        annotate(draft, verify("上半年，外贸进出口114.8亿元。", release_date=RELEASED, place=HOME))
