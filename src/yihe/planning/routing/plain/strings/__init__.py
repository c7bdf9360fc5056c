"""Slack induction by string removals on plain days: strings of neighbouring stops out, and back in one by one.

J. Christiaens, G. Vanden Berghe, *Slack induction by string removals for vehicle routing problems*, Transportation
Science 54 (2020). Routes are linked lists whose figures make an insertion's cost and feasibility O(1); both are carried
on only as far as they change, and a journal takes a step back.
"""

from .searching import begin, improve
from .suiting import suits

__all__ = ["begin", "improve", "suits"]
