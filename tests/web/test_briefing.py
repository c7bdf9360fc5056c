"""Checking a text by page: every character is there, every claim marked, nothing typed lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yihe.briefing.catalogue import takes_unit
from yihe.briefing.implied import implied_by
from yihe.briefing.verify import verify
from yihe.indicators.register import indicators
from yihe.indicators.spans import Span
from yihe.web.marking import VERDICTS, marked, pieces
from yihe.web.pages import briefing

TEXT = (
    "2022年9月8日，芝罘区召开新闻发布会。目前，按星级标准完成农贸市场升级改造2处，全区农贸市场5处。\n"
    "<b>其余</b>招商引资签约88亿元。"
)


def check(client: Any, text: str = TEXT, **more: Any) -> Any:
    return client.post("/briefing/", {"text": text, "release_date": "2022-09-08", **more})


def test_every_claim_is_marked_with_verdict_reason_and_indicator(town: Any, signed_in: Callable[..., Any]) -> None:
    page = check(signed_in())
    found = {m.claim.figure.text: m for m in page.context["marks"]}
    assert found["2处"].verdict == "exact" and found["2处"].claim.indicator.id == "markets.upgraded"
    assert found["5处"].verdict == "off" and str(found["5处"].ledger) == "3 处"
    assert found["88亿元"].verdict == "untraceable"
    assert 'class="v-off"' in page.text and "不符" in page.text and "markets.upgraded" in page.text


def test_the_pieces_of_a_text_are_the_text(town: Any, signed_in: Callable[..., Any]) -> None:
    page = check(signed_in())
    assert "".join(p.text for p in page.context["pieces"]) == TEXT
    assert "<b>其余</b>" not in page.text and "&lt;b&gt;其余" in page.text


def test_claims_that_overlap_leave_the_text_whole() -> None:
    class Figure:
        def __init__(self, start: int, end: int) -> None:
            self.start, self.end = start, end

    class Claim:
        verdict = "exact"

        def __init__(self, start: int, end: int) -> None:
            self.figure = Figure(start, end)

    text = "甲乙丙丁戊"
    cut = pieces(text, marked([Claim(3, 5), Claim(0, 2), Claim(1, 4)]))
    assert "".join(p.text for p in cut) == text
    assert [p.text for p in cut if p.mark] == ["甲乙", "丁戊"]


def test_a_link_to_the_records_asks_for_the_compared_value(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    mark = next(m for m in check(client).context["marks"] if m.claim.figure.text == "2处")
    page = client.get(f"/figures/markets.upgraded/?{mark.query}")
    assert page.context["value"].value == 2


def test_the_json_export_is_the_report(town: Any, signed_in: Callable[..., Any]) -> None:
    found = json.loads(check(signed_in(), **{"as": "json"}).content)
    assert found["text"] == TEXT and found["counts"]["off"] == 1
    assert {"verdict", "indicator", "ledger_value", "why", "start", "end"} <= found["claims"][0].keys()


def test_a_share_that_the_quoted_parts_imply_stands_beside_the_ledgers(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    page = check(client)
    (share,) = page.context["implied"]
    assert share.found.indicator.id == "markets.upgraded_share" and not share.found.agrees
    assert (str(share.text), str(share.ledger)) == ("40 %", "66.67 %")
    for shown in (page, check(client, **{"as": "html"})):
        assert "据文推算" in shown.text and "40" in shown.text and "66.67" in shown.text
    told = json.loads(check(client, **{"as": "json"}).content)["implied"]
    assert [(row["indicator"], row["agrees"]) for row in told] == [("markets.upgraded_share", False)]
    assert check(client, TEXT.replace("5处", "3处")).context["implied"][0].found.agrees


def test_parts_quoted_for_different_places_imply_nothing(town: Any) -> None:
    report = verify(TEXT, release_date=date(2022, 9, 8), place="370602")
    assert [found.indicator.id for found in implied_by(report)] == ["markets.upgraded_share"]
    moved = [replace(c, value=c.value and replace(c.value, place=f"37060200{n}")) for n, c in enumerate(report.claims)]
    assert implied_by(replace(report, claims=moved)) == []


def test_a_part_of_last_year_is_not_set_beside_a_whole_of_this_one(town: Any) -> None:
    report = verify(TEXT, release_date=date(2022, 9, 8), place="370602")
    part, *others = [claim for claim in report.claims if claim.indicator]
    assert part.value is not None
    earlier = replace(part, value=replace(part.value, span=Span(None, date(2021, 12, 31))))
    assert implied_by(replace(report, claims=[earlier, *others])) == []


def test_one_part_alone_implies_nothing(town: Any, signed_in: Callable[..., Any]) -> None:
    page = check(signed_in(), "目前，按星级标准完成农贸市场升级改造2处。")
    assert page.context["implied"] == [] and "据文推算" not in page.text


def test_the_html_export_stands_alone(town: Any, signed_in: Callable[..., Any]) -> None:
    page = check(signed_in(), **{"as": "html"})
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "<style>" in page.text and ".v-off" in page.text and "stylesheet" not in page.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("a.txt", TEXT.encode("gb18030"), "2处"), ("a.html", f"<p>{TEXT[:47]}</p><script>3处</script>".encode(), "2处")],
)
def test_a_file_is_checked_like_a_pasted_text(
    name: str, data: bytes, said: str, town: Any, signed_in: Callable[..., Any]
) -> None:
    page = check(signed_in(), "", file=SimpleUploadedFile(name, data))
    assert said in {m.claim.figure.text for m in page.context["marks"]}


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"not a pdf"), ("a.xyz", b"text"), ("a.txt", b"")])
def test_an_unreadable_file_is_said_and_the_pasted_text_stays(
    name: str, data: bytes, town: Any, signed_in: Callable[..., Any]
) -> None:
    page = check(signed_in(), "先前粘贴的文稿", file=SimpleUploadedFile(name, data))
    if data:
        assert page.status_code == 422 and name in page.context["problem"]
    assert "先前粘贴的文稿" in page.text


def test_a_text_without_figures_and_no_text_are_both_answered(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    assert "文中没有可核对的数字" in check(client, "全区上下奋发有为。").text
    assert "请粘贴文稿或选择文件" in check(client, "  ").text


def test_five_megabytes_are_refused_with_the_limit_named(town: Any, signed_in: Callable[..., Any]) -> None:
    page = check(signed_in(), "完成升级改造2处。" * 200_000)
    assert page.status_code == 422
    assert f"{briefing.MAX_CHARACTERS:,}" in page.context["problem"] and "1,800,000" in page.context["problem"]


def test_the_largest_text_allowed_is_answered(
    town: Any, signed_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefing, "MAX_CHARACTERS", 900)
    page = check(signed_in(), "完成升级改造2处。" * 100)
    assert len(page.context["marks"]) == 100


def test_every_verdict_of_the_briefing_room_has_a_word() -> None:
    from yihe.briefing import report

    assert tuple(VERDICTS) == report.VERDICTS


def meaning(page: Any, words: str) -> dict[str, str]:
    """What the page of meanings is asked about the claim with these words."""
    mark = next(m for m in page.context["marks"] if m.claim.figure.text == words)
    return dict(parse_qsl(page.context["meanings"][mark.number]["asked"].query))


def test_a_corrected_figure_is_held_against_the_other_indicator_next_time(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    asked = meaning(check(client), "2处")
    said = client.post("/briefing/meaning/", {**asked, "indicator": "markets.network", "note": "指全部市场"})
    assert "已记住" in said.text and "clerk-all" in said.text and "指全部市场" in said.text
    page = check(client)
    mark = next(m for m in page.context["marks"] if m.claim.figure.text == "2处")
    assert mark.claim.indicator.id == "markets.network" and "clerk-all" in page.text
    client.post("/briefing/meaning/", {**asked, "indicator": ""})
    again = next(m for m in check(client).context["marks"] if m.claim.figure.text == "2处")
    assert again.claim.indicator.id == "markets.upgraded"


def test_a_figure_said_to_mean_nothing_becomes_untraceable(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    client.post("/briefing/meaning/", {**meaning(check(client), "2处"), "indicator": "none"})
    mark = next(m for m in check(client).context["marks"] if m.claim.figure.text == "2处")
    assert mark.verdict == "untraceable"


def test_only_indicators_of_a_fitting_unit_are_offered_and_taken(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    asked = meaning(check(client), "2处")
    found = client.get("/briefing/meaning/", {**asked, "q": "农贸市场"}).context["offered"]
    assert found and all(takes_unit(i, "处") for i in found)
    wrong = next(i for i in indicators() if i.unit == "CNY")
    refused = client.post("/briefing/meaning/", {**asked, "indicator": wrong.id})
    assert refused.status_code == 422 and "单位不同" in refused.text
    assert client.post("/briefing/meaning/", {**asked, "indicator": "no.such"}).status_code == 422
    assert client.get("/briefing/meaning/").status_code == 404
