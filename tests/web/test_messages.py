"""Both languages are complete: in templates, in Python, in the compiled files."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import yihe

PACKAGE = Path(yihe.__file__).parent
TEMPLATES = PACKAGE / "web" / "templates"
LOCALES = PACKAGE / "web" / "locale"
_SINGLE = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
_BLOCK = re.compile(r"\{%\s*blocktranslate\b(?P<head>[^%]*)%\}(?P<body>.*?)\{%\s*endblocktranslate\s*%\}", re.S)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_CALLS = {"_", "gettext", "gettext_lazy"}


def in_templates() -> Iterator[str]:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from (a or b for a, b in _SINGLE.findall(text))
        for block in _BLOCK.finditer(text):
            yield _VARIABLE.sub(r"%(\1)s", _PLURAL.split(block["body"])[0])


def in_python() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "gettext" in text:
            calls = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and _is_gettext(n.func))
            yield from (str(c.args[0].value) for c in calls if c.args and isinstance(c.args[0], ast.Constant))


def _is_gettext(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in _CALLS


def catalogue(locale: str) -> gettext.GNUTranslations:
    with (LOCALES / locale / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def known(translations: gettext.GNUTranslations) -> set[str]:
    found: dict[object, str] = translations._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else str(key) for key, said in found.items() if said}


@pytest.mark.parametrize("locale", ["zh_Hans", "en"])
def test_every_message_is_translated(locale: str) -> None:
    wanted = {m for m in (*in_templates(), *in_python()) if m}
    assert len(wanted) > 200
    assert sorted(wanted - known(catalogue(locale))) == []


def test_chinese_messages_are_chinese() -> None:
    translations = catalogue("zh_Hans")
    english = [m for m in in_templates() if not re.search(r"[\u4e00-\u9fff]", translations.gettext(m))]
    plural = [m for m in english if not re.search(r"[\u4e00-\u9fff]", translations.ngettext(m, m, 2))]
    assert plural == []


@pytest.mark.parametrize("locale", ["zh_Hans", "en"])
def test_the_compiled_messages_are_those_of_the_source(locale: str) -> None:
    source = (LOCALES / locale / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    in_source = {ast.literal_eval(line[6:]) for line in source.splitlines() if line.startswith("msgid ")}
    assert in_source - {""} == known(catalogue(locale)) - {""}


def bare_words(text: str) -> list[str]:
    """Words of a template that stand outside tags, variables and translations."""
    text = _BLOCK.sub(" ", text)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.S)
    text = re.sub(r"<(style|script|kbd|code)\b.*?</\1>", " ", text, flags=re.S)
    texts = re.sub(r"<!?[a-zA-Z/][^<>]*>", "\n", text)
    spoken = re.findall(r"""(?:aria-label|title|alt|placeholder)="([^"]+)\"""", text)
    words = re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+", " ".join([texts, *spoken]))
    return [w for w in words if w not in ALLOWED]


# Names of formats and systems, and each language's own name, are the same in both languages.
ALLOWED = {"XLSX", "CSV", "JSON", "GeoJSON", "WGS", "English", "中文"}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_no_template_speaks_one_language_only(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_a_bare_word_would_be_found() -> None:
    assert bare_words('<p title="Hello">{% translate "fine" %} 你好</p>') == ["你好", "Hello"]
