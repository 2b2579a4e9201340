"""One body under two names among the responsible of one plan (L686)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import ALIAS_MISSPELT, BODY_NAMED_DIFFERENTLY
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.misprints import edits
from engine.lint.text import Passage, content, event_passages, normalised, passages_of, report
from engine.lint.text.abbreviations import Introduction, introductions
from engine.lint.text.morphology import NAME_PERSONS, Word, forms, is_known, words_of
from engine.lint.text.passages import roadmap_passages
from engine.model.project import Project
from engine.model.spec import Roadmap


def check_bodies(project: Project) -> tuple[Finding, ...]:
    """The first use of each rarer name of a body."""
    whose = project.municipality
    names = " ".join(filter(None, (whose.name, whose.genitive, whose.kind, whose.region)))
    own = frozenset(content(names))
    return (
        *(found for roadmap in project.roadmaps for found in _bodies(roadmap, own)),
        *_misspelt(project),
    )


def _misspelt(project: Project) -> Iterator[Finding]:
    """An alias that is the name with one letter wrong, at the first row that prints it."""
    wrong = {
        normalised(alias): body.name
        for body in project.bodies
        for alias in body.aliases
        if _is_slip(alias, body.name)
    }
    for passage in passages_of(project) if wrong else ():
        name = wrong.pop(normalised(passage.text), None)
        if passage.field == "responsible" and name:
            yield report(ALIAS_MISSPELT, passage, other=name)


def _is_slip(alias: str, name: str) -> bool:
    """Whether one word differs, by one letter, and no dictionary has it."""
    one, other = normalised(alias).split(), normalised(name).split()
    if len(one) != len(other):
        return False
    differ = [(first, second) for first, second in zip(one, other, strict=True) if first != second]
    return len(differ) == 1 and not is_known(differ[0][0]) and differ[0][0] in set(
        edits(differ[0][1])
    )  # fmt: skip


def _bodies(roadmap: Roadmap, own: frozenset[str]) -> Iterator[Finding]:
    introduced = {
        introduction.short.lower(): introduction
        for introduction in introductions(roadmap_passages(roadmap))
    }
    for names in _names(roadmap).values():
        counts = Counter(name for name, _ in names)
        usual = counts.most_common(1)[0][0]
        seen = {usual}
        for name, passage in names:
            shown = next(each.text for own_name, each in names if own_name == usual)
            same = (
                _posts(name) != _posts(usual)
                or _is_part(name, usual, own)
                or {passage.text, usual.upper()}
                & {introduction.short for introduction in introduced.values()}
                or _is_introduced(name, usual, introduced)
                or _is_shortened(passage.text, shown)
                or _is_short_form(name, usual)
                or _is_department(name, usual)
                or _are_groups(name, usual)
            )
            if name not in seen and not same:
                seen.add(name)
                other = next(each for each in names if each[0] == usual)[1]
                yield report(
                    BODY_NAMED_DIFFERENTLY, passage, other=other.text,
                    related=((other, "first-here"),),
                )  # fmt: skip


_CAPITALS = lazy_pattern(r"\b[А-ЯЁ]{2,5}\b")
_OF_CLASSES = lazy_pattern(r"(?<!\s)\s+\d[\d\s,и–-]{0,60}(?:-?х)?\s+(?:класс|курс|параллел)\w*")
"""«классные руководители 8-11 классов»: a part of them."""
_HEADS = frozenset({
    "начальник", "руководитель", "директор", "заведующий", "заведовать", "заместитель",
    "специалист", "методист", "ректор", "проректор", "председатель", "глава", "министр",
    "секретарь", "президент", "член", "управляющий", "исполнять", "обязанность", "отдел", "сектор",
    "главный", "ведущий", "консультант", "инспектор", "аппарат", "служба", "администрация",
})  # fmt: skip


@lru_cache(maxsize=8192)
def _posts(name: str) -> frozenset[tuple[str, ...]]:
    """«Классные руководители», «школы, педагоги-психологи»: who works in a body; of a body itself
    nobody. Persons of different posts, and a body beside its persons, are no two names of one."""
    return frozenset(filter(None, map(_post, name.split(","))))


def _post(name: str) -> tuple[str, ...]:
    """The words up to the first noun in the nominative, or what stands for one, if it is somebody;
    of «тренеры-методисты» the first half."""
    words = words_of(name)
    for at, word in enumerate(words):
        named = [each for each in forms(word.text) if each.part == "NOUN" and each.case == "nomn"]
        if (word.lemma in NAME_PERSONS and not _names_a_body(words[at + 1 : at + 2])) or (
            named and "anim" in named[0].grammemes
        ):
            return tuple(each.lemma.split("-")[0] for each in words[: at + 1])
        if named:
            return ()
    return ()


def _names_a_body(after: tuple[Word, ...]) -> bool:
    """«Рабочая группа», «управляющий совет»: the attribute of a body is nobody."""
    return any(
        each.part == "NOUN" and each.case == "nomn" and "inan" in each.grammemes
        for word in after
        for each in forms(word.text)[:1]
    )


def _is_part(name: str, usual: str, own: frozenset[str]) -> bool:
    """«Начальник управления образования», «… Луговского района» and the bare name are one body."""
    one, other = (set(content(_OF_CLASSES.sub("", each))) for each in (name, usual))
    return (one ^ other) <= _HEADS | own and bool(one & other)


def _is_short_form(one: str, other: str) -> bool:
    """«Центр профориентации» of «Областной центр профориентации»: nothing else is said."""
    short, long = sorted((frozenset(content(each)) for each in (one, other)), key=len)
    return bool(short) and short < long


_DEPARTMENT = lazy_pattern(r"^(?:отдел|сектор|кафедра|лаборатория|служба|методист|специалист)\w*\s")


def _is_department(one: str, other: str) -> bool:
    """«Отдел кадровой политики министерства» is no second name of the ministry."""
    for name, whole in ((one, other), (other, one)):
        if not _DEPARTMENT.search(name) or _DEPARTMENT.search(whole):
            continue
        head, *attributes = content(whole)
        told = frozenset(content(name)[1:])
        if head in told or (attributes and frozenset(attributes) < told):
            return True
    return False


def _is_introduced(one: str, other: str, introduced: dict[str, Introduction]) -> bool:
    """«Министерство», once «Министерство образования … (далее – Министерство)» is printed."""
    return any(
        short in introduced and set(content(full)) <= set(content(introduced[short].meaning)) | {
            *content(introduced[short].passage.text)
        }
        for short, full in ((one, other), (other, one))
    )  # fmt: skip


def _is_shortened(one: str, other: str) -> bool:
    """«… по УВР» and «… по учебно-воспитательной работе»: capitals for the words of the other."""
    short, long = sorted((one, other), key=lambda each: not _CAPITALS.search(each))
    capitals = _CAPITALS.findall(short)
    words = re.findall(r"[^\W\d_]+", long)
    initials = "".join(word[0] for word in words if len(word) > 1).upper()
    return len(capitals) == 1 and capitals[0] in initials and (
        set(content(_CAPITALS.sub(" ", short))) <= set(content(long))
    )  # fmt: skip


_WITH = lazy_pattern(
    r",?\s+(?:при участии|при поддержке|совместно с|с участием|с привлечением|во взаимодействии с|"
    r"вместе с)\b"
)
"""What follows is who helps."""


_PERSON = lazy_pattern(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+"
)
_TEACHERS = frozenset({"учитель", "педагог", "преподаватель", "воспитатель", "специалист"})


def _are_groups(one: str, other: str) -> bool:
    """«Учителя-предметники» and «учителя математики» are persons, some and others of a staff."""
    said = _posts(one) | _posts(other)
    return bool(said) and all(post[-1] in _TEACHERS for post in said)


def _names(roadmap: Roadmap) -> dict[str, list[tuple[str, Passage]]]:
    """Printed names by body, in the order of the plan."""
    names: dict[str, list[tuple[str, Passage]]] = {}
    for event in roadmap.events:
        cells = [each for each in event_passages(roadmap, event) if each.field == "responsible"]
        printed = [each for each in event.responsible if each.text]
        for responsible, passage in zip(printed, cells, strict=True):
            if responsible.body and passage.whole:
                plain = _PERSON.sub("", passage.text).lower().split("(")[0]
                name = _WITH.split(plain)[0].strip(" ,–—-")
                names.setdefault(responsible.body, []).append((name, passage))
    return names
