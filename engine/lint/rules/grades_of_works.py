"""Exams and rounds of the olympiad for grades that they are not held in (L784).

Sources of the grades: the olympiad, order 678 of the Ministry of Education of 27.11.2020, points
16, 20, 24; state final exams, law 273-ФЗ, article 59, and the orders of 04.04.2023 (232/551 and
233/552); social and psychological tests, order 59 of 20.02.2020 (from 13 years); levels of schools,
law 273-ФЗ, article 66.
"""

import re
from collections.abc import Iterator
from datetime import date

from engine.classes import dataclass
from engine.codes.texts import GRADE_NOT_OF_WORK
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.grades import Span, grades_in
from engine.model.project import Project

_OLYMPIAD = r"(?:\s+[^\s,;.]+){0,2}?\s+(?:ВсОШ|ВОШ|всероссийск\w+\s+(?:предметн\w+\s+)?олимпиад)"


@dataclass(frozen=True, slots=True)
class _Work:
    """A work by its words, and its grades. `whole`: nobody of other grades takes part in it;
    otherwise one of the grades that are named must be its own, as younger ones prepare for it.
    """

    words: re.Pattern[str]
    first: int
    last: int
    whole: bool = False

    @property
    def grades(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last + 1))


def _work(words: str, first: int, last: int, *, whole: bool = False) -> _Work:
    return _Work(lazy_pattern(rf"(?:{words})\w*", re.IGNORECASE), first, last, whole)


_WORKS = (
    _work(rf"\bшкольн\w+\s+(?:этап|тур)\w*{_OLYMPIAD}", 4, 12, whole=True),
    _work(rf"\bмуниципальн\w+\s+(?:этап|тур)\w*{_OLYMPIAD}", 7, 12, whole=True),
    _work(rf"\b(?:региональн|заключительн)\w+\s+(?:этап|тур)\w*{_OLYMPIAD}", 9, 12, whole=True),
    _work(r"\bЕГЭ\b|един\w+ государственн\w+ экзамен|\bГИА-11\b|\bГВЭ-11\b", 10, 12),
    _work(r"\bОГЭ\b|основн\w+ государственн\w+ экзамен|\bГИА-9\b|\bГВЭ-9\b", 9, 10),
    _work(r"итогов\w+ сочинени", 10, 12),
    _work(r"итогов\w+ (?:устн\w+ )?собеседовани", 8, 10),
    _work(r"\bВПР\b|всероссийск\w+ проверочн\w+ работ", 4, 11),
    _work(r"\bСПТ\b|социально-психологическ\w+ тестировани", 6, 12, whole=True),
)
_LEVELS = (
    _work(r"\bначальн\w+ общ\w+ образовани|\bФГОС НОО\b|\bФО?ОП НОО\b", 1, 4),
    _work(r"\bосновн\w+ общ\w+ образовани|\bФГОС ООО\b|\bФО?ОП ООО\b", 5, 9),
    _work(r"\bсредн\w+ общ\w+ образовани|\bФГОС СОО\b|\bФО?ОП СОО\b", 10, 12),
)
"""Levels of schools: what is taught in grades of another one is not theirs."""
_PREPARE = r"подготов|готовит|готовност|профориент|ознаком|информир|разъясн|родител|тренинг"
_PREPARES = lazy_pattern(_PREPARE, re.IGNORECASE)
_AHEAD = lazy_pattern(
    rf"{_PREPARE}|преемствен|переход|при[её]м|поступ|выпуск|предпрофил|аттестат|дальнейш|сравн",
    re.IGNORECASE,
)
"""Those who are not in the grade yet prepare for it, and those who were are compared with it."""
_OF_OTHER_OLYMPIAD = lazy_pattern(r"Эйлер|Максвелл|имени\s+[А-ЯЁ]|им\.\s*[А-ЯЁ]")
"""Rounds of these are held for the seventh and the eighth grade."""
_SENTENCE = lazy_pattern(r"[^.;!?]+(?:[.](?=\S)[^.;!?]*)*")
_ASIDE = lazy_pattern(r"\([^()]*\)")
_LAST_MOVED = date(2021, 1, 1)
"""In 2020 the tests were put off to autumn, and those of the eighth grade sat them in the ninth."""
_MOVED = 9
_READINESS = lazy_pattern(
    r"готовност\w*\s+(?:\w+\s+){0,3}?к\s+(?:обучению\s+в\s+)?школ\w+|школьн\w+\s+зрелост\w*|"
    r"психологическ\w+\s+готовност\w*(?!.*\sк\s+(?:поступлени|посещени|детск|ДО[ОУ]|групп))",
    re.IGNORECASE,
)
_YOUNG = lazy_pattern(
    r"\b(?:груп\w+\s+)?(?:ранн\w+\s+возраст\w*|ясельн\w+(?:\s+групп\w*)?)|"
    r"\b(?:(?:перв|втор)\w+\s+)?(?:младш|средн)\w+\s+(?:групп|дошкольн\w+\s+возраст)\w*",
    re.IGNORECASE,
)
_OLDER = lazy_pattern(
    r"подготовительн|старш|первоклас|1-?\w*\s+класс|выпускн|с\s+\d|\bот\s+\d", re.I
)


