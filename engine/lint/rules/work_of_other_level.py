"""Work of one level upon what is another's: its people, its programme, its measures (L741)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_LEVEL
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.levels_of_bodies import executors_of, stands_at
from engine.lint.text import Passage, event_passages, passages_of, report
from engine.lint.text.levels import LEVEL, Height, height_of, own_height
from engine.lint.text.morphology import words_before
from engine.model.project import Project
from engine.model.spec import Event

Span = tuple[int, int]

_LEVEL = (
    r"(?P<level>школьн|муниципальн|районн|городск|окружн|региональн|областн|краев|республиканск|"
    r"федеральн)"
)
_LOOKS_BACK = lazy_pattern(
    r"^\W*(?:(?:проведение|подготовка|организация)\s+)?(?:(?:итогов|сводн|комплексн|аналитическ)\w+\s+)?"
    r"(?:анализ|оценк|мониторинг|диагностик|обобщени|сбор|изучени|рассмотрени|обсуждени|принятие|"
    r"подведени|справк|сводк|отч[её]т|таблиц|свод\b)",
    re.IGNORECASE,
)
"""The work of the cycle, which is always upon what is one's own."""
_BESIDE = lazy_pattern(
    r"опыт|практик|сравн|сопоставл|участи|среди|рейтинг|фоне|\bдля\s|совместн|взаимодейств|вклад|"
    r"\bмест[оа]\b|относительно|соревновани|конкурс|олимпиад|этап|приглаш|влияни|уч[её]том|исходя|"
    r"на\s+основ|соответств|во\s+исполнение",
    re.IGNORECASE,
)
"""Words after which others are named by right."""
_PEOPLE = lazy_pattern(
    r"\b(?:учител|педагог|ученик|обучающ|учащ|школ|гимнази|выпускник|родител|воспитател|воспитанник|"
    r"детск\w+ сад|(?:образовательн\w+ )?(?:организаци|учреждени)|классник|школьник|подростк)\w*\s+"
    r"(?P<of>район|округ|город|муниципалитет)а\b(?!\s+(?-i:[А-ЯЁ]))(?!\s+знани)"
    r"(?!\s+и\s+(?:сел|област|кра|республик|регион))(?!\s*,\s*\w+(?:вш|ющ|ящ|енн|анн)\w+)",
    re.IGNORECASE,
)
_PROGRAMME = lazy_pattern(
    r"\b(?:показател|реализаци|выполнени|исполнени|достижени|эффективност|мероприяти)\w*\s+"
    rf"(?P<said>{_LEVEL}(?:ой|ого)\s+(?P<kind>программы|дорожной\s+карты|плана|комплекса\s+мер))(?!\w)"
    r"(?=\s*(?:[.,;)]|$|и\s|за\s|в\s+20))",
    re.IGNORECASE,
)
_EFFECT = lazy_pattern(r"(?:эффективн|результативн|действенн)\w*\s", re.IGNORECASE)
_TAKEN = lazy_pattern(
    r"\b(?:принят|реализован|осуществл[её]нн)\w*\s+на\s+"
    r"(?:уровне\s+(?P<of>[а-яё]+)|" + _LEVEL + r"ом\s+уровне)(?!\w)",
    re.IGNORECASE,
)
_MEASURES = lazy_pattern(rf"\b{_LEVEL}ых\s+(?:мер|решений|мероприятий)\b", re.IGNORECASE)
_OF_TERRITORY = (
    (Height.MUNICIPALITY, lazy_pattern(r"район|округ|город|муниципалитет", re.IGNORECASE)),
    (Height.REGION, lazy_pattern(r"област|края\b|республик|регион", re.IGNORECASE)),
    (Height.COUNTRY, lazy_pattern(r"стран|федераци|росси", re.IGNORECASE)),
)


def check_work_of_other_level(project: Project) -> tuple[Finding, ...]:
    """A finding for each title or result that does in its own name what belongs to another level;
    none where somebody of that level carries the row out.
    """
    own = own_height(project)
    return tuple(
        report(OTHER_LEVEL, passage, span)
        for roadmap in project.roadmaps
        for event in roadmap.events
        for passage in event_passages(roadmap, event)
        if own and passage.field in ("title", "result") and not passage.lost
        for height, span in (*_strange(project, passage, own), *_decisions(event, passage, own))
        if not stands_at(executors_of(project, event), height) and not _of_title(event, passage)
    )


def _of_title(event: Event, passage: Passage) -> bool:
    """A result that is told among others: the title speaks of them already."""
    return passage.field == "result" and bool(_BESIDE.search(event.title or ""))


