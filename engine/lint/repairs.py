"""Texts of a spec that have one right writing: numbers with stray signs, spaces, quotes."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.diagnostics import Route
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import number_of
from engine.lint.text.passages import LOSS, passages_of
from engine.model.project import Project
from engine.model.spec import Event, Section

_SPACES = lazy_pattern(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_TWO_POINTS = lazy_pattern(r"^(\s*\d{1,2}(?:\.\d{1,2})*)\s*\.\s*\.(?=\s)")
_SIGNS_OF_NUMBER = lazy_pattern(r"\s*[.,]\s*(?:[.,]\s*)*")
_NUMBER = lazy_pattern(r"\d{1,3}(?:\s*[.,]\s*(?:[.,]\s*)*\d{1,3})*[.)]?")


@dataclass(frozen=True, slots=True)
class Repair:
    """The text at a route of a file, and what it becomes."""

    file: str
    route: Route
    old: str
    new: str


def find_repairs(project: Project) -> tuple[Repair, ...]:
    """Every text that a person would put right without a question, in the order of the document."""
    repairs = [*_texts(project), *_numbers(project)]
    return tuple({(repair.file, repair.route): repair for repair in repairs}.values())


def _texts(project: Project) -> Iterator[Repair]:
    for passage in passages_of(project):
        for place in filter(None, (passage, passage.printed)):
            if LOSS in place.text or place.lost:
                continue
            new = _closed(_TWO_POINTS.sub(r"\1.", _SPACES.sub(" ", place.text)))
            if new != place.text:
                yield Repair(place.at.file, place.at.route, place.text, new)


def _closed(text: str) -> str:
    """«Школа» without its closing mark, where no other mark stands and a name ends the text."""
    lone = text.count("«") == 1 and "»" not in text and '"' not in text
    inside = text.rpartition("«")[2]
    named = bool(inside) and len(inside.split()) <= _LONGEST_NAME and inside[-1:].isalnum()
    return f"{text}»" if lone and named else text


_LONGEST_NAME = 6


def _numbers(project: Project) -> Iterator[Repair]:
    """«1. 2», «2..3», «1,4» → «1.2», «2.3», «1.4»."""
    for roadmap in project.roadmaps:
        items: tuple[Event | Section, ...] = (*roadmap.events, *roadmap.sections)
        for item in items:
            printed = number_of(item)
            if printed and _NUMBER.fullmatch(printed.strip()):
                body = printed.strip().rstrip(".)")
                new = _SIGNS_OF_NUMBER.sub(".", body) + printed.strip()[len(body) :]
                if new != printed.strip():
                    yield Repair(item.origin.file, (*item.origin.route, "number"), printed, new)
