"""Know whose the dead and hurt, the cases and the parts of an incident count are."""

from __future__ import annotations

import re

_INCIDENTS = ("事故", "火灾", "灾害", "险情", "警情", "疫情", "中毒")
_INCIDENTS_END = (*_INCIDENTS, "数")
_INCIDENT = re.compile(
    rf"(?P<name>(?:道路交通|生产安全|[一-鿿]{{0,4}})?(?:{'|'.join(_INCIDENTS)}))(?:起数|数)?$"
)
_HARM = re.compile(
    r"^(?:其中|造成|共|累计|导致)*(?P<harm>死亡失踪|死亡|受伤|失踪|遇难|伤亡|重伤|轻伤|被困|获救|受灾)(?P<count>人数|人口)?$"
)
_FIELD = re.compile(r"(?:领域|行业|系统|商贸|环节|区域|地区|路段|水域|场所|企业|工地)$")


def incident_of(subject: str) -> str:
    """Return the incident a count is of: 全市共发生生产安全事故 → 生产安全事故; empty for other things."""
    found = _INCIDENT.search(subject) if subject.endswith(_INCIDENTS_END) else None
    return found["name"] if found else ""


def harmed(own: str, right: str, incident: str) -> str:
    """Return whose the dead and hurt are: 死亡21人, 造成96人死亡 after accidents."""
    told = _HARM.match(right.rstrip("、和，"))
    if not incident:
        return f"{told['harm']}人数" if told else ""
    found = _HARM.match(own) or told
    return f"{incident}{found['harm']}人数" if found else ""


def within_field(own: str, unit: str | None, incident: str) -> str:
    """Return the incidents of one field: 建筑施工领域11起 among the accidents told before."""
    return own + incident if incident and unit == "起" and _FIELD.search(own) else ""
