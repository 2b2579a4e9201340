"""Results that contradict the title of their event (L659–L663)."""

import re
from collections.abc import Callable, Iterator

from engine.classes import dataclass
from engine.codes.texts import (
    HELD_NOT_ATTENDED,
    NO_FINDINGS,
    REPORT_ON_OTHER_WORK,
    RESULT_OF_OTHER_BODY,
    RESULT_OF_OTHER_FORM,
    RESULT_WITHOUT_PRODUCT,
)
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, content, event_passages, report, words_of
from engine.lint.text.morphology import Word, cases_of, forms
from engine.lint.text.phrases import families, is_audience
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_FORMS: dict[str, str] = {
    "семинар": r"\bсеминар",
    "совещание": r"\bсовещани",
    "вебинар": r"\bвебинар",
    "круглый стол": r"\bкругл\w+ стол",
    "конференция": r"\b(?:видео)?конференци",
    "консультация": r"\bконсультаци",
    "собеседование": r"\bсобеседовани",
    "мастер-класс": r"\bмастер-?\s?класс",
    "конкурс": r"\bконкурс",
    "фестиваль": r"\bфестивал",
    "форум": r"\bфорум",
    "день открытых дверей": r"\bд(?:ень|ня|ни) открытых дверей",
    "собрание": r"\bсобрани",
    "курсы": r"\bкурс(?:ы|ов|ах)\b",
    "олимпиада": r"\bолимпиад",
    "турнир": r"\bтурнир|\bсоревновани|\bспартакиад|\bпервенств",
    "урок": r"\bурок",
    "экскурсия": r"\bэкскурси|\bпоход|\bпоездк",
    "викторина": r"\bвикторин|\bквест|\bквиз",
    "выставка": r"\bвыставк|\bярмарк",
    "концерт": r"\bконцерт|\bспектакл",
    "субботник": r"\bсубботник",
    "экзамен": r"\bэкзамен",
    "опрос": r"\bопрос|\bанкетировани",
    "диагностика": r"\bдиагностик|\bтестировани|\bсрез|\bпроверочн\w+ работ|\bконтрольн\w+ работ",
    "неделя": r"\bнедел[яиюе]\b|\bдекад|\bмесячник",
    "акция": r"\bакци[яиюей]",
    "марафон": r"\bмарафон",
    "тренинг": r"\bтренинг",
    "беседа": r"\bлекци|\bлектори|\bбесед",
    "практикум": r"практикум",
    "классный час": r"\bклассн\w+ час",
}
_HOLDS_OTHERS = frozenset({"неделя", "марафон", "акция"})
"""Forms that are made of others."""
_HELD = lazy_pattern(
    r"(?:проведен|проведён|организован|состоял|прошл?)[аоыи]?\w{0,3}\s+(?:и проведен\w+\s+)?"
    r"(?P<what>[^.;,]{0,60})",
    re.IGNORECASE,
)
_WAS_HELD = lazy_pattern(r"\bпровед[её]н[аоы]?\b", re.IGNORECASE)
_TAKES_PART = lazy_pattern(r"^\W*(?:организация\s+)?участи[ея]\b", re.IGNORECASE)
_MADE = lazy_pattern(
    r"^\W*(?:разработк|утверждени|составлени|формировани|подготовк|создани)\w*"
    r"(?:\s*(?:и|/|,)\s*\w+)?\s+(?:\w+(?:ых|их|ого|его|ой|ей)\s+)?"
    r"(?P<product>план|программ|переч|методик|положени|приказ|регламент|рекомендаци|модел|реестр|"
    r"справк|отч[её]т|график|банк|баз)\w*",
    re.IGNORECASE,
)
_ALSO = {
    "рекоменд": "памятк|совет|методич|буклет|инструкц|пособи|письм|предложени",
    "план": "график|программ|карт|меропри|циклограмм|расписан",
    "програм": "план|курс|модул|содержани",
    "справк": "аналит|доклад|информаци|заключени|сводк|таблиц|вывод|отч[её]т",
    "отч": "аналит|доклад|информаци|заключени|сводк|таблиц|справк",
    "переч": "спис|реестр|банк|таблиц|ведомост|сводк",
    "реестр": "спис|переч|банк|таблиц|ведомост|сводк|баз",
    "положени": "порядок|правил|регламент",
    "регламент": "порядок|правил|положени|алгоритм",
    "методик": "описани|алгоритм|инструмент|критери|показател|порядок",
    "модел": "описани|схем|структур|концепци",
    "график": "расписани|план|циклограмм|календар",
    "банк": "баз|сборник|подборк|реестр|каталог",
    "баз": "банк|реестр|каталог|список",
}
"""Other names of one paper."""
_BEGINNING = 5
_WHOLE_PLAN = lazy_pattern(
    r"мероприят|реализаци|работ(?!одат)|деятельност|организаци|поддержк|сопровожд|развити|участи|пропаганд|"
    r"просвещен|профилактик|информирован|воспитан|взаимодейств|популяриз|проведени|обучени|подготовк",
    re.IGNORECASE,
)
"""Deeds that may be done in any form."""
_SOME_PAPER = lazy_pattern(r"приказ|локальн|пакет|проект|норматив|письм", re.IGNORECASE)
_DEPARTMENT = lazy_pattern(
    r"\bв\s+(?:отделе|управлении|департаменте|комитете)\s+образования\b", re.IGNORECASE
)
_IN_SCHOOLS = lazy_pattern(
    r"\b[Вв]\s+(?:ОО|ОУ|школах|(?:обще)?образовательных\s+(?:организациях|учреждениях))\b"
)
_SCHOOLS = lazy_pattern(r"\bО[ОУ]\b|школ|образовательн\w+ (?:организац|учрежд)", re.IGNORECASE)
_LOOKS_INTO = lazy_pattern(
    r"^\W*(?:проведени\w+\s+|организаци\w+\s+|осуществлени\w+\s+)?(?:мониторинг|анализ|контрол|диагностик|опрос|"
    r"анкетировани|тестировани|обследовани|исследовани|изучени|проверк|сбор\b)",
    re.IGNORECASE,
)
_PAPER_BEFORE = lazy_pattern(
    r"^\W*(?:приказ|распоряжени|постановлени|план|график|положени|сбор|письм|договор|соглашени|"
    r"сертификат|диплом|грамот|удостоверени|сценари|смет|путевк|программ|буклет)[\w-]*",
    re.IGNORECASE,
)
_FINDINGS = lazy_pattern(
    r"справк|отч[её]т|анализ|итог|данны|сведени|вывод|результат|протокол|мониторинг|\bответ(?:ы|ов)\b|таблиц|"
    r"перечень|список|реестр|акт\w{0,2}\b|заключени|рейтинг|карт[аы]",
    re.IGNORECASE,
)
_SUMS_UP = lazy_pattern(r"\bпо\s+итогам\s+(?P<work>\w+(?:\s+\w+)?)", re.IGNORECASE)
_ANALYSED = lazy_pattern(r"^\W*анализ\b", re.IGNORECASE)
_ANALYSED_THERE = lazy_pattern(r"анализ|\bитог(?:и|ов|ам|ах)\b", re.IGNORECASE)
_ANY_WORK = frozenset({"мероприятие", "работа", "год", "учебный", "каждый", "это", "данный"})


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    result: Passage


