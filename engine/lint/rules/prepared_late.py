"""Who does, leads or checks a work, and what it is done with, come before it (L721)."""

import re
from collections.abc import Iterator
from datetime import timedelta

from engine.codes.documents import PREPARED_LATE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.abbreviations import spelled_out
from engine.lint.text.dates import first_day, last_day, lasts_all_along, written
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import content
from engine.lint.text.named_works import is_work, looked_back_at, meant_for
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import deed_of, in_nouns, is_audience, subject_of
from engine.lint.text.readied import readied_by
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Stage

_PREPARES = lazy_pattern(
    r"^\W*(?:проведени\w+\s+|организаци\w+\s+)?(?:обучени|подготовк|инструктаж|инструктирован|"
    r"консультирован)\w*\s+(?:\w+\s+){0,2}?(?:эксперт|организатор|наблюдател|специалист|член|"
    r"проверяющ|ответственн|координатор|анкет[её]р|интервьюер|жюри|куратор|оператор)\w*",
    re.IGNORECASE,
)
_PAPER_FIRST = lazy_pattern(
    r"^\W*\w+\s+(?:и\s+\w+\s+)?(?:\w+(?:ых|их|ого|его|ой)\s+)?(?:рекомендац|справк|отч[её]т|доклад|"
    r"предложени|материал|информаци|писем|письм|выступлени|заявок|заявк|протокол|разбор)",
    re.IGNORECASE,
)
"""«Подготовка рекомендаций членам жюри»: a paper for persons prepares none of them."""
_EQUIPS = lazy_pattern(
    r"^\W*(?:разработк|подготовк|составлени|формировани|утверждени|создани)\w*\s+(?:\w+\s+){0,2}?"
    r"(?:инструментари|анкет|опросник|бланк|задани|кодификатор|контрольно-измерительн|критери|"
    r"положени|регламент|график|комисси|оргкомитет|жюри|рабоч\w+ групп|проектн\w+ групп|штаб)\w*",
    re.IGNORECASE,
)
_TOOL = lazy_pattern(
    r"^\W*(?:разработ|подготов|состав|сформир|утвер|созда)\w*\s+(?:\w+\s+){0,2}?(?:инструментари|анкет|"
    r"опросник|бланк|критери|регламент|кодификатор|оргкомитет|жюри|комисси)\w*(?=\s+\w+)",
    re.IGNORECASE,
)
"""«Разработка инструментария диагностики …»: what the tool is of stands right behind it."""
_LEADS = lazy_pattern(
    r"^\W*(?:назначени|определени|закреплени|утверждени|создани|формировани)\w*\s+(?:\w+\s+){0,3}?"
    r"(?:ответственн|координатор|куратор|руководител\w+ (?:групп|проект)|координационн|"
    r"рабоч\w+ групп|проектн\w+ групп|штаб)\w*",
    re.IGNORECASE,
)
_PURPOSE = lazy_pattern(
    r"\s(?:по|для|за|к|о|об|в|при|проведени\w+|на)\s+(?P<work>[^,;().]+)", re.IGNORECASE
)
_WHOLE = lazy_pattern(r"дорожн\w+\W+карт|план\w*\s+мероприяти|программ", re.IGNORECASE)
_ALIKE = 0.6
_OF_OTHERS = lazy_pattern(r"регион|област|федерал|всеросс", re.IGNORECASE)
_HANDLES = frozenset({
    "проверка", "оценивание", "оценка", "проведение", "организация", "сопровождение", "подготовка",
    "экспертиза", "сбор", "обработка", "заполнение",
})  # fmt: skip
_PAPERS = frozenset({"анализ", "отчет", "оценка", "разработка", "подготовка", "утверждение"})
_OF_OUTCOMES = lazy_pattern(
    r"^\W*(?:сбор|свод|обобщени|изучени|сопоставлени|сравнени|обсуждени|рассмотрени)\w*\s+"
    r"(?:\w+\s+){0,3}?(?:результат|итог|отметк)",
    re.IGNORECASE,
)
"""«Сбор сведений о результатах ВПР»: what was held before is looked back at."""


