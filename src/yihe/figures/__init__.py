"""Read the numbers of Chinese official texts, say what they mean, judge them, and say numbers the same way."""

from yihe.figures.anchor import infer_release_date
from yihe.figures.checks import Check, cross_check
from yihe.figures.documents import Document, Location, UnreadableDocument, read_document
from yihe.figures.model import Figure, Period
from yihe.figures.pipeline import scan
from yihe.figures.places import infer_place
from yihe.figures.saying import say
from yihe.figures.tolerance import Judgement, judge

__all__ = [
    "Check",
    "Document",
    "Figure",
    "Judgement",
    "Location",
    "Period",
    "UnreadableDocument",
    "cross_check",
    "infer_place",
    "infer_release_date",
    "judge",
    "read_document",
    "say",
    "scan",
]
