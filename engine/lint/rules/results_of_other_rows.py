"""Results that speak of what another row of the plan does (L792)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from engine.classes import dataclass
from engine.codes.texts import RESULT_OF_OTHER_ROW
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.results_of_other_subjects import FORMS
from engine.lint.text import Passage, content, event_passages, normalised, report, words_of
from engine.lint.text.abbreviations import spelled_out
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import can_be, forms
from engine.lint.text.once import once_for_each
from engine.lint.text.phrases import (
    deed_of,
    family,
    head_of,
    is_audience,
    is_paperwork,
    printed,
    subject_of,
)
from engine.lint.text.taken_results import Cells, cells_of, is_taken, roots
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage

_WHO_MEETS = lazy_pattern(
    r"\b(?:совещани|заседани|решени|протокол)\w*\s+(?:\w+(?:ой|ей|ого|его)\s+){0,3}"
    r"(?:групп|комисси|коллеги|комитет|штаб|жюри)\w*",
    re.IGNORECASE,
)
"""«Протокол совещания рабочей группы»: who met says nothing of what was spoken of."""
_WHERE_SHOWN = lazy_pattern(
    r"\b(?:на|в)\s+(?:официальн\w+\s+)?(?:сайт|страниц|страничк|портал|стенд|сообществ|групп)\w*"
    r"(?:\s+(?:[а-яё]+(?:ого|ой|ей|ых|их)\s+)?"
    r"(?:сада|садов|школ\w*|учреждени\w+|организаци\w+|управлени\w+|отдела|администрации|района|округа))*",
    re.IGNORECASE,
)
"""«фотоотчёт на сайте детского сада»: whose page shows it says nothing of what it is about."""
_OFTEN = 0.25
"""A word in so many of the titles tells no row from another."""
_FEW = 2
_SHORTEST = 3
_LOOKS_BACK = frozenset({
    Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.DECISION, Stage.EFFECTIVENESS,
})  # fmt: skip


_LOOKS = frozenset(
    family(word)
    for word in (
        "опрос", "анкетирование", "анкета", "диагностика", "обследование", "наблюдение", "тест",
        "тестирование", "исследование", "изучение", "проверка", "проверочный", "контроль",
        "контрольный", "срез", "замер",
    )
)  # fmt: skip
"""One look by another name: «Изучение мнения» leaves «данные опроса»."""


_OF_PERSONS = lazy_pattern(
    r"(?:\b[а-яё]+(?:ый|ой|ого|ому|ым|ом|ые|ых|ыми|ий|его|ему|им|ие|их|ими)\s+)*"
    r"\b(?:педагог|учител|воспитател|специалист|ученик|учащ|обучающ|воспитанник|дет|родител|школьник|"
    r"выпускник|работник|сотрудник|класс|школ|организаци)[а-яё]*",
    re.IGNORECASE,
)
"""«молодых педагогов»: for whom, which two rows of any kind share."""
_OF_ANY_PAPER = frozenset(map(family, ("проведение", "организация", "подготовка", "разработка")))


@dataclass(frozen=True, slots=True)
class _Row:
    event: Event
    title: Passage
    result: Passage


def check_results_of_other_rows(project: Project) -> tuple[Finding, ...]:
    """«Речевые карты» of «Наблюдение за адаптацией», where another row looks at speech."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for rows in [_rows(roadmap)]
        for row in rows
        for found in (*_judge(roadmap, row, rows), *_other_turn(roadmap, row, rows))
    )


def _rows(roadmap: Roadmap) -> list[_Row]:
    rows = []
    for event in roadmap.events:
        cells = {each.field: each for each in event_passages(roadmap, event)}
        title, result = cells.get("title"), cells.get("result")
        if title and result and not title.lost and not result.lost:
            rows.append(_Row(event, title, result))
    return rows


def _judge(roadmap: Roadmap, row: _Row, rows: list[_Row]) -> Iterator[Finding]:
    if Stage.EFFECTIVENESS in row.event.stages:
        return  # it looks back at all that the plan has done
    found = tuple(_by_its_words(roadmap, row, rows))
    yield from found or _taken_over(roadmap, row, rows)