Span = tuple[int, int]
Contradiction = tuple[Code, Callable[[_Row], Span | None]]


def check_result_and_title(project: Project) -> tuple[Finding, ...]:
    """One finding for an event: the first contradiction between its title and its result."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for row in _rows(roadmap, event)
        for found in _contradiction(row)
    )


def _rows(roadmap: Roadmap, event: Event) -> Iterator[_Row]:
    cells = {passage.field: passage for passage in event_passages(roadmap, event)}
    title, result = cells.get("title"), cells.get("result")
    if title and result and not title.lost and not result.lost:
        yield _Row(title.text, result)


def _contradiction(row: _Row) -> Iterator[Finding]:
    for code, look in _CONTRADICTIONS:
        span = look(row)
        if span:
            yield report(code, row.result, span, title=row.title)
            return


def _forms(text: str) -> set[str]:
    return {form for form, shape in _FORMS.items() if re.search(shape, text, re.IGNORECASE)}


def _other_form(row: _Row) -> Span | None:
    """«Семинары …» against «Проведено совещание …»."""
    held = _HELD.search(row.result.text)
    if held is None:
        return None
    planned, done = _forms(row.title), _forms(held["what"])
    if done and not planned and not _WHOLE_PLAN.search(row.title):
        own = {word[:_BEGINNING] for word in content(row.title)}
        told = content(row.result.text[held.end("what") - len(held["what"]) :])
        return None if any(word[:_BEGINNING] in own for word in told) else held.span()
    planned = planned - _HOLDS_OTHERS
    same = _forms(row.title) & _forms(row.result.text)
    return held.span() if planned and done and not same else None


_THINGS_OF = frozenset({
    "конкурс", "выставка", "фестиваль", "олимпиада", "турнир", "тренинг", "неделя", "акция",
    "мастер-класс", "курсы", "смотр",
})  # fmt: skip


def _form_of_other_thing(row: _Row) -> Span | None:
    """«Конкурс чтецов» against «Проведён конкурс рисунков»: one form, two things."""
    held = _HELD.search(row.result.text)
    if held is None:
        return None
    for form in _forms(row.title) & _forms(held["what"]) & _THINGS_OF:
        planned, done = (_thing_of(form, text) for text in (row.title, row.result.text))
        if (
            planned and done
            and not families(planned) & families(row.result.text)
            and not families(done) & families(row.title)
        ):  # fmt: skip
            return held.span()
    return None


def _thing_of(form: str, text: str) -> str:
    """The noun in the genitive that stands right after the form, without attributes."""
    at = re.search(rf"(?:{_FORMS.get(form, form)})[а-яё-]*\s*", text, re.IGNORECASE)
    after = words_of(text[at.end() :])[:1] if at else ()
    told = [word for word in after if forms(word.text)[0].part == "NOUN"]
    return next((word.text for word in told if _is_thing(word)), "")


_OF_ANY = frozenset({"работа", "участник", "материал", "мероприятие", "разработка", "проект"})


def _is_thing(word: Word) -> bool:
    return (
        "gent" in cases_of(word.text) and not is_audience(word.lemma) and word.lemma not in _OF_ANY
    )


_PEOPLE: dict[str, str] = {
    "дети": r"обучающи|учащи|учени[кц]|школьник|воспитанник|\bдет(?:и|ей|ям|ьми)\b|реб[её]н|"
    r"подрост|выпускник|(?:девяти|одиннадцати|перво)классник|студент|класс(?:ы|ов|ах)\b",
    "педагоги": r"педагог|учител|воспитател|классн\w+ руководител|методист|психолог|наставник|"
    r"работник|сотрудник|специалист|руководител|директор|завуч|заведующ|заместител",
    "родители": r"родител|семь[яеи]|семей|законн\w+ представител|мам|пап(?:ы|ам)\b",
}
_WHO_WAS_THERE = lazy_pattern(
    r"(?:провед[её]н\w*\s[^.;,]{0,40}?\s?(?:для|среди)\s|(?:обучен|охвачен|проинформирован|"
    r"ознакомлен)\w*\s|при(?:няли|нимали)\s+участие\s)(?P<who>(?:[\d%а-яё«»-]+\s*){1,4})",
    re.IGNORECASE,
)


def _other_people(row: _Row) -> Span | None:
    """«Тренинг для классных руководителей» against «Проведена лекция для родителей»."""
    came = _WHO_WAS_THERE.search(row.result.text)
    if came is None:
        return None
    told, planned = _people(came["who"]), _people(row.title)
    return came.span() if told and planned and told.isdisjoint(planned) else None


def _people(text: str) -> set[str]:
    return {name for name, words in _PEOPLE.items() if re.search(rf"\b(?:{words})", text, re.I)}


def _held_not_attended(row: _Row) -> Span | None:
    """«Участие в вебинарах …» against «Проведены вебинары …»."""
    held = _WAS_HELD.search(row.result.text)
    same = _forms(row.title) & _forms(row.result.text)
    return held.span() if held and same and _TAKES_PART.search(row.title) else None


def _without_product(row: _Row) -> Span | None:
    """«Разработка плана …» against a result that names no plan."""
    made = _MADE.search(row.title)
    if made is None or _SOME_PAPER.search(row.result.text):
        return None
    product = made["product"].lower()
    others = next((each for one, each in _ALSO.items() if product.startswith(one)), "")
    names = "|".join(filter(None, (re.escape(product[:5]), others)))
    named = re.search(rf"\b(?:{names})", row.result.text, re.IGNORECASE)
    return None if named or _repeats(row) else (0, len(row.result.text))


def _repeats(row: _Row) -> bool:
    """Whether a short result still speaks of the title's subject («Создан банк»)."""
    title, result = set(content(row.title)), content(row.result.text)
    return len(result) < 3 and bool(title & set(result))


def _other_body(row: _Row) -> Span | None:
    in_schools = _IN_SCHOOLS.search(row.result.text)
    department = _DEPARTMENT.search(row.title)
    return in_schools.span() if department and in_schools and not _speaks_of_schools(row) else None


def _speaks_of_schools(row: _Row) -> bool:
    return bool(_SCHOOLS.search(re.sub(r"школьник\w*", "", row.title)))


def _other_work(row: _Row) -> Span | None:
    """«Отчет по итогам апробации …», «Анализ …» after a meeting that analyses nothing."""
    analysed = _ANALYSED.search(row.result.text)
    if analysed and _forms(row.title) and not _ANALYSED_THERE.search(row.title):
        return analysed.span()
    return _summed_up(row)


def _summed_up(row: _Row) -> Span | None:
    """«Отчет по итогам апробации …» where the title tries nothing out."""
    sums_up = _SUMS_UP.search(row.result.text)
    if sums_up is None:
        return None
    work = set(content(sums_up["work"]))
    if families(sums_up["work"]) & families(row.title):
        return None
    if any(word.isupper() or word[0].isdigit() for word in sums_up["work"].split()):
        return None
    looks = _PROCEDURES.search(sums_up["work"]) and _LOOKS_AT.search(row.title)
    return None if looks or work & (set(content(row.title)) | _ANY_WORK) else sums_up.span()


_PROCEDURES = lazy_pattern(r"оценочн|диагностическ|мониторингов|контрольн", re.IGNORECASE)
_LOOKS_AT = lazy_pattern(
    r"оценк|наблюден|диагност|анкетирован|\bопрос|монитор|тестирован|проверк", re.IGNORECASE
)
"""«Итоги оценочных процедур»: all looks by one name."""


def _no_findings(row: _Row) -> Span | None:
    """«Мониторинг …» against «Приказ …», «План-график …»."""
    paper = _PAPER_BEFORE.search(row.result.text)
    looks_into = _LOOKS_INTO.search(row.title)
    return paper.span() if paper and looks_into and not _FINDINGS.search(row.result.text) else None


_CONTRADICTIONS: tuple[Contradiction, ...] = (
    (RESULT_OF_OTHER_FORM, _other_form),
    (RESULT_OF_OTHER_FORM, _form_of_other_thing),
    (RESULT_OF_OTHER_FORM, _other_people),
    (HELD_NOT_ATTENDED, _held_not_attended),
    (RESULT_OF_OTHER_BODY, _other_body),
    (REPORT_ON_OTHER_WORK, _other_work),
    (NO_FINDINGS, _no_findings),
    (RESULT_WITHOUT_PRODUCT, _without_product),
)
