"""Another school in the plan of one school (L740)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_SCHOOL
from engine.diagnostics import Finding
from engine.lint.text import passages_of, report
from engine.model.project import Project

_SCHOOL = re.compile(
    r"(?:школ\w*|[СОН]ОШ|гимнази\w*|лице[йяюе]\w*|детск\w+ сад\w*|ДОУ|[МГЧ][БКА]?Д?ОУ)"
    r"[\s«\"„]*(?:(?:СОШ|ООШ|школ\w*|гимнази\w*|лице\w*|детский сад)[\s«\"]*)?"
    r"№\s*(?P<number>\d{1,4})",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(
    r"опыт|совместн|сетев|партн[её]р|с участием|приглаш|обмен|визит|экскурси|сотруднич|договор|"
    r"соглашен|соревнован|матч|турнир|встреч|межшкольн|преемственн",
    re.IGNORECASE,
)
_PREPOSED = re.compile(r"\bна базе\b", re.IGNORECASE)


def check_other_school(project: Project) -> tuple[Finding, ...]:
    """«… обучающихся гимназии № 3» in the plan that «СОШ № 7» approves for itself."""
    own = _own(project)
    return tuple(_others(project, own)) if own else ()


def _own(project: Project) -> frozenset[str]:
    """The number in the titles of the plan, where they name one school and no other."""
    titles = [project.title, project.order.title or "", *project.order.annexes]
    titles += [each.title for each in project.roadmaps]
    named = [{found["number"] for found in _SCHOOL.finditer(text)} for text in titles if text]
    numbers = set[str]().union(*named)
    return frozenset(numbers) if len(numbers) == 1 else frozenset()


def _others(project: Project, own: frozenset[str]) -> Iterator[Finding]:
    bodies = " ".join(name for each in project.bodies for name in (each.name, *each.aliases))
    partners = {found["number"] for found in _SCHOOL.finditer(bodies)}
    for passage in passages_of(project):
        for found in _SCHOOL.finditer(passage.text):
            shared = _WITH_OTHERS.search(passage.text) or _PREPOSED.search(passage.text)
            if found["number"] not in own | partners and not shared:
                yield report(
                    OTHER_SCHOOL, passage, found.span(), own=", ".join(f"№ {one}" for one in own)
                )
