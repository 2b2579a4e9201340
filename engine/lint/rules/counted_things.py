"""Things counted twice with two numbers: in the title and the result of a row, or in two texts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.classes import dataclass
from engine.codes.documents import FIGURE_DIFFERS
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.text import Passage, Word, event_passages, report, roadmap_passages, words_of
from engine.lint.text.designators import DESIGNATOR
from engine.lint.text.grades import grades_in
from engine.lint.text.morphology import can_be, cases_of, count_of, lemma
from engine.model.project import Project
from engine.schedule import MONTHS

_UNITS = frozenset({
    "год", "лето", "класс", "курс", "час", "день", "неделя", "месяц", "раз", "процент", "балл",
    "человек", "учебный", "этап", "тур", "полугодие", "четверть", "квартал", "уровень", "группа",
    *MONTHS,
})  # fmt: skip
"""What measures and dates, or is counted anew each time."""
_ATTRIBUTES = 2
_WHOLE = 3
"""So many words after the number («муниципальных образований области») name all there are."""


_TWENTY = 20
_YEARS = range(1900, 2101)
"""«2024, 2025 и 2026 годов»: dates, and nothing that is counted."""
_INEXACT = lazy_pattern(
    r"(?:№|[-–—]|\b(?:менее|более|меньше|больше|ниже|выше|до|от|около|свыше|по|с|кажды[йех]\w*))\s*$",
    re.IGNORECASE,
)
"""«Не менее пяти», «школа № 5», «по 5»: no count of all there are."""


@dataclass(frozen=True, slots=True)
class Counted:
    """«шести ежемесячных занятий»: 6, «занятие», the lemmas, and where it stands."""

    count: int
    noun: str
    name: tuple[str, ...]
    span: tuple[int, int]


def check_counted_things(project: Project) -> tuple[Finding, ...]:
    """A number of the result against the title's, and one name with two numbers (L730)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (
            *(
                told
                for event in roadmap.events
                for told in _row(
                    {passage.field: passage for passage in event_passages(roadmap, event)}
                )
            ),
            *_names(roadmap_passages(roadmap)),
        )
    )


def _row(cells: dict[str, Passage]) -> Iterator[Finding]:
    """«Программы шести семинаров» of «Провести пять семинаров»."""
    title, result = cells.get("title"), cells.get("result")
    if title is None or result is None or not (title.whole and result.whole):
        return
    planned, made = _counted(title.text), _counted(result.text)
    for noun in {counted.noun for counted in planned} & {counted.noun for counted in made}:
        one, other = (
            [counted for counted in told if counted.noun == noun] for told in (planned, made)
        )
        if len(one) == len(other) == 1 and one[0].count != other[0].count:
            yield _differ(result, other[0], title, one[0])
    yield from _designated(title, result)
    yield from _hours(title, result)
    yield from _grades(title, result)


def _designated(title: Passage, result: Passage) -> Iterator[Finding]:
    """«Проведение ИС-9» with «ведомости ИС-11»: one name with other numbers."""
    planned, made = (list(DESIGNATOR.finditer(cell.text)) for cell in (title, result))
    for found in made:
        alike = [each for each in planned if each["name"] == found["name"]]
        if alike and all(each["number"] != found["number"] for each in alike):
            yield report(
                FIGURE_DIFFERS, result, found.span(), related=((title, "first-here"),),
                said_here=found[0], elsewhere=alike[0][0],
            )  # fmt: skip


_ELSEWHERE = lazy_pattern(
    r"подготов|готовит|готовност|преемствен|переход|перевод|при[её]м|зачислен|поступ|аттестат|сравн|"
    r"сопоставл|предпрофил|профориент|наставни|адаптац|комплектован|взаимо",
    re.IGNORECASE,
)
"""Works that lead from grades to others: «переход выпускников 9 классов в 10 класс»."""
_OF_PUPILS = lazy_pattern(
    r"(?:\b(?:в|для|из|среди)|обучающ\w+|учащ\w+|учени\w+|выпускник\w*|школьник\w*|учител\w+)\s*$",
    re.IGNORECASE,
)
_GRADES = frozenset(range(1, 12))


def _grades(title: Passage, result: Passage) -> Iterator[Finding]:
    """«Пробный экзамен в 9 классах» with «протоколы экзамена в 11 классах»."""
    planned, made = (list(grades_in(cell.text)) for cell in (title, result))
    yield from _number_of_grades(planned, title, result)
    if len(made) != 1 or not planned or _ELSEWHERE.search(f"{title.text} {result.text}"):
        return
    (told, span), of_title = made[0], frozenset[int]().union(*(each for each, _ in planned))
    if told & of_title or not told | of_title <= _GRADES:
        return
    if ends_at(_OF_PUPILS, result.text, span[0]) or not result.text[span[0]].isdigit():
        yield report(
            FIGURE_DIFFERS, result, span, related=((title, "first-here"),),
            said_here=_whole(result.text, span), elsewhere=_whole(title.text, planned[0][1]),
        )  # fmt: skip


_SO_MANY = lazy_pattern(r"(?<![\w-])(?P<count>[а-яё]{3,9})\s+(?:класс|параллел)\w*", re.IGNORECASE)


