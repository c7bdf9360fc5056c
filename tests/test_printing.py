"""What commands print is what was given to them, whatever brackets a name holds."""

from __future__ import annotations

import pytest
import typer

from yihe.cli.output import console, print_table, refuse


def test_names_in_brackets_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("[重点] 项目", ["name", "note"], [["[red]工程[/]", None], ["[a, b]", 3]])
    printed = capsys.readouterr().out
    assert "[重点] 项目" in printed and "[red]工程[/]" in printed and "[a, b]" in printed


def test_a_line_with_a_name_in_brackets_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    console.print("CK-1 [/]工程[red] · 投资: 3 → 4", soft_wrap=True)
    assert capsys.readouterr().out == "CK-1 [/]工程[red] · 投资: 3 → 4\n"


def test_a_refusal_says_all_of_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        refuse("表.xlsx [sheet] A1: [/] is none of [open, closed]")
    assert "[sheet] A1: [/] is none of [open, closed]" in capsys.readouterr().err
