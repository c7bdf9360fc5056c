"""The commands that read and write drafts end with the exit code they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
import typer
from typer.testing import CliRunner

from yihe.cli import briefs, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the database of the tests."""
    app = typer.Typer()
    for module in (texts, briefs):
        monkeypatch.setattr(module, "open_ledger", lambda: None)
        module.add_to(app)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def test_brief_writes_what_verify_passes_and_annotates(statistics: None, command: Any, tmp_path: Path) -> None:
    template, draft, checked = tmp_path / "t.md", tmp_path / "d.docx", tmp_path / "c.docx"
    template.write_text("上半年，社会消费品零售总额{{ economy.retail_sales @ 上半年 | 亿元, 1 }}。", encoding="utf-8")
    assert command("brief", template, "--release-date", "2022-09-08", "-o", draft).exit_code == 0
    found = command("verify", draft, "--release-date", "2022-09-08", "--place", "370602", "--annotate", checked)
    assert found.exit_code == 0, found.output
    assert [c.text.startswith("【四舍五入一致】") for c in docx.Document(str(checked)).comments] == [True]


def test_verify_ends_with_one_when_something_is_off(statistics: None, command: Any, tmp_path: Path) -> None:
    draft, page = tmp_path / "d.txt", tmp_path / "d.html"
    draft.write_text("上半年，社会消费品零售总额343.4亿元。", encoding="utf-8")
    found = command("verify", draft, "--release-date", "2022-09-08", "--place", "370602", "--html", page)
    assert found.exit_code == 1
    assert '<mark class="off"' in page.read_text(encoding="utf-8")


def test_the_page_tells_what_quoted_parts_imply(add_market: Any, command: Any, tmp_path: Path) -> None:
    add_market("M1", stage="upgraded")
    for code in ("M2", "M3"):
        add_market(code)
    draft, page = tmp_path / "d.txt", tmp_path / "d.html"
    draft.write_text("目前，按星级标准完成农贸市场升级改造1处，全区农贸市场2处。", encoding="utf-8")
    command("verify", draft, "--release-date", "2022-09-08", "--place", "370602", "--html", page)
    said = page.read_text(encoding="utf-8")
    assert "据文推算" in said and "据文中数字为 50.00%，台账为 33.33%" in said


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("brief", "no-such-template", "-o", "x.docx"), id="unknown template"),
        pytest.param(("brief", "press-conference", "-o", "x.pdf"), id="unwritable ending"),
        pytest.param(("verify", "x.txt", "--annotate", "y.docx"), id="only Word takes comments"),
    ],
)
def test_unusable_input_ends_with_two(district: Any, command: Any, arguments: tuple[str, ...]) -> None:
    assert command(*arguments).exit_code == 2


@pytest.mark.parametrize("option", ["--html", "--annotate"])
def test_a_page_without_a_folder_is_refused_before_reading(command: Any, tmp_path: Path, option: str) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("全区有农贸市场32个。", encoding="utf-8")
    refused = command("verify", draft, option, tmp_path / "missing" / "page")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr
