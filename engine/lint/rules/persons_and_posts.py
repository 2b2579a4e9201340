"""One person with two posts in one order (L749)."""

import re
from collections.abc import Iterator

from engine.codes.orders import PERSON_OF_TWO_POSTS, POST_OF_TWO_PERSONS
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, content, passages_of, report, words_of
from engine.lint.text.morphology import words_before
from engine.lint.text.phrases import families
from engine.model.project import Project

_PERSON = lazy_pattern(
    r"(?P<surname>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?)\s+(?P<initials>[А-ЯЁ]\.\s?[А-ЯЁ]\.)"
)
_LAST_PART = lazy_pattern(r"[.,;:()]")
_ENDING = lazy_pattern(r"(?:ой|ую|ым|ому|ого|ым|ей|ю|я|а|у|е|ы)$")
_POSTS = (
    "начальник", "заместитель", "специалист", "директор", "методист", "заведующий", "председатель",
    "руководитель", "консультант", "секретарь", "ректор", "министр", "инспектор", "бухгалтер",
    "администратор", "учитель", "воспитатель", "психолог", "координатор", "глава",
)  # fmt: skip


_OF_BODY = lazy_pattern(
    r"(?P<body>[^.,;:()]{6,80})\((?P<person>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.)\)"
)
_OFFICE = lazy_pattern(
    r"отдел|управлени|кабинет|центр|комитет|служб|сектор|департамент|школ|"
    r"сад\w{0,2}\b"
)


def _of_two_bodies(project: Project) -> Iterator[Finding]:
    """«Отделу дошкольного образования (Мельникова А.Р.)», «методическому кабинету
    (Мельникова А.Р.)»."""
    first: dict[str, tuple[frozenset[str], Passage]] = {}
    for passage in passages_of(project):
        for found in _OF_BODY.finditer(passage.text):
            body = families(found["body"])
            known, where = first.setdefault(found["person"].replace(" ", ""), (body, passage))
            both = body and known and _OFFICE.search(found["body"].lower())
            if both and not known & body:
                yield report(
                    PERSON_OF_TWO_POSTS, passage, found.span("person"), person=found["person"],
                    related=((where, "first-here"),),
                )  # fmt: skip


def check_persons_and_posts(project: Project) -> tuple[Finding, ...]:
    """«Главному специалисту Орловой Н.В.», and then «заместителя председателя Орлову Н.В.»."""
    return (*_two_posts(project), *_of_two_bodies(project), *_two_holders(project))


_OF_ONE = frozenset({
    "начальник", "директор", "заведующий", "председатель", "глава", "министр", "ректор",
})  # fmt: skip
"""Posts that a body has one of."""
_OF_MANY = frozenset({
    "школа", "сад", "детский", "учреждение", "организация", "образовательный",
    "общеобразовательный", "отдел", "класс", "группа",
})  # fmt: skip
"""Bodies of which there are many: «директор школы Петрова А.А., директор школы Смирнова Н.Н.»."""
_ACTING = lazy_pattern(r"заместител|и\.\s?о\.|исполняющ|врио|бывш|прежн", re.IGNORECASE)


_ALIKE = 3
"""So many letters are alike in two surnames of one deputy: «Рябовой», «Рябинина»."""
_BARE = 2
"""«заместитель директора» alone may be several persons."""


def _two_holders(project: Project) -> Iterator[Finding]:
    """«Директору центра Савельевой И.Г.», and then «директора центра Севастьянову И.Г.»."""
    first: dict[tuple[str, ...], tuple[str, Passage]] = {}
    for passage in passages_of(project):
        for found in _PERSON.finditer(passage.text):
            said = _LAST_PART.split(words_before(passage.text, found.start()).rstrip("( –—-"))[-1]
            words = content(said)
            at = next((at for at, word in enumerate(words) if word in _POSTS), None)
            if at is None:
                continue
            post, acting = words[at:], bool(_ACTING.search(said))
            sole = not acting and post[0] in _OF_ONE and bool(set(post[1:]) - _OF_MANY)
            key = post if sole else (*post, found["initials"].replace(" ", ""))
            surname = _ENDING.sub("", found["surname"])
            known, where = first.setdefault(key, (surname, passage))
            alike = known[:_ALIKE] == surname[:_ALIKE] and len(post) > _BARE
            if known != surname and (sole or where is not passage) and (alike or not acting):
                yield report(
                    POST_OF_TWO_PERSONS, passage, found.span("surname"),
                    person=f"{found['surname']} {found['initials']}", post=_said_of(said),
                    related=((where, "first-here"),),
                )  # fmt: skip


def _said_of(words: str) -> str:
    """The words from the post on: «директора методического центра»."""
    post = next(word for word in words_of(words) if word.lemma in _POSTS)
    return words[post.start :].strip()


def _two_posts(project: Project) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[frozenset[str], Passage]] = {}
    for passage in passages_of(project):
        for found in _PERSON.finditer(passage.text):
            post = _post(
                _LAST_PART.split(words_before(passage.text, found.start()).rstrip("( –—-"))[-1]
            )
            if not post:
                continue
            name = (_ENDING.sub("", found["surname"]), found["initials"].replace(" ", ""))
            known, where = first.setdefault(name, (post, passage))
            if not known & post:
                yield report(
                    PERSON_OF_TWO_POSTS, passage, found.span("surname"),
                    person=f"{found['surname']} {found['initials']}",
                    related=((where, "first-here"),),
                )  # fmt: skip


def _post(words: str) -> frozenset[str]:
    """The first post named: «заместителя председателя» is a deputy."""
    told = [word for word in content(words) if word in _POSTS]
    return frozenset(told[:1])