def check_grades_of_works(project: Project) -> tuple[Finding, ...]:
    """«Муниципальный этап ВсОШ для 4-11 классов», «ЕГЭ в 9 классах», «ВПР во вторых классах»."""
    return tuple(
        found
        for passage in passages_of(project)
        if not passage.lost and _SPEAKS_OF_AGE.search(passage.text)
        for found in (*_of_passage(project, passage), *_too_young(passage))
    )


_SPEAKS_OF_AGE = lazy_pattern(r"класс|готовност|зрелост", re.IGNORECASE)
"""Most texts do not, and are not read further."""


def _of_passage(project: Project, passage: Passage) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(_without_asides(passage.text)):
        named = list(grades_in(sentence[0]))
        if not named:
            continue
        said = frozenset[int]().union(*(grades for grades, _ in named))
        wrong = _wrong(project, sentence[0], said)
        if wrong:
            start, end = named[0][1][0], named[-1][1][1]
            yield report(
                GRADE_NOT_OF_WORK, passage, (sentence.start() + start, sentence.start() + end),
                work=wrong[0], grades=_printed(wrong[1]),
            )  # fmt: skip


def _wrong(project: Project, text: str, said: frozenset[int]) -> tuple[str, _Work] | None:
    """The work that the grades are not of, where all works of the sentence leave them out."""
    works = [(found[0], work) for work in _WORKS if (found := work.words.search(text))]
    levels = [(found[0], work) for work in _LEVELS if (found := work.words.search(text))]
    if not works and levels and not _AHEAD.search(text):
        fit = frozenset[int]().union(*(work.grades for _, work in levels))
        return None if said & fit else levels[0]
    if not works or _OF_OTHER_OLYMPIAD.search(text):
        return None
    fit = frozenset[int]().union(*(_fitting(project, work) for _, work in works))
    if all(work.whole for _, work in works):
        return None if said <= fit else works[0]
    return None if said & fit or _is_ahead(works[0][1], said, text) else works[0]


_YEARS_AHEAD = 1
"""How long before an exam its learners and their parents are prepared for it."""


def _is_ahead(work: _Work, said: frozenset[int], text: str) -> bool:
    """«Подготовка обучающихся 8 классов к ОГЭ»."""
    soon = work.first - _YEARS_AHEAD <= max(said) < work.first
    return soon and bool(_PREPARES.search(text))


def _fitting(project: Project, work: _Work) -> frozenset[int]:
    """Its grades; the ninth sat the tests of the eighth in one autumn alone."""
    start = project.period.start if project.period else None
    moved = work.first == 4 and not work.whole and start is not None and start >= _LAST_MOVED
    return work.grades - ({_MOVED} if moved else set())


def _printed(work: _Work) -> str:
    return f"{work.first}–{min(work.last, _LAST)}"


_LAST = 11


def _without_asides(text: str) -> str:
    """Blanks for what stands in brackets: «(в том числе пятиклассников, что писали за седьмой)»."""
    return _ASIDE.sub(lambda found: " " * len(found[0]), text)


def _too_young(passage: Passage) -> Iterator[Finding]:
    """«Готовность к школе детей младшей группы»."""
    ready, young = _READINESS.search(passage.text), _YOUNG.search(passage.text)
    if ready and young and not _OLDER.search(passage.text):
        span: Span = young.span()
        yield report(GRADE_NOT_OF_WORK, passage, span, work=ready[0], grades="")
