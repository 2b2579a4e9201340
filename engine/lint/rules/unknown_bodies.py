"""One body under two names among the responsible of one plan (L686)."""

from collections import Counter
from collections.abc import Iterator

from engine.codes.texts import BODY_NAMED_DIFFERENTLY
from engine.diagnostics import Finding
from engine.lint.text import Passage, content, event_passages, report
from engine.lint.text.abbreviations import introductions
from engine.lint.text.passages import roadmap_passages
from engine.model.project import Project
from engine.model.spec import Roadmap


def check_bodies(project: Project) -> tuple[Finding, ...]:
    """The first use of each rarer name of a body."""
    whose = project.municipality
    names = " ".join(filter(None, (whose.name, whose.genitive, whose.kind, whose.region)))
    own = frozenset(content(names))
    return tuple(found for roadmap in project.roadmaps for found in _bodies(roadmap, own))


def _bodies(roadmap: Roadmap, own: frozenset[str]) -> Iterator[Finding]:
    introduced = {each.short for each in introductions(roadmap_passages(roadmap))}
    for names in _names(roadmap).values():
        counts = Counter(name for name, _ in names)
        usual = counts.most_common(1)[0][0]
        seen = {usual}
        for name, passage in names:
            same = _is_part(name, usual, own) or {passage.text, usual.upper()} & introduced
            if name not in seen and not same:
                seen.add(name)
                other = next(each for each in names if each[0] == usual)[1]
                yield report(
                    BODY_NAMED_DIFFERENTLY, passage, other=other.text,
                    related=((other, "first-here"),),
                )  # fmt: skip


_HEADS = frozenset({
    "начальник", "руководитель", "директор", "заведующий", "заместитель", "специалист", "методист",
    "отдел", "сектор", "главный", "ведущий", "консультант", "инспектор", "аппарат", "служба",
})  # fmt: skip


def _is_part(name: str, usual: str, own: frozenset[str]) -> bool:
    """«Начальник управления образования», «… Луговского района» and the bare name are one body."""
    one, other = set(content(name)), set(content(usual))
    return (one ^ other) <= _HEADS | own and bool(one & other)


def _names(roadmap: Roadmap) -> dict[str, list[tuple[str, Passage]]]:
    """Printed names by body, in the order of the plan."""
    names: dict[str, list[tuple[str, Passage]]] = {}
    for event in roadmap.events:
        cells = [each for each in event_passages(roadmap, event) if each.field == "responsible"]
        printed = [each for each in event.responsible if each.text]
        for responsible, passage in zip(printed, cells, strict=True):
            if responsible.body and passage.whole:
                name = passage.text.lower().split("(")[0].strip()
                names.setdefault(responsible.body, []).append((name, passage))
    return names
