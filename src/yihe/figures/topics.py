"""Complete what is too general to stand alone with the topic, the matter or the thing told before."""

from __future__ import annotations

from yihe.figures.measures import is_attribute, without_attribute
from yihe.figures.memory import Memory


def with_topic(own: str, memory: Memory) -> str:
    topic = memory.topic or memory.matter or memory.fresh or memory.item_last
    if is_attribute(own) and not topic:
        topic = memory.entity
    topic = topic or memory.said or memory.last
    if len(own) >= 4 and not (memory.topic or memory.matter or memory.fresh or memory.item_last or memory.said):
        return own
    if is_attribute(own):
        topic = without_attribute(topic)
    if own.endswith("率") and topic.endswith("率") and len(own) + 2 <= len(topic):
        # A second rate of the same thing: 义务教育入学率100%，巩固率98%.
        return topic[: -len(own)] + own if len(own) <= 4 else own
    if topic in own:
        return own
    return topic + own if own not in topic else topic
