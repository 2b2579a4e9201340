"""Years that a row or a section names, and when its work is done (L625): what is decided for a year
that is over, told of a year that is still to come or of the year before the last, held «2025 года»
in 2026.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.documents import DATE_AGAINST_SCHEDULE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import (
    YearsNamed,
    first_day,
    last_day,
    lasts_all_along,
    number_of_years,
)
from engine.lint.text.dates import years_named as every_year
from engine.lint.text.morphology import forms, lemma, words_before, words_of
from engine.lint.text.numbering import Item, about, beside
from engine.lint.text.phrases import deed_of, head_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_DECIDES = frozenset({
    "принятие", "утверждение", "определение", "формирование", "составление", "распределение",
    "комплектование", "заключение", "планирование", "разработка", "согласование", "назначение",
    "закрепление", "выбор", "установление", "постановка", "издание", "подписание", "набор",
})  # fmt: skip
_OF_MEASURES = lazy_pattern(
    r"\bмер(?:ы|ах|ам)?\s+(?:[а-яё]+\s+){0,3}$|\bзадач\w*\s+(?:[а-яё]+\s+){0,2}$", re.IGNORECASE
)
_LOOKS_BACK = lazy_pattern(
    r"\bитог(?:и|ов|ам|ах|ами)?\b|результат|отч[её]т|выполнени|реализаци|исполнени|анализ|уточн|"
    r"корректир|изменени|дополнени|сравн|динамик|эффективност|закрыти|заверш|достижени",
    re.IGNORECASE,
)
_SUMS_UP = frozenset({
    "анализ", "обсуждение", "рассмотрение", "подведение", "обобщение", "отчет", "отчёт", "доклад",
    "справка", "заслушивание", "изучение", "публикация", "представление", "сбор", "совещание",
    "коллегия", "заседание", "оценка",
})  # fmt: skip
_TOLD = lazy_pattern(
    r"(?:\bитог(?:и|ов|ам|ах|ами)|\bрезультат(?:ы|ов|ам|ах|ами)|\bотч[её]т\w*\s+(?:о|об|за)|"
    r"\bдоклад\w*\s+(?:о|об)|\bпоказател(?:и|ей|ях))\s(?:[^,;.()«»]{0,60})$",
    re.IGNORECASE,
)
_STRAIGHT = lazy_pattern(
    r"(?:\bитог(?:и|ов|ам|ах|ами)|\bпоказател(?:и|ей|ях)|\bрезультат(?:ы|ов|ам|ах)(?:\s+работы)?)\s+$",
    re.I,
)
"""«Итоги 2026 года» are of the whole of it, «результаты ВПР 2026 года» are there in May."""
_AHEAD = lazy_pattern(
    r"прогноз|повыш|улучш|план|цел(?:ев|ей|и\b)|подготовк|готовност|критери|поряд|задач|предстоящ|"
    r"перспектив|сравн|динамик|проект|предложени|прием|приём|изменени|проведени|направлени",
    re.IGNORECASE,
)
_AND = lazy_pattern(r"\sи\s")
_PAIR = 2
_NEARLY_OVER = (timedelta(days=45), timedelta(days=140))
"""So long before its end a calendar year, and a school year, is over for whoever plans for it."""
_A_YEAR = timedelta(days=365)
_TOO_SOON = timedelta(days=60)
_HELD = frozenset({
    "мониторинг", "конкурс", "олимпиада", "фестиваль", "смотр", "диагностика", "опрос",
    "анкетирование", "тестирование", "форум", "конференция", "спартакиада", "чтение", "турнир",
    "соревнование", "акция", "смена", "слет", "слёт", "ярмарка", "экзамен", "проверка",
})  # fmt: skip
_OF_YEAR = lazy_pattern(
    r"\b(?P<noun>[а-яё]+)\s+(?P<year>20\d\d)\s+года\b|«[^«»]*?(?P<called>20\d\d)(?:\s*года?)?»",
    re.I,
)


def check_years_of_work(project: Project) -> tuple[Finding, ...]:
    """«Меры поддержки на 2025 год» decided in December 2025, «итоги 2024 года» in 2026."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (
            *(told for event in roadmap.events for told in _row(roadmap, event)),
            *_sections(roadmap),
        )
    )


