"""Titles of one roadmap, and of one direction, that differ within a document (L677)."""

import re
from collections.abc import Iterator

from engine.codes.texts import TITLES_DIFFER
from engine.diagnostics import Finding, Origin, Subject
from engine.lazy import lazy_pattern
from engine.lint.rules.other_roadmap import named_systems, own_titles
from engine.lint.text import (
    Passage,
    content,
    likeness,
    normalised,
    passages_of,
    report,
    shared_part,
    words_of,
)
from engine.lint.text.abbreviations import spelled_out
from engine.model.project import Project
from engine.model.spec import Roadmap

_PASSPORT = lazy_pattern(r"^\W*паспорт\w*\s+", re.IGNORECASE)
_CODE = lazy_pattern(r"\b\d\.\d\b")
_LISTED = lazy_pattern(r"^\d+\.\s+(?P<title>\D+)")
_PERSONS = lazy_pattern(r"[.,]?\s*[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\..*$")
_PLAN_IN_GENITIVE = lazy_pattern(
    r"^План\s+мероприятий\s*\(\W*(?P<said>дорожной карты)", re.IGNORECASE
)
_AKIN = 0.55
_WORDING = frozenset({"план", "мероприятие", "дорожный", "карта", "паспорт"})


def check_titles(project: Project) -> tuple[Finding, ...]:
    """Passport against plan, plan against the order's list, and the name used inside."""
    return (
        *(found for roadmap in project.roadmaps for found in _own_titles(project, roadmap)),
        *(found for roadmap in project.roadmaps for found in _shortened(roadmap)),
        *_listed(project),
        *_approved(project),
    )


_APPROVES = lazy_pattern(r"(?:^|\d\.?\s*)утвердить\s+|^\W*об\s+утверждении\s+", re.IGNORECASE)
_OWN_WORDS = frozenset({"прилагаемый", "следующий", "согласно", "приложение", "настоящий", "годы"})


def _approved(project: Project) -> Iterator[Finding]:
    """What the order approves against the title of its only plan: other words on either side."""
    if len(project.roadmaps) != 1:
        return
    (roadmap,) = project.roadmaps
    for passage in passages_of(project):
        if passage.subject.roadmap is None and (said := _APPROVES.search(passage.text)):
            plan = spelled_out(roadmap.plan_title or roadmap.title)
            rest = _from_the_same_word(spelled_out(passage.text[said.end() :]), plan)
            more = tuple(_lacking(rest, f"{plan} {spelled_out(roadmap.title)}"))
            less = tuple(_lacking(plan, rest))
            other = [word for word in more if word not in _OWN_WORDS]
            if other and less and likeness(rest, plan) >= _AKIN:
                yield report(
                    TITLES_DIFFER, passage, other=plan, difference=(*other, *less),
                    related=((_title(roadmap, "title", roadmap.title), "named-here"),),
                )  # fmt: skip


def _from_the_same_word(text: str, plan: str) -> str:
    """«ввести в действие с 1 сентября план …» → «план …»: from the word that the title opens "
    "with."""
    first = words_of(plan)[0].lemma if words_of(plan) else ""
    return next((text[word.start :] for word in words_of(text) if word.lemma == first), text)


def _own_titles(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    plans = [each.plan_title for each in project.roadmaps]
    if not roadmap.plan_title or plans.count(roadmap.plan_title) > 1:
        return
    difference = _difference(roadmap.title, roadmap.plan_title)
    if difference:
        title, plan = (
            _title(roadmap, field, text)
            for field, text in (("title", roadmap.title), ("plan_title", roadmap.plan_title))
        )
        yield report(
            TITLES_DIFFER, plan, other=roadmap.title, difference=difference,
            related=((title, "named-here"),),
        )  # fmt: skip


def _title(roadmap: Roadmap, field: str, text: str) -> Passage:
    return Passage(text, Origin(roadmap.file, (field,)), Subject(roadmap.slug, "document"), "title")


def _difference(title: str, plan: str) -> tuple[str, ...]:
    """The words and numbers that one of the two titles lacks; a plan in the wrong case."""
    one, other = _PASSPORT.sub("", title), _PASSPORT.sub("", plan)
    wrong_case = _PLAN_IN_GENITIVE.match(plan)
    lacking = (*_lacking(one, other), *_lacking(other, one))
    return (*lacking, wrong_case["said"]) if wrong_case else lacking


def _lacking(text: str, other: str) -> Iterator[str]:
    yield from sorted(set(_CODE.findall(text)) - set(_CODE.findall(other)))
    has = {*content(other), *_WORDING}
    words = dict.fromkeys(content(_CODE.sub(" ", text)))
    yield from (word for word in words if word not in has and word.isalpha() and len(word) > 2)


def _shortened(roadmap: Roadmap) -> Iterator[Finding]:
    """The roadmap's own name without one of its words: «… качества образования»."""
    own = own_titles(roadmap)
    title = _title(roadmap, "title", roadmap.title)
    for passage, span, name in named_systems(roadmap):
        missing = _skipped(content(name), content(own))
        if shared_part(name, own) == 1 and missing:
            yield report(
                TITLES_DIFFER, passage, span, other=roadmap.title, difference=missing,
                related=((title, "named-here"),),
            )  # fmt: skip


def _skipped(name: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the own title that stand between the first and the last word of the name."""
    if not name or name[0] not in own or name[-1] not in own:
        return ()
    start = own.index(name[0])
    end = own.index(name[-1], start) if name[-1] in own[start:] else start
    return tuple(word for word in own[start:end] if word not in name)


def _listed(project: Project) -> Iterator[Finding]:
    """A numbered line of an annex that names a direction in other words."""
    for number, text in enumerate(project.order.annexes):
        line = _LISTED.match(text)
        if line:
            at = Origin("project.yaml", ("order", "annexes", number))
            passage = Passage(text, at, Subject(None, "document"), "annexes")
            yield from _named_otherwise(project, passage, _PERSONS.sub("", line["title"]))


def _named_otherwise(project: Project, passage: Passage, line: str) -> Iterator[Finding]:
    best = max(project.roadmaps, key=lambda each: likeness(line, each.title))
    same = normalised(line) == normalised(best.title)
    if not same and likeness(line, best.title) >= _AKIN:
        title = _title(best, "title", best.title)
        difference = (*_lacking(best.title, line), *_lacking(line, best.title))
        yield report(
            TITLES_DIFFER, title, other=line.strip(" ."), difference=difference,
            related=((passage, "named-here"),),
        )  # fmt: skip
