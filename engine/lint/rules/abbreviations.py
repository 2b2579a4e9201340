"""Abbreviations: never introduced, introduced late, twice or for two things (L680–L685, L688)."""

import re
from collections.abc import Iterator

from engine.codes.texts import (
    ABBREVIATION_AGAIN,
    ABBREVIATION_DRIFTS,
    ABBREVIATION_EARLY,
    ABBREVIATION_OF_TWO,
    ABBREVIATION_UNFIT,
    ABBREVIATION_UNKNOWN,
    TERM_NAMED_DIFFERENTLY,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, roadmap_passages
from engine.lint.text.abbreviations import Introduction, Use, abbreviations, introductions, uses
from engine.lint.text.morphology import words_before
from engine.model.project import Project

Part = tuple[Passage, ...]
"""The texts that are read as one document: a plan with its passport, or the order itself.

An abbreviation that one of them introduces is known in all; each may introduce it again.
"""


def check_abbreviations(project: Project) -> tuple[Finding, ...]:
    """Each abbreviation of each part of the document, at the place where a reader stumbles."""
    parts = tuple(_parts(project))
    made = {introduction.short for part in parts for introduction in introductions(part)}
    introduced = tuple(sorted(made | _own_initials(project) | _own_bodies(project, made)))
    alone = len(project.roadmaps) == 1
    return (
        *(found for part in parts for found in _part(part, introduced, alone=alone)),
        *_drifting(parts),
    )


def _own_initials(project: Project) -> set[str]:
    """«КБР» for a plan of Кабардино-Балкарская Республика: names of the heading."""
    whose = project.municipality
    names = (whose.name, whose.genitive or "", whose.region or "")
    return {"".join(re.findall(r"\b\w", name)).upper() for name in names}


def _own_bodies(project: Project, made: set[str]) -> set[str]:
    """«МОУО» declared for «Муниципальные органы управления образованием»: the initials of its name,
    unless the document introduces a part of them for something («МО»).
    """
    return {
        alias
        for body in project.bodies
        for alias in body.aliases
        if alias.isupper()
        and alias == "".join(re.findall(r"\b\w", body.name)).upper()
        and not any(short in alias and short != alias for short in made)
    }


def _parts(project: Project) -> Iterator[Part]:
    """Roadmaps under one heading of a plan are one part; so is an order with its only plan."""
    if len(project.roadmaps) == 1:
        yield passages_of(project)
        return
    roadmaps: dict[object, list[Passage]] = {}
    for roadmap in project.roadmaps:
        shared = (roadmap.plan_title, roadmap.annex) if roadmap.plan_title else roadmap.slug
        roadmaps.setdefault(shared, []).extend(roadmap_passages(roadmap))
    yield tuple(passage for passage in passages_of(project) if passage.subject.roadmap is None)
    yield from map(tuple, roadmaps.values())


def _part(part: Part, introduced_anywhere: tuple[str, ...], *, alone: bool) -> Iterator[Finding]:
    made = introductions(part)
    first_made: dict[str, Introduction] = {}
    for introduction in made:
        earlier = first_made.setdefault(introduction.short, introduction)
        if earlier is not introduction:
            yield _again(earlier, introduction)
        if not introduction.fits and introduction.short not in abbreviations().known:
            yield _unfit(introduction)
    used = uses(part, introduced_anywhere)
    for use in used.values():
        yield from _use(use, first_made.get(use.short), introduced_anywhere)
    if alone:
        yield from _left_out(used, introduced_anywhere)
    yield from _synonyms(used)


_FAMILIAR = frozenset({
    "РФ", "ФЗ", "ФГОС", "ОО", "ОУ", "ДОО", "ДОУ", "ОВЗ", "ГИА", "ЕГЭ", "ОГЭ", "ГВЭ", "ВПР", "ВсОШ",
    "ВСОШ", "СОШ", "ООШ", "НОШ", "МОУ", "IT", "PISA", "ДПО", "СПО", "ВУЗ", "НОО", "ООО", "СОО",
    "ДО", "ППЭ", "СМИ", "ИКТ", "НКО", "ГТО", "УУД",
})  # fmt: skip
"""What even a document that introduces every abbreviation leaves as it is."""
_INTRODUCES = 1


def _left_out(used: dict[str, Use], anywhere: tuple[str, ...]) -> Iterator[Finding]:
    """The one abbreviation of the field that a document which introduces its own leaves out."""
    known = abbreviations().known - _FAMILIAR
    left = [
        use
        for short, use in used.items()
        if short in known and short not in anywhere and not _LEGAL_FORM.fullmatch(short)
    ]
    own = [short for short in used if short in anywhere]
    if len(left) == 1 and len(own) >= _INTRODUCES and left[0].passage.subject.kind != "document":
        yield report(ABBREVIATION_UNKNOWN, left[0].passage, left[0].span, short=left[0].short)


_LEGAL_FORM = lazy_pattern(r"(?:(?:ФГ|ГО|Г|ОГ|КГ|РГ|М)[БКА]|Ч)(?:[ДПН]?О)?У(?:ДО|ДПО|К)?")
"""«ГБПОУ», «МБУДО», «ОГБУ»: whose institution, of which type and kind (federal laws 273, article
23, and 7, article 9.1): the names of institutions are made of them."""


def _is_known(short: str) -> bool:
    return short in abbreviations().known or bool(_LEGAL_FORM.fullmatch(short))


def _use(use: Use, made: Introduction | None, anywhere: tuple[str, ...]) -> Iterator[Finding]:
    """The first use, and what is wrong with it."""
    if made is None:
        if not _is_known(use.short) and use.short not in anywhere:
            yield report(ABBREVIATION_UNKNOWN, use.passage, use.span, short=use.short)
    elif (
        use.position < made.position
        and not _is_heading_of_order(use.passage)
        and not _is_full_name(use, made)
    ):
        yield report(
            ABBREVIATION_EARLY, use.passage, use.span, short=use.short,
            related=((made.passage, "introduced-here"),),
        )  # fmt: skip


def _is_full_name(use: Use, made: Introduction) -> bool:
    """«Управление образования администрации района (далее – Управление образования)»: the short
    name opens the full one, which may stand in full earlier too."""
    whole, _, _ = words_before(made.passage.text, made.span[0]).rpartition("(")
    at = whole.rfind(use.short)
    rest = whole[at + len(use.short) :].strip() if at >= 0 else ""
    said = use.passage.text[use.span[1] :].lstrip()
    return " " in use.short and bool(rest) and said.startswith(rest) and not _ENDS.search(rest)


_ENDS = lazy_pattern(r"[.;:,]\s")


def _is_heading_of_order(passage: Passage) -> bool:
    """A heading names the matter in brief; the first sentence of the order introduces."""
    return passage.subject.roadmap is None and passage.field == "title"


def _again(earlier: Introduction, later: Introduction) -> Finding:
    same = earlier.same_meaning(later)
    return report(
        ABBREVIATION_AGAIN if same or later.passage.doubtful else ABBREVIATION_OF_TWO,
        later.passage,
        later.span,
        short=later.short,
        meaning=later.meaning,
        other=earlier.meaning,
        related=((earlier.passage, "introduced-here"),),
    )


def _unfit(made: Introduction) -> Finding:
    return report(
        ABBREVIATION_UNFIT, made.passage, made.span, short=made.short, meaning=made.meaning
    )


def _synonyms(used: dict[str, Use]) -> Iterator[Finding]:
    """«ОО» and «ОУ» in one part: the rarer one is named."""
    for group in abbreviations().same:
        found = sorted(
            (used[short] for short in group if short in used), key=lambda each: each.times
        )
        for rare in found[:-1]:
            yield report(
                TERM_NAMED_DIFFERENTLY, rare.passage, rare.span, short=rare.short,
                other=found[-1].short, related=((found[-1].passage, "first-here"),),
            )  # fmt: skip


def _drifting(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """One finding for an abbreviation that parts introduce differently."""
    first: dict[str, tuple[Part, Introduction]] = {}
    others: dict[str, list[Introduction]] = {}
    for part in parts:
        for introduction in introductions(part):
            where, earlier = first.setdefault(introduction.short, (part, introduction))
            if where is not part and not earlier.same_meaning(introduction):
                others.setdefault(introduction.short, []).append(introduction)
    for short, different in others.items():
        yield report(
            ABBREVIATION_DRIFTS,
            different[0].passage,
            different[0].span,
            short=short,
            meaning=different[0].meaning,
            other=first[short][1].meaning,
            related=tuple(
                (introduction.passage, "introduced-here")
                for introduction in (first[short][1], *different[1:])
            ),
        )
