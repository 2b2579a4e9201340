"""What the passport promises and the plan does not hold."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.documents import METHODS_NOT_NAMED, PROMISE_NOT_PLANNED, PROMISED_STAGE_MISSING
from engine.diagnostics import Finding, Param
from engine.lazy import lazy_pattern
from engine.lint.text.abbreviations import introductions
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import forms
from engine.lint.text.numbering import about, beside
from engine.lint.text.once import once_for_each
from engine.lint.text.passages import roadmap_passages, shortened
from engine.lint.text.phrases import subject_of
from engine.model.project import Project
from engine.model.spec import Event, PassportRow, Roadmap, Stage
from engine.schedule import A_MONTH

_PROMISED = (
    Stage.MONITORING,
    Stage.ANALYSIS,
    Stage.RECOMMENDATION,
    Stage.DECISION,
    Stage.EFFECTIVENESS,
)
_FOUND = 0.5
"""The part of an item's words that some event holds."""
_FOUND_TOGETHER = 0.7
"""The part of an item's words that the events of one section hold together."""
_OVERHEAD = frozenset(
    stems(
        "проведено подготовлено определено организованы внесены данных принятых реализованных мер "
        "проанализирована эффективность коррективы дорожную карту план мероприятий "
        "анализ результатов мониторингов сопоставление сравнение адресные рекомендации принятие "
        "решений оценка"
    )
)
"""What every passport says of its own plan; L648 tells where such a stage is not planned at all."""
_OF_CYCLE = _OVERHEAD | frozenset(
    stems(
        "ежегодный ежегодная ежегодное ежегодные показателей показатели достижение достижения "
        "выполнение выполнения предыдущим прошлым следующего следующий предложения предложений "
        "учебный учебного учебным итоговый итогового отчет отчета отчёт отчёта значений полученных "
        "достигнутых январе июне мае декабре год годом года динамика динамики плану корректировка "
        "корректировки сбор сведений раз раза два три"
    )
)
"""What says how the plan itself goes round: figures, times, reports, the next plan."""
_LEAST_WORDS = 3
_NAMING = 2
"""The first telling words name the work: «летней школы»; a section must have them both."""
_LOOKING = frozenset({Stage.COLLECTION_METHODS, Stage.INDICATOR, Stage.MONITORING})
_DESCRIBES = lazy_pattern(
    r"отнесен|осуществляется (?:на основе|в ходе)|призван|должны стать", re.IGNORECASE
)
_THINGS = lazy_pattern(r"[,;]|\sи\s")
_WHEN = lazy_pattern(
    r"\([^()]*\)|\b(?:(?:в|до|к|с|по|на)\s+)?(?:конц[еау]\s+)?(?:\d{1,2}\s+)?"
    rf"{A_MONTH}"
    r"|\b20\d\d(?:\s*[-–/]\s*20\d\d)?\s*(?:учебн\w+\s+)?(?:г\w*\.?)?",
    re.IGNORECASE,
)
"""When it is to be done, and what stands in brackets, do not say what is promised."""
_DEED = lazy_pattern(
    r"^\W*(?:\w+\s+)?(?:провед|провод|мониторинг\b|диагностик[аи]\b|разработ|организ|формир|изучени|сбор\b)",
    re.IGNORECASE,
)
_METHODS_PROMISED = lazy_pattern(r"метод\w*\s+сбора", re.IGNORECASE)
_METHODS_TOLD = lazy_pattern(r"^\W*метод\w*\s+сбора\s+информации\s*:", re.IGNORECASE)
"""«Методы сбора информации: …» in whatever row of the passport."""
_METHODS = lazy_pattern(
    r"источник|анкетирован|\bопрос|самообследован|статистическ|информационн\w+ систем|"
    r"метод\w* сбора информации:|экспертн\w+ оценк|\bанкет|собеседован|интервью|наблюден|"
    r"тестирован|инвентаризац|посещени\w+ (?:урок|заняти)|обследован|фокус-групп|\bреестр|формуляр",
    re.IGNORECASE,
)


