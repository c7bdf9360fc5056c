"""Who gets which page: one row an address, and an address without a row fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from yihe.web.urls import urlpatterns

MARKET = ["market", "M1"]
# name: (arguments, stranger, leader, commander, clerk, auditor) — status of a GET by somebody signed in.
MATRIX: dict[str, tuple[list[str], int, int, int, int, int]] = {
    "cockpit": ([], 403, 200, 200, 200, 200),
    "help": ([], 200, 200, 200, 200, 200),
    "place-shapes": ([], 403, 200, 200, 200, 200),
    "record-shapes": (["market"], 403, 200, 200, 200, 200),
    "programmes": ([], 403, 200, 200, 200, 200),
    "programme": (["markets"], 403, 200, 200, 200, 200),
    "figures": ([], 403, 200, 200, 200, 200),
    "figure": (["markets.upgraded"], 403, 200, 200, 200, 200),
    "figure-records": (["markets.upgraded"], 403, 200, 200, 200, 200),
    "records": (["market"], 403, 200, 200, 200, 200),
    "record": (MARKET, 403, 200, 200, 200, 200),
    "plan": (["SY-9"], 403, 404, 404, 404, 404),
    "plan-route": (["SY-9", "1"], 403, 404, 404, 404, 404),
    "plan-layer": (["SY-9"], 403, 404, 404, 404, 404),
    "plan-sheets": (["SY-9"], 403, 404, 404, 404, 404),
    "record-new": (["market"], 403, 403, 403, 200, 403),
    "record-edit": (MARKET, 403, 403, 403, 200, 403),
    "record-move": (MARKET, 403, 403, 200, 200, 403),
    "record-delete": (MARKET, 403, 403, 403, 200, 403),
    "import": ([], 403, 403, 403, 200, 403),
    "import-review": (["0a0a0a0a0a0a0a0a0a0a0a0a"], 403, 403, 403, 404, 403),
    "import-undo": (["1"], 403, 403, 403, 404, 403),
    "record-template": (["market"], 403, 403, 403, 200, 403),
    "briefing": ([], 403, 200, 200, 200, 200),
    "meaning": ([], 403, 404, 404, 404, 404),
    "rules": ([], 403, 200, 200, 200, 200),
    "rule": (["bonds.coverage"], 403, 200, 200, 200, 200),
    "search": ([], 403, 200, 200, 200, 200),
    "login": ([], 302, 302, 302, 302, 302),
    "logout": ([], 405, 405, 405, 405, 405),
    "language": ([], 302, 302, 302, 302, 302),
}
ROLES = ["stranger", "leader", "commander", "clerk", "auditor"]
OPEN = {"login": 200, "language": 302}


def test_every_address_has_a_row_in_the_matrix() -> None:
    assert {p.name for p in urlpatterns} == MATRIX.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_the_pages_its_row_says(role: str, town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in(role)
    found = {name: client.get(reverse(name, args=row[0])).status_code for name, row in MATRIX.items()}
    assert found == {name: row[1 + ROLES.index(role)] for name, row in MATRIX.items()}


@pytest.mark.parametrize("name", MATRIX)
def test_nobody_sees_a_page_without_signing_in(name: str, client: Any, db: None) -> None:
    address = reverse(name, args=MATRIX[name][0])
    answer = client.get(address)
    if name in OPEN:
        assert answer.status_code == OPEN[name]
    else:
        assert answer.status_code == 302 and answer.url.startswith(reverse("login"))


def test_a_person_confined_to_a_place_sees_only_its_records(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in("clerk", place="370602002")
    assert "M2市场" in client.get("/records/market/").text
    assert "M1市场" not in client.get("/records/market/").text
    assert client.get("/records/market/M1/").status_code == 404
    assert client.get("/shapes/market.geojson").json()["features"] == []
    assert "M1市场" not in client.get("/search/?q=市场").text


def test_exports_and_records_behind_a_figure_keep_to_the_readers_place(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in("clerk", place="370602002")
    listed = b"".join(client.get("/records/market/?as=csv").streaming_content).decode("utf-8-sig")
    behind = client.get("/figures/markets.upgraded/records/?as=json").json()["records"]
    assert "M2" in listed and "M1" not in listed
    assert behind == {"market": ["M2"]}


def test_a_refusal_says_why_in_the_readers_language(town: Any, signed_in: Callable[..., Any]) -> None:
    assert "您的角色无此权限" in signed_in("leader").get("/import/").text
    assert "Your role does not allow this." in signed_in("auditor", language="en").get("/import/").text


def test_a_broken_page_says_so_in_both_languages_without_the_database(
    town: Any, signed_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("as if a disk were full")

    monkeypatch.setattr("yihe.web.pages.search.find", broken)
    for role, language, said in [("leader", "zh-hans", "出错了"), ("clerk", "en", "Something broke")]:
        client = signed_in(role, language=language)
        client.raise_request_exception = False
        answer = client.get("/search/?q=x")
        assert answer.status_code == 500 and said in answer.text and "disk" not in answer.text


def test_a_missing_page_says_so_in_the_readers_language(signed_in: Callable[..., Any]) -> None:
    assert "这里没有内容" in signed_in("leader").get("/nowhere/").text
    assert "Nothing here" in signed_in("clerk", language="en").get("/records/nothing/").text


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "规则"), ("en", "Rules")])
def test_the_menu_leads_to_the_rules_and_marks_them_there(
    language: str, word: str, town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in(language=language)
    entry = re.compile(rf'<a href="/rules/"( aria-current="page")?><svg.*?</svg>{word}</a>')
    assert {bool(found.group(1)) for found in entry.finditer(client.get("/help/").text)} == {False}
    assert {bool(found.group(1)) for found in entry.finditer(client.get("/rules/").text)} == {True}
