"""What is composed is true, says where it comes from, passes verification, and is the same twice."""

from __future__ import annotations

import io
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from yihe.briefing import pdf_documents
from yihe.briefing.compose import UnusableTemplate, compose, terms_for
from yihe.briefing.placeholders import read_placeholders, span_on
from yihe.briefing.verify import verify
from yihe.briefing.wording import Unsayable, UnusableOption, Wording, read_wording, say_as
from yihe.figures import read_document
from yihe.indicators.spans import Span, parse_span

from .conftest import HOME, RELEASED
from .made_ledger import made

TEXT = (
    "# {{ place }}半年简报\n\n"
    "上半年，社会消费品零售总额{{ economy.retail_sales @ 上半年 | 亿元, 1 }}，"
    "居全市{{ economy.retail_sales_rank @ 上半年 }}；"
    "外贸进出口同比{{ economy.foreign_trade_growth @ 上半年 | 增减 }}，"
    "增速{{ economy.foreign_trade_growth_above_average @ 上半年 | 高低 全市平均 }}。\n\n"
    "截至{{ date }}，全区累计完成升级改造的农贸市场{{ markets.upgraded }}。\n"
)


@pytest.fixture
def terms(statistics: None, markets: None) -> Any:
    moment = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), datetime.min.time()))
    return terms_for(HOME, Span(None, RELEASED), moment, RELEASED)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def word_template(tmp_path: Path) -> Path:
    """The same figures in a .docx, one placeholder broken over runs of different formatting."""
    document = docx.Document()
    paragraph = document.add_paragraph("上半年，社会消费品零售总额{{ economy.")
    paragraph.add_run("retail_sales @ 上半年").bold = True
    paragraph.add_run(" | 亿元, 1 }}。")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "农贸市场升级改造完成{{ markets.upgraded }}。"
    path = tmp_path / "note.docx"
    document.save(str(path))
    return path


@pytest.mark.django_db
def test_figures_are_said_as_such_texts_say_them(template: Path, terms: Any) -> None:
    text = compose(template, ".md", terms).decode()
    assert "社会消费品零售总额344.4亿元，居全市第1" in text
    assert "外贸进出口同比增长32.1%，增速高于全市平均20.5个百分点" in text
    assert "截至2022年9月8日，全区累计完成升级改造的农贸市场3处" in text


