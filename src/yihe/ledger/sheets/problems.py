"""What can be wrong with a spreadsheet, said in Chinese and English, down to the cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One message in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a cell, a column or a sheet from being loaded.

    ``cell`` is an address such as "C7" (a header's own cell for a whole column, empty for a whole
    sheet); ``accepted`` says what would have been right.
    """

    file: str
    sheet: str
    cell: str
    field: str
    value: str
    message: Bilingual
    accepted: Bilingual | None = None


class UnreadableFile(Exception):
    """A file cannot be read at all.

    Attributes
    ----------
    code
        Stable name of the trouble: "password", "damaged", "too_many_rows" …
    message, advice
        What is wrong, and what to do about it.
    """

    def __init__(self, file: str, code: str, message: Bilingual, advice: Bilingual) -> None:
        super().__init__(f"{file}: {message.zh}{advice.zh} / {message.en} {advice.en}")
        self.file = file
        self.code = code
        self.message = message
        self.advice = advice

    def problem(self) -> Problem:
        """The same trouble as a problem to list beside those of cells."""
        return Problem(self.file, "", "", "", "", self.message, self.advice)


class BadCell(ValueError):
    """A cell does not hold what its column needs.

    Attributes
    ----------
    code
        Stable name of the trouble: "not_a_number", "no_such_day" …
    message_zh, message_en
        What is wrong.
    accepted_zh, accepted_en
        What would be accepted instead.
    """

    def __init__(
        self, code: str, message_zh: str, message_en: str, accepted_zh: str = "", accepted_en: str = ""
    ) -> None:
        super().__init__(f"{message_zh} / {message_en}")
        self.code = code
        self.message_zh = message_zh
        self.message_en = message_en
        self.accepted_zh = accepted_zh
        self.accepted_en = accepted_en

    def problem(self, file: str, sheet: str, cell: str, field: str, value: object) -> Problem:
        """The trouble with its place, for the list shown to whoever sent the file."""
        return Problem(
            file,
            sheet,
            cell,
            field,
            str(value),
            Bilingual(self.message_zh, self.message_en),
            Bilingual(self.accepted_zh, self.accepted_en) if self.accepted_zh else None,
        )
