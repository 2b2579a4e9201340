"""What the country alone decides, done by a municipality or a school in its own name (L741).

Sources: timetables, lowest scores and tasks of state exams, law 273-ФЗ, article 59, parts 5, 11 and
14; federal programmes and standards, articles 6, 11 and 12; the federal list of textbooks, article
18; the final round of the olympiad, order 678 of the Ministry of Education of 27.11.2020, point 5.
"""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_LEVEL
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.levels_of_bodies import executors_of
from engine.lint.text import Passage, event_passages, passages_of, report
from engine.lint.text.levels import Height, own_height
from engine.model.project import Project

_EXAM = (
    r"(?:ЕГЭ|ОГЭ|ГВЭ|ГИА|един\w+\s+государственн\w+\s+экзамен|основн\w+\s+государственн\w+\s+экзамен|"
    r"государственн\w+\s+(?:итогов\w+\s+аттестаци|выпускн\w+\s+экзамен))"
)
_DECIDES = (
    r"(?:утверждени[ея]|утвердить|установлени[ея]|установить|изменени[ея]|изменить|определени[ея]|"
    r"определить|перенос|перенести|разработка|разработать|составлени[ея]|составить|"
    r"согласовани[ея]|согласовать)"
)
_CHANGES = (
    r"(?:(?:внесени[ея]|внести)\s+(?:изменени[йея]|дополнени[йея]|поправ\w+)\s+(?:и\s+дополнени[йея]\s+)?в|"
    r"утверждени[ея]|утвердить|разработка|разработать|корректировка|скорректировать|актуализация|"
    r"переработка|доработка|пересмотр|изменени[ея]|изменить|обновлени[ея])"
)
_FEDERAL = (
    r"(?:федеральн\w+\s+(?:(?:основн|адаптированн|рабоч|государственн)\w+\s+)?"
    r"(?:(?:обще)?образовательн\w+\s+)?(?:программ|стандарт|учебн\w+\s+план|переч\w+\s+учебник|календарн)|"
    r"Ф(?:О|АО|А)П\b(?!\s*-)|ФГОС\b)\w*"
)
_AND = r"(?:\s+(?:и|,)\s*[а-яё]+(?:ние|ка|ция|ть))?"
_BY_COUNTRY = (
    rf"{_DECIDES}{_AND}\s+(?:(?:едино|общего|нового)\w*\s+)?расписани\w+\s+(?:проведени\w+\s+)?{_EXAM}",
    rf"{_DECIDES}{_AND}\s+(?:минимальн\w+\s+)?(?:количеств\w+\s+|порог\w*\s+)?балл\w*\s+{_EXAM}",
    rf"{_DECIDES}{_AND}\s+(?:контрольн\w+\s+измерительн\w+\s+материал\w+|КИМ\w*)\s+(?:для\s+)?{_EXAM}",
    rf"{_CHANGES}{_AND}\s+(?:проекта?\s+)?{_FEDERAL}",
    r"(?:(?:организация|подготовка)\s+и\s+)?(?:проведени[ея]|провести|организация|организовать)\s+"
    r"(?:(?:и|,)\s*проведени[ея]\s+)?заключительн\w+\s+(?:этап|тур)\w*\s+"
    r"(?:всероссийск\w+\s+(?:предметн\w+\s+)?олимпиад|ВсОШ|ВОШ)",
)
_OF_REGION = r"(?:областн|краев|республиканск|окружн|региональн|межрегиональн|всероссийск)[а-яё]+"
_MEETS = lazy_pattern(
    r"^\W*(?:[\d.]+\W*)?(?:(?:проведени[ея]|провести|организация|организовать|созыв|созвать)\s+"
    r"(?:(?:и|,)\s*(?:проведени[ея]|провести)\s+)?)?"
    rf"(?P<said>{_OF_REGION}\s+(?:[а-яё-]+(?:ое|ая|ий|ый|ого|ой|ую|[иы][ех])\s+){{0,2}}?"
    r"(?:совещани|конференци|педсовет|педагогическ\w+\s+совет|съезд|форум|чтени|сл[её]т)\w*)",
    re.IGNORECASE,
)
"""«Областное августовское совещание»: a meeting that the region calls."""
_HELD_HERE = lazy_pattern(
    r"на\s+баз|участи|делегац|площадк|трансляц|просмотр|подготовк|в\s+рамках|муниципальн\w+\s+(?:этап|"
    r"секци|тур)|район\w*\s+(?:этап|секци)|областн\w+\s+центр",
    re.IGNORECASE,
)
_OF_HIGHER = lazy_pattern(
    r"област|краев|края\b|республик|региональн|министерств|департамент|институт|академи|ИРО\b|рцоко",
    re.IGNORECASE,
)
_OPENS = lazy_pattern(rf"^\W*(?:[\d.]+\W*)?(?P<said>(?:{'|'.join(_BY_COUNTRY)})\w*)", re.IGNORECASE)
_CHARGES = lazy_pattern(rf"\b(?P<said>(?:{'|'.join(_BY_COUNTRY)})\w*)", re.IGNORECASE)
_INFINITIVE = lazy_pattern(r"^(?:\w+ть|внести|перенести|провести)\s", re.IGNORECASE)
_COUNTRY = lazy_pattern(
    r"рособрнадзор|минпросвещени|министерств\w+\s+просвещения|федеральн\w+\s+(?:служб|институт|центр)",
    re.IGNORECASE,
)
_ON_TRIAL = lazy_pattern(
    r"пробн|репетицион|тренировочн|диагностическ|внутришкольн|предложени", re.I
)
"""«Расписание пробного ЕГЭ» is one's own."""


def check_rights_of_levels(project: Project) -> tuple[Finding, ...]:
    """«Утверждение расписания ЕГЭ», «Внесение изменений в федеральную программу» by a district."""
    own = own_height(project)
    if own not in (Height.SCHOOL, Height.MUNICIPALITY):
        return ()
    return (*_meetings(project), *_of_country(project))


def _meetings(project: Project) -> Iterator[Finding]:
    """«Областное совещание» in the plan of a district, whose own bodies carry it out."""
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            found = _MEETS.match(event.title or "")
            if not found or _HELD_HERE.search(event.title or ""):
                continue
            if not _OF_HIGHER.search(executors_of(project, event)):
                passages = event_passages(roadmap, event)
                title = next(each for each in passages if each.field == "title")
                yield report(OTHER_LEVEL, title, found.span("said"))


def _of_country(project: Project) -> tuple[Finding, ...]:
    return tuple(
        report(OTHER_LEVEL, passage, found.span("said"))
        for passage, pattern in (*_titles(project), *_clauses(project))
        for found in pattern.finditer(passage.text)
        if not _ON_TRIAL.search(passage.text)
        if pattern is _OPENS or _INFINITIVE.match(found["said"])
    )


def _titles(project: Project) -> Iterator[tuple[Passage, re.Pattern[str]]]:
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            for passage in event_passages(roadmap, event):
                if passage.field == "title" and not passage.lost and not _COUNTRY.search(
                    executors_of(project, event)
                ):  # fmt: skip
                    yield passage, _OPENS


def _clauses(project: Project) -> Iterator[tuple[Passage, re.Pattern[str]]]:
    for passage in passages_of(project):
        if passage.subject.roadmap is None and passage.field == "preamble" and not passage.lost:
            yield passage, _CHARGES
