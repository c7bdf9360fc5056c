"""Say a unit symbol in Chinese or in English."""

from __future__ import annotations

_CHINESE = {
    "CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元",
    "m": "米", "km": "公里", "m2": "平方米", "km2": "平方公里", "ha": "公顷", "mu": "亩", "m3": "立方米", "L": "升",
    "t": "吨", "kg": "公斤", "g": "克", "kW": "千瓦", "MW": "兆瓦", "kWh": "千瓦时",
    "pp": "个百分点", "rank": "位", "ratio": "", "year": "年", "month": "个月", "day": "天", "hour": "小时",
    "min": "分钟", "workday": "个工作日",
}  # fmt: skip
_ENGLISH = {
    "CNY": "yuan", "USD": "US dollars", "HKD": "Hong Kong dollars", "EUR": "euros", "JPY": "yen",
    "m2": "m²", "km2": "km²", "m3": "m³", "mu": "mu", "pp": "percentage points", "rank": "rank", "ratio": "ratio",
    "倍": "times", "人": "people", "户": "households", "家": "firms", "个": "items", "处": "sites", "套": "flats",
    "项": "items", "所": "schools", "栋": "buildings", "人次": "visits", "year": "years", "month": "months",
    "day": "days", "hour": "hours", "min": "minutes", "workday": "working days", "岁": "years of age",
    "秒": "seconds",
    "周": "weeks",
    "标箱": "TEU",
    "千伏安": "kVA",
}  # fmt: skip


def say_unit(symbol: str, language: str = "zh") -> str:
    """Return the written form of a unit symbol.

    Parameters
    ----------
    symbol
        As in `Unit.symbol`; an unknown one is said as it is.
    language
        ``zh`` or ``en``.
    """
    table = _CHINESE if language.startswith("zh") else _ENGLISH
    return "/".join(table.get(part, part) for part in symbol.split("/"))