def _by_its_words(roadmap: Roadmap, row: _Row, rows: list[_Row]) -> Iterator[Finding]:
    """Things that the row has nowhere, and another row in its title."""
    strange = _strange(roadmap, row)
    common = _common(roadmap)
    looks = _LOOKS if Stage.MONITORING in row.event.stages else frozenset[str]()
    strange = tuple(word for word in strange if _root(word) not in common | looks)
    own = _said(roadmap, row.event)
    if not strange or any(_is_said(word, own) for word in strange):
        return
    if len(strange) == 1 and _shares(row):
        return
    for other in rows:
        if other is not row and _is_of(strange, row, other) and not _is_near(row, other):
            yield _finding(row, other, printed(row.result.text, strange) or strange)
            return


def _shares(row: _Row) -> bool:
    """Whether the result says a word of its own title, though many titles do: one other word beside
    it, «Приказ о наставнических парах» of «Закрепление наставников», is of no other row.
    """
    title, result = (
        {_root(word) for word in content(_OF_PERSONS.sub(" ", cell.text)) if word.isalpha()}
        for cell in (row.title, row.result)
    )
    return bool(title & result - _OF_ANY_PAPER)


def _finding(row: _Row, other: _Row, strange: tuple[str, ...]) -> Finding:
    return report(
        RESULT_OF_OTHER_ROW, row.result, title=row.title.text, other=other.title.text,
        strange=strange, related=((other.title, "named-here"),),
    )  # fmt: skip


def _taken_over(roadmap: Roadmap, row: _Row, rows: list[_Row]) -> Iterator[Finding]:
    """Each word stands in one other row, in its title and its result, and none in this one."""
    often = _common(roadmap) | (_LOOKS if Stage.MONITORING in row.event.stages else frozenset())
    own = _cells(roadmap, row)
    for other in rows:
        if (
            other is not row
            and not _is_near(row, other)
            and is_taken(own, _cells(roadmap, other), often)
        ):
            said = own.result & _cells(roadmap, other).title
            strange = (word.text for word in words_of(row.result.text) if roots(word.text) & said)
            yield _finding(row, other, tuple(dict.fromkeys(strange)))
            return


def _cells(roadmap: Roadmap, row: _Row) -> Cells:
    return cells_of(
        row.title.text,
        row.result.text,
        tuple(text for text in _texts(roadmap, row.event) if text != row.title.text),
    )


def _strange(roadmap: Roadmap, row: _Row) -> tuple[str, ...]:
    """The words that tell what the result is about."""
    text = _WHERE_SHOWN.sub(" ", _WHO_MEETS.sub(" ", row.result.text))
    told = (*subject_of(text), *_capitals(text))
    return tuple(
        word
        for word in dict.fromkeys(told)
        if word not in FORMS and not is_audience(word) and not _is_person(word)
    )


@lru_cache(maxsize=8192)
def _is_person(word: str) -> bool:
    """For whom: «выпускник», «методист»."""
    return can_be(word, "NOUN") and not can_be(word, "ADJF") and "anim" in forms(word)[0].grammemes


def _capitals(text: str) -> tuple[str, ...]:
    return tuple(
        word.lemma for word in words_of(text) if word.text.isupper() and len(word.text) > 1
    )


@once_for_each(64)
def _common(roadmap: Roadmap) -> frozenset[str]:
    """The roots that many rows of the plan have in their titles, and those of its own title."""
    titles = [event.title or "" for event in roadmap.events]
    times = Counter(root for title in titles for root in {_root(word) for word in content(title)})
    often = max(_FEW, _OFTEN * len(titles))
    return frozenset(root for root, count in times.items() if count > often)


def _root(word: str) -> str:
    return family(word)


def _said(roadmap: Roadmap, event: Event) -> tuple[str, ...]:
    """The words of the row: its title, its items, what it serves; of a row that looks back also
    those of the works before it."""
    texts = _texts(roadmap, event)
    return tuple(word for text in texts for word in content(spelled_out(text)))


def _texts(roadmap: Roadmap, event: Event) -> list[str]:
    served = {*event.serves}
    texts = [event.title or "", *event.details]
    texts += [each.text for each in roadmap.indicators if each.id in served]
    if _LOOKS_BACK & {*event.stages}:
        texts += [each.title or "" for each in roadmap.events if each.id in event.after]
    return texts


def _is_said(word: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words is of its root: «речевой» of «речь»."""
    return any(_is_akin(word, each) for each in words)


@lru_cache(maxsize=32768)
def _is_akin(one: str, other: str) -> bool:
    short, long = sorted((stem(one), stem(other)), key=len)
    return len(short) >= _SHORTEST and (family(one) == family(other) or long.startswith(short))


def _is_of(strange: tuple[str, ...], row: _Row, other: _Row) -> bool:
    """Whether the other row names all of the strange words, and its own result says one of them
    too; a paper of that very name is of it in any case."""
    title = _words_of_title(other.title.text)
    same = normalised(other.result.text) == normalised(row.result.text)
    named = [word for word in strange if _is_said(word, title)]
    if not (named or same):
        return False  # as nearly all rows, which need no further look
    result = content(other.result.text)
    told = any(_is_said(word, result) for word in strange)
    shortened = same and any(word.isupper() for word in row.result.text.split())
    nouns = any(can_be(word, "NOUN") for word in named)
    every = all(_is_said(word, (*title, *result)) for word in strange)
    held = deed_of(other.title.text) in named or head_of(other.title.text) in named
    whole = bool(named) and every and (told or held or len(named) > 1)
    return (whole and (nouns or same)) or (shortened and not named and _is_first(other))


@lru_cache(maxsize=8192)
def _words_of_title(title: str) -> tuple[str, ...]:
    return content(spelled_out(title))


def _is_first(row: _Row) -> bool:
    """Whether the abbreviations of the result are those of the row's own title."""
    initials = "".join(word[0] for word in content(row.title.text)).upper()
    return any(word in initials for word in row.result.text.split() if word.isupper())


def _is_near(row: _Row, other: _Row) -> bool:
    """Works of one chain share their papers."""
    return row.event.id in other.event.after or other.event.id in row.event.after


def _other_turn(roadmap: Roadmap, row: _Row, rows: list[_Row]) -> Iterator[Finding]:
    """«Промежуточный отчет» of «Подготовка итогового отчета»: one paper of two turns."""
    for noun, attributes in _attributes(row.result.text):
        own = _by_noun(row.title.text).get(noun, ())
        if not own or not attributes or any(attributes & each or not each for each in own):
            continue
        said = () if is_paperwork(noun) else _said(roadmap, row.event)
        if any(_is_said(attribute, said) for attribute in attributes):
            continue
        for other in rows:
            theirs = _by_noun(other.title.text).get(noun, ())
            if other is not row and any(attributes <= each for each in theirs):
                yield report(
                    RESULT_OF_OTHER_ROW, row.result, title=row.title.text,
                    other=other.title.text, strange=tuple(sorted(attributes)),
                    related=((other.title, "named-here"),),
                )  # fmt: skip
                return


@lru_cache(maxsize=8192)
def _by_noun(text: str) -> dict[str, tuple[frozenset[str], ...]]:
    """The adjectives of each noun, once for each time that a text says it with others."""
    found: dict[str, dict[frozenset[str], None]] = {}
    for noun, adjectives in _attributes(text):
        found.setdefault(noun, {})[adjectives] = None
    return {noun: tuple(several) for noun, several in found.items()}


def _attributes(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each noun with the adjectives right before it."""
    before: list[str] = []
    for word in words_of(text):
        if can_be(word.text, "ADJF", "PRTF") and not can_be(word.text, "NOUN"):
            before.append(word.lemma)
            continue
        if can_be(word.text, "NOUN") and not is_audience(word.lemma):
            yield word.lemma, frozenset(before)
        before = []
