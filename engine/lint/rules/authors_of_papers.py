"""Papers of a body in rows that the body has no part in (L766)."""

import re

from engine.codes.texts import AUTHOR_NOT_EXECUTOR
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import content, event_passages, report
from engine.lint.text.deeds import stem
from engine.model.project import Project
from engine.model.spec import Event

_PAPER_OF = lazy_pattern(
    r"^\W*(?:отч[её]т|доклад|справка|приказ|распоряжение|распоряжения|письмо|информация|заключение)\w*\s+"
    r"(?!об?\s|по\s|на\s|за\s|к\s|для\s|с\s)(?P<whose>[^,;.]+)",
    re.IGNORECASE,
)
_WHOSE = 4
"""So many words after «отчёт» may name whose it is."""
_TAKEN_IN = lazy_pattern(
    r"\b(?:сбор|собрать|при[её]м|принять|представл|мониторинг|анализ|изуч|обобщ|провер|контрол|координ|"
    r"свод|экспертиз|рассм[ао]тр|заслуш|утвержд|согласов)\w*",
    re.IGNORECASE,
)
"""Works that take in the papers of others."""
_OPENING = 4
_MANY_WORDS = 2

Names = tuple[tuple[str, ...], ...]


def check_authors_of_papers(project: Project) -> tuple[Finding, ...]:
    """«Отчёт техникума» of a row of the employment office, «Приказы школ» of a college's."""
    names = {
        body.id: tuple(content(name) for name in (body.name, *body.aliases))
        for body in project.bodies
    }
    return tuple(
        report(AUTHOR_NOT_EXECUTOR, passage, said.span())
        for roadmap in project.roadmaps
        for event in roadmap.events
        for passage in event_passages(roadmap, event)
        if passage.field in ("title", "result") and event.responsible
        if (said := _PAPER_OF.search(passage.text)) and _is_of_another(said["whose"], event, names)
    )


def _is_of_another(whose: str, event: Event, names: dict[str, Names]) -> bool:
    """Whether the words name a body that has no part in the row, under no name."""
    said = content(whose)[:_WHOSE]
    named = {body: name for body, every in names.items() for name in every if _calls(said, name)}
    if not named or named.keys() & {responsible.body for responsible in event.responsible}:
        return False
    shown = frozenset(
        stem(word)
        for responsible in event.responsible
        for name in ((*content(responsible.text or ""),), *names.get(responsible.body or "", ()))
        for word in name
    )
    part = any(stem(name[0]) in shown for name in named.values()) or _is_of_staff(whose, event)
    opening = " ".join((event.title or "").split()[:_OPENING])
    return not part and not _TAKEN_IN.search(opening)


_INSTITUTION = lazy_pattern(r"^(?:школ|гимнази|лице|детск|сад|учрежден|организац|О[ОУ]\b)", re.I)
_STAFF = lazy_pattern(
    r"библиотекар|учител|педагог|воспитател|классн\w+ руководител|завуч|психолог|логопед|советник",
    re.IGNORECASE,
)


def _is_of_staff(whose: str, event: Event) -> bool:
    """Papers of schools by those who work there."""
    return bool(_INSTITUTION.match(whose)) and any(
        _STAFF.search(responsible.text or "") for responsible in event.responsible
    )


def _calls(whose: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words hold the whole name in turn; a name of one word must be the first."""
    if len(name) < _MANY_WORDS:
        return bool(name) and whose[:1] == name
    return any(whose[at : at + len(name)] == name for at in range(len(whose) - len(name) + 1))
