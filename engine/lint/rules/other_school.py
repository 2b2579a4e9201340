"""Another school in the plan of one school (L740)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_SCHOOL
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import passages_of, report
from engine.lint.text.levels import Height, own_height
from engine.model.project import Project

_NUMBERED = lazy_pattern(
    r"(?:школ\w*|[СОН]ОШ|гимнази\w*|лице[йяюе]\w*|детск\w+ сад\w*|ДОУ|[МГЧ][БКА]?Д?ОУ)"
    r"[\s«\"„]*(?:(?:СОШ|ООШ|школ\w*|гимнази\w*|лице\w*|детский сад)[\s«\"]*)?"
    r"№\s*(?P<own>\d{1,4})",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(
    r"(?P<own>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ]?[а-яё]+)*)[ая]я?[яйою]?\s+"
    r"(?:(?:средн|основн|начальн|сельск|кадетск|вечерн)\w+\s+|общеобразовательн\w+\s+)*"
    r"(?:[СОН]ОШ\b|школ[аыуе]\b|школой\b|гимнази[яюией]+\b)"
)
_KINDS_OF_SCHOOL = lazy_pattern(
    r"(?:средн|основн|начальн|сельск|кадетск|вечерн|летн|школьн|воскресн|опорн|базов|пилотн|нов|наш|"
    r"муниципальн|городск|районн|областн|высш|спортивн|музыкальн|художественн|заочн|зимн|юнош|"
    r"общеобразовательн|православн|кажд|друг|сам|перв|втор|открыт|школ|родительск|электронн|онлайн)",
    re.IGNORECASE,
)
"""«Средняя школа», «летняя школа»: the first word of a sentence, not a name."""
_WITH_OTHERS = lazy_pattern(
    r"опыт|совместн|сетев|партн[её]р|с участием|приглаш|обмен|визит|экскурси|сотруднич|договор|"
    r"соглашен|соревнован|матч|турнир|встреч|межшкольн|преемственн|поездк|посещен|выезд|конкурс",
    re.IGNORECASE,
)
_PREPOSED = lazy_pattern(r"\bна базе\b", re.IGNORECASE)


_CALLED = lazy_pattern(
    r"(?P<kind>школ|сад|гимнази|лице|колледж|техникум|центр|дом)[а-яё]{0,4}\s+"
    r"(?:№\s*\d{1,4}\s+)?«(?P<name>[^«»]{3,60})»",
    re.IGNORECASE,
)


_ORDER_OF = lazy_pattern(r"\bк приказу\s+(?P<who>[^.;]{3,120}?)\s+от\s", re.IGNORECASE)


def check_other_school(project: Project) -> tuple[Finding, ...]:
    """«… обучающихся гимназии № 3» in the plan that «СОШ № 7» approves for itself."""
    own = _own(project)
    return (
        *(_others(project, own) if own else ()),
        *_named_otherwise(project),
        *_of_other_kind(project),
    )


_KINDS = (
    ("школы", lazy_pattern(r"\bшкол[аыуе]?\b|\bшколой\b|\b[СОН]ОШ\b", re.IGNORECASE)),
    ("гимназии", lazy_pattern(r"\bгимнази[яюией]+\b", re.IGNORECASE)),
    ("лицея", lazy_pattern(r"\bлице[йяюе]м?\b", re.IGNORECASE)),
    ("детского сада", lazy_pattern(r"\bдетск\w+ сад\w*|\bДОУ\b|\bМБДОУ\b", re.IGNORECASE)),
)
_BODY_OF = lazy_pattern(
    r"\b(?:(?:пед|метод)?совет|педагогическ\w+ совет|директор|заведующ|коллектив|сайт|"
    r"администраци|устав|управлен|собрани|методобъединени|библиотек)[а-яё]*\s+"
    r"(?P<kind>школы|гимназии|лицея|детского сада)(?!\w)"
    r"(?!\s*(?:№|[«\"(,-]|и\s|или\s|(?-i:[А-ЯЁ])))",
    re.IGNORECASE,
)
"""What an institution has of its own: its council, head, staff, site."""
_PEOPLE_OF = lazy_pattern(
    r"\b(?:выпускник|ученик|обучающи|учащи|старшекласс|учител|педагог|родител)"
    r"[а-яё]*\s+(?P<kind>гимназии|лицея)(?!\w)(?!\s*(?:№|[«\"(,-]|и\s|или\s|(?-i:[А-ЯЁ])))",
    re.IGNORECASE,
)
"""Who learns or teaches there; a kindergarten and a school name one another's by right."""


