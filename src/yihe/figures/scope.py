"""Say whose figure a number is: the place a text speaks for, or the wider one its clause names."""

from __future__ import annotations

import re
from collections import Counter

_WHOLE = re.compile(r"(?:全[国省市区县州域镇乡旗]|全县域|我[国省市区县])(?!领先|前列|平均|率先|一流)")
_PLACE = re.compile(r"[一-鿿]{2,3}?(?:自治区|自治州|自治县|新区|开发区|[省市区县州旗])")
_SESSION = re.compile(r"((?!年)[一-鿿]{2,4}[省市区县州旗])(?:专场|人民政府|人民代表大会|统计局|政府工作报告|国民经济)")
_NO_PLACE = re.compile(
    r"^(?:.?全|.?[列居]|农村|城区|我|本|该|各|省|城|老|新|市|县|小|片|园|社|景|地|辖|山|商|校|战|中心|核心|示范|试验|自由|保税|高新|街|两|三|几|多|大|东|西|南|北|实|超|夜|于|在|和|与|为|了|是)"
)


def explicit_scope(left: str) -> str | None:
    """Return the whole (全市, 全国) that the words before a number name, else None."""
    wholes = _WHOLE.findall(left)
    return wholes[-1] if wholes else None


def infer_place(text: str) -> str | None:
    """Return whose release a text is, for example 芝罘区; None where it does not say."""
    session = _SESSION.search(text)
    if session and not _NO_PLACE.match(session.group(1)):
        return _trim(session.group(1))
    names = Counter(name for name in _PLACE.findall(text) if not _NO_PLACE.match(name))
    most = names.most_common(1)
    return most[0][0] if most and most[0][1] >= 3 else None


def _trim(name: str) -> str:
    return re.sub(r"^(?:.*会|在|对|向|为)", "", name)
