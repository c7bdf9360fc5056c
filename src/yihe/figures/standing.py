"""Know what a place or a road simply is and has: areas, lengths, distances and divisions stand in no window."""

from __future__ import annotations

import re

# However its sentence is dated, a road is as long as it is: 今年实施的路段全长10公里, 距离省城363公里.
_ALWAYS = re.compile(r"(?:全长|总长|海拔|距(?<!社会距)离?[^，。；、\d]{1,12}?)(?:度|里程)?(?:[仅约达为近有]|大约)*$")
# What one work costs and covers is planned once: 滨河大道是…，总投资10亿元.
_OF_THING = re.compile("(?:总投资|概算(?:总?投资)?|占地(?:面积)?|建筑面积)(?:[仅约达为近]|超过?)*$")
# What a place covers and governs, unless a day is told for it: 截至2013年，辖3个镇.
_PLACE = re.compile(
    r"(?:(?:区域|国土|辖区|行政区划?|幅员|版图|[县市区镇乡]域|土地)总?面积|^[，、；\s]*[^，]{0,4}总面积|全[县市区镇乡州]面积|[下现统]辖有?|辖有?)"
    r"(?:[仅约达为近共有])*$"
)
# Most words before a number hold none of these.
_HINT = re.compile("长|程|拔|距|辖|面积|投资|概算|占地|人口")
_GOVERNS = re.compile("(?:[下现]|^[^，]{0,8})辖(?!区)")
_PEOPLE = re.compile("(?:总|常住|户籍|户籍总)?人口(?:数|总数)?(?:[仅约达为近共有])*$")
_LISTED = re.compile(r"[\s、和及以与]{0,3}[^，。；]{0,6}$")

# What a place is and has stands in no window: 土地资源丰富，拥有耕地 ….
_OPENS = re.compile(
    r"(?:资源|区位|气候|物产|土壤|光照)[^，。]{0,4}(?:丰富|充裕|富集|优越|适宜|独特|得天独厚|宜人)"
    r"|^\s*.{0,6}(?:地处|(?<!单)位于)(?![^，]*的)|^\s*[一-鿿]{2,14}(?:坐落[于在]|始建于|创[建办]于|成立于)(?![^，]*的)"
    r"|^\s*(?!今年|去年|明年|[这那该其此我])[一-鿿]{2,6}[是系][^，。]*(?:[矿林产牧渔]区|产地|之乡|故[乡里]|名[城镇]|基地|门户|枢纽|所在地|[大强]县|高新区|开发区|[示试][范验]区)(?:之一)?$"
)


def opens_standing(words: str) -> bool:
    """Say whether a paragraph's first clause says what a place, a school or a zone is and has."""
    return bool(_OPENS.search(words))


# 抚吉高速采用双向四车道标准，…; 计划7月开工的公路投资9亿元，需征地2万亩: what a work is planned to be.
_WORK = "(?:项目|工程|高速|公路|铁路|大桥|隧道|快速路|干线|通道)"
_DESIGNED = re.compile(
    rf"{_WORK}(?:全线|主线|建设)?(?:采用|按[^，]{{2,16}}(?:标准|设计)|起[于点自]|全长|路线|途经|东[起连]|西起|北起|南起"
    r"|(?:计划|预计|拟|将)[^，]{0,10}(?:开工|动工|建成|竣工|通车))|(?:计划|预计|拟)[^，]{0,8}(?:开工|动工)[^，]{0,4}的"
)
_PROGRESS = re.compile("完成|累计|已|实现|拨付|到位|支付")


def tells_of_works(text: str) -> bool:
    """Say whether a text tells how a road, a line or another work is designed."""
    return bool(_DESIGNED.search(text))


class Standing:
    """Whether the numbers of a sentence say what is, not what was done in a time.

    Attributes
    ----------
    works
        Whether the text tells anywhere how a work is designed.
    """

    def __init__(self, *, works: bool) -> None:
        self.works = works
        self.listing = self.dated = self.profile = self.measuring = self.designed = self.work = False

    def enter(self, words: str, *, dated: bool, opening: bool) -> None:
        """Begin a clause: one that says what a place governs makes its sentence a profile.

        One that says how a work is designed makes its sentence one, and its paragraph too where it opens it.
        """
        if self.works and _DESIGNED.search(words):
            self.designed, self.work = True, self.work or opening
        else:
            self.dated = self.dated or dated
        self.profile = self.profile or ("辖" in words and bool(_GOVERNS.search(words)))

    def new_sentence(self) -> None:
        """Forget the list and the time of the sentence before."""
        self.listing = self.dated = self.profile = self.measuring = self.designed = False

    def new_paragraph(self) -> None:
        """Forget the work a paragraph was about."""
        self.work = False

    def holds(self, gap: str, *, of_thing: bool = False) -> bool:
        """Say whether the number after these words stands in no window, `of_thing` where one thing is told of."""
        if (self.designed or self.work) and not self.dated and not _PROGRESS.search(gap):
            return True
        if not (self.listing or self.measuring or _HINT.search(gap)):
            return False
        if _ALWAYS.search(gap) or (of_thing and _OF_THING.search(gap)):
            self.measuring = True
            return True
        if self.measuring and gap.lstrip("，").startswith("其中"):
            return True
        self.measuring = False
        told = _PLACE.search(gap) or (self.profile and _PEOPLE.search(gap)) or (self.listing and _LISTED.match(gap))
        self.listing = not self.dated and bool(told)
        return self.listing
