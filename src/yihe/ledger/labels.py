"""Labels said in Chinese and in English, declared once where the thing they name is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

if TYPE_CHECKING:
    # To a type checker a lazy string is a string: it goes wherever Django takes one.
    Promise = str
else:
    from django.utils.functional import Promise


class Label(Promise):
    """A name in both languages that renders in the reader's.

    Parameters
    ----------
    zh, en
        The Chinese and the English name.
    *aliases
        Further names under which spreadsheets and texts know the same thing.

    Notes
    -----
    Outside a request no language is active and the Chinese name is rendered, so that migrations
    do not depend on the shell they were made in.
    """

    zh: str
    en: str
    aliases: tuple[str, ...]

    def __init__(self, zh: str, en: str, *aliases: str) -> None:
        self.zh = zh
        self.en = en
        self.aliases = aliases

    def __str__(self) -> str:
        return self.en if (get_language() or "zh").startswith("en") else self.zh

    def __repr__(self) -> str:
        return f"Label({self.zh!r}, {self.en!r})"

    def __mod__(self, values: Any) -> str:
        return str(self) % values

    def __add__(self, other: Any) -> str:
        return str(self) + str(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Label):
            return (self.zh, self.en) == (other.zh, other.en)
        return str(self) == other

    def __hash__(self) -> int:
        return hash(self.zh)

    @property
    def all(self) -> tuple[str, ...]:
        """Every name: Chinese, English, aliases."""
        return (self.zh, self.en, *self.aliases)

    def aka(self, *aliases: str) -> Label:
        """The same label with further aliases."""
        return Label(self.zh, self.en, *self.aliases, *aliases)


def as_label(value: object) -> Label:
    """Read any verbose name as a label; a plain string serves for both languages."""
    return value if isinstance(value, Label) else Label(str(value), str(value))