def _years(text: str) -> Iterator[YearsNamed]:
    """The years that a text names; «2026 учебного года» is the end of a pair, and no year."""
    return (each for each in every_year(text) if not each.school or each.first != each.last)


def _row(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    start, end = first_day(event), last_day(event)
    if start is None or end is None or len(event.schedule.windows) > 1 or lasts_all_along(event):
        return
    title, result = event.title or "", event.result or ""
    spans = [("title", years.span) for years in _years(title)
             if _is_apart(title, years, start, end)]  # fmt: skip
    spans += [("result", span) for span in _done_later(result, end)]
    spans += [
        (field, span)
        for field, text in (("title", title), ("result", result))
        for span in _held_before(deed_of(title), text, start)
    ]
    for field, span in spans[:1]:
        text = title if field == "title" else result
        yield _finding(roadmap, event, event, field, text, span)


def _finding(
    roadmap: Roadmap, item: Item, event: Event, field: str, text: str, span: tuple[int, int]
) -> Finding:
    return about(
        DATE_AGAINST_SCHEDULE, roadmap, item, field, span=span, quote=text[slice(*span)],
        related=[beside(roadmap, event, "scheduled-here", "schedule")],
        schedule=event.schedule.text or "", title=event.title or event.id,
    )  # fmt: skip


def _is_apart(title: str, years: YearsNamed, start: date, end: date) -> bool:
    before = title[: years.span[0]]
    over = years.window.end - _NEARLY_OVER[years.school]
    if years.kind == "plan":
        decides = head_of(title) in _DECIDES or _OF_MEASURES.search(before)
        near = _AND.split(before)[-1] if _OF_MEASURES.search(before) else before
        return bool(decides) and not _LOOKS_BACK.search(near) and start > over
    if number_of_years(title) > _PAIR or (not years.school and years.first != years.last):
        return False
    sums_up = head_of(title) in _SUMS_UP and _TOLD.search(f"{before} ")
    return bool(sums_up) and _is_out_of_turn(before, years, start, end)


def _is_out_of_turn(before: str, years: YearsNamed, start: date, end: date) -> bool:
    """Told before the year is over, or when the next one is."""
    over = years.window.end - _NEARLY_OVER[years.school]
    whole = years.school or years.kind == "own" or bool(_STRAIGHT.search(before))
    early = whole and end < over - _TOO_SOON and not _AHEAD.search(before)
    return early or (not years.old and start > over + _A_YEAR)


def _done_later(result: str, end: date) -> Iterator[tuple[int, int]]:
    """«Список обученных в 2025-2026 учебном году» of work that is over in March 2025."""
    for years in _years(result):
        before = words_before(result, years.span[0])
        done = any(
            form.part in ("PRTF", "PRTS") and "past" in form.grammemes
            for word in words_of(before)[-2:]
            for form in forms(word.text)
        )
        if years.kind == "own" and done and years.window.start > end + _TOO_SOON:
            yield years.span


def _held_before(deed: str, text: str, start: date) -> Iterator[tuple[int, int]]:
    """«Мониторинг 2025 года», «конкурс «Учитель года – 2025»» of a row that holds it in 2026."""
    for found in _OF_YEAR.finditer(text):
        year = int(found["year"] or found["called"])
        itself = lemma(found["noun"]) == deed if found["noun"] else deed in _HELD
        told = _LOOKS_BACK.search(words_before(text, found.start())) and not found["noun"]
        if deed in _HELD and itself and not told and year < start.year:
            yield found.span("year" if found["year"] else "called")


def _sections(roadmap: Roadmap) -> Iterator[Finding]:
    """«Подведение итогов 2024-2025 учебного года» over the rows of May 2026."""
    for section in roadmap.sections:
        rows = [event for event in roadmap.events if event.section == section.id]
        starts = [start for event in rows if (start := first_day(event))]
        title = section.title or ""
        for years in _years(title) if starts else ():
            if _TOLD.search(f"{title[: years.span[0]]} ") and _is_out_of_turn(
                title[: years.span[0]],
                years,
                min(starts),
                max(last_day(row) or min(starts) for row in rows),
            ):
                yield _finding(roadmap, section, rows[0], "title", title, years.span)
                break
