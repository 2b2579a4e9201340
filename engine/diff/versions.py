"""Whether the versions of roadmaps and rules have kept step with what changed in them.

The first number must grow where figures and verdicts of before cannot be compared any more: a duty
became weaker, other or stricter. The second must grow where something was added and
the rest is as it was. What asks nothing of anybody (headings, notes, places) asks for no number.
"""

from collections.abc import Iterable, Iterator

from engine.diagnostics import Origin
from engine.model.changes import ITEM_ADDED, Effect
from engine.model.project import Project
from engine.model.validity import Validity
from engine.results.changes import About, Growth, Known, SpecChange, Step


def steps_of(
    changes: Iterable[SpecChange], known: Iterable[Known], old: Project, new: Project
) -> tuple[Step, ...]:
    """A step for each roadmap and rule of the project that either has a version or changed its
    meaning; what came or went has none."""
    asked: dict[str, Growth] = {}
    for change, of in zip(changes, known, strict=True):
        if of.roadmap:
            slug = of.roadmap.slug
            asked[slug] = max(asked.get(slug, Growth.NONE), _asked(change))
    steps = (*_of_roadmaps(asked, old, new), *_of_rules(old, new))
    return tuple(each for each in steps if each.before or each.after or each.asked)


def _asked(change: SpecChange) -> Growth:
    if change.effect is Effect.NEUTRAL:
        return Growth.NONE
    return Growth.SECOND if change.kind is ITEM_ADDED else Growth.FIRST


def _of_roadmaps(asked: dict[str, Growth], old: Project, new: Project) -> Iterator[Step]:
    before = {roadmap.slug: roadmap for roadmap in old.roadmaps}
    for roadmap in new.roadmaps:
        if then := before.get(roadmap.slug):
            growth = asked.get(roadmap.slug, Growth.NONE)
            spot = About("roadmap", roadmap.slug), _at(roadmap.file, roadmap.validity, "slug")
            yield step(*spot, then.validity.version, roadmap.validity.version, growth)


def _of_rules(old: Project, new: Project) -> Iterator[Step]:
    before = {rule.id: rule for rule in old.rules}
    for rule in new.rules:
        if then := before.get(rule.id):
            growth = Growth.NONE if then.meaning == rule.meaning else Growth.FIRST
            spot = About("rule", rule.id), _at(rule.file, rule.validity, "id")
            yield step(*spot, then.validity.version, rule.validity.version, growth)


def _at(file: str, validity: Validity, name: str) -> Origin:
    return Origin(file, ("version" if validity.version else name,))


def step(about: About, at: Origin, before: str | None, after: str | None, asked: Growth) -> Step:
    """From one version to the other. A first version is enough, and none is too little; a version
    that went or fell is too little whatever was asked."""
    if before is None or after is None:
        is_enough = before is None and (after is not None or not asked)
    else:
        old, new = ((*map(int, each.split(".")), 0)[:3] for each in (before, after))
        is_enough = new >= old if not asked else new[: asked.value] > old[: asked.value]
    return Step(about, before, after, asked, is_enough, at)