def _number_of_grades(
    planned: list[tuple[frozenset[int], tuple[int, int]]], title: Passage, result: Passage
) -> Iterator[Finding]:
    """«Задания для 5, 6, 7 и 8 классов» with «комплект по трём классам»."""
    named = frozenset[int]().union(*(each for each, _ in planned))
    for found in _SO_MANY.finditer(result.text) if len(named) > 1 else ():
        count = count_of(found["count"].lower())
        if count is not None and count not in (1, len(named)):
            yield report(
                FIGURE_DIFFERS, result, found.span(), related=((title, "first-here"),),
                said_here=found[0], elsewhere=_whole(title.text, planned[0][1]),
            )  # fmt: skip


_GRADE = lazy_pattern(r"\s*класс\w*", re.IGNORECASE)


def _whole(text: str, span: tuple[int, int]) -> str:
    """«11 классах» of the number alone."""
    noun = _GRADE.match(text, span[1])
    return text[span[0] : noun.end() if noun else span[1]]


_HOURS = lazy_pattern(
    r"(?<![\d.,:–—-])(?P<count>\d{1,3})[\s-]*(?:ти|и|х)?[\s-]*(?:(?:академ|ак|учебн)\w*\.?\s*)?"
    r"(?:час(?!т|ы?\s+\d)\w*|ч\.?(?![\w-]))",
    re.IGNORECASE,
)
"""«36 часов», «72-часовые», «16 ч.»: how long a course is."""
_LEAST_COURSE = 8
"""Hours of a course; a meeting of two hours is part of a day."""


def _hours(title: Passage, result: Passage) -> Iterator[Finding]:
    """«Курсы (36 часов)» with «удостоверения (72 часа)»."""
    planned, made = list(_HOURS.finditer(title.text)), list(_HOURS.finditer(result.text))
    if len(planned) != 1 or len(made) != 1:
        return
    counts = [int(found[0]["count"]) for found in (planned, made)]
    about = (
        ends_at(_INEXACT, cell.text, found[0].start())
        for cell, found in ((title, planned), (result, made))
    )
    if counts[0] != counts[1] and min(counts) >= _LEAST_COURSE and not any(about):
        yield report(
            FIGURE_DIFFERS, result, made[0].span(), related=((title, "first-here"),),
            said_here=made[0][0], elsewhere=planned[0][0],
        )  # fmt: skip


def _names(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """«24 муниципальных образования области» in the passport, 26 of them in a row."""
    first: dict[tuple[str, ...], tuple[Passage, Counted]] = {}
    for passage in passages:
        for counted in _counted(passage.text) if passage.whole else ():
            if len(counted.name) < _WHOLE:
                continue
            where, earlier = first.setdefault(counted.name, (passage, counted))
            if earlier.count != counted.count:
                yield _differ(passage, counted, where, earlier)


def _differ(passage: Passage, said: Counted, other: Passage, before: Counted) -> Finding:
    return report(
        FIGURE_DIFFERS, passage, said.span, related=((other, "first-here"),),
        said_here=passage.text[slice(*said.span)], elsewhere=other.text[slice(*before.span)],
    )  # fmt: skip


def _counted(text: str) -> list[Counted]:
    words = words_of(text)
    found = (_thing(text, words, at) for at in range(len(words)))
    return [counted for counted in found if counted and counted.noun not in _UNITS]


def _thing(text: str, words: tuple[Word, ...], at: int) -> Counted | None:
    """What is counted by the number that ends at this word, and what it is of."""
    number = number_at(text, words, at)
    if number is not None and number[0] in _YEARS:
        return None
    named = _named(text, words[at : at + _ATTRIBUTES + 2]) if number else ()
    if number is None or not named:
        return None
    count, start = number
    rest = words[at + 1 + len(named) :][:1]
    of = [word for word in rest if text[named[-1].end : word.start] == " " and _is_of(word.text)]
    name = tuple(lemma(word.text) for word in (*named, *of))
    return Counted(count, lemma(named[-1].text), name, (start, (of or named)[-1].end))


def number_at(text: str, words: tuple[Word, ...], at: int) -> tuple[int, int] | None:
    """An exact number above one, with the tens before it, and where it begins."""
    count, first = count_of(words[at].text), words[at]
    before = words[at - 1] if at else None
    if count is None or _is_inexact(text, words, at, first.start):
        return None
    if before and can_be(before.text, "NUMR"):
        tens = count_of(before.text) or 0
        if before.text.isdigit() or tens < _TWENTY or tens % 10 or count >= 10:
            return None
        count, first = count + tens, before
    return (
        None
        if count < _ATTRIBUTES or _is_inexact(text, words, at, first.start)
        else (count, first.start)
    )


def _is_inexact(text: str, words: tuple[Word, ...], at: int, start: int) -> bool:
    """«по пять занятий» is so many for each; «по пяти предметам», a dative, is all there are."""
    found = ends_at(_INEXACT, text, start)
    if found is None or found[0].strip().lower() != "по":
        return found is not None
    named = _named(text, words[at : at + _ATTRIBUTES + 2])
    return not named or "datv" not in cases_of(named[-1].text)


def _named(text: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The attributes and the noun right after the first word; empty where other words come."""
    for at, (before, word) in enumerate(pairwise(words)):
        if text[before.end : word.start] != " ":
            return ()
        if can_be(word.text, "NOUN") and not can_be(word.text, "ADJF", "PRTF"):
            return words[1 : at + 2]
        if not can_be(word.text, "ADJF", "PRTF"):
            return ()
    return ()


def _is_of(word: str) -> bool:
    return word.islower() and can_be(word, "NOUN") and not can_be(word, "PREP", "CONJ", "ADVB")