def _strange(project: Project, passage: Passage, own: Height) -> Iterator[tuple[Height, Span]]:
    text = passage.text
    yield from _regulations(passage, own)
    if not _LOOKS_BACK.match(text):
        return
    found = [*_people(text, own), *_programmes(project, passage, own), *_measures(text, own)]
    yield from (
        (height, span) for height, span in found if not _BESIDE.search(words_before(text, span[0]))
    )


_REGULATES = lazy_pattern(
    r"^\W*(?:разработк|утверждени|подготовк|внесени\w+ изменени|составлени|согласовани|принятие|"
    r"актуализаци|обновлени|доработк|корректировк)\w*\s+(?:и\s+\w+\s+)?(?:(?:в|проекта)\s+)?"
    r"(?:положени|порядк|регламент|методик|концепци|инструкци)\w*\s+(?:о|об|по)\s+"
    r"(?P<level>[а-яё]+(?:ом|ой|ему|ей))\s+(?P<noun>[а-яё]+)",
    re.IGNORECASE,
)


def _regulations(passage: Passage, own: Height) -> Iterator[tuple[Height, Span]]:
    """«Утверждение положения об областном мониторинге» by a district: of its own it rules alone."""
    found = _REGULATES.match(passage.text) if passage.field == "title" else None
    height = height_of(found["level"]) if found else None
    if found and height not in (None, own, Height.COUNTRY) and not OF_STAGE.match(found["noun"]):
        yield height or own, found.span()


OF_STAGE = lazy_pattern(r"этап|тур|отбор", re.IGNORECASE)
"""«Положение о школьном этапе»: a contest goes up from level to level."""
_DECISION = lazy_pattern(
    r"^\W*(?:решени|протокол|постановлени|резолюци|выписк\w+ из (?:протокол|решени))\w*\s+"
    rf"(?:заседани\w+\s+)?{_LEVEL}(?:ого|ой)\s+(?:[а-яё-]+(?:ого|ой)\s+)?"
    r"(?:совета|коллегии|комиссии|штаба|совещания|собрания|комитета|оргкомитета|объединения)(?!\w)",
    re.IGNORECASE,
)


def _decisions(event: Event, passage: Passage, own: Height) -> Iterator[tuple[Height, Span]]:
    """«Решение муниципального совета» where the board of a ministry decides; what the title says
    of levels itself is weighed elsewhere.
    """
    found = _DECISION.match(passage.text) if passage.field == "result" else None
    height = height_of(found["level"]) if found else None
    if height in (None, own, Height.COUNTRY):
        return
    if found and height and not LEVEL.search(event.title or ""):
        yield height, found.span()


def _people(text: str, own: Height) -> Iterator[tuple[Height, Span]]:
    """«школ муниципалитета» for a school that looks at itself; «школ района» for a whole region."""
    if own in (Height.SCHOOL, Height.REGION):
        yield from ((Height.MUNICIPALITY, found.span()) for found in _PEOPLE.finditer(text))


def _programmes(project: Project, passage: Passage, own: Height) -> Iterator[tuple[Height, Span]]:
    """«показателей муниципальной программы» where the region's programme is the plan itself."""
    titles = " ".join((project.title, *(each.title for each in project.roadmaps))).lower()
    for found in _PROGRAMME.finditer(passage.text):
        height = height_of(found["level"])
        ours = found["kind"].lower()[:_STEM] in titles
        if height and height != own and ours and not _said_elsewhere(project, passage, found):
            yield height, found.span("said")


_STEM = 4


def _said_elsewhere(project: Project, passage: Passage, found: re.Match[str]) -> bool:
    """Whether the document knows such a plan of another level: it has a row or a clause of it."""
    same = re.compile(rf"{found['level']}\w*\s+{found['kind'][:_STEM]}", re.IGNORECASE)
    return any(same.search(each.text) for each in passages_of(project) if each.at != passage.at)


def _measures(text: str, own: Height) -> Iterator[tuple[Height, Span]]:
    """«эффективности мер, принятых на уровне области» for a district that took others."""
    effect = _EFFECT.search(text)
    if effect is None:
        return
    for found in (*_TAKEN.finditer(text), *_MEASURES.finditer(text)):
        height = _height(found)
        if height and height > own and found.start() >= effect.end():
            yield height, found.span()


def _height(found: re.Match[str]) -> Height | None:
    if found["level"]:
        return height_of(found["level"])
    whose = found["of"]
    return next((height for height, names in _OF_TERRITORY if names.match(whose)), None)
