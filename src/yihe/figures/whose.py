"""Keep whose figures a text goes on to tell: its own place's, a county's, another city's, the nation's."""

from __future__ import annotations

from yihe.figures.meaning import Meaning
from yihe.figures.prefectures import (
    city_told_of,
    comes_home,
    heads_place,
    others_named,
    owner_ahead,
    place_spoken_of,
)
from yihe.figures.scope import cited, county_of, explicit_scope, held_against, inner_city, own_level

_LOOK_BACK = 400
# In how many characters a paragraph says of which part of the place it tells.
_OPENING_WORDS = 12
# What a rank or a lead is taken against (居全市第1) is its reference, not its scope.
_AGAINST = frozenset({"rank", "pp_above_avg", "pp_above_target", "ratio", "contribution"})
# What may go on with a sum told of a place.
_SAID_OF = frozenset({"growth_yoy", "growth_cum", "growth_avg", "share", "delta"})


class Whose:
    """The places that hold at a clause.

    Parameters
    ----------
    text
        The whole text, folded.
    place
        Whose text it is.

    Attributes
    ----------
    others
        Full names of the other places a wider place's text names, by the short ones.
    county
        The place a sentence tells of: 云山县大力发展…，财政收入增长20%.
    other
        The place whose economy a paragraph goes on to tell of.
    headed
        The place a section is headed with: 东莞跻身第24座万亿之城.
    level
        The level of government a section tells of alone: 市本级.
    inner
        The part of a place that a paragraph tells of: 市区实现生产总值….
    named
        Another place named before whose figure goes on.
    part
        What its sentence told of that place.
    nation
        What was told last of the nation.
    """

    def __init__(self, text: str, place: str | None) -> None:
        self.text, self.place = text, place
        self.others = others_named(text, place)
        self.county = self.other = self.headed = self.level = self.inner = self.named = self.nation = ""
        self.part = ""

    def new_sentence(self, start: int, end: int) -> None:
        """Begin a sentence with its first clause."""
        self.county, self.part = county_of(self.text[start:end], self.place), ""

    def new_paragraph(self, start: int) -> None:
        """Return to the place its section is headed with, or to the text's own."""
        self.other = self.headed
        self.inner = inner_city(self.text[start : start + _OPENING_WORDS], self.place)

    def hear(self, words: str, *, heading: bool) -> None:
        """Take in what a clause says of places before its numbers are read."""
        if heading:
            self.level = own_level(words, self.place)
            self.headed = heads_place(words, self.others) if self.others else ""
        if self.others:
            self._hear_of_others(words)
        if "布" in words or "通报" in words:
            self.inner = cited(words, self.place) or self.inner

    def _hear_of_others(self, words: str) -> None:
        if owner := owner_ahead(words, self.others):
            self.county = self.other = owner[0]
        elif spoken := place_spoken_of(words, self.others):
            self.county = spoken
        elif self.other and comes_home(words, self.place):
            self.other = ""

    def owner_in(self, subject: str, named: str) -> tuple[str, str]:
        """Return the place a subject opens with and the rest of it; as they are where the words before name one."""
        owner = owner_ahead(subject, self.others) if self.others and not named else None
        return owner or (named, subject)

    def of_silent(self, left: str) -> str | None:
        """Return whose a number is that is no claim."""
        return explicit_scope(left, self.place) or self.level or self.place

    def of_claim(
        self, meaning: Meaning, left: str, subject: str, named: str, *, start: int, ranked: bool
    ) -> str | None:
        """Return whose a figure is: another place its words name, or one named before whose figure goes on.

        Parameters
        ----------
        meaning
            Its kind.
        left
            The words of its clause before it.
        subject
            What is counted or measured.
        named
            The other place its words name; empty where there is none.
        start
            Where it stands.
        ranked
            Whether its sentence ranks places.
        """
        wider = explicit_scope(left, self.place)
        if self.county and wider and meaning.kind not in _AGAINST and held_against(left):
            return wider
        if wider == "全市" and self.others:
            # Its own 全市 is of the city spoken of.
            before = self.text[max(0, start - _LOOK_BACK) : start]
            self.county = city_told_of(before, self.others) or self.county
        # What a county's product adds to the whole's growth is the county's.
        added = meaning.kind == "contribution"
        goes_on = added or (not wider and (subject.startswith(self.named) or ranked or self._goes_on(meaning, subject)))
        self.named = named or (self.named if goes_on else "")
        self.part = subject if named else self.part
        if self.named:
            return self.named
        if self.inner and (not wider or wider == f"全{self.inner[-1]}"):
            return self.inner
        if self._of_nation(meaning, wider, subject):
            return "全国"
        own = self.county or self.other or self.place
        return own if meaning.kind in _AGAINST or self.county else wider or self.level or own

    def _goes_on(self, meaning: Meaning, subject: str) -> bool:
        """Say whether a change or a share is of what its sentence told of a place: 盘山县12亿元，增长17%."""
        return bool(self.part) and meaning.kind in _SAID_OF and subject.startswith(self.part)

    def _of_nation(self, meaning: Meaning, wider: str | None, subject: str) -> bool:
        """Say whether a growth goes on with what was told of the nation: 全国GDP达56万亿元，同比增长2.5%."""
        if wider == "全国":
            self.nation = subject
            return False
        return not wider and subject == self.nation and meaning.kind.startswith("growth")