def _of_other_kind(project: Project) -> Iterator[Finding]:
    """«… управляющего совета гимназии» in the plan of a school; a gymnasium is a school too."""
    own, kinds = _own_kind(project)
    if len(kinds) != 1:
        return
    titles = " ".join((project.title, *(each.title for each in project.roadmaps)))
    bodies = " ".join(name for body in project.bodies for name in (body.name, *body.aliases))
    words = dict(_KINDS)
    for passage in passages_of(project):
        people = () if "детского сада" in kinds else _PEOPLE_OF.finditer(passage.text)
        for found in (*_BODY_OF.finditer(passage.text), *people):
            kind = found["kind"].lower()
            general = kind == "школы" and "детского сада" not in kinds
            known = words[kind].search(f"{titles} {bodies}")
            shared = _WITH_OTHERS.search(passage.text) or _PREPOSED.search(passage.text)
            if not (kind in kinds or general or known or shared or passage.lost):
                yield report(OTHER_SCHOOL, passage, found.span(), own=own)


def _own_kind(project: Project) -> tuple[str, set[str]]:
    """What approves the plan, and its kind; else the one institution that the title names."""
    whose = project.municipality
    told = f"{whose.name} {whose.genitive or ''}"
    kinds = {name for name, words in _KINDS if words.search(told)}
    if own_height(project) is not Height.SCHOOL:
        return "", set()
    if kinds:
        return whose.genitive or whose.name, kinds
    named = [*_NUMBERED.finditer(project.title)]
    own = named[0][0] if len(named) == 1 else ""
    return own, {name for name, words in _KINDS if words.search(own)}


def _named_otherwise(project: Project) -> Iterator[Finding]:
    """«… на сайте детского сада «Солнышко»» in the plan of «Рябинка»."""
    whose = project.municipality
    titles = (whose.name, whose.genitive or "", project.title)
    names = {
        (found["kind"].lower(), found["name"])
        for text in titles
        for found in _CALLED.finditer(text)
    }
    if len(names) != 1:
        return
    ((kind, own),) = names
    bodies = " ".join(name for body in project.bodies for name in (body.name, *body.aliases))
    for passage in passages_of(project):
        for found in _CALLED.finditer(passage.text):
            other = found["kind"].lower() == kind and found["name"] != own
            shared = _WITH_OTHERS.search(passage.text) or found["name"] in bodies
            if other and not shared and not passage.lost:
                yield report(OTHER_SCHOOL, passage, found.span(), own=f"«{own}»")


def _own(project: Project) -> frozenset[str]:
    """The number or name of whoever approves the plan; else the one that its titles name."""
    whose = project.municipality
    orders = (found["who"] for each in project.order.annexes for found in _ORDER_OF.finditer(each))
    for texts in ((whose.name, whose.genitive or ""), tuple(orders)):
        approves = {name for text in texts for name, _ in _schools(text)}
        if len(approves) == 1:
            return frozenset(approves)
    titles = [
        project.title,
        project.order.title or "",
        *(roadmap.title for roadmap in project.roadmaps),
    ]
    named = {name for text in titles if text for name, _ in _schools(text)}
    if not named:
        named = {name for text in project.order.annexes for name, _ in _schools(text)}
    return frozenset(named) if len(named) == 1 else frozenset()


def _schools(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """«СОШ № 7» → 7, «Липовская СОШ» → липовск, each with its place."""
    for found in _NUMBERED.finditer(text):
        yield found["own"], found.span()
    for found in _NAMED.finditer(text):
        if not _KINDS_OF_SCHOOL.match(found["own"]):
            yield found["own"].lower(), found.span()


def _others(project: Project, own: frozenset[str]) -> Iterator[Finding]:
    bodies = " ".join(name for body in project.bodies for name in (body.name, *body.aliases))
    partners = {name for name, _ in _schools(bodies)}
    for passage in passages_of(project):
        for name, span in _schools(passage.text):
            shared = _WITH_OTHERS.search(passage.text) or _PREPOSED.search(passage.text)
            if name not in own | partners and not shared:
                shown = (f"№ {one}" if one.isdigit() else f"{one.capitalize()}…" for one in own)
                yield report(OTHER_SCHOOL, passage, span, own=", ".join(shown))