def check_passport_promises(project: Project) -> tuple[Finding, ...]:
    """Stages (L648) and works (L639) of the passport not in the plan, methods not named (L637)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        if roadmap.events
        for row in roadmap.passport
        for found in (*_about_row(roadmap, row), *_methods(roadmap, row))
    )


def _about_row(roadmap: Roadmap, row: PassportRow) -> Iterator[Finding]:
    planned = {stage for event in roadmap.events for stage in event.stages}
    missing = [stage for stage in row.stages if stage in _PROMISED and stage not in planned]
    if missing:
        words = "; ".join(row.items[:2])
        stages: dict[str, Param] = {stage.value: 1 for stage in missing}
        yield about(PROMISED_STAGE_MISSING, roadmap, row, "items", quote=words, said=stages)
        return
    if set(row.stages) & {*_PROMISED, Stage.MEASURE}:
        alone = [
            item for item in row.items if _is_promise(item, row) and not _planned(item, roadmap)
        ]
        if alone:
            first, *others = [row.items.index(item) for item in alone]
            yield about(
                PROMISE_NOT_PLANNED, roadmap, row, "items", first,
                related=[beside(roadmap, row, "also-here", "items", at) for at in others],
                quote=row.items[first], others=tuple(shortened(each) for each in alone[1:]),
            )  # fmt: skip


def _is_promise(item: str, row: PassportRow) -> bool:
    """A row of sources promises only the works that it names: «стартовые диагностики»."""
    if len(set(stems(item))) < _LEAST_WORDS or item.rstrip().endswith(":"):
        return False
    if _DESCRIBES.search(item) or any(map(_is_finite, item.split())):
        return False
    sources = not set(row.stages) - _LOOKING
    return not sources or any(_DEED.match(part) for part in re.split(r"[,;]", item))


@lru_cache(maxsize=4096)
def _is_finite(word: str) -> bool:
    """«Обеспечивает», «определяют»: the text describes and promises nothing."""
    first = forms(word.strip(".,;:()«»"))[:1]
    return any(form.part == "VERB" and "pres" in form.grammemes for form in first)


def _planned(item: str, roadmap: Roadmap) -> bool:
    """Whether one event says the most of it, or a section with its heading says nearly all."""
    item = _WHEN.sub(" ", item)
    told = tuple(word for word in stems(item) if word not in _OVERHEAD)
    words, naming = frozenset(told), frozenset(told[:_NAMING])
    if not words - _OF_CYCLE or not subject_of(item) or _is_list_of_planned(item, roadmap):
        return True
    one = any(len(words & row) > _FOUND * len(words) for row in _rows(roadmap))
    return one or any(
        naming <= group and len(words & group) >= _FOUND_TOGETHER * len(words)
        for group in _groups(roadmap)
    )


def _is_list_of_planned(item: str, roadmap: Roadmap) -> bool:
    """«Курсы, открытые уроки, собрания»: each of several things has an event of its own."""
    parts = [words for part in _THINGS.split(item) if (words := frozenset(stems(part)))]
    things = [part for part in parts if part - _OF_CYCLE]
    rows = _rows(roadmap)
    return len(parts) > 1 and all(
        any(len(thing & row) >= _FOUND * len(thing) for row in rows) for thing in things
    )


@once_for_each(8)
def _rows(roadmap: Roadmap) -> tuple[frozenset[str], ...]:
    """The words of each event, its introduced abbreviations written out."""
    made = [
        (stem(introduction.short), stems(introduction.meaning))
        for introduction in introductions(roadmap_passages(roadmap))
    ]
    return tuple(
        row.union(*(meaning for short, meaning in made if short in row))
        for row in map(_words, roadmap.events)
    )


def _groups(roadmap: Roadmap) -> Iterator[frozenset[str]]:
    """The words of each section, its heading and its events taken together."""
    loose = [event for event in roadmap.events if event.section is None]
    yield frozenset[str]().union(*map(_words, loose))
    for section in roadmap.sections:
        own = (_words(event) for event in roadmap.events if event.section == section.id)
        yield frozenset(stems(section.title or "")).union(*own)


def _words(event: Event) -> frozenset[str]:
    told = (event.title or "", event.result or "", *event.details, *event.decisions)
    return frozenset(stems(" ".join(told)))


def _names_a_look(item: str, roadmap: Roadmap) -> bool:
    """«Контрольные работы по математике»: a work by which the plan itself gathers figures."""
    looks = [_words(event) for event in roadmap.events if Stage.MONITORING in event.stages]
    things = [frozenset(stems(part)) - _OVERHEAD for part in _THINGS.split(item)]
    return any(len(thing) > 1 and thing <= look for thing in things for look in looks)


def _methods(roadmap: Roadmap, row: PassportRow) -> Iterator[Finding]:
    label = row.label or ""
    promised = _METHODS_PROMISED.search(label)
    told = any(_METHODS.search(item) or _names_a_look(item, roadmap) for item in row.items)
    told = told or any(
        _METHODS_TOLD.match(item) for each in roadmap.passport for item in each.items
    )
    if promised and row.items and not told:
        yield about(METHODS_NOT_NAMED, roadmap, row, "label", span=promised.span(), quote=label)