def check_prepared_late(project: Project) -> tuple[Finding, ...]:
    """One finding for each preparation that begins after the work it prepares."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in _judge(roadmap, event)
    )


def _judge(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    starts = first_day(event)
    if starts is None or lasts_all_along(event):
        return
    begun = [each for each in _prepared(roadmap, event) if _begins_sooner(each, event)]
    begun = begun or _readied_late(roadmap, event) or _meant_for(roadmap, event)
    begun = begun or [each for each in readied_by(roadmap, event) if _is_over(each, event, True)]
    if begun:
        earliest = min(begun, key=lambda each: first_day(each) or starts)
        yield about(
            PREPARED_LATE, roadmap, event, "schedule",
            related=[beside(roadmap, each, "begins-here", "schedule") for each in begun],
            starts=written(starts), begins=written(first_day(earliest)),
            work=earliest.title or earliest.id,
        )  # fmt: skip


def _prepared(roadmap: Roadmap, event: Event) -> list[Event]:
    """The works that the title prepares: all of the plan for who leads the plan itself."""
    title = in_nouns(event.title or "")
    if _READIES.search(title):
        return _main_work(roadmap, event)
    known = any(pattern.search(title) for pattern in (_PREPARES, _EQUIPS, _LEADS))
    if not known or _PAPER_FIRST.match(title):
        return []
    others = [each for each in roadmap.events if each is not event and each.id not in event.after]
    leads = bool(_LEADS.search(title))
    if leads and _leads_all(title, roadmap):
        return others
    work = _PURPOSE.search(title)
    told = _PREPARES.search(title) or _TOOL.search(title)
    said = work["work"] if work else title[told.end() :] if told else ""
    named = _named(said)
    return [
        each
        for each in others
        if named
        and _is_work(each, named)
        and (len(named) > 1 or leads or _is_itself(each, named))
        and not _GETS_READY.match(in_nouns(each.title or ""))
    ]


_GETS_READY = lazy_pattern(
    r"^\W*(?:формировани|назначени|утверждени|определени|составлени|закреплени|подбор|отбор)\w*",
    re.IGNORECASE,
)
"""«Формирование списка наблюдателей на олимпиаду»: no work yet, but another preparation of it."""


_MAKES_READY = lazy_pattern(
    r"^\W*(?:[а-яё][а-яё-]*(?:ые|ие|ый|ий|ая|ое|ть|ти)\s+){0,3}?(?:проведени\w+\s+|организаци\w+\s+)?"
    r"(?P<deed>сбор\w{0,2}|памятк|инструктаж|инструктив|репетици|тренировк|подготовк|отбор|заявк|"
    r"регистраци|разъяснени|ознакомлени|информировани|консультаци)\w*\b.*?"
    r"\s(?:к|ко|на|для участия в|о правилах\s+\w+\s+на|о порядке\s+\w+|об участии в)\s+"
    r"(?P<work>[^,;.()]+)",
    re.IGNORECASE,
)
_WHEN = frozenset({"год", "учебный", "календарный", "следующий", "период", "полугодие", "месяц"})
_OF_BODIES = frozenset({"школа", "гимназия", "лицей", "команда", "участие", "проведение", "этап"})


def _readied(roadmap: Roadmap, event: Event) -> list[Event]:
    """«Сборы кандидатов на муниципальный этап», «памятки о поведении на экзамене»: the rows
    that are the work itself; what looks back at it is another matter.
    """
    made = _MAKES_READY.search(in_nouns(event.title or ""))
    told = made["work"] if made and not _PAPER_FIRST.match(in_nouns(event.title or "")) else ""
    words = [each for each in content(told) if each.isalpha() and each not in _WHEN]
    named = frozenset(map(stem, words))
    if not named - frozenset(map(stem, _OF_BODIES)) or not made:
        return []
    return [
        each
        for each in roadmap.events
        if each is not event
        and (Stage.MEASURE in each.stages or _is_held(each))
        and named <= frozenset(stems(each.title or ""))
        and not _MAKES_READY.search(in_nouns(each.title or ""))
    ]


def _readied_late(roadmap: Roadmap, event: Event) -> list[Event]:
    """The works that it makes ready for, if all of them have begun before."""
    events = _readied(roadmap, event)
    return events if all(_goes_on_before(each, event) for each in events) else []


def _meant_for(roadmap: Roadmap, event: Event) -> list[Event]:
    """«Подбор заданий для диагностической работы»: the rows of this work, if all have begun."""
    title = event.title or ""
    works = [
        (each, named)
        for named in meant_for(title)
        for each in roadmap.events
        if each is not event
        and each.id not in event.after
        and is_work(named, each.title or "")
        and not meant_for(each.title or "")
        and not looked_back_at(each.title or "")
    ]
    begun = all(_is_over(work, event, named.outright) for work, named in works)
    return list(dict.fromkeys(work for work, _ in works)) if begun else []


_SHORT = 62


def _is_over(work: Event, event: Event, outright: bool) -> bool:
    """Whether the work is over when the event begins; a short one, or one that is named outright,
    has begun before.
    """
    starts, ends, begun = first_day(event), last_day(work), first_day(work)
    if starts is None or ends is None or begun is None or len(work.schedule.windows) > 1:
        return False
    short = outright or (ends - begun).days <= _SHORT
    return starts > ends or (short and _begins_sooner(work, event))


def _is_held(event: Event) -> bool:
    """«Провести экзамены»: typed as monitoring, since their results are looked at."""
    return (event.title or "").lower().startswith(("провест", "проведени", "участи"))


def _goes_on_before(work: Event, event: Event) -> bool:
    """Whether the work, of one term, has begun before the first day of what makes ready for it."""
    starts, begun = first_day(event), first_day(work)
    single = len(work.schedule.windows) == len(event.schedule.windows) == 1
    long = lasts_all_along(work) or lasts_all_along(event)
    return bool(starts and begun and single and not long and starts > begun)


_READIES = lazy_pattern(
    r"^\W*(?:(?:проведени|организаци)\w+\s+)?(?:проверк\w+ готовност|подбор|привлечени|набор|"
    r"отбор (?:эксперт|наблюдател|организатор|волонт[её]р)|аккредитаци|"
    r"определени\w+ (?:мест|площадк|пункт)|при[её]м заяв|регистраци\w+ участник|"
    r"оборудовани|инструктаж)",
    re.IGNORECASE,
)
_GREAT = frozenset({
    "экзамен", "олимпиада", "конкурс", "фестиваль", "форум", "соревнование", "турнир", "смена",
    "лагерь", "конференция", "чемпионат", "аттестация", "сочинение", "собеседование", "акция",
    "диктант", "перепись", "спартакиада", "праздник", "ярмарка",
})  # fmt: skip


_HOLDS = ("проведен", "провести", "организация проведения", "организация и проведение",
          "организовать проведение", "организовать и провести")  # fmt: skip


def _main_work(roadmap: Roadmap, event: Event) -> list[Event]:
    """The great thing that the plan prepares, if all of its turns for the same goals have begun;
    where the title says for what («на участие в ОГЭ»), that one alone."""
    start = first_day(event)
    work = _PURPOSE.search(event.title or "")
    said = frozenset(stems(spelled_out(work["work"]))) if work else frozenset[str]()
    aims = {deed for deed in _GREAT if stem(deed) in said} or _GREAT
    great = [
        each
        for each in roadmap.events
        if each is not event
        and each.id not in event.after
        and (each.title or "").lower().startswith(_HOLDS)
        and deed_of(each.title or "") in aims
        and set(each.serves) & set(event.serves)
    ]
    starts = [first_day(each) for each in great]
    begun = all(day is not None and start is not None and day < start for day in starts)
    return great if begun else []


def _named(work: str) -> frozenset[str]:
    """«проверке контрольных работ» → контрольные работы: what is checked or held."""
    words = [word for word in content(work) if word.isalpha() and not is_audience(word)]
    if len(words) > 1 and words[0] in _HANDLES:
        words = words[1:]
    return frozenset(map(stem, words))


_COUNCIL = lazy_pattern(
    r"^\W*\w+\s+(?:\w+(?:ого|их)\s+){0,3}(?:совета|комитета|штаба)\b", re.IGNORECASE
)
"""A council looks at the work of others; only who leads the work must be there before it."""


def _leads_all(title: str, roadmap: Roadmap) -> bool:
    """«Назначение ответственного за реализацию дорожной карты», or for its very subject."""
    own = frozenset(map(stem, subject_of(roadmap.title)))
    work = _PURPOSE.search(title)
    named = frozenset(map(stem, subject_of(work["work"]))) if work else frozenset()
    council = _COUNCIL.search(title)
    subject = bool(named) and len(named) > 1 and named <= own and not council
    return bool(_WHOLE.search(title)) or subject


def _is_itself(event: Event, named: frozenset[str]) -> bool:
    """«Проверка ВПР», «Проведение ВПР»: a word alone, «ВПР», stands in many rows."""
    return stem(deed_of(event.title or "")) in named or _is_held(event)


def _is_work(event: Event, named: frozenset[str]) -> bool:
    """Whether the event is the named work itself, not another paper about it."""
    title = event.title or ""
    if deed_of(title) in _PAPERS or _OF_OTHERS.search(title) or _LEADS.search(title):
        return False
    if _OF_OUTCOMES.match(title):
        return False
    told = frozenset(stems(title))
    return len(named & told) >= max(1, _ALIKE * len(named)) and len(named & told) > (
        0 if len(named) == 1 else 1
    )


_EARLIER = timedelta(days=14)
"""What is due by a day may be done some days before it."""


def _begins_sooner(work: Event, event: Event) -> bool:
    begun, starts = first_day(work), first_day(event)
    if begun is None or starts is None or begun >= starts or lasts_all_along(work):
        return False
    due = event.schedule.kind is ScheduleKind.DEADLINE
    if due and starts - begun < _EARLIER and (last_day(work) or starts) >= starts:
        return False
    months = (begun.year, begun.month) == (starts.year, starts.month)
    return not (months and _may_begin_later(work))


def _may_begin_later(work: Event) -> bool:
    """«Сентябрь – октябрь»: the work may well begin later than on the 1st."""
    return min(work.schedule.windows).is_of_months
