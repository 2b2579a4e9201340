"""Titles of one roadmap, and of one direction, that differ within a document (L677)."""

import re
from collections.abc import Iterator

from engine.checks.documents.other_roadmap import named_systems, own_titles
from engine.checks.texts import Passage, content, likeness, report, roadmap_passages, shared_part
from engine.codes.texts import TITLES_DIFFER
from engine.diagnostics import Finding, Origin, Subject
from engine.model.project import Project
from engine.model.spec import Roadmap

_PASSPORT = re.compile(r"^\W*паспорт\w*\s+", re.IGNORECASE)
_CODE = re.compile(r"\b\d\.\d\b")
_LISTED = re.compile(r"^\d+\.\s+(?P<title>\D+)")
_ANOTHER = 0.5
_AKIN = 0.55
_WORDING = frozenset({"план", "мероприятие", "дорожный", "карта", "паспорт"})


def check_titles(project: Project) -> tuple[Finding, ...]:
    """Passport against plan, plan against the order's list, and the name used inside."""
    return (
        *(found for roadmap in project.roadmaps for found in _own_titles(project, roadmap)),
        *(found for roadmap in project.roadmaps for found in _shortened(roadmap)),
        *_listed(project),
    )


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
    """The words and numbers that one of the two titles lacks, as printed there."""
    one, other = _PASSPORT.sub("", title), _PASSPORT.sub("", plan)
    lacking = (*_lacking(one, other), *_lacking(other, one))
    inflected = _phrase(one) != _phrase(other)
    return lacking or ((_phrase(other),) if inflected else ())


def _lacking(text: str, other: str) -> Iterator[str]:
    has = set(content(other))
    codes = set(_CODE.findall(text)) - set(_CODE.findall(other))
    yield from sorted(codes)
    bare = _CODE.sub(" ", text)
    yield from (word for word in dict.fromkeys(content(bare)) if word not in has and word.isalpha())


def _phrase(title: str) -> str:
    """How the plan calls itself, and for which time: what may differ in its endings only."""
    named = re.search(r"дорожн\w+\s+карт\w+", title, re.IGNORECASE)
    time = re.search(r"\b(?:в|на)\s+20\d\d.*$", title)
    words = (named.group().lower() if named and "паспорт" not in title.lower() else "",
             re.sub(r"[\s–—-]+", " ", time.group().lower()).rstrip(" .") if time else "")  # fmt: skip
    return words[1]


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
    """A numbered line of the order or its annexes that names a direction in other words."""
    for field, texts in (("annexes", project.order.annexes), ("preamble", project.order.preamble)):
        for number, text in enumerate(texts):
            line = _LISTED.match(text)
            if line:
                at = Origin("project.yaml", ("order", field, number))
                passage = Passage(text, at, Subject(None, "document"), field)
                yield from _named_otherwise(project, passage, line["title"])


def _named_otherwise(project: Project, passage: Passage, line: str) -> Iterator[Finding]:
    begun = {each.slug: _beginning(line, each.title) for each in project.roadmaps}
    best = max(project.roadmaps, key=lambda each: likeness(begun[each.slug], each.title))
    alike = likeness(begun[best.slug], best.title)
    if _AKIN <= alike < 1:
        title = next(iter(roadmap_passages(best)))
        difference = tuple(dict.fromkeys((*_lacking(best.title, line),)))
        yield report(
            TITLES_DIFFER, title, other=passage.text, difference=difference,
            related=((passage, "named-here"),),
        )  # fmt: skip


def _beginning(line: str, title: str) -> str:
    """As many words of the line as the title has."""
    return " ".join(line.split()[: len(title.split())])
