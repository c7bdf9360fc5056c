"""Import by page: nothing is written before approval, and then exactly what was shown."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from yihe.ledger import actions
from yihe.ledger.models import Load
from yihe.programmes.markets import Market
from yihe.web import uploads

HEAD = ["编号", "名称", "所属街道", "市场层级", "摊位数（个）", "登记日期"]


def book(*rows: list[Any], name: str = "农贸市场台账.xlsx") -> SimpleUploadedFile:
    """A clerk's workbook with a title line over its heading."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("农贸市场")
    sheet.write_row(0, 0, ["芝罘区农贸市场台账"])
    for number, row in enumerate([HEAD, *rows], 1):
        sheet.write_row(number, 0, row)
    made.close()
    return SimpleUploadedFile(name, out.getvalue())


GOOD = ["M7", "西南河市场", "向阳街道", "区级市场", 90, "2022-04-01"]
CHANGED = ["M1", "M1市场", "向阳街道", "区级市场", 121, "2022-01-10"]
BAD = ["M8", "无名市场", "火星街道", "区级市场", "许多", "2022-04-01"]


def review(client: Any, *files: SimpleUploadedFile) -> tuple[str, Any]:
    address = client.post("/import/", {"files": list(files)}).url
    return address, client.get(address)


def approve(client: Any, address: str, page: Any) -> Any:
    digest = page.context["preview"].digest
    return client.post(address, {"digest": digest, "approve": "1"}, follow=True)


def test_a_preview_shows_every_change_and_writes_nothing(town: Any, signed_in: Callable[..., Any]) -> None:
    _address, page = review(signed_in(), book(GOOD, CHANGED))
    shown = page.context["shown"]
    assert (page.context["preview"].created, page.context["preview"].changed) == (1, 1)
    assert ("M1", "摊位数", "120", "121") in {(c.code, c.label, c.before, c.after) for c in shown.sheets[0].changes}
    assert not Market.objects.filter(code="M7").exists() and Market.objects.get(code="M1").stalls == 120


def test_approval_writes_what_was_shown_and_forgets_the_files(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    address, page = review(client, book(GOOD, CHANGED))
    done = approve(client, address, page)
    assert "新增 1，修改 1" in done.text
    assert Market.objects.get(code="M7").load == Load.objects.get()
    assert client.get(address).status_code == 404
    record = client.get("/records/market/M7/").text
    assert "农贸市场台账.xlsx" in record


def test_a_second_load_of_the_same_file_has_nothing_to_write(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    approve(client, *review(client, book(GOOD)))
    done = approve(client, *review(client, book(GOOD)))
    assert "无需写入" in done.text and Load.objects.count() == 1


def test_bad_cells_are_named_with_what_is_accepted_and_cannot_be_approved(
    town: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    address, page = review(client, book(GOOD, BAD))
    cells = {(t.problem.cell, t.problem.value) for t in page.context["shown"].troubles}
    assert {("C4", "火星街道"), ("E4", "许多")} <= cells
    assert all(t.message and t.accepted for t in page.context["shown"].troubles)
    assert 'name="approve"' not in page.text
    approve(client, address, page)
    assert not Market.objects.filter(code="M7").exists()


def test_problems_are_said_in_the_readers_language(town: Any, signed_in: Callable[..., Any]) -> None:
    _address, page = review(signed_in(language="en"), book(BAD))
    assert all(t.message.isascii() or "“" in t.message for t in page.context["shown"].troubles)
    assert "Problems, cell by cell" in page.text


def test_an_approval_of_an_outdated_preview_writes_nothing_and_shows_it_anew(
    town: Any, clerk: Any, signed_in: Callable[..., Any]
) -> None:
    client = signed_in()
    address, page = review(client, book(CHANGED))
    market = Market.objects.get(code="M1")
    actions.edit(market, {"stalls": 130}, version=market.version, actor=clerk)
    again = approve(client, address, page)
    assert "您查看之后台账有变化" in again.text
    assert Market.objects.get(code="M1").stalls == 130 and Load.objects.count() == 0


def test_files_wait_for_the_person_who_sent_them_alone(town: Any, signed_in: Callable[..., Any]) -> None:
    address, _page = review(signed_in(), book(GOOD))
    assert signed_in("administrator").get(address).status_code == 404


def test_cancelling_forgets_the_files(town: Any, signed_in: Callable[..., Any], settings: Any) -> None:
    client = signed_in()
    address, _page = review(client, book(GOOD))
    client.post(address, {"cancel": "1"})
    assert client.get(address).status_code == 404
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.xlsx"))


def test_a_file_name_cannot_leave_its_folder(person: Callable[..., Any], settings: Any) -> None:
    user = person("clerk")
    names = ["..\\..\\evil.xlsx", "/etc/passwd.csv", "a.csv", "a.csv"]
    files = [SimpleUploadedFile("x", b"1") for _ in names]
    for file, name in zip(files, names, strict=True):
        file._name = name  # what a hostile browser may send, past Django's own cleaning
    kept = uploads.paths(uploads.keep(files, user), user)
    assert [p.name for p in kept] == ["a (2).csv", "a.csv", "evil.xlsx", "passwd.csv"]
    assert all(Path(settings.MEDIA_ROOT) in p.parents for p in kept)


def test_an_upload_by_htmx_is_sent_on_by_its_header(town: Any, signed_in: Callable[..., Any]) -> None:
    answer = signed_in().post("/import/", {"files": [book(GOOD)]}, headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/import/")


def test_an_upload_without_files_is_said(town: Any, signed_in: Callable[..., Any]) -> None:
    assert "请至少选择一个文件" in signed_in().post("/import/", {}).text


def test_a_load_is_taken_back_with_a_reason_and_only_once(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    approve(client, *review(client, book(GOOD, CHANGED)))
    address = f"/import/undo/{Load.objects.get().pk}/"
    shown = client.get(address).context["undone"]
    assert (len(shown.removed), len(shown.restored)) == (1, 1)
    assert Market.objects.get(code="M1").stalls == 121
    assert "请填写原因" in client.post(address, {"reason": " "}).text
    assert "删除 1 条，恢复 1 条" in client.post(address, {"reason": "传错文件"}, follow=True).text
    assert Market.objects.get(code="M1").stalls == 120 and Market.objects.get(code="M7").deleted_at
    again = client.get(address)
    assert again.status_code == 409 and "撤销" in again.context["why"]


def test_a_template_names_its_units_and_brings_no_entry_of_its_own(town: Any, signed_in: Callable[..., Any]) -> None:
    client = signed_in()
    body = b"".join(client.get("/records/market/template/").streaming_content)
    _address, page = review(client, SimpleUploadedFile("农贸市场.xlsx", body))
    assert page.context["preview"].created == 0
    cells = {c.value for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for c in row}
    assert {"编号", "市场层级"} <= {str(c).split("（")[0] for c in cells}