@pytest.mark.django_db
def test_the_appendix_has_definition_period_place_moment_and_records_of_each_figure(template: Path, terms: Any) -> None:
    rows = [line for line in compose(template, ".md", terms).decode().splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 5
    cells = [cell.strip() for cell in rows[-1].strip("|").split("|")]
    assert (
        cells[1:4] == ["3处", "按星级标准完成升级改造的农贸市场数（markets.upgraded）", cells[3]] and "计数" in cells[3]
    )
    assert cells[4:8] == ["芝罘区（370602）", "截至2022-09-08", "3处", "3"]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", [".md", ".docx", ".pdf"])
def test_what_is_composed_passes_verification(template: Path, terms: Any, ending: str) -> None:
    made_text = read_document(compose(template, ending, terms), f"note{ending}").text
    report = verify(made_text, release_date=RELEASED, place=HOME)
    assert len(report.claims) == 5
    assert {c.verdict for c in report.claims} <= {"exact", "rounds", "hedged"} and report.is_clean


@pytest.mark.django_db
@pytest.mark.parametrize("ending", [".md", ".docx", ".pdf"])
def test_the_day_of_release_is_read_from_the_statement_and_not_from_its_receipts(
    tmp_path: Path, terms: Any, ending: str
) -> None:
    path = tmp_path / "dated.md"
    path.write_text(
        "# 通报\n\n台账数据截至{{ date }}。\n\n完成升级改造的农贸市场{{ markets.upgraded }}。\n", encoding="utf-8"
    )
    report = verify(read_document(compose(path, ending, terms), f"dated{ending}").text, place=HOME)
    assert report.release_date == RELEASED and report.is_clean


@pytest.mark.django_db
def test_the_same_inputs_give_the_same_bytes(template: Path, word_template: Path, terms: Any) -> None:
    for source in (template, word_template):
        for ending in (".docx", ".pdf"):
            first = compose(source, ending, terms)
            time.sleep(1.1)  # A file that bore the second of its making would differ now.
            assert compose(source, ending, terms) == first


@pytest.mark.django_db
def test_a_pdf_of_a_word_template_has_its_text_tables_and_receipts(word_template: Path, terms: Any) -> None:
    made_text = read_document(compose(word_template, ".pdf", terms), "note.pdf").text
    assert "上半年，社会消费品零售总额344.4亿元。" in made_text and "农贸市场升级改造完成3处。" in made_text
    assert "附：数据来源" in made_text and "markets.upgraded" in made_text.replace("\n", "")


@pytest.mark.django_db
def test_what_looks_like_typst_in_a_template_is_only_text(tmp_path: Path, terms: Any) -> None:
    path = tmp_path / "sly.md"
    path.write_text('#read("/etc/passwd") \\ *粗* $x$ "引号" {{ markets.upgraded }}', encoding="utf-8")
    made_text = read_document(compose(path, ".pdf", terms), "sly.pdf").text
    assert 'read("/etc/passwd")' in made_text and "*粗* $x$" in made_text and "root" not in made_text


@pytest.mark.django_db
def test_a_machine_without_chinese_fonts_is_told_what_to_install(
    template: Path, terms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_documents, "FONTS", ("No Such Font",))
    with pytest.raises(UnusableTemplate, match="fonts-noto-cjk"):
        compose(template, ".pdf", terms)


@pytest.mark.django_db
def test_a_word_template_keeps_its_formatting_and_tables(word_template: Path, terms: Any) -> None:
    document = docx.Document(io.BytesIO(compose(word_template, ".docx", terms)))
    assert document.paragraphs[0].text == "上半年，社会消费品零售总额344.4亿元。"
    assert document.tables[0].rows[0].cells[0].text == "农贸市场升级改造完成3处。"
    assert document.tables[1].rows[0].cells[1].text == "文中说法"


@pytest.mark.django_db
def test_every_fault_of_a_template_is_named_at_once(tmp_path: Path, terms: Any) -> None:
    path = tmp_path / "bad.md"
    path.write_text(
        "{{ markets.nothing }} {{ markets.upgraded | 亩田 }} {{ markets.upgraded @ 哪天 }}", encoding="utf-8"
    )
    with pytest.raises(UnusableTemplate) as trouble:
        compose(path, ".md", terms)
    assert all(word in str(trouble.value) for word in ("markets.nothing", "亩田", "哪天"))


@pytest.mark.django_db
def test_a_figure_the_ledger_does_not_know_stops_the_text(tmp_path: Path, terms: Any) -> None:
    path = tmp_path / "empty.md"
    path.write_text("{{ economy.gdp @ 上半年 }}", encoding="utf-8")
    with pytest.raises(UnusableTemplate, match=r"economy\.gdp"):
        compose(path, ".md", terms)


def test_a_fall_needs_words_for_it() -> None:
    growth = made("growth", "外贸进出口增速", "%", "growth_yoy")
    with pytest.raises(Unsayable):
        say_as(growth, Decimal("-4.2"), Wording())
    assert say_as(growth, Decimal("-4.2"), read_wording("增减")) == "下降4.2%"


def test_a_unit_of_another_dimension_is_refused() -> None:
    with pytest.raises(UnusableOption):
        say_as(made("area", "绿地面积", "m2"), Decimal(5000), read_wording("亿元"))


@given(
    st.decimals(min_value=1, max_value=10**7, places=0), st.sampled_from(["", "余", "近", "约", "以上", "以内", "不足"])
)
def test_whatever_is_said_of_a_count_is_true_of_it(value: Decimal, hedge: str) -> None:
    assert say_as(made("flats", "人才公寓套数", "套"), value, read_wording(hedge))


def test_periods_in_words_follow_the_day_of_release() -> None:
    (wanted,) = read_placeholders("{{ markets.upgraded @ 去年10月以来 }}")
    assert span_on(wanted, Span(), date(2022, 9, 8)) == parse_span("2021-10-01..2022-09-08")
