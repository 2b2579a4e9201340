"""Indicators that cannot be judged as they are written (L668–L672)."""

import re
from collections.abc import Iterator

from engine.codes.texts import (
    BLOCK_INSTEAD_OF_INDICATOR,
    FIGURE_LOST,
    NO_BASE,
    NO_FIGURE,
    NO_METHOD,
    TWO_INDICATORS_IN_ONE,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.twin_indicators import figures
from engine.lint.text import Passage, indicator_passages, report
from engine.lint.text.morphology import forms, stands_within
from engine.model.project import Project
from engine.model.rules import NotMeasurable
from engine.model.spec import Indicator, Roadmap
from engine.model.targets import Unit

_DECLARED = {
    NotMeasurable.NO_FIGURE: NO_FIGURE,
    NotMeasurable.LOST_IN_SCAN: FIGURE_LOST,
    NotMeasurable.NO_METHOD: NO_METHOD,
    NotMeasurable.BLOCK_TITLE: BLOCK_INSTEAD_OF_INDICATOR,
}
_A_SHARE = lazy_pattern(r"^\W*(?:доля|процент|удельный вес)\b|\(\s*%\s*\)", re.IGNORECASE)
_CHANGE = lazy_pattern(
    r"^\W*(?:повышение|сокращение|увеличение|рост|снижение|(?:положительная\s+)?динамика)\b"
    r"|нарастающим итогом",
    re.IGNORECASE,
)
_SINCE = lazy_pattern(r"20\d\d|\bс начала\b|прошл|предыдущ|последн|начиная|ежегодн", re.IGNORECASE)
_HEADS = frozenset({
    "доля", "количество", "наличие", "охват", "удовлетворенность", "удовлетворённость", "динамика",
    "доступность", "отсутствие", "уровень", "число", "процент", "рост", "снижение", "увеличение",
    "повышение", "соблюдение", "участие", "обеспечение", "сокращение", "реализация",
})  # fmt: skip
_PART = lazy_pattern(r"[,;]\s+(?P<head>[^\W\d_]+)")


def check_indicators(project: Project) -> tuple[Finding, ...]:
    """What stands in the way of judging each indicator."""
    return tuple(found for roadmap in project.roadmaps for found in _unclear(roadmap))


def _unclear(roadmap: Roadmap) -> Iterator[Finding]:
    texts = {each.subject.id: each for each in indicator_passages(roadmap)}
    most = sum(bool(figures(each.text)) for each in roadmap.indicators) * 2 > len(
        roadmap.indicators
    )
    for indicator in roadmap.indicators:
        passage = texts[indicator.id]
        if indicator.not_measurable is not None:
            yield report(_DECLARED[indicator.not_measurable], passage)
        elif _lacks_figure(indicator) or (most and _is_of_some(indicator)):
            yield report(NO_FIGURE, passage)
        if _lacks_base(passage):
            yield report(NO_BASE, passage)
        if span := _second(passage):
            yield report(TWO_INDICATORS_IN_ONE, passage, span)


def _lacks_base(passage: Passage) -> bool:
    change = _CHANGE.search(passage.text)
    return bool(change) and not passage.lost and not _SINCE.search(passage.text)


def _lacks_figure(indicator: Indicator) -> bool:
    return bool(_A_SHARE.search(indicator.text)) and not figures(indicator.text)


_OF_THEM = lazy_pattern(r"^\W*[А-ЯЁ][а-яё]+(?:и|ы|я|ся)(?=,|\s)", re.IGNORECASE)
_WHOLE = 100


def _is_of_some(indicator: Indicator) -> bool:
    """«Родители, прошедшие опрос, удовлетворены» with the target «>= 80 %»: how many, the text does
    not say.
    """
    target = indicator.target
    part = (
        target is not None
        and target.unit is Unit.PERCENT
        and target.value is not None
        and 0 < target.value < _WHOLE
    )
    begins = _OF_THEM.match(indicator.text) if part and not figures(indicator.text) else None
    return bool(begins) and any(
        form.case == "nomn" and {"plur", "anim"} <= form.grammemes
        for form in forms(begins[0].strip() if begins else "")
    )


def _second(passage: Passage) -> tuple[int, int] | None:
    """The beginning of a second indicator in the same line."""
    first = passage.text.strip().partition(" ")[0].lower().strip('«"(')
    if passage.lost or first not in _HEADS:
        return None
    for part in _PART.finditer(passage.text):
        inside = stands_within(passage.text, part.start(), "()")
        if not inside and part["head"].lower() in _HEADS and _is_nominative(part["head"]):
            return part.span("head")
    return None


def _is_nominative(word: str) -> bool:
    return any(form.case == "nomn" for form in forms(word))
